//! What is owed at a date, with the names of who owes it: the ageing as people and programs read it.

use std::collections::BTreeMap;

use guiju_types::{Amount, Currency, Date, RecordId, Scope, Timestamp};
use guiju_warehouse::{AgeFilter, AgeKey, AgeQuery, CurrencyRow, OpenItem, OpenItemsQuery};
use serde::Serialize;

use crate::{Company, RuntimeError};

/// What to age.
#[derive(Debug, Clone)]
pub struct AgeingRequest {
    /// The date.
    pub as_of: Date,
    /// Only what was known at this instant; `None`: now.
    pub known_at: Option<Timestamp>,
    /// The keys of a row, from the outermost.
    pub by: Vec<AgeKey>,
    /// Upper edges in days past due, from 0.
    pub buckets: Vec<u32>,
    /// Restrictions.
    pub filter: AgeFilter,
    /// How many open items to list; `None`: none.
    pub items: Option<usize>,
}

/// What is owed at a date. Money is in the base currency unless a currency stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgeingReport {
    /// The date.
    pub as_of: Date,
    /// What was known: the instant asked for, or now.
    pub known_at: Timestamp,
    /// Whether an instant in the past was asked for and the figures rest on instants that imports asserted.
    pub rests_on_asserted: bool,
    /// The currency of the books.
    pub base_currency: Currency,
    /// What is open.
    pub total: Amount,
    /// How many open items.
    pub items: u64,
    /// Receipts that no charge has taken yet; never netted.
    pub unallocated: Amount,
    /// What is open by lateness.
    pub buckets: Vec<AgeingBucket>,
    /// The keys of the rows, by name.
    pub by: Vec<&'static str>,
    /// The rows, the largest first within their outer keys.
    pub rows: Vec<AgeingRow>,
    /// By currency.
    pub by_currency: Vec<AgeingCurrency>,
    /// The open items, where they were asked for, the longest due first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open_items: Vec<AgeingItem>,
}

/// One span of days past due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgeingBucket {
    /// `not_due`, `1-30` …
    pub label: String,
    /// The first day past due; `None` for what is not due.
    pub from: Option<i32>,
    /// The last day; `None` for the last bucket.
    pub to: Option<i32>,
    /// What is open in it.
    pub amount: Amount,
}

/// A branch, salesperson or customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AgeingKey {
    /// The record; `None` where there is none.
    pub id: Option<RecordId>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgeingRow {
    /// In the order of `by`.
    pub keys: Vec<AgeingKey>,
    /// How many open items.
    pub items: u64,
    /// What is open.
    pub total: Amount,
    /// What is open by bucket.
    pub buckets: Vec<Amount>,
    /// Receipts that no charge has taken yet.
    pub unallocated: Amount,
}

/// One currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgeingCurrency {
    /// Which.
    pub currency: Currency,
    /// How many open items.
    pub items: u64,
    /// What is open, in it.
    pub open: Amount,
    /// What is open, in the base currency.
    pub open_base: Amount,
    /// Receipts that no charge has taken yet, in it.
    pub unallocated: Amount,
}

/// One open item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgeingItem {
    /// The charge's entry.
    pub charge: i64,
    /// Its number.
    pub number: Option<String>,
    /// The customer's code.
    pub customer: Option<String>,
    /// When it was charged.
    pub date: Date,
    /// When it falls due.
    pub due: Date,
    /// Days past due; zero or less: not due.
    pub days_late: i32,
    /// Its currency.
    pub currency: Currency,
    /// What was charged.
    pub amount: Amount,
    /// What is open.
    pub open: Amount,
    /// What is open, in the base currency.
    pub open_base: Amount,
}

