// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

/// One row of the navigation table: from a kind of resource, by a segment, to another.
///
///     .init(.worksheet, "cell(row={row},column={column})", .range, RangeSteps.cell)
struct NavigationRow: Sendable {
    /// How the step finds what it leads to.
    enum Resolution: Sendable {
        /// Nothing to find: whoever answers reads the path.
        case none
        /// Part of the address of a drive item.
        case address(@Sendable (inout DriveAddress, RequestPath.Step) -> Void)
        /// Something inside the workbook.
        case resource(@Sendable (Resource, ResourceStep) throws(GraphError) -> Resource)
    }

    let from: ResourceKind
    let pattern: RoutePattern
    let to: ResourceKind
    let resolution: Resolution

    init(_ from: ResourceKind, _ pattern: String, _ to: ResourceKind) {
        self.init(from, pattern, to, resolution: .none)
    }

    init(
        _ from: ResourceKind, _ pattern: String, _ to: ResourceKind,
        _ step: @escaping @Sendable (Resource, ResourceStep) throws(GraphError) -> Resource
    ) {
        self.init(from, pattern, to, resolution: .resource(step))
    }

    init(
        _ from: ResourceKind, _ pattern: String, _ to: ResourceKind,
        _ address: @escaping @Sendable (inout DriveAddress, RequestPath.Step) -> Void
    ) {
        self.init(from, pattern, to, resolution: .address(address))
    }

    private init(_ from: ResourceKind, _ pattern: String, _ to: ResourceKind, resolution: Resolution) {
        self.from = from
        self.pattern = RoutePattern(pattern)
        self.to = to
        self.resolution = resolution
    }
}
