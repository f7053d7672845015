//! The facts as a warehouse folder without a database: a million customers for benchmarks, as fast as the disk allows.
//!
//! One thread lets the customers live, another writes. Ids are given as a store would give them: customers first, entries in the order of
//! booking. Invoices are not written, because no fact of the measures is made of them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use guiju_types::{Amount, Currency, Entry, EntryId, EntryKind, Field, FieldType, RecordId, RecordType, Sequence, Text, Timestamp, Value};
use guiju_warehouse::{SnapshotWriter, Version, WarehouseError};

use super::by_month::{Occurrence, each_portion};
use super::rows::{Currencies, EntryRow, OrderRow, Row, row};
use crate::calendar::{Day, date, timestamp};
use crate::company::{BRANCHES, Company, Profile};
use crate::facts::{Money, Tender};
use crate::words::VENDOR_COUNT;
use crate::{DemoError, DemoOptions, DemoSummary, Progress, Stage};

/// Facts of about so many rows go to the writing thread at once.
const PORTION_ROWS: usize = 50_000;
/// So many portions may wait for it.
const PORTIONS_WAITING: usize = 4;
/// Everything is of one commit.
const COMMIT: Sequence = Sequence(1);
/// The ids of branches, salespeople and vendors; those of customers follow, then those of orders.
const FIRST_BRANCH: i64 = 1;
const FIRST_PERSON: i64 = 101;
const FIRST_VENDOR: i64 = 201;
const FIRST_CUSTOMER: i64 = 1001;

/// Writes the demo company's facts as a snapshot into a warehouse's folder.
///
/// # Errors
/// Where an option is out of bounds or the folder cannot be written.
pub fn write_parquet(options: &DemoOptions, folder: &Path, progress: &mut dyn FnMut(Progress)) -> Result<DemoSummary, DemoError> {
    options.check()?;
    let company = Company::new(options);
    let mut writer = SnapshotWriter::create(folder, &warehouse_types())?;
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(PORTIONS_WAITING);
        let writing = scope.spawn(move || {
            write_all(&mut writer, &receiver)?;
            writer.finish(COMMIT)
        });
        let living = Living::new(&company, options, sender).run(progress);
        let written = writing.join().unwrap_or(Err(WarehouseError::Worker));
        // What the writer says is the cause: the living ends when nobody takes its rows any more.
        written?;
        living
    })
}

/// The record types of the snapshot, with the fields that the demo fills.
#[must_use]
pub fn warehouse_types() -> Vec<RecordType> {
    let names = |names: &[&str]| FieldType::Enumeration(names.iter().map(|name| ((*name).to_owned(), Text::default())).collect());
    let to = |kind: &str| FieldType::Reference(kind.to_owned());
    vec![
        record_type(
            "customer",
            "code",
            Some("admitted"),
            vec![
                ("code", FieldType::Text),
                ("name", FieldType::Text),
                ("short_name", FieldType::Text),
                ("terms", names(&["cash", "per_job", "monthly", "days_30", "days_60", "days_90"])),
                ("credit_days", FieldType::Integer),
                ("registered_capital", FieldType::Amount),
                ("admitted", FieldType::Date),
                ("relation", names(&["external", "group"])),
                ("branch", to("org_unit")),
                ("salesperson", to("person")),
            ],
        ),
        record_type(
            "order",
            "number",
            Some("ordered"),
            vec![
                ("number", FieldType::Text),
                ("customer", to("customer")),
                ("ordered", FieldType::Date),
                ("status", names(&["open", "completed", "cancelled"])),
                ("kind", FieldType::Text),
            ],
        ),
    ]
}

fn record_type(name: &str, key: &str, business_date: Option<&str>, fields: Vec<(&str, FieldType)>) -> RecordType {
    let field = |(name, kind): (&str, FieldType)| Field {
        name: name.to_owned(),
        label: Text::default(),
        kind,
        is_required: false,
        validation: String::new(),
        aliases: Vec::new(),
    };
    let is_customer = name == "customer";
    RecordType {
        name: name.to_owned(),
        label: Text::default(),
        key: key.to_owned(),
        fields: fields.into_iter().map(field).collect(),
        scope_unit: is_customer.then(|| "branch".to_owned()),
        scope_person: is_customer.then(|| "salesperson".to_owned()),
        business_date: business_date.map(ToOwned::to_owned),
    }
}

