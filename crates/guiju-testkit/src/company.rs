//! A small freight forwarder: two branches, their salespeople, customers, orders and ledgers.

use guiju_store::{RecordDraft, Store, StoreError, Write};
use guiju_types::{
    Actor, AllocationMethod, Amount, Date, EntryDraft, EntryId, EntryKind, EntryLink, Field, FieldType, RecordId, RecordType, Scope, Text,
    Value,
};

/// A company in a store, with the means to add to it.
#[derive(Debug, Clone)]
pub struct Company {
    /// Where it is.
    pub store: Store,
    /// Who acts.
    pub actor: Actor,
}

/// A date as `2026-10-31`.
#[must_use]
pub fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("`{text}`: {error}"))
}

/// An amount as `1234.50`.
#[must_use]
pub fn amount(text: &str) -> Amount {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// A text field's value.
#[must_use]
pub fn field(name: &str, value: &str) -> (String, Value) {
    (name.to_owned(), Value::Text(value.to_owned()))
}

/// A reference field's value.
#[must_use]
pub fn reference(name: &str, record: RecordId) -> (String, Value) {
    (name.to_owned(), Value::Reference(record))
}

fn declare(name: &str, kind: FieldType, is_required: bool) -> Field {
    Field { name: name.to_owned(), label: Text::new(name, name), kind, is_required, validation: String::new(), aliases: Vec::new() }
}

fn choices(names: &[&str]) -> FieldType {
    FieldType::Enumeration(names.iter().map(|name| ((*name).to_owned(), Text::new(*name, *name))).collect())
}

fn kind(name: &str, key: &str, fields: Vec<Field>) -> RecordType {
    RecordType {
        name: name.to_owned(),
        label: Text::new(name, name),
        key: key.to_owned(),
        fields,
        scope_unit: None,
        scope_person: None,
        business_date: None,
    }
}

/// The record types of the tests' company, a small cut of the default rulebook's: `org_unit`, `person`, `customer`, `vendor`, `order`.
#[must_use]
pub fn record_types() -> Vec<RecordType> {
    let to = |target: &str| FieldType::Reference(target.to_owned());
    let named = |mut more: Vec<Field>| {
        let mut fields = vec![declare("code", FieldType::Text, true), declare("name", FieldType::Text, true)];
        fields.append(&mut more);
        fields
    };
    let owned = |mut definition: RecordType| {
        definition.scope_unit = Some("branch".to_owned());
        definition.scope_person = Some("salesperson".to_owned());
        definition
    };
    let mut order = kind(
        "order",
        "number",
        vec![
            declare("number", FieldType::Text, true),
            declare("customer", to("customer"), true),
            declare("ordered", FieldType::Date, true),
            declare("status", choices(&["open", "completed", "cancelled"]), false),
        ],
    );
    order.business_date = Some("ordered".to_owned());
    vec![
        kind("org_unit", "code", named(vec![declare("parent", to("org_unit"), false)])),
        kind("person", "code", named(vec![declare("unit", to("org_unit"), false)])),
        owned(kind(
            "customer",
            "code",
            named(vec![
                declare("branch", to("org_unit"), false),
                declare("salesperson", to("person"), false),
                declare("terms", choices(&["per_ticket", "monthly"]), false),
                declare("credit_days", FieldType::Integer, false),
                declare("credit_limit", FieldType::Amount, false),
                declare("admitted", FieldType::Date, false),
                declare("is_key_account", FieldType::Boolean, false),
                declare("visited", FieldType::Instant, false),
            ]),
        )),
        kind("vendor", "code", named(Vec::new())),
        order,
    ]
}

impl Company {
    /// Makes the record tables in an empty store.
    #[must_use]
    pub fn new(store: &Store) -> Self {
        let company = Self { store: store.clone(), actor: Actor { name: "tester".to_owned(), person: None } };
        company.store.migrate_records(&company.actor, &record_types(), &[]).expect("the record types become tables");
        company
    }

    /// One transaction that has to succeed.
    pub fn write<T>(&self, work: impl FnOnce(&mut Write<'_>) -> Result<T, StoreError>) -> T {
        self.try_write(work).unwrap_or_else(|error| panic!("{error}: {error:?}"))
    }

    /// One transaction.
    pub fn try_write<T>(&self, work: impl FnOnce(&mut Write<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.store.write(&self.actor, work)
    }

    /// Puts one record.
    pub fn put(&self, kind: &str, fields: Vec<(String, Value)>) -> RecordId {
        let ids = self.write(|write| write.put_records(kind, &[RecordDraft { fields, ..RecordDraft::default() }]));
        ids.first().copied().expect("one draft gives one record")
    }

    /// A branch.
    pub fn branch(&self, code: &str) -> RecordId {
        self.put("org_unit", vec![field("code", code), field("name", &format!("{code} branch"))])
    }

    /// A salesperson of a branch.
    pub fn person(&self, code: &str, branch: RecordId) -> RecordId {
        self.put("person", vec![field("code", code), field("name", &format!("{code} person")), reference("unit", branch)])
    }

    /// A customer of a branch and a salesperson.
    pub fn customer(&self, code: &str, branch: RecordId, salesperson: RecordId) -> RecordId {
        let fields = vec![
            field("code", code),
            field("name", &format!("{code} company")),
            reference("branch", branch),
            reference("salesperson", salesperson),
        ];
        self.put("customer", fields)
    }

    /// A customer that nobody owns.
    pub fn plain_customer(&self, code: &str) -> RecordId {
        self.put("customer", vec![field("code", code), field("name", &format!("{code} company"))])
    }

    /// An order of a customer.
    pub fn order(&self, number: &str, customer: RecordId, ordered: &str) -> RecordId {
        let dated = ("ordered".to_owned(), Value::Date(date(ordered)));
        self.put("order", vec![field("number", number), reference("customer", customer), dated])
    }

    /// The draft of a charge.
    #[must_use]
    pub fn charge_draft(customer: RecordId, number: &str, dated: &str, due: &str, charged: &str) -> EntryDraft {
        EntryDraft {
            customer: Some(customer),
            number: Some(number.to_owned()),
            due_date: Some(date(due)),
            ..EntryDraft::new(EntryKind::Charge, date(dated), amount(charged))
        }
    }

    /// The draft of a receipt.
    #[must_use]
    pub fn receipt_draft(customer: RecordId, number: &str, dated: &str, received: &str) -> EntryDraft {
        let draft = EntryDraft::new(EntryKind::Receipt, date(dated), amount(received));
        EntryDraft { customer: Some(customer), number: Some(number.to_owned()), ..draft }
    }

    /// The draft of an allocation.
    #[must_use]
    pub fn allocation_draft(charge: EntryLink, receipt: EntryLink, dated: &str, allocated: &str) -> EntryDraft {
        let draft = EntryDraft::new(EntryKind::Allocation, date(dated), amount(allocated));
        EntryDraft { charge: Some(charge), receipt: Some(receipt), method: Some(AllocationMethod::Manual), ..draft }
    }

    /// Appends one entry.
    pub fn append(&self, draft: EntryDraft) -> EntryId {
        let ids = self.write(|write| write.append(None, &[draft]));
        ids.first().copied().expect("one draft gives one entry")
    }

    /// Appends a charge.
    pub fn charge(&self, customer: RecordId, number: &str, dated: &str, due: &str, charged: &str) -> EntryId {
        self.append(Self::charge_draft(customer, number, dated, due, charged))
    }

    /// Appends a receipt.
    pub fn receipt(&self, customer: RecordId, number: &str, dated: &str, received: &str) -> EntryId {
        self.append(Self::receipt_draft(customer, number, dated, received))
    }

    /// Allocates a part of a receipt to a charge.
    pub fn allocate(&self, charge: EntryId, receipt: EntryId, dated: &str, allocated: &str) -> EntryId {
        self.append(Self::allocation_draft(EntryLink::Id(charge), EntryLink::Id(receipt), dated, allocated))
    }

    /// The numbers and open amounts of a customer's open charges.
    #[must_use]
    pub fn open(&self, customer: RecordId) -> Vec<(String, String)> {
        let open = self.store.open_charges(&Scope::Company, customer).expect("open charges are read");
        open.into_iter().map(|charge| (charge.number.unwrap_or_default(), charge.open.to_string())).collect()
    }
}
