// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The rows of an ``InMemoryDrive``, as one value.
struct InMemoryRows: ItemTable {
    private struct Child {
        var key: NameKey
        var id: DriveItemID
    }

    private let rootID: DriveItemID
    private var records: [DriveItemID: ItemRecord] = [:]
    /// The children of each folder in the order of their keys.
    private var children: [DriveItemID: [Child]] = [:]
    /// The entries of each journal in the order of their sequences.
    private(set) var journals: [DriveItemID: [JournalEntry]] = [:]

    init(root: ItemRecord) {
        rootID = root.id
        records[root.id] = root
    }

    func rootRecord() throws(DriveError) -> ItemRecord {
        guard let root = records[rootID] else { throw .notFound(subject: "root") }
        return root
    }

    func record(_ id: DriveItemID) -> ItemRecord? {
        records[id]
    }

    func record(named key: NameKey, in parent: DriveItemID) -> ItemRecord? {
        let siblings = children[parent, default: []]
        let index = Self.index(of: key, in: siblings)
        return index < siblings.count && siblings[index].key == key ? records[siblings[index].id] : nil
    }

    func records(in parent: DriveItemID, after: NameKey?, limit: Int) -> [ItemRecord] {
        let siblings = children[parent, default: []]
        var start = 0
        if let after {
            start = Self.index(of: after, in: siblings)
            if start < siblings.count, siblings[start].key == after { start += 1 }
        }
        return siblings[start...].prefix(limit).compactMap { records[$0.id] }
    }

    mutating func insert(_ record: ItemRecord) {
        records[record.id] = record
        link(record)
    }

    mutating func update(_ record: ItemRecord) {
        guard let old = records[record.id] else { return }
        unlink(old)
        var record = record
        record.childCount = old.childCount
        records[record.id] = record
        link(record)
    }

    mutating func remove(_ id: DriveItemID) {
        guard let record = records.removeValue(forKey: id) else { return }
        unlink(record)
        children[id] = nil
        journals[id] = nil
    }

    mutating func adjustChildCount(of id: DriveItemID, by difference: Int) {
        records[id]?.childCount += difference
    }

    func journalState(of id: DriveItemID) -> JournalState? {
        guard let record = records[id], record.content != nil else { return nil }
        let last = journals[id]?.last?.sequence ?? 0
        return JournalState(epoch: record.epoch, lastSequence: max(last, record.journalThrough))
    }

    mutating func insert(_ entry: JournalEntry) {
        journals[entry.itemID, default: []].append(entry)
    }

    mutating func removeEntries(of id: DriveItemID, through sequence: Int64) {
        guard var entries = journals.removeValue(forKey: id) else { return }
        entries.removeAll { $0.sequence <= sequence }
        if !entries.isEmpty { journals[id] = entries }
    }

    private mutating func link(_ record: ItemRecord) {
        guard let parent = record.parentID else { return }
        let child = Child(key: record.key, id: record.id)
        let index = Self.index(of: record.key, in: children[parent, default: []])
        children[parent, default: []].insert(child, at: index)
    }

    private mutating func unlink(_ record: ItemRecord) {
        guard let parent = record.parentID else { return }
        let index = Self.index(of: record.key, in: children[parent, default: []])
        children[parent]?.remove(at: index)
    }

    /// The index of the first child whose key is not below `key`.
    private static func index(of key: NameKey, in siblings: [Child]) -> Int {
        var low = 0
        var high = siblings.count
        while low < high {
            let middle = (low + high) / 2
            if siblings[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
