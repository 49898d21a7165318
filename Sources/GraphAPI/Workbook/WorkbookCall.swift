// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import Sessions
import Workbooks

/// A request on a workbook once its path has been followed in one state of it.
struct WorkbookCall: Sendable {
    let context: GraphContext
    let workbook: Workbook
    let resource: Resource
    let path: ResourcePath
    let kind: ResourceKind
    /// Whether the last step called a function, whose result names its type rather than its place.
    let isFunctionResult: Bool

    var options: QueryOptions { context.options }

    func body() throws(GraphError) -> Arguments { try context.body() }

    /// The same call with another state of the workbook, after a change.
    func replacing(workbook: Workbook) -> WorkbookCall {
        WorkbookCall(
            context: context, workbook: workbook, resource: resource, path: path, kind: kind,
            isFunctionResult: isFunctionResult)
    }

    /// A call about another resource, reached by navigation.
    func navigated(to resource: Resource, _ kind: ResourceKind, _ path: ResourcePath) -> WorkbookCall {
        WorkbookCall(
            context: context, workbook: workbook, resource: resource, path: path, kind: kind, isFunctionResult: false)
    }

    /// A call about the result of an action, in the state that the action left.
    func asResult(
        in workbook: Workbook, _ resource: Resource, _ kind: ResourceKind, _ path: ResourcePath
    ) -> WorkbookCall {
        WorkbookCall(
            context: context, workbook: workbook, resource: resource, path: path, kind: kind, isFunctionResult: true)
    }
}

/// A change that a request asks for, and how to answer once it is made.
struct Edit: Sendable {
    enum Task: Sendable {
        /// Nothing to do: a `PATCH` without a member that can be written.
        case none
        case command(any Command)
        /// A command that depends on values which others may change until its turn comes.
        case decision(Decision)
        case calculation(everything: Bool)
    }

    /// Renders the answer from the state right after the change.
    typealias Answer = @Sendable (Workbook) throws(GraphError) -> HTTPResponse

    let task: Task
    let answer: Answer

    init(_ command: any Command, answer: @escaping Answer) {
        task = .command(command)
        self.answer = answer
    }

    /// A change that answers nothing: 204.
    init(_ command: any Command) {
        task = .command(command)
        answer = { _ throws(GraphError) in .noContent }
    }

    /// A change found when its turn comes, that answers nothing: 204.
    init(deciding decision: @escaping Decision) {
        task = .decision(decision)
        answer = { _ throws(GraphError) in .noContent }
    }

    init(answer: @escaping Answer) {
        task = .none
        self.answer = answer
    }

    init(calculatingEverything everything: Bool) {
        task = .calculation(everything: everything)
        answer = { _ throws(GraphError) in .noContent }
    }
}
