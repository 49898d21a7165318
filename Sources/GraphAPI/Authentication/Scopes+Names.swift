// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Principal.Scopes {
    /// Reads the name of a permission without regard to case; nil for one that is none on files. The forms with `.All`
    /// and those on sites mean the same as the plain ones here, where one drive is all there is.
    init?(name: some StringProtocol) {
        switch name.lowercased() {
        case "files.read", "files.read.all", "sites.read.all": self = .read
        case "files.readwrite", "files.readwrite.all", "sites.readwrite.all": self = .write
        default: return nil
        }
    }
}
