//! The facts through the store: records, then month by month what was booked, in commits of whole days.

use std::collections::{BTreeMap, HashMap};

use guiju_store::{ONE_AS_RATE, Rate, RecordDraft, Store, StoreError, Write};
use guiju_types::{Actor, Amount, Coverage, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Timestamp, Value};

use super::by_month::{Occurrence, each_portion};
use super::rows::{Currencies, EntryRow, OrderRow, Row, row};
use crate::calendar::{Day, date, timestamp};
use crate::company::{BRANCHES, Company, GROUP_CODE, Profile, REGIONS, people, profiles};
use crate::facts::{Money, Tender};
use crate::users::group_name;
use crate::words::{VENDOR_COUNT, VendorTrade, vendor_name, vendor_trade};
use crate::{DemoError, DemoOptions, DemoSummary, Progress, Stage};

/// Facts of about so many rows are one commit.
const COMMIT_ROWS: usize = 20_000;
/// The facts that the demo covers completely.
const COVERED: [&str; 4] = ["charge", "receipt", "cost", "order"];

/// Makes a demo company in a store that has the default rulebook's record types and no records yet.
///
/// # Errors
/// Where an option is out of bounds or the store refuses.
pub fn generate(options: &DemoOptions, store: &Store, progress: &mut dyn FnMut(Progress)) -> Result<DemoSummary, DemoError> {
    options.check()?;
    let company = Company::new(options);
    let mut making = Making::new(&company, options, store);
    making.organisation(progress)?;
    making.customers(progress)?;
    making.facts(progress)?;
    making.declare_coverage()?;
    Ok(making.summary)
}

/// What is made so far: ids by the generator's own numbers.
struct Making<'a> {
    company: &'a Company,
    store: &'a Store,
    actor: Actor,
    currencies: Currencies,
    units: BTreeMap<&'static str, RecordId>,
    people: Vec<RecordId>,
    vendors: Vec<RecordId>,
    customers: Vec<RecordId>,
    orders: HashMap<(u32, u16), RecordId>,
    charges: HashMap<(u32, u32), Claim>,
    receipts: HashMap<(u32, u32), EntryId>,
    summary: DemoSummary,
}

/// A charge with what is still open on it, so that the last settlement takes the remainder in the base currency.
#[derive(Debug, Clone, Copy)]
struct Claim {
    id: EntryId,
    open: i64,
    open_base: i64,
}

impl<'a> Making<'a> {
    fn new(company: &'a Company, options: &DemoOptions, store: &'a Store) -> Self {
        Self {
            company,
            store,
            actor: Actor::program("demo"),
            currencies: Currencies::new(),
            units: BTreeMap::new(),
            people: Vec::new(),
            vendors: Vec::new(),
            customers: Vec::new(),
            orders: HashMap::new(),
            charges: HashMap::new(),
            receipts: HashMap::new(),
            summary: DemoSummary {
                first_month: options.first_month(),
                last_month: options.until,
                units: 0,
                people: 0,
                vendors: 0,
                customers: 0,
                orders: 0,
                entries: BTreeMap::new(),
            },
        }
    }

    /// The organisation was there before business began.
    fn founded(&self) -> Timestamp {
        timestamp(i64::from(self.company.calendar.month_start(0) - 365) * 86_400)
    }

