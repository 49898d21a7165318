// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CXML2
import Cells

/// An XML document given as a text, for XPath expressions over it.
///
/// Nothing is fetched and no document type is read, so there are no entities but XML's own five: a document that
/// declares a type is refused, as Excel refuses it.
final class XMLText {
    private let document: xmlDocPtr
    private let context: xmlXPathContextPtr

    /// Steps of one expression; a cell's text is small, but predicates within predicates multiply.
    private static let stepLimit: UInt = 2_000_000
    /// Bytes of an expression, and brackets open at once in it: both bound how deep the library calls itself.
    private static let expressionLimits = (bytes: 8192, depth: 64)

    private static let isReady: Void = xmlInitParser()

    /// Nothing when the text is not well-formed XML with namespaces.
    init?(_ text: String) {
        _ = Self.isReady
        guard let document = Self.parse(text) else { return nil }
        guard let context = xmlXPathNewContext(document) else {
            xmlFreeDoc(document)
            return nil
        }
        self.document = document
        self.context = context
        context.pointee.opLimit = Self.stepLimit
        // Without a function of its own the library writes what is wrong to standard error.
        context.pointee.error = { _, _ in }
        registerNamespaces()
    }

    deinit {
        xmlXPathFreeContext(context)
        xmlFreeDoc(document)
    }

    private static func parse(_ text: String) -> xmlDocPtr? {
        guard let parser = xmlNewParserCtxt() else { return nil }
        defer { xmlFreeParserCtxt(parser) }
        parser.pointee.sax.pointee.internalSubset = { context, _, _, _ in
            guard let context else { return }
            let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
            parser.pointee.wellFormed = 0
            xmlStopParser(parser)
        }
        var text = text
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                xmlCtxtReadMemory(parser, $0.baseAddress, Int32($0.count), nil, "UTF-8", Int32(options))
            }
        }
        guard let document else { return nil }
        // A prefix that was not declared leaves the document well-formed to the parser, but not to Excel.
        guard parser.pointee.wellFormed == 1, parser.pointee.nsWellFormed == 1 else {
            xmlFreeDoc(document)
            return nil
        }
        return document
    }

    /// The prefixes that the root element declares may be used in expressions.
    private func registerNamespaces() {
        guard let root = xmlDocGetRootElement(document) else { return }
        var declaration = root.pointee.nsDef
        while let current = declaration {
            if let prefix = current.pointee.prefix {
                xmlXPathRegisterNs(context, prefix, current.pointee.href)
            }
            declaration = current.pointee.next
        }
    }

    /// The texts of the nodes an expression selects, in document order; `nil` when it is not valid, takes too long, or
    /// gives something else than nodes.
    func nodes(_ expression: String) -> [String]? {
        guard Self.isBounded(expression) else { return nil }
        context.pointee.node = UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self)
        guard let result = xmlXPathEvalExpression(expression, context) else { return nil }
        defer { xmlXPathFreeObject(result) }
        guard result.pointee.type == XPATH_NODESET else { return nil }
        guard let set = result.pointee.nodesetval else { return [] }
        xmlXPathNodeSetSort(set)
        return (0..<Int(set.pointee.nodeNr)).compactMap { index in
            guard let text = xmlXPathCastNodeToString(set.pointee.nodeTab[index]) else { return nil }
            defer { cxml2_free(text) }
            return String(cString: text)
        }
    }

    private static func isBounded(_ expression: String) -> Bool {
        guard expression.utf8.count <= expressionLimits.bytes else { return false }
        var depth = 0
        for byte in expression.utf8 {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["):
                depth += 1
                if depth > expressionLimits.depth { return false }
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            default: continue
            }
        }
        return !expression.utf8.contains(0)
    }
}
