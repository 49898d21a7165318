// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import Workbooks

/// A request on a workbook once its path has been followed in one state of it.
struct WorkbookCall: Sendable {
    let context: GraphContext
    let workbook: Workbook
    let resource: Resource
    let path: ResourcePath
    /// The text in the last key, for resources that are named rather than found (`functions/{function}`).
    let kind: ResourceKind

    var options: QueryOptions { context.options }

    func body() throws(GraphError) -> Arguments { try context.body() }

    /// The same call with another state of the workbook, after a change.
    func replacing(workbook: Workbook, resource: Resource? = nil, path: ResourcePath? = nil) -> WorkbookCall {
        WorkbookCall(
            context: context, workbook: workbook, resource: resource ?? self.resource, path: path ?? self.path,
            kind: kind)
    }
}

/// A change that a request asks for, and how to answer once it is made.
struct Edit: Sendable {
    enum Task: Sendable {
        case command(any Command)
        case calculation(everything: Bool)
    }

    let task: Task
    /// Renders the answer from the state after the change.
    let answer: @Sendable (Workbook) throws(GraphError) -> HTTPResponse

    init(_ command: any Command, answer: @escaping @Sendable (Workbook) throws(GraphError) -> HTTPResponse) {
        task = .command(command)
        self.answer = answer
    }

    /// A change that answers nothing: 204.
    init(_ command: any Command) {
        task = .command(command)
        answer = { _ in .noContent }
    }

    init(calculatingEverything everything: Bool) {
        task = .calculation(everything: everything)
        answer = { _ in .noContent }
    }
}
