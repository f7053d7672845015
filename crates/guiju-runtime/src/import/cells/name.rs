//! Names of companies and people, so that the same one is found under the ways it is written, and no other.

use super::legal_form::{chinese, western};
use super::width::narrow;

/// Between the name and the kind of company in a key. No name has it, since keys keep letters and digits only.
const KIND: char = '|';

/// A name without spaces, punctuation, width and case, and with its kind of company in one spelling: `远航货运（上海）有限公司` and
/// `远航货运(上海)有限责任公司` are the same, `远航货运（上海）股份有限公司` and `远航货运（上海）` are others.
/// Empty where nothing is left that could tell companies apart.
pub(crate) fn company_key(name: &str) -> String {
    let (mut key, kind) = parts(name);
    if let Some(kind) = kind {
        key.push(KIND);
        key.push_str(kind);
    }
    key
}

/// The same without the kind of company. Companies with one stem may be one or several: somebody has to be asked.
pub(crate) fn company_stem(name: &str) -> String {
    parts(name).0
}

/// Whether a name ends as names of companies do, those of banks left out: these stand beside the parties of a statement.
pub(crate) fn is_company(name: &str) -> bool {
    const SHOPS: [&str; 12] = ["厂", "廠", "店", "中心", "商行", "企业社", "企業社", "事务所", "工作室", "经营部", "批发部", "合作社"];
    let plain = narrow(name).to_lowercase();
    let is_bank = plain.contains("银行")
        || plain.contains("銀行")
        || plain.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.ends_with("bank") || word.ends_with("sparkasse"));
    let is_shop = || name.chars().count() >= 4 && SHOPS.iter().any(|ending| name.trim_end().ends_with(ending));
    !is_bank && (parts(name).1.is_some() || is_shop())
}

fn parts(name: &str) -> (String, Option<&'static str>) {
    let plain = narrow(name);
    if plain.is_ascii() {
        return by_words(&plain);
    }
    let mut key = String::with_capacity(plain.len() + 8);
    for letter in plain.chars() {
        match letter {
            '&' => key.push_str("and"),
            _ if letter.is_ascii_alphanumeric() => key.push(letter.to_ascii_lowercase()),
            _ if letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    // 分公司 is a part of a company: its name holds the company's whole name.
    if key.ends_with("分公司") {
        return (key.replace("有限责任公司", "有限公司"), None);
    }
    match chinese(&key) {
        Some((length, kind)) => {
            key.truncate(length);
            (key, Some(kind))
        }
        None => by_words(&plain),
    }
}

/// A name that may end in words such as `Co., Ltd.`
fn by_words(plain: &str) -> (String, Option<&'static str>) {
    let mut spaced = String::with_capacity(plain.len() + 8);
    for letter in plain.chars() {
        match letter {
            '&' => spaced.push_str(" and "),
            '.' | '\'' | '’' => {}
            _ if letter.is_alphanumeric() => spaced.extend(letter.to_lowercase()),
            _ => spaced.push(' '),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    match western(&words) {
        Some((count, kind)) => (words.iter().take(count).copied().collect(), Some(kind)),
        None => (words.concat(), None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn same(names: &[&str], key: &str) {
        for name in names {
            assert_eq!(company_key(name), key, "{name}");
        }
    }

    #[test]
    fn spellings_of_one_company_have_one_key() {
        same(
            &["远航货运（上海）有限公司", "远航货运(上海)有限责任公司", " 远航货运【上海】有限公司 ", "远航货运 上海 有限公司"],
            "远航货运上海|有限",
        );
        same(&["远航物流集团有限公司", "远航物流集团公司", "远航物流（集团）有限公司"], "远航物流|集团");
        same(&["远航投资合伙企业（有限合伙）", "远航投资(有限合伙)"], "远航投资|有限合伙");
        same(
            &[
                "Acme Trading Co., Ltd.",
                "ACME TRADING CO LTD",
                "Acme Trading Limited",
                "Acme Trading Co.,Ltd",
                "Acme Trading Ltd",
                "ACME-TRADING Co.Ltd.",
            ],
            "acmetrading|ltd",
        );
        same(&["Global Freight Inc.", "Global Freight, Incorporated", "ＧＬＯＢＡＬ Freight Inc"], "globalfreight|inc");
        same(&["Global Freight S.A.", "Global Freight S. A.", "GLOBAL FREIGHT SA"], "globalfreight|sa");
        same(&["Johnson & Johnson", "Johnson and Johnson"], "johnsonandjohnson");
        same(&["张 三", "张三", "张　三"], "张三");
        same(&["公司"], "公司");
        same(&["！"], "");
    }

    #[test]
    fn kinds_of_companies_are_other_companies() {
        let keys = |names: &[&str]| {
            let mut keys: Vec<String> = names.iter().map(|name| company_key(name)).collect();
            keys.sort();
            keys.dedup();
            (keys.len(), names.iter().map(|name| company_stem(name)).collect::<std::collections::BTreeSet<_>>())
        };
        let (count, stems) = keys(&[
            "远航物流有限公司",
            "远航物流股份有限公司",
            "远航物流集团有限公司",
            "远航物流集团股份有限公司",
            "远航物流合伙企业",
            "远航物流",
            "远航物流公司",
            "远航物流集团",
            "远航物流（个体工商户）",
        ]);
        assert_eq!((count, stems.into_iter().collect::<Vec<_>>()), (9, vec!["远航物流".to_owned()]));
        let (count, stems) = keys(&[
            "Global Freight Ltd",
            "Global Freight GmbH",
            "Global Freight Inc.",
            "Global Freight LLC",
            "Global Freight PLC",
            "Global Freight AG",
            "Global Freight S.A.",
            "Global Freight B.V.",
            "Global Freight Pte. Ltd.",
            "Global Freight Pty Ltd",
            "Global Freight",
        ]);
        assert_eq!((count, stems.into_iter().collect::<Vec<_>>()), (11, vec!["globalfreight".to_owned()]));
        assert_ne!(company_key("远航物流有限公司上海分公司"), company_key("远航物流有限公司"));
        assert_eq!(company_key("远航物流有限责任公司上海分公司"), company_key("远航物流有限公司上海分公司"));
        assert_eq!(company_stem("Texco"), "texco");
        assert_eq!(company_key("AT&T Inc"), "atandt|inc");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in r"[一-龥a-zA-Z0-9（）().,&' -]{0,20}(有限公司|股份有限公司| Ltd\.?| GmbH)?") {
            let stem = company_stem(&name);
            prop_assert!(company_key(&name).starts_with(&stem));
            prop_assert_eq!(company_key(&format!("  {name}　")), company_key(&name));
        }

        #[test]
        fn any_text_has_a_key(name: String) {
            let _ = (company_key(&name), company_stem(&name));
        }
    }
}
