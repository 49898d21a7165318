// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension ItemTransaction {
    /// What a new or moved item does about its name.
    private enum Placement {
        /// The name is free, perhaps after numbering.
        case free(DriveItemName)
        /// The name is taken by an item that `replace` may act on.
        case taken(ItemRecord, DriveItemName)
    }

    /// Decides on a name in a folder. `mover` is the item that is going there, which is never in its own way.
    private func place(
        _ name: DriveItemName, in parent: DriveItemID, isFolder: Bool, conflict: ConflictBehavior, mover: DriveItemID?
    ) throws(DriveError) -> Placement {
        guard let holder = try table.record(named: name.key, in: parent), holder.id != mover else {
            return .free(name)
        }
        switch conflict {
        case .fail:
            throw .nameAlreadyExists(name: name.text, parent: parent)
        case .replace:
            guard (holder.content == nil) == isFolder else {
                throw .nameAlreadyExists(name: name.text, parent: parent)
            }
            return .taken(holder, name)
        case .rename:
            var number = 1
            while true {
                let candidate = name.numbered(number, isFolder: isFolder, limits: limits)
                let holder = try table.record(named: candidate.key, in: parent)
                if holder == nil || holder?.id == mover { return .free(candidate) }
                number += 1
            }
        }
    }

    /// Checks that something `height` levels high may be put into a folder.
    private func checkFolder(_ id: DriveItemID, hasRoomFor height: Int) throws(DriveError) {
        _ = try existingFolder(id)
        let depth = try folders(downTo: id).count + height
        guard depth <= limits.pathDepth else {
            throw .limitExceeded(
                limit: "pathDepth", subject: "folder \(id)", value: Int64(depth), maximum: Int64(limits.pathDepth))
        }
    }

    private mutating func add(_ record: ItemRecord) throws(DriveError) -> DriveItem {
        try table.insert(record)
        if let parent = record.parentID { try table.adjustChildCount(of: parent, by: 1) }
        return try item(record)
    }

    package mutating func createFolder(
        _ id: DriveItemID, named name: String, in parent: DriveItemID, conflict: ConflictBehavior
    ) throws(DriveError) -> DriveItem {
        let name = try DriveItemName(name, limits: limits)
        try checkFolder(parent, hasRoomFor: 1)
        switch try place(name, in: parent, isFolder: true, conflict: conflict, mover: nil) {
        case .taken(let folder, _):
            return try item(folder)
        case .free(let name):
            return try add(ItemRecord(id: id, parentID: parent, name: name, content: nil, now: now))
        }
    }

    /// Uploads a content whose bytes are already stored under `key`; `id` is for a file that is new.
    package mutating func putContent(
        key: String, size: Int64, hash: String, to destination: ContentDestination, newID id: DriveItemID,
        conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> UploadedItem {
        func content(version: Int64) -> ItemRecord.Content {
            .init(key: key, facet: .init(size: size, contentVersion: version, quickXorHash: hash))
        }
        let replaced: ItemRecord
        switch destination {
        case .item(let id):
            replaced = try existingFile(id).0
        case .child(let name, let parent):
            let name = try DriveItemName(name, limits: limits)
            try checkFolder(parent, hasRoomFor: 1)
            switch try place(name, in: parent, isFolder: false, conflict: conflict, mover: nil) {
            case .taken(let holder, _):
                replaced = holder
            case .free(let name):
                guard ifMatch == nil else { throw .notFound(subject: "'\(name.text)' in folder \(parent)") }
                let record = ItemRecord(id: id, parentID: parent, name: name, content: content(version: 1), now: now)
                return UploadedItem(item: try add(record), wasCreated: true)
            }
        }
        try check(replaced, ifMatch: ifMatch)
        var record = replaced
        let state = try table.journalState(of: record.id)
        try table.removeEntries(of: record.id, through: .max)
        record.journalThrough = state?.lastSequence ?? record.journalThrough
        record.epoch += 1
        replace(&record, by: content(version: (replaced.content?.facet.contentVersion ?? 0) + 1))
        try table.update(record)
        return UploadedItem(item: try item(record), wasCreated: false)
    }

    /// Puts a content in the place of a file's present one.
    mutating func replace(_ record: inout ItemRecord, by content: ItemRecord.Content) {
        abandon(record.content)
        record.content = content
        touch(&record)
    }

    private func touch(_ record: inout ItemRecord) {
        record.revision += 1
        record.lastModifiedAt = now
    }

    package mutating func update(
        _ id: DriveItemID, name: String?, parent: DriveItemID?, conflict: ConflictBehavior, ifMatch: String?
    ) throws(DriveError) -> DriveItem {
        var record = try existing(id)
        guard let oldParent = record.parentID else { throw .rootIsFixed }
        try check(record, ifMatch: ifMatch)
        let newParent = parent ?? oldParent
        if newParent != oldParent { try checkMove(of: record, from: oldParent, to: newParent) }
        let isFolder = record.content == nil
        let wanted = try DriveItemName(name ?? record.name, limits: limits)
        let chosen: DriveItemName
        switch try place(wanted, in: newParent, isFolder: isFolder, conflict: conflict, mover: id) {
        case .free(let name):
            chosen = name
        case .taken(let holder, let name):
            guard !isFolder else { throw .nameAlreadyExists(name: name.text, parent: newParent) }
            try removeTree(holder)
            chosen = name
        }
        guard chosen.text != record.name || newParent != oldParent else { return try item(record) }
        record.name = chosen.text
        record.key = chosen.key
        record.parentID = newParent
        touch(&record)
        try table.update(record)
        if newParent != oldParent {
            try table.adjustChildCount(of: oldParent, by: -1)
            try table.adjustChildCount(of: newParent, by: 1)
        }
        return try item(existing(id))
    }

    private func checkMove(
        of record: ItemRecord, from oldParent: DriveItemID, to newParent: DriveItemID
    ) throws(DriveError) {
        _ = try existingFolder(newParent)
        let path = try folders(downTo: newParent)
        guard !path.contains(where: { $0.id == record.id }) else { throw .moveIntoItself(record.id) }
        // A tree that does not move deeper has been within the limit already.
        let isDeeper = try path.count > folders(downTo: oldParent).count
        try checkFolder(newParent, hasRoomFor: isDeeper ? height(of: record) : 1)
    }

    /// The number of levels of a tree: one for a file or an empty folder.
    private func height(of record: ItemRecord) throws(DriveError) -> Int {
        var level = [record]
        var height = 0
        while !level.isEmpty {
            height += 1
            var below: [ItemRecord] = []
            for folder in level where folder.childCount > 0 {
                try forEachChild(of: folder.id) { child in below.append(child) }
            }
            level = below
        }
        return height
    }

    private func forEachChild(of folder: DriveItemID, _ body: (ItemRecord) -> Void) throws(DriveError) {
        var after: NameKey?
        while true {
            let page = try table.records(in: folder, after: after, limit: limits.pageSize)
            page.forEach(body)
            guard page.count == limits.pageSize, let last = page.last else { return }
            after = last.key
        }
    }

    package mutating func delete(_ id: DriveItemID, ifMatch: String?) throws(DriveError) {
        let record = try existing(id)
        guard record.parentID != nil else { throw .rootIsFixed }
        try check(record, ifMatch: ifMatch)
        try removeTree(record)
    }

    private mutating func removeTree(_ record: ItemRecord) throws(DriveError) {
        var tree = [record]
        var next = 0
        while next < tree.count {
            if tree[next].childCount > 0 {
                try forEachChild(of: tree[next].id) { child in tree.append(child) }
            }
            next += 1
        }
        // Children come after their parents in the list, and must go before them.
        for descendant in tree.reversed() {
            abandon(descendant.content)
            try table.remove(descendant.id)
        }
        if let parent = record.parentID { try table.adjustChildCount(of: parent, by: -1) }
    }
}
