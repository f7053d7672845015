//! SWIFT MT940: messages of fields `:61:`, one statement or page of a statement each.

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::super::encoding::{judge, looks_like_utf16};
use super::super::{OpenOptions, Table};
use super::information::read_into;
use super::{Balance, Details, Money, Movement, Statement, Status, bad};
use crate::{Cell, DocumentError};

/// A field with the line that it begins in.
struct Field<'a> {
    line: usize,
    tag: &'a str,
    text: String,
}

pub(super) fn read(table: &Table, bytes: &[u8], options: &OpenOptions) -> Result<Vec<Statement>, DocumentError> {
    let encoding = match &options.encoding {
        Some(name) => Encoding::for_label(name.as_bytes()).ok_or_else(|| DocumentError::UnknownEncoding { name: name.clone() })?,
        None => encoding_of(bytes),
    };
    let (text, _, _) = encoding.decode(bytes);
    let mut messages = Messages { table, done: Vec::new(), now: Statement::default(), is_open: false, is_page: false, has_more: false };
    for field in fields(&text) {
        messages.take(&field)?;
    }
    messages.end();
    Ok(messages.done)
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if let Some(encoding) = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| looks_like_utf16(head)) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return encoding_rs::UTF_8;
    }
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    judge(bytes.get(start..bytes.len().min(start + (1 << 18))).unwrap_or_default())
}

/// The fields of all messages; a line that begins none goes on with the one before. Envelopes and ends of messages are passed over.
fn fields(text: &str) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut is_inside = false;
    for (number, line) in text.split('\n').enumerate() {
        let line = line.trim_end_matches('\r');
        let body = line.rsplit_once("{4:").map_or(line, |(_, body)| body).trim_end();
        let tag = body.trim_start().strip_prefix(':').and_then(|rest| rest.split_once(':'));
        let is_tag = |tag: &str| {
            matches!(tag.len(), 2 | 3)
                && tag.bytes().take(2).all(|byte| byte.is_ascii_digit())
                && tag.bytes().skip(2).all(|byte| byte.is_ascii_uppercase())
        };
        match tag.filter(|(tag, _)| is_tag(tag)) {
            Some((tag, text)) => {
                is_inside = true;
                fields.push(Field { line: number + 1, tag, text: text.to_owned() });
            }
            None if matches!(body, "-" | "-}" | "--") || body.starts_with("-}") || body.starts_with("{1:") => is_inside = false,
            None if is_inside => {
                if let Some(field) = fields.last_mut() {
                    field.text.push('\n');
                    field.text.push_str(body);
                }
            }
            None => {}
        }
    }
    fields
}

struct Messages<'a> {
    table: &'a Table,
    done: Vec<Statement>,
    now: Statement,
    is_open: bool,
    /// Begins where the page before ended.
    is_page: bool,
    /// Ends where the next page begins.
    has_more: bool,
}

