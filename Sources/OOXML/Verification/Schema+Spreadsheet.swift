// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// The table of SpreadsheetML's element order: ECMA-376-1 §18, Annex A.2. Elements without a line hold nothing that is
// looked at, `extLst` among them. Where Excel takes less than the schema asks for, an empty list, so does this.

extension Schema {
    static let spreadsheet = Schema(
        .spreadsheet, section: "ECMA-376-1 §18",
        table: """
            workbook: fileVersion? fileSharing? workbookPr? workbookProtection? bookViews? sheets functionGroups? \
            externalReferences? definedNames? calcPr? oleSize? customWorkbookViews? pivotCaches? smartTagPr? \
            smartTagTypes? webPublishing? fileRecoveryPr* webPublishObjects? extLst?
            bookViews: workbookView+
            workbookView: extLst?
            sheets: sheet+
            functionGroups: functionGroup*
            externalReferences: externalReference+
            definedNames: definedName*
            customWorkbookViews: customWorkbookView+
            customWorkbookView: extLst?
            pivotCaches: pivotCache+
            smartTagTypes: smartTagType*
            webPublishObjects: webPublishObject+
            worksheet: sheetPr? dimension? sheetViews? sheetFormatPr? cols* sheetData sheetCalcPr? sheetProtection? \
            protectedRanges? scenarios? autoFilter? sortState? dataConsolidate? customSheetViews? mergeCells? \
            phoneticPr? conditionalFormatting* dataValidations? hyperlinks? printOptions? pageMargins? pageSetup? \
            headerFooter? rowBreaks? colBreaks? customProperties? cellWatches? ignoredErrors? smartTags? drawing? \
            legacyDrawing? legacyDrawingHF? drawingHF? picture? oleObjects? controls? webPublishItems? tableParts? \
            extLst?
            sheetPr: tabColor? outlinePr? pageSetUpPr?
            sheetViews: sheetView+ extLst?
            sheetView: pane? selection* pivotSelection* extLst?
            pivotSelection: pivotArea
            pivotArea: references? extLst?
            references: reference+
            reference: x* extLst?
            cols: col+
            sheetData: row*
            row: c* extLst?
            c: f? v? is:text? extLst?
            text: t? r:run* rPh* phoneticPr?
            run: rPr:runProperties? t
            rPh: t
            runProperties: (rFont|charset|family|b|i|strike|outline|shadow|condense|extend|color|sz|u|vertAlign|scheme)*
            protectedRanges: protectedRange+
            protectedRange: securityDescriptor*
            scenarios: scenario+
            scenario: inputCells+
            autoFilter: filterColumn* sortState? extLst?
            filterColumn: (filters|top10|customFilters|dynamicFilter|colorFilter|iconFilter)? extLst?
            filters: filter* dateGroupItem*
            customFilters: customFilter+
            sortState: sortCondition* extLst?
            dataConsolidate: dataRefs?
            dataRefs: dataRef*
            customSheetViews: customSheetView+
            customSheetView: pane? selection? rowBreaks? colBreaks? pageMargins? printOptions? pageSetup? \
            headerFooter? autoFilter? extLst?
            mergeCells: mergeCell+
            conditionalFormatting: cfRule+ extLst?
            cfRule: formula* colorScale? dataBar? iconSet? extLst?
            colorScale: cfvo+ color+
            dataBar: cfvo+ color
            iconSet: cfvo+
            cfvo: extLst?
            dataValidations: dataValidation+
            dataValidation: formula1? formula2?
            hyperlinks: hyperlink+
            headerFooter: oddHeader? oddFooter? evenHeader? evenFooter? firstHeader? firstFooter?
            rowBreaks: brk*
            colBreaks: brk*
            customProperties: customPr+
            cellWatches: cellWatch+
            ignoredErrors: ignoredError+ extLst?
            smartTags: cellSmartTags+
            cellSmartTags: cellSmartTag+
            cellSmartTag: cellSmartTagPr*
            oleObjects: oleObject+
            oleObject: objectPr?
            controls: control+
            control: controlPr?
            webPublishItems: webPublishItem+
            tableParts: tablePart*
            chartsheet: sheetPr:chartsheetPr? sheetViews:chartsheetViews sheetProtection? customSheetViews:any? \
            pageMargins? pageSetup? headerFooter? drawing legacyDrawing? legacyDrawingHF? drawingHF? picture? \
            webPublishItems? extLst?
            chartsheetPr: tabColor?
            chartsheetViews: sheetView:chartsheetView+ extLst?
            chartsheetView: extLst?
            dialogsheet: sheetPr? sheetViews? sheetFormatPr? sheetProtection? customSheetViews? printOptions? \
            pageMargins? pageSetup? headerFooter? drawing? legacyDrawing? legacyDrawingHF? drawingHF? oleObjects? \
            controls? extLst?
            styleSheet: numFmts? fonts? fills? borders? cellStyleXfs? cellXfs? cellStyles? dxfs? tableStyles? colors? \
            extLst?
            numFmts: numFmt*
            fonts: font*
            font: (b|i|strike|condense|extend|outline|shadow|u|vertAlign|sz|color|name|family|charset|scheme)*
            fills: fill*
            fill: (patternFill|gradientFill)?
            patternFill: fgColor? bgColor?
            gradientFill: stop*
            stop: color
            borders: border*
            border: start:edge? end:edge? left:edge? right:edge? top:edge? bottom:edge? diagonal:edge? \
            vertical:edge? horizontal:edge?
            edge: color?
            cellStyleXfs: xf+
            cellXfs: xf+
            xf: alignment? protection? extLst?
            cellStyles: cellStyle+
            cellStyle: extLst?
            dxfs: dxf*
            dxf: font? numFmt? fill? alignment? border? protection? extLst?
            tableStyles: tableStyle*
            tableStyle: tableStyleElement*
            colors: indexedColors? mruColors?
            indexedColors: rgbColor+
            mruColors: color+
            sst: si:text* extLst?
            table: autoFilter? sortState? tableColumns tableStyleInfo? extLst?
            tableColumns: tableColumn+
            tableColumn: calculatedColumnFormula? totalsRowFormula? xmlColumnPr? extLst?
            xmlColumnPr: extLst?
            comments: authors commentList extLst?
            authors: author*
            commentList: comment*
            comment: text commentPr?
            calcChain: c:chained+ extLst?
            metadata: metadataTypes? metadataStrings? mdxMetadata? futureMetadata* cellMetadata? valueMetadata? \
            extLst?
            metadataTypes: metadataType+
            metadataStrings: s+
            futureMetadata: bk:futureBlock* extLst?
            futureBlock: extLst?
            cellMetadata: bk+
            valueMetadata: bk+
            bk: rc+
            externalLink: (externalBook|ddeLink|oleLink)? extLst?
            externalBook: sheetNames? definedNames:externalNames? sheetDataSet?
            externalNames: definedName*
            sheetDataSet: sheetData:externalData+
            externalData: row:externalRow*
            externalRow: cell*
            cell: v?
            pivotCacheDefinition: cacheSource cacheFields cacheHierarchies? kpis? tupleCache? calculatedItems? \
            calculatedMembers? dimensions? measureGroups? maps? extLst?
            cacheSource: (worksheetSource|consolidation)? extLst?
            cacheFields: cacheField*
            cacheField: sharedItems? fieldGroup? mpMap* extLst?
            sharedItems: (m|n|b|e|s|d)*
            fieldGroup: rangePr? discretePr? groupItems?
            groupItems: (m|n|b|e|s|d)+
            pivotCacheRecords: r:record* extLst?
            record: (m|n|b|e|s|d|x)+
            pivotTableDefinition: location pivotFields? rowFields? rowItems? colFields? colItems? pageFields? \
            dataFields? formats? conditionalFormats? chartFormats? pivotHierarchies? pivotTableStyleInfo? \
            filters:pivotFilters? rowHierarchiesUsage? colHierarchiesUsage? extLst?
            pivotFields: pivotField+
            pivotField: items? autoSortScope? extLst?
            items: item+
            rowFields: field+
            rowItems: i+
            colFields: field+
            colItems: i+
            i: x*
            pageFields: pageField+
            dataFields: dataField+
            dataField: extLst?
            formats: format+
            format: pivotArea extLst?
            conditionalFormats: conditionalFormat+
            chartFormats: chartFormat+
            chartFormat: pivotArea
            pivotFilters: filter:pivotFilter*
            pivotFilter: autoFilter extLst?
            queryTable: queryTableRefresh? extLst?
            queryTableRefresh: queryTableFields queryTableDeletedFields? sortState? extLst?
            queryTableFields: queryTableField*
            connections: connection+
            connection: dbPr? olapPr? webPr? textPr? parameters? extLst?
            MapInfo: Schema+ Map+
            singleXmlCells: singleXmlCell+
            """)
}
