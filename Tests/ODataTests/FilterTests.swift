// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Testing

@Suite struct `Filtering` {
    private static let item: JSONValue = [
        "name": "Sales", "index": 3, "rate": 0.5, "visible": true, "none": nil,
        "format": ["fill": ["color": "#FF0000"]],
        "id": "{A}",
    ]

    @Test(
        arguments: [
            ("name eq 'Sales'", true), ("name ne 'Sales'", false), ("Name eq 'Sales'", true), ("index gt 2", true),
            ("index ge 3.0", true), ("index lt 3", false), ("index le 3", true), ("rate eq 0.5", true),
            ("index eq 3 and rate gt 1", false), ("index eq 3 or rate gt 1", true), ("not visible", false),
            ("not (index eq 4) and visible", true), ("visible eq true", true), ("none eq null", true),
            ("none ne null", false),
            ("none gt 1", false), ("none lt 1", false), ("name eq null", false),
            ("format/fill/color eq '#FF0000'", true),
            ("none/deeper eq null", true), ("startswith(name,'Sa')", true), ("endswith(name, 'x')", false),
            ("contains(tolower(name),'ale')", true), ("contains(name,'')", true), ("toupper(name) eq 'SALES'", true),
            ("length(name) eq 5", true), ("startswith(none,'x')", false), ("name lt 'T'", true), ("name gt 1", false),
            ("1 eq 1 or 1 eq 2 and 1 eq 3", true), ("(1 eq 1 or 1 eq 2) and 1 eq 3", false), ("id eq '{A}'", true),
            ("'it''s' eq 'it''s'", true), ("index eq -3", false), ("NOT (index EQ 4)", true),
        ]
    )
    func `evaluates an expression on an item`(text: String, expected: Bool) throws {
        let filter = try Filter(text)
        #expect(try filter.expression.holds(for: Self.item, type: "workbookChart") == expected)
    }

    @Test(
        arguments: [
            ("colour eq 1", .unknownProperty(name: "colour", type: "workbookChart")),
            ("format/line eq 1", .unknownProperty(name: "line", type: "workbookChart")),
            ("name", .incompatibleOperand(operation: "a condition", kind: "string")),
            ("contains(index,'3')", .incompatibleOperand(operation: "contains", kind: "number")),
        ] as [(String, ODataError)]
    )
    func `refuses what the item cannot answer`(text: String, expected: ODataError) throws {
        let filter = try Filter(text)
        #expect(throws: expected) { try filter.expression.holds(for: Self.item, type: "workbookChart") }
    }
}