    fn organisation(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), DemoError> {
        let founded = self.founded();
        let draft = |fields: Vec<(String, Value)>| RecordDraft { fields, known_at: Some(founded), ..RecordDraft::default() };
        let company = self.company;
        let (units, people, vendors) = self.store.write(&self.actor, |write| {
            let mut units: BTreeMap<&'static str, RecordId> = BTreeMap::new();
            let unit = |code: &str, name: String, kind: &str, parent: Option<RecordId>| {
                let mut fields = vec![text("code", code), text("name", name), text("kind", kind)];
                fields.extend(parent.map(|parent| reference("parent", parent)));
                draft(fields)
            };
            units.insert(GROUP_CODE, one(write, "org_unit", unit(GROUP_CODE, group_name().zh, "group", None))?);
            for (code, name) in REGIONS {
                let parent = units.get(GROUP_CODE).copied();
                units.insert(code, one(write, "org_unit", unit(code, name.to_owned(), "region", parent))?);
            }
            for branch in BRANCHES {
                let parent = units.get(branch.region).copied();
                units.insert(branch.code, one(write, "org_unit", unit(branch.code, format!("{}分公司", branch.town), "branch", parent))?);
            }
            let people: Vec<RecordDraft> = people(company.seed)
                .into_iter()
                .map(|person| {
                    let mut fields = vec![text("code", person.code), text("name", person.name), text("post", person.post)];
                    fields.extend(units.get(person.unit).map(|unit| reference("unit", *unit)));
                    draft(fields)
                })
                .collect();
            let people = write.put_records("person", &people)?;
            let vendors: Vec<RecordDraft> = (0..VENDOR_COUNT)
                .map(|number| {
                    let code = format!("V{:03}", number + 1);
                    draft(vec![text("code", code), text("name", vendor_name(number)), text("trade", trade_name(vendor_trade(number)))])
                })
                .collect();
            let vendors = write.put_records("vendor", &vendors)?;
            write.put_rates(&rates(company))?;
            Ok::<_, StoreError>((units, people, vendors))
        })?;
        self.summary.units = count(units.len());
        self.summary.people = count(people.len());
        self.summary.vendors = count(vendors.len());
        (self.units, self.people, self.vendors) = (units, people, vendors);
        progress(Progress { stage: Stage::Organisation, done: 1, total: 1 });
        Ok(())
    }

    fn customers(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), DemoError> {
        let total = u64::from(self.company.customers);
        let mut rest = profiles(self.company).peekable();
        while rest.peek().is_some() {
            let drafts: Vec<RecordDraft> = rest.by_ref().take(COMMIT_ROWS).map(|profile| self.customer(&profile)).collect();
            let ids = self.store.write(&self.actor, |write| write.put_records("customer", &drafts))?;
            self.customers.extend(ids);
            self.summary.customers = count(self.customers.len());
            progress(Progress { stage: Stage::Customers, done: self.summary.customers, total });
        }
        Ok(())
    }

    fn customer(&self, profile: &Profile) -> RecordDraft {
        let admitted = date(profile.admitted);
        let mut fields = vec![
            text("code", profile.code(self.company.customers)),
            text("name", profile.name.full.clone()),
            text("short_name", profile.name.short.clone()),
            text("aliases", profile.name.aliases.clone()),
            text("terms", profile.term.name()),
            ("credit_days".to_owned(), Value::Integer(i64::from(profile.term.credit_days()))),
            ("registered_capital".to_owned(), Value::Amount(Amount::from_units(profile.registered_capital).unwrap_or_default())),
            text("phone", profile.phone.clone()),
            ("admitted".to_owned(), Value::Date(admitted)),
            text("relation", if profile.is_internal() { "group" } else { "external" }),
        ];
        fields.extend(self.units.get(profile.branch().code).map(|unit| reference("branch", *unit)));
        fields.extend(self.people.get(usize::from(profile.salesperson)).map(|person| reference("salesperson", *person)));
        let known_at = Some(timestamp(i64::from(profile.admitted) * 86_400));
        RecordDraft { fields, business_date: Some(admitted), known_at, ..RecordDraft::default() }
    }

    fn facts(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), DemoError> {
        let total = u64::from(self.company.customers) * u64::from(self.company.calendar.months());
        each_portion(self.company, COMMIT_ROWS, |profiles, portion| {
            if !portion.facts.is_empty() {
                self.portion(profiles, portion.facts)?;
            }
            progress(Progress { stage: Stage::Facts, done: portion.done, total });
            Ok(())
        })
    }

