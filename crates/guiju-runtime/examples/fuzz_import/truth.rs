//! What is true of a case, whatever its file looks like: a company with the parties it deals with, what each row of the file gives, and
//! the money that follows.

use std::collections::BTreeMap;

use crate::dice::Dice;

/// Money in ten-thousandths of a unit, as the ledger keeps it.
pub(crate) type Parts = i64;
/// An ISO 4217 code.
pub(crate) type Code = &'static str;

/// Ten-thousandths of a unit.
pub(crate) const UNIT: Parts = 10_000;
/// Ten-thousandths of a cent.
pub(crate) const CENT: Parts = 100;

/// The language that a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Tongue {
    #[default]
    Chinese,
    Traditional,
    English,
    German,
}

/// Somebody whom the company deals with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) account: String,
    pub(crate) bank: String,
}

/// The company whose file it is.
#[derive(Debug, Clone)]
pub(crate) struct Company {
    pub(crate) own: Party,
    /// The currency of its books.
    pub(crate) base: Code,
    pub(crate) customers: Vec<Party>,
    pub(crate) vendors: Vec<Party>,
}

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A party owes more (less, where the amount is below 0).
    Charged,
    /// A party has paid.
    Received,
    /// Money came to the account of the file.
    In,
    /// Money left it.
    Out,
    /// The file itself counts it as neither.
    Neither,
}

/// One thing that a row gives.
#[derive(Debug, Clone)]
pub(crate) struct Effect {
    pub(crate) what: What,
    pub(crate) party: Option<String>,
    pub(crate) currency: Code,
    pub(crate) amount: Parts,
}

/// What a party owes and has paid in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) charged: Parts,
    pub(crate) received: Parts,
}

impl Sums {
    pub(crate) fn owes(self) -> Parts {
        self.charged - self.received
    }
}

/// The money of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Money {
    pub(crate) parties: BTreeMap<(String, Code), Sums>,
    pub(crate) lines: BTreeMap<(What, Code), Parts>,
}

impl Money {
    pub(crate) fn take(&mut self, effect: &Effect) {
        if matches!(effect.what, What::In | What::Out | What::Neither) {
            *self.lines.entry((effect.what, effect.currency)).or_default() += effect.amount;
        }
        let Some(party) = &effect.party else { return };
        let sums = || (party.clone(), effect.currency);
        match effect.what {
            What::Charged => self.parties.entry(sums()).or_default().charged += effect.amount,
            What::Received | What::In => self.parties.entry(sums()).or_default().received += effect.amount,
            What::Out | What::Neither => {}
        }
    }
}

/// Whether a careful accountant, who has nothing but the file, knows its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Settled {
    /// The words of the header, the title or the cells say it.
    #[default]
    Words,
    /// The words may be strange, but the file's own arithmetic allows one reading.
    Arithmetic,
    /// Two readings are equal: there has to be a question. Says which.
    No(&'static str),
}

/// What has to come of a case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Truth {
    /// The kinds of file that are right, by the names of the rulebook; the first is the generator's own.
    pub(crate) kinds: &'static [&'static str],
    /// Of all rows, those with `refusable` too.
    pub(crate) money: Money,
    /// What each row of the file gives: sheet, number of the row.
    pub(crate) rows: Vec<(usize, u64, Vec<Effect>)>,
    pub(crate) settled: Settled,
    /// Rows (sheet, number) that contradict themselves and have to come back.
    pub(crate) broken_rows: Vec<(usize, u64)>,
    /// What the file's amounts are multiplied by.
    pub(crate) unit: i64,
    /// The currency of the books.
    pub(crate) base: Code,
    /// The day that a list of what is open stands for, whether the file says it or not.
    pub(crate) list_day: Option<jiff::civil::Date>,
    /// `ymd`, `dmy` or `mdy`.
    pub(crate) date_order: &'static str,
    /// Whether charged and received are compared apart, beside what is owed.
    pub(crate) is_split_known: bool,
    /// Whether the sums of money in, out and neither are compared.
    pub(crate) has_lines: bool,
    /// The role of each header, to answer questions about columns with.
    pub(crate) headers: Vec<(String, String)>,
    /// Traits of the file, to group what went wrong by.
    pub(crate) traits: Vec<&'static str>,
}

