// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How serial days count: from 1900 (with Excel's 29 February 1900) or from 1904.
public enum DateSystem: Sendable, Hashable {
    case excel1900
    case excel1904
}
