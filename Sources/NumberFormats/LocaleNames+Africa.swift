// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension LocaleNames {
    /// Languages of Africa, by the low ten bits of a locale code. A table.
    static let african: [UInt16: LocaleNames] = [
        0x36: LocaleNames(
            tag: "af",
            months: "Januarie Februarie Maart April Mei Junie Julie Augustus September Oktober November Desember",
            shortMonths: "Jan. Feb. Maa. Apr. Mei Jun. Jul. Aug. Sep. Okt. Nov. Des.",
            days: "Sondag Maandag Dinsdag Woensdag Donderdag Vrydag Saterdag",
            shortDays: "So. Ma. Di. Wo. Do. Vr. Sa.",
            meridiems: "vm. nm."
        ),
        0x41: LocaleNames(
            tag: "sw",
            months: "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba",
            shortMonths: "Jan Feb Mac Apr Mei Jun Jul Ago Sep Okt Nov Des",
            days: "Jumapili Jumatatu Jumanne Jumatano Alhamisi Ijumaa Jumamosi",
            shortDays: "Jpl Jtt Jnn Jtn Alh Ijm Jms",
            meridiems: "AM PM"
        ),
        0x35: LocaleNames(
            tag: "zu",
            months: "Januwari Febhuwari Mashi Ephreli Meyi Juni Julayi Agasti Septemba Okthoba Novemba Disemba",
            shortMonths: "Jan Feb Mas Eph Mey Jun Jul Agas Sep Okt Nov Dis",
            days: "ISonto UMsombuluko ULwesibili ULwesithathu ULwesine ULwesihlanu UMgqibelo",
            shortDays: "Son. Mso. Bi. Tha. Ne. Hla. Mgq.",
            meridiems: "AM PM"
        ),
        0x34: LocaleNames(
            tag: "xh",
            months:
                "uJanuwari uFebuwari uMatshi uAprili uMeyi uJuni uJulayi uAgasti uSeptemba uOktobha "
                + "uNovemba uDisemba",
            shortMonths: "uJan. uFeb. uMat. uEpr. uMey. uJun. uJul. uAg. uSep. uOkt. uNov. uDis.",
            days: "Cawe Mvulo Lwesibini Lwesithathu Lwesine Lwesihlanu Mgqibelo",
            shortDays: "iCa. uMv. uLwesib. uLwesith. uLwesin. uLwesihl. uMgq.",
            meridiems: "AM PM"
        ),
        0x32: LocaleNames(
            tag: "tn",
            months:
                "Ferikgong Tlhakole Mopitlwe Moranang Motsheganang Seetebosigo Phukwi Phatwe Lwetse "
                + "Diphalane Ngwanatsele Sedimonthole",
            shortMonths: "Fer. Tlh. Mop. Mor. Motsh. Seet. Phk. Pht. Lwetse. Diph. Ngwn. Sed.",
            days: "Sontaga Mosopulogo Labobedi Laboraro Labone Labotlhano Matlhatso",
            shortDays: "Sont. Mos. Lab. Labr. Labn. Labt. Matlh.",
            meridiems: "AM PM"
        ),
        0x30: LocaleNames(
            tag: "st",
            months:
                "Phesekgong Hlakola Hlakubele Mmese Motsheanong Phupjane Phupu Phata Leotshe Mphalane "
                + "Pundungwane Tshitwe",
            shortMonths: "Phe Kol Ube Mme Mot Jan Upu Pha Leo Mph Pun Tsh",
            days: "Sontaha Mmantaha Labobedi Laboraru Labone Labohlane Moqebelo",
            shortDays: "Son Mma Bed Rar Ne Hla Moq",
            meridiems: "AM PM"
        ),
        0x5E: LocaleNames(
            tag: "am",
            months: "ጃንዩወሪ ፌብሩወሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር",
            shortMonths: "ጃንዩ ፌብሩ ማርች ኤፕሪ ሜይ ጁን ጁላይ ኦገስ ሴፕቴ ኦክቶ ኖቬም ዲሴም",
            days: "እሑድ ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ",
            shortDays: "እሑድ ሰኞ ማክሰ ረቡዕ ሐሙስ ዓርብ ቅዳሜ",
            meridiems: "ጥዋት ከሰዓት"
        ),
        0x73: LocaleNames(
            tag: "ti",
            months: "ጥሪ ለካቲት መጋቢት ሚያዝያ ግንቦት ሰነ ሓምለ ነሓሰ መስከረም ጥቅምቲ ሕዳር ታሕሳስ",
            shortMonths: "ጥሪ ለካ መጋ ሚያ ግን ሰነ ሓም ነሓ መስ ጥቅ ሕዳ ታሕ",
            days: "ሰንበት ሰኑይ ሠሉስ ረቡዕ ኃሙስ ዓርቢ ቀዳም",
            shortDays: "ሰን ሰኑ ሰሉ ረቡ ሓሙ ዓር ቀዳ",
            meridiems: "ንጉሆ ድሕሪ_ቐትሪ"
        ),
        0x72: LocaleNames(
            tag: "om",
            months:
                "Amajjii Guraandhala Bitooteessa Elba Caamsa Waxabajjii Adooleessa Hagayya Fuulbana "
                + "Onkololeessa Sadaasa Muddee",
            shortMonths: "Ama Gur Bit Elb Cam Wax Ado Hag Ful Onk Sad Mud",
            days: "Dilbata Wiixata Qibxata Roobii Kamiisa Jimaata Sanbata",
            shortDays: "Dil Wix Qib Rob Kam Jim San",
            meridiems: "WD WB"
        ),
        0x77: LocaleNames(
            tag: "so",
            months: "Jannaayo Febraayo Maarso Abriil May Juun Luuliyo Ogost Sebtembar Oktoobar Nofembar Desembar",
            shortMonths: "Jan Feb Mar Abr May Jun Lul Ogs Seb Okt Nof Dis",
            days: "Axad Isniin Talaado Arbaco Khamiis Jimco Sabti",
            shortDays: "Axd Isn Tldo Arbc Khms Jmc Sbti",
            meridiems: "GH GD"
        ),
        0x68: LocaleNames(
            tag: "ha",
            months: "Janairu Fabrairu Maris Afirilu Mayu Yuni Yuli Agusta Satumba Oktoba Nuwamba Disamba",
            shortMonths: "Jan Fab Mar Afi May Yun Yul Agu Sat Okt Nuw Dis",
            days: "Lahadi Litinin Talata Laraba Alhamis Jummaʼa Asabar",
            shortDays: "Lah Lit Tal Lar Alh Jum Asa",
            meridiems: "AM PM"
        ),
        0x6A: LocaleNames(
            tag: "yo",
            months: "Ṣẹ́rẹ́ Èrèlè Ẹrẹ̀nà Ìgbé Ẹ̀bibi Òkúdu Agẹmọ Ògún Owewe Ọ̀wàrà Bélú Ọ̀pẹ̀",
            shortMonths: "Ṣẹ́ Èr Ẹr Ìg Ẹ̀b Òk Ag Òg Ow Ọ̀w Bé Ọ̀p",
            days: "Ọjọ́_Àìkú Ọjọ́_Ajé Ọjọ́_Ìsẹ́gun Ọjọ́rú Ọjọ́bọ Ọjọ́_Ẹtì Ọjọ́_Àbámẹ́ta",
            shortDays: "Àìk Aj Ìṣg Ọjr Ọjb Ẹt Àbá",
            meridiems: "Àárọ̀ Ọ̀sán"
        ),
        0x70: LocaleNames(
            tag: "ig",
            months: "Jenụwarị Febụwarị Machị Eprelu Mey Juun Julaị Ọgọst Septemba Ọcktọba Nọvemba Disemba",
            shortMonths: "Jen Feb Mac Epr Mey Jun Jul Ọgọ Sep Ọkt Nọv Dis",
            days: "Ụbọchị_Ụka Mọnde Tiuzdee Wenezdee Tọọzdee Fraịdee Satọdee",
            shortDays: "Ụka Mọn Tiu Wen Tọọ Fraị Satọdee",
            meridiems: "A.M. P.M."
        ),
        0x87: LocaleNames(
            tag: "rw",
            months:
                "Mutarama Gashyantare Werurwe Mata Gicuransi Kamena Nyakanga Kanama Nzeli Ukwakira "
                + "Ugushyingo Ukuboza",
            shortMonths: "mut. gas. wer. mat. gic. kam. Nyak kan. nze. Ukwak Ugus Ukub",
            days: "Ku_cyumweru Ku_wa_mbere Ku_wa_kabiri Ku_wa_gatatu Ku_wa_kane Ku_wa_gatanu Ku_wa_gatandatu",
            shortDays: "cyu. mbe. kab. gat. kan. gnu. gat.",
            meridiems: "AM PM"
        ),
        0x88: LocaleNames(
            tag: "wo",
            months: "Samwiye Fewriye Maars Awril Me Suwe Sullet Ut Septàmbar Oktoobar Noowàmbar Desàmbar",
            shortMonths: "Sam. Few. Maa Awr. Me Suw Sul. Ut Sept. Okt. Now. Des.",
            days: "Dibéer Altine Talaata Àllarba Alxames Àjjuma Gaawu",
            shortDays: "Dib. Alt. Tal. Àll. Alx. Àjj. Gaa.",
            meridiems: "Sub Ngo"
        ),
    ]
}
