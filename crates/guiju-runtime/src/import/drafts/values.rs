//! A cell as a part of an entry or as the value of a field.

use guiju_documents::Cell;
use guiju_types::{Amount, Currency, Date, EntryKind, Field, FieldType, Timestamp, Value};

use super::gives::{Given, Gives};
use super::sorting::{FlowParts, Parts};
use crate::import;
use crate::import::cells::amount::{Refunded, Side, WrittenAmount, amount, written_amount};
use crate::import::cells::date::dated;
use crate::import::cells::id::{has_lost_digits, id};
use crate::import::cells::identity::{citizen, credit_code, old_citizen};
use crate::import::cells::terms::Terms;
use crate::import::cells::width::narrow;
use crate::import::plan::Reading;
use crate::import::rates::scaled;
use crate::import::reason::Problem;
use crate::import::targets::{FlowPart, Part, currency_word, key};

/// Noon in UTC: the same civil date in every time zone from −12 to +11, and 20:00 in China.
pub(crate) fn noon(date: Date) -> Option<Timestamp> {
    jiff::tz::TimeZone::UTC.to_timestamp(date.at(12, 0, 0, 0)).ok()
}

pub(super) fn put_part(
    parts: &mut Parts,
    kind: EntryKind,
    part: Part,
    cell: &Cell,
    reading: &Reading,
    gives: &mut Gives,
) -> Result<(), Problem> {
    match part {
        // The first of several columns that has one.
        Part::Number => parts.number = parts.number.take().or_else(|| given_id(cell, reading, gives)),
        Part::Charge => parts.charge = parts.charge.take().or_else(|| given_id(cell, reading, gives)),
        Part::Date => parts.date = dated(cell, &reading.dates)?,
        Part::Due => parts.due = dated(cell, &reading.dates)?,
        Part::Amount => parts.amounts.extend(stated(cell, reading, kind)?),
        Part::Open => parts.open.extend(stated(cell, reading, kind)?),
        Part::Currency => parts.currency = put_currency(cell)?,
        Part::Rate => parts.rate = put_rate(cell)?,
        Part::Terms => {
            if let Some(words) = text(cell) {
                match Terms::read(reading.terms.get(words.trim()).map_or(words.as_str(), String::as_str)) {
                    Ok(terms) => parts.terms = Some(terms),
                    Err(problem) => parts.terms_unclear = Some(Problem { about: Some(words), ..problem }),
                }
            }
        }
        Part::Note => parts.note = text(cell),
        Part::Vendor => parts.vendor = text(cell),
    }
    Ok(())
}

pub(super) fn put_currency(cell: &Cell) -> Result<Option<Currency>, Problem> {
    let text = cell.text();
    let plain = narrow(&text);
    if matches!(&*plain, "" | "-" | "--" | "/") {
        return Ok(None);
    }
    let shown: String = plain.chars().take(20).collect();
    let found = currency_word(&plain);
    found.map(Some).ok_or_else(|| Problem::new("unknown_currency", format!("“{shown}”不是币种"), format!("`{shown}` is not a currency")))
}

pub(super) fn put_rate(cell: &Cell) -> Result<Option<i64>, Problem> {
    let text = cell.text();
    let plain = narrow(&text);
    if plain.is_empty() || plain == "-" {
        return Ok(None);
    }
    let shown: String = plain.chars().take(20).collect();
    let rate = scaled(&plain).or_else(|| scaled(&plain.replacen(',', ".", 1)));
    rate.map(Some).ok_or_else(|| Problem::new("bad_rate", format!("“{shown}”不是汇率"), format!("`{shown}` is not a rate")))
}

