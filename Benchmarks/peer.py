# SPDX-License-Identifier: Apache-2.0
# Cellar: the Excel API of Microsoft Graph, self-hosted.
"""Measures one workbook in one peer, in a process of its own; answers in the form of `benchmarks measure`.

    peer.py ENGINE FOLDER WORKBOOK open|save|CASE
"""

import json
import os
import statistics
import sys
import tempfile
from time import perf_counter as now

REPETITIONS = 200
PATIENCE = 4


class IronCalc:
    """Reads formulas while it loads; every evaluation is a full one."""

    def __init__(self, path):
        import ironcalc

        self.model = ironcalc.load_from_xlsx(path)
        self.sheets = {sheet["name"]: index for index, sheet in enumerate(self.model.get_worksheets_properties())}

    def calculate(self):
        self.model.evaluate()

    def set(self, cell, value):
        self.model.update_cell_with_number(self.sheets[cell["sheet"]], cell["row"], cell["column"], value)
        self.model.evaluate()

    def get(self, cell):
        return self.model.get_cell_value(self.sheets[cell["sheet"]], cell["row"], cell["column"])

    def save(self, path):
        self.model.save_to_xlsx(path)


class Formualizer:
    """Puts off parsing and the graph to the first evaluation; later ones are incremental."""

    def __init__(self, path):
        import formualizer

        self.workbook = formualizer.load_workbook(path)
        self.workbook.set_changelog_enabled(False)

    def calculate(self):
        self.workbook.evaluate_all()

    def set(self, cell, value):
        self.workbook.set_value(cell["sheet"], cell["row"], cell["column"], value)
        self.workbook.evaluate_all()

    def get(self, cell):
        return self.workbook.get_value(cell["sheet"], cell["row"], cell["column"])

    def save(self, path):
        with open(path, "wb") as file:
            file.write(self.workbook.to_xlsx_bytes())


ENGINES = {"ironcalc": IronCalc, "formualizer": Formualizer}


def peak():
    """Bytes of memory at the highest point of this process."""
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def output(value):
    if isinstance(value, (bool, int, float)):
        return {"number": float(value)}
    return {"text": "" if value is None else str(value)}


def outputs(engine, entry):
    return [output(engine.get(cell)) for cell in entry["outputs"]]


def measure_open(engine_type, path, entry):
    start = now()
    engine = engine_type(path)
    loaded = now()
    engine.calculate()
    calculated = now()
    answers = outputs(engine, entry)
    figures = {"load": loaded - start, "recalculation": calculated - loaded, "open": now() - start, "peak": peak()}
    return {"figures": figures, "outputs": answers}


def measure_save(engine_type, path, entry):
    engine = engine_type(path)
    engine.calculate()
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "saved.xlsx")
        start = now()
        engine.save(target)
        saved = now()
        size = os.path.getsize(target)
        engine.set(entry["edited"], 3.5)
        edited = now()
        engine.save(os.path.join(folder, "edited.xlsx"))
        end = now()
    figures = {"save": saved - start, "saveEdited": end - edited, "bytes": size}
    return {"figures": figures, "outputs": outputs(engine, entry)}


def measure_case(engine_type, path, entry, case):
    engine = engine_type(path)
    engine.calculate()
    times = []
    end = now() + PATIENCE
    for repetition in range(1, REPETITIONS + 1):
        start = now()
        engine.set(case["input"], case["start"] + repetition * case["step"])
        outputs(engine, entry)
        times.append(now() - start)
        if now() > end:
            break
    engine.set(case["input"], case["start"] + 7 * case["step"])
    return {"figures": {"whatIf": statistics.median(times)}, "outputs": outputs(engine, entry)}


def main():
    engine, folder, workbook, measure = sys.argv[1:]
    with open(os.path.join(folder, "manifest.json")) as file:
        entry = next(entry for entry in json.load(file)["workbooks"] if entry["name"] == workbook)
    path = os.path.join(folder, entry["file"])
    if measure == "open":
        findings = measure_open(ENGINES[engine], path, entry)
    elif measure == "save":
        findings = measure_save(ENGINES[engine], path, entry)
    else:
        case = next(case for case in entry["cases"] if case["name"] == measure)
        findings = measure_case(ENGINES[engine], path, entry, case)
    print(json.dumps(findings))


if __name__ == "__main__":
    main()
