// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FunctionTable {
    /// Excel's category Web.
    static let web: [WorksheetFunction] = [
        .init("ENCODEURL(text)", Web.encodeURL, .future),
        .init("FILTERXML(xml, xpath)", Web.filterXML, .future),
        .init("WEBSERVICE(url)", Unavailable.webService, [.future, .unavailable]),
    ]

    /// Excel's category Cube: none works without a connection to a data model.
    static let cube: [WorksheetFunction] = [
        .init("CUBEKPIMEMBER(connection, kpiName, kpiProperty, caption)", Unavailable.cubeKPIMember, .unavailable),
        .init("CUBEMEMBER(connection, memberExpression, caption)", Unavailable.cubeMember, .unavailable),
        .init(
            "CUBEMEMBERPROPERTY(connection, memberExpression, property)", Unavailable.cubeMemberProperty, .unavailable),
        .init("CUBERANKEDMEMBER(connection, setExpression, rank, caption)", Unavailable.cubeRankedMember, .unavailable),
        .init(
            "CUBESET(connection, setExpression, caption, sortOrder, sortBy)", Unavailable.cubeSet, .unavailable),
        .init("CUBESETCOUNT(set)", Unavailable.cubeSetCount, .unavailable),
        .init("CUBEVALUE(connectionAndMembers)", Unavailable.cubeValue, .unavailable),
    ]

    /// Functions of other categories that reach out of the workbook.
    static let external: [WorksheetFunction] = [
        .init("CALL(values)", Unavailable.call, .unavailable),
        .init("COPILOT(prompts)", Unavailable.copilot, [.future, .unavailable]),
        .init("DETECTLANGUAGE(text)", Unavailable.detectLanguage, [.future, .unavailable]),
        .init("FIELDVALUE(value, fieldName)", Unavailable.fieldValue, [.future, .unavailable]),
        .init("IMAGE(source, altText, sizing, height, width)", Unavailable.image, [.future, .unavailable]),
        .init("IMPORTCSV(path, skipRows, takeRows, locale)", Unavailable.importFile, [.future, .unavailable]),
        .init(
            "IMPORTTEXT(path, delimiter, skipRows, takeRows, encoding, locale)", Unavailable.importText,
            [.future, .unavailable]),
        .init("PY(pythonCode, returnType, arguments)", Unavailable.py, [.futureWorksheet, .unavailable]),
        .init("REGISTER.ID(moduleText, procedure, typeText)", Unavailable.registerID, .unavailable),
        .init("RTD(progId, server, topics)", Unavailable.rtd, .unavailable),
        .init(
            "STOCKHISTORY(stock, startDate, endDate, interval, headers, properties)", Unavailable.stockHistory,
            [.future, .unavailable]),
        .init("TRANSLATE(text, sourceLanguage, targetLanguage)", Unavailable.translate, [.future, .unavailable]),
    ]
}
