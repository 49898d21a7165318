// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Aggregates of one field over the records that meet criteria. ECMA-376-1 §18.17.7.
extension Database {
    /// `DSUM`: the sum.
    static func sum(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).sum()
    }

    /// `DPRODUCT`: the product, 0 without numbers.
    static func product(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).product()
    }

    /// `DAVERAGE`: the mean, `#DIV/0!` without numbers.
    static func average(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).mean()
    }

    /// `DMAX`: the greatest number, 0 without numbers.
    static func maximum(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).maximum()
    }

    /// `DMIN`: the least number, 0 without numbers.
    static func minimum(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).minimum()
    }

    /// `DSTDEV`: the standard deviation of a sample.
    static func deviationOfSample(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).standardDeviation(ofSample: true)
    }

    /// `DSTDEVP`: the standard deviation of a population.
    static func deviationOfPopulation(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).standardDeviation(ofSample: false)
    }

    /// `DVAR`: the variance of a sample.
    static func varianceOfSample(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).variance(ofSample: true)
    }

    /// `DVARP`: the variance of a population.
    static func varianceOfPopulation(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Double {
        try Records(database, criteria, context).field(field).variance(ofSample: false)
    }

    /// `DCOUNT`: how many numbers the field has; without a field, how many records.
    static func count(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Int {
        let records = try Records(database, criteria, context)
        if field.isEmpty { return try records.counted() }
        var count = 0
        try records.field(field).forEachValue { value throws(CellError) in count += value.isNumber ? 1 : 0 }
        return count
    }

    /// `DCOUNTA`: how many values the field has; without a field, how many records.
    static func countA(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> Int {
        let records = try Records(database, criteria, context)
        if field.isEmpty { return try records.counted() }
        var count = 0
        try records.field(field).forEachValue { _ throws(CellError) in count += 1 }
        return count
    }

    /// `DGET`: the one value; `#VALUE!` when no record meets the criteria, `#NUM!` when several do.
    static func get(
        _ database: Reference, _ field: CellValue, _ criteria: Reference, _ context: CallContext
    ) throws(CellError) -> CellValue {
        let records = try Records(database, criteria, context)
        let values = try records.field(field)
        guard records.count > 0 else { throw .value }
        guard records.count == 1 else { throw .number }
        var result = CellValue.empty
        try values.forEachValue { value throws(CellError) in result = value.value }
        return result
    }
}
