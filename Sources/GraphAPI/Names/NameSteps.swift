// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

/// Steps to defined names and the ranges they stand for.
enum NameSteps {
    @Sendable static func namesOfSheet(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        .names(try resource.sheet(in: step.workbook).id)
    }

    /// The names of a collection that users see; Excel keeps its own (`_xlnm.Print_Area`) to itself.
    static func all(_ resource: Resource, in workbook: Workbook) -> [DefinedName] {
        guard case .names(let scope) = resource else { return [] }
        return workbook.names.filter { $0.scope == scope && !$0.isBuiltIn }
    }

    @Sendable static func name(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let key = step.key.lowercased()
        guard let name = all(resource, in: step.workbook).first(where: { $0.name.lowercased() == key }) else {
            throw .itemNotFound("The name '\(step.key.prefix(100))' does not exist.")
        }
        return .namedItem(NameReference(scope: name.scope, name: name.name))
    }

    @Sendable static func range(_ resource: Resource, _ step: ResourceStep) throws(GraphError) -> Resource {
        let name = try resource.definedName(in: step.workbook)
        guard let area = step.workbook.area(of: name) else {
            throw .itemNotFound("The name '\(name.name)' is not a range.")
        }
        return .range(area)
    }
}
