// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// What stands around the members of an answer.
extension WorkbookCall {
    /// The context of a result that names its type: `#workbookRange`.
    var resultContext: String { resultContext(of: kind.typeName) }

    func resultContext(of type: String) -> String {
        ODataURL.context(root: context.serviceRoot, fragment: type, select: options.select)
    }

    /// The context of an entity reached by navigation: `#…/worksheets/$entity`.
    var entityContext: String {
        ODataURL.context(
            root: context.serviceRoot, fragment: path.writtenCollection, select: options.select, isEntity: true)
    }

    /// The context of a collection: `#…/worksheets`.
    var collectionContext: String {
        ODataURL.context(root: context.serviceRoot, fragment: path.written, select: options.select)
    }

    /// Refuses a `$select` of what the type does not have.
    func checkSelect(_ members: [String]) throws(GraphError) {
        do throws(ODataError) {
            try options.checkSelect(against: members, type: kind.typeName)
        } catch {
            throw GraphError(error)
        }
    }
}
