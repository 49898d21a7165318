// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

/// Steps from and to worksheets.
enum WorksheetSteps {
    /// A worksheet by id or name; an id is tried first, for a sheet may bear any name.
    @Sendable static func worksheet(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let key = step.key.lowercased()
        let match = step.workbook.sheets.first { $0.uid.lowercased() == key } ?? step.workbook.sheet(named: step.key)
        guard let match else { throw .itemNotFound("The worksheet '\(step.key.prefix(100))' does not exist.") }
        return .worksheet(match.id)
    }

    @Sendable static func protection(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .worksheetProtection(try resource.sheet(in: step.workbook).id)
    }

    /// The worksheet of a range, table or name.
    @Sendable static func parent(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .worksheet(try resource.sheet(in: step.workbook).id)
    }
}
