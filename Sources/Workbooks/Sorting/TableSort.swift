// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How a table was sorted last: what its sort arrows show and what `reapply` does again. ECMA-376-1 §18.3.1.92.
public struct TableSort: Codable, Sendable, Hashable {
    public enum Method: String, Codable, Sendable {
        case pinYin = "PinYin"
        case strokeCount = "StrokeCount"
    }

    /// What a column is sorted by.
    public enum Criterion: String, Codable, Sendable {
        case value = "Value"
        case cellColor = "CellColor"
        case fontColor = "FontColor"
        case icon = "Icon"
    }

    public enum DataOption: String, Codable, Sendable {
        case normal = "Normal"
        /// Texts that are numbers stand among the numbers. Files do not keep this.
        case textAsNumber = "TextAsNumber"
    }

    public struct Field: Codable, Sendable, Hashable {
        /// `TableColumn.id`
        public var columnID: Int
        public var criterion: Criterion
        public var isAscending: Bool
        public var dataOption: DataOption
        /// Whether a list that the user made gives the order, which is only so in a file.
        public var hasCustomList: Bool

        public init(
            columnID: Int, criterion: Criterion, isAscending: Bool, dataOption: DataOption = .normal,
            hasCustomList: Bool = false
        ) {
            self.columnID = columnID
            self.criterion = criterion
            self.isAscending = isAscending
            self.dataOption = dataOption
            self.hasCustomList = hasCustomList
        }
    }

    /// The first decides, the others where those before are equal.
    public var fields: [Field]
    public var matchesCase: Bool
    public var method: Method

    public init(fields: [Field], matchesCase: Bool, method: Method) {
        self.fields = fields
        self.matchesCase = matchesCase
        self.method = method
    }
}
