//! Names of customers: a place, a made-up style, a trade and a legal form (宁波 + 沐川 + 五金 + 有限公司).

const FIRST: [&str; 50] = [
    "沐", "衡", "岚", "澄", "栩", "砚", "泓", "铎", "翎", "湛", "瑾", "霁", "昀", "珩", "溪", "瀚", "桐", "楷", "柏", "荟", "茗", "荻",
    "芷", "萃", "蔚", "璟", "钰", "骁", "鹭", "晖", "曜", "朔", "沣", "淳", "濯", "煜", "熠", "烁", "炜", "祺", "禾", "穗", "稷", "竣",
    "笙", "筑", "笃", "甫", "峤", "绮",
];
const SECOND: [&str; 40] = [
    "川", "远", "恒", "盛", "泰", "丰", "隆", "昌", "顺", "茂", "荣", "辰", "岳", "屿", "洲", "湾", "帆", "舟", "原", "野", "林", "石",
    "峰", "岭", "谷", "泉", "河", "星", "月", "云", "宇", "光", "阳", "耀", "腾", "翔", "钧", "禄", "裕", "锐",
];
/// Gives a third syllable to the styles once all pairs are used up, in a company of more than 64,000 customers.
const THIRD: [&str; 20] =
    ["达", "成", "业", "诺", "菲", "仕", "尔", "特", "诗", "兰", "美", "杰", "奥", "克", "莱", "德", "森", "维", "嘉", "程"];
const TRADES: [&str; 32] = [
    "五金",
    "紧固件",
    "阀门",
    "轴承",
    "模具",
    "塑胶",
    "电器",
    "照明",
    "文具",
    "玩具",
    "家居",
    "家具",
    "纺织",
    "服饰",
    "针织",
    "箱包",
    "鞋业",
    "厨具",
    "汽配",
    "工具",
    "园林",
    "户外用品",
    "健身器材",
    "水产",
    "食品",
    "化工",
    "新材料",
    "电子",
    "光电",
    "陶瓷",
    "石材",
    "木业",
];
const FORMS: [&str; 8] =
    ["有限公司", "有限公司", "有限公司", "有限公司", "进出口有限公司", "国际贸易有限公司", "股份有限公司", "实业有限公司"];
const INTERNAL_TRADES: [&str; 32] = [
    "报关",
    "仓储",
    "集装箱运输",
    "船务代理",
    "供应链管理",
    "保险经纪",
    "物流园",
    "冷链",
    "空运代理",
    "铁路货运",
    "理货",
    "包装",
    "检验服务",
    "快件",
    "拖车",
    "堆场",
    "箱管",
    "信息技术",
    "商务服务",
    "内河航运",
    "租船",
    "电商物流",
    "海外仓",
    "危险品运输",
    "大件运输",
    "展会物流",
    "汽车物流",
    "国际贸易",
    "人力资源服务",
    "资产管理",
    "培训咨询",
    "融资租赁",
];

/// A step through all pairs and trades that meets each once: prime, and so without a common divisor with their number.
const STRIDE: u64 = 28_657;

/// What a company is called, in full and in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompanyName {
    pub(crate) full: String,
    pub(crate) short: String,
    /// Other ways in which people write it, by `; `.
    pub(crate) aliases: String,
}

/// The name of the customer with a number; no two numbers below 1,344,000 share a short name.
pub(crate) fn company_name(number: u64, seed: u64, places: &[&str]) -> CompanyName {
    let combinations = count(&FIRST) * count(&SECOND) * count(&TRADES);
    let place = number.wrapping_mul(STRIDE).wrapping_add(seed % combinations) % combinations;
    let (first, rest) = (place % count(&FIRST), place / count(&FIRST));
    let (second, trade) = (rest % count(&SECOND), rest / count(&SECOND));
    let third = (number / combinations).checked_sub(1).map_or("", |wrap| word(&THIRD, wrap));
    let style = format!("{}{}{third}", word(&FIRST, first), word(&SECOND, second));
    let (town, trade) = (word(places, number / 3), word(&TRADES, trade));
    let short = format!("{style}{trade}");
    let full = format!("{town}{short}{}", word(&FORMS, number.wrapping_mul(7) / 5));
    CompanyName { aliases: format!("{town}{style}; {style}"), full, short }
}

/// The name of a company of the group itself. Customers of the group are at least 89 numbers apart, so one in 64 has a trade of its own.
pub(crate) fn internal_name(number: u64, group_style: &str, town: &str) -> CompanyName {
    let trade = word(&INTERNAL_TRADES, number / 64);
    let (short, full) = (format!("{group_style}{town}{trade}"), format!("{group_style}({town}){trade}有限公司"));
    CompanyName { aliases: format!("{town}{trade}"), full, short }
}

fn count(words: &[&str]) -> u64 {
    u64::try_from(words.len()).unwrap_or(1)
}

fn word<'a>(words: &[&'a str], place: u64) -> &'a str {
    usize::try_from(place % count(words).max(1)).ok().and_then(|place| words.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_customers_share_a_short_name() {
        let names: BTreeSet<String> = (0..150_000).map(|number| company_name(number, 7, &["宁波", "慈溪"]).short).collect();
        assert_eq!(names.len(), 150_000);
    }

    #[test]
    fn a_name_is_place_style_trade_and_form() {
        let name = company_name(1, 7, &["宁波"]);
        assert!(name.full.starts_with("宁波") && name.full.ends_with("有限公司") && name.full.contains(&name.short), "{name:?}");
    }
}
