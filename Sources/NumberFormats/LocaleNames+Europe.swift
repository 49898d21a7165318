// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension LocaleNames {
    /// Further languages of Europe and the Caucasus, by the low ten bits of a locale code. A table.
    static let european: [UInt16: LocaleNames] = [
        0x1C: LocaleNames(
            tag: "sq",
            months: "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
            shortMonths: "jan shk mar pri maj qer krr gush sht tet nën dhj",
            days: "e_diel e_hënë e_martë e_mërkurë e_enjte e_premte e_shtunë",
            shortDays: "die hën mar mër enj pre sht",
            meridiems: "p.d. m.d."
        ),
        0x2D: LocaleNames(
            tag: "eu",
            months: "urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua",
            shortMonths: "urt. ots. mar. api. mai. eka. uzt. abu. ira. urr. aza. abe.",
            days: "igandea astelehena asteartea asteazkena osteguna ostirala larunbata",
            shortDays: "ig. al. ar. az. og. or. lr.",
            meridiems: "AM PM"
        ),
        0x2F: LocaleNames(
            tag: "mk",
            months: "јануари февруари март април мај јуни јули август септември октомври ноември декември",
            shortMonths: "јан. фев. мар. апр. мај јун. јул. авг. септ. окт. ноем. дек.",
            days: "недела понеделник вторник среда четврток петок сабота",
            shortDays: "нед. пон. вт. сре. чет. пет. саб.",
            meridiems: "претпл. попл."
        ),
        0x38: LocaleNames(
            tag: "fo",
            months: "januar februar mars apríl mai juni juli august september oktober november desember",
            shortMonths: "jan feb mar apr mai jun jul aug sep okt nov des",
            days: "sunnudagur mánadagur týsdagur mikudagur hósdagur fríggjadagur leygardagur",
            shortDays: "sun. mán. týs. mik. hós. frí. ley.",
            meridiems: "um_fyr. um_sein."
        ),
        0x3A: LocaleNames(
            tag: "mt",
            months: "Jannar Frar Marzu April Mejju Ġunju Lulju Awwissu Settembru Ottubru Novembru Diċembru",
            shortMonths: "Jan Fra Mar Apr Mej Ġun Lul Aww Set Ott Nov Diċ",
            days: "Il-Ħadd It-Tnejn It-Tlieta L-Erbgħa Il-Ħamis Il-Ġimgħa Is-Sibt",
            shortDays: "Ħad Tne Tli Erb Ħam Ġim Sib",
            meridiems: "AM PM"
        ),
        0x3C: LocaleNames(
            tag: "ga",
            months:
                "Eanáir Feabhra Márta Aibreán Bealtaine Meitheamh Iúil Lúnasa Meán_Fómhair "
                + "Deireadh_Fómhair Samhain Nollaig",
            shortMonths: "Ean Feabh Márta Aib Beal Meith Iúil Lún MFómh DFómh Samh Noll",
            days: "Dé_Domhnaigh Dé_Luain Dé_Máirt Dé_Céadaoin Déardaoin Dé_hAoine Dé_Sathairn",
            shortDays: "Domh Luan Máirt Céad Déar Aoine Sath",
            meridiems: "r.n. i.n."
        ),
        0x52: LocaleNames(
            tag: "cy",
            months: "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
            shortMonths: "Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag",
            days: "Dydd_Sul Dydd_Llun Dydd_Mawrth Dydd_Mercher Dydd_Iau Dydd_Gwener Dydd_Sadwrn",
            shortDays: "Sul Llun Maw Mer Iau Gwe Sad",
            meridiems: "yb yh"
        ),
        0x56: LocaleNames(
            tag: "gl",
            months: "Xaneiro Febreiro Marzo Abril Maio Xuño Xullo Agosto Setembro Outubro Novembro Decembro",
            shortMonths: "Xan. Feb. Mar. Abr. Maio Xuño Xul. Ago. Set. Out. Nov. Dec.",
            days: "domingo luns martes mércores xoves venres sábado",
            shortDays: "dom. luns mar. mér. xov. ven. sáb.",
            meridiems: "a.m. p.m."
        ),
        0x62: LocaleNames(
            tag: "fy",
            months: "Jannewaris Febrewaris Maart April Maaie Juny July Augustus Septimber Oktober Novimber Desimber",
            shortMonths: "jan feb Mrt Apr maa Jun Jul Aug sep Okt Nov Des",
            days: "snein moandei tiisdei woansdei tongersdei freed sneon",
            shortDays: "sni moa tii woa ton fre sno",
            meridiems: "AM PM"
        ),
        0x6E: LocaleNames(
            tag: "lb",
            months: "Januar Februar Mäerz Abrëll Mee Juni Juli August September Oktober November Dezember",
            shortMonths: "Jan Feb Mäe Abr Mee Jun Jul Aug Sep Okt Nov Dez",
            days: "Sonndeg Méindeg Dënschdeg Mëttwoch Donneschdeg Freideg Samschdeg",
            shortDays: "Son Méi Dën Mët Don Fre Sam",
            meridiems: "AM PM"
        ),
        0x7E: LocaleNames(
            tag: "br",
            months: "Genver Cʼhwevrer Meurzh Ebrel Mae Mezheven Gouere Eost Gwengolo Here Du Kerzu",
            shortMonths: "Gen. Cʼhwe. Meur. Ebr. Mae Mezh. Goue. Eost Gwen. Here Du Kzu.",
            days: "Sul Lun Meurzh Merc'her Yaou Gwener Sadorn",
            shortDays: "Sul Lun Meu. Mer. Yaou Gwe. Sad.",
            meridiems: "A.M. G.M."
        ),
        0x91: LocaleNames(
            tag: "gd",
            months:
                "Am_Faoilleach An_Gearran Am_Màrt An_Giblean An_Cèitean An_t-Ògmhios An_t-Iuchar "
                + "An_Lùnastal An_t-Sultain An_Dàmhair An_t-Samhain An_Dùbhlachd",
            shortMonths: "Faoi Gear Màrt Gibl Cèit Ògmh Iuch Lùna Sult Dàmh Samh Dùbh",
            days: "DiDòmhnaich DiLuain DiMàirt DiCiadain DiarDaoin DihAoine DiSathairne",
            shortDays: "DiD DiL DiM DiC Dia Dih DiS",
            meridiems: "m f"
        ),
        0x37: LocaleNames(
            tag: "ka",
            months:
                "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი "
                + "დეკემბერი",
            shortMonths: "იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ",
            days: "კვირა ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი",
            shortDays: "კვ. ორშ. სამშ. ოთხშ. ხუთშ. პარ. შაბ.",
            meridiems: "AM PM"
        ),
        0x2B: LocaleNames(
            tag: "hy",
            months: "Հունվար Փետրվար Մարտ Ապրիլ Մայիս Հունիս Հուլիս Օգոստոս Սեպտեմբեր Հոկտեմբեր Նոյեմբեր Դեկտեմբեր",
            shortMonths: "Հնվ Փտվ Մրտ Ապր Մյս Հնս Հլս Օգս Սպտ Հկտ Նյմ Դկտ",
            days: "Կիրակի Երկուշաբթի Երեքշաբթի Չորեքշաբթի Հինգշաբթի Ուրբաթ Շաբաթ",
            shortDays: "Կիր Երկ Երք Չրք Հնգ Ուր Շբթ",
            meridiems: "AM PM"
        ),
        0x44: LocaleNames(
            tag: "tt",
            months: "гыйнвар февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
            shortMonths: "гыйн. фев. мар. апр. май июнь июль авг. сен. окт. нояб. дек.",
            days: "якшәмбе дүшәмбе сишәмбе чәршәмбе пәнҗешәмбе җомга шимбә",
            shortDays: "якш. дүш. сиш. чәрш. пәнҗ. җом. шим.",
            meridiems: "AM PM"
        ),
    ]
}
