// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Where the day count of a workbook starts (ECMA-376 part 1, 18.17.4.1).
public enum DateSystem: Sendable, Hashable {
    /// Serial 1 is 1 January 1900 and serial 60 is the 29 February 1900 that never was.
    case excel1900
    /// Serial 0 is 1 January 1904.
    case excel1904

    /// What to add to a serial of this system to get the serial of the same day in the 1900 system.
    public var offsetTo1900: Double {
        switch self {
        case .excel1900: 0
        case .excel1904: 1462
        }
    }
}
