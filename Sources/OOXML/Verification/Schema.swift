// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The order of elements in parts of one kind, as a table of content models by type.
struct Schema: Sendable {
    let namespace: XMLNamespace
    /// Prefixes of other namespaces in the models.
    let prefixes: [XMLNamespace: String]
    let models: [String: ContentModel]
    let rule: VerificationRule

    /// - Parameter table: a line for each type, its name, a colon and its model.
    init(
        _ namespace: XMLNamespace, prefixes: [XMLNamespace: String] = [:], section: String, table: String
    ) {
        self.namespace = namespace
        self.prefixes = prefixes
        rule = .order(section)
        var models: [String: ContentModel] = [:]
        for line in table.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            models[String(line[..<colon])] = ContentModel(line[line.index(after: colon)...])
        }
        self.models = models
    }

    private init(
        namespace: XMLNamespace, prefixes: [XMLNamespace: String], models: [String: ContentModel],
        rule: VerificationRule
    ) {
        self.namespace = namespace
        self.prefixes = prefixes
        self.models = models
        self.rule = rule
    }

    /// The same elements for parts that another section describes.
    func described(in section: String) -> Schema {
        Schema(namespace: namespace, prefixes: prefixes, models: models, rule: .order(section))
    }

    /// The name of an element in the models; nil for one of a namespace that the schema does not know.
    func name(_ name: XMLName) -> String? {
        if name.namespace == namespace { return name.local }
        return prefixes[name.namespace].map { "\($0)/\(name.local)" }
    }
}
