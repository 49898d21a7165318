// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension SheetDataPatcher {
    /// Streams the text of a splice by and passes over what does not change where it can be told from afar.
    ///
    /// - Precondition: the rows of the part are in order.
    mutating func run(through source: inout SpliceSource, _ splice: DeflateSplice) throws(PackageError) {
        var rest = 0
        var sought: Int32 = -1
        while true {
            try source.advance(leaving: rest, splice)
            rest = take(source.window, at: source.offset, isLast: source.isLast)
            if source.isLast || isUnusual || failure != nil { return }
            guard phase == .data, !isInsideRow, !rewritesRows, splice.isCopying else { continue }
            if nextRow == .max, frame.keepsTail {
                isSettled = true
                return
            }
            let next = nextRow
            guard next != sought else { continue }
            sought = next
            guard let point = source.lastPoint(where: { MarkupRow.first(in: $0).map { $0 <= next } }) else { continue }
            try source.jump(to: point, splice)
            isInsideRow = true
            rest = 0
        }
    }
}