/// Reads an ageing for a scope.
///
/// # Errors
/// Where the buckets do not ascend from 0, or reading fails.
pub fn read_ageing(company: &Company, scope: &Scope, request: &AgeingRequest) -> Result<AgeingReport, RuntimeError> {
    let known_at = super::month_facts::instant_known(company, request.known_at)?;
    let query = AgeQuery {
        as_of: request.as_of,
        known_at: request.known_at,
        by: request.by.clone(),
        buckets: request.buckets.clone(),
        filter: request.filter,
    };
    let ageing = company.warehouse().age(company.store(), &query, scope)?;
    let mut names = Names { company, scope, kinds: BTreeMap::new() };
    for (place, key) in request.by.iter().enumerate() {
        names.load(kind_of(*key), ageing.rows.iter().filter_map(|row| row.keys.get(place).copied().flatten()))?;
    }
    let mut rows: Vec<AgeingRow> = ageing
        .rows
        .iter()
        .map(|row| AgeingRow {
            keys: request.by.iter().zip(&row.keys).map(|(key, id)| names.of(kind_of(*key), *id)).collect(),
            items: row.items,
            total: row.total,
            buckets: row.buckets.clone(),
            unallocated: row.unallocated,
        })
        .collect();
    rows.sort_by(|a, b| {
        outer(&a.keys).cmp(outer(&b.keys)).then_with(|| b.total.cmp(&a.total)).then_with(|| last_code(&a.keys).cmp(last_code(&b.keys)))
    });
    let amounts = ageing.total.buckets.iter();
    let buckets = ageing.buckets.iter().zip(amounts).map(|(bucket, amount)| AgeingBucket {
        label: bucket.label.clone(),
        from: bucket.from,
        to: bucket.to,
        amount: *amount,
    });
    Ok(AgeingReport {
        as_of: request.as_of,
        known_at,
        rests_on_asserted: ageing.rests_on_asserted,
        base_currency: company.base_currency()?,
        total: ageing.total.total,
        items: ageing.total.items,
        unallocated: ageing.total.unallocated,
        buckets: buckets.collect(),
        by: request.by.iter().map(|key| key_name(*key)).collect(),
        rows,
        by_currency: ageing.total.by_currency.iter().map(currency).collect(),
        open_items: open_items(company, scope, request, &mut names)?,
    })
}

fn open_items(company: &Company, scope: &Scope, request: &AgeingRequest, names: &mut Names<'_>) -> Result<Vec<AgeingItem>, RuntimeError> {
    let Some(limit) = request.items else { return Ok(Vec::new()) };
    let query =
        OpenItemsQuery { as_of: request.as_of, known_at: request.known_at, filter: request.filter, bucket: None, limit, after: None };
    let page = company.warehouse().open_items(company.store(), &query, scope)?;
    names.load("customer", page.items.iter().filter_map(|item| item.customer))?;
    let item = |item: &OpenItem| AgeingItem {
        charge: item.charge.0,
        number: item.number.clone(),
        customer: item.customer.map(|customer| names.of("customer", Some(customer)).code),
        date: item.date,
        due: item.due,
        days_late: item.days_late,
        currency: item.currency,
        amount: item.amount,
        open: item.open,
        open_base: item.open_base,
    };
    Ok(page.items.iter().map(item).collect())
}

/// All keys but the last, by which rows stand together.
fn outer(keys: &[AgeingKey]) -> impl Iterator<Item = &str> {
    keys.iter().take(keys.len().saturating_sub(1)).map(|key| key.code.as_str())
}

fn last_code(keys: &[AgeingKey]) -> &str {
    keys.last().map_or("", |key| key.code.as_str())
}

fn currency(row: &CurrencyRow) -> AgeingCurrency {
    AgeingCurrency { currency: row.currency, items: row.items, open: row.open, open_base: row.open_base, unallocated: row.unallocated }
}

fn key_name(key: AgeKey) -> &'static str {
    match key {
        AgeKey::Branch => "branch",
        AgeKey::Salesperson => "salesperson",
        AgeKey::Customer => "customer",
    }
}

/// The record type that a key is of, unless the rulebook's customers refer to another one.
fn kind_of(key: AgeKey) -> &'static str {
    match key {
        AgeKey::Branch => "org_unit",
        AgeKey::Salesperson => "person",
        AgeKey::Customer => "customer",
    }
}

/// Codes and names of records, read once for each type.
struct Names<'a> {
    company: &'a Company,
    scope: &'a Scope,
    kinds: BTreeMap<&'static str, BTreeMap<RecordId, AgeingKey>>,
}

impl Names<'_> {
    fn load(&mut self, kind: &'static str, ids: impl Iterator<Item = RecordId>) -> Result<(), RuntimeError> {
        let known = self.kinds.entry(kind).or_default();
        let mut ids: Vec<RecordId> = ids.filter(|id| !known.contains_key(id)).collect();
        ids.sort_unstable();
        ids.dedup();
        for chunk in ids.chunks(5_000) {
            for record in self.company.store().records_by_id(self.scope, kind, chunk)? {
                let text = |field: &str| record.fields.text(field).unwrap_or_default().to_owned();
                known.insert(record.id, AgeingKey { id: Some(record.id), code: text("code"), name: text("name") });
            }
        }
        Ok(())
    }

    fn of(&self, kind: &str, id: Option<RecordId>) -> AgeingKey {
        let Some(id) = id else { return AgeingKey::default() };
        let known = self.kinds.get(kind).and_then(|known| known.get(&id)).cloned();
        known.unwrap_or_else(|| AgeingKey { id: Some(id), code: id.to_string(), name: String::new() })
    }
}
