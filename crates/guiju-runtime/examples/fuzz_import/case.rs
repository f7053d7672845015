//! One case: a file made from a seed, and what is true of it.

use jiff::civil::Date;

use crate::again::Pair;
use crate::dice::Dice;
use crate::frame::{Said, Sheet, frame};
use crate::layout::{KINDS, Kind};
use crate::make::{Draft, Make, after};
use crate::style::{DateStyle, Negative};
use crate::truth::{Company, Effect, Money, Settled, Tongue, Truth, What};
use crate::words::{Role, Vocabulary, Words};
use crate::write::Habits;

/// A file with its truth.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) kind: Kind,
    /// Whether every column that money depends on is called by a word of the product.
    pub(crate) is_known: bool,
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) truth: Truth,
    /// The first and last day of all rows, and of those that come into the ledger.
    pub(crate) days: [Option<(Date, Date)>; 2],
    /// The file as text, for people.
    pub(crate) shown: String,
}

/// What a run wants to see.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted {
    pub(crate) kind: Option<Kind>,
    pub(crate) is_shown: bool,
}

impl Case {
    pub(crate) fn random(words: &Words, seed: u64, case: u64, wanted: Wanted) -> Self {
        let mut make = context(words, seed, case);
        let kind = make.dice.weighted(KINDS);
        let kind = wanted.kind.unwrap_or(kind);
        let tongue = make.tongue;
        if kind.may_have_unit() && make.dice.one_in(9) {
            make.unit =
                if matches!(tongue, Tongue::Chinese | Tongue::Traditional) { make.dice.pick(&[10_000, 10_000, 1_000]) } else { 1_000 };
            make.note("unit");
        }
        if kind != Kind::Pairs && make.dice.one_in(12) {
            make.currency = make.dice.pick(&["USD", "EUR", "HKD", "JPY", "CNY"]);
            if make.currency != make.company.base {
                make.note("foreign");
            }
        }
        let mut draft = kind.draft(&mut make);
        let said = said(&mut make, &draft);
        let habits = habits(&mut make, kind, &draft);
        let sheet = frame(&mut make, &mut draft, said);
        let sheets = if habits.is_workbook { crate::sheets::split(&mut make, &draft, sheet) } else { vec![sheet] };
        finished(&make, kind, &draft, &sheets, &habits, wanted)
    }
}

/// Two files of one company that say some of the same.
pub(crate) fn pair(words: &Words, seed: u64, case: u64, wanted: Wanted) -> Pair {
    crate::again::pair(context(words, seed, case), wanted)
}

/// The company and the language of a case.
fn context(words: &Words, seed: u64, case: u64) -> Make<'_> {
    let mut dice = Dice::of_case(seed, case);
    let tongue = dice.weighted(&[(55, Tongue::Chinese), (9, Tongue::Traditional), (24, Tongue::English), (12, Tongue::German)]);
    let vocabulary = dice.weighted(&[(50, Vocabulary::Known), (32, Vocabulary::Unknown), (18, Vocabulary::Mixed)]);
    let company = Company::random(&mut dice, tongue);
    let from = Date::new(2026, 1, 1).unwrap_or_default();
    let from = from.checked_add(jiff::Span::new().days(dice.between(-400, 200))).unwrap_or(from);
    let currency = company.base;
    Make {
        is_short: dice.one_in(7),
        has_native_words: dice.coin(),
        dice,
        words,
        tongue,
        vocabulary,
        company,
        unit: 1,
        currency,
        from,
        traits: Vec::new(),
    }
}

/// A foreign currency or a unit has to be said somewhere.
fn said(make: &mut Make<'_>, draft: &Draft) -> Said {
    let has_column = draft.roles.contains(&Role::Currency);
    if make.unit > 1 || (make.currency != make.company.base && !has_column) {
        return make.dice.pick(&[Said::Above, Said::Title, Said::Header]);
    }
    if draft.is_one_currency && make.dice.one_in(10) {
        return make.dice.pick(&[Said::Above, Said::Above, Said::Header]);
    }
    Said::Nowhere
}

fn habits(make: &mut Make<'_>, kind: Kind, draft: &Draft) -> Habits {
    let mut habits = Habits::random(&mut make.dice, make.tongue, make.currency, make.unit);
    let style = &mut habits.numbers;
    if kind == Kind::Bank && style.before.is_empty() {
        style.has_plus = make.dice.one_in(6);
    }
    if !draft.is_one_currency || kind == Kind::Pairs || make.unit > 1 {
        style.before = "";
        style.after = "";
    }
    let is_list = matches!(kind, Kind::OpenItems | Kind::Invoices);
    if is_list && make.tongue == Tongue::English && !draft.roles.contains(&Role::Paid) && make.unit == 1 && make.dice.one_in(20) {
        style.negative = Negative::Credit;
        make.traits.push("credit_suffix");
    }
    if style.may_mislead() {
        make.traits.push("dotted_groups");
    }
    if style.is_full_width {
        make.traits.push("full_width");
    }
    if style.is_indian {
        make.traits.push("indian_groups");
    }
    if habits.dates == DateStyle::Taiwan {
        make.traits.push("taiwan_years");
    }
    if habits.dates == DateStyle::Serial {
        make.traits.push("date_serials");
    }
    if habits.is_workbook {
        habits.before_all = "";
    }
    habits
}

