//! Customers side by side: record, rating of a month, rating of an earlier month, and what each owes. Lists, the structure of a month and
//! the migration matrix are all read from one [`Overview`], so that a count and the list behind it never disagree.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_rulebook::CompiledAppraisal;
use guiju_store::{Rating, RatingState, Record, RecordQuery, Ruling, Run};
use guiju_types::{Amount, Date, FieldType, Month, RecordId, RecordType, RunId, Scope, Text, Timestamp};
use guiju_warehouse::{AgeFilter, AgeKey, AgeQuery, OpenItemsQuery};

use super::judgement::StoredJudgement;
use super::rate_month::appraisal_of;
use super::rulings::{Seen, rulings_that_set, set_by};
use crate::{Company, RuntimeError};

/// Of which month, and owed when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OverviewQuery {
    /// The appraisal: `credit`.
    pub appraisal: String,
    /// The month; `None`: the latest one that is rated, and also customers that it does not know.
    pub month: Option<Month>,
    /// A run of that month, which a later one may have followed; `None`: the latest.
    pub run: Option<RunId>,
    /// The earlier month to compare with; `None`: the month before.
    pub from: Option<Month>,
    /// The day of what is owed.
    pub as_of: Date,
    /// Only what was known at this instant of what is owed; `None`: everything known now.
    pub known_at: Option<Timestamp>,
}

/// Customers side by side, in the order of their codes.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The run that the ratings are of.
    pub run: Option<Run>,
    /// The run of the earlier month.
    pub from: Option<Run>,
    /// The day of what is owed.
    pub as_of: Date,
    /// The classes in which a customer may count, the best first; behind those of the score come those that approved proposals give.
    pub classes: Vec<String>,
    /// The customers.
    pub rows: Vec<OverviewRow>,
}

/// One customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewRow {
    /// The record.
    pub id: RecordId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Other names that it goes by.
    pub other_names: Vec<String>,
    /// The organisation unit that owns it.
    pub branch: Option<RecordId>,
    /// Who is in charge of it.
    pub salesperson: Option<RecordId>,
    /// The settlement terms that count: those of the record, or what an approved proposal sets.
    pub terms: Option<String>,
    /// The rating.
    pub rating: Option<RatingBrief>,
    /// The rating of the earlier month.
    pub previous: Option<RatingBrief>,
    /// What it owes.
    pub figures: CustomerFigures,
}

/// A rating as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingBrief {
    /// The run that judged.
    pub run: RunId,
    /// The class in force: by a person's ruling, else computed.
    pub class: Option<String>,
    /// The class that the rule gave.
    pub computed_class: Option<String>,
    /// What kind of judgement it is.
    pub state: RatingState,
    /// The sum of the points.
    pub total: Option<Amount>,
    /// The share of the weights that rests on known measures.
    pub basis_percent: i32,
    /// What a person is asked to approve.
    pub proposal: Option<String>,
    /// The ruling that gives the class in force.
    pub ruling: Option<Arc<Ruling>>,
    /// A class that somebody asked for, which waits.
    pub asked: Option<Arc<Ruling>>,
    /// What a person answered to the proposal.
    pub answer: Option<Arc<Ruling>>,
    /// The last step of any ruling about the customer.
    pub last_step: i64,
    /// The measures, in the appraisal's order.
    pub components: Vec<ComponentBrief>,
}

/// A measure of a rating as lists show it. Numbers are decimal texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentBrief {
    /// The measure.
    pub measure: String,
    /// Its weight.
    pub weight: String,
    /// Its score.
    pub score: Option<String>,
    /// What it adds to the total.
    pub points: Option<String>,
    /// Why it is unknown.
    pub missing: Option<Text>,
}

/// What a customer owes, in the base currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CustomerFigures {
    /// Open.
    pub open: Amount,
    /// The part of it that is not due.
    pub not_due: Amount,
    /// The part of it that is past due.
    pub overdue: Amount,
    /// Receipts not yet allocated.
    pub unallocated: Amount,
    /// How many open items.
    pub items: u64,
    /// How many days the latest item is past due; `None` where nothing is.
    pub days_late_max: Option<i64>,
}

impl RatingBrief {
    /// What a list that shows this rating has seen.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen { run: self.run, step: self.last_step, class: self.class.clone() }
    }

    /// Of a kept rating.
    ///
    /// # Errors
    /// Where its components cannot be read.
    pub fn of(rating: &Rating) -> Result<Self, RuntimeError> {
        let judgement = StoredJudgement::read(&rating.components_json)?;
        let brief = |component: super::judgement::StoredComponent| ComponentBrief {
            measure: component.name,
            weight: component.weight,
            score: component.score,
            points: component.points,
            missing: component.missing,
        };
        Ok(Self {
            run: rating.run,
            class: rating.class_in_force().map(ToOwned::to_owned),
            computed_class: rating.class.clone(),
            state: rating.state,
            total: rating.total,
            basis_percent: rating.basis_percent,
            proposal: rating.proposal.clone(),
            ruling: rating.ruling.clone(),
            asked: rating.asked.clone(),
            answer: rating.answer.clone(),
            last_step: rating.last_step,
            components: judgement.components.into_iter().map(brief).collect(),
        })
    }
}

