//! A ledger and records in memory, written line by line, one commit each.

use std::cell::{Cell, RefCell};

use guiju_types::{
    Amount, Currency, Date, Entry, EntryId, EntryKind, Field, FieldType, RecordId, RecordType, Sequence, Text, Timestamp, Value,
};
use guiju_warehouse::{Source, Version, WarehouseError};

/// What has been written so far.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    entries: RefCell<Vec<Entry>>,
    versions: RefCell<Vec<(&'static str, Version)>>,
    sequence: Cell<i64>,
    /// The commit from which on, and the name by which, it is another database than it was.
    pub(crate) parted: Cell<(i64, u32)>,
    /// A read ends after so many rows with an error, as when the process is killed.
    pub(crate) fails_after: Cell<Option<usize>>,
}

pub(crate) const NORTH: i64 = 1;
pub(crate) const SOUTH: i64 = 2;

impl Memory {
    /// Three customers: 11 and 12 of the north (persons 21 and 22), 13 of the south (23).
    pub(crate) fn with_customers() -> Self {
        let memory = Self::default();
        for (customer, branch, person) in [(11, NORTH, 21), (12, NORTH, 22), (13, SOUTH, 23)] {
            memory.customer(customer, branch, person);
        }
        memory
    }

    pub(crate) fn customer(&self, id: i64, branch: i64, person: i64) {
        let fields = vec![
            ("code".to_owned(), Value::Text(format!("C{id}"))),
            ("branch".to_owned(), Value::Reference(RecordId(branch))),
            ("salesperson".to_owned(), Value::Reference(RecordId(person))),
        ];
        self.version("customer", id, "2026-01-01", "2026-01-01", false, fields);
    }

    pub(crate) fn order(&self, id: i64, customer: i64, date: &str, known: &str, status: &str) {
        let fields =
            vec![("customer".to_owned(), Value::Reference(RecordId(customer))), ("status".to_owned(), Value::Text(status.to_owned()))];
        self.version("order", id, date, known, status == "withdrawn", fields);
    }

    fn version(&self, kind: &'static str, id: i64, date: &str, known: &str, is_withdrawn: bool, fields: Vec<(String, Value)>) {
        let version = i64::try_from(self.versions.borrow().len()).unwrap() + 1;
        self.versions.borrow_mut().push((
            kind,
            Version {
                record: RecordId(id),
                version,
                sequence: self.next_sequence(),
                known_at: instant(known),
                is_asserted: false,
                is_withdrawn,
                business_date: Some(day(date)),
                fields,
            },
        ));
    }

    fn next_sequence(&self) -> Sequence {
        self.sequence.set(self.sequence.get() + 1);
        Sequence(self.sequence.get())
    }

    /// Appends an entry that is known at the end of its day; `change` says what else it is. Gives its id.
    pub(crate) fn entry(&self, kind: EntryKind, customer: i64, date: &str, amount: &str, change: impl FnOnce(&mut Entry)) -> i64 {
        let id = i64::try_from(self.entries.borrow().len()).unwrap() + 1;
        let amount: Amount = amount.parse().unwrap();
        let mut entry = Entry {
            id: EntryId(id),
            sequence: self.next_sequence(),
            kind,
            customer: Some(RecordId(customer)),
            charge: None,
            receipt: None,
            order: None,
            vendor: None,
            number: Some(format!("N{id}")),
            business_date: day(date),
            earliest: None,
            charge_date: None,
            due_date: None,
            currency: Currency::CNY,
            amount,
            base_amount: amount,
            method: None,
            note: None,
            known_at: instant(date),
            is_asserted: false,
            reverses: None,
            import: None,
        };
        change(&mut entry);
        self.entries.borrow_mut().push(entry);
        id
    }

    pub(crate) fn charge(&self, customer: i64, date: &str, due: &str, amount: &str) -> i64 {
        self.entry(EntryKind::Charge, customer, date, amount, |entry| {
            entry.charge = Some(entry.id);
            entry.due_date = Some(day(due));
        })
    }

    pub(crate) fn receipt(&self, customer: i64, date: &str, amount: &str) -> i64 {
        self.entry(EntryKind::Receipt, customer, date, amount, |entry| entry.receipt = Some(entry.id))
    }

