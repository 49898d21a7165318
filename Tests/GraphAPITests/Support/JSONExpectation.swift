// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// Compares the JSON of a response with what an exchange expects, see `Exchange`.
enum JSONExpectation {
    static func compare(
        _ actual: JSONValue, _ wanted: JSONValue, at place: String, _ variables: inout [String: String],
        _ problems: inout [String]
    ) {
        if let text = wanted.stringValue, text.hasPrefix("<"), text.hasSuffix(">") {
            let name = String(text.dropFirst().dropLast())
            if name == "any" { return }
            if let string = actual.stringValue {
                variables[name] = string
            } else {
                problems.append("\(place): no string")
            }
            return
        }
        switch (actual, wanted) {
        case (.object(let actual), .object(let wanted)):
            let names = wanted.members.map(\.name)
            if names.contains("<rest>") {
                for name in names where name != "<rest>" && actual[name] == nil {
                    problems.append("\(place).\(name) is missing")
                }
            } else if names != actual.members.map(\.name) {
                problems.append("\(place): members \(actual.members.map(\.name)) instead of \(names)")
            }
            for member in wanted.members {
                guard let value = actual[member.name] else { continue }
                compare(value, member.value, at: place + "." + member.name, &variables, &problems)
            }
        case (.array(let actual), .array(let wanted)):
            if actual.count != wanted.count {
                problems.append("\(place): \(actual.count) elements instead of \(wanted.count)")
            }
            for (index, pair) in zip(actual, wanted).enumerated() {
                compare(pair.0, pair.1, at: "\(place)[\(index)]", &variables, &problems)
            }
        default:
            // The documentation prints numbers with 15 digits.
            if let left = actual.doubleValue, let right = wanted.doubleValue,
                (left - right).magnitude <= right.magnitude * 1e-14
            {
                return
            }
            if actual != wanted {
                let shown = [actual, wanted].map { String(decoding: $0.serialized(), as: UTF8.self) }
                problems.append("\(place): \(shown[0]) instead of \(shown[1])")
            }
        }
    }
}
