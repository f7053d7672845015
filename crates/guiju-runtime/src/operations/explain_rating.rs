//! Why a customer has its class: the kept judgement, the entries and records behind every total, and what would reach the next class.

use std::collections::BTreeMap;

use guiju_rulebook::{Change, CompiledAppraisal, CompiledMeasure, Coverages, NextClass, Totals, Unit};
use guiju_store::{Rating, Record, Run};
use guiju_types::{Amount, Currency, Date, EditionId, Entry, EntryId, Month, RecordId, RunId, Scope, Text, Timestamp, Value};
use serde::Serialize;

use super::case_totals::{CaseFacts, CaseTotals, Counted, case_totals};
use super::customer_facts::{CustomerFacts, Known, KnownRecord, customer_facts};
use super::find_customer::CustomerName;
use super::judgement::{StoredComponent, StoredJudgement, StoredRule};
use super::overview::RatingBrief;
use super::overview_select::ProposalState;
use super::rate_month::appraisal_of;
use super::rulings::{because, label_of_class};
use crate::{Company, RuntimeError};

/// A rating with everything that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatingExplanation {
    /// Who.
    pub customer: CustomerName,
    /// The month.
    pub month: Month,
    /// The run that judged.
    pub run: RunId,
    /// `rated`, `not_rated`, `activity` or `internal`.
    pub state: &'static str,
    /// The class in force: by a person's ruling, else computed.
    pub class: Option<String>,
    /// The computed class.
    pub computed_class: Option<String>,
    /// The sum of the points.
    pub total: Option<Amount>,
    /// The share of the weights that rests on known measures.
    pub basis_percent: i32,
    /// The answer in a sentence.
    pub sentence: Text,
    /// The rulebook that judged.
    pub edition: EditionId,
    /// What was known.
    pub known_at: Timestamp,
    /// Where in the written rule it stands.
    pub clause: Text,
    /// The measures.
    pub components: Vec<ExplainedComponent>,
    /// The rule that gave the class.
    pub class_rule: Option<StoredRule>,
    /// What a person is asked to approve.
    pub proposal: Option<String>,
    /// Whether the proposal was approved; `None`: nobody has answered.
    pub is_approved: Option<bool>,
    /// Why the class in force is not the computed one.
    pub because: Option<Text>,
    /// What else people decided or ask about this month: a class that waits, the answer to the proposal.
    pub said: Vec<Text>,
    /// What would reach the next class.
    pub next: Option<ExplainedNext>,
    /// Whether the rulebook has changed since and the one of its day was not kept; the entries behind the figures are then those of today's
    /// definitions.
    pub is_of_older_edition: bool,
}

/// One measure of a rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedComponent {
    /// The measure.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The written definition.
    pub definition: Text,
    /// `percent`, `money`, `count` or `months`.
    pub unit: &'static str,
    /// Its value; `None` is unknown.
    pub value: Option<String>,
    /// The 0–100 that the value gives.
    pub score: Option<String>,
    /// Its weight.
    pub weight: String,
    /// What it adds to the total.
    pub points: Option<String>,
    /// The rule that gave the score.
    pub rule: Option<StoredRule>,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Text>,
    /// What of its window is not covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partly: Option<Text>,
    /// The value one month before, where it was rated.
    pub previous_value: Option<String>,
    /// What it was computed from.
    pub totals: Vec<ExplainedTotal>,
    /// The rows that counted, of all totals, each once; empty where it is unknown.
    pub records: Vec<ExplainedRecord>,
}

/// A total of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedTotal {
    /// `measure.total`.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// A decimal text for a sum, a whole number for a count; `None` where no row counted.
    pub value: Option<String>,
    /// How many rows counted.
    pub rows: usize,
}

/// A row that counted: an entry of the ledger, or a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedRecord {
    /// The kind of entry, or the record's type.
    pub kind: String,
    /// The entry's or record's id.
    pub id: i64,
    /// Its number; of an entry on a charge: the charge's.
    pub number: Option<String>,
    /// When it happened.
    pub date: Option<Date>,
    /// When the charge falls due.
    pub due: Option<Date>,
    /// In its own currency.
    pub amount: Option<Amount>,
    /// That currency.
    pub currency: Option<Currency>,
    /// Into which totals it went, with what it added.
    pub counted: Vec<(String, String)>,
}

