// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The rows of a drive, seen from inside one transaction: what a kind of storage provides, without any rule. The rules
/// are in ``ItemTransaction``, once for all kinds.
package protocol ItemTable {
    /// The root folder.
    func rootRecord() throws(DriveError) -> ItemRecord
    func record(_ id: DriveItemID) throws(DriveError) -> ItemRecord?
    func record(named key: NameKey, in parent: DriveItemID) throws(DriveError) -> ItemRecord?
    /// Children in the order of their keys, from the first one after `after`.
    func records(in parent: DriveItemID, after: NameKey?, limit: Int) throws(DriveError) -> [ItemRecord]
    mutating func insert(_ record: ItemRecord) throws(DriveError)
    /// Stores every field of a known item except its number of children.
    mutating func update(_ record: ItemRecord) throws(DriveError)
    /// Removes one item, which has no children any more, and its journal.
    mutating func remove(_ id: DriveItemID) throws(DriveError)
    mutating func adjustChildCount(of id: DriveItemID, by difference: Int) throws(DriveError)

    /// Nil where there is no such file.
    func journalState(of id: DriveItemID) throws(DriveError) -> JournalState?
    mutating func insert(_ entry: JournalEntry) throws(DriveError)
    mutating func removeEntries(of id: DriveItemID, through sequence: Int64) throws(DriveError)
}
