// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The values of one node for the rows of a block, in memory of a `BlockStack`.
///
/// Values are packed: a number is its own bits, so arithmetic runs over them as over an array of doubles.
struct BlockValues: BitwiseCopyable {
    let base: UnsafeMutablePointer<PackedValue>
    /// Whether one value, the first, holds for every row: what does not read its own row is calculated once.
    let isUniform: Bool
    /// Whether every value is a number, so that nobody has to look at each.
    let areNumbers: Bool

    /// One value for all rows.
    init(uniform value: PackedValue, in base: UnsafeMutablePointer<PackedValue>) {
        base[0] = value
        self.init(base, isUniform: true, areNumbers: value.isNumber)
    }

    init(_ base: UnsafeMutablePointer<PackedValue>, isUniform: Bool = false, areNumbers: Bool) {
        self.base = base
        self.isUniform = isUniform
        self.areNumbers = areNumbers
    }

    /// Values whose kinds are not known.
    init(_ base: UnsafeMutablePointer<PackedValue>, count: Int) {
        var areNumbers = true
        for position in 0..<count where !base[position].isNumber { areNumbers = false }
        self.init(base, areNumbers: areNumbers)
    }

    /// How far apart the values of two rows lie.
    @inline(__always) var stride: Int { isUniform ? 0 : 1 }

    @inline(__always) subscript(position: Int) -> PackedValue { base[isUniform ? 0 : position] }

    /// The same values in other memory.
    func copied(to target: UnsafeMutablePointer<PackedValue>, count: Int) -> BlockValues {
        target.update(from: base, count: isUniform ? 1 : count)
        return BlockValues(target, isUniform: isUniform, areNumbers: areNumbers)
    }
}

/// The rows a block is calculated for: consecutive ones, or those of them that a branch was taken for.
struct BlockRows {
    let first: Int32
    let count: Int
    /// How far each row lies below the first, in ascending order; `nil` when none is left out.
    var picked: UnsafePointer<Int32>?

    @inline(__always) subscript(position: Int) -> Int32 {
        guard let picked else { return first &+ Int32(truncatingIfNeeded: position) }
        return first &+ picked[position]
    }
}

/// Rows picked out of a block: where they stand in it, and how far below its first row.
struct PickedRows {
    private let memory: UnsafeMutablePointer<Int32>
    private(set) var count = 0

    /// Takes room for two numbers for each of 256 rows.
    init(_ memory: UnsafeMutablePointer<Int32>) { self.memory = memory }

    mutating func append(_ position: Int, of rows: BlockRows) {
        memory[count] = Int32(truncatingIfNeeded: position)
        memory[count + 256] = rows[position] &- rows.first
        count += 1
    }

    func rows(of rows: BlockRows) -> BlockRows {
        BlockRows(first: rows.first, count: count, picked: UnsafePointer(memory + 256))
    }

    /// Puts values calculated for these rows where they belong among all.
    func scatter(_ values: BlockValues, to target: UnsafeMutablePointer<PackedValue>) {
        for position in 0..<count { target[Int(memory[position])] = values[position] }
    }
}

/// Memory for blocks, taken and given back in the order of a stack, so that evaluating allocates nothing.
final class BlockStack<Element: BitwiseCopyable> {
    private var blocks: [UnsafeMutablePointer<Element>] = []
    private let capacity: Int
    /// How many blocks are in use; setting it lower gives those above back.
    var used = 0

    /// - Parameter capacity: elements in a block.
    init(capacity: Int) { self.capacity = capacity }

    deinit {
        for block in blocks { block.deallocate() }
    }

    /// A block whose content is whatever it was before.
    func take() -> UnsafeMutablePointer<Element> {
        if used == blocks.count { blocks.append(.allocate(capacity: capacity)) }
        used += 1
        return blocks[used - 1]
    }
}
