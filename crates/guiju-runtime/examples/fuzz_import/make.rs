//! What the makers of files share: the company, the language, the unit, and random facts.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::cell::Cell;
use crate::dice::Dice;
use crate::truth::{CENT, Code, Company, Effect, Parts, Settled, Tongue, UNIT, What};
use crate::words::{Role, Vocabulary, Words};

/// The context of one file.
pub(crate) struct Make<'a> {
    pub(crate) dice: Dice,
    pub(crate) words: &'a Words,
    pub(crate) tongue: Tongue,
    pub(crate) vocabulary: Vocabulary,
    /// Whether columns are called by abbreviations.
    pub(crate) is_short: bool,
    pub(crate) company: Company,
    /// What the file's amounts are multiplied by: 1, 1,000 (千元) or 10,000 (万元).
    pub(crate) unit: i64,
    /// The currency of amounts that have no column for it.
    pub(crate) currency: Code,
    /// Whether currencies are written in the language of the file.
    pub(crate) has_native_words: bool,
    /// Where the file's time begins.
    pub(crate) from: Date,
    pub(crate) traits: Vec<&'static str>,
}

/// What a row of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Nature {
    /// A fact.
    #[default]
    Data,
    /// A sum or a heading, which gives nothing.
    Apart,
    /// A fact that contradicts itself and has to come back.
    Broken,
}

/// A row before its columns have an order.
#[derive(Debug, Clone, Default)]
pub(crate) struct DraftRow {
    pub(crate) cells: Vec<(Role, Cell)>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) nature: Nature,
}

impl DraftRow {
    pub(crate) fn put(&mut self, role: Role, cell: Cell) {
        self.cells.push((role, cell));
    }

    pub(crate) fn cell(&self, role: Role) -> Cell {
        self.cells.iter().find(|(own, _)| *own == role).map(|(_, cell)| cell.clone()).unwrap_or_default()
    }

    pub(crate) fn gives(&mut self, what: What, party: Option<&str>, currency: Code, amount: Parts) {
        self.effects.push(Effect { what, party: party.map(str::to_owned), currency, amount });
    }
}

/// A table before it has a frame: which columns, which rows, and what is true of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) kinds: &'static [&'static str],
    pub(crate) roles: Vec<Role>,
    /// Headers that are not random.
    pub(crate) headers: Vec<(Role, String)>,
    pub(crate) rows: Vec<DraftRow>,
    pub(crate) settled: Settled,
    pub(crate) has_lines: bool,
    pub(crate) is_split_known: bool,
    pub(crate) title: String,
    /// Lines above the header besides the title, as cells.
    pub(crate) above: Vec<Vec<String>>,
    /// Whether sums of columns may stand below, and after each party.
    pub(crate) may_total: bool,
    pub(crate) may_subtotal: bool,
    /// The column that rows are in order of, where subtotals stand.
    pub(crate) group: Role,
    /// Whether amounts of one currency only stand in the summed columns.
    pub(crate) is_one_currency: bool,
    /// Whether the order of columns and rows is given by the kind (ledgers).
    pub(crate) is_fixed: bool,
}

