//! The cells of a row by what they mean.

use guiju_documents::{Cell, Row};
use guiju_types::{Amount, Currency, Date, EntryKind, Field, FieldType, Timestamp, Value};

use super::Reader;
use super::gives::{Given, Gives};
use super::values::{enumerated, field_value, noon, put_currency, put_flow, put_part, put_rate};
use crate::import::Side;
use crate::import::cells::amount::compared_amount;
use crate::import::cells::date::dated;
use crate::import::cells::terms::Terms;
use crate::import::customers::{CREDIT_DAYS, CUSTOMER};
use crate::import::plan::Reading;
use crate::import::reason::Problem;
use crate::import::targets::{CheckPart, Part, RatePart, Target};

/// The parts of one kind of entry, as the cells say them.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) number: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) due: Option<Date>,
    pub(super) amounts: Vec<(Option<Currency>, Amount)>,
    pub(super) open: Vec<(Option<Currency>, Amount)>,
    pub(super) currency: Option<Currency>,
    pub(super) rate: Option<i64>,
    pub(super) terms: Option<Terms>,
    /// Why the terms are not understood.
    pub(super) terms_unclear: Option<Problem>,
    pub(super) note: Option<String>,
    pub(super) charge: Option<String>,
    pub(super) vendor: Option<String>,
}

/// The cells of a row by what they mean.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) entries: [Parts; 9],
    pub(super) fields: Vec<(usize, Vec<(String, Given)>)>,
    pub(super) customer: Vec<(String, Given)>,
    pub(super) customer_code: Option<String>,
    pub(super) customer_name: Option<String>,
    pub(super) known_at: Option<Timestamp>,
    pub(super) flow: FlowParts,
    pub(super) checks: [Option<Amount>; 5],
    pub(super) rate: (Option<Date>, Option<Currency>, Option<i64>),
}

/// The parts of a movement of money, as the cells say them.
#[derive(Debug, Default)]
pub(super) struct FlowParts {
    pub(super) money_in: Option<Amount>,
    pub(super) money_out: Option<Amount>,
    pub(super) refund: Option<Amount>,
    pub(super) amount: Option<Amount>,
    /// What was paid back of it, where the cell says so beside the amount.
    pub(super) refunded: Option<Amount>,
    /// The currency that an amount's cell says.
    pub(super) currency: Option<Currency>,
    /// The side that an amount's cell says: `1,234.50 CR`.
    pub(super) side: Option<Side>,
    pub(super) balance: Option<Amount>,
    pub(super) fee: Option<Amount>,
    pub(super) direction: Option<String>,
    pub(super) balance_side: Option<String>,
    pub(super) status: Option<String>,
    pub(super) payer: Option<String>,
    pub(super) payee: Option<String>,
    pub(super) account: Option<String>,
    pub(super) posted: Option<Date>,
    /// Whether a cell of the row says that it is what was there before.
    pub(super) is_opening: bool,
}

pub(super) const fn check_place(part: CheckPart) -> usize {
    match part {
        CheckPart::Base => 0,
        CheckPart::Net => 1,
        CheckPart::Tax => 2,
        CheckPart::BaseOpen => 3,
        CheckPart::BasePaid => 4,
    }
}

pub(super) const fn place(kind: EntryKind) -> usize {
    match kind {
        EntryKind::Charge => 0,
        EntryKind::Bill => 1,
        EntryKind::Confirmation => 2,
        EntryKind::Invoice => 3,
        EntryKind::Receipt => 4,
        EntryKind::Allocation => 5,
        EntryKind::CreditNote => 6,
        EntryKind::WriteOff | EntryKind::Clearing => 7,
        EntryKind::Cost => 8,
    }
}

/// Whether a sign or a word of a currency may stand in the cell.
fn has_sign(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.contains(|letter: char| !letter.is_ascii() || letter == '$'))
}