/// What the writing thread gets.
enum Portion {
    Versions(&'static str, Vec<Version>),
    Entries(Vec<Entry>),
}

fn write_all(writer: &mut SnapshotWriter, portions: &Receiver<Portion>) -> Result<(), WarehouseError> {
    for portion in portions {
        match portion {
            Portion::Versions(kind, versions) => versions.iter().try_for_each(|version| writer.version(kind, version))?,
            Portion::Entries(entries) => entries.iter().try_for_each(|entry| writer.entry(entry))?,
        }
    }
    Ok(())
}

/// What has happened so far: ids by the generator's own numbers.
struct Living<'a> {
    company: &'a Company,
    sender: SyncSender<Portion>,
    currencies: Currencies,
    next_order: i64,
    next_entry: i64,
    next_version: i64,
    /// Orders of the customers that still have something to be booked on them.
    orders: HashMap<(u32, u16), RecordId>,
    charges: HashMap<(u32, u32), Claim>,
    receipts: HashMap<(u32, u32), Claim>,
    summary: DemoSummary,
}

/// A charge or receipt with what is still open on it.
#[derive(Debug, Clone, Copy)]
struct Claim {
    id: EntryId,
    date: Day,
    due: Day,
    open: i64,
    open_base: i64,
}

impl Claim {
    /// Takes a part off; gives it in the base currency. The last part takes the remainder.
    fn settle(&mut self, parts: i64) -> Amount {
        let open = Amount::from_parts(self.open_base);
        let base = if parts >= self.open { open } else { open.checked_ratio(parts, self.open).unwrap_or_default() };
        self.open -= parts;
        self.open_base -= base.parts();
        base
    }
}

impl<'a> Living<'a> {
    fn new(company: &'a Company, options: &DemoOptions, sender: SyncSender<Portion>) -> Self {
        Self {
            company,
            sender,
            currencies: Currencies::new(),
            next_order: FIRST_CUSTOMER + i64::from(company.customers),
            next_entry: 1,
            next_version: 1,
            orders: HashMap::new(),
            charges: HashMap::new(),
            receipts: HashMap::new(),
            summary: DemoSummary {
                first_month: options.first_month(),
                last_month: options.until,
                units: u64::try_from(BRANCHES.len()).unwrap_or(u64::MAX),
                people: BRANCHES.iter().map(|branch| u64::from(branch.salespeople)).sum(),
                vendors: u64::from(VENDOR_COUNT),
                customers: u64::from(company.customers),
                orders: 0,
                entries: BTreeMap::new(),
            },
        }
    }

    fn run(mut self, progress: &mut dyn FnMut(Progress)) -> Result<DemoSummary, DemoError> {
        let (customers, months) = (u64::from(self.company.customers), u64::from(self.company.calendar.months()));
        let mut are_customers_written = false;
        each_portion(self.company, PORTION_ROWS, |profiles, portion| {
            if !are_customers_written {
                are_customers_written = true;
                self.customers(profiles)?;
                progress(Progress { stage: Stage::Customers, done: customers, total: customers });
            }
            if !portion.facts.is_empty() {
                self.portion(profiles, portion.facts)?;
            }
            progress(Progress { stage: Stage::Facts, done: portion.done, total: customers * months });
            Ok::<(), DemoError>(())
        })?;
        Ok(self.summary)
    }

    fn send(&self, portion: Portion) -> Result<(), DemoError> {
        self.sender.send(portion).map_err(|_| DemoError::Warehouse(WarehouseError::Worker))
    }

    fn customers(&mut self, profiles: &[Profile]) -> Result<(), DemoError> {
        for chunk in profiles.chunks(PORTION_ROWS) {
            let versions = chunk.iter().map(|profile| self.customer(profile)).collect();
            self.send(Portion::Versions("customer", versions))?;
        }
        Ok(())
    }

    fn customer(&mut self, profile: &Profile) -> Version {
        let admitted = date(profile.admitted);
        let fields = vec![
            text("code", profile.code(self.company.customers)),
            text("name", profile.name.full.clone()),
            text("short_name", profile.name.short.clone()),
            text("terms", profile.term.name()),
            ("credit_days".to_owned(), Value::Integer(i64::from(profile.term.credit_days()))),
            ("registered_capital".to_owned(), Value::Amount(Amount::from_units(profile.registered_capital).unwrap_or_default())),
            ("admitted".to_owned(), Value::Date(admitted)),
            text("relation", if profile.is_internal() { "group" } else { "external" }),
            reference("branch", FIRST_BRANCH + i64::from(profile.branch)),
            reference("salesperson", FIRST_PERSON + i64::from(profile.salesperson)),
        ];
        self.version(customer_id(profile.number), admitted, timestamp(i64::from(profile.admitted) * 86_400), fields)
    }

    fn version(&mut self, record: RecordId, day: guiju_types::Date, known_at: Timestamp, fields: Vec<(String, Value)>) -> Version {
        let version = self.next_version;
        self.next_version += 1;
        Version { record, version, sequence: COMMIT, known_at, is_asserted: true, is_withdrawn: false, business_date: Some(day), fields }
    }