/// The next class, and how to reach it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedNext {
    /// The class.
    pub class: String,
    /// The total that it takes.
    pub total: String,
    /// What is missing to it.
    pub gap: String,
    /// Ways to reach it; empty where nothing that can still happen suffices.
    pub ways: Vec<Vec<ExplainedChange>>,
}

/// A change of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedChange {
    /// The measure.
    pub measure: String,
    /// Its value now.
    pub from: String,
    /// The value it would take.
    pub to: String,
    /// What it would add to the total.
    pub points: String,
    /// What can still happen, in words.
    pub text: Text,
}

impl ExplainedNext {
    fn of(next: &NextClass) -> Self {
        let change = |change: &Change| ExplainedChange {
            measure: change.measure.to_string(),
            from: change.from.to_string(),
            to: change.to.to_string(),
            points: change.points.to_string(),
            text: change.text.clone(),
        };
        Self {
            class: next.class.to_string(),
            total: next.total.to_string(),
            gap: next.gap.to_string(),
            ways: next.ways.iter().map(|way| way.iter().map(change).collect()).collect(),
        }
    }
}

/// Explains a customer's rating of a month by the latest run.
///
/// # Errors
/// Where the month has not been rated, the customer was not known then, or reading fails.
pub fn explain_rating(
    company: &Company,
    scope: &Scope,
    appraisal: &str,
    customer: &Record,
    month: Month,
) -> Result<RatingExplanation, RuntimeError> {
    let store = company.store();
    let run = store.latest_run(appraisal, month)?;
    // An appraisal that the rulebook does not have is said so before that it was not rated.
    let run = appraisal_of(company.rulebook(), appraisal).and_then(|_| run.ok_or(RuntimeError::NotYetRated { month }))?;
    let of_its_day = rulebook_of(company, &run)?;
    let is_of_older_edition = of_its_day.is_none();
    let company = of_its_day.as_ref().unwrap_or(company);
    let appraisal = appraisal_of(company.rulebook(), appraisal)?;
    let name = CustomerName::of(customer);
    let rating = store.rating(scope, run.id, customer.id)?.ok_or_else(|| {
        RuntimeError::refused(
            format!("{month} 评级时还没有客户 `{}`；请重新评级该月", name.code),
            format!("customer `{}` was not known when {month} was rated; rate the month again", name.code),
        )
    })?;
    let kept = StoredJudgement::read(&rating.components_json)?;
    let known = Known { at: Some(run.known_at), sequence: Some(run.snapshot) };
    let facts = customer_facts(company, scope, customer.id, &known)?;
    let records = facts.record_facts();
    let case = CaseFacts { entries: &facts.entries, records: &records };
    let totals = case_totals(company.rulebook(), appraisal, month, known.at, &case);
    let coverages = Coverages::new(&coverage_of(&run, company)?, month);
    let next = if is_of_older_edition || rating.class.is_none() { None } else { appraisal.next(&Totals(&totals.values), &coverages) };
    let before = previous(company, scope, appraisal, customer.id, month)?;
    let rows = Rows::new(&facts);
    let components = kept.components.iter().map(|component| explain_component(appraisal, component, &totals, &rows, before.as_ref()));
    let components: Vec<ExplainedComponent> = components.collect();
    let brief = RatingBrief::of(&rating)?;
    let said = [&rating.asked, &rating.answer].into_iter().flatten();
    let said = said.filter(|ruling| rating.ruling.as_ref().is_none_or(|counts| counts.id != ruling.id));
    let said = said.map(|ruling| because(appraisal, ruling));
    Ok(RatingExplanation {
        sentence: sentence(appraisal, &rating, &components),
        customer: name,
        month,
        run: run.id,
        state: rating.state.name(),
        class: rating.class_in_force().map(ToOwned::to_owned),
        computed_class: rating.class.clone(),
        total: rating.total,
        basis_percent: rating.basis_percent,
        edition: run.edition,
        known_at: run.known_at,
        clause: appraisal.clause.clone(),
        components,
        class_rule: kept.class_rule,
        is_approved: brief.proposal_state().and_then(|state| match state {
            ProposalState::Pending => None,
            ProposalState::Approved => Some(true),
            ProposalState::Refused => Some(false),
        }),
        because: rating.ruling.as_ref().map(|ruling| because(appraisal, ruling)),
        said: said.collect(),
        proposal: rating.proposal,
        next: next.as_ref().map(ExplainedNext::of),
        is_of_older_edition,
    })
}

