//! What one row gives: reads its cells by the plan and says what is wrong with them.

use guiju_documents::{Cell, Row};
use guiju_types::{Amount, Currency, Date, EntryDraft, EntryKind, EntryLink, Field, FieldType, RecordId, Timestamp, Value};

use super::cells::amount::amount;
use super::cells::date::date;
use super::cells::id::id;
use super::cells::width::narrow;
use super::customers::{CREDIT_DAYS, CUSTOMER, Customers, Found, Slot, terms_of};
use super::plan::{Plan, Reading};
use super::rates::{Rates, scaled};
use super::reason::Problem;
use super::targets::{Part, Target, currency_word, key};
use super::terms::Terms;
use super::{Books, KnownAt};

/// A value of a record's field, or the text that names the record it refers to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given {
    /// A value.
    Value(Value),
    /// A record of a type, by key or name.
    Named {
        /// The record type.
        kind: String,
        /// The field that refers to it.
        field: String,
        /// Key or name.
        text: String,
    },
    /// The row's customer.
    Customer,
    /// The record of a type that the row itself gives.
    OfRow { kind: String },
}

/// A record that a row gives.
#[derive(Debug, Clone)]
pub(crate) struct GivenRecord {
    /// Its place in the plan.
    pub(crate) plan: usize,
    pub(crate) key: String,
    pub(crate) fields: Vec<(String, Given)>,
    pub(crate) date: Option<Date>,
}

/// An entry that a row gives; its links count from the row's first entry.
#[derive(Debug, Clone)]
pub(crate) struct GivenEntry {
    pub(crate) draft: EntryDraft,
    /// The number of a charge that is to be found in the ledger.
    pub(crate) charge_number: Option<String>,
    /// The name of a cost's vendor.
    pub(crate) vendor: Option<String>,
}

/// What a row gives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gives {
    pub(crate) customer: RowCustomer,
    /// The row's business date.
    pub(crate) date: Option<Date>,
    pub(crate) records: Vec<GivenRecord>,
    pub(crate) entries: Vec<GivenEntry>,
    pub(crate) warnings: Vec<&'static str>,
    /// Business dates by fact.
    pub(crate) dates: Vec<(String, Date)>,
    pub(crate) known_at: Option<Timestamp>,
}

/// The parts of one kind of entry, as the cells say them.
#[derive(Debug, Default)]
struct Parts {
    number: Option<String>,
    date: Option<Date>,
    due: Option<Date>,
    amounts: Vec<(Option<Currency>, Amount)>,
    open: Vec<(Option<Currency>, Amount)>,
    currency: Option<Currency>,
    rate: Option<i64>,
    terms: Option<Terms>,
    note: Option<String>,
    charge: Option<String>,
    vendor: Option<String>,
}

/// Customers that a row makes or changes, in the order in which they came up.
#[derive(Debug, Default)]
pub(crate) struct CustomerChanges {
    pub(crate) new: Vec<NewCustomer>,
    pub(crate) changed: Vec<ChangedCustomer>,
}

/// A customer that a row changes.
#[derive(Debug, Clone)]
pub(crate) struct ChangedCustomer {
    pub(crate) slot: Slot,
    pub(crate) fields: Vec<(String, Value)>,
    pub(crate) known_at: Option<Timestamp>,
    pub(crate) date: Option<Date>,
}

/// The customer of a row.
#[derive(Debug, Clone, Default)]
pub(crate) enum RowCustomer {
    /// The row names none.
    #[default]
    None,
    /// A known one, with what the row says of it.
    Known(Found, Vec<Value>),
    /// One that the row makes.
    New { code: String, name: Option<String>, fields: Vec<(String, Given)>, values: Vec<Value> },
}

/// A customer that a row makes.
#[derive(Debug, Clone)]
pub(crate) struct NewCustomer {
    pub(crate) slot: Slot,
    pub(crate) fields: Vec<(String, Given)>,
    pub(crate) known_at: Option<Timestamp>,
    pub(crate) date: Option<Date>,
    /// The place of the row in its batch.
    pub(crate) row: usize,
}

/// Reads rows.
pub(crate) struct Reader<'a> {
    pub(crate) books: &'a Books<'a>,
    pub(crate) plan: &'a Plan,
    pub(crate) rates: &'a Rates,
    pub(crate) now: Timestamp,
}