pub(super) fn put_flow(flow: &mut FlowParts, part: FlowPart, cell: &Cell, reading: &Reading, gives: &mut Gives) -> Result<(), Problem> {
    match part {
        FlowPart::In => flow.money_in = moved(flow, cell, reading)?,
        FlowPart::Out => flow.money_out = moved(flow, cell, reading)?,
        FlowPart::Refund => flow.refund = moved(flow, cell, reading)?,
        FlowPart::Amount => flow.amount = moved(flow, cell, reading)?,
        // What is masked or missing proves nothing, and is no reason to refuse the row.
        FlowPart::Balance => {
            flow.balance = amount(cell, reading.style).unwrap_or_default();
            // An opening balance has no amount whose column could say the currency.
            flow.currency = flow.currency.or(reading.currency);
        }
        FlowPart::Fee => flow.fee = amount(cell, reading.style).unwrap_or_default(),
        FlowPart::Direction => flow.direction = text(cell),
        FlowPart::BalanceSide => flow.balance_side = text(cell),
        FlowPart::Status => flow.status = text(cell),
        FlowPart::Payer => flow.payer = said(cell),
        FlowPart::Payee => flow.payee = said(cell),
        FlowPart::PartyAccount => {}
        FlowPart::Account => flow.account = given_id(cell, reading, gives),
        FlowPart::Posted => flow.posted = dated(cell, &reading.dates).unwrap_or_default(),
    }
    Ok(())
}

/// The amount of an entry, with the currency that its cell or its column says: what stands on the other side of the books is below zero.
fn stated(cell: &Cell, reading: &Reading, kind: EntryKind) -> Result<Option<(Option<Currency>, Amount)>, Problem> {
    let Some(written) = written_amount(cell, reading.style)? else { return Ok(None) };
    if written.refunded.is_some() || written.has_tax == Some(false) {
        return amount(cell, reading.style).map(|amount| amount.map(|amount| (reading.currency, amount)));
    }
    let other = if kind == EntryKind::Receipt { Side::Debit } else { Side::Credit };
    let value = if written.side == Some(other) { -written.amount } else { written.amount };
    Ok(Some((sure_currency(&written, reading)?, value)))
}

/// The currency of a cell, where it or its column says one; a sign that several currencies share says none.
fn sure_currency(written: &WrittenAmount, reading: &Reading) -> Result<Option<Currency>, Problem> {
    match written.sign {
        Some(_) if written.currency.is_none() => written.currency_in(reading.currency, reading.base),
        _ => Ok(written.currency.or(reading.currency)),
    }
}

/// The amount of a movement; what its cell says beside it is noted.
fn moved(flow: &mut FlowParts, cell: &Cell, reading: &Reading) -> Result<Option<Amount>, Problem> {
    let Some(written) = written_amount(cell, reading.style)? else { return Ok(None) };
    flow.currency = flow.currency.or(sure_currency(&written, reading)?);
    flow.side = flow.side.or(match written.side {
        // On a bank's paper the credit side is money that came in.
        Some(Side::Credit) => Some(import::Side::In),
        Some(Side::Debit) => Some(import::Side::Out),
        None => None,
    });
    flow.refunded = match written.refunded {
        Some(Refunded::Part(part)) => Some(part),
        Some(Refunded::Whole) => Some(written.amount),
        None => flow.refunded,
    };
    Ok(Some(written.amount))
}

/// A text that says something: `/` and dashes stand for nothing.
pub(super) fn said(cell: &Cell) -> Option<String> {
    text(cell).filter(|text| !text.chars().all(|letter| matches!(letter, '/' | '-' | '—' | '*' | ' ')))
}

fn text(cell: &Cell) -> Option<String> {
    let text = cell.text();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Without the apostrophe that spreadsheet programs write before a text that would be a formula.
fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        Some(_) | None => text,
    }
}

fn given_id(cell: &Cell, reading: &Reading, gives: &mut Gives) -> Option<String> {
    // What lost digits names nothing and nobody: the row goes by its other columns.
    if has_lost_digits(cell) {
        gives.warnings.push("lost_digits");
        return None;
    }
    let id = id(cell)?;
    let is_digits = id.bytes().all(|byte| byte.is_ascii_digit());
    match reading.width {
        Some(width) if is_digits && id.len() < width => Some(format!("{id:0>width$}")),
        Some(_) | None => Some(id),
    }
}