impl Messages<'_> {
    fn bad(&self, field: &Field<'_>, zh: &str, en: &str) -> DocumentError {
        let (line, tag) = (field.line, field.tag);
        bad(self.table, (format!("第 {line} 行的 :{tag}: {zh}"), format!("field :{tag}: in line {line} {en}")))
    }

    fn take(&mut self, field: &Field<'_>) -> Result<(), DocumentError> {
        match field.tag {
            "20" => {
                self.end();
                self.is_open = true;
            }
            "25" | "25P" => field.text.lines().next().unwrap_or_default().trim().clone_into(&mut self.now.account),
            "28" | "28C" => field.text.trim().clone_into(&mut self.now.number),
            "60F" | "60M" => {
                let (balance, currency) = self.balance(field)?;
                self.now.currency = currency;
                self.now.opening = Some(balance);
                self.is_page = field.tag == "60M";
            }
            "62F" | "62M" => {
                let (balance, currency) = self.balance(field)?;
                if currency != self.now.currency && self.now.opening.is_some() {
                    return Err(self.bad(field, "与期初余额币种不同", "is in another currency than the opening balance"));
                }
                self.now.currency = currency;
                self.now.closing = Some(balance);
                self.has_more = field.tag == "62M";
            }
            "61" => {
                let movement = self.movement(field)?;
                self.now.movements.push(movement);
                self.table.check_rows(self.now.movements.len() as u64)?;
            }
            // Of the movement before it; behind the closing balance it is of the statement.
            "86" if self.now.closing.is_none() => {
                if let Some(movement) = self.now.movements.last_mut() {
                    read_into(&field.text, &mut movement.details);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends a message: a statement, or a page that goes on with the one before.
    fn end(&mut self) {
        let now = std::mem::take(&mut self.now);
        let is_page = std::mem::take(&mut self.is_page);
        let before_has_more = self.done.last().is_some_and(|before| before.account == now.account && before.currency == now.currency);
        if !std::mem::take(&mut self.is_open) || (now.account.is_empty() && now.movements.is_empty() && now.opening.is_none()) {
            return;
        }
        match self.done.last_mut() {
            Some(before) if is_page && before_has_more && follows(before, &now) => {
                before.movements.extend(now.movements);
                before.closing = now.closing;
            }
            Some(_) | None => self.done.push(now),
        }
    }

    /// `C260331EUR1234,56`.
    fn balance(&self, field: &Field<'_>) -> Result<(Balance, String), DocumentError> {
        let text = field.text.trim();
        let found = (|| {
            let (mark, rest) = text.split_at_checked(1)?;
            let is_in = match mark {
                "C" => true,
                "D" => false,
                _ => return None,
            };
            let (day, rest) = rest.split_at_checked(6)?;
            let (currency, amount) = rest.split_at_checked(3)?;
            let balance = Balance { amount: Money::parse(amount)?.signed(is_in), date: date(day) };
            Some((balance, currency.to_owned()))
        })();
        found.ok_or_else(|| self.bad(field, "不是余额", "is no balance"))
    }

    /// `2603310401RC1234,56NTRFreference//bank reference`, and a line of more.
    fn movement(&self, field: &Field<'_>) -> Result<Movement, DocumentError> {
        let (line, more) = field.text.split_once('\n').unwrap_or((&field.text, ""));
        let found = (|| {
            let (day, rest) = line.trim().split_at_checked(6)?;
            let value = date(day)?;
            let booked = rest.get(..4).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
            let rest = if booked.is_some() { rest.get(4..)? } else { rest };
            let marks = [
                ("RC", false, true),
                ("RD", true, true),
                ("EC", true, false),
                ("ED", false, false),
                ("C", true, false),
                ("D", false, false),
            ];
            let (mark, is_in, is_reversal) = marks.into_iter().find(|(mark, _, _)| rest.starts_with(mark))?;
            let rest = rest.strip_prefix(mark)?;
            // The third letter of the currency may stand before the amount.
            let rest = rest.strip_prefix(|letter: char| letter.is_ascii_uppercase()).unwrap_or(rest);
            let length = rest.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ',' | '.')))?;
            let (amount, rest) = rest.split_at_checked(length)?;
            let (code, reference) = rest.split_at_checked(4)?;
            let (reference, bank_reference) = reference.split_once("//").unwrap_or((reference, ""));
            let reference = if matches!(reference.trim(), "NONREF" | "NOREF") { "" } else { reference.trim() };
            let details = Details {
                reference: reference.to_owned(),
                bank_reference: bank_reference.trim().to_owned(),
                code: code.to_owned(),
                remittance: more.replace('\n', " ").trim().to_owned(),
                ..Details::default()
            };
            Some(Movement {
                status: if mark.starts_with('E') { Status::Pending } else { Status::Booked },
                booking: Cell::from(booked.and_then(|day| near(value, day)).unwrap_or(value)),
                value: Cell::from(value),
                amount: Money::parse(amount)?.signed(is_in),
                is_reversal,
                details,
                ..Movement::default()
            })
        })();
        found.ok_or_else(|| self.bad(field, "不是一笔交易", "is no movement as the standard has it"))
    }
}

/// Whether a page begins with what the one before ended with.
fn follows(before: &Statement, now: &Statement) -> bool {
    let closing = before.closing.map(|balance| balance.amount);
    closing.is_some() && closing == now.opening.map(|balance| balance.amount)
}

/// `260331`. Statements do not reach back beyond 1980.
fn date(text: &str) -> Option<Date> {
    let two = |at: usize| text.get(at..at + 2)?.parse::<i8>().ok();
    let year = i16::from(two(0)?);
    Date::new(if year >= 80 { 1900 + year } else { 2000 + year }, two(2)?, two(4)?).ok()
}

/// The day `0401` in the year that brings it closest to another.
fn near(value: Date, text: &str) -> Option<Date> {
    let two = |at: usize| text.get(at..at + 2)?.parse::<i8>().ok();
    let (month, day) = (two(0)?, two(2)?);
    let years = [value.year() - 1, value.year(), value.year() + 1];
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|found| found.since(value).map_or(i32::MAX, |span| span.get_days().abs()))
}
