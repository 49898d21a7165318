# SPDX-License-Identifier: Apache-2.0
# Cellar: the Excel API of Microsoft Graph, self-hosted.
"""Measures one workbook in one peer, in a process of its own; answers in the form of `benchmarks measure`.

    peer.py ENGINE FOLDER WORKBOOK open|save|CASE
"""

import glob
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter as now
from time import sleep

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


class LibreOffice:
    """Runs without windows as a process of its own that is asked over UNO, a fraction of a millisecond for each call.

    It parses formulas while it loads; what is dirty is calculated when it is read.
    """

    def __init__(self, path):
        import uno
        from com.sun.star.beans import PropertyValue

        self.value = PropertyValue
        begun = now()
        self.start(uno)
        self.sheets = {}
        # A process that has just started has not loaded its filters; that is no part of opening a workbook.
        self.load("private:factory/scalc").close(True)
        self.overhead = now() - begun
        self.document = self.load("file://" + os.path.abspath(path))

    def start(self, uno):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.profile = tempfile.mkdtemp(prefix="libreoffice-")
        command = [
            shutil.which("soffice"), "--headless", "--norestore", "--nologo",
            f"--accept=socket,host=127.0.0.1,port={port};urp;", f"-env:UserInstallation=file://{self.profile}",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        address = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
        patience = now() + 60
        while True:
            try:
                context = resolver.resolve(address)
                break
            except Exception:
                if now() > patience:
                    raise
                sleep(0.05)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def load(self, address):
        hidden = self.value()
        hidden.Name, hidden.Value = "Hidden", True
        return self.desktop.loadComponentFromURL(address, "_blank", 0, (hidden,))

    def cell(self, cell):
        name = cell["sheet"]
        if name not in self.sheets:
            self.sheets[name] = self.document.Sheets.getByName(name)
        return self.sheets[name].getCellByPosition(cell["column"] - 1, cell["row"] - 1)

    def calculate(self):
        self.document.calculateAll()

    def set(self, cell, value):
        self.cell(cell).setValue(value)

    def get(self, cell):
        found = self.cell(cell)
        if found.getError():
            return found.getString()
        kind = found.FormulaResultType2 if found.Type.value == "FORMULA" else None
        is_text = kind == 2 if kind is not None else found.Type.value == "TEXT"
        return found.getString() if is_text else found.getValue() if found.Type.value != "EMPTY" else None

    def save(self, path):
        filter_name = self.value()
        filter_name.Name, filter_name.Value = "FilterName", "Calc MS Excel 2007 XML"
        self.document.storeToURL("file://" + path, (filter_name,))

    def peak(self):
        """Of the process that calculates: the one started is a script around it."""
        processes = [self.process.pid]
        for pid in processes:
            # Each thread knows the children that it started itself.
            for children in glob.glob(f"/proc/{pid}/task/*/children"):
                try:
                    with open(children) as file:
                        processes += [int(child) for child in file.read().split()]
                except FileNotFoundError:
                    pass  # The thread has ended since it was listed.
        return max(peak(pid) for pid in processes)

    def close(self):
        try:
            self.document.close(True)
            self.desktop.terminate()
        except Exception:
            pass
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


ENGINES = {"ironcalc": IronCalc, "formualizer": Formualizer, "libreoffice": LibreOffice}


def peak(pid="self"):
    """Bytes of memory at the highest point of a process."""
    with open(f"/proc/{pid}/status") as file:
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
    end = now()
    # What starting the engine took is no part of it.
    start += getattr(engine, "overhead", 0)
    memory = engine.peak() if hasattr(engine, "peak") else peak()
    figures = {"load": loaded - start, "recalculation": calculated - loaded, "open": end - start, "peak": memory}
    close(engine)
    return {"figures": figures, "outputs": answers}


def close(engine):
    """Ends what runs beside this process."""
    if hasattr(engine, "close"):
        engine.close()


def measure_writer(path, entry):
    """rustpy-xlsxwriter only writes: the constants of the first sheet as rows of Python values."""
    import openpyxl
    from rustpy_xlsxwriter import write_worksheet

    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    records = [{f"c{column}": value for column, value in enumerate(row)} for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "saved.xlsx")
        start = now()
        write_worksheet(records, target)
        saved = now()
        return {"figures": {"save": saved - start, "bytes": os.path.getsize(target)}, "outputs": []}


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
    answers = outputs(engine, entry)
    close(engine)
    return {"figures": figures, "outputs": answers}


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
    answers = outputs(engine, entry)
    close(engine)
    return {"figures": {"whatIf": statistics.median(times)}, "outputs": answers}


def main():
    engine, folder, workbook, measure = sys.argv[1:]
    with open(os.path.join(folder, "manifest.json")) as file:
        entry = next(entry for entry in json.load(file)["workbooks"] if entry["name"] == workbook)
    path = os.path.join(folder, entry["file"])
    if engine == "rustpy-xlsxwriter":
        findings = measure_writer(path, entry)
    elif measure == "open":
        findings = measure_open(ENGINES[engine], path, entry)
    elif measure == "save":
        findings = measure_save(ENGINES[engine], path, entry)
    else:
        case = next(case for case in entry["cases"] if case["name"] == measure)
        findings = measure_case(ENGINES[engine], path, entry, case)
    print(json.dumps(findings))


if __name__ == "__main__":
    main()