/// The value of a cell for a field; `None` where the cell is empty.
pub(super) fn field_value(
    field: &Field,
    is_key: bool,
    cell: &Cell,
    reading: &Reading,
    gives: &mut Gives,
) -> Result<Option<Given>, Problem> {
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = |zh: &str, en: &str| {
        let shown: String = cell.text().chars().take(40).collect();
        Problem::new("wrong_value", format!("“{shown}”不是{zh}"), format!("`{shown}` is not {en}"))
    };
    let value = match &field.kind {
        FieldType::Text => {
            // Names and descriptions stay as they are written; what is a number to the letter is an id.
            let shown = cell.text();
            let is_number = narrow(&shown).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            let text = if is_key || is_number { given_id(cell, reading, gives) } else { text(cell).map(unguarded) };
            // A slip of the pen is told, and no reason to refuse the row.
            let is_well_made = |text: &String| match field.name.as_str() {
                "tax_number" => credit_code::check(text).is_ok(),
                "id_number" => citizen::check(text).is_ok() || old_citizen::check(text).is_ok(),
                _ => true,
            };
            if text.as_ref().is_some_and(|text| !is_well_made(text)) {
                gives.warnings.push("identity_number_wrong");
            }
            return Ok(text.map(|text| Given::Value(Value::Text(text))));
        }
        FieldType::Reference(kind) => {
            return Ok(given_id(cell, reading, gives).map(|text| Given::Named { kind: kind.clone(), field: field.name.clone(), text }));
        }
        FieldType::Integer => match amount(cell, reading.style)? {
            Some(amount) if amount.parts() % Amount::PARTS_PER_UNIT == 0 => Value::Integer(amount.parts() / Amount::PARTS_PER_UNIT),
            Some(_) => return Err(wrong("整数", "a whole number")),
            None => return Ok(None),
        },
        FieldType::Decimal | FieldType::Amount => match amount(cell, reading.style)? {
            Some(amount) => Value::Amount(amount),
            None => return Ok(None),
        },
        FieldType::Date => match dated(cell, &reading.dates)? {
            Some(date) => Value::Date(date),
            None => return Ok(None),
        },
        FieldType::Instant => match dated(cell, &reading.dates)?.and_then(noon) {
            Some(instant) => Value::Instant(instant),
            None => return Ok(None),
        },
        FieldType::Boolean => match key(&cell.text()).as_str() {
            "true" | "yes" | "y" | "1" | "是" | "有" | "t" => Value::Boolean(true),
            "false" | "no" | "n" | "0" | "否" | "无" | "f" => Value::Boolean(false),
            _ => return Err(wrong("“是”或“否”", "yes or no")),
        },
        FieldType::Enumeration(names) => Value::Text(enumerated(names, &cell.text()).ok_or_else(|| {
            let known: Vec<&str> = names.iter().map(|(_, label)| label.zh.as_str()).collect();
            let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
            wrong(&format!("以下之一：{}", known.join("、")), &format!("one of {}", names.join(", ")))
        })?),
    };
    Ok(Some(Given::Value(value)))
}

/// The name of an enumeration that a text means: by name, by label, or by the settlement terms that both say.
pub(super) fn enumerated(names: &[(String, guiju_types::Text)], text: &str) -> Option<String> {
    let wanted = key(text);
    let same = names.iter().find(|(name, label)| [name, &label.zh, &label.en].iter().any(|known| key(known) == wanted));
    let by_terms = || {
        let terms = Terms::parse(text)?;
        names
            .iter()
            .find(|(name, _)| Terms::parse(name) == Some(terms))
            .or_else(|| names.iter().find(|(name, _)| matches!((Terms::parse(name), terms), (Some(Terms::Monthly(_)), Terms::Monthly(_)))))
    };
    same.or_else(by_terms).map(|(name, _)| name.clone())
}

pub(super) fn plain_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Amount(amount) => amount.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Instant(instant) => instant.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Reference(record) => record.to_string(),
    }
}