    /// One commit: the orders first, because entries name them.
    fn portion(&mut self, profiles: &[Profile], facts: &[Occurrence]) -> Result<(), DemoError> {
        let mut orders: Vec<(u32, OrderRow)> = Vec::new();
        let mut entries: Vec<(u32, EntryRow)> = Vec::new();
        for occurrence in facts {
            let Some(profile) = usize::try_from(occurrence.customer).ok().and_then(|place| profiles.get(place)) else { continue };
            match row(profile, &self.company.calendar, &occurrence.booked) {
                Row::Order(order) => orders.push((occurrence.customer, order)),
                Row::Entry(entry) => entries.push((occurrence.customer, entry)),
            }
        }
        let store = self.store;
        let actor = self.actor.clone();
        store.write(&actor, |write| {
            let drafts: Vec<RecordDraft> = orders.iter().map(|(customer, order)| self.order(*customer, order)).collect();
            let ids = write.put_records("order", &drafts)?;
            self.orders.extend(orders.iter().zip(ids).map(|((customer, order), id)| ((*customer, order.ordinal), id)));
            let batch = self.entries(&entries);
            let ids = write.append(None, &batch.drafts)?;
            self.keep_ids(&batch, &ids);
            Ok::<(), StoreError>(())
        })?;
        self.summary.orders += count(orders.len());
        for (_, entry) in &entries {
            *self.summary.entries.entry(entry.kind.to_string()).or_default() += 1;
        }
        Ok(())
    }

    fn order(&self, customer: u32, order: &OrderRow) -> RecordDraft {
        let ordered = date(order.ordered);
        let mut fields = vec![
            text("number", order.number.clone()),
            ("ordered".to_owned(), Value::Date(ordered)),
            text("status", order.status),
            text("kind", order.kind),
        ];
        fields.extend(self.customer_id(customer).map(|id| reference("customer", id)));
        RecordDraft { fields, business_date: Some(ordered), known_at: Some(timestamp(order.known)), ..RecordDraft::default() }
    }

    fn customer_id(&self, customer: u32) -> Option<RecordId> {
        usize::try_from(customer).ok().and_then(|place| self.customers.get(place)).copied()
    }

    fn entries(&mut self, rows: &[(u32, EntryRow)]) -> Batch {
        let mut batch = Batch::default();
        for (customer, row) in rows {
            let draft = self.entry(*customer, row, &batch);
            let place = batch.drafts.len();
            match row.kind {
                EntryKind::Charge => {
                    let key = (*customer, row.charge.unwrap_or_default());
                    batch.charges.insert(key, place);
                    let claim = Claim { id: EntryId(0), open: draft.amount.parts(), open_base: draft.base_amount.parts() };
                    self.charges.insert(key, claim);
                }
                EntryKind::Receipt => {
                    batch.receipts.insert((*customer, row.receipt.unwrap_or_default()), place);
                }
                EntryKind::Bill
                | EntryKind::Confirmation
                | EntryKind::Invoice
                | EntryKind::Allocation
                | EntryKind::CreditNote
                | EntryKind::WriteOff
                | EntryKind::Clearing
                | EntryKind::Cost => {}
            }
            batch.drafts.push(draft);
        }
        batch
    }

