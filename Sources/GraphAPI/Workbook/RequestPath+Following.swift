// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

extension RequestPath {
    /// Follows the steps below `workbook` in one state of it.
    func follow(
        in workbook: Workbook, context: GraphContext, from root: ResourcePath
    ) throws(GraphError) -> WorkbookCall {
        var resource = Resource.workbook
        var path = root
        path.append(name: "workbook")
        let steps = workbookSteps
        for (index, step) in zip(steps.indices, steps) {
            let isLast = index == steps.endIndex - 1 && operation.action == nil && operation.method != .patch
            let arguments =
                isLast && step.row.pattern.takesArguments
                ? try context.arguments(of: step) : Arguments(step.match.arguments)
            if case .resource(let resolve) = step.row.resolution {
                resource = try resolve(
                    resource, ResourceStep(workbook: workbook, key: step.key, arguments: arguments))
            }
            try path.append(step, arguments, resource, in: workbook)
        }
        return WorkbookCall(
            context: context, workbook: workbook, resource: resource, path: path,
            kind: steps.last?.row.to ?? .workbook, isFunctionResult: steps.last?.row.pattern.isFunction ?? false)
    }
}

extension RoutePattern {
    var isFunction: Bool {
        if case .function = shape { true } else { false }
    }

    /// Whether it is a function with parameters.
    var takesArguments: Bool {
        if case .function(_, let parameters) = shape { !parameters.isEmpty } else { false }
    }
}

extension ResourcePath {
    /// Adds a step in both spellings.
    fileprivate mutating func append(
        _ step: RequestPath.Step, _ arguments: Arguments, _ resource: Resource, in workbook: Workbook
    ) throws(GraphError) {
        switch step.row.pattern.shape {
        case .name(let name): append(name: name)
        case .key: append(key: step.key, canonical: try resource.canonicalSegment(in: workbook) ?? .key(step.key))
        case .function(let name, let parameters):
            var values: [(name: String, value: JSONValue)] = []
            for parameter in parameters {
                guard let value = arguments.value(parameter.name) else { continue }
                values.append((parameter.name, value))
            }
            append(function: name, values, canonical: try resource.canonicalSegment(in: workbook))
        case .relativePath: break
        }
    }
}
