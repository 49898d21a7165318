// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Functions that need what this house does not have: the network, a data model, an add-in. Each gives the error that
/// Excel documents for that want; an error among its text arguments comes first.
enum Unavailable {
    /// `CUBEKPIMEMBER`: `#NAME?`, as the connection is none of the workbook's. Excel's page CUBEKPIMEMBER.
    static func cubeKPIMember(
        _ connection: String, _ name: String, _ property: Operand, _ caption: Operand?
    ) throws(CellError) -> CellValue { throw .name }

    /// `CUBEMEMBER`: `#NAME?`, as the connection is none of the workbook's. Excel's page CUBEMEMBER.
    static func cubeMember(
        _ connection: String, _ member: Operand, _ caption: Operand?
    ) throws(CellError) -> CellValue { throw .name }

    /// `CUBEMEMBERPROPERTY`: `#NAME?`, as the connection is none of the workbook's. Excel's page CUBEMEMBERPROPERTY.
    static func cubeMemberProperty(
        _ connection: String, _ member: Operand, _ property: Operand
    ) throws(CellError) -> CellValue { throw .name }

    /// `CUBERANKEDMEMBER`: `#NAME?`, as the connection is none of the workbook's. Excel's page CUBERANKEDMEMBER.
    static func cubeRankedMember(
        _ connection: String, _ set: Operand, _ rank: Operand, _ caption: Operand?
    ) throws(CellError) -> CellValue { throw .name }

    /// `CUBESET`: `#NAME?`, as the connection is none of the workbook's. Excel's page CUBESET.
    static func cubeSet(
        _ connection: String, _ set: Operand, _ caption: Operand?, _ order: Operand?, _ by: Operand?
    ) throws(CellError) -> CellValue { throw .name }

    /// `CUBESETCOUNT`: the error of the CUBESET it counts, `#VALUE!` for anything else. Excel's page CUBESETCOUNT.
    static func cubeSetCount(_ set: CellValue) throws(CellError) -> CellValue {
        if case .error(let error) = set { throw error }
        throw .value
    }

    /// `CUBEVALUE`: `#NAME?`, as the connection is none of the workbook's. Excel's page CUBEVALUE.
    static func cubeValue(_ connectionAndMembers: Rest<Operand>) throws(CellError) -> CellValue { throw .name }

    /// `WEBSERVICE`: `#VALUE!`, as no data comes back. Excel's page WEBSERVICE.
    static func webService(_ url: String) throws(CellError) -> CellValue { throw .value }

    /// `RTD`: `#N/A`, as no real-time data server is installed. Excel's page RTD.
    static func rtd(_ program: String, _ server: String, _ topics: Rest<Operand>) throws(CellError) -> CellValue {
        throw .notAvailable
    }

    /// `IMAGE`: `#CONNECT!`, as the picture cannot be fetched. Excel's page IMAGE.
    static func image(
        _ source: String, _ text: Operand?, _ sizing: Operand?, _ height: Operand?, _ width: Operand?
    ) throws(CellError) -> CellValue { throw .connect }

    /// `FIELDVALUE`: `#FIELD!`, as no value here has fields. Excel's page FIELDVALUE.
    static func fieldValue(_ value: CellValue, _ field: String) throws(CellError) -> CellValue {
        if case .error(let error) = value { throw error }
        throw .field
    }

    /// `IMPORTCSV`: `#CONNECT!`, as the file cannot be fetched. Excel's page "How to correct a #CONNECT! error".
    static func importFile(
        _ path: String, _ skipped: Operand?, _ taken: Operand?, _ locale: Operand?
    ) throws(CellError) -> CellValue { throw .connect }

    /// `IMPORTTEXT`: `#CONNECT!`, as the file cannot be fetched. Excel's page "How to correct a #CONNECT! error".
    static func importText(_ path: String, _ delimiter: Operand?, _ rest: UpTo<Operand>) throws(CellError) -> CellValue
    {
        throw .connect
    }

    /// `STOCKHISTORY`: `#CONNECT!`, as the service cannot be reached. Excel's page "How to correct a #CONNECT! error".
    static func stockHistory(_ stock: String, _ start: Operand, _ rest: UpTo<Operand>) throws(CellError) -> CellValue {
        throw .connect
    }

    /// `TRANSLATE`: `#CONNECT!`, as the service cannot be reached. Excel's page "How to correct a #CONNECT! error".
    static func translate(_ text: String, _ from: Operand?, _ to: Operand?) throws(CellError) -> CellValue {
        throw .connect
    }

    /// `DETECTLANGUAGE`: `#CONNECT!`, as the service cannot be reached. Excel's page "How to correct a #CONNECT!
    /// error".
    static func detectLanguage(_ text: String) throws(CellError) -> CellValue { throw .connect }

    /// `COPILOT`: `#CONNECT!`, as the service cannot be reached. Excel's page "How to correct a #CONNECT! error".
    static func copilot(_ prompts: Rest<Operand>) throws(CellError) -> CellValue { throw .connect }

    /// `PY`: `#BLOCKED!`, as Python may not be run. Excel's page "How to correct a #BLOCKED! error".
    static func py(_ code: Operand, _ returnType: Operand?, _ rest: UpTo<Operand>) throws(CellError) -> CellValue {
        throw .blocked
    }

    /// `CALL`: `#BLOCKED!`, as no code resource may be called. Excel's page "How to correct a #BLOCKED! error".
    static func call(_ values: Rest<Operand>) throws(CellError) -> CellValue { throw .blocked }

    /// `REGISTER.ID`: `#BLOCKED!`, as no code resource may be registered. Excel's page "How to correct a #BLOCKED!
    /// error".
    static func registerID(_ module: String, _ procedure: Operand, _ type: Operand?) throws(CellError) -> CellValue {
        throw .blocked
    }

    /// Any number of arguments to the end of the call, none included.
    struct UpTo<Element: FunctionParameter>: FunctionParameter {
        static var isOptional: Bool { true }
        static var isRest: Bool { true }

        static func take(from arguments: inout ArgumentCursor) throws(CellError) -> UpTo {
            while !arguments.isAtEnd { _ = try Element.take(from: &arguments) }
            return UpTo()
        }
    }
}