/// The cells of a row by what they mean.
#[derive(Default)]
struct Sorted {
    entries: [Parts; 9],
    fields: Vec<(usize, Vec<(String, Given)>)>,
    customer: Vec<(String, Given)>,
    customer_code: Option<String>,
    customer_name: Option<String>,
    known_at: Option<Timestamp>,
}

const fn place(kind: EntryKind) -> usize {
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

impl Reader<'_> {
    /// What a row gives, or everything that is wrong with it. `row_key` is the row's own key, for records that have no other.
    pub(crate) fn read(&self, row: &Row, row_key: &str, customers: &Customers) -> Result<Gives, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut gives = Gives::default();
        let mut sorted = self.sort(row, &mut gives, &mut problems);
        gives.known_at = match sorted.known_at {
            Some(known_at) if known_at > self.now => {
                gives.warnings.push("future_known_at");
                None
            }
            known_at => known_at,
        };
        let records = self.records(&mut sorted, row, row_key, &mut gives, &mut problems);
        gives.date = records.iter().find_map(|record| record.date).or_else(|| sorted.entries.iter().find_map(|parts| parts.date));
        gives.customer = self.customer(&sorted, customers, &mut gives.warnings, &mut problems);
        self.entries(&mut sorted, customers, &mut gives, &mut problems);
        if matches!(gives.customer, RowCustomer::None) && self.plan.customer.is_some() {
            gives.warnings.push("no_customer");
        }
        gives.records = records;
        if problems.is_empty() { Ok(gives) } else { Err(problems) }
    }

    /// Makes the customer of a row that comes in known to the rows after it. Gives its place.
    pub(crate) fn admit(
        &self,
        gives: &mut Gives,
        batch_row: usize,
        customers: &mut Customers,
        changes: &mut CustomerChanges,
    ) -> Option<Slot> {
        let (_, filled) = self.plan.customer.as_ref()?;
        let known_at = gives.date.and_then(|date| self.known_at(gives.known_at, date));
        let date = gives.date.filter(|_| known_at.is_some());
        match std::mem::take(&mut gives.customer) {
            RowCustomer::None => None,
            RowCustomer::Known(found, values) => {
                let slot = found.slot();
                if customers.update(slot, &values) {
                    let fields = filled.iter().cloned().zip(values).filter(|(_, value)| *value != Value::Null).collect();
                    changes.changed.push(ChangedCustomer { slot, fields, known_at, date });
                }
                Some(slot)
            }
            RowCustomer::New { code, name, fields, values } => {
                let get = |field: &str| {
                    filled.iter().position(|name| name == field).and_then(|place| values.get(place)).cloned().unwrap_or_default()
                };
                let terms = terms_of(get);
                let slot = customers.add(&code, values.into_boxed_slice());
                customers.set_terms(slot, terms);
                if let Some(name) = name {
                    customers.name(&name, slot);
                }
                changes.new.push(NewCustomer { slot, fields, known_at, date, row: batch_row });
                Some(slot)
            }
        }
    }

    fn known_at(&self, row: Option<Timestamp>, date: Date) -> Option<Timestamp> {
        match self.plan.recipe.known_at {
            KnownAt::Now => None,
            KnownAt::Column => row,
            KnownAt::BusinessDate => noon(date).filter(|known_at| *known_at <= self.now),
        }
    }

    fn sort(&self, row: &Row, gives: &mut Gives, problems: &mut Vec<Problem>) -> Sorted {
        let mut sorted = Sorted::default();
        for column in &self.plan.columns {
            // What a merged cell shows holds for texts and dates of every row that it spans; an amount stands once.
            let is_amount = matches!(column.target, Target::Entry(_, Part::Amount | Part::Open));
            let cell = if is_amount { row.cell(column.index) } else { row.shown(column.index) };
            if let Cell::Text(text) = cell
                && text.starts_with(['=', '@'])
            {
                gives.warnings.push("formula_text");
            }
            if let Err(problem) = self.put(&mut sorted, &column.target, cell, column.reading, gives) {
                problems.push(problem.at(&column.header));
            }
        }
        for derived in &self.plan.derived {
            let put = derived.value(row).and_then(|cell| self.put(&mut sorted, &derived.target, &cell, Reading::default(), gives));
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

    /// A constant fills what no column of the row did.
    fn put_constant(&self, sorted: &mut Sorted, target: &Target, cell: &Cell, gives: &mut Gives) -> Result<(), Problem> {
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
        self.put(sorted, target, cell, Reading::default(), gives)
    }

    fn put(&self, sorted: &mut Sorted, target: &Target, cell: &Cell, reading: Reading, gives: &mut Gives) -> Result<(), Problem> {
        match target {
            Target::KnownAt => {
                sorted.known_at = date(cell, reading.order)?.and_then(noon);
            }
            Target::Entry(kind, part) => {
                if let Some(parts) = sorted.entries.get_mut(place(*kind)) {
                    put_part(parts, *part, cell, reading, gives)?;
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

    fn is_key(&self, kind: &str, field: &Field) -> bool {
        let customer = self.plan.customer.as_ref().map(|(kind, _)| kind).filter(|customer| customer.name == kind);
        let record = || self.plan.records.iter().map(|record| &record.kind).find(|record| record.name == kind);
        customer.or_else(record).is_some_and(|kind| kind.key == field.name)
    }

    /// A customer's terms with a number of days that the enumeration has no name for: `月结60天` is monthly with 60 days of credit.
    fn put_terms(&self, sorted: &mut Sorted, field: &Field, cell: &Cell) -> bool {
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

    fn records(&self, sorted: &mut Sorted, row: &Row, row_key: &str, gives: &mut Gives, problems: &mut Vec<Problem>) -> Vec<GivenRecord> {
        let mut records = Vec::with_capacity(sorted.fields.len());
        let mut given = std::mem::take(&mut sorted.fields);
        given.sort_by_key(|(plan, _)| *plan);
        let has_customer = sorted.customer_code.is_some() || sorted.customer_name.is_some();
        for (plan, mut fields) in given {
            let Some(planned) = self.plan.records.get(plan) else { continue };
            let kind = &planned.kind;
            for field in &kind.fields {
                let is_there = fields.iter().any(|(name, _)| *name == field.name);
                if is_there {
                    continue;
                }
                if let FieldType::Reference(to) = &field.kind {
                    if to == CUSTOMER && field.name == CUSTOMER && has_customer {
                        fields.push((field.name.clone(), Given::Customer));
                    } else if records
                        .iter()
                        .any(|record: &GivenRecord| self.plan.records.get(record.plan).is_some_and(|plan| plan.kind.name == *to))
                    {
                        fields.push((field.name.clone(), Given::OfRow { kind: to.clone() }));
                    }
                }
            }
            let key = match fields.iter().find(|(name, _)| *name == kind.key) {
                Some((_, Given::Value(Value::Text(text)))) => text.clone(),
                Some(_) | None if planned.has_key => {
                    let name = kind.fields.iter().find(|field| field.name == kind.key).map_or(&kind.label, |field| &field.label);
                    let problem = Problem::new("key_missing", format!("缺少“{}”", name.zh), format!("`{}` is empty", name.en));
                    problems.push(match self.plan.column_of_field(&kind.name, &kind.key) {
                        Some(column) => problem.at(column),
                        None => problem,
                    });
                    continue;
                }
                Some(_) | None => {
                    let key = self.key_of(planned, &fields, row, row_key);
                    fields.insert(0, (kind.key.clone(), Given::Value(Value::Text(key.clone()))));
                    key
                }
            };
            let date = kind.business_date.as_ref().and_then(|name| {
                fields.iter().find(|(field, _)| field == name).and_then(|(_, given)| {
                    let Given::Value(Value::Date(date)) = given else { return None };
                    Some(*date)
                })
            });
            if let Some(date) = date {
                gives.dates.push((kind.name.clone(), date));
            }
            let is_negative = fields
                .iter()
                .any(|(name, given)| name == "quantity" && matches!(given, Given::Value(Value::Amount(amount)) if amount.is_negative()));
            let is_negative = is_negative
                || fields
                    .iter()
                    .any(|(name, given)| name == "quantity" && matches!(given, Given::Value(Value::Integer(number)) if *number < 0));
            if is_negative {
                gives.warnings.push("negative_quantity");
                let first = row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| cell.text().into_owned()).unwrap_or_default();
                if is_cancellation(&key) || is_cancellation(&first) {
                    gives.warnings.push("cancellation");
                }
            }
            self.validate(&kind.name, &fields, problems);
            records.push(GivenRecord { plan, key, fields, date });
        }
        records
    }

    fn key_of(&self, planned: &super::plan::PlanRecord, fields: &[(String, Given)], row: &Row, row_key: &str) -> String {
        let part = |name: &String| -> String {
            if name == "row" {
                return row_key.chars().take(16).collect();
            }
            let field = name.rsplit('.').next().unwrap_or(name);
            let own = fields.iter().find(|(known, _)| known == field).and_then(|(_, given)| match given {
                Given::Value(value) => Some(plain_text(value)),
                Given::Named { text, .. } => Some(text.clone()),
                Given::Customer | Given::OfRow { .. } => None,
            });
            own.or_else(|| {
                self.plan.columns.iter().find(|column| named(&column.target) == *name).and_then(|column| id(row.shown(column.index)))
            })
            .unwrap_or_default()
        };
        planned.key_parts.iter().map(part).collect::<Vec<_>>().join("-")
    }

    /// The rules that the rulebook has for a record.
    fn validate(&self, kind: &str, fields: &[(String, Given)], problems: &mut Vec<Problem>) {
        let values: Vec<(String, Value)> = fields
            .iter()
            .map(|(name, given)| {
                let value = match given {
                    Given::Value(value) => value.clone(),
                    // Which record it is, is known when the batch is written; that there is one, is what counts here.
                    Given::Named { .. } | Given::Customer | Given::OfRow { .. } => Value::Reference(RecordId(0)),
                };
                (name.clone(), value)
            })
            .collect();
        for problem in self.books.rulebook.validate(kind, &values) {
            let column = self.plan.column_of_field(kind, &problem.field).unwrap_or(&problem.field).to_owned();
            problems.push(Problem { code: "invalid_field", column: Some(column), text: problem.message });
        }
    }

    /// The customer that a row names: a known one with what the row says of it, or a new one.
    fn customer(
        &self,
        sorted: &Sorted,
        customers: &Customers,
        warnings: &mut Vec<&'static str>,
        problems: &mut Vec<Problem>,
    ) -> RowCustomer {
        let Some((kind, filled)) = self.plan.customer.as_ref() else { return RowCustomer::None };
        let (code, name) = (sorted.customer_code.as_deref(), sorted.customer_name.as_deref());
        if code.is_none() && name.is_none() {
            return RowCustomer::None;
        }
        let found = match customers.find(code, name) {
            Ok(found) => found,
            Err(problem) => {
                problems.push(problem);
                return RowCustomer::None;
            }
        };
        let mut values: Vec<Value> = filled
            .iter()
            .map(|field| match sorted.customer.iter().find(|(name, _)| name == field) {
                Some((_, Given::Value(value))) => value.clone(),
                Some(_) | None => Value::Null,
            })
            .collect();
        if let Some(found) = found {
            match found {
                Found::Digits(_) => warnings.push("leading_zeros_lost"),
                Found::Alias(_) => warnings.push("matched_by_alias"),
                Found::Code(_) | Found::Name(_) => {}
            }
            if !matches!(found, Found::Code(_) | Found::Digits(_)) {
                // A customer found by a name keeps the name that it has.
                for (_, value) in filled.iter().zip(&mut values).filter(|(field, _)| *field == "name") {
                    *value = Value::Null;
                }
            }
            return RowCustomer::Known(found, values);
        }
        let code = code.or(name).unwrap_or_default().to_owned();
        let mut fields = vec![(kind.key.clone(), Given::Value(Value::Text(code.clone())))];
        fields.extend(sorted.customer.iter().cloned());
        if kind.fields.iter().any(|field| field.name == "name") && name.is_none() {
            fields.push(("name".to_owned(), Given::Value(Value::Text(code.clone()))));
        }
        self.validate(CUSTOMER, &fields, problems);
        RowCustomer::New { code, name: name.map(str::to_owned), fields, values }
    }

    /// The settlement terms of the row's customer.
    fn customer_terms(&self, customer: &RowCustomer, customers: &Customers) -> Option<Terms> {
        let (_, filled) = self.plan.customer.as_ref()?;
        let of_row = |values: &[Value]| {
            terms_of(|field| filled.iter().position(|name| name == field).and_then(|place| values.get(place)).cloned().unwrap_or_default())
        };
        match customer {
            RowCustomer::None => None,
            RowCustomer::Known(found, values) => of_row(values).or_else(|| customers.terms(found.slot())),
            RowCustomer::New { values, .. } => of_row(values),
        }
    }

    fn entries(&self, sorted: &mut Sorted, customers: &Customers, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let kinds = &self.plan.entries;
        let has = |kind: EntryKind| kinds.contains(&kind);
        let gives_charge = (has(EntryKind::Charge) || has(EntryKind::Invoice))
            && (self.plan.has(EntryKind::Charge, Part::Amount)
                || self.plan.has(EntryKind::Charge, Part::Open)
                || self.plan.has(EntryKind::Invoice, Part::Amount));
        let mut charges = Vec::new();
        if gives_charge {
            self.charges(sorted, customers, gives, problems, &mut charges);
        } else if has(EntryKind::Receipt) {
            self.receipt(sorted, gives, problems);
        }
        for kind in [EntryKind::Bill, EntryKind::Confirmation, EntryKind::CreditNote, EntryKind::WriteOff] {
            if has(kind) {
                self.on_charge(kind, sorted, &charges, gives, problems);
            }
        }
        if has(EntryKind::Invoice) && !gives_charge {
            self.on_charge(EntryKind::Invoice, sorted, &charges, gives, problems);
        }
        if has(EntryKind::Cost) {
            self.cost(sorted, gives, problems);
        }
    }

    fn draft(
        &self,
        kind: EntryKind,
        date: Date,
        currency: Currency,
        amount: Amount,
        rate: Option<i64>,
        row_known_at: Option<Timestamp>,
    ) -> Result<EntryDraft, Problem> {
        let mut draft = EntryDraft::new(kind, date, amount);
        draft.currency = currency;
        draft.base_amount = self.rates.base(amount, currency, date, rate)?;
        draft.known_at = self.known_at(row_known_at, date);
        Ok(draft)
    }

    /// The charges of a row with their invoices, receipts and allocations. `charges` gets the places of the charges.
    fn charges(
        &self,
        sorted: &mut Sorted,
        customers: &Customers,
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
        charges: &mut Vec<usize>,
    ) {
        let charge = sorted.entries.get_mut(place(EntryKind::Charge)).map(std::mem::take).unwrap_or_default();
        let invoice = sorted.entries.get_mut(place(EntryKind::Invoice)).map(std::mem::take).unwrap_or_default();
        let receipt = sorted.entries.get_mut(place(EntryKind::Receipt)).map(std::mem::take).unwrap_or_default();
        let mut amounts = by_currency(
            if charge.amounts.is_empty() { &invoice.amounts } else { &charge.amounts },
            charge.currency.or(invoice.currency),
            self.plan.base_currency,
        );
        let open = by_currency(&charge.open, charge.currency, self.plan.base_currency);
        let mut paid = by_currency(&receipt.amounts, receipt.currency.or(charge.currency), self.plan.base_currency);
        let gives_paid = self.plan.has(EntryKind::Receipt, Part::Amount);
        if amounts.is_empty() && !open.is_empty() {
            amounts = open.iter().map(|(currency, open)| (*currency, *open + amount_in(&paid, *currency))).collect();
        } else if !open.is_empty() && !gives_paid {
            paid = amounts
                .iter()
                .map(|(currency, amount)| (*currency, *amount - amount_in(&open, *currency)))
                .filter(|(_, paid)| !paid.is_zero())
                .collect();
        } else if open.iter().any(|(currency, open)| amount_in(&amounts, *currency) - amount_in(&paid, *currency) != *open) {
            gives.warnings.push("open_differs");
        }
        let needs = |problems: &mut Vec<Problem>, code: &'static str, zh: &str, en: &str, target: Target| {
            let problem = Problem::new(code, zh, en);
            problems.push(match self.plan.column_of(&target) {
                Some(column) => problem.at(column),
                None => problem,
            });
        };
        if amounts.is_empty() {
            needs(problems, "amount_missing", "缺少应收金额", "the amount is empty", Target::Entry(EntryKind::Charge, Part::Amount));
        }
        let Some(date) = charge.date.or(invoice.date) else {
            // A cell that was there and could not be read has its own problem.
            if problems.is_empty() {
                needs(
                    problems,
                    "date_missing",
                    "缺少应收日期",
                    "the date of the charge is empty",
                    Target::Entry(EntryKind::Charge, Part::Date),
                );
            }
            return;
        };
        if matches!(gives.customer, RowCustomer::None) && problems.is_empty() {
            needs(
                problems,
                "customer_missing",
                "应收没有客户",
                "a charge without a customer",
                Target::Entry(EntryKind::Charge, Part::Number),
            );
        }
        let terms = charge.terms.or_else(|| self.customer_terms(&gives.customer, customers)).or(self.plan.default_terms);
        let due = charge.due.or_else(|| {
            gives.warnings.push("due_from_terms");
            terms.and_then(|terms| terms.due(date))
        });
        if due.is_some_and(|due| due < date) {
            gives.warnings.push("due_before_date");
        }
        let settles_whole = !gives_paid && open.is_empty() && receipt.date.is_some() && self.plan.entries.contains(&EntryKind::Receipt);
        let number = charge.number.clone().or_else(|| invoice.number.clone());
        let rate = charge.rate.or(invoice.rate);
        for (currency, amount) in amounts {
            if amount.is_zero() {
                gives.warnings.push("zero_amount");
                continue;
            }
            let mut draft = match self.draft(EntryKind::Charge, date, currency, amount, rate, gives.known_at) {
                Ok(draft) => draft,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            draft.number.clone_from(&number);
            draft.due_date = due;
            draft.note.clone_from(&charge.note);
            let base = draft.base_amount;
            let at = gives.entries.len();
            charges.push(at);
            gives.dates.push(("charge".to_owned(), date));
            gives.entries.push(GivenEntry { draft, charge_number: None, vendor: None });
            if amount.is_negative() {
                gives.warnings.push("negative_amount");
            }
            if invoice.number.is_some() && self.plan.entries.contains(&EntryKind::Invoice) {
                let mut paper = EntryDraft::new(EntryKind::Invoice, invoice.date.unwrap_or(date), amount);
                paper.currency = currency;
                paper.base_amount = base;
                paper.number.clone_from(&invoice.number);
                paper.charge = Some(EntryLink::Draft(at));
                paper.known_at = self.known_at(gives.known_at, paper.business_date);
                gives.entries.push(GivenEntry { draft: paper, charge_number: None, vendor: None });
            }
            let paid = if settles_whole { amount } else { amount_in(&paid, currency) };
            self.paid(&receipt, at, (currency, amount, base, date), paid, gives, problems);
        }
    }

    /// The receipt of a charge in the same row, with its allocation.
    fn paid(
        &self,
        receipt: &Parts,
        charge: usize,
        (currency, amount, base, date): (Currency, Amount, Amount, Date),
        paid: Amount,
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
    ) {
        if paid.is_zero() {
            return;
        }
        if amount.is_negative() != paid.is_negative() {
            let problem = Problem::new(
                "negative_receipt",
                "收款与应收的正负号不同（退款？）：请分开记录",
                "the charge and what was paid on it have different signs (a refund?): record them apart",
            );
            problems.push(problem);
            return;
        }
        if paid.is_negative() {
            gives.warnings.push("settled_credit");
        }
        let Some(paid_on) = receipt.date else {
            if problems.is_empty() {
                let problem = Problem::new(
                    "receipt_date_missing",
                    "有已收金额而没有收款日期；可在方案的 constants 中给出 \"receipt.date\"",
                    "an amount was paid and no date says when; the recipe may give `receipt.date` under `constants`",
                );
                problems.push(problem);
            }
            return;
        };
        if paid_on < date {
            gives.warnings.push("paid_before_charge");
        }
        let mut money = match self.draft(EntryKind::Receipt, paid_on, currency, paid, receipt.rate, gives.known_at) {
            Ok(money) => money,
            Err(problem) => {
                problems.push(problem);
                return;
            }
        };
        money.number.clone_from(&receipt.number);
        money.note.clone_from(&receipt.note);
        let is_over = paid.abs() > amount.abs();
        let allocated = if is_over { amount } else { paid };
        if is_over {
            gives.warnings.push("overpaid");
        }
        let share = if allocated == amount { Some(base) } else { base.checked_ratio(allocated.parts(), amount.parts()) };
        let known_at = money.known_at;
        let receipt_at = gives.entries.len();
        gives.dates.push(("receipt".to_owned(), paid_on));
        gives.dates.push(("settlement".to_owned(), paid_on));
        gives.entries.push(GivenEntry { draft: money, charge_number: None, vendor: None });
        let mut allocation = EntryDraft::new(EntryKind::Allocation, paid_on, allocated);
        allocation.currency = currency;
        allocation.base_amount = share.unwrap_or(allocated);
        allocation.charge = Some(EntryLink::Draft(charge));
        allocation.receipt = Some(EntryLink::Draft(receipt_at));
        allocation.method = Some(guiju_types::AllocationMethod::File);
        allocation.known_at = known_at;
        gives.entries.push(GivenEntry { draft: allocation, charge_number: None, vendor: None });
    }

    /// A receipt of a row without a charge; it may name one of the ledger.
    fn receipt(&self, sorted: &mut Sorted, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let receipt = sorted.entries.get_mut(place(EntryKind::Receipt)).map(std::mem::take).unwrap_or_default();
        let Some(date) = receipt.date else {
            if problems.is_empty() {
                problems.push(Problem::new("date_missing", "缺少收款日期", "the date of the receipt is empty"));
            }
            return;
        };
        let amounts = by_currency(&receipt.amounts, receipt.currency, self.plan.base_currency);
        if amounts.iter().all(|(_, amount)| amount.is_zero()) {
            if problems.is_empty() {
                problems.push(Problem::new("amount_missing", "缺少收款金额", "the amount of the receipt is empty"));
            }
            return;
        }
        for (currency, amount) in amounts.into_iter().filter(|(_, amount)| !amount.is_zero()) {
            if amount.is_negative() {
                problems.push(Problem::new(
                    "negative_receipt",
                    "收款为负数（退款）：请作为冲销原收款处理",
                    "a receipt below zero (a refund): reverse the receipt that it takes back",
                ));
                continue;
            }
            match self.draft(EntryKind::Receipt, date, currency, amount, receipt.rate, gives.known_at) {
                Ok(mut draft) => {
                    draft.number.clone_from(&receipt.number);
                    draft.note.clone_from(&receipt.note);
                    gives.dates.push(("receipt".to_owned(), date));
                    if receipt.charge.is_some() {
                        gives.dates.push(("settlement".to_owned(), date));
                    }
                    gives.entries.push(GivenEntry { draft, charge_number: receipt.charge.clone(), vendor: None });
                }
                Err(problem) => problems.push(problem),
            }
        }
    }

    /// An entry on a charge of the same row, or of the ledger by number.
    fn on_charge(&self, kind: EntryKind, sorted: &mut Sorted, charges: &[usize], gives: &mut Gives, problems: &mut Vec<Problem>) {
        let parts = sorted.entries.get_mut(place(kind)).map(std::mem::take).unwrap_or_default();
        let own = charges.first().and_then(|at| gives.entries.get(*at).map(|entry| (*at, entry.draft.clone())));
        if parts.number.is_none() && parts.date.is_none() && parts.amounts.is_empty() {
            return;
        }
        let Some(date) = parts.date.or_else(|| own.as_ref().map(|(_, charge)| charge.business_date)) else {
            problems.push(Problem::new("date_missing", "缺少日期", "the date is empty"));
            return;
        };
        let stated = by_currency(&parts.amounts, parts.currency, self.plan.base_currency).first().copied();
        let (currency, amount) = match (stated, &own) {
            (Some(stated), _) => stated,
            (None, Some((_, charge))) if !kind.is_settlement() => (charge.currency, charge.amount),
            (None, _) => {
                problems.push(Problem::new("amount_missing", "缺少金额", "the amount is empty"));
                return;
            }
        };
        match self.draft(kind, date, currency, if kind.is_settlement() { amount.abs() } else { amount }, parts.rate, gives.known_at) {
            Ok(mut draft) => {
                draft.number.clone_from(&parts.number);
                draft.note.clone_from(&parts.note);
                draft.charge = own.map(|(at, _)| EntryLink::Draft(at));
                let charge_number = if draft.charge.is_none() { parts.charge.clone().or_else(|| parts.number.clone()) } else { None };
                if draft.charge.is_none() && charge_number.is_none() {
                    problems.push(Problem::new("charge_missing", "没有说明对应哪一笔应收", "nothing says which charge it is about"));
                    return;
                }
                if kind.is_settlement() {
                    gives.dates.push(("settlement".to_owned(), date));
                }
                gives.entries.push(GivenEntry { draft, charge_number, vendor: None });
            }
            Err(problem) => problems.push(problem),
        }
    }

    fn cost(&self, sorted: &mut Sorted, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let cost = sorted.entries.get_mut(place(EntryKind::Cost)).map(std::mem::take).unwrap_or_default();
        let amounts = by_currency(&cost.amounts, cost.currency, self.plan.base_currency);
        if amounts.is_empty() {
            return;
        }
        let date = cost.date.or_else(|| gives.dates.iter().map(|(_, date)| *date).next());
        let Some(date) = date else {
            problems.push(Problem::new("date_missing", "缺少成本日期", "the date of the cost is empty"));
            return;
        };
        for (currency, amount) in amounts.into_iter().filter(|(_, amount)| !amount.is_zero()) {
            match self.draft(EntryKind::Cost, date, currency, amount, cost.rate, gives.known_at) {
                Ok(mut draft) => {
                    draft.number.clone_from(&cost.number);
                    draft.note.clone_from(&cost.note);
                    gives.dates.push(("cost".to_owned(), date));
                    gives.entries.push(GivenEntry { draft, charge_number: None, vendor: cost.vendor.clone() });
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
}

/// Noon in UTC: the same civil date in every time zone from −12 to +11, and 20:00 in China.
pub(crate) fn noon(date: Date) -> Option<Timestamp> {
    jiff::tz::TimeZone::UTC.to_timestamp(date.at(12, 0, 0, 0)).ok()
}

fn is_cancellation(number: &str) -> bool {
    number.strip_prefix(['C', 'c']).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn by_currency(amounts: &[(Option<Currency>, Amount)], stated: Option<Currency>, base: Currency) -> Vec<(Currency, Amount)> {
    let mut found: Vec<(Currency, Amount)> =
        amounts.iter().map(|(currency, amount)| (currency.or(stated).unwrap_or(base), *amount)).collect();
    // Of currencies side by side those count that have something; a single zero stays, to be reported.
    if found.len() > 1 {
        found.retain(|(_, amount)| !amount.is_zero());
    }
    found
}

fn amount_in(amounts: &[(Currency, Amount)], currency: Currency) -> Amount {
    amounts.iter().find(|(known, _)| *known == currency).map_or(Amount::ZERO, |(_, amount)| *amount)
}

fn named(target: &Target) -> String {
    match target {
        Target::Field { kind, field } => format!("{kind}.{}", field.name),
        Target::Entry(..) | Target::KnownAt => String::new(),
    }
}

fn put_part(parts: &mut Parts, part: Part, cell: &Cell, reading: Reading, gives: &mut Gives) -> Result<(), Problem> {
    match part {
        Part::Number => parts.number = given_id(cell, reading, gives),
        Part::Charge => parts.charge = given_id(cell, reading, gives),
        Part::Date => parts.date = date(cell, reading.order)?,
        Part::Due => parts.due = date(cell, reading.order)?,
        Part::Amount => parts.amounts.extend(amount(cell, reading.style)?.map(|amount| (reading.currency, amount))),
        Part::Open => parts.open.extend(amount(cell, reading.style)?.map(|amount| (reading.currency, amount))),
        Part::Currency => {
            let text = cell.text();
            if !text.trim().is_empty() {
                let currency = currency_word(&text);
                let shown: String = text.chars().take(20).collect();
                parts.currency = Some(currency.ok_or_else(|| {
                    Problem::new("unknown_currency", format!("“{shown}”不是币种"), format!("`{shown}` is not a currency"))
                })?);
            }
        }
        Part::Rate => {
            let text = cell.text();
            let plain = narrow(&text);
            if !plain.is_empty() && plain != "-" {
                let rate = scaled(&plain).ok_or_else(|| {
                    let shown: String = plain.chars().take(20).collect();
                    Problem::new("bad_rate", format!("“{shown}”不是汇率"), format!("`{shown}` is not a rate"))
                })?;
                parts.rate = Some(rate);
            }
        }
        Part::Terms => parts.terms = Terms::parse(&cell.text()),
        Part::Note => parts.note = text(cell),
        Part::Vendor => parts.vendor = text(cell),
    }
    Ok(())
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

fn given_id(cell: &Cell, reading: Reading, gives: &mut Gives) -> Option<String> {
    let id = id(cell)?;
    let is_digits = id.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((mantissa, _)) = id.split_once(['E', 'e'])
        && mantissa.contains('.')
        && id.parse::<f64>().is_ok()
    {
        gives.warnings.push("id_in_scientific_form");
    }
    match reading.width {
        Some(width) if is_digits && id.len() < width => Some(format!("{id:0>width$}")),
        Some(_) | None => Some(id),
    }
}

/// The value of a cell for a field; `None` where the cell is empty.
fn field_value(field: &Field, is_key: bool, cell: &Cell, reading: Reading, gives: &mut Gives) -> Result<Option<Given>, Problem> {
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
        FieldType::Date => match date(cell, reading.order)? {
            Some(date) => Value::Date(date),
            None => return Ok(None),
        },
        FieldType::Instant => match date(cell, reading.order)?.and_then(noon) {
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
fn enumerated(names: &[(String, guiju_types::Text)], text: &str) -> Option<String> {
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

fn plain_text(value: &Value) -> String {
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
