// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Splits the names that expat gives (URI, local name and prefix, each but the first behind a 0x01) and remembers the
/// namespaces, so that equal ones share one string.
struct XMLNameCache {
    private var namespaces: [String: XMLNamespace] = [:]
    private var lastNamespace = XMLNamespace.none
    /// The URI of the last name as spelled, before strict became transitional.
    private(set) var lastURI = ""

    mutating func name(_ text: UnsafePointer<CChar>) -> XMLName {
        let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
        guard let first = bytes.firstIndex(of: 1) else {
            return XMLName(namespace: .none, local: String(decoding: bytes, as: UTF8.self), prefix: "")
        }
        let rest = bytes[(first + 1)...]
        let second = rest.firstIndex(of: 1)
        return XMLName(
            namespace: namespace(UnsafeRawBufferPointer(rebasing: bytes[..<first])),
            local: String(decoding: rest[..<(second ?? rest.endIndex)], as: UTF8.self),
            prefix: second.map { String(decoding: rest[($0 + 1)...], as: UTF8.self) } ?? "")
    }

    private mutating func namespace(_ bytes: UnsafeRawBufferPointer) -> XMLNamespace {
        if isLastURI(bytes) { return lastNamespace }
        lastURI = String(decoding: bytes, as: UTF8.self)
        lastNamespace = namespaces[lastURI] ?? XMLNamespace(lastURI)
        namespaces[lastURI] = lastNamespace
        return lastNamespace
    }

    private func isLastURI(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard lastURI.utf8.count == bytes.count, let start = bytes.baseAddress else { return false }
        let isSame = lastURI.utf8.withContiguousStorageIfAvailable { own in
            own.baseAddress.map { memcmp($0, start, bytes.count) == 0 } ?? false
        }
        return isSame ?? lastURI.utf8.elementsEqual(bytes)
    }
}
