// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension LocaleNames {
    /// Further languages of Asia, by the low ten bits of a locale code. A table.
    static let asian: [UInt16: LocaleNames] = [
        0x2C: LocaleNames(
            tag: "az",
            months: "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
            shortMonths: "yan fev mar apr may iyn iyl avq sen okt noy dek",
            days: "bazar bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə",
            shortDays: "B. B.E. Ç.A. Ç. C.A. C. Ş.",
            meridiems: "AM PM"
        ),
        0x3F: LocaleNames(
            tag: "kk",
            months: "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан",
            shortMonths: "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
            days: "жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі",
            shortDays: "жек дүй сей сәр бей жұм сен",
            meridiems: "AM PM"
        ),
        0x40: LocaleNames(
            tag: "ky",
            months: "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
            shortMonths: "Янв Фев Мар Апр Май Июн Июл Авг Сен Окт Ноя Дек",
            days: "жекшемби дүйшөмбү шейшемби шаршемби бейшемби жума ишемби",
            shortDays: "жек. дүй. шейш. шарш. бейш. жума ишм.",
            meridiems: "тң тк"
        ),
        0x42: LocaleNames(
            tag: "tk",
            months: "Ýanwar Fewral Mart Aprel Maý Iýun Iýul Awgust Sentýabr Oktýabr Noýabr Dekabr",
            shortMonths: "Ýan Few Mart Apr Maý Iýun Iýul Awg Sen Okt Noý Dek",
            days: "Ýekşenbe Duşenbe Sişenbe Çarşenbe Penşenbe Anna Şenbe",
            shortDays: "Ýb Db Sb Çb Pb An Şb",
            meridiems: "AM PM"
        ),
        0x43: LocaleNames(
            tag: "uz",
            months: "Yanvar Fevral Mart Aprel May Iyun Iyul Avgust Sentabr Oktabr Noyabr Dekabr",
            shortMonths: "Yan Fev Mar Apr May Iyn Iyl Avg Sen Okt Noy Dek",
            days: "yakshanba dushanba seshanba chorshanba payshanba juma shanba",
            shortDays: "Yak Dush Sesh Chor Pay Jum Shan",
            meridiems: "TO TK"
        ),
        0x28: LocaleNames(
            tag: "tg",
            months: "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
            shortMonths: "янв фев мар апр май июн июл авг сен окт ноя дек",
            days: "Якшанбе душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе",
            shortDays: "пкш дшб сшб чшб пшб ҷум шнб",
            meridiems: "AM PM"
        ),
        0x29: LocaleNames(
            tag: "fa",
            months: "ژانويه فوريه مارس آوريل مه ژوئن ژوئيه اوت سپتامبر اُكتبر نوامبر دسامبر",
            shortMonths: "ژانويه فوريه مارس آوريل مه ژوئن ژوئيه اوت سپتامبر اُكتبر نوامبر دسامبر",
            days: "يكشنبه دوشنبه سه_شنبه چهارشنبه پنجشنبه جمعه شنبه",
            shortDays: "يكشنبه دوشنبه سه_شنبه چهارشنبه پنجشنبه جمعه شنبه",
            meridiems: "ق.ظ ب.ظ"
        ),
        0x50: LocaleNames(
            tag: "mn",
            months:
                "Нэгдүгээр_сар Хоёрдугаар_сар Гуравдугаар_сар Дөрөвдүгээр_сар Тавдугаар_сар "
                + "Зургаадугаар_сар Долоодугаар_сар Наймдугаар_сар Есдүгээр_сар Аравдугаар_сар "
                + "Арван_нэгдүгээр_сар Арван_хоёрдугаар_сар",
            shortMonths:
                "1-р_сар 2-р_сар 3-р_сар 4-р_сар 5-р_сар 6-р_сар 7-р_сар 8-р_сар 9-р_сар 10-р_сар "
                + "11-р_сар 12-р_сар",
            days: "ням даваа мягмар лхагва пүрэв баасан бямба",
            shortDays: "Ня Да Мя Лха Пү Ба Бя",
            meridiems: "ү.ө. ү.х."
        ),
        0x3E: LocaleNames(
            tag: "ms",
            months: "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
            shortMonths: "Jan Feb Mac Apr Mei Jun Jul Ogo Sep Okt Nov Dis",
            days: "Ahad Isnin Selasa Rabu Khamis Jumaat Sabtu",
            shortDays: "Ahd Isn Sel Rab Kha Jum Sab",
            meridiems: "PG PTG"
        ),
        0x53: LocaleNames(
            tag: "km",
            months: "មករា កុម្ភៈ មិនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
            shortMonths: "១ ២ ៣ ៤ ៥ ៦ ៧ ៨ ៩ ១០ ១១ ១២",
            days: "ថ្ងៃអាទិត្យ ថ្ងៃច័ន្ទ ថ្ងៃអង្គារ ថ្ងៃពុធ ថ្ងៃព្រហស្បតិ៍ ថ្ងៃសុក្រ ថ្ងៃសៅរ៍",
            shortDays: "អាទិ. ច. អ. ពុ ព្រហ. សុ. ស.",
            meridiems: "ព្រឹក ល្ងាច"
        ),
        0x54: LocaleNames(
            tag: "lo",
            months: "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
            shortMonths: "ມ.ກ. ກ.ພ. ມ.ນ. ມ.ສ. ພ.ພ. ມິ.ຖ. ກ.ລ. ສ.ຫ. ກ.ຍ. ຕ.ລ. ພ.ຈ. ທ.ວ.",
            days: "ວັນອາທິດ ວັນຈັນ ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ",
            shortDays: "ອາທິດ ຈັນ ອັງຄານ ພຸດ ພະຫັດ ສຸກ ເສົາ",
            meridiems: "ກ່ອນທ່ຽງ ຫຼັງທ່ຽງ"
        ),
        0x55: LocaleNames(
            tag: "my",
            months: "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
            shortMonths: "ဇန် ဖေ မတ် ဧ မေ ဇွန် ဇူ ဩ စက် အောက် နို ဒီ",
            days: "တနင်္ဂနွေ တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ",
            shortDays: "တနင်္ဂနွေ တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ",
            meridiems: "နံနက် ညနေ"
        ),
        0x78: LocaleNames(
            tag: "ii",
            months: "ꋍꆪ ꑍꆪ ꌕꆪ ꇖꆪ ꉬꆪ ꃘꆪ ꏃꆪ ꉆꆪ ꈬꆪ ꊰꆪ ꊰꊪꆪ ꊰꑋꆪ",
            shortMonths: "ꋍꆪ ꑍꆪ ꌕꆪ ꇖꆪ ꉬꆪ ꃘꆪ ꏃꆪ ꉆꆪ ꈬꆪ ꊰꆪ ꊰꊪꆪ ꊰꑋꆪ",
            days: "ꑭꆏꑍ ꆏꊂ꒔ ꆏꊂꑍ ꆏꊂꌕ ꆏꊂꇖ ꆏꊂꉬ ꆏꊂꃘ",
            shortDays: "ꑭꆏ ꆏ꒔ ꆏꑍ ꆏꌕ ꆏꇖ ꆏꉬ ꆏꃘ",
            meridiems: "ꎸꄑ ꁯꋒ"
        ),
        0x51: LocaleNames(
            tag: "bo",
            months:
                "ཟླ་བ་དང་པོ་ ཟླ་བ་གཉིས་པ་ ཟླ་བ་གསུམ་པ་ ཟླ་བ་བཞི་པ་ ཟླ་བ་ལྔ་པ་ ཟླ་བ་དྲུག་པ་ ཟླ་བ་བདུན་པ་ "
                + "ཟླ་བ་བརྒྱད་པ་ ཟླ་བ་དགུ་པ་ སྤྱི་ཟླ་བཅུ་པ། ཟླ་བ་བཅུ་གཅིག་པ་ ཟླ་བ་བཅུ་གཉིས་པ་",
            shortMonths: "ཟླ་_༡ ཟླ་_༢ ཟླ་_༣ ཟླ་_༤ ཟླ་_༥ ཟླ་_༦ ཟླ་_༧ ཟླ་_༨ ཟླ་_༩ ཟླ་_༡༠ ཟླ་_༡༡ ཟླ་_༡༢",
            days: "གཟའ་ཉི་མ། གཟའ་ཟླ་བ། གཟའ་མིག་དམར། གཟའ་ལྷག་པ། གཟའ་ཕུར་བུ། གཟའ་པ་སངས། གཟའ་སྤེན་པ།",
            shortDays: "ཉི་མ། ཟླ་བ། མིག་དམར། ལྷག་པ། ཕུར་བུ། པ་སངས། སྤེན་པ།",
            meridiems: "སྔ་དྲོ་ ཕྱི་དྲོ་"
        ),
        0x80: LocaleNames(
            tag: "ug",
            months: "يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر",
            shortMonths: "1-ئاي 2-ئاي 3-ئاي 4-ئاي 5-ئاي 6-ئاي 7-ئاي 8-ئاي 9-ئاي 10-ئاي 11-ئاي 12-ئاي",
            days: "يەكشەنبە دۈشەنبە سەيشەنبە چارشەنبە پەيشەنبە جۈمە شەنبە",
            shortDays: "يە دۈ سە چا پە جۈ شە",
            meridiems: "چۈشتىن_بۇرۇن چۈشتىن_كېيىن"
        ),
    ]
}
