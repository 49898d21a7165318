// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import Workbooks

/// What can be done with worksheets.
enum Worksheets {
    static func describe(_ sheet: Worksheet, in workbook: Workbook, _ object: inout JSONObject) {
        object["id"] = .string(sheet.uid)
        object["name"] = .string(sheet.name)
        object["position"] = .integer(Int64(workbook.index(of: sheet.id) ?? 0))
        object["visibility"] = .string(WorksheetVisibility(sheet.visibility).rawValue)
    }

    /// `POST worksheets`: the entity, by navigation.
    @Sendable static func create(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: false)
    }

    /// `POST worksheets/add`: the same as the result of an action.
    @Sendable static func add(_ call: WorkbookCall) throws(GraphError) -> Edit {
        try add(call, isFunctionResult: true)
    }

    private static func add(_ call: WorkbookCall, isFunctionResult: Bool) throws(GraphError) -> Edit {
        let body = try call.body()
        try body.allowOnly(["id", "name", "position", "visibility"], of: "workbookWorksheet")
        let command = AddWorksheet(name: try body.optionalString("name"))
        return Edit(command) { workbook throws(GraphError) in
            guard let sheet = workbook.sheets.first(where: { $0.uid == command.uid }) else {
                throw .itemNotFound("The worksheet does not exist.")
            }
            return try call.made(.worksheet(sheet.id), .worksheet, in: workbook, isFunctionResult: isFunctionResult)
        }
    }

    @Sendable static func update(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let sheet = try call.resource.sheet(in: call.workbook)
        let body = try call.body()
        try body.allowOnly(["id", "name", "position", "visibility"], of: "workbookWorksheet")
        let visibility = try body.optionalWord("visibility", WorksheetVisibility.allCases)
        let command = UpdateWorksheet(
            sheet: sheet.id, newName: try body.optionalString("name"),
            position: try body.optionalInteger("position").map(Int.init), visibility: visibility?.visibility)
        return Edit(command) { workbook throws(GraphError) in
            try Entities.response(call.replacing(workbook: workbook))
        }
    }

    @Sendable static func delete(_ call: WorkbookCall) throws(GraphError) -> Edit {
        Edit(DeleteWorksheet(sheet: try call.resource.sheet(in: call.workbook).id))
    }
}

/// Graph's words for `Worksheet.Visibility`.
enum WorksheetVisibility: String, CaseIterable {
    case visible = "Visible"
    case hidden = "Hidden"
    case veryHidden = "VeryHidden"

    init(_ visibility: Worksheet.Visibility) {
        switch visibility {
        case .visible: self = .visible
        case .hidden: self = .hidden
        case .veryHidden: self = .veryHidden
        }
    }

    var visibility: Worksheet.Visibility {
        switch self {
        case .visible: .visible
        case .hidden: .hidden
        case .veryHidden: .veryHidden
        }
    }
}

extension WorkbookCall {
    /// The answer about something that a change made in this collection: 201.
    func made(
        _ resource: Resource, _ kind: ResourceKind, in workbook: Workbook, isFunctionResult: Bool
    ) throws(GraphError) -> HTTPResponse {
        let child = try replacing(workbook: workbook).child(resource, kind)
        guard isFunctionResult else { return try Entities.response(child, status: 201) }
        return try Entities.response(asResult(in: workbook, resource, kind, child.path), status: 201)
    }
}