    fn entry(&mut self, customer: u32, row: &EntryRow, batch: &Batch) -> EntryDraft {
        let mut draft = EntryDraft::new(row.kind, date(row.day), Amount::from_parts(row.money.parts));
        draft.customer = self.customer_id(customer);
        draft.currency = self.currencies.of(row.money.tender);
        draft.base_amount = self.base(row.money, row.day);
        draft.order = row.order.and_then(|ordinal| self.orders.get(&(customer, ordinal)).copied());
        draft.vendor = row.vendor.and_then(|vendor| self.vendors.get(usize::from(vendor)).copied());
        draft.number.clone_from(&row.number);
        draft.due_date = row.due.map(date);
        draft.method = row.method;
        draft.note = row.note.map(ToOwned::to_owned);
        draft.known_at = Some(timestamp(row.known));
        if let (Some(charge), false) = (row.charge, row.kind == EntryKind::Charge) {
            let key = (customer, charge);
            draft.charge = batch
                .charges
                .get(&key)
                .map(|place| EntryLink::Draft(*place))
                .or_else(|| self.charges.get(&key).map(|claim| EntryLink::Id(claim.id)));
            if let (true, Some(claim)) = (row.kind.is_settlement(), self.charges.get_mut(&key)) {
                draft.base_amount = claim.settle(row.money.parts);
            }
        }
        if let (Some(receipt), true) = (row.receipt, row.kind == EntryKind::Allocation) {
            let key = (customer, receipt);
            draft.receipt = batch
                .receipts
                .get(&key)
                .map(|place| EntryLink::Draft(*place))
                .or_else(|| self.receipts.get(&key).map(|id| EntryLink::Id(*id)));
        }
        draft
    }

    /// In renminbi, at the rate of the month.
    fn base(&self, money: Money, day: Day) -> Amount {
        let amount = Amount::from_parts(money.parts);
        match money.tender {
            Tender::Cny => amount,
            Tender::Usd => amount.checked_ratio(self.company.rates.at(self.company.calendar.month_of(day)), 10_000).unwrap_or(amount),
        }
    }

    fn keep_ids(&mut self, batch: &Batch, ids: &[EntryId]) {
        for (key, place) in &batch.charges {
            if let (Some(claim), Some(id)) = (self.charges.get_mut(key), ids.get(*place)) {
                claim.id = *id;
            }
        }
        self.receipts.extend(batch.receipts.iter().filter_map(|(key, place)| ids.get(*place).map(|id| (*key, *id))));
    }

    fn declare_coverage(&self) -> Result<(), DemoError> {
        let (from, to) = (date(self.company.calendar.month_start(0)), date(self.company.calendar.end()));
        let periods: Vec<Coverage> = COVERED.iter().map(|fact| Coverage { fact: (*fact).to_owned(), from, to }).collect();
        self.store.write(&self.actor, |write| write.declare_coverage(None, &periods))?;
        Ok(())
    }
}

/// Entries of one commit, with the places of those that later ones name.
#[derive(Debug, Default)]
struct Batch {
    drafts: Vec<EntryDraft>,
    charges: BTreeMap<(u32, u32), usize>,
    receipts: BTreeMap<(u32, u32), usize>,
}

impl Claim {
    /// Takes a part off; gives it in the base currency.
    fn settle(&mut self, parts: i64) -> Amount {
        let base = if parts >= self.open {
            Amount::from_parts(self.open_base)
        } else {
            Amount::from_parts(self.open_base).checked_ratio(parts, self.open).unwrap_or_default()
        };
        self.open -= parts;
        self.open_base -= base.parts();
        base
    }
}

fn one(write: &mut Write<'_>, kind: &str, draft: RecordDraft) -> Result<RecordId, StoreError> {
    let ids = write.put_records(kind, &[draft])?;
    Ok(ids.first().copied().unwrap_or_default())
}

fn rates(company: &Company) -> Vec<Rate> {
    let currency = Currencies::new().of(Tender::Usd);
    let months = company.rates.by_month().iter().zip(0..);
    months
        .map(|(rate, offset)| Rate {
            currency,
            date: date(company.calendar.month_start(offset)),
            base_per_unit: rate * (ONE_AS_RATE / 10_000),
        })
        .collect()
}

fn trade_name(trade: VendorTrade) -> &'static str {
    match trade {
        VendorTrade::Carrier => "carrier",
        VendorTrade::Trucker => "trucker",
        VendorTrade::Broker => "broker",
    }
}

fn text(field: &str, value: impl Into<String>) -> (String, Value) {
    (field.to_owned(), Value::Text(value.into()))
}

fn reference(field: &str, record: RecordId) -> (String, Value) {
    (field.to_owned(), Value::Reference(record))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
