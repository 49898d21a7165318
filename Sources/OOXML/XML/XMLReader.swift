// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CExpat

/// A pull parser over expat: events in document order, with the byte range of every tag.
///
///     let reader = try XMLReader(data, part: "/xl/styles.xml")
///     while let event = try reader.next() { … }
///
/// Names are resolved by namespace, so prefixes do not matter and the strict dialect reads like the transitional one.
/// A document type may be named but not declare anything: entities have no use in a workbook but to blow it up.
final class XMLReader {
    /// The document in UTF-8, which all ranges refer to; see `XMLEncoding`.
    let bytes: [UInt8]
    let part: String
    private let parser: XML_Parser
    private let limits: PackageLimits
    private let understood: Set<XMLNamespace>

    private var events: [XMLEvent] = []
    private var position = 0
    /// Bytes given to expat, and how many it gets next.
    private var fed = 0
    private var chunk = 1 << 14
    /// Whether expat paused because enough events wait.
    private var isSuspended = false
    private var failure: PackageError?

    /// What each prefix stands for, innermost last, and the declarations in force with the depth they came at.
    private var scopes: [String: [XMLNamespace]] = [:]
    private var declared: [(prefix: String, depth: Int)] = []
    private var pending: [XMLTag.Declaration] = []
    private var names = XMLNameCache()
    private var depth = 0
    /// Character data not yet an event, as it may continue.
    private var text: [UInt8] = []

    /// Whether the root element is in the strict dialect.
    private(set) var isStrict = false

    /// A reader of one part. `understanding` are the namespaces that satisfy `mc:Choice`.
    convenience init(
        _ data: [UInt8], part: String, limits: PackageLimits = PackageLimits(),
        understanding: Set<XMLNamespace> = []
    ) throws(PackageError) {
        let bytes = try XMLEncoding.utf8(data, part: part)
        guard !bytes.isEmpty else { throw .malformedXML(part: part, offset: 0, .empty) }
        try self.init(utf8: bytes, part: part, limits: limits, understanding: understanding)
    }

    /// A reader that holds no bytes but is given them piece by piece; see `push`.
    convenience init(streaming part: String, limits: PackageLimits) throws(PackageError) {
        try self.init(utf8: [], part: part, limits: limits, understanding: [])
    }

    private init(
        utf8 bytes: [UInt8], part: String, limits: PackageLimits, understanding: Set<XMLNamespace>
    ) throws(PackageError) {
        self.bytes = bytes
        guard let parser = XML_ParserCreateNS("UTF-8", Self.separator) else {
            throw .limitExceeded(.wholePartSize, part: part)
        }
        self.parser = parser
        self.part = part
        self.limits = limits
        understood = understanding
        XML_SetReturnNSTriplet(parser, 1)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLReader.from($0).start($1, $2) }, { user, _ in XMLReader.from(user).end() })
        XML_SetCharacterDataHandler(parser) { XMLReader.from($0).characters($1, $2) }
        XML_SetNamespaceDeclHandler(parser, { XMLReader.from($0).declare($1, $2) }, nil)
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, hasSubset in
            if hasSubset != 0 { XMLReader.from(user).refuseDeclarations() }
        }
        XML_SetSkippedEntityHandler(parser) { user, _, _ in XMLReader.from(user).refuseDeclarations() }
    }

    deinit { XML_ParserFree(parser) }

    /// A character that no XML document can hold.
    private static let separator: CChar = 1

    private static func from(_ user: UnsafeMutableRawPointer?) -> XMLReader {
        guard let user else { preconditionFailure("expat lost the reader") }
        return Unmanaged<XMLReader>.fromOpaque(user).takeUnretainedValue()
    }

    /// The next event; nil behind the end of the root element.
    func next() throws(PackageError) -> XMLEvent? {
        while position == events.count {
            if let failure { throw failure }
            guard isSuspended || fed < bytes.count else { return nil }
            feed()
        }
        defer { position += 1 }
        return events[position]
    }

    /// Takes the next bytes of a part in UTF-8, for a reader made for that, and hands out the events they complete.
    func push(
        _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, _ body: (XMLEvent) throws(PackageError) -> Void
    ) throws(PackageError) {
        var status = piece.withMemoryRebound(to: CChar.self) {
            XML_Parse(parser, $0.baseAddress, Int32($0.count), isLast ? 1 : 0)
        }
        while true {
            noteFailure(status)
            for event in events { try body(event) }
            events.removeAll(keepingCapacity: true)
            if let failure { throw failure }
            guard status == XML_STATUS_SUSPENDED else { return }
            status = XML_ResumeParser(parser)
        }
    }

    /// Passes over the rest of the element whose start tag was the last event; gives the range of its end tag.
    func skipElement() throws(PackageError) -> Range<Int> {
        var open = 1
        while let event = try next() {
            switch event {
            case .start: open += 1
            case .end(let range):
                open -= 1
                if open == 0 { return range }
            case .text: continue
            }
        }
        preconditionFailure("skipElement follows a start tag")
    }

    private func feed() {
        events.removeAll(keepingCapacity: true)
        position = 0
        let status = isSuspended ? XML_ResumeParser(parser) : parseNextChunk()
        isSuspended = status == XML_STATUS_SUSPENDED
        // A token longer than the chunk is scanned again from its start each time; doubling keeps that linear.
        chunk = events.isEmpty ? min(chunk * 2, 1 << 30) : 1 << 14
        noteFailure(status)
    }

    private func noteFailure(_ status: XML_Status) {
        guard failure == nil, status == XML_STATUS_ERROR else { return }
        let cause = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
        failure = .malformedXML(part: part, offset: offset, .notWellFormed(cause))
    }

    private func parseNextChunk() -> XML_Status {
        let start = fed
        fed = min(fed + chunk, bytes.count)
        return bytes.withUnsafeBytes { buffer in
            let text = UnsafeRawBufferPointer(rebasing: buffer[start..<fed])
            return XML_Parse(
                parser, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count),
                fed == bytes.count ? 1 : 0)
        }
    }

    /// Pauses expat when enough events wait, so that a long chunk of short tags is not held as events at once.
    private func suspendWhenFull() {
        if events.count >= 1 << 10 { XML_StopParser(parser, 1) }
    }

    private var offset: Int { max(0, Int(XML_GetCurrentByteIndex(parser))) }

    private func fail(_ error: PackageError) {
        if failure == nil { failure = error }
        XML_StopParser(parser, 0)
    }

    private func refuseDeclarations() { fail(.entityBomb(part: part, offset: offset)) }
}