impl Make<'_> {
    /// An amount that people invoice, exact in the unit of the file.
    pub(crate) fn amount(&mut self) -> Parts {
        let dice = &mut self.dice;
        let size = dice.weighted(&[(2, 100), (6, 1_000), (8, 10_000), (4, 100_000), (1, 2_000_000)]);
        let units = dice.between(size / 10, size);
        if self.unit > 1 {
            // Two to four decimals of the unit are whole yuan.
            let step = self.unit / dice.pick(&[100, 100, 10]).max(1);
            let step = step.max(1);
            return (units * 10 / step).max(1) * step * UNIT;
        }
        if matches!(self.currency, "JPY" | "KRW") {
            return units.max(1) * UNIT;
        }
        match dice.below(4) {
            0 => units.max(1) * UNIT,
            1 => (units / 100).max(1) * 100 * UNIT,
            _ => units.max(1) * UNIT + dice.between(0, 99) * CENT,
        }
    }

    /// A part of an amount, exact in the unit of the file.
    pub(crate) fn part_of(&mut self, amount: Parts) -> Parts {
        let step = if self.unit > 1 {
            self.unit / 100 * UNIT
        } else if matches!(self.currency, "JPY" | "KRW") {
            UNIT
        } else {
            CENT
        };
        let step = step.max(CENT);
        let part = amount / 10 * self.dice.between(1, 9);
        (part / step * step).clamp(0, amount)
    }

    /// A day of the file's time.
    pub(crate) fn day(&mut self, within: i64) -> Date {
        let days = self.dice.between(0, within);
        self.from.checked_add(days.days()).unwrap_or(self.from)
    }

    pub(crate) fn second(&mut self) -> u32 {
        u32::try_from(self.dice.between(30_000, 66_000)).unwrap_or(0)
    }

    /// How many rows such a file has.
    pub(crate) fn row_count(&mut self) -> usize {
        let (from, to) = self.dice.weighted(&[(2, (1, 2)), (8, (3, 7)), (8, (8, 15)), (2, (16, 40))]);
        self.dice.count(from, to)
    }

    /// The numbers of a file's invoices: one style, going up.
    pub(crate) fn numbers(&mut self) -> Numbers {
        Numbers { style: self.dice.below(6), next: self.dice.between(100, 80_000), year: i64::from(self.from.year()) }
    }

    pub(crate) fn purpose(&mut self, number: &str) -> String {
        let (plain, before): (&[&str], &[&str]) = match self.tongue {
            Tongue::Chinese => (&["货款", "海运费", "服务费", "往来款", "代理费", "网银转账"], &["货款 ", "付", "支付发票", "运费 "]),
            Tongue::Traditional => (&["貨款", "運費", "服務費", "匯款"], &["貨款 ", "支付 "]),
            Tongue::English => (&["payment", "freight", "goods", "services rendered", "wire transfer"], &["inv ", "payment ", "ref "]),
            Tongue::German => (&["Zahlung", "Fracht", "Ware", "Dienstleistung"], &["Rechnung ", "RE ", "Zahlung "]),
        };
        if number.is_empty() || self.dice.percent(60) {
            self.dice.pick(plain).to_owned()
        } else {
            format!("{}{number}", self.dice.pick(before))
        }
    }

    pub(crate) fn remark(&mut self) -> String {
        let words: &[&str] = match self.tongue {
            Tongue::Chinese => &["", "", "", "待确认", "已电话催收", "分批发货", "加急"],
            Tongue::Traditional => &["", "", "", "待確認", "分批"],
            Tongue::English => &["", "", "", "called twice", "partial shipment", "urgent"],
            Tongue::German => &["", "", "", "gemahnt", "Teillieferung", "eilig"],
        };
        self.dice.pick(words).to_owned()
    }

    /// A role, where the dice say so.
    pub(crate) fn maybe(&mut self, roles: &mut Vec<Role>, of_hundred: usize, role: Role) {
        if self.dice.percent(of_hundred) && !roles.contains(&role) {
            roles.push(role);
        }
    }

    pub(crate) fn note(&mut self, name: &'static str) {
        self.traits.push(name);
    }

    /// The rate of a currency in the books' currency, and how it is written.
    pub(crate) fn rate(&mut self, currency: Code) -> i64 {
        if currency == self.company.base {
            return UNIT;
        }
        let yuan = |code: &str| match code {
            "USD" => 71_000,
            "EUR" => 78_000,
            "GBP" => 91_000,
            "CHF" => 80_000,
            "HKD" => 9_100,
            "TWD" => 2_200,
            "JPY" => 480,
            _ => UNIT,
        };
        let rate = yuan(currency) * UNIT / yuan(self.company.base);
        (rate * self.dice.between(970, 1_030) / 1_000).max(1)
    }
}

/// The numbers of invoices.
pub(crate) struct Numbers {
    style: usize,
    next: i64,
    year: i64,
}

impl Numbers {
    pub(crate) fn next(&mut self, dice: &mut Dice) -> String {
        self.next += dice.between(1, 3);
        match self.style {
            0 => format!("INV-{}", self.next),
            1 => format!("{}{:06}", self.year, self.next),
            2 => format!("{:08}", self.next * 13),
            3 => format!("FP{}{:05}", self.year % 100, self.next),
            4 => format!("{}/{}", self.next, self.year),
            // The twenty digits of an electronic invoice.
            _ => format!("{}3302000000{:08}", self.year % 100, self.next),
        }
    }
}

/// The day so many days later.
pub(crate) fn after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// A rate as text.
pub(crate) fn rate_text(rate: i64) -> String {
    let text = format!("{}.{:04}", rate / UNIT, rate % UNIT);
    if text.ends_with(".0000") { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
