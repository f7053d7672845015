//! The language of right books, compared with the ledger.
//!
//! `2026-01-31: 甲公司 = 600 late 600 free 0; ?乙公司 = 0; #C03 = USD 5 + CNY 7 (42.50)` is what each customer owes on a day: open, late (base
//! currency), received but unallocated (nothing where it is not said), `net` for open less unallocated. Every customer of the company stands
//! there, by name or `#code`; one with `?` may be missing. Money without a currency is CNY; in brackets it is in base currency, and not
//! looked at where the brackets are missing.

use std::collections::BTreeMap;

use guiju_types::{Amount, Currency, Date, EntryKind, RecordId};

use super::expect::Right;
use super::ledger::{Ledger, Owed, Sum};

/// Money as it is written: `USD 600 + 5 (4205)`.
#[derive(Debug, Default)]
pub(crate) struct Money {
    by_currency: BTreeMap<Currency, Amount>,
    base: Option<Amount>,
}

impl Money {
    pub(crate) fn of(text: &str) -> Self {
        let (text, base) = match text.trim().strip_suffix(')').and_then(|text| text.split_once('(')) {
            Some((text, base)) => (text, Some(amount(base))),
            None => (text, None),
        };
        let mut by_currency = BTreeMap::new();
        for part in text.split(" + ") {
            let (currency, number) = part.trim().split_once(' ').unwrap_or_else(|| ("CNY", part.trim()));
            by_currency.insert(currency.parse().unwrap(), amount(number));
        }
        by_currency.retain(|_, amount: &mut Amount| !amount.is_zero());
        Self { by_currency, base }
    }

    pub(crate) fn is(&self, found: &Sum) -> bool {
        self.by_currency == found.by_currency && self.base.is_none_or(|base| base == found.base)
    }

    /// The same for a map of currencies.
    pub(crate) fn is_map(&self, found: &BTreeMap<Currency, Amount>) -> bool {
        let found: BTreeMap<_, _> =
            found.iter().filter(|(_, amount)| !amount.is_zero()).map(|(currency, amount)| (*currency, *amount)).collect();
        self.by_currency == found
    }
}

fn amount(text: &str) -> Amount {
    text.trim().parse().unwrap_or_else(|_| panic!("`{text}` is no amount"))
}

/// Where the ledger is not as it should be.
pub(crate) fn differences(right: &Right, ledger: &Ledger) -> Vec<String> {
    let mut all = Vec::new();
    for line in &right.owes {
        all.extend(on_a_day(line, ledger));
    }
    let mut numbers = |what: &str, wanted: &BTreeMap<String, String>, counted: fn(EntryKind) -> Option<bool>| {
        for (number, money) in wanted {
            match ledger.by_number(number, counted) {
                Some(found) if Money::of(money).is(&found) => {}
                Some(found) => all.push(format!("{number} has {what} {found}, not {money}")),
                None => all.push(format!("there is no {number}, which should have {what} {money}")),
            }
        }
    };
    numbers("open", &right.items, |kind| (kind == EntryKind::Charge || kind.is_settlement()).then(|| kind.is_settlement()));
    numbers("credited", &right.credited, |kind| (kind == EntryKind::CreditNote).then_some(false));
    numbers("received", &right.received, |kind| (kind == EntryKind::Receipt).then_some(false));
    for (kind, count) in &right.entries {
        let found = ledger.live().filter(|entry| entry.kind.name() == kind).count();
        if found != *count {
            all.push(format!("{found} entries are {kind}, not {count}"));
        }
    }
    for (number, due) in &right.due {
        let found = ledger.due(number);
        if found != [due.parse::<Date>().unwrap()] {
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            all.push(format!("{number} is due {}, not {due}", if found.is_empty() { "never".to_owned() } else { found.join(", ") }));
        }
    }
    all
}

fn on_a_day(line: &str, ledger: &Ledger) -> Vec<String> {
    let (day, wanted) = line.split_once(':').unwrap_or_else(|| panic!("`{line}` has no day"));
    let mut owed = ledger.owed(day.parse().unwrap());
    let mut all = Vec::new();
    for (name, words) in wanted.split(';').filter_map(|part| part.split_once('=')) {
        let (is_optional, name) = name.trim().strip_prefix('?').map_or_else(|| (false, name.trim()), |name| (true, name));
        let is_named = |(code, known): &(String, String)| name.strip_prefix('#').map_or(known == name, |wanted| code == wanted);
        let id = ledger.customers.iter().find(|(id, named)| is_named(named) && owed.contains_key(&Some(**id))).map(|(id, _)| *id);
        match id.and_then(|id| owed.remove(&Some(id))) {
            Some(owed) => all.extend(of_one(words.trim(), &owed).map(|difference| format!("{day}: {name} {difference}"))),
            None if is_optional => {}
            None => all.push(format!("{day}: there is no customer {name} (should be {})", words.trim())),
        }
    }
    for (id, owed) in owed {
        let name = |id: RecordId| ledger.customers.get(&id).map_or_else(String::new, |(code, name)| format!("{name} [{code}]"));
        // Money that nobody knows whose it is harms no customer's balance.
        if id.is_some() || !owed.open.by_currency.is_empty() {
            all.push(format!(
                "{day}: nobody expected {}: open {}, free {}",
                id.map_or_else(|| "money of nobody".to_owned(), name),
                owed.open,
                owed.free
            ));
        }
    }
    all
}

fn of_one(words: &str, owed: &Owed) -> Option<String> {
    let mut parts: BTreeMap<&str, String> = BTreeMap::new();
    let mut key = "open";
    for word in words.split(' ') {
        match word {
            "late" | "free" | "net" => key = word,
            word => {
                let part = parts.entry(key).or_default();
                *part = format!("{part} {word}");
            }
        }
    }
    let mut wrong = Vec::new();
    if let Some(net) = parts.get("net") {
        let found = owed.open.base - owed.free.base;
        if amount(net) != found {
            wrong.push(format!("owes net {found}, not{net}"));
        }
    } else {
        let free = parts.get("free").cloned().unwrap_or_else(|| "0".to_owned());
        if !Money::of(&free).is(&owed.free) {
            wrong.push(format!("has {} unallocated, not {}", owed.free, free.trim()));
        }
    }
    if let Some(open) = parts.get("open").filter(|open| !Money::of(open).is(&owed.open)) {
        wrong.push(format!("owes {}, not{open}", owed.open));
    }
    if let Some(late) = parts.get("late").filter(|late| amount(late) != owed.late) {
        wrong.push(format!("is late with {}, not{late}", owed.late));
    }
    (!wrong.is_empty()).then(|| wrong.join(", "))
}
