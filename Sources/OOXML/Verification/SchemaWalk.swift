// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Follows the elements of a part with the models of a schema and reports what stands in the wrong place.
///
/// The branches of `mc:AlternateContent` are each held against what comes before it; the one that got furthest counts
/// for what follows (ECMA-376-3 §7.6).
struct SchemaWalk {
    private enum Kind { case element, alternatives, branch }

    private struct Frame {
        let kind: Kind
        let name: String
        /// Nil for an element whose content is not looked at.
        let model: ContentModel?
        var progress = ContentProgress()
        let offset: Int
    }

    private let schema: Schema
    private let part: PartName
    private var frames: [Frame] = []
    private var scope = CompatibilityScope()

    init(_ schema: Schema, part: PartName) {
        self.schema = schema
        self.part = part
    }

    mutating func start(_ tag: XMLTag, _ findings: inout Findings) {
        if let undeclared = scope.enter(tag) {
            findings.error(
                .compatibility, part, tag.range.lowerBound,
                "mc:Ignorable names the prefix \(undeclared), which stands for no namespace")
        }
        let offset = tag.range.lowerBound
        guard let container = frames.last else {
            frames.append(element(tag.name.local, type: tag.name.local, offset))
            return
        }
        if tag.name.namespace == .markupCompatibility {
            let kind: Kind = tag.name.local == "AlternateContent" ? .alternatives : .branch
            var progress = container.progress
            // Each branch starts where the alternatives stand; these keep the furthest of them.
            if kind == .branch, frames.count > 1 { progress = frames[frames.count - 2].progress }
            frames.append(
                Frame(kind: kind, name: container.name, model: container.model, progress: progress, offset: offset))
            return
        }
        guard let model = container.model else {
            return frames.append(Frame(kind: .element, name: tag.name.local, model: nil, offset: offset))
        }
        guard let name = schema.name(tag.name) else {
            if container.kind == .branch {
                frames[frames.count - 1].progress.isLenient = true
            } else if !scope.isIgnorable(tag.name.namespace) {
                findings.error(
                    .compatibility, part, offset,
                    "\(tag.name.qualified) in \(container.name) is of a namespace that may not be ignored")
            }
            return frames.append(Frame(kind: .element, name: tag.name.local, model: nil, offset: offset))
        }
        let verdict = frames[frames.count - 1].progress.take(name, model)
        frames.append(element(name, type: report(verdict, name, in: container.name, offset, &findings), offset))
    }

    mutating func end(_ findings: inout Findings) {
        scope.leave()
        guard let frame = frames.popLast() else { return }
        guard let parent = frames.indices.last else { return check(frame, &findings) }
        switch frame.kind {
        case .element: check(frame, &findings)
        case .branch: frames[parent].progress = frames[parent].progress.furthest(frame.progress)
        case .alternatives: frames[parent].progress = frame.progress
        }
    }

    private func check(_ frame: Frame, _ findings: inout Findings) {
        guard let model = frame.model, let missing = frame.progress.missingAtEnd(model) else { return }
        findings.error(schema.rule, part, frame.offset, "\(frame.name) has no \(missing)")
    }

    private func element(_ name: String, type: String?, _ offset: Int) -> Frame {
        Frame(kind: .element, name: name, model: type.flatMap { schema.models[$0] }, offset: offset)
    }

    /// Reports what is wrong with the place of a child; gives its type.
    private func report(
        _ verdict: ContentProgress.Verdict, _ name: String, in parent: String, _ offset: Int,
        _ findings: inout Findings
    ) -> String? {
        switch verdict {
        case .fits(let type): return type
        case .missing(let missing, let type):
            findings.error(schema.rule, part, offset, "\(name) in \(parent) comes without \(missing) before it")
            return type
        case .late(let last, let type):
            findings.error(schema.rule, part, offset, "\(name) in \(parent) stands behind \(last)")
            return type
        case .repeated(let type):
            findings.error(schema.rule, part, offset, "\(parent) has more than one \(name)")
            return type
        case .unknown:
            findings.error(schema.rule, part, offset, "\(parent) cannot hold \(name)")
            return nil
        }
    }
}

/// The namespaces that `mc:Ignorable` lets a reader pass over, by where it stands. ECMA-376-3 §7.2.
struct CompatibilityScope {
    private struct Level {
        var prefixes: [String: XMLNamespace]?
        var ignorable: Set<XMLNamespace>?
    }

    private var levels: [Level] = []

    /// Gives a prefix that is named but not declared.
    mutating func enter(_ tag: XMLTag) -> String? {
        var level = Level()
        if !tag.declarations.isEmpty {
            level.prefixes = Dictionary(
                tag.declarations.map { ($0.prefix, XMLNamespace($0.uri)) }, uniquingKeysWith: { _, last in last })
        }
        levels.append(level)
        guard let list = tag[.markupCompatibility, "Ignorable"] else { return nil }
        var undeclared: String?
        var ignorable: Set<XMLNamespace> = []
        for prefix in list.split(whereSeparator: \.isWhitespace).map(String.init) {
            if let namespace = namespace(of: prefix) {
                ignorable.insert(namespace)
            } else {
                undeclared = undeclared ?? prefix
            }
        }
        levels[levels.count - 1].ignorable = ignorable
        return undeclared
    }

    mutating func leave() { _ = levels.popLast() }

    func isIgnorable(_ namespace: XMLNamespace) -> Bool {
        levels.contains { $0.ignorable?.contains(namespace) ?? false }
    }

    private func namespace(of prefix: String) -> XMLNamespace? {
        for level in levels.reversed() {
            if let namespace = level.prefixes?[prefix] { return namespace }
        }
        return nil
    }
}
