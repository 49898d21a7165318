// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// The path of a request as types: the rows it takes through the navigation table and the operation at its end.
///
///     PATCH /v1.0/me/drive/items/{item}/workbook/worksheets/{worksheet}/range(address={address})
///           root→service→user→drive→items→driveItem→workbook→worksheets→worksheet→range, then range.patch
///
/// Reading a path needs no drive and no workbook; what a key or an address means is found when the request runs.
struct RequestPath: Sendable {
    /// One row taken, with what the segment carried.
    struct Step: Sendable {
        let row: NavigationRow
        var match: RoutePattern.Match

        /// The key; empty for steps without one.
        var key: String { match.key ?? "" }
    }

    let steps: [Step]
    let operation: OperationRow
    /// The route as the tables spell it, for the log: it holds no name and no content.
    let template: String

    init(_ path: ODataPath, method token: String, routes: Routes) throws(GraphError) {
        // A lone `$` before a bound call means nothing.
        let segments = path.segments.filter { $0.named?.text != "$" }
        let method = HTTPMethod(token: token)
        var kind = ResourceKind.root
        var steps: [Step] = []
        for (index, segment) in segments.enumerated() {
            if index == segments.count - 1, let method,
                let operation = try routes.operation(on: kind, segment, method)
            {
                self.init(steps: steps, operation: operation)
                return
            }
            let taken = try routes.navigate(from: kind, segment)
            guard let last = taken.last else {
                throw routes.refusal(of: segment, on: kind, isLast: index == segments.count - 1)
            }
            steps += taken
            kind = last.row.to
        }
        if let operation = routes.operation(on: kind, method, after: steps.last?.row) {
            self.init(steps: steps, operation: operation)
        } else {
            throw routes.refusal(of: token, on: kind)
        }
    }

    private init(steps: [Step], operation: OperationRow) {
        self.steps = steps
        self.operation = operation
        let texts = steps.map(\.row.pattern.text) + [operation.action?.text].compactMap { $0 }
        template = texts.reduce("") { $1.hasPrefix(":") ? $0 + $1 : $0 + "/" + $1 }
    }

    /// The drive part of the path.
    func driveAddress() -> DriveAddress {
        var address = DriveAddress()
        for step in steps {
            if case .address(let apply) = step.row.resolution { apply(&address, step) }
        }
        return address
    }

    /// The steps below `workbook`.
    var workbookSteps: ArraySlice<Step> {
        guard let start = steps.firstIndex(where: { $0.row.to == .workbook }) else { return [] }
        return steps[(start + 1)...]
    }
}
