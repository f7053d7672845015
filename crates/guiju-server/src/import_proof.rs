//! What an import found out of a file, on the wire: its kind, proofs, questions, money, and what becomes of its rows.

use std::collections::BTreeMap;

use guiju_runtime::{Company, import};
use guiju_types::{Amount, Currency};

use crate::dto::import::{
    Answered, CurrencyOwing, CustomerOwing, Difference, Fate, FateRows, FileKind, LikeFile, Money, MoneyLine, Owing, PartyMoney, Proof,
    Question, Remembered, ShownAmount, ShownRow,
};
use crate::dto::scalar::{Day, Decimal, Instant, Text};

/// Parties that are told of a file, and of one of several readings.
const PARTIES: usize = 100;
const PARTIES_OF_CHOICE: usize = 5;

pub(crate) fn kind(found: &import::KindFound) -> FileKind {
    FileKind { name: found.name.clone(), label: (&found.label).into(), because: found.because.iter().map(Into::into).collect() }
}

pub(crate) fn like(found: &import::LikeFile) -> LikeFile {
    LikeFile { import: found.import.0, file_name: found.name.clone(), at: Instant(found.at) }
}

pub(crate) fn remembered(found: &import::Remembered) -> Remembered {
    let choice = |choice: &import::Choice| Answered {
        value: choice.value.clone(),
        label: (&choice.label).into(),
        title: None,
        means: None,
        money: None,
    };
    Remembered {
        key: found.key.clone(),
        code: found.code.clone(),
        text: (&found.text).into(),
        value: found.value.clone(),
        choices: found.choices.iter().map(choice).collect(),
        customer: found.customer.map(|id| id.0),
        by: found.said.by.clone(),
        at: Instant(found.said.at),
        file_name: found.said.file.clone(),
        import: found.said.import.map(|id| id.0),
    }
}

pub(crate) fn proof(proof: &import::Proof) -> Proof {
    let difference = |found: &import::Difference| Difference {
        row: found.row,
        column: found.column.clone(),
        stated: found.stated.clone(),
        found: found.found.clone(),
    };
    Proof {
        code: proof.code.clone(),
        label: (&proof.label).into(),
        holds: proof.holds,
        checked: proof.checked,
        failed: proof.failed,
        differences: proof.differences.iter().map(difference).collect(),
        found: proof.found.clone(),
    }
}

pub(crate) fn question(company: &Company, question: &import::Question) -> Question {
    let kinds = &company.rulebook().imports().kinds;
    let choice = |choice: &import::Choice| {
        let mut parts = choice.value.split(':');
        let kind = parts.next().filter(|_| question.code == "kind").and_then(|name| kinds.iter().find(|kind| kind.name == name));
        let how: Vec<guiju_types::Text> = parts.map(import::variant_in_words).collect();
        let title = kind.map(|kind| {
            let zh = how.iter().map(|how| format!("（{}）", how.zh)).collect::<String>();
            let en = how.iter().map(|how| format!(" ({})", how.en)).collect::<String>();
            Text::new(format!("{}{zh}", kind.label.zh), format!("{}{en}", kind.label.en))
        });
        Answered {
            value: choice.value.clone(),
            label: (&choice.label).into(),
            title,
            means: kind.map(|kind| (&kind.means).into()),
            money: choice.money.as_ref().map(|found| short(found, PARTIES_OF_CHOICE)),
        }
    };
    Question {
        key: question.key.clone(),
        code: question.code.clone(),
        column: question.column.clone(),
        text: (&question.text).into(),
        choices: question.choices.iter().map(choice).collect(),
    }
}

pub(crate) fn money(money: &import::Money) -> Money {
    short(money, PARTIES)
}

fn short(money: &import::Money, parties: usize) -> Money {
    let line = |line: &import::Line| MoneyLine { rows: line.rows, sum: sums(&line.sum) };
    let party = |party: &import::PartyMoney| PartyMoney {
        party: party.party.clone(),
        currency: party.currency.to_string(),
        charged: party.charged.into(),
        received: party.received.into(),
        credited: party.credited.into(),
        owes: party.owes.into(),
    };
    Money {
        lines: money.lines.iter().map(|(name, found)| (name.clone(), line(found))).collect(),
        by_party: money.by_party.iter().take(parties).map(party).collect(),
    }
}

fn sums(sums: &BTreeMap<Currency, Amount>) -> BTreeMap<String, Decimal> {
    sums.iter().map(|(currency, sum)| (currency.to_string(), (*sum).into())).collect()
}

pub(crate) fn owing(owing: &import::Owing) -> Owing {
    let total = |total: &import::CurrencyOwing| CurrencyOwing {
        currency: total.currency.to_string(),
        customers: total.customers,
        before: total.before.map(Into::into),
        charged: total.charged.into(),
        received: total.received.into(),
        credited: total.credited.into(),
        after: total.after.map(Into::into),
    };
    let customer = |customer: &import::CustomerOwing| CustomerOwing {
        code: customer.code.clone(),
        name: customer.name.clone(),
        is_new: customer.is_new,
        currency: customer.currency.to_string(),
        before: customer.before.into(),
        charged: customer.charged.into(),
        received: customer.received.into(),
        credited: customer.credited.into(),
        after: customer.after.into(),
    };
    Owing {
        totals: owing.totals.iter().map(total).collect(),
        customers: owing.customers.iter().map(customer).collect(),
        without_customer: sums(&owing.without_customer),
    }
}

pub(crate) fn fate(rows: &import::FateRows) -> FateRows {
    let amount = |given: &import::ShownAmount| ShownAmount {
        kind: given.kind.clone(),
        currency: given.currency.to_string(),
        amount: given.amount.into(),
    };
    let row = |row: &import::ShownRow| ShownRow {
        row: row.row,
        party: row.party.clone(),
        date: row.date.map(Day),
        gives: row.gives.iter().map(amount).collect(),
        why: row.why.as_ref().map(Into::into),
        cells: row.cells.clone(),
    };
    FateRows {
        fate: match rows.fate {
            import::Fate::ComesIn => Fate::ComesIn,
            import::Fate::LeftOut => Fate::LeftOut,
            import::Fate::Refused => Fate::Refused,
            import::Fate::AlreadyThere => Fate::AlreadyThere,
        },
        reason: rows.reason.clone(),
        text: (&rows.text).into(),
        count: rows.count,
        rows: rows.rows.iter().map(row).collect(),
    }
}