    /// A part of a receipt for a charge.
    pub(crate) fn allocate(&self, receipt: i64, charge: i64, date: &str, amount: &str) -> i64 {
        let of = self.get(charge);
        self.entry(EntryKind::Allocation, of.customer.unwrap().0, date, amount, |entry| {
            entry.charge = Some(EntryId(charge));
            entry.receipt = Some(EntryId(receipt));
            entry.charge_date = Some(of.business_date);
            entry.due_date = of.due_date;
            entry.currency = of.currency;
            entry.base_amount = of.base_amount.checked_ratio(entry.amount.parts(), of.amount.parts()).unwrap();
        })
    }

    /// Takes an entry back, known on a later day.
    pub(crate) fn reverse(&self, id: i64, known: &str) {
        let of = self.get(id);
        let number = of.number.clone();
        self.entry(of.kind, of.customer.unwrap().0, &of.business_date.to_string(), "0", |entry| {
            *entry = Entry { id: entry.id, sequence: entry.sequence, reverses: Some(of.id), number, ..of.clone() };
            entry.amount = Amount::from_parts(-of.amount.parts());
            entry.base_amount = Amount::from_parts(-of.base_amount.parts());
            entry.known_at = instant(known);
        });
    }

    pub(crate) fn get(&self, id: i64) -> Entry {
        self.entries.borrow().iter().find(|entry| entry.id.0 == id).unwrap().clone()
    }

    pub(crate) fn last_sequence(&self) -> i64 {
        self.sequence.get()
    }

    /// The same up to a commit, as it was then.
    pub(crate) fn until(&self, sequence: i64) -> Self {
        let entries = self.entries.borrow().iter().filter(|entry| entry.sequence.0 <= sequence).cloned().collect();
        let versions = self.versions.borrow().iter().filter(|(_, version)| version.sequence.0 <= sequence).cloned().collect();
        Self {
            entries: RefCell::new(entries),
            versions: RefCell::new(versions),
            sequence: Cell::new(sequence),
            parted: self.parted.clone(),
            fails_after: Cell::new(None),
        }
    }

    fn read_one(&self) -> Result<(), WarehouseError> {
        match self.fails_after.get() {
            Some(0) => Err(WarehouseError::Source("killed".into())),
            Some(rows) => {
                self.fails_after.set(Some(rows - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Source for Memory {
    fn sequence(&self) -> Result<Sequence, WarehouseError> {
        Ok(Sequence(self.sequence.get()))
    }

    fn lineage(&self, at: Sequence) -> Result<Option<String>, WarehouseError> {
        let (from, name) = self.parted.get();
        Ok(Some(if at.0 >= from { format!("{} of {name}", at.0) } else { at.0.to_string() }))
    }

    fn record_types(&self) -> Vec<RecordType> {
        let reference = |to: &str| FieldType::Reference(to.to_owned());
        let customer = [("code", FieldType::Text), ("branch", reference("org_unit")), ("salesperson", reference("person"))];
        let order = [("customer", reference("customer")), ("status", FieldType::Enumeration(Vec::new()))];
        vec![record_type("customer", &customer, None), record_type("order", &order, Some("ordered")), record_type("note", &[], None)]
    }

    fn entries_after(&self, after: Sequence, each: &mut dyn FnMut(Entry) -> Result<(), WarehouseError>) -> Result<(), WarehouseError> {
        for entry in self.entries.borrow().iter().filter(|entry| entry.sequence > after) {
            self.read_one()?;
            each(entry.clone())?;
        }
        Ok(())
    }

    fn versions_after(
        &self,
        kind: &str,
        after: Sequence,
        each: &mut dyn FnMut(Version) -> Result<(), WarehouseError>,
    ) -> Result<(), WarehouseError> {
        for (_, version) in self.versions.borrow().iter().filter(|(of, version)| *of == kind && version.sequence > after) {
            self.read_one()?;
            each(version.clone())?;
        }
        Ok(())
    }
}

fn record_type(name: &str, fields: &[(&str, FieldType)], business_date: Option<&str>) -> RecordType {
    let field = |(name, kind): &(&str, FieldType)| Field {
        name: (*name).to_owned(),
        label: Text::default(),
        kind: kind.clone(),
        is_required: false,
        validation: String::new(),
        aliases: Vec::new(),
    };
    RecordType {
        name: name.to_owned(),
        label: Text::default(),
        key: "code".to_owned(),
        fields: fields.iter().map(field).collect(),
        scope_unit: Some("branch".to_owned()),
        scope_person: Some("salesperson".to_owned()),
        business_date: business_date.map(ToOwned::to_owned),
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The end of a day in UTC, or the instant where it is written out.
pub(crate) fn instant(text: &str) -> Timestamp {
    if text.contains('T') { text.parse().unwrap() } else { format!("{text}T23:59:59Z").parse().unwrap() }
}
