//! The kind of company that a name ends with: 有限公司, 股份有限公司, Ltd, `GmbH`.
//!
//! Two companies that differ in nothing else are two debtors, so the kind stays a part of a name's key; only its spellings are one.

/// Chinese endings, the longer first, and the kind that each is a spelling of.
const CHINESE: [(&str, &str); 29] = [
    ("集团股份有限公司", "集团股份"),
    ("集團股份有限公司", "集团股份"),
    ("股份有限公司", "股份"),
    ("股份公司", "股份"),
    ("集团有限责任公司", "集团"),
    ("集團有限責任公司", "集团"),
    ("集团有限公司", "集团"),
    ("集團有限公司", "集团"),
    ("集团公司", "集团"),
    ("集團公司", "集团"),
    ("有限责任公司", "有限"),
    ("有限責任公司", "有限"),
    ("有限公司", "有限"),
    ("合伙企业有限合伙", "有限合伙"),
    ("有限合伙企业", "有限合伙"),
    ("有限合伙", "有限合伙"),
    ("合伙企业特殊普通合伙", "特殊普通合伙"),
    ("特殊普通合伙", "特殊普通合伙"),
    ("合伙企业普通合伙", "普通合伙"),
    ("普通合伙企业", "普通合伙"),
    ("普通合伙", "普通合伙"),
    ("合伙企业", "合伙"),
    ("个人独资企业", "独资"),
    ("个体工商户", "个体"),
    ("个体", "个体"),
    ("专业合作社", "合作社"),
    ("集团", "集团简称"),
    ("集團", "集团简称"),
    ("公司", "公司"),
];

/// The last words of other names, the longer first.
const WORDS: [(&[&str], &str); 66] = [
    (&["gmbh", "and", "co", "kg"], "gmbhkg"),
    (&["public", "limited", "company"], "plc"),
    (&["limited", "liability", "company"], "llc"),
    (&["joint", "stock", "company"], "jsc"),
    (&["sa", "de", "cv"], "sadecv"),
    (&["and", "co", "kg"], "cokg"),
    (&["company", "limited"], "ltd"),
    (&["company", "ltd"], "ltd"),
    (&["co", "limited"], "ltd"),
    (&["co", "ltd"], "ltd"),
    (&["pte", "limited"], "pte"),
    (&["pte", "ltd"], "pte"),
    (&["pty", "limited"], "pty"),
    (&["pty", "ltd"], "pty"),
    (&["pvt", "limited"], "pvt"),
    (&["pvt", "ltd"], "pvt"),
    (&["private", "limited"], "private"),
    (&["private", "ltd"], "private"),
    (&["sdn", "bhd"], "sdnbhd"),
    (&["limited", "partnership"], "lp"),
    (&["co", "inc"], "coinc"),
    (&["co", "llc"], "collc"),
    (&["co", "kg"], "cokg"),
    (&["fz", "llc"], "fzllc"),
    (&["kabushiki", "kaisha"], "kk"),
    (&["coltd"], "ltd"),
    (&["ltd"], "ltd"),
    (&["limited"], "ltd"),
    (&["plc"], "plc"),
    (&["incorporated"], "inc"),
    (&["inc"], "inc"),
    (&["corporation"], "corp"),
    (&["corp"], "corp"),
    (&["llc"], "llc"),
    (&["llp"], "llp"),
    (&["lp"], "lp"),
    (&["gmbh"], "gmbh"),
    (&["mbh"], "gmbh"),
    (&["ag"], "ag"),
    (&["kg"], "kg"),
    (&["ohg"], "ohg"),
    (&["ek"], "ek"),
    (&["eg"], "eg"),
    (&["gbr"], "gbr"),
    (&["kgaa"], "kgaa"),
    (&["ug"], "ug"),
    (&["sa"], "sa"),
    (&["sas"], "sas"),
    (&["sarl"], "sarl"),
    (&["srl"], "srl"),
    (&["spa"], "spa"),
    (&["nv"], "nv"),
    (&["bv"], "bv"),
    (&["ab"], "ab"),
    (&["as"], "as"),
    (&["aps"], "aps"),
    (&["oy"], "oy"),
    (&["oyj"], "oyj"),
    (&["kk"], "kk"),
    (&["pte"], "pte"),
    (&["pty"], "pty"),
    (&["bhd"], "bhd"),
    (&["jsc"], "jsc"),
    (&["ltda"], "ltda"),
    (&["company"], "co"),
    (&["co"], "co"),
];

/// The length of the key without its Chinese ending, and the kind.
pub(super) fn chinese(key: &str) -> Option<(usize, &'static str)> {
    CHINESE.iter().find_map(|(ending, kind)| {
        let rest = key.strip_suffix(ending)?;
        // What is left has to be a name: 公司 alone is none.
        (rest.chars().count() >= 2).then_some((rest.len(), *kind))
    })
}

/// How many of the words are a name, and the kind that the others say.
pub(super) fn western(words: &[&str]) -> Option<(usize, &'static str)> {
    let is_name = |rest: &[&str]| rest.iter().map(|word| word.chars().count()).sum::<usize>() >= 2;
    let by_words =
        WORDS.iter().find_map(|(ending, kind)| words.strip_suffix(*ending).filter(|rest| is_name(rest)).map(|rest| (rest.len(), *kind)));
    // `S. A.` and `A/S` come as letters.
    by_words.or_else(|| {
        let letters = words.iter().rev().take_while(|word| word.len() == 1).count();
        (2..=letters.min(4)).rev().find_map(|count| {
            let (rest, ending) = words.split_at_checked(words.len() - count)?;
            let joined = ending.concat();
            let (_, kind) = WORDS.iter().find(|(known, _)| *known == [joined.as_str()])?;
            is_name(rest).then_some((rest.len(), *kind))
        })
    })
}