const ZH_HEADS: &[&str] = &[
    "远航",
    "鑫达",
    "恒通",
    "瑞丰",
    "金桥",
    "海润",
    "中和",
    "博纳",
    "天宇",
    "合众",
    "东升",
    "宏图",
    "嘉禾",
    "长青",
    "万里",
    "安泰",
    "新洲",
    "百川",
    "立德",
    "和顺",
    "甬江",
    "四明",
    "北仑",
    "镇海",
    "三江",
    "合计量具",
    "总汇",
];
const ZH_MIDS: &[&str] = &["物流", "贸易", "机械", "电子", "国际货运代理", "化工", "服饰", "建材", "科技", "供应链管理", "食品", ""];
const ZH_TAILS: &[&str] = &["有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "厂", "商行"];
const ZH_PLACES: &[&str] = &["宁波", "上海", "杭州", "深圳市", "（香港）", "", "", "浙江", "苏州"];
const HANT_HEADS: &[&str] =
    &["宏達", "永豐", "大同", "華泰", "聯合", "瑞昌", "臺灣精工", "東亞", "建興", "統合", "長榮", "裕隆", "順益", "光寶"];
const HANT_TAILS: &[&str] = &["股份有限公司", "有限公司", "企業有限公司", "實業股份有限公司", "貿易有限公司", "企業社"];
const EN_HEADS: &[&str] = &[
    "Harbour",
    "Global",
    "Northwind",
    "Blue Anchor",
    "Sterling",
    "Meridian",
    "Oakfield",
    "Pacific Rim",
    "Total Marine",
    "Kestrel",
    "Ashford",
    "Summit",
    "Redwood",
    "Crescent",
    "Lighthouse",
    "Ironbridge",
    "Delta",
    "Balance Point",
];
const EN_MIDS: &[&str] = &["Freight", "Logistics", "Trading", "Foods", "Textiles", "Components", "Shipping", "Tools", "Chemicals", "Paper"];
const EN_TAILS: &[&str] = &["Ltd", "Ltd.", "Inc.", "LLC", "GmbH", "Co., Ltd.", "plc", "B.V.", "Pte. Ltd."];
const DE_HEADS: &[&str] = &[
    "Müller",
    "Schmidt",
    "Weber",
    "Hansa",
    "Nordsee",
    "Bauer",
    "Krüger",
    "Alpen",
    "Elbe",
    "Rhein-Main",
    "Köhler",
    "Vogt",
    "Summer",
    "Sachsen",
];
const DE_MIDS: &[&str] = &["Logistik", "Handels", "Maschinenbau", "Spedition", "Elektro", "Bau", "Feinkost", "Druck"];
const DE_TAILS: &[&str] = &["GmbH", "GmbH", "AG", "KG", "GmbH & Co. KG", "e.K.", "OHG"];
const ZH_BANKS: &[&str] = &[
    "中国工商银行股份有限公司宁波鼓楼支行",
    "招商银行宁波分行营业部",
    "中国银行宁波市分行",
    "宁波银行股份有限公司",
    "上海浦东发展银行宁波分行",
];
const HANT_BANKS: &[&str] = &["第一商業銀行股份有限公司", "台北富邦商業銀行", "香港上海匯豐銀行有限公司", "玉山商業銀行"];
const EN_BANKS: &[&str] = &["HSBC Bank plc", "Barclays Bank PLC", "Standard Chartered Bank", "Citibank N.A."];
const DE_BANKS: &[&str] = &["Commerzbank AG", "Sparkasse Hamburg", "Volksbank eG", "Deutsche Bank AG"];

impl Company {
    pub(crate) fn random(dice: &mut Dice, tongue: Tongue) -> Self {
        let base = match tongue {
            Tongue::Chinese => "CNY",
            Tongue::Traditional => dice.pick(&["TWD", "TWD", "HKD", "CNY"]),
            Tongue::English => dice.pick(&["USD", "GBP", "CNY", "CNY", "EUR"]),
            Tongue::German => dice.pick(&["EUR", "EUR", "CHF"]),
        };
        let mut taken = Vec::new();
        let own = Party { code: String::new(), ..party(dice, tongue, 0, &mut taken) };
        let count = dice.weighted(&[(2, 1), (6, 3), (8, 5), (3, 9)]);
        let style = dice.below(5);
        let mut customers: Vec<Party> = (0..count)
            .map(|_| abroad(dice, tongue))
            .map(|tongue| (tongue, style))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(tongue, style)| party(dice, tongue, style, &mut taken))
            .collect();
        // Two debtors whose names differ in their legal form alone.
        if dice.one_in(25)
            && let Some(first) = customers.first().cloned()
            && let Some(name) = other_form(&first.name).filter(|name| !taken.contains(name))
        {
            taken.push(name.clone());
            customers.push(Party { name, ..party(dice, tongue, style, &mut taken) });
        }
        let vendors = (0..dice.count(1, 3)).map(|_| party(dice, tongue, style, &mut taken)).collect();
        Self { own, base, customers, vendors }
    }
}

