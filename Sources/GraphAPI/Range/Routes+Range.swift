// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    /// Every way to a range, and from one range to another.
    static let rangeNavigation: [NavigationRow] = [
        .init(.worksheet, "range(address={address?})", .range, RangeSteps.range),
        .init(.worksheet, "cell(row={row},column={column})", .range, RangeSteps.worksheetCell),
        .init(.worksheet, "usedRange(valuesOnly={valuesOnly?})", .range, RangeSteps.worksheetUsedRange),
        .init(.range, "worksheet", .worksheet, WorksheetSteps.parent),
        .init(.range, "cell(row={row},column={column})", .range, RangeSteps.cell),
        .init(.range, "row(row={row})", .range, RangeSteps.row),
        .init(.range, "column(column={column})", .range, RangeSteps.column),
        .init(.range, "lastCell()", .range, RangeSteps.lastCell),
        .init(.range, "lastRow()", .range, RangeSteps.lastRow),
        .init(.range, "lastColumn()", .range, RangeSteps.lastColumn),
        .init(.range, "entireRow()", .range, RangeSteps.entireRow),
        .init(.range, "entireColumn()", .range, RangeSteps.entireColumn),
        .init(.range, "offsetRange(rowOffset={rowOffset},columnOffset={columnOffset})", .range, RangeSteps.offset),
        .init(.range, "resizedRange(deltaRows={deltaRows},deltaColumns={deltaColumns})", .range, RangeSteps.resized),
        .init(.range, "rowsAbove(count={count?})", .range, RangeSteps.rowsAbove),
        .init(.range, "rowsBelow(count={count?})", .range, RangeSteps.rowsBelow),
        .init(.range, "columnsBefore(count={count?})", .range, RangeSteps.columnsBefore),
        .init(.range, "columnsAfter(count={count?})", .range, RangeSteps.columnsAfter),
        .init(.range, "intersection(anotherRange={anotherRange})", .range, RangeSteps.intersection),
        .init(.range, "boundingRect(anotherRange={anotherRange})", .range, RangeSteps.boundingRectangle),
        .init(.range, "usedRange(valuesOnly={valuesOnly?})", .range, RangeSteps.usedRange),
        .init(.range, "sort", .rangeSort) { resource, _ throws(GraphError) in .rangeSort(try resource.area()) },
    ]

    static let rangeOperations: [OperationRow] = [
        .get(.range, Ranges.get),
        .patch(.range, Ranges.update),
        .post(.range, "clear", Ranges.clear),
        .post(.range, "insert", Ranges.insert),
        .post(.range, "delete", Ranges.delete),
        .post(.range, "merge", Ranges.merge),
        .post(.range, "unmerge", Ranges.unmerge),
        .get(.rangeSort, Entities.get),
        .post(.rangeSort, "apply", RangeSorts.apply),
    ]
}