/// The company judged by the rulebook of the run; `None` where that was not kept, or is not understood any more: today's words then stand beside
/// what was kept of the judgement.
fn rulebook_of(company: &Company, run: &Run) -> Result<Option<Company>, RuntimeError> {
    match company.with_edition(&run.edition) {
        Err(RuntimeError::Rulebook(_)) => Ok(None),
        found => found,
    }
}

/// The coverage that the run saw.
fn coverage_of(run: &Run, company: &Company) -> Result<Vec<guiju_types::Coverage>, RuntimeError> {
    let basis: serde_json::Value =
        serde_json::from_str(&run.basis_json).map_err(|source| RuntimeError::Stored { what: "what a run rests on", source })?;
    match basis.get("coverage") {
        Some(coverage) => {
            serde_json::from_value(coverage.clone()).map_err(|source| RuntimeError::Stored { what: "what a run rests on", source })
        }
        None => Ok(company.store().coverage()?),
    }
}

/// The judgement one month before.
fn previous(
    company: &Company,
    scope: &Scope,
    appraisal: &CompiledAppraisal,
    customer: RecordId,
    month: Month,
) -> Result<Option<StoredJudgement>, RuntimeError> {
    let Some(run) = company.store().latest_run(&appraisal.name, month.plus(-1))? else { return Ok(None) };
    let rating = company.store().rating(scope, run.id, customer)?;
    rating.map(|rating| StoredJudgement::read(&rating.components_json)).transpose()
}

fn explain_component(
    appraisal: &CompiledAppraisal,
    component: &StoredComponent,
    totals: &CaseTotals,
    rows: &Rows<'_>,
    before: Option<&StoredJudgement>,
) -> ExplainedComponent {
    let measure = appraisal.measures.iter().find(|measure| measure.name == component.name);
    let previous = before.and_then(|before| before.components.iter().find(|other| other.name == component.name));
    let (explained, records) = measure.map(|measure| explain_totals(appraisal, measure, component, totals, rows)).unwrap_or_default();
    ExplainedComponent {
        name: component.name.clone(),
        label: measure.map_or_else(|| Text::new(&component.name, &component.name), |measure| measure.label.clone()),
        definition: measure.map(|measure| measure.definition.clone()).unwrap_or_default(),
        unit: measure.map_or(Unit::Count, |measure| measure.unit).name(),
        value: component.value.clone(),
        score: component.score.clone(),
        weight: component.weight.clone(),
        points: component.points.clone(),
        rule: component.rule.clone(),
        missing: component.missing.clone(),
        partly: component.partly.clone(),
        previous_value: previous.and_then(|previous| previous.value.clone()),
        totals: explained,
        records,
    }
}

/// A measure's totals, and the rows behind all of them.
fn explain_totals(
    appraisal: &CompiledAppraisal,
    measure: &CompiledMeasure,
    component: &StoredComponent,
    totals: &CaseTotals,
    rows: &Rows<'_>,
) -> (Vec<ExplainedTotal>, Vec<ExplainedRecord>) {
    let mut explained = Vec::new();
    let mut records: BTreeMap<(bool, i64), ExplainedRecord> = BTreeMap::new();
    for (place, total) in measure.totals.iter().enumerate() {
        let is_sum = matches!(total.aggregate, guiju_rulebook::Aggregate::Sum(_));
        let counted = appraisal.totals().iter().position(|other| other.is_same(total)).and_then(|index| totals.rows.get(index));
        let counted = counted.map_or(&[][..], Vec::as_slice);
        explained.push(ExplainedTotal {
            name: total.name.clone(),
            label: total.label.clone(),
            value: component.totals.get(place).copied().flatten().map(|value| said(value, is_sum)),
            rows: counted.len(),
        });
        for row in counted {
            let Some(record) = rows.explain(row) else { continue };
            let kept = records.entry((row.record.is_some(), record.id)).or_insert(record);
            kept.counted.push((total.name.clone(), said(row.parts, is_sum)));
        }
    }
    let mut records: Vec<ExplainedRecord> = records.into_values().collect();
    records.sort_by_key(|record| (record.date, record.id));
    (explained, records)
}

fn said(value: i64, is_sum: bool) -> String {
    if is_sum { Amount::from_parts(value).to_string() } else { value.to_string() }
}

/// The rows that may be named, by id.
struct Rows<'a> {
    entries: BTreeMap<EntryId, &'a Entry>,
    facts: &'a CustomerFacts,
}

