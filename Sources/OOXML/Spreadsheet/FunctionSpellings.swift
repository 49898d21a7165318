// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The table of what files need to know of functions when nobody says better: prefixes ([MS-XLSX] §2.2.2) and which
/// functions take or give arrays (Excel function reference).
public enum FunctionSpellings {
    /// What stands before an upper-case name in a file.
    public static func prefix(of name: String) -> String {
        if worksheetFuture.contains(name) { return "_xlfn._xlws." }
        return future.contains(name) ? "_xlfn." : ""
    }

    /// Whether an argument, counted from zero, is taken as a whole; `nil` when the table does not know the function.
    public static func takesArray(_ name: String, argument: Int) -> Bool? {
        if wholeRanges.contains(name) { return true }
        if name.hasSuffix("IFS"), conditional.contains(name) {
            return name == "COUNTIFS" ? argument.isMultiple(of: 2) : argument == 0 || !argument.isMultiple(of: 2)
        }
        return someRanges[name].map { $0.contains(argument) }
    }

    /// Whether a function gives an array or a range by itself.
    public static func givesArray(_ name: String) -> Bool { arrays.contains(name) }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let worksheetFuture = words("FILTER SORT")

    private static let future = words(
        """
        ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND
        BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV
        CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P
        COVARIANCE.S CSC CSCH DAYS DECIMAL DROP ENCODEURL ERF.PRECISE ERFC.PRECISE EXPAND EXPON.DIST F.DIST F.DIST.RT
        F.INV F.INV.RT F.TEST FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT
        FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV
        GAMMALN.PRECISE GAUSS GROUPBY HSTACK HYPGEOM.DIST IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH
        IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT
        MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC
        PERCENTILE.INC PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI PIVOTBY POISSON.DIST QUARTILE.EXC
        QUARTILE.INC QUERYSTRING RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST RRI SCAN SEC SECH
        SEQUENCE SHEET SHEETS SKEW.P SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TAKE
        TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRANSLATE DETECTLANGUAGE TRIMRANGE UNICHAR UNICODE UNIQUE
        VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST STOCKHISTORY
        _TRO_ALL _TRO_LEADING _TRO_TRAILING
        """)

    private static let arrays = words(
        """
        ANCHORARRAY BYCOL BYROW CHOOSECOLS CHOOSEROWS DROP EXPAND FILTER FREQUENCY GROUPBY GROWTH HSTACK INDIRECT LINEST
        LOGEST MAKEARRAY MAP MINVERSE MMULT MODE.MULT MUNIT OFFSET PIVOTBY RANDARRAY SCAN SEQUENCE SORT SORTBY TAKE
        TEXTSPLIT TOCOL TOROW TRANSPOSE TREND TRIMRANGE UNIQUE VSTACK WRAPCOLS WRAPROWS STOCKHISTORY REGEXEXTRACT
        FILTERXML LAMBDA LET REDUCE _TRO_ALL _TRO_LEADING _TRO_TRAILING
        """)

    private static let wholeRanges = words(
        """
        AND AREAS AVEDEV AVERAGE AVERAGEA CHISQ.TEST CHITEST COLUMNS CONCAT CORREL COUNT COUNTA COUNTBLANK COVAR
        COVARIANCE.P COVARIANCE.S DAVERAGE DCOUNT DCOUNTA DEVSQ DGET DMAX DMIN DPRODUCT DSTDEV DSTDEVP DSUM DVAR DVARP
        F.TEST FTEST GCD GEOMEAN HARMEAN INTERCEPT IRR KURT LCM MAX MAXA MDETERM MEDIAN MIN MINA MIRR MODE MODE.SNGL
        MULTINOMIAL OR PEARSON PRODUCT RSQ ROWS SERIESSUM SHEETS SKEW SKEW.P SLOPE STDEV STDEV.P STDEV.S STDEVA STDEVP
        STDEVPA STEYX SUBTOTAL AGGREGATE SUM SUMPRODUCT SUMSQ SUMX2MY2 SUMX2PY2 SUMXMY2 T.TEST TEXTJOIN TTEST VAR VAR.P
        VAR.S VARA VARP VARPA XIRR XNPV XOR ARRAYTOTEXT GETPIVOTDATA ISREF CELL
        """)

    private static let conditional = words("AVERAGEIFS COUNTIFS MAXIFS MINIFS SUMIFS")

    /// Positions of the arguments that are taken as a whole.
    private static let someRanges: [String: Set<Int>] = [
        "AVERAGEIF": [0, 2], "COUNTIF": [0], "SUMIF": [0, 2], "HLOOKUP": [1], "VLOOKUP": [1], "LOOKUP": [1, 2],
        "MATCH": [1], "XMATCH": [1], "XLOOKUP": [1], "NPV": [1, 2, 3, 4, 5, 6, 7, 8], "FORECAST": [1, 2],
        "FORECAST.LINEAR": [1, 2], "LARGE": [0], "SMALL": [0], "PERCENTILE": [0], "PERCENTILE.INC": [0],
        "PERCENTILE.EXC": [0], "PERCENTRANK": [0], "PERCENTRANK.INC": [0], "PERCENTRANK.EXC": [0], "QUARTILE": [0],
        "QUARTILE.INC": [0], "QUARTILE.EXC": [0], "RANK": [1], "RANK.AVG": [1], "RANK.EQ": [1], "TRIMMEAN": [0],
        "PROB": [0, 1], "ZTEST": [0], "Z.TEST": [0], "NETWORKDAYS": [2], "WORKDAY": [2], "NETWORKDAYS.INTL": [3],
        "WORKDAY.INTL": [3], "FVSCHEDULE": [1], "PERCENTOF": [0, 1], "INDEX": [0],
    ]
}
