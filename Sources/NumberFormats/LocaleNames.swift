// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The names of months, weekdays and halves of the day in one language. A table.
final class LocaleNames: Sendable {
    /// The language of BCP 47.
    let tag: String
    let months: [String]
    let shortMonths: [String]
    /// Sunday first.
    let days: [String]
    let shortDays: [String]
    /// The half of the day before noon.
    let before: String
    let after: String

    /// Lists are separated by spaces; an underscore stands for a space within a name.
    init(tag: String, months: String, shortMonths: String, days: String, shortDays: String, meridiems: String) {
        self.tag = tag
        self.months = Self.list(months)
        self.shortMonths = Self.list(shortMonths)
        self.days = Self.list(days)
        self.shortDays = Self.list(shortDays)
        let halves = Self.list(meridiems)
        before = halves[0]
        after = halves[1]
    }

    private init(_ names: LocaleNames, months: String) {
        tag = names.tag
        self.months = Self.list(months)
        shortMonths = names.shortMonths
        days = names.days
        shortDays = names.shortDays
        before = names.before
        after = names.after
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: " ").map { name in
            String(name.map { $0 == "_" ? " " : $0 })
        }
    }

    /// The names of a locale code: of the country where it has its own, else of the language; English ones for a
    /// language that is not listed.
    static func names(of identifier: UInt16, isGenitive: Bool) -> LocaleNames {
        // English needs none of the tables.
        if identifier & 0x3FF == 0x09 { return english }
        if isGenitive, let names = genitives[identifier & 0x3FF] { return names }
        return regional[identifier] ?? languages[identifier & 0x3FF] ?? english
    }

    /// The locale code of the parts of a tag in lower case, such as `zh` and `tw`; nil when the language is not listed.
    static func identifier(tag parts: [Substring]) -> UInt16? {
        if parts.count > 1, let identifier = tags[parts[0] + "-" + parts[1]] { return identifier }
        return parts.first.flatMap { tags[$0] }
    }

    static let english = LocaleNames(
        tag: "en",
        months: "January February March April May June July August September October November December",
        shortMonths: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        days: "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
        shortDays: "Sun Mon Tue Wed Thu Fri Sat",
        meridiems: "AM PM"
    )

    private static let tags: [Substring: UInt16] = {
        var tags: [Substring: UInt16] = ["no": 0x0414, "zh-tw": 0x0404]
        for (language, names) in languages { tags[Substring(names.tag)] = 0x0400 | language }
        for (identifier, names) in regional { tags[Substring(names.tag)] = identifier }
        return tags
    }()

    /// The forms that stand beside a day, for the locale codes FC00 and above.
    private static let genitives: [UInt16: LocaleNames] = {
        let months: [UInt16: String] = [
            0x19: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            0x22: "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            0x23: "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
            0x15: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            0x05: "ledna února března dubna května června července srpna září října listopadu prosince",
            0x27: "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
        ]
        var names: [UInt16: LocaleNames] = [:]
        for (language, months) in months {
            names[language] = languages[language].map { LocaleNames($0, months: months) }
        }
        return names
    }()

    private static let languages = [european, indian, asian, african].reduce(into: common) { languages, more in
        languages.merge(more) { _, names in names }
    }

    private static let common: [UInt16: LocaleNames] = [
        0x09: english,
        0x07: LocaleNames(
            tag: "de",
            months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            shortMonths: "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
            days: "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
            shortDays: "So Mo Di Mi Do Fr Sa",
            meridiems: "AM PM"
        ),
        0x0C: LocaleNames(
            tag: "fr",
            months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            shortMonths: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
            days: "dimanche lundi mardi mercredi jeudi vendredi samedi",
            shortDays: "dim. lun. mar. mer. jeu. ven. sam.",
            meridiems: "AM PM"
        ),
        0x0A: LocaleNames(
            tag: "es",
            months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            shortMonths: "ene feb mar abr may jun jul ago sep oct nov dic",
            days: "domingo lunes martes miércoles jueves viernes sábado",
            shortDays: "dom lun mar mié jue vie sáb",
            meridiems: "a._m. p._m."
        ),
        0x10: LocaleNames(
            tag: "it",
            months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            shortMonths: "gen feb mar apr mag giu lug ago set ott nov dic",
            days: "domenica lunedì martedì mercoledì giovedì venerdì sabato",
            shortDays: "dom lun mar mer gio ven sab",
            meridiems: "AM PM"
        ),
        0x16: LocaleNames(
            tag: "pt",
            months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            shortMonths: "jan fev mar abr mai jun jul ago set out nov dez",
            days: "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
            shortDays: "dom seg ter qua qui sex sáb",
            meridiems: "AM PM"
        ),
        0x13: LocaleNames(
            tag: "nl",
            months: "januari februari maart april mei juni juli augustus september oktober november december",
            shortMonths: "jan feb mrt apr mei jun jul aug sep okt nov dec",
            days: "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
            shortDays: "zo ma di wo do vr za",
            meridiems: "AM PM"
        ),
        0x1D: LocaleNames(
            tag: "sv",
            months: "januari februari mars april maj juni juli augusti september oktober november december",
            shortMonths: "jan feb mar apr maj jun jul aug sep okt nov dec",
            days: "söndag måndag tisdag onsdag torsdag fredag lördag",
            shortDays: "sön mån tis ons tor fre lör",
            meridiems: "fm em"
        ),
        0x06: LocaleNames(
            tag: "da",
            months: "januar februar marts april maj juni juli august september oktober november december",
            shortMonths: "jan feb mar apr maj jun jul aug sep okt nov dec",
            days: "søndag mandag tirsdag onsdag torsdag fredag lørdag",
            shortDays: "sø ma ti on to fr lø",
            meridiems: "AM PM"
        ),
        0x14: LocaleNames(
            tag: "nb",
            months: "januar februar mars april mai juni juli august september oktober november desember",
            shortMonths: "jan feb mar apr mai jun jul aug sep okt nov des",
            days: "søndag mandag tirsdag onsdag torsdag fredag lørdag",
            shortDays: "sø ma ti on to fr lø",
            meridiems: "AM PM"
        ),
        0x0B: LocaleNames(
            tag: "fi",
            months:
                "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
            shortMonths: "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
            days: "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai",
            shortDays: "su ma ti ke to pe la",
            meridiems: "ap. ip."
        ),
        0x15: LocaleNames(
            tag: "pl",
            months: "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
            shortMonths: "sty lut mar kwi maj cze lip sie wrz paź lis gru",
            days: "niedziela poniedziałek wtorek środa czwartek piątek sobota",
            shortDays: "niedz. pon. wt. śr. czw. pt. sob.",
            meridiems: "AM PM"
        ),
        0x05: LocaleNames(
            tag: "cs",
            months: "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
            shortMonths: "I II III IV V VI VII VIII IX X XI XII",
            days: "neděle pondělí úterý středa čtvrtek pátek sobota",
            shortDays: "ne po út st čt pá so",
            meridiems: "dop. odp."
        ),
        0x1B: LocaleNames(
            tag: "sk",
            months: "január február marec apríl máj jún júl august september október november december",
            shortMonths: "1 2 3 4 5 6 7 8 9 10 11 12",
            days: "nedeľa pondelok utorok streda štvrtok piatok sobota",
            shortDays: "ne po ut st št pi so",
            meridiems: "AM PM"
        ),
        0x19: LocaleNames(
            tag: "ru",
            months: "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
            shortMonths: "янв фев мар апр май июн июл авг сен окт ноя дек",
            days: "воскресенье понедельник вторник среда четверг пятница суббота",
            shortDays: "Вс Пн Вт Ср Чт Пт Сб",
            meridiems: "AM PM"
        ),
        0x22: LocaleNames(
            tag: "uk",
            months: "Січень Лютий Березень Квітень Травень Червень Липень Серпень Вересень Жовтень Листопад Грудень",
            shortMonths: "січ лют бер кві тра чер лип сер вер жов лис гру",
            days: "неділя понеділок вівторок середа четвер п'ятниця субота",
            shortDays: "Нд Пн Вт Ср Чт Пт Сб",
            meridiems: "AM PM"
        ),
        0x23: LocaleNames(
            tag: "be",
            months: "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань",
            shortMonths: "сту лют сак кра май чэр ліп жні вер кас ліс сне",
            days: "нядзеля панядзелак аўторак серада чацвер пятніца субота",
            shortDays: "нд пн аў ср чц пт сб",
            meridiems: "AM PM"
        ),
        0x02: LocaleNames(
            tag: "bg",
            months: "януари февруари март април май юни юли август септември октомври ноември декември",
            shortMonths: "яну фев мар апр май юни юли авг сеп окт ное дек",
            days: "неделя понеделник вторник сряда четвъртък петък събота",
            shortDays: "нед пон вт ср четв пет съб",
            meridiems: "пр.об. сл.об."
        ),
        0x1F: LocaleNames(
            tag: "tr",
            months: "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
            shortMonths: "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
            days: "Pazar Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi",
            shortDays: "Paz Pzt Sal Çar Per Cum Cmt",
            meridiems: "ÖÖ ÖS"
        ),
        0x08: LocaleNames(
            tag: "el",
            months:
                "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος",
            shortMonths: "Ιαν Φεβ Μαρ Απρ Μαϊ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ",
            days: "Κυριακή Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο",
            shortDays: "Κυρ Δευ Τρι Τετ Πεμ Παρ Σαβ",
            meridiems: "πμ μμ"
        ),
        0x0E: LocaleNames(
            tag: "hu",
            months: "január február március április május június július augusztus szeptember október november december",
            shortMonths: "jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec.",
            days: "vasárnap hétfő kedd szerda csütörtök péntek szombat",
            shortDays: "V H K Sze Cs P Szo",
            meridiems: "de. du."
        ),
        0x18: LocaleNames(
            tag: "ro",
            months: "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
            shortMonths: "ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec.",
            days: "duminică luni marți miercuri joi vineri sâmbătă",
            shortDays: "D L Ma Mi J V S",
            meridiems: "AM PM"
        ),
        0x1A: LocaleNames(
            tag: "hr",
            months: "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac",
            shortMonths: "sij vlj ožu tra svi lip srp kol ruj lis stu pro",
            days: "nedjelja ponedjeljak utorak srijeda četvrtak petak subota",
            shortDays: "ned pon uto sri čet pet sub",
            meridiems: "AM PM"
        ),
        0x24: LocaleNames(
            tag: "sl",
            months: "januar februar marec april maj junij julij avgust september oktober november december",
            shortMonths: "jan. feb. mar. apr. maj jun. jul. avg. sep. okt. nov. dec.",
            days: "nedelja ponedeljek torek sreda četrtek petek sobota",
            shortDays: "ned. pon. tor. sre. čet. pet. sob.",
            meridiems: "dop. pop."
        ),
        0x25: LocaleNames(
            tag: "et",
            months: "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
            shortMonths: "jaan veebr märts apr mai juuni juuli aug sept okt nov dets",
            days: "pühapäev esmaspäev teisipäev kolmapäev neljapäev reede laupäev",
            shortDays: "P E T K N R L",
            meridiems: "AM PM"
        ),
        0x26: LocaleNames(
            tag: "lv",
            months:
                "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
            shortMonths: "janv. febr. marts apr. maijs jūn. jūl. aug. sept. okt. nov. dec.",
            days: "svētdiena pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena",
            shortDays: "svētd. pirmd. otrd. trešd. ceturtd. piektd. sestd.",
            meridiems: "priekšp. pēcp."
        ),
        0x27: LocaleNames(
            tag: "lt",
            months: "sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis",
            shortMonths: "saus. vas. kov. bal. geg. birž. liep. rugp. rugs. spal. lapkr. gruod.",
            days: "sekmadienis pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis",
            shortDays: "sk pr an tr kt pn št",
            meridiems: "priešpiet popiet"
        ),
        0x03: LocaleNames(
            tag: "ca",
            months: "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
            shortMonths: "gen. febr. març abr. maig juny jul. ag. set. oct. nov. des.",
            days: "diumenge dilluns dimarts dimecres dijous divendres dissabte",
            shortDays: "dg. dl. dt. dc. dj. dv. ds.",
            meridiems: "a._m. p._m."
        ),
        0x0F: LocaleNames(
            tag: "is",
            months: "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
            shortMonths: "jan. feb. mar. apr. maí jún. júl. ágú. sep. okt. nóv. des.",
            days: "sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur",
            shortDays: "sun. mán. þri. mið. fim. fös. lau.",
            meridiems: "f.h. e.h."
        ),
        0x21: LocaleNames(
            tag: "id",
            months: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
            shortMonths: "Jan Feb Mar Apr Mei Jun Jul Agt Sep Okt Nov Des",
            days: "Minggu Senin Selasa Rabu Kamis Jumat Sabtu",
            shortDays: "Min Sen Sel Rab Kam Jum Sab",
            meridiems: "AM PM"
        ),
        0x1E: LocaleNames(
            tag: "th",
            months: "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
            shortMonths: "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
            days: "อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์",
            shortDays: "อา. จ. อ. พ. พฤ. ศ. ส.",
            meridiems: "AM PM"
        ),
        0x11: LocaleNames(
            tag: "ja",
            months: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
            shortMonths: "1 2 3 4 5 6 7 8 9 10 11 12",
            days: "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
            shortDays: "日 月 火 水 木 金 土",
            meridiems: "午前 午後"
        ),
        0x04: LocaleNames(
            tag: "zh",
            months: "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
            shortMonths: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
            days: "星期日 星期一 星期二 星期三 星期四 星期五 星期六",
            shortDays: "周日 周一 周二 周三 周四 周五 周六",
            meridiems: "上午 下午"
        ),
        0x12: LocaleNames(
            tag: "ko",
            months: "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
            shortMonths: "1 2 3 4 5 6 7 8 9 10 11 12",
            days: "일요일 월요일 화요일 수요일 목요일 금요일 토요일",
            shortDays: "일 월 화 수 목 금 토",
            meridiems: "오전 오후"
        ),
        0x01: LocaleNames(
            tag: "ar",
            months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
            shortMonths: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
            days: "الأحد الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
            shortDays: "الأحد الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
            meridiems: "ص م"
        ),
        0x0D: LocaleNames(
            tag: "he",
            months: "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
            shortMonths: "ינו פבר מרץ אפר מאי יונ יול אוג ספט אוק נוב דצמ",
            days: "יום_ראשון יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי שבת",
            shortDays: "יום_א יום_ב יום_ג יום_ד יום_ה יום_ו שבת",
            meridiems: "AM PM"
        ),
        0x2A: LocaleNames(
            tag: "vi",
            months:
                "Tháng_1 Tháng_2 Tháng_3 Tháng_4 Tháng_5 Tháng_6 Tháng_7 Tháng_8 Tháng_9 Tháng_10 Tháng_11 Tháng_12",
            shortMonths: "Thg_1 Thg_2 Thg_3 Thg_4 Thg_5 Thg_6 Thg_7 Thg_8 Thg_9 Thg_10 Thg_11 Thg_12",
            days: "Chủ_Nhật Thứ_Hai Thứ_Ba Thứ_Tư Thứ_Năm Thứ_Sáu Thứ_Bảy",
            shortDays: "CN T2 T3 T4 T5 T6 T7",
            meridiems: "SA CH"
        ),
    ]
}
