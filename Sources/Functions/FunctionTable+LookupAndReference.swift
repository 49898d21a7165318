// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FunctionTable {
    /// Excel's category Lookup and Reference.
    static let lookupAndReference: [WorksheetFunction] = [
        .init("ADDRESS(rowNum, columnNum, absNum, a1, sheetText)", LookupAndReference.address),
        .init("AREAS(reference)", LookupAndReference.areas),
        .init(syntax: "CHOOSE(indexNum, values)", arity: 2...WorksheetFunction.maximumArguments),
        .init("CHOOSECOLS(array, colNum)", LookupAndReference.chooseColumns, .future),
        .init("CHOOSEROWS(array, rowNum)", LookupAndReference.chooseRows, .future),
        .init("COLUMN(reference)", LookupAndReference.column),
        .init("COLUMNS(array)", LookupAndReference.columns),
        .init("DROP(array, rows, columns)", LookupAndReference.drop, .future),
        .init("EXPAND(array, rows, columns, padWith)", LookupAndReference.expand, .future),
        .init("FILTER(array, include, ifEmpty)", LookupAndReference.filter, .futureWorksheet),
        .init("FORMULATEXT(reference)", LookupAndReference.formulaText, .future),
        .init("GETPIVOTDATA(dataField, pivotTable, fieldItem)", LookupAndReference.getPivotData, .volatile),
        .init(
            "GROUPBY(rowFields, values, function, fieldHeaders, totalDepth, sortOrder, filterArray, fieldRelationship)",
            LookupAndReference.groupBy, .future),
        .init("HLOOKUP(lookupValue, tableArray, rowIndexNum, rangeLookup)", LookupAndReference.hlookup),
        .init("HSTACK(array)", LookupAndReference.hstack, .future),
        .init("HYPERLINK(linkLocation, friendlyName)", LookupAndReference.hyperlink),
        .init("INDEX(array, rowNum, columnNum, areaNum)", LookupAndReference.index),
        .init("INDIRECT(refText, a1)", LookupAndReference.indirect, [.volatile, .dynamicReference]),
        .init("LOOKUP(lookupValue, lookupVector, resultVector)", LookupAndReference.lookup),
        .init("MATCH(lookupValue, lookupArray, matchType)", LookupAndReference.match),
        .init(
            "OFFSET(reference, rows, cols, height, width)", LookupAndReference.offset, [.volatile, .dynamicReference]),
        .init(
            "PIVOTBY(rowFields, colFields, values, function, fieldHeaders, rowTotalDepth, rowSortOrder, colTotalDepth, "
                + "colSortOrder, filterArray, relativeTo)", LookupAndReference.pivotBy, .future),
        .init("ROW(reference)", LookupAndReference.row),
        .init("ROWS(array)", LookupAndReference.rows),
        .init("SORT(array, sortIndex, sortOrder, byCol)", LookupAndReference.sort, .futureWorksheet),
        .init("SORTBY(array, byArray, sortOrder)", LookupAndReference.sortBy, .future),
        .init("TAKE(array, rows, columns)", LookupAndReference.take, .future),
        .init("TOCOL(array, ignore, scanByColumn)", LookupAndReference.toColumn, .future),
        .init("TOROW(array, ignore, scanByColumn)", LookupAndReference.toRow, .future),
        .init("TRANSPOSE(array)", LookupAndReference.transpose),
        .init("TRIMRANGE(range, rowTrimMode, colTrimMode)", LookupAndReference.trimRange, .future),
        .init("UNIQUE(array, byCol, exactlyOnce)", LookupAndReference.unique, .future),
        .init("VLOOKUP(lookupValue, tableArray, colIndexNum, rangeLookup)", LookupAndReference.vlookup),
        .init("VSTACK(array)", LookupAndReference.vstack, .future),
        .init("WRAPCOLS(vector, wrapCount, padWith)", LookupAndReference.wrapColumns, .future),
        .init("WRAPROWS(vector, wrapCount, padWith)", LookupAndReference.wrapRows, .future),
        .init(
            "XLOOKUP(lookupValue, lookupArray, returnArray, ifNotFound, matchMode, searchMode)",
            LookupAndReference.xlookup, .future),
        .init("XMATCH(lookupValue, lookupArray, matchMode, searchMode)", LookupAndReference.xmatch, .future),
        // What files hold for the operators `.:.`, `.:` and `:.` between the corners of a range.
        .init("_TRO_ALL(range)", LookupAndReference.trimAll, .future),
        .init("_TRO_LEADING(range)", LookupAndReference.trimLeading, .future),
        .init("_TRO_TRAILING(range)", LookupAndReference.trimTrailing, .future),
    ]
}
