//! Banks' statements in the formats of banking, as tables of one shape: a sheet for each statement.
//!
//! Each sheet has the header [`COLUMNS`] in row 1, then a line with the opening balance, a line for each movement, and one with the closing
//! balance. What came in is positive, what went out negative, as the account holder sees it; a reversal carries the sign of what it does to the
//! account. A batch whose parts are told, and add up, comes as its parts.
//!
//! Both formats are read here and not by a library: those that there are take one bank's guide for the standard, or refuse a file for a field that
//! nobody needs, and none of them parts batches.

mod camt;
mod details;
mod information;
mod mt940;
mod node;

use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil::Date;

use super::{FileKind, OpenOptions, Sheet, Table};
use crate::error::words;
use crate::{Cell, DocumentError, Row};

/// The header of every statement's sheet.
///
/// | column | what stands in it |
/// |---|---|
/// | `line` | `opening_balance`, `entry`, `part` (of a batch), `closing_balance` |
/// | `account`, `account_name` | the account's number, IBAN where it has one, and its owner |
/// | `statement` | the statement's number or id |
/// | `status` | `booked`, `pending` or `information`; only what is booked moves the balance |
/// | `booking_date`, `value_date` | dates; of a balance its date |
/// | `currency` | of the account |
/// | `credit`, `debit` | the amount that came in or went out, never below zero; one of them is empty |
/// | `amount` | the same signed: in is positive |
/// | `reversal` | `yes` where it takes back an earlier movement |
/// | `balance` | as the bank states it, in the lines of balances only |
/// | `running_balance` | the opening balance plus what was booked up to here, computed; the last one is the closing balance |
/// | `counterparty_name`, `counterparty_account`, `counterparty_bank` | who paid or was paid |
/// | `remittance` | what the payment is for |
/// | `end_to_end_id`, `reference`, `bank_reference` | the payer's, the account holder's and the bank's reference |
/// | `code` | what kind of movement: `PMNT-RCDT-ESCT`, `NTRF` |
/// | `original_amount`, `original_currency` | where it was made in another currency |
/// | `return_reason` | why a payment came back |
/// | `note` | `parts_differ` or `parts_without_amounts`, with figures: the batch is kept whole |
pub const COLUMNS: [&str; 26] = [
    "line",
    "account",
    "account_name",
    "statement",
    "status",
    "booking_date",
    "value_date",
    "currency",
    "credit",
    "debit",
    "amount",
    "reversal",
    "balance",
    "running_balance",
    "counterparty_name",
    "counterparty_account",
    "counterparty_bank",
    "remittance",
    "end_to_end_id",
    "reference",
    "bank_reference",
    "code",
    "original_amount",
    "original_currency",
    "return_reason",
    "note",
];

/// Statements of a file, read as a whole.
#[derive(Debug, Clone)]
pub(super) struct Statements(Arc<Vec<(Sheet, Vec<Row>)>>);

const STATEMENT_BYTES: u64 = 256 << 20;

/// An amount in hundred-thousandths, the smallest part that ISO 20022 writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
struct Money(i128);

/// A statement as it is being read.
#[derive(Debug, Default)]
struct Statement {
    account: String,
    account_name: String,
    number: String,
    currency: String,
    opening: Option<Balance>,
    closing: Option<Balance>,
    movements: Vec<Movement>,
}

#[derive(Debug, Clone, Copy)]
struct Balance {
    amount: Money,
    date: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Status {
    #[default]
    Booked,
    Pending,
    Information,
}

#[derive(Debug, Clone, Default)]
struct Movement {
    is_part: bool,
    status: Status,
    booking: Cell,
    value: Cell,
    amount: Money,
    is_reversal: bool,
    details: Details,
    note: String,
}

/// What is told of a movement beside its amount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Details {
    name: String,
    account: String,
    bank: String,
    remittance: String,
    end_to_end: String,
    reference: String,
    bank_reference: String,
    code: String,
    original: Option<(Money, String)>,
    return_reason: String,
}

impl Money {
    const PER_UNIT: i128 = 100_000;

    /// Reads digits with a point or a comma before at most five decimals.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let fraction = fraction.trim_end_matches('0');
        let all_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty())
            || whole.len() > 20
            || fraction.len() > 5
            || !all_digits(whole)
            || !all_digits(fraction)
        {
            return None;
        }
        let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let fraction: i128 = format!("{fraction:0<5}").parse().ok()?;
        Some(Self(whole * Self::PER_UNIT + fraction))
    }

    const fn signed(self, is_in: bool) -> Self {
        if is_in { self } else { Self(-self.0) }
    }

    /// With two decimals, or as many as it has.
    fn text(self) -> String {
        let (whole, fraction) = (self.0.abs() / Self::PER_UNIT, self.0.abs() % Self::PER_UNIT);
        let digits = format!("{fraction:05}");
        let kept = digits.trim_end_matches('0').len().max(2);
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{whole}.{}", digits.get(..kept).unwrap_or(&digits))
    }

    fn cell(self) -> Cell {
        Cell::Number(self.text())
    }
}