/// A customer of another language now and then.
fn abroad(dice: &mut Dice, tongue: Tongue) -> Tongue {
    if dice.one_in(8) { Tongue::English } else { tongue }
}

fn other_form(name: &str) -> Option<String> {
    let pairs = [("股份有限公司", "有限公司"), ("集团有限公司", "有限公司"), ("GmbH", "AG"), ("Ltd", "Inc"), ("LLC", "Ltd")];
    pairs.iter().find(|(from, _)| name.ends_with(from)).map(|(from, to)| name.replace(from, to))
}

fn party(dice: &mut Dice, tongue: Tongue, style: usize, taken: &mut Vec<String>) -> Party {
    let mut name = String::new();
    for _ in 0..20 {
        name = name_of(dice, tongue);
        if !taken.contains(&name) {
            break;
        }
    }
    if taken.contains(&name) {
        name = format!("{name} {}", taken.len());
    }
    taken.push(name.clone());
    let number = dice.between(1, 9_999);
    let code = match style {
        0 => format!("C{:03}{}", number % 1_000, taken.len()),
        1 => format!("{}", 10_000 + number * 7 + i64::try_from(taken.len()).unwrap_or(0) * 100_000),
        2 => format!("KH-{number:04}-{}", taken.len()),
        3 => format!("0{:05}{}", number, taken.len()),
        _ => credit_code(dice),
    };
    let account = match dice.below(4) {
        0 => format!("39011800{:011}", dice.next() % 100_000_000_000),
        1 => format!("6222{:012}", dice.next() % 1_000_000_000_000),
        2 => format!("DE{:020}", dice.next()),
        _ => format!("{:03}-{:06}-{:03}", dice.below(1000), dice.below(1_000_000), dice.below(1000)),
    };
    let bank = match tongue {
        Tongue::Chinese => dice.pick(ZH_BANKS),
        Tongue::Traditional => dice.pick(HANT_BANKS),
        Tongue::English => dice.pick(EN_BANKS),
        Tongue::German => dice.pick(DE_BANKS),
    };
    Party { name, code, account, bank: bank.to_owned() }
}

fn name_of(dice: &mut Dice, tongue: Tongue) -> String {
    match tongue {
        Tongue::Chinese => format!("{}{}{}{}", dice.pick(ZH_PLACES), dice.pick(ZH_HEADS), dice.pick(ZH_MIDS), dice.pick(ZH_TAILS)),
        Tongue::Traditional => format!("{}{}", dice.pick(HANT_HEADS), dice.pick(HANT_TAILS)),
        Tongue::English => format!("{} {} {}", dice.pick(EN_HEADS), dice.pick(EN_MIDS), dice.pick(EN_TAILS)),
        Tongue::German => format!("{} {} {}", dice.pick(DE_HEADS), dice.pick(DE_MIDS), dice.pick(DE_TAILS)),
    }
}

/// A unified social credit code with its check digit (GB 32100).
fn credit_code(dice: &mut Dice) -> String {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [u64; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let mut code = format!("91330200MA2{:06}", dice.below(1_000_000));
    let value = |letter: u8| DIGITS.iter().position(|digit| *digit == letter).and_then(|place| u64::try_from(place).ok()).unwrap_or(0);
    let sum: u64 = code.bytes().zip(WEIGHTS).map(|(letter, weight)| value(letter) * weight).sum();
    let check = usize::try_from((31 - sum % 31) % 31).unwrap_or(0);
    code.push(char::from(DIGITS.get(check).copied().unwrap_or(b'0')));
    code
}
