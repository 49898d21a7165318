// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What an element may hold, in order: the part of an XML schema that says which child follows which.
///
/// Written as a line of names: `fonts? fill:dxfFill* (a|b)+`. A sign says how often, as in regular expressions; what
/// stands behind a colon is the type of the child where it is not called like it; a name of another namespace has that
/// namespace's prefix and a slash, `a/graphic`.
struct ContentModel: Sendable {
    struct Particle: Sendable {
        /// The names, any of which may stand here, with the type that each one has.
        let types: [String: String]
        let isRequired: Bool
        let repeats: Bool
        /// For messages: `a` or `a or b`.
        let label: String
    }

    let particles: [Particle]

    init(_ text: Substring) {
        particles = text.split(separator: " ").map(Self.particle)
    }

    private static func particle(_ text: Substring) -> Particle {
        var names = text
        var sign: Character?
        if let last = text.last, "?*+".contains(last) {
            sign = last
            names = text.dropLast()
        }
        if names.first == "(" { names = names.dropFirst().dropLast() }
        var types: [String: String] = [:]
        var labels: [Substring] = []
        for name in names.split(separator: "|") {
            let parts = name.split(separator: ":")
            guard let element = parts.first else { continue }
            labels.append(element)
            types[String(element)] = String(parts.last ?? element)
        }
        return Particle(
            types: types, isRequired: sign == nil || sign == "+", repeats: sign == "*" || sign == "+",
            label: labels.joined(separator: " or "))
    }
}

/// How far the children of one element have come in its model.
struct ContentProgress {
    enum Verdict: Equatable {
        /// The child stands where it may; its type.
        case fits(String)
        /// The child is in its place, but others had to come before it.
        case missing(String, type: String)
        /// It may stand in the element, but before what came already.
        case late(behind: String, type: String)
        /// It may stand here once only.
        case repeated(type: String)
        /// It may not stand in the element at all.
        case unknown
    }

    private var index = 0
    private var uses = 0
    private var last = ""
    /// Whether something that is not of the schema stood in for a child.
    var isLenient = false

    mutating func take(_ name: String, _ model: ContentModel) -> Verdict {
        for place in index..<model.particles.count {
            let particle = model.particles[place]
            guard let type = particle.types[name] else { continue }
            if place == index, uses > 0, !particle.repeats { break }
            let gap = missing(before: place, model)
            uses = place == index ? uses + 1 : 1
            index = place
            last = name
            if let gap, !isLenient { return .missing(gap, type: type) }
            return .fits(type)
        }
        for (place, particle) in model.particles.enumerated() {
            guard let type = particle.types[name] else { continue }
            return place == index ? .repeated(type: type) : .late(behind: last, type: type)
        }
        return .unknown
    }

    /// What is missing when the element ends; nil for nothing.
    func missingAtEnd(_ model: ContentModel) -> String? {
        isLenient ? nil : missing(before: model.particles.count, model)
    }

    /// The first particle that has to be there and was passed over.
    private func missing(before place: Int, _ model: ContentModel) -> String? {
        var next = index
        if uses > 0 { next += 1 }
        guard next < place else { return nil }
        return model.particles[next..<place].first(where: \.isRequired)?.label
    }

    /// The furthest of two, for the branches of an alternative.
    func furthest(_ other: ContentProgress) -> ContentProgress {
        var result = (other.index, other.uses) > (index, uses) ? other : self
        result.isLenient = isLenient || other.isLenient
        return result
    }
}