impl<'a> Rows<'a> {
    fn new(facts: &'a CustomerFacts) -> Self {
        Self { entries: facts.entries.iter().map(|entry| (entry.id, entry)).collect(), facts }
    }

    fn explain(&self, row: &Counted) -> Option<ExplainedRecord> {
        if let Some(id) = row.entry {
            let entry = self.entries.get(&id)?;
            let charge = entry.charge.and_then(|charge| self.entries.get(&charge));
            return Some(ExplainedRecord {
                kind: entry.kind.name().to_owned(),
                id: id.0,
                number: entry.number.clone().or_else(|| charge.and_then(|charge| charge.number.clone())),
                date: Some(entry.business_date),
                due: entry.due_date,
                amount: Some(entry.amount),
                currency: Some(entry.currency),
                counted: Vec::new(),
            });
        }
        let id = row.record?;
        let KnownRecord { kind, version, .. } = self.facts.records.iter().find(|record| record.version.id == id)?;
        let amount = match version.fields.get("amount") {
            Value::Amount(amount) => Some(*amount),
            Value::Null
            | Value::Text(_)
            | Value::Integer(_)
            | Value::Date(_)
            | Value::Instant(_)
            | Value::Boolean(_)
            | Value::Reference(_) => None,
        };
        Some(ExplainedRecord {
            kind: kind.clone(),
            id: id.0,
            number: version.fields.text("number").map(ToOwned::to_owned),
            date: Some(version.business_date),
            due: None,
            amount,
            currency: version.fields.text("currency").and_then(|code| code.parse().ok()),
            counted: Vec::new(),
        })
    }
}

/// The answer first: what a person decided, then the class of the rule with what speaks for it and against it.
fn sentence(appraisal: &CompiledAppraisal, rating: &Rating, components: &[ExplainedComponent]) -> Text {
    let computed = computed_sentence(appraisal, rating, components);
    let Some(ruling) = &rating.ruling else { return computed };
    let why = because(appraisal, ruling);
    Text::new(format!("{}。按制度计算：{}", why.zh, computed.zh), format!("{}. By the rule: {}", why.en, computed.en))
}

fn computed_sentence(appraisal: &CompiledAppraisal, rating: &Rating, components: &[ExplainedComponent]) -> Text {
    let label = |class: &str| label_of_class(appraisal, class);
    let missing: Vec<&ExplainedComponent> = components.iter().filter(|component| component.missing.is_some()).collect();
    match (&rating.class, rating.total) {
        (Some(class), None) => {
            let label = label(class);
            Text::new(format!("{}：只标注，不评分。", label.zh), format!("{}: marked, not scored.", label.en))
        }
        (Some(class), Some(total)) => {
            let label = label(class);
            let (zh, en) = strongest_and_weakest(components);
            Text::new(format!("总分 {total}，评为 {}{zh}。", label.zh), format!("A total of {total} gives {}{en}.", label.en))
        }
        (None, Some(total)) => Text::new(
            format!("活跃度评分 {total}：只有 {}% 的权重有数据，不构成信用评级。", rating.basis_percent),
            format!("An activity score of {total}: only {} % of the weights have data, so it is no credit rating.", rating.basis_percent),
        ),
        (None, None) => {
            let names = |pick: fn(&Text) -> &str, comma: &str, colon: &str| {
                let said = |component: &&ExplainedComponent| {
                    format!("{}{colon}{}", pick(&component.label), component.missing.as_ref().map(pick).unwrap_or_default())
                };
                missing.iter().map(said).collect::<Vec<_>>().join(comma)
            };
            Text::new(
                format!("未评级：{}。", names(|text| &text.zh, "；", "，")),
                format!("Not rated: {}.", names(|text| &text.en, "; ", ", ")),
            )
        }
    }
}

fn strongest_and_weakest(components: &[ExplainedComponent]) -> (String, String) {
    let scored =
        || components.iter().filter_map(|component| Some((component.score.as_ref()?.parse::<guiju_feel::Number>().ok()?, component)));
    let strongest = scored().max_by(|(a, _), (b, _)| a.cmp(b));
    let weakest = scored().min_by(|(a, _), (b, _)| a.cmp(b));
    match (strongest, weakest) {
        (Some((high, best)), Some((low, worst))) if high > low => (
            format!("：{}最好（{high} 分），{}最弱（{low} 分）", best.label.zh, worst.label.zh),
            format!("; {} is best ({high}), {} weakest ({low})", best.label.en, worst.label.en),
        ),
        _ => (String::new(), String::new()),
    }
}
