// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One entry of the zip directory with everything that is needed to write it again as it was.
struct ZipEntry: Sendable {
    /// The name as bytes, in whatever spelling and encoding the writer chose.
    var name: [UInt8]
    var versionMadeBy: UInt16 = 20
    var versionNeeded: UInt16 = 20
    /// General purpose bits; bit 3, a data descriptor behind the data, is dropped as sizes are known in advance.
    var flags: UInt16 = 0
    /// 0 stored, 8 deflated.
    var method: UInt16 = 8
    var time: UInt16 = 0
    /// 1 January 1980, the date Excel writes.
    var date: UInt16 = 0x0021
    var checksum: UInt32
    var compressedSize: Int
    var size: Int
    var internalAttributes: UInt16 = 0
    var externalAttributes: UInt32 = 0
    /// Extra fields of the local header and of the directory, without zip64, which is decided anew.
    var localExtra: [UInt8] = []
    var directoryExtra: [UInt8] = []
    var comment: [UInt8] = []
    var content: Content
    /// Places of the deflate stream where reading can begin.
    private(set) var points = DeflatePoints()

    /// Where the compressed bytes are.
    enum Content: Sendable {
        /// A range of the archive that the package was opened from.
        case archive(Range<Int>)
        case memory([UInt8])
    }

    /// A new deflated entry.
    init(name: String, _ data: DeflatedData) {
        self.name = Array(name.utf8)
        if self.name.contains(where: { $0 >= 0x80 }) { flags = Self.nameIsUTF8 }
        checksum = data.checksum
        compressedSize = data.bytes.count
        size = data.size
        content = .memory(data.bytes)
        points = DeflatePoints(data.points)
    }

    init(name: [UInt8], checksum: UInt32, compressedSize: Int, size: Int, content: Content) {
        self.name = name
        self.checksum = checksum
        self.compressedSize = compressedSize
        self.size = size
        self.content = content
    }

    static let encrypted: UInt16 = 1 << 0
    static let descriptor: UInt16 = 1 << 3
    static let nameIsUTF8: UInt16 = 1 << 11

    /// Puts new data into this entry; name, time and attributes stay.
    mutating func replace(with data: DeflatedData) {
        method = 8
        flags &= Self.nameIsUTF8
        versionNeeded = max(versionNeeded, 20)
        checksum = data.checksum
        compressedSize = data.bytes.count
        size = data.size
        content = .memory(data.bytes)
        points = DeflatePoints(data.points)
    }

    /// The part this entry holds; nil for a folder, which is no part.
    ///
    /// A name that is not UTF-8 is read byte for byte as Latin-1: only its being distinct matters.
    var partName: PartName? {
        guard let last = name.last, last != UInt8(ascii: "/"), last != UInt8(ascii: "\\") else { return nil }
        if let text = String(validating: name, as: UTF8.self) { return PartName(text) }
        var text = ""
        for byte in name { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return PartName(text)
    }
}
