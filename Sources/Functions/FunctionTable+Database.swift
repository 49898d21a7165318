// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Database.
enum Database {}

extension FunctionTable {
    /// Excel's category Database, a table of registrations.
    static let database: [WorksheetFunction] = [
        .init("DAVERAGE(database, field, criteria)", Database.average),
        .init("DCOUNT(database, field, criteria)", Database.count),
        .init("DCOUNTA(database, field, criteria)", Database.countA),
        .init("DGET(database, field, criteria)", Database.get),
        .init("DMAX(database, field, criteria)", Database.maximum),
        .init("DMIN(database, field, criteria)", Database.minimum),
        .init("DPRODUCT(database, field, criteria)", Database.product),
        .init("DSTDEV(database, field, criteria)", Database.deviationOfSample),
        .init("DSTDEVP(database, field, criteria)", Database.deviationOfPopulation),
        .init("DSUM(database, field, criteria)", Database.sum),
        .init("DVAR(database, field, criteria)", Database.varianceOfSample),
        .init("DVARP(database, field, criteria)", Database.varianceOfPopulation),
    ]
}