impl Reader<'_> {
    pub(super) fn sort(&self, row: &Row, gives: &mut Gives, problems: &mut Vec<Problem>) -> Sorted {
        let mut sorted = Sorted::default();
        let row_currency = self.row_currency(row);
        let mut of_row;
        for column in &self.plan.columns {
            // What a merged cell shows holds for texts and dates of every row that it spans; an amount stands once.
            let cell = if column.target.is_amount() { row.cell(column.index) } else { row.shown(column.index) };
            if let Cell::Text(text) = cell
                && text.starts_with(['=', '@'])
            {
                gives.warnings.push("formula_text");
            }
            if let Cell::Uncomputed(_) = cell {
                let problem = Problem::new(
                    "formula_without_result",
                    "公式没有保存结果：请用表格软件打开并保存后再导入",
                    "a formula without a stored result: open and save the workbook in a spreadsheet program",
                );
                problems.push(problem.at(&column.header));
                continue;
            }
            let mut reading = &column.reading;
            if let Some(base) = row_currency.filter(|currency| column.target.is_amount() && *currency != reading.base && has_sign(cell)) {
                of_row = Reading { base, ..reading.clone() };
                reading = &of_row;
            }
            if let Err(problem) = self.put(&mut sorted, &column.target, cell, reading, gives) {
                problems.push(problem.at(&column.header));
            }
        }
        for derived in &self.plan.derived {
            let put = derived.value(row).and_then(|cell| self.put(&mut sorted, &derived.target, &cell, &Reading::default(), gives));
            if let Err(problem) = put {
                problems.push(problem.at(&derived.rule));
            }
        }
        for (target, cell) in &self.plan.constants {
            if let Err(problem) = self.put_constant(&mut sorted, target, cell, gives) {
                problems.push(problem);
            }
        }
        sorted
    }

    /// The currency that a column says of the row: it decides about signs that several currencies share.
    fn row_currency(&self, row: &Row) -> Option<Currency> {
        let is_currency = |target: &Target| matches!(target, Target::Entry(_, Part::Currency));
        let column = self.plan.columns.iter().find(|column| is_currency(&column.target))?;
        put_currency(row.shown(column.index)).ok().flatten()
    }

    /// A constant fills what no column of the row did.
    pub(super) fn put_constant(&self, sorted: &mut Sorted, target: &Target, cell: &Cell, gives: &mut Gives) -> Result<(), Problem> {
        if let Target::Entry(kind, part) = target {
            let Some(parts) = sorted.entries.get(place(*kind)) else { return Ok(()) };
            let is_there = match part {
                Part::Number => parts.number.is_some(),
                Part::Date => parts.date.is_some(),
                Part::Due => parts.due.is_some(),
                Part::Amount => !parts.amounts.is_empty(),
                Part::Open => !parts.open.is_empty(),
                Part::Currency => parts.currency.is_some(),
                Part::Rate => parts.rate.is_some(),
                Part::Terms => parts.terms.is_some(),
                Part::Note => parts.note.is_some(),
                Part::Charge => parts.charge.is_some(),
                Part::Vendor => parts.vendor.is_some(),
            };
            if is_there {
                return Ok(());
            }
        }
        self.put(sorted, target, cell, &Reading::default(), gives)
    }

    pub(super) fn put(
        &self,
        sorted: &mut Sorted,
        target: &Target,
        cell: &Cell,
        reading: &Reading,
        gives: &mut Gives,
    ) -> Result<(), Problem> {
        match target {
            Target::KnownAt => {
                sorted.known_at = dated(cell, &reading.dates)?.and_then(noon);
            }
            Target::Flow(part) => put_flow(&mut sorted.flow, *part, cell, reading, gives)?,
            Target::Check(part) => {
                if let Some(place) = sorted.checks.get_mut(check_place(*part)) {
                    *place = compared_amount(cell, reading.style)?;
                }
            }
            Target::Rate(RatePart::Date) => sorted.rate.0 = dated(cell, &reading.dates)?,
            Target::Rate(RatePart::Currency) => sorted.rate.1 = put_currency(cell)?,
            Target::Rate(RatePart::Value) => sorted.rate.2 = put_rate(cell)?,
            Target::Entry(kind, part) => {
                if let Some(parts) = sorted.entries.get_mut(place(*kind)) {
                    put_part(parts, *kind, *part, cell, reading, gives)?;
                }
            }
            Target::Field { kind, field } => {
                if kind == CUSTOMER && field.name == "terms" && self.put_terms(sorted, field, cell) {
                    return Ok(());
                }
                let is_key = self.is_key(kind, field);
                let Some(given) = field_value(field, is_key, cell, reading, gives)? else { return Ok(()) };
                if kind == CUSTOMER {
                    if let Some((customer, _)) = &self.plan.customer
                        && let Given::Value(Value::Text(text)) = &given
                    {
                        if field.name == customer.key {
                            sorted.customer_code = Some(text.clone());
                            return Ok(());
                        }
                        if field.name == "name" {
                            // `/` and `--` say that there is nobody.
                            if !text.chars().any(char::is_alphanumeric) {
                                return Ok(());
                            }
                            sorted.customer_name = Some(text.clone());
                        }
                    }
                    sorted.customer.push((field.name.clone(), given));
                    return Ok(());
                }
                let Some(plan) = self.plan.records.iter().position(|record| record.kind.name == *kind) else { return Ok(()) };
                match sorted.fields.iter_mut().find(|(known, _)| *known == plan) {
                    Some((_, fields)) => {
                        if !fields.iter().any(|(name, _)| *name == field.name) {
                            fields.push((field.name.clone(), given));
                        }
                    }
                    None => sorted.fields.push((plan, vec![(field.name.clone(), given)])),
                }
            }
        }
        Ok(())
    }

    pub(super) fn is_key(&self, kind: &str, field: &Field) -> bool {
        let customer = self.plan.customer.as_ref().map(|(kind, _)| kind).filter(|customer| customer.name == kind);
        let record = || self.plan.records.iter().map(|record| &record.kind).find(|record| record.name == kind);
        customer.or_else(record).is_some_and(|kind| kind.key == field.name)
    }

    /// A customer's terms with a number of days that the enumeration has no name for: `月结60天` is monthly with 60 days of credit.
    pub(super) fn put_terms(&self, sorted: &mut Sorted, field: &Field, cell: &Cell) -> bool {
        let text = cell.text();
        let (FieldType::Enumeration(names), Some(terms)) = (&field.kind, Terms::parse(&text)) else { return false };
        let Some((_, filled)) = &self.plan.customer else { return false };
        let Some(days) = terms.days().filter(|_| filled.iter().any(|name| name == CREDIT_DAYS)) else { return false };
        let name = enumerated(names, &text);
        if name.as_deref().and_then(Terms::parse) == Some(terms) {
            return false;
        }
        sorted.customer.extend(name.map(|name| (field.name.clone(), Given::Value(Value::Text(name)))));
        sorted.customer.push((CREDIT_DAYS.to_owned(), Given::Value(Value::Integer(i64::from(days)))));
        true
    }
}
