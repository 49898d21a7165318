// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Testing
import Workbooks

/// PHONETIC over texts that a file gave readings to.
@Suite struct PhoneticTests {
    @Test(arguments: [
        (PhoneticText.Form.fullwidthKatakana, "トウキョウ ト"), (.halfwidthKatakana, "ﾄｳｷｮｳ ﾄ"),
        (.hiragana, "とうきょう と"), (.noConversion, "トウキョウ と"),
    ])
    func `a reading is spelled in the script its text asks for`(form: PhoneticText.Form, expected: String) throws {
        var sheet = Sheet()
        let text = CellText("東京 と", sharedIndex: 3)
        withExtendedLifetime(text) {
            sheet.state.workbook.sheets[0].values.set(PackedValue(unowned: text), row: 0, column: 0)
        }
        let reading = form == .fullwidthKatakana ? "とうきょう と" : "トウキョウ と"
        sheet.state.workbook.phonetics = [3: PhoneticText(text: reading, form: form)]
        try sheet.enter([("A2", "ひらがな"), ("A3", "7"), ("B1", "=PHONETIC(A1:A2)"), ("B2", "=PHONETIC(A2)")])
        try sheet.enter([("B3", "=PHONETIC(A3)"), ("B4", "=PHONETIC((A1,A2))")])
        #expect(sheet["B1"] == .text(expected))
        #expect(sheet["B2"] == .text("ヒラガナ"))
        #expect(sheet["B3"] == .text(""))
        #expect(sheet["B4"] == .error(.notAvailable))
    }
}
