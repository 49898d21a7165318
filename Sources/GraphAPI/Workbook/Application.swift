// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

/// The application: how the workbook calculates.
enum Application {
    static func mode(_ mode: CalculationSettings.Mode) -> String {
        switch mode {
        case .automatic: "Automatic"
        case .automaticExceptTables: "AutomaticExceptTables"
        case .manual: "Manual"
        }
    }

    /// Graph's words for how much to calculate.
    enum CalculationType: String, CaseIterable {
        case recalculate = "Recalculate"
        case full = "Full"
        case fullRebuild = "FullRebuild"
    }

    @Sendable static func calculate(_ call: WorkbookCall) throws(GraphError) -> Edit {
        let type = try call.body().word("calculationType", CalculationType.allCases)
        return Edit(calculatingEverything: type != .recalculate)
    }
}
