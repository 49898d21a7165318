// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A name that an item may have.
package struct DriveItemName: Hashable, Sendable {
    /// The name as given.
    package let text: String
    /// What the name is compared by.
    package let key: NameKey

    private static let forbidden = Set("\"*:<>?/\\|".unicodeScalars)

    /// Checks a name by the rules of OneDrive: not empty, none of `" * : < > ? / \ |` nor control characters, no space
    /// at either end, neither `.` nor `..`, and not too long.
    package init(_ text: String, limits: DriveLimits) throws(DriveError) {
        func refuse(_ reason: String) -> DriveError { .invalidName(name: text, reason: reason) }
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
            throw refuse("it is empty")
        }
        guard text.utf16.count <= limits.nameLength else {
            throw refuse("it is longer than \(limits.nameLength) characters")
        }
        guard text != ".", text != ".." else { throw refuse("it is reserved") }
        guard first != " ", last != " " else { throw refuse("it begins or ends with a space") }
        for scalar in text.unicodeScalars {
            if Self.forbidden.contains(scalar) { throw refuse("it contains \(scalar)") }
            if scalar.value < 0x20 || scalar.value == 0x7F { throw refuse("it contains a control character") }
        }
        self.text = text
        key = NameKey(text)
    }

    private init(unchecked text: String) {
        self.text = text
        key = NameKey(text)
    }

    /// The `number`-th name of the series by which a taken name is avoided: `Book 1.xlsx` for `Book.xlsx`. The stem is
    /// cut where the name would become too long. A folder has no extension.
    func numbered(_ number: Int, isFolder: Bool, limits: DriveLimits) -> DriveItemName {
        var stem = text
        var suffix = " \(number)"
        if !isFolder, let dot = text.lastIndex(of: "."), dot != text.startIndex {
            stem = String(text[..<dot])
            suffix += text[dot...]
        }
        if stem.utf16.count + suffix.utf16.count > limits.nameLength, suffix.utf16.count >= limits.nameLength {
            // The extension alone fills the name, so it is treated as part of the stem.
            stem = text
            suffix = " \(number)"
        }
        while stem.utf16.count + suffix.utf16.count > limits.nameLength, !stem.isEmpty {
            stem.removeLast()
        }
        return DriveItemName(unchecked: stem.isEmpty ? String(suffix.dropFirst()) : stem + suffix)
    }
}
