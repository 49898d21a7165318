// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The size of Excel's grid (Excel specifications and limits).
public enum GridLimits {
    public static let rows: Int32 = 1_048_576
    public static let columns: Int32 = 16_384
    @inlinable public static var lastRow: Int32 { 1_048_575 }
    @inlinable public static var lastColumn: Int32 { 16_383 }
}
