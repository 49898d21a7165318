// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension LocaleNames {
    /// Names that differ between the countries of one language, by the whole locale code. A table.
    static let regional: [UInt16: LocaleNames] = [
        0x0C07: LocaleNames(
            tag: "de-at",
            months: "Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
            shortMonths: "Jän Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
            days: "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
            shortDays: "So Mo Di Mi Do Fr Sa",
            meridiems: "AM PM"
        ),
        0x0814: LocaleNames(
            tag: "nn",
            months: "januar februar mars april mai juni juli august september oktober november desember",
            shortMonths: "jan feb mar apr mai jun jul aug sep okt nov des",
            days: "søndag måndag tysdag onsdag torsdag fredag laurdag",
            shortDays: "søn mån tys ons tor fre lau",
            meridiems: "f.m. e.m."
        ),
        0x081A: LocaleNames(
            tag: "sr-latn",
            months: "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
            shortMonths: "jan. feb. mart apr. maj jun jul avg. sept. okt. nov. dec.",
            days: "nedelja ponedeljak utorak sreda četvrtak petak subota",
            shortDays: "ned. pon. uto. sre. čet. pet. sub.",
            meridiems: "AM PM"
        ),
        0x0C1A: LocaleNames(
            tag: "sr",
            months: "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
            shortMonths: "јан. феб. март апр. мај јун јул авг. септ. окт. нов. дец.",
            days: "недеља понедељак уторак среда четвртак петак субота",
            shortDays: "нед. пон. ут. ср. чет. пет. суб.",
            meridiems: "AM PM"
        ),
        0x241A: LocaleNames(
            tag: "sr-latn-rs",
            months: "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
            shortMonths: "jan feb mar apr maj jun jul avg sep okt nov dec",
            days: "nedelja ponedeljak utorak sreda četvrtak petak subota",
            shortDays: "ned pon uto sre čet pet sub",
            meridiems: "pre_podne po_podne"
        ),
        0x281A: LocaleNames(
            tag: "sr-cyrl-rs",
            months: "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
            shortMonths: "јан. феб. март апр. мај јун јул авг. септ. окт. нов. дец.",
            days: "недеља понедељак уторак среда четвртак петак субота",
            shortDays: "нед. пон. ут. ср. чет. пет. суб.",
            meridiems: "AM PM"
        ),
        0x141A: LocaleNames(
            tag: "bs",
            months: "januar februar mart april maj juni juli august septembar oktobar novembar decembar",
            shortMonths: "jan feb mar apr maj jun jul aug sep okt nov dec",
            days: "nedjelja ponedjeljak utorak srijeda četvrtak petak subota",
            shortDays: "ned pon uto sri čet pet sub",
            meridiems: "AM PM"
        ),
        0x0404: LocaleNames(
            tag: "zh-hant",
            months: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
            shortMonths: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
            days: "星期日 星期一 星期二 星期三 星期四 星期五 星期六",
            shortDays: "週日 週一 週二 週三 週四 週五 週六",
            meridiems: "上午 下午"
        ),
        0x0843: LocaleNames(
            tag: "uz-cyrl",
            months: "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
            shortMonths: "янв фев мар апр май июн июл авг сен окт ноя дек",
            days: "якшанба душанба сешанба чоршанба пайшанба жума шанба",
            shortDays: "якш душ сеш чор пай жум шан",
            meridiems: "ТО ТК"
        ),
    ]
}
