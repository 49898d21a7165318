// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// The table of the element order in charts: ECMA-376-1 §21.2, Annex A.5. Shape properties and rich text are DrawingML
// and not looked at. Excel itself writes `showDLblsOverMax` behind the extensions too.

extension Schema {
    static let chart = Schema(
        .chart, section: "ECMA-376-1 §21.2",
        table: """
            chartSpace: date1904? lang? roundedCorners? style? clrMapOvr? pivotSource? protection? chart spPr? txPr? \
            externalData? printSettings? userShapes? extLst?
            pivotSource: name fmtId extLst*
            protection: chartObject? data? formatting? selection? userInterface?
            chart: title? autoTitleDeleted? pivotFmts? view3D? floor:wall? sideWall:wall? backWall:wall? plotArea \
            legend? plotVisOnly? dispBlanksAs? extLst? showDLblsOverMax? extLst?
            title: tx:text? layout? overlay? spPr? txPr? extLst?
            text: (strRef|rich|v)
            strRef: f strCache:strings? extLst?
            strings: ptCount? pt* extLst?
            numRef: f numCache:numbers? extLst?
            numbers: formatCode? ptCount? pt* extLst?
            multiLvlStrRef: f multiLvlStrCache? extLst?
            multiLvlStrCache: ptCount? lvl* extLst?
            lvl: pt*
            pt: v
            layout: manualLayout? extLst?
            manualLayout: layoutTarget? xMode? yMode? wMode? hMode? x? y? w? h? extLst?
            pivotFmts: pivotFmt*
            pivotFmt: idx spPr? txPr? marker? dLbl? extLst?
            view3D: rotX? hPercent? rotY? depthPercent? rAngAx? perspective? extLst?
            wall: thickness? spPr? pictureOptions? extLst?
            plotArea: layout? (areaChart|area3DChart|lineChart|line3DChart|stockChart|radarChart|scatterChart|\
            pieChart|pie3DChart|doughnutChart|barChart|bar3DChart|ofPieChart|surfaceChart|surface3DChart|\
            bubbleChart)+ (valAx|catAx|dateAx|serAx)* dTable? spPr? extLst?
            areaChart: grouping? varyColors? ser:areaSer* dLbls? dropLines? axId+ extLst?
            area3DChart: grouping? varyColors? ser:areaSer* dLbls? dropLines? gapDepth? axId+ extLst?
            lineChart: grouping varyColors? ser:lineSer* dLbls? dropLines? hiLowLines? upDownBars? marker? smooth? \
            axId+ extLst?
            line3DChart: grouping varyColors? ser:lineSer* dLbls? dropLines? gapDepth? axId+ extLst?
            stockChart: ser:lineSer+ dLbls? dropLines? hiLowLines? upDownBars? axId+ extLst?
            radarChart: radarStyle varyColors? ser:radarSer* dLbls? axId+ extLst?
            scatterChart: scatterStyle varyColors? ser:scatterSer* dLbls? axId+ extLst?
            pieChart: varyColors? ser:pieSer* dLbls? firstSliceAng? extLst?
            pie3DChart: varyColors? ser:pieSer* dLbls? extLst?
            doughnutChart: varyColors? ser:pieSer* dLbls? firstSliceAng? holeSize? extLst?
            barChart: barDir grouping? varyColors? ser:barSer* dLbls? gapWidth? overlap? serLines* axId+ extLst?
            bar3DChart: barDir grouping? varyColors? ser:barSer* dLbls? gapWidth? gapDepth? shape? axId+ extLst?
            ofPieChart: ofPieType varyColors? ser:pieSer* dLbls? gapWidth? splitType? splitPos? custSplit? \
            secondPieSize? serLines* extLst?
            surfaceChart: wireframe? ser:surfaceSer* bandFmts? axId+ extLst?
            surface3DChart: wireframe? ser:surfaceSer* bandFmts? axId+ extLst?
            bubbleChart: varyColors? ser:bubbleSer* dLbls? bubble3D? bubbleScale? showNegBubbles? sizeRepresents? \
            axId+ extLst?
            areaSer: idx order tx:text? spPr? pictureOptions? dPt* dLbls? trendline* errBars* cat? val? extLst?
            lineSer: idx order tx:text? spPr? marker? dPt* dLbls? trendline* errBars? cat? val? smooth? extLst?
            barSer: idx order tx:text? spPr? invertIfNegative? pictureOptions? dPt* dLbls? trendline* errBars? cat? \
            val? shape? extLst?
            scatterSer: idx order tx:text? spPr? marker? dPt* dLbls? trendline* errBars* xVal:cat? yVal:val? smooth? \
            extLst?
            radarSer: idx order tx:text? spPr? marker? dPt* dLbls? cat? val? extLst?
            bubbleSer: idx order tx:text? spPr? invertIfNegative? dPt* dLbls? trendline* errBars* xVal:cat? \
            yVal:val? bubbleSize:val? bubble3D? extLst?
            pieSer: idx order tx:text? spPr? explosion? dPt* dLbls? cat? val? extLst?
            surfaceSer: idx order tx:text? spPr? cat? val? extLst?
            dPt: idx invertIfNegative? marker? bubble3D? explosion? spPr? pictureOptions? extLst?
            dLbls: dLbl* delete? numFmt? spPr? txPr? dLblPos? showLegendKey? showVal? showCatName? showSerName? \
            showPercent? showBubbleSize? separator? showLeaderLines? leaderLines? extLst?
            dLbl: idx delete? layout? tx:text? numFmt? spPr? txPr? dLblPos? showLegendKey? showVal? showCatName? \
            showSerName? showPercent? showBubbleSize? separator? extLst?
            trendline: name? spPr? trendlineType order? period? forward? backward? intercept? dispRSqr? dispEq? \
            trendlineLbl? extLst?
            trendlineLbl: layout? tx:text? numFmt? spPr? txPr? extLst?
            errBars: errDir? errBarType errValType noEndCap? plus:val? minus:val? val:any? spPr? extLst?
            cat: (multiLvlStrRef|numRef|numLit:numbers|strRef|strLit:strings)
            val: (numRef|numLit:numbers)
            marker: symbol? size? spPr? extLst?
            upDownBars: gapWidth? upBars? downBars? extLst?
            bandFmts: bandFmt*
            bandFmt: idx spPr?
            catAx: axId scaling delete? axPos majorGridlines? minorGridlines? title? numFmt? majorTickMark? \
            minorTickMark? tickLblPos? spPr? txPr? crossAx (crosses|crossesAt)? auto? lblAlgn? lblOffset? \
            tickLblSkip? tickMarkSkip? noMultiLvlLbl? extLst?
            dateAx: axId scaling delete? axPos majorGridlines? minorGridlines? title? numFmt? majorTickMark? \
            minorTickMark? tickLblPos? spPr? txPr? crossAx (crosses|crossesAt)? auto? lblOffset? baseTimeUnit? \
            majorUnit? majorTimeUnit? minorUnit? minorTimeUnit? extLst?
            serAx: axId scaling delete? axPos majorGridlines? minorGridlines? title? numFmt? majorTickMark? \
            minorTickMark? tickLblPos? spPr? txPr? crossAx (crosses|crossesAt)? tickLblSkip? tickMarkSkip? extLst?
            valAx: axId scaling delete? axPos majorGridlines? minorGridlines? title? numFmt? majorTickMark? \
            minorTickMark? tickLblPos? spPr? txPr? crossAx (crosses|crossesAt)? crossBetween? majorUnit? minorUnit? \
            dispUnits? extLst?
            scaling: logBase? orientation? max? min? extLst?
            dispUnits: (custUnit|builtInUnit)? dispUnitsLbl? extLst?
            dispUnitsLbl: layout? tx:text? spPr? txPr?
            dTable: showHorzBorder? showVertBorder? showOutline? showKeys? spPr? txPr? extLst?
            legend: legendPos? legendEntry* layout? overlay? spPr? txPr? extLst?
            legendEntry: idx delete? txPr? extLst?
            printSettings: headerFooter? pageMargins? pageSetup? legacyDrawingHF?
            """)
}
