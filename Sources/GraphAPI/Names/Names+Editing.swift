// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

/// Making, changing and removing defined names.
extension Names {
    /// `add`: the reference is a formula with `=`, or a range as an object with its address.
    @Sendable static func add(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let body = try call.body()
        guard let reference = body.value("reference"), !reference.isNull else { throw Arguments.missing("reference") }
        let formula: String
        if let text = reference.stringValue {
            formula = text
        } else if let address = reference["address"]?.stringValue {
            formula = "=" + address
        } else {
            throw Arguments.wrongType("reference", reference, "a formula or a range")
        }
        return try add(call, body, formula: formula)
    }

    /// `addFormulaLocal`: the formula in the language of the server, which is English.
    @Sendable static func addFormulaLocal(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let body = try call.body()
        return try add(call, body, formula: try body.string("formula"))
    }

    private static func add(_ call: WorkbookCall, _ body: Arguments, formula: String) throws(GraphError) -> Edit {
        guard case .names(let scope) = call.resource else { throw .itemNotFound("The names do not exist.") }
        let name = try body.string("name")
        let command = AddName(
            name: name, scope: scope, formula: formula, comment: try body.optionalString("comment") ?? "")
        return Edit(command) { workbook throws(GraphError) in
            try call.made(
                .namedItem(NameReference(scope: scope, name: name)), .namedItem, in: workbook, isFunctionResult: true)
        }
    }

    @Sendable static func update(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let name = try call.resource.definedName(in: call.workbook)
        let body = try call.body()
        try body.allowOnly(
            ["comment", "id", "name", "scope", "type", "value", "visible"], of: "workbookNamedItem")
        let command = UpdateName(
            name: name.name, scope: name.scope, visible: try body.optionalBool("visible"),
            comment: try body.optionalString("comment"))
        return Edit(command) { workbook throws(GraphError) in
            try Entities.response(call.replacing(workbook: workbook))
        }
    }

    @Sendable static func delete(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let name = try call.resource.definedName(in: call.workbook)
        return Edit(DeleteName(name: name.name, scope: name.scope))
    }
}
