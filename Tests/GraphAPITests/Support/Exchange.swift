// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData

/// One request and the response it must get, from a file of exchanges.
///
///     ### The name of the exchange
///     POST {workbook}/createSession
///     Header: value
///
///     {"persistChanges": true}
///     --- 201
///     Header: value
///
///     {"id": "<session>", "persistChanges": true, "@odata.context": "<any>"}
///
/// Lines that begin with `#` and a blank are comments. In the response `*` at the end of a header's value stands for
/// any rest; in JSON `"<any>"` stands for any value, `"<name>"` for any string, which later requests write as `{name}`,
/// and the member `"<rest>"` for any further members. Without it members must be the same and in the same order.
struct Exchange: Sendable, CustomStringConvertible {
    var name: String
    var method: String
    var target: String
    var headers: [(name: String, value: String)] = []
    var body = ""
    var status: Int
    var expectedHeaders: [(name: String, value: String)] = []
    var expectedBody = ""

    var description: String { name }

    /// Reads the exchanges of a file.
    static func read(_ text: String) throws -> [Exchange] {
        var exchanges: [Exchange] = []
        for section in ("\n" + text).split(separator: "\n### ").dropFirst() {
            let lines = section.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                .filter { !$0.hasPrefix("# ") }
            guard let divider = lines.firstIndex(where: { $0.hasPrefix("--- ") }), lines.count > 1,
                let status = Int(lines[divider].dropFirst(4))
            else { throw ExchangeError.malformed(String(section)) }
            let words = lines[1].split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { throw ExchangeError.malformed(lines[1]) }
            var exchange = Exchange(name: lines[0], method: words[0], target: words[1], status: status)
            (exchange.headers, exchange.body) = split(lines[2..<divider])
            (exchange.expectedHeaders, exchange.expectedBody) = split(lines[(divider + 1)...])
            exchanges.append(exchange)
        }
        return exchanges
    }

    private static func split(_ lines: ArraySlice<String>) -> (headers: [(String, String)], body: String) {
        let head = lines.prefix { !$0.isEmpty }
        let headers = head.compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        return (headers, lines.dropFirst(head.count).joined(separator: "\n"))
    }

    /// The request with the variables put in.
    func request(_ variables: [String: String]) -> HTTPRequest {
        var fields = HTTPHeaders()
        for header in headers { fields.append(header.name, Self.fill(header.value, variables)) }
        if !body.isEmpty, fields["Content-Type"] == nil { fields["Content-Type"] = "application/json" }
        if fields["Host"] == nil { fields["Host"] = "localhost" }
        return HTTPRequest(
            method: method, target: Self.fill(target, variables), headers: fields,
            body: Array(Self.fill(body, variables).utf8))
    }

    private static func fill(_ text: String, _ variables: [String: String]) -> String {
        variables.reduce(text) { text, variable in
            text.split(separator: "{" + variable.key + "}", omittingEmptySubsequences: false)
                .joined(separator: variable.value)
        }
    }

    /// What is wrong with a response; empty when nothing is. Notes the values of variables.
    func problems(_ response: HTTPResponse, _ variables: inout [String: String]) -> [String] {
        var problems: [String] = []
        if response.status != status { problems.append("status \(response.status) instead of \(status)") }
        for expected in expectedHeaders.map({ ($0.name, Self.fill($0.value, variables)) })
            as [(name: String, value: String)]
        {
            let value = response.headers[expected.name] ?? ""
            let matches =
                expected.value.hasSuffix("*")
                ? value.hasPrefix(expected.value.dropLast()) && !value.isEmpty : value == expected.value
            if !matches { problems.append("\(expected.name): '\(value)' instead of '\(expected.value)'") }
        }
        if let wanted = try? ODataRequest.body(Array(Self.fill(expectedBody, variables).utf8)) {
            if let actual = try? ODataRequest.body(response.body) {
                JSONExpectation.compare(actual, wanted, at: "$", &variables, &problems)
            } else {
                problems.append("the body is no JSON")
            }
        } else if !expectedBody.allSatisfy(\.isWhitespace) {
            problems.append("the expected body is no JSON")
        } else if !response.body.isEmpty, status == 204 {
            problems.append("a body where none is expected")
        }
        if !problems.isEmpty { problems.append(String(decoding: response.body.prefix(1500), as: UTF8.self)) }
        return problems
    }
}

enum ExchangeError: Error {
    case malformed(String)
}
