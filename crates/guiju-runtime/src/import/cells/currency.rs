//! Currencies as they stand beside amounts: codes, words, signs, and the country that a card statement names instead.

use guiju_types::Currency;

/// A sign that several currencies share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `¥`: renminbi or yen.
    Yen,
    /// `$`: the dollar of the United States, of Hong Kong, and others.
    Dollar,
}

impl Sign {
    /// Whether amounts of a currency are written with the sign.
    pub(crate) fn is_of(self, currency: Currency) -> bool {
        match self {
            Self::Yen => matches!(currency.as_str(), "CNY" | "JPY"),
            Self::Dollar => matches!(
                currency.as_str(),
                "USD"
                    | "HKD"
                    | "AUD"
                    | "SGD"
                    | "CAD"
                    | "TWD"
                    | "NZD"
                    | "MOP"
                    | "MXN"
                    | "CLP"
                    | "COP"
                    | "ARS"
                    | "BND"
                    | "FJD"
                    | "TTD"
                    | "JMD"
            ),
        }
    }
}

/// What stands beside an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// One currency.
    Currency(Currency),
    /// A sign that several share.
    Sign(Sign),
}

/// ISO 4217, the codes in use; the frequent ones first.
const CODES: &str = "CNY USD EUR HKD JPY GBP AUD SGD CAD KRW TWD CHF THB MYR VND IDR INR RUB AED NZD MOP PHP SAR ZAR BRL MXN TRY \
    AFN ALL AMD AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF CLP COP CRC CUP CVE CZK DJF DKK DOP DZD \
    EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF ILS IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR LRD \
    LSL LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MZN NAD NGN NIO NOK NPR OMR PAB PEN PGK PKR PLN PYG QAR RON RSD RWF SBD SCR SDG SEK \
    SHP SLE SOS SRD SSP STN SVC SYP SZL TJS TMT TND TOP TTD TZS UAH UGX UYU UZS VED VES VUV WST XAF XCD XCG XOF XPF YER ZMW ZWG";