/// Puts customers side by side.
///
/// # Errors
/// Where the month asked for is not rated, or reading fails.
pub fn overview(company: &Company, scope: &Scope, query: &OverviewQuery) -> Result<Overview, RuntimeError> {
    let appraisal = appraisal_of(company.rulebook(), &query.appraisal)?;
    let store = company.store();
    let run = match query.month {
        Some(month) if query.run.is_some() => Some(run_of(company, &appraisal.name, month, query.run)?),
        Some(month) => Some(store.latest_run(&appraisal.name, month)?.ok_or(RuntimeError::NotYetRated { month })?),
        None => store.runs(&appraisal.name)?.into_iter().next(),
    };
    let from = match (&run, query.from) {
        (Some(_), Some(month)) => Some(store.latest_run(&appraisal.name, month)?.ok_or(RuntimeError::NotYetRated { month })?),
        (Some(run), None) => store.latest_run(&appraisal.name, run.month.plus(-1))?,
        (None, _) => None,
    };
    let mut ratings = briefs(company, scope, run.as_ref())?;
    let mut previous = briefs(company, scope, from.as_ref())?;
    let figures = customer_figures(company, scope, query.as_of, query.known_at)?;
    let shape = CustomerShape::of(company)?;
    let setting = rulings_that_set(company, scope, &appraisal.name)?;
    let mut rows = Vec::new();
    each_record(company, scope, "customer", &mut |record| {
        let rating = ratings.remove(&record.id);
        if query.month.is_some() && rating.is_none() {
            return;
        }
        let figures = figures.get(&record.id).copied().unwrap_or_default();
        let mut row = shape.row(record, rating, previous.remove(&record.id), figures);
        if let Some(rulings) = setting.get(&record.id)
            && let Some((terms, _)) = set_by(appraisal, rulings, TERMS, query.as_of)
        {
            row.terms = Some(terms.to_owned());
        }
        rows.push(row);
    })?;
    Ok(Overview { run, from, as_of: query.as_of, classes: class_names(appraisal), rows })
}

/// The field of a customer that holds its settlement terms.
const TERMS: &str = "terms";

fn class_names(appraisal: &CompiledAppraisal) -> Vec<String> {
    appraisal.all_classes().map(|(name, _)| name.to_string()).collect()
}

/// A run of a month, which a later one may have followed.
fn run_of(company: &Company, appraisal: &str, month: Month, run: Option<RunId>) -> Result<Run, RuntimeError> {
    let found = run.map(|run| company.store().run(run)).transpose()?.flatten();
    found
        .filter(|run| run.appraisal == appraisal && run.month == month)
        .ok_or_else(|| RuntimeError::refused(format!("{month} 没有这次评级"), format!("{month} has no such run")))
}

fn briefs(company: &Company, scope: &Scope, run: Option<&Run>) -> Result<BTreeMap<RecordId, RatingBrief>, RuntimeError> {
    let mut briefs = BTreeMap::new();
    let Some(run) = run else { return Ok(briefs) };
    let mut failed = None;
    company.store().ratings_of_run(scope, run.id, &mut |rating| {
        match RatingBrief::of(&rating) {
            Ok(brief) => {
                briefs.insert(rating.customer, brief);
            }
            Err(error) => failed = Some(error),
        }
        Ok(())
    })?;
    failed.map_or(Ok(briefs), Err)
}

/// What every customer in scope owes; one without anything is left out.
///
/// # Errors
/// Where reading fails or a sum does not fit.
pub fn customer_figures(
    company: &Company,
    scope: &Scope,
    as_of: Date,
    known_at: Option<Timestamp>,
) -> Result<BTreeMap<RecordId, CustomerFigures>, RuntimeError> {
    let filter = AgeFilter::default();
    let query = AgeQuery { as_of, known_at, by: vec![AgeKey::Customer], buckets: vec![0], filter };
    let ageing = company.warehouse().age(company.store(), &query, scope)?;
    let mut figures = BTreeMap::new();
    for row in ageing.rows {
        let Some(customer) = row.keys.first().copied().flatten() else { continue };
        let not_due = row.buckets.first().copied().unwrap_or_default();
        let overdue = row.buckets.get(1).copied().unwrap_or_default();
        let (open, unallocated, items) = (row.total, row.unallocated, row.items);
        figures.insert(customer, CustomerFigures { open, not_due, overdue, unallocated, items, days_late_max: None });
    }
    // The items past due, the oldest first: a customer's first one is its latest.
    let query = OpenItemsQuery { as_of, known_at, filter, bucket: Some((vec![0], 1)), limit: ITEMS_MAX, after: None };
    for item in company.warehouse().open_items(company.store(), &query, scope)?.items {
        if let Some(figures) = item.customer.and_then(|customer| figures.get_mut(&customer)) {
            figures.days_late_max.get_or_insert_with(|| i64::from(item.days_late));
        }
    }
    Ok(figures)
}

