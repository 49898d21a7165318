// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

/// What can be done with the protection of a worksheet.
enum WorksheetProtections {
    static func describe(_ sheet: Worksheet, _ object: inout JSONObject) {
        let options = sheet.protection ?? SheetProtection()
        object["protected"] = .bool(sheet.protection != nil)
        object["options"] = .object(
            JSONObject(
                ProtectionOption.all.map { .init(name: $0.name, value: .bool(options[keyPath: $0.flag])) }))
    }

    /// Protects a sheet; options that are not given are off.
    @Sendable static func protect(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let sheet = try call.resource.sheet(in: call.workbook)
        var protection = SheetProtection()
        if let value = try call.body().value("options"), !value.isNull {
            guard let object = value.objectValue else { throw Arguments.wrongType("options", value, "an object") }
            let options = Arguments(object)
            try options.allowOnly(ProtectionOption.all.map(\.name), of: "workbookWorksheetProtectionOptions")
            for option in ProtectionOption.all {
                protection[keyPath: option.flag] = try options.optionalBool(option.name) ?? false
            }
        }
        return Edit(ProtectSheet(sheet: sheet.id, options: protection))
    }

    @Sendable static func unprotect(_ call: WorkbookCall) throws(GraphError) -> Edit {
        Edit(UnprotectSheet(sheet: try call.resource.sheet(in: call.workbook).id))
    }
}

/// The flags of a sheet's protection by Graph's names.
struct ProtectionOption: Sendable {
    let name: String
    let flag: any WritableKeyPath<SheetProtection, Bool> & Sendable

    static let all: [ProtectionOption] = [
        .init(name: "allowAutoFilter", flag: \.allowAutoFilter),
        .init(name: "allowDeleteColumns", flag: \.allowDeleteColumns),
        .init(name: "allowDeleteRows", flag: \.allowDeleteRows),
        .init(name: "allowFormatCells", flag: \.allowFormatCells),
        .init(name: "allowFormatColumns", flag: \.allowFormatColumns),
        .init(name: "allowFormatRows", flag: \.allowFormatRows),
        .init(name: "allowInsertColumns", flag: \.allowInsertColumns),
        .init(name: "allowInsertHyperlinks", flag: \.allowInsertHyperlinks),
        .init(name: "allowInsertRows", flag: \.allowInsertRows),
        .init(name: "allowPivotTables", flag: \.allowPivotTables),
        .init(name: "allowSort", flag: \.allowSort),
    ]
}
