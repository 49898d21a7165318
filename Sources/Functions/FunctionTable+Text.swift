// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FunctionTable {
    /// Excel's category Text.
    static let text: [WorksheetFunction] = [
        .init("ARRAYTOTEXT(array, format)", Text.arrayToText, .future),
        .init("ASC(text)", Text.asc),
        .init("BAHTTEXT(number)", Text.bahtText),
        .init("CHAR(number)", Text.char),
        .init("CLEAN(text)", Text.clean),
        .init("CODE(text)", Text.code),
        .init("CONCAT(values)", Text.concat, .future),
        .init("CONCATENATE(values)", Text.concatenate),
        .init("DBCS(text)", Text.dbcs),
        .init("DOLLAR(number, decimals)", Text.dollar),
        .init("EXACT(text1, text2)", Text.exact),
        .init("FIND(findText, withinText, startNum)", Text.find),
        .init("FINDB(findText, withinText, startNum)", Text.find),
        .init("FIXED(number, decimals, noCommas)", Text.fixed),
        .init("LEFT(text, numChars)", Text.left),
        .init("LEFTB(text, numBytes)", Text.left),
        .init("LEN(text)", Text.len),
        .init("LENB(text)", Text.len),
        .init("LOWER(text)", Text.lower),
        .init("MID(text, startNum, numChars)", Text.mid),
        .init("MIDB(text, startNum, numBytes)", Text.mid),
        .init("NUMBERVALUE(text, decimalSeparator, groupSeparator)", Text.numberValue, .future),
        .init("PHONETIC(reference)", Text.phonetic),
        .init("PROPER(text)", Text.proper),
        .init("REGEXEXTRACT(text, pattern, returnMode, caseSensitivity)", Text.regexExtract, .future),
        .init(
            "REGEXREPLACE(text, pattern, replacement, occurrence, caseSensitivity)", Text.regexReplace, .future),
        .init("REGEXTEST(text, pattern, caseSensitivity)", Text.regexTest, .future),
        .init("REPLACE(oldText, startNum, numChars, newText)", Text.replace),
        .init("REPLACEB(oldText, startNum, numBytes, newText)", Text.replace),
        .init("REPT(text, numberTimes)", Text.rept),
        .init("RIGHT(text, numChars)", Text.right),
        .init("RIGHTB(text, numBytes)", Text.right),
        .init("SEARCH(findText, withinText, startNum)", Text.search),
        .init("SEARCHB(findText, withinText, startNum)", Text.search),
        .init("SUBSTITUTE(text, oldText, newText, instanceNum)", Text.substitute),
        .init("T(value)", Text.t),
        .init("TEXT(value, formatText)", Text.text),
        .init("TEXTAFTER(text, delimiter, instanceNum, matchMode, matchEnd, ifNotFound)", Text.textAfter, .future),
        .init("TEXTBEFORE(text, delimiter, instanceNum, matchMode, matchEnd, ifNotFound)", Text.textBefore, .future),
        .init("TEXTJOIN(delimiter, ignoreEmpty, values)", Text.textJoin, .future),
        .init(
            "TEXTSPLIT(text, colDelimiter, rowDelimiter, ignoreEmpty, matchMode, padWith)", Text.textSplit, .future),
        .init("TRIM(text)", Text.trim),
        .init("UNICHAR(number)", Text.unichar, .future),
        .init("UNICODE(text)", Text.unicode, .future),
        .init("UPPER(text)", Text.upper),
        .init("USDOLLAR(number, decimals)", Text.dollar),
        .init("VALUE(text)", Text.value),
        .init("VALUETOTEXT(value, format)", Text.valueToText, .future),
    ]
}