impl Statements {
    pub(super) fn open(table: &Table, options: &OpenOptions) -> Result<Self, DocumentError> {
        let mut bytes = Vec::new();
        let mut reader = std::io::Read::take(table.reader()?, STATEMENT_BYTES + 1);
        std::io::Read::read_to_end(&mut reader, &mut bytes).map_err(|error| table.io(error))?;
        if bytes.len() as u64 > STATEMENT_BYTES {
            return Err(table.too_large("it is a statement of more than 256 MiB; export it by account or by month"));
        }
        let statements = if table.kind == FileKind::Camt { camt::read(table, &bytes)? } else { mt940::read(table, &bytes, options)? };
        if statements.is_empty() {
            return Err(bad(table, ("里面没有对账单", "there is no statement in it")));
        }
        let mut sheets: Vec<(Sheet, Vec<Row>)> = Vec::with_capacity(statements.len());
        let mut names = std::collections::BTreeMap::new();
        for statement in statements {
            let name = format!("{} {}", statement.account, statement.number).trim().to_owned();
            let count = names.entry(name.clone()).or_insert(0_u32);
            *count += 1;
            let name = if *count > 1 { format!("{name} ({count})") } else { name };
            let rows = statement.rows();
            table.check_rows(rows.len() as u64)?;
            sheets.push((Sheet { name, is_hidden: false }, rows));
        }
        Ok(Self(Arc::new(sheets)))
    }

    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.0.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        sheet: usize,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let (_, rows) = self.0.get(sheet).ok_or_else(|| table.unknown_sheet(sheet))?;
        for row in rows {
            if each(row.clone())?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn bad(table: &Table, reason: (impl Into<String>, impl Into<String>)) -> DocumentError {
    DocumentError::BadStatement {
        file: table.name.clone(),
        format: if table.kind == FileKind::Camt { "camt" } else { "MT940" },
        reason: words(reason.0, reason.1),
        help: words("请从网银重新下载，或改为导出 .xlsx 或 .csv", "download it from the bank again, or export .xlsx or .csv instead"),
    }
}

impl Statement {
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.movements.len() + 3);
        let mut push = |cells: Vec<Cell>| rows.push(Row { number: rows.len() as u64 + 1, cells, merged: Vec::new() });
        push(COLUMNS.iter().map(|name| Cell::from(*name)).collect());
        let mut running = self.opening.map(|opening| opening.amount);
        if let Some(opening) = self.opening {
            push(self.balance("opening_balance", opening, running));
        }
        for movement in &self.movements {
            if movement.status == Status::Booked
                && let Some(running) = &mut running
            {
                running.0 += movement.amount.0;
            }
            push(self.movement(movement, running));
        }
        if let Some(closing) = self.closing {
            push(self.balance("closing_balance", closing, running));
        }
        rows
    }

    fn balance(&self, line: &str, balance: Balance, running: Option<Money>) -> Vec<Cell> {
        let date = balance.date.map_or(Cell::Empty, Cell::from);
        let mut cells = self.begin(line, Status::Booked, date.clone(), date);
        cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
        cells.push(balance.amount.cell());
        cells.push(running.map_or(Cell::Empty, Money::cell));
        cells
    }

    fn begin(&self, line: &str, status: Status, booking: Cell, value: Cell) -> Vec<Cell> {
        let status = match status {
            Status::Booked => "booked",
            Status::Pending => "pending",
            Status::Information => "information",
        };
        let text = |text: &str| Cell::from(text);
        vec![
            text(line),
            text(&self.account),
            text(&self.account_name),
            text(&self.number),
            text(status),
            booking,
            value,
            text(&self.currency),
        ]
    }

    fn movement(&self, movement: &Movement, running: Option<Money>) -> Vec<Cell> {
        let line = if movement.is_part { "part" } else { "entry" };
        let mut cells = self.begin(line, movement.status, movement.booking.clone(), movement.value.clone());
        let amount = movement.amount;
        let (credit, debit) = if amount.0 >= 0 { (amount.cell(), Cell::Empty) } else { (Cell::Empty, Money(-amount.0).cell()) };
        let is_booked = movement.status == Status::Booked;
        let details = &movement.details;
        let text = |text: &str| Cell::from(text.trim());
        let (original, currency) = match &details.original {
            Some((amount, currency)) => (amount.cell(), text(currency)),
            None => (Cell::Empty, Cell::Empty),
        };
        cells.extend([
            credit,
            debit,
            amount.cell(),
            text(if movement.is_reversal { "yes" } else { "" }),
            Cell::Empty,
            running.filter(|_| is_booked).map_or(Cell::Empty, Money::cell),
            text(&details.name),
            text(&details.account),
            text(&details.bank),
            text(&details.remittance),
            text(&details.end_to_end),
            text(&details.reference),
            text(&details.bank_reference),
            text(&details.code),
            original,
            currency,
            text(&details.return_reason),
            text(&movement.note),
        ]);
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        for (written, expected) in
            [("1234.5", "1234.50"), ("1234,56", "1234.56"), ("0,00001", "0.00001"), ("100", "100.00"), ("5,", "5.00"), (",5", "0.50")]
        {
            assert_eq!(Money::parse(written).map(Money::text).as_deref(), Some(expected), "{written}");
        }
        for written in ["", "-1", "1.234.5", "1e5", "1.234567", ","] {
            assert_eq!(Money::parse(written), None, "{written}");
        }
        assert_eq!(Money::parse("1.5").unwrap().signed(false).text(), "-1.50");
    }
}