/// The case of one sheet in a text file.
pub(crate) fn of_sheet(make: &Make<'_>, kind: Kind, draft: &Draft, sheet: Sheet, habits: &Habits, wanted: Wanted) -> Case {
    finished(make, kind, draft, &[sheet], habits, wanted)
}

/// The money of a sheet's rows.
pub(crate) fn money_of(sheet: &Sheet) -> Money {
    let mut money = Money::default();
    for effect in sheet.lines.iter().flat_map(|line| &line.effects) {
        money.take(effect);
    }
    money
}

fn finished(make: &Make<'_>, kind: Kind, draft: &Draft, sheets: &[Sheet], habits: &Habits, wanted: Wanted) -> Case {
    let mut traits = make.traits.clone();
    let bytes = match sheets {
        [one] if !habits.is_workbook => habits.delimited(one),
        all => habits.workbook(all).unwrap_or_default(),
    };
    let mut truth = Truth {
        kinds: draft.kinds,
        settled: draft.settled,
        unit: make.unit,
        base: make.company.base,
        date_order: habits.dates.order(),
        is_split_known: draft.is_split_known,
        has_lines: draft.has_lines,
        ..Truth::default()
    };
    let mut days: Vec<Date> = Vec::new();
    let mut all_days: Vec<Date> = Vec::new();
    let mut money = Money::default();
    for (place, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.is_hidden) {
        for (number, line) in (1_u64..).zip(&sheet.lines) {
            if line.is_broken {
                truth.broken_rows.push((place, number));
            }
            for effect in &line.effects {
                money.take(effect);
            }
            let of_line = line.cells.iter().zip(&sheet.columns).filter_map(|(cell, (role, _))| cell.day().filter(|_| *role != Role::Due));
            if line.is_data {
                all_days.extend(of_line.clone());
            }
            if line.effects.iter().any(is_kept) {
                days.extend(of_line);
            }
            if !line.effects.is_empty() {
                truth.rows.push((place, number, line.effects.clone()));
            }
        }
        truth.headers.extend(sheet.columns.iter().map(|(role, name)| (name.clone(), format!("{role:?}"))));
    }
    truth.money = money;
    truth.list_day = all_days.iter().max().map(|last| after(*last, 1));
    if habits.dates.is_open() && !(habits.is_workbook && habits.is_typed) && !sheets.iter().any(has_late_day) {
        traits.push("date_order_open");
        if !matches!(truth.settled, Settled::No(_)) {
            truth.settled = Settled::No("date order");
        }
    }
    if habits.is_workbook {
        traits.push("workbook");
    }
    let is_known = sheets.iter().filter(|sheet| !sheet.columns.is_empty()).all(|sheet| sheet.is_known);
    let shown = if wanted.is_shown { shown(sheets, habits) } else { String::new() };
    traits.sort_unstable();
    traits.dedup();
    truth.traits = traits;
    Case {
        kind,
        is_known,
        file_name: if habits.is_workbook { "export.xlsx".to_owned() } else { "export.csv".to_owned() },
        bytes,
        days: [span(&all_days), span(&days)],
        truth,
        shown,
    }
}

fn span(days: &[Date]) -> Option<(Date, Date)> {
    days.iter().min().copied().zip(days.iter().max().copied())
}

/// Whether it comes into the ledger, with its day.
fn is_kept(effect: &Effect) -> bool {
    match effect.what {
        What::Charged | What::Received => true,
        What::In => effect.party.is_some(),
        What::Out | What::Neither => false,
    }
}

/// Whether a day beyond 12 tells the order of day and month.
fn has_late_day(sheet: &Sheet) -> bool {
    sheet.lines.iter().filter(|line| line.is_data).flat_map(|line| &line.cells).any(|cell| cell.day().is_some_and(|day| day.day() > 12))
}

fn shown(sheets: &[Sheet], habits: &Habits) -> String {
    let mut text = format!("{habits:?}\n");
    for sheet in sheets {
        if habits.is_workbook {
            text.push_str(&format!("--- sheet `{}`{}\n", sheet.name, if sheet.is_hidden { " (hidden)" } else { "" }));
        }
        for line in &sheet.lines {
            let cells: Vec<String> = line.cells.iter().map(|cell| habits.text(cell)).collect();
            text.push_str(&cells.join(" | "));
            text.push('\n');
        }
    }
    text
}
