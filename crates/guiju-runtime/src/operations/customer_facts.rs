//! Everything that measures may count of one customer, as it was known.

use guiju_store::{EntryQuery, RecordFilter, RecordQuery, RecordVersion};
use guiju_types::{Date, Entry, RecordId, Scope, Sequence, Timestamp, Value};

use super::case_totals::RecordFact;
use crate::{Company, RuntimeError};

/// What was known: to whom, by when, and up to which commit. An import may assert that something was known long ago, so the instant alone
/// does not say what a run could see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The instant; `None`: now.
    pub at: Option<Timestamp>,
    /// The last commit that counts; `None`: all.
    pub sequence: Option<Sequence>,
}

impl Known {
    /// Everything that is known now.
    pub const NOW: Self = Self { at: None, sequence: None };

    fn has(&self, known_at: Timestamp, sequence: Sequence) -> bool {
        self.at.is_none_or(|instant| known_at <= instant) && self.sequence.is_none_or(|last| sequence <= last)
    }
}

/// A record that names the customer, in the version that was known.
#[derive(Debug, Clone)]
pub struct KnownRecord {
    /// Its type.
    pub kind: String,
    /// The version.
    pub version: RecordVersion,
    /// The version's fields by name.
    pub fields: Vec<(String, Value)>,
    /// Its business date, by the type's own field.
    pub date: Option<Date>,
}

/// One customer's facts.
#[derive(Debug, Clone, Default)]
pub struct CustomerFacts {
    /// Entries of the ledger, by business date.
    pub entries: Vec<Entry>,
    /// Records that name the customer.
    pub records: Vec<KnownRecord>,
}

impl CustomerFacts {
    /// The records as rows of facts.
    #[must_use]
    pub fn record_facts(&self) -> Vec<RecordFact<'_>> {
        self.records
            .iter()
            .map(|record| RecordFact { kind: &record.kind, id: record.version.id, date: record.date, fields: &record.fields })
            .collect()
    }
}

const PAGE: u32 = 10_000;

/// Loads a customer's facts.
///
/// # Errors
/// Where the database cannot be read.
pub fn customer_facts(company: &Company, scope: &Scope, customer: RecordId, known: &Known) -> Result<CustomerFacts, RuntimeError> {
    let mut facts = CustomerFacts::default();
    let mut query = EntryQuery { customer: Some(customer), known_at: known.at, limit: PAGE, ..EntryQuery::default() };
    loop {
        let page = company.store().entries(scope, &query)?;
        query.after = page.last().map(|entry| (entry.business_date, entry.id));
        let is_last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        facts.entries.extend(page.into_iter().filter(|entry| known.has(entry.known_at, entry.sequence)));
        if is_last {
            break;
        }
    }
    let rulebook = company.rulebook();
    for fact in rulebook.facts().iter().filter(|fact| fact.is_record) {
        let date_field = rulebook.record_types().iter().find(|kind| kind.name == fact.name).and_then(|kind| kind.business_date.clone());
        let filters = vec![RecordFilter::Equal { field: fact.subject.clone(), value: Value::Reference(customer) }];
        let mut query = RecordQuery { filters, limit: PAGE, ..RecordQuery::new(&fact.name) };
        loop {
            let page = company.store().records(scope, &query)?;
            for current in page.items {
                let Some(version) = version_known(company, scope, &fact.name, current, known)? else { continue };
                let fields: Vec<(String, Value)> = version.fields.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
                let date = date_field.as_deref().and_then(|field| match version.fields.get(field) {
                    Value::Date(date) => Some(*date),
                    Value::Null
                    | Value::Text(_)
                    | Value::Integer(_)
                    | Value::Amount(_)
                    | Value::Instant(_)
                    | Value::Boolean(_)
                    | Value::Reference(_) => None,
                });
                facts.records.push(KnownRecord { kind: fact.name.clone(), version, fields, date });
            }
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
    }
    Ok(facts)
}

/// The version of a record that was known; the current one nearly always is.
fn version_known(
    company: &Company,
    scope: &Scope,
    kind: &str,
    current: RecordVersion,
    known: &Known,
) -> Result<Option<RecordVersion>, RuntimeError> {
    if known.has(current.known_at, current.sequence) {
        return Ok(Some(current));
    }
    let history = company.store().history(scope, kind, current.id)?;
    Ok(history.into_iter().find(|version| known.has(version.known_at, version.sequence)).filter(|version| !version.is_withdrawn))
}