/// More items past due than this are not looked at one by one: the latest are among the first.
const ITEMS_MAX: usize = 1_000_000;

/// Which fields of a customer are what.
struct CustomerShape {
    kind: RecordType,
    /// The names that people said are a customer's.
    aliases: BTreeMap<RecordId, Vec<String>>,
}

impl CustomerShape {
    fn of(company: &Company) -> Result<Self, RuntimeError> {
        let mut aliases: BTreeMap<RecordId, Vec<String>> = BTreeMap::new();
        for alias in company.store().standing_aliases()? {
            aliases.entry(alias.customer).or_default().push(alias.name);
        }
        Ok(Self { kind: company.store().record_type("customer")?, aliases })
    }

    fn row(&self, record: &Record, rating: Option<RatingBrief>, previous: Option<RatingBrief>, figures: CustomerFigures) -> OverviewRow {
        let reference = |field: &Option<String>| field.as_deref().and_then(|field| record.fields.reference(field));
        let text = |field: &str| record.fields.text(field).unwrap_or_default().to_owned();
        OverviewRow {
            id: record.id,
            code: text(&self.kind.key),
            name: text("name"),
            other_names: other_names(record).into_iter().chain(self.aliases.get(&record.id).into_iter().flatten().cloned()).collect(),
            branch: reference(&self.kind.scope_unit),
            salesperson: reference(&self.kind.scope_person),
            terms: record.fields.text(TERMS).map(ToOwned::to_owned),
            rating,
            previous,
            figures,
        }
    }
}

/// The other names that a customer goes by.
#[must_use]
pub fn other_names(record: &Record) -> Vec<String> {
    let texts = ["short_name", "other_names", "aliases", "name_en"].into_iter().filter_map(|field| record.fields.text(field));
    let names = texts.flat_map(|text| text.split([';', '；', '\n'])).map(str::trim).filter(|name| !name.is_empty());
    let mut names: Vec<String> = names.map(ToOwned::to_owned).collect();
    names.dedup();
    names
}

/// Every current record of a type that the scope may see, by key.
///
/// # Errors
/// Where the database cannot be read.
pub fn each_record(company: &Company, scope: &Scope, kind: &str, each: &mut dyn FnMut(&Record)) -> Result<(), RuntimeError> {
    let mut query = RecordQuery { limit: 10_000, ..RecordQuery::new(kind) };
    loop {
        let page = company.store().records(scope, &query)?;
        for record in &page.items {
            each(record);
        }
        query.after = page.next;
        if query.after.is_none() {
            return Ok(());
        }
    }
}

/// A record as it is named on screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordName {
    /// The record.
    pub id: RecordId,
    /// Its key.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The type of record that a field of a customer names.
#[must_use]
pub fn referenced_kind(kind: &RecordType, field: Option<&str>) -> Option<String> {
    let field = kind.fields.iter().find(|known| Some(known.name.as_str()) == field)?;
    match &field.kind {
        FieldType::Reference(target) => Some(target.clone()),
        FieldType::Text
        | FieldType::Integer
        | FieldType::Decimal
        | FieldType::Amount
        | FieldType::Date
        | FieldType::Instant
        | FieldType::Boolean
        | FieldType::Enumeration(_) => None,
    }
}

/// The names of records of a type; one that the scope may not see is left out.
///
/// # Errors
/// Where the database cannot be read.
pub fn record_names(
    company: &Company,
    scope: &Scope,
    kind: &str,
    ids: &[RecordId],
) -> Result<BTreeMap<RecordId, RecordName>, RuntimeError> {
    let key = company.store().record_type(kind)?.key;
    let mut names = BTreeMap::new();
    for some in ids.chunks(5_000) {
        for record in company.store().records_by_id(scope, kind, some)? {
            let code = record.fields.text(&key).unwrap_or_default().to_owned();
            let name = record.fields.text("name").unwrap_or(&code).to_owned();
            names.insert(record.id, RecordName { id: record.id, code, name });
        }
    }
    Ok(names)
}