    fn portion(&mut self, profiles: &[Profile], facts: &[Occurrence]) -> Result<(), DemoError> {
        let (mut versions, mut entries) = (Vec::new(), Vec::with_capacity(facts.len()));
        for occurrence in facts {
            let Some(profile) = usize::try_from(occurrence.customer).ok().and_then(|place| profiles.get(place)) else { continue };
            match row(profile, &self.company.calendar, &occurrence.booked) {
                Row::Order(order) => versions.push(self.order(occurrence.customer, &order)),
                Row::Entry(entry) => {
                    *self.summary.entries.entry(entry.kind.to_string()).or_default() += 1;
                    entries.push(self.entry(occurrence.customer, entry));
                }
            }
        }
        self.summary.orders += u64::try_from(versions.len()).unwrap_or(u64::MAX);
        self.send(Portion::Versions("order", versions))?;
        self.send(Portion::Entries(entries))
    }

    fn order(&mut self, customer: u32, order: &OrderRow) -> Version {
        let id = RecordId(self.next_order);
        self.next_order += 1;
        self.orders.insert((customer, order.ordinal), id);
        let ordered = date(order.ordered);
        let fields = vec![
            text("number", order.number.clone()),
            ("customer".to_owned(), Value::Reference(customer_id(customer))),
            ("ordered".to_owned(), Value::Date(ordered)),
            text("status", order.status),
            text("kind", order.kind),
        ];
        self.version(id, ordered, timestamp(order.known), fields)
    }

    fn entry(&mut self, customer: u32, row: EntryRow) -> Entry {
        let mut entry = self.bare_entry(customer, &row);
        let charge = (customer, row.charge.unwrap_or_default());
        let receipt = (customer, row.receipt.unwrap_or_default());
        let new = |due| Claim { id: entry.id, date: row.day, due, open: entry.amount.parts(), open_base: entry.base_amount.parts() };
        if row.kind == EntryKind::Charge {
            self.charges.insert(charge, new(row.due.unwrap_or(row.day)));
        } else if row.kind == EntryKind::Receipt {
            self.receipts.insert(receipt, new(row.day));
        }
        if let (Some(_), Some(claim)) = (row.charge, self.charges.get_mut(&charge)) {
            entry.charge = Some(claim.id);
            entry.charge_date = Some(date(claim.date));
            entry.due_date = Some(date(claim.due));
            if row.kind.is_settlement() {
                entry.base_amount = claim.settle(row.money.parts);
                if claim.open == 0 {
                    self.charges.remove(&charge);
                }
            }
        }
        if let (Some(_), Some(claim)) = (row.receipt, self.receipts.get_mut(&receipt)) {
            entry.receipt = Some(claim.id);
            if row.kind == EntryKind::Allocation {
                claim.settle(row.money.parts);
                if claim.open == 0 {
                    self.receipts.remove(&receipt);
                }
            }
        }
        entry.number = row.number;
        entry
    }

    fn bare_entry(&mut self, customer: u32, row: &EntryRow) -> Entry {
        let id = EntryId(self.next_entry);
        self.next_entry += 1;
        Entry {
            id,
            sequence: COMMIT,
            kind: row.kind,
            customer: Some(customer_id(customer)),
            charge: None,
            receipt: None,
            order: row.order.and_then(|ordinal| self.orders.get(&(customer, ordinal)).copied()),
            vendor: row.vendor.map(|vendor| RecordId(FIRST_VENDOR + i64::from(vendor))),
            number: None,
            business_date: date(row.day),
            earliest: None,
            charge_date: None,
            due_date: row.due.map(date),
            currency: self.currency(row.money),
            amount: Amount::from_parts(row.money.parts),
            base_amount: self.base(row.money, row.day),
            method: row.method,
            note: None,
            known_at: timestamp(row.known),
            is_asserted: true,
            reverses: None,
            import: None,
        }
    }

    fn currency(&self, money: Money) -> Currency {
        self.currencies.of(money.tender)
    }

    /// In renminbi, at the rate of the month.
    fn base(&self, money: Money, day: Day) -> Amount {
        let amount = Amount::from_parts(money.parts);
        match money.tender {
            Tender::Cny => amount,
            Tender::Usd => amount.checked_ratio(self.company.rates.at(self.company.calendar.month_of(day)), 10_000).unwrap_or(amount),
        }
    }
}

fn customer_id(number: u32) -> RecordId {
    RecordId(FIRST_CUSTOMER + i64::from(number))
}

fn text(field: &str, value: impl Into<String>) -> (String, Value) {
    (field.to_owned(), Value::Text(value.into()))
}

fn reference(field: &str, record: i64) -> (String, Value) {
    (field.to_owned(), Value::Reference(RecordId(record)))
}