const WORDS: [(&str, &str); 44] = [
    ("人民币元", "CNY"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("歐元", "EUR"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("港元", "HKD"),
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("日圓", "JPY"),
    ("日币", "JPY"),
    ("英镑", "GBP"),
    ("英鎊", "GBP"),
    ("澳大利亚元", "AUD"),
    ("澳元", "AUD"),
    ("澳门元", "MOP"),
    ("澳門元", "MOP"),
    ("新加坡元", "SGD"),
    ("加拿大元", "CAD"),
    ("加元", "CAD"),
    ("新西兰元", "NZD"),
    ("韩元", "KRW"),
    ("韓元", "KRW"),
    ("韩币", "KRW"),
    ("新台币", "TWD"),
    ("新臺幣", "TWD"),
    ("新台幣", "TWD"),
    ("臺幣", "TWD"),
    ("台幣", "TWD"),
    ("台币", "TWD"),
    ("瑞士法郎", "CHF"),
    ("瑞郎", "CHF"),
    ("泰铢", "THB"),
    ("泰銖", "THB"),
    ("越南盾", "VND"),
    ("印尼盾", "IDR"),
    ("林吉特", "MYR"),
    ("令吉", "MYR"),
    ("卢布", "RUB"),
    ("迪拉姆", "AED"),
    ("菲律宾比索", "PHP"),
];

/// Signs of one currency. `$` and `¥` are not among them.
const SIGNS: [(&str, &str); 27] = [
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("SG$", "SGD"),
    ("S$", "SGD"),
    ("NZ$", "NZD"),
    ("R$", "BRL"),
    ("MOP$", "MOP"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("₩", "KRW"),
    ("￦", "KRW"),
    ("₹", "INR"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₽", "RUB"),
    ("₱", "PHP"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₪", "ILS"),
];

const SHARED: [(&str, Sign); 3] = [("¥", Sign::Yen), ("￥", Sign::Yen), ("$", Sign::Dollar)];

/// The currency of a country by its code of ISO 3166, where it has one alone, and has had it for the years that files are about.
const COUNTRIES: &str = "CN:CNY HK:HKD MO:MOP TW:TWD US:USD JP:JPY KR:KRW GB:GBP SG:SGD MY:MYR TH:THB VN:VND ID:IDR PH:PHP IN:INR \
    AU:AUD NZ:NZD CA:CAD MX:MXN BR:BRL AR:ARS CL:CLP CO:COP PE:PEN CH:CHF LI:CHF SE:SEK NO:NOK DK:DKK IS:ISK PL:PLN CZ:CZK HU:HUF RO:RON \
    RS:RSD RU:RUB UA:UAH BY:BYN TR:TRY IL:ILS AE:AED SA:SAR QA:QAR KW:KWD BH:BHD OM:OMR JO:JOD LB:LBP IQ:IQD IR:IRR EG:EGP MA:MAD TN:TND \
    DZ:DZD LY:LYD ZA:ZAR NG:NGN KE:KES GH:GHS ET:ETB TZ:TZS UG:UGX AT:EUR BE:EUR CY:EUR DE:EUR EE:EUR ES:EUR FI:EUR FR:EUR GR:EUR IE:EUR \
    IT:EUR LT:EUR LU:EUR LV:EUR MC:EUR MT:EUR NL:EUR PT:EUR SI:EUR SK:EUR SM:EUR AD:EUR VA:EUR ME:EUR KZ:KZT UZ:UZS KG:KGS TJ:TJS TM:TMT \
    MN:MNT LA:LAK MM:MMK BD:BDT PK:PKR LK:LKR NP:NPR MV:MVR BN:BND KP:KPW AF:AFN GE:GEL AM:AMD AZ:AZN FJ:FJD PG:PGK GU:USD PR:USD EC:USD \
    CR:CRC GT:GTQ HN:HNL NI:NIO DO:DOP JM:JMD TT:TTD BO:BOB PY:PYG UY:UYU AL:ALL BA:BAM MK:MKD MD:MDL MU:MUR SC:SCR MG:MGA MZ:MZN AO:AOA \
    ZM:ZMW BW:BWP RW:RWF SN:XOF CI:XOF ML:XOF BF:XOF BJ:XOF TG:XOF NE:XOF CM:XAF GA:XAF CG:XAF TD:XAF";

/// The currency of a code of three letters that ISO 4217 knows, or that offices use (`RMB`, `CNH`).
pub(crate) fn code(text: &str) -> Option<Currency> {
    if text.len() != 3 || !text.is_ascii() {
        return None;
    }
    if text.eq_ignore_ascii_case("RMB") || text.eq_ignore_ascii_case("CNH") {
        return Some(Currency::CNY);
    }
    CODES.split(' ').any(|known| known.eq_ignore_ascii_case(text)).then(|| text.parse().ok()).flatten()
}

/// The currency of a country's code in capitals: `CN`.
pub(crate) fn of_country(text: &str) -> Option<Currency> {
    COUNTRIES
        .split(' ')
        .find_map(|pair| pair.split_once(':').filter(|(country, _)| *country == text))
        .and_then(|(_, currency)| currency.parse().ok())
}

/// What begins a text, and the text after it. Letters count as a whole word only: `CNYX 5` begins with no currency.
pub(crate) fn at_start(text: &str) -> Option<(Mark, &str)> {
    let mark = |currency: &str| Some(Mark::Currency(currency.parse().ok()?));
    // Every cell with letters is asked: most begin with one of ASCII and have no sign near it.
    let may_be_sign = text.bytes().take(4).any(|byte| byte == b'$' || !byte.is_ascii());
    for (sign, currency) in SIGNS.iter().filter(|_| may_be_sign) {
        if let Some(rest) = text.get(..sign.len()).filter(|start| start.eq_ignore_ascii_case(sign)).and_then(|_| text.get(sign.len()..)) {
            return Some((mark(currency)?, rest));
        }
    }
    let shared = || SHARED.iter().find_map(|(sign, mark)| Some((Mark::Sign(*mark), text.strip_prefix(sign)?)));
    if may_be_sign && let Some(found) = shared() {
        return Some(found);
    }
    if !text.starts_with(|letter: char| letter.is_ascii())
        && let Some((rest, currency)) = WORDS.iter().find_map(|(word, currency)| Some((text.strip_prefix(word)?, currency)))
    {
        return Some((mark(currency)?, rest));
    }
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((Mark::Currency(code(text.get(..length)?)?), text.get(length..)?))
}

/// What ends a text, and the text before it.
pub(crate) fn at_end(text: &str) -> Option<(Mark, &str)> {
    let letters = || {
        let length = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let start = text.len() - length;
        Some((Mark::Currency(code(text.get(start..)?)?), text.get(..start)?))
    };
    let ending = |list: &[(&str, &str)]| list.iter().find_map(|(word, currency)| Some((text.strip_suffix(word)?, currency.parse().ok()?)));
    let word = || ending(&WORDS).or_else(|| ending(&SIGNS)).map(|(rest, currency)| (Mark::Currency(currency), rest));
    let shared = || SHARED.iter().find_map(|(sign, mark)| Some((Mark::Sign(*mark), text.strip_suffix(sign)?)));
    letters().or_else(|| if text.ends_with(|letter: char| letter.is_ascii_digit()) { None } else { word().or_else(shared) })
}

/// The whole text as a currency: `USD`, `美元`, `US$`; not `$`, which may be several.
pub(crate) fn currency(text: &str) -> Option<Currency> {
    match at_start(text)? {
        (Mark::Currency(currency), "") => Some(currency),
        (Mark::Currency(_) | Mark::Sign(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_sign_and_country_names_a_known_currency() {
        for (word, name) in WORDS.iter().chain(&SIGNS) {
            assert_eq!(code(name).map(|currency| currency.to_string()).as_deref(), Some(*name), "{word}");
            assert_eq!(currency(word).map(|currency| currency.to_string()).as_deref(), Some(*name), "{word}");
        }
        for pair in COUNTRIES.split(' ') {
            let (country, name) = pair.split_once(':').unwrap();
            assert!(country.len() == 2 && code(name).is_some(), "{pair}");
        }
        let mut codes: Vec<&str> = CODES.split(' ').collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.split(' ').count());
    }

    #[test]
    fn a_currency_is_a_whole_word() {
        assert_eq!(currency("rmb"), Some(Currency::CNY));
        assert_eq!(currency("ABC"), None);
        assert_eq!(currency("USDX"), None);
        assert_eq!(currency("$"), None);
        assert_eq!(of_country("CN"), Some(Currency::CNY));
        assert_eq!(of_country("XX"), None);
        assert!(Sign::Dollar.is_of("HKD".parse().unwrap()) && Sign::Dollar.is_of("USD".parse().unwrap()));
        assert!(!Sign::Dollar.is_of(Currency::CNY) && !Sign::Dollar.is_of("KWD".parse().unwrap()));
    }
}
