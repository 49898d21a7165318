// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// A dictionary that many threads read and write at once without waiting much for each other.
final class ShardedTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private final class Shard: Sendable {
        let values = Mutex<[Key: Value]>([:])
    }

    private let shards: [Shard]

    init(shardCount: Int = 32) {
        shards = (0..<shardCount).map { _ in Shard() }
    }

    private func shard(of key: Key) -> Shard {
        shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))]
    }

    subscript(key: Key) -> Value? {
        get { shard(of: key).values.withLock { $0[key] } }
        set { shard(of: key).values.withLock { $0[key] = newValue } }
    }

    /// Every value, shard by shard: not all of one moment.
    var values: [Value] { shards.flatMap { shard in shard.values.withLock { Array($0.values) } } }

    /// Every key, as with `values`.
    var keys: [Key] { shards.flatMap { shard in shard.values.withLock { Array($0.keys) } } }

    var count: Int { shards.reduce(0) { count, shard in count + shard.values.withLock { $0.count } } }
}