/// What expat calls back.
extension XMLReader {
    private func declare(_ prefix: UnsafePointer<CChar>?, _ uri: UnsafePointer<CChar>?) {
        guard failure == nil else { return }
        guard pending.count < limits.xmlAttributes else {
            return fail(.limitExceeded(.xmlAttributes, part: part))
        }
        pending.append(
            XMLTag.Declaration(
                prefix: prefix.map { String(cString: $0) } ?? "", uri: uri.map { String(cString: $0) } ?? ""))
    }

    private func start(
        _ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard failure == nil, let name, let list else { return }
        flushText()
        depth += 1
        guard depth <= limits.xmlDepth else { return fail(.limitExceeded(.xmlDepth, part: part)) }
        for declaration in pending {
            scopes[declaration.prefix, default: []].append(XMLNamespace(declaration.uri))
            declared.append((declaration.prefix, depth))
        }
        var attributes: [XMLAttribute] = []
        var next = list
        while let attribute = next[0], let value = next[1] {
            guard attributes.count < limits.xmlAttributes else {
                return fail(.limitExceeded(.xmlAttributes, part: part))
            }
            attributes.append(XMLAttribute(name: names.name(attribute), value: String(cString: value)))
            next += 2
        }
        let resolved = names.name(name)
        if depth == 1 { isStrict = names.lastURI.hasPrefix(XMLNamespace.strictPrefix) }
        let start = offset
        let isChoice = resolved.namespace == .markupCompatibility && resolved.local == "Choice"
        let requires = isChoice ? attributes.first { $0.name.local == "Requires" }?.value : nil
        let tag = XMLTag(
            name: resolved, attributes: attributes, declarations: pending,
            range: start..<start + Int(XML_GetCurrentByteCount(parser)),
            isUnderstood: !isChoice || understands(requires ?? ""))
        pending.removeAll(keepingCapacity: true)
        events.append(.start(tag))
        suspendWhenFull()
    }

    private func end() {
        guard failure == nil else { return }
        flushText()
        while let last = declared.last, last.depth == depth {
            scopes[last.prefix]?.removeLast()
            declared.removeLast()
        }
        depth -= 1
        let start = offset
        events.append(.end(start..<start + Int(XML_GetCurrentByteCount(parser))))
        suspendWhenFull()
    }

    private func characters(_ start: UnsafePointer<CChar>?, _ count: Int32) {
        guard failure == nil, let start else { return }
        guard text.count + Int(count) <= limits.xmlText else {
            return fail(.limitExceeded(.xmlText, part: part))
        }
        text.append(contentsOf: UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    private func flushText() {
        guard !text.isEmpty else { return }
        events.append(.text(String(decoding: text, as: UTF8.self)))
        text.removeAll(keepingCapacity: true)
    }

    /// Whether every prefix in the list stands for an understood namespace (ECMA-376-3 §7.6).
    private func understands(_ prefixes: String) -> Bool {
        prefixes.split(whereSeparator: \.isWhitespace).allSatisfy { prefix in
            scopes[String(prefix)]?.last.map(understood.contains) ?? false
        }
    }
}
