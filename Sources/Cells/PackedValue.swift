// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A cell value in eight bytes: a binary64 number, or one of the other kinds inside the space of NaN bit patterns.
///
///     number    any bit pattern that is not one of those below
///     empty     0xFFF9_0000_0000_0000
///     boolean   0xFFFA_0000_0000_0000 | 0 or 1
///     error     0xFFFB_0000_0000_0000 | CellError.rawValue
///     text      0xFFFC_0000_0000_0000 | address of a CellText (48 bits)
///
/// Arithmetic on anything but a number gives a NaN, which is how a block of sums notices that it met text or a blank.
/// The bits do not own the text: whoever stores them (`Page`) retains and releases it.
@frozen public struct PackedValue: PageElement, Equatable {
    public let bits: UInt64

    @inlinable public init(bits: UInt64) { self.bits = bits }

    @inlinable public init(_ number: Double) {
        bits = number.isFinite ? number.bitPattern : PackedValue.errorTag | UInt64(CellError.number.rawValue)
    }

    @inlinable public init(_ boolean: Bool) { bits = PackedValue.booleanTag | (boolean ? 1 : 0) }

    @inlinable public init(_ error: CellError) { bits = PackedValue.errorTag | UInt64(error.rawValue) }

    /// Refers to `text` without owning it.
    @inlinable public init(unowned text: CellText) {
        bits = PackedValue.textTag | UInt64(UInt(bitPattern: Unmanaged.passUnretained(text).toOpaque()))
    }

    @usableFromInline static let kindMask: UInt64 = 0xFFFF_0000_0000_0000
    @usableFromInline static let emptyTag: UInt64 = 0xFFF9_0000_0000_0000
    @usableFromInline static let booleanTag: UInt64 = 0xFFFA_0000_0000_0000
    @usableFromInline static let errorTag: UInt64 = 0xFFFB_0000_0000_0000
    @usableFromInline static let textTag: UInt64 = 0xFFFC_0000_0000_0000

    @inlinable public static var empty: PackedValue { PackedValue(bits: emptyTag) }
    @inlinable public static var vacant: PackedValue { empty }

    /// The kinds, in the order of their tags.
    @frozen public enum Kind: UInt8, Sendable {
        case number, empty, boolean, error, text
    }

    @inlinable public var kind: Kind {
        guard bits >= Self.emptyTag else { return .number }
        switch bits & Self.kindMask {
        case Self.emptyTag: return .empty
        case Self.booleanTag: return .boolean
        case Self.errorTag: return .error
        case Self.textTag: return .text
        default: return .number
        }
    }

    @inlinable public var isNumber: Bool { bits < Self.emptyTag }
    @inlinable public var isVacant: Bool { bits == Self.emptyTag }
    @inlinable public var isText: Bool { bits & Self.kindMask == Self.textTag }
    @inlinable public var isError: Bool { bits & Self.kindMask == Self.errorTag }

    /// The number; meaningful only when `isNumber`.
    @inlinable public var number: Double { Double(bitPattern: bits) }
    /// The truth value; meaningful only for the boolean kind.
    @inlinable public var boolean: Bool { bits & 1 == 1 }
    /// The error; meaningful only for the error kind.
    @inlinable public var error: CellError { CellError(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .value }

    /// The text object; meaningful only for the text kind, and only while its owner keeps it.
    @inlinable public var text: CellText {
        let address = UInt(truncatingIfNeeded: bits & 0x0000_FFFF_FFFF_FFFF)
        // The tag is only ever set by `init(unowned:)`, so the address is never null.
        return Unmanaged<CellText>.fromOpaque(UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped)
            .takeUnretainedValue()
    }

    /// Looks at the text object without retaining it; meaningful as `text` is.
    @inlinable public func withText<Result>(_ body: (CellText) -> Result) -> Result {
        let address = UInt(truncatingIfNeeded: bits & 0x0000_FFFF_FFFF_FFFF)
        return Unmanaged<CellText>.fromOpaque(UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped)
            ._withUnsafeGuaranteedRef(body)
    }

    /// The value as an enum, retaining its text.
    @inlinable public var value: CellValue {
        switch kind {
        case .number: .number(number)
        case .empty: .empty
        case .boolean: .boolean(boolean)
        case .error: .error(error)
        case .text: .text(text.string)
        }
    }

    @inlinable public static var isManaged: Bool { true }

    @inlinable public func retain() {
        guard isText else { return }
        _ = Unmanaged.passUnretained(text).retain()
    }

    @inlinable public func release() {
        guard isText else { return }
        Unmanaged.passUnretained(text).release()
    }
}
