//! `GET /api/v1/customers/{id}/ratings/{month}`: why the customer has this class in this month.

use guiju_rulebook::{CompiledAppraisal, Window};
use guiju_runtime::Company;
use guiju_runtime::operations::{self, ExplainedComponent, ExplainedNext, Seen, StoredRule};
use guiju_types::{Month, RecordId, Scope};

use crate::dto::rating::{ClassLimit, ComparedValue, NextChange, NextClass, RatingComponent, RatingExplanation, RatingTotal, RuleHit};
use crate::dto::scalar::{Day, Decimal, Instant, Reference, Text, YearMonth};
use crate::error::ApiError;
use crate::extract::Path;
use crate::names::{CREDIT, credit};
use crate::overview::{self, Wording};
use crate::session::Caller;

/// Why the customer has this class in this month.
#[utoipa::path(
    get,
    path = "/customers/{id}/ratings/{month}",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month.")),
    responses((status = 200, body = RatingExplanation), ApiError)
)]
pub(crate) async fn explain_rating(
    caller: Caller,
    Path((id, month)): Path<(i64, YearMonth)>,
) -> Result<axum::Json<RatingExplanation>, ApiError> {
    caller.with(move |company, scope| explain(company, scope, id, month.0)).await.map(axum::Json)
}

fn explain(company: &Company, scope: &Scope, id: i64, month: Month) -> Result<RatingExplanation, ApiError> {
    let record = super::read::find(company, scope, id)?;
    let explained = operations::explain_rating(company, scope, CREDIT, &record, month)?;
    let appraisal = credit(company)?;
    let rating = operations::latest_rating(company, scope, CREDIT, RecordId(id), month)?;
    let wording = Wording::of(company, &[])?;
    let before = previous(company, scope, RecordId(id), month)?;
    let brief = operations::RatingBrief::of(&rating)?;
    let components = explained.components.iter().map(|component| self::component(appraisal, component, month, &before));
    Ok(RatingExplanation {
        month: YearMonth(month),
        customer: Reference::new(explained.customer.id, &explained.customer.code, &explained.customer.name),
        class: explained.class.clone(),
        computed_class: explained.computed_class.clone(),
        state: overview::state(rating.state),
        total: explained.total.map(Decimal::from),
        basis_percent: u32::try_from(explained.basis_percent).unwrap_or(0),
        edition: explained.edition.to_string(),
        known_at: Instant(explained.known_at),
        rests_on_asserted: rests_on_asserted(company, rating.run)?,
        clause: (&explained.clause).into(),
        chapter: chapter(company).unwrap_or_default(),
        sentence: (&explained.sentence).into(),
        components: components.collect(),
        class_rule: explained.class_rule.as_ref().map(rule),
        class_limits: class_limits(company, appraisal)?,
        next: explained.next.as_ref().map(next),
        ruling: wording.beside(rating.ruling.as_deref()),
        asked: wording.beside(rating.asked.as_deref()),
        seen: Seen::of(&rating).to_string(),
        proposal: wording.proposal(&brief),
        stale: stale(company, rating.run)?,
    })
}

/// The points of the month before, by measure.
fn previous(company: &Company, scope: &Scope, customer: RecordId, month: Month) -> Result<Vec<(String, Option<String>)>, ApiError> {
    let Some(run) = company.store().latest_run(CREDIT, month.plus(-1))? else { return Ok(Vec::new()) };
    let Some(rating) = company.store().rating(scope, run.id, customer)? else { return Ok(Vec::new()) };
    let brief = operations::RatingBrief::of(&rating)?;
    Ok(brief.components.into_iter().map(|component| (component.measure, component.points)).collect())
}

/// Whether the run rests on known-at times that an import asserted.
fn rests_on_asserted(company: &Company, run: guiju_types::RunId) -> Result<bool, ApiError> {
    let basis = company.store().run(run)?.and_then(|run| serde_json::from_str::<serde_json::Value>(&run.basis_json).ok());
    Ok(basis.and_then(|basis| basis.get("rests_on_asserted")?.as_bool()).unwrap_or(false))
}

/// What has changed since a run that its figures rest on.
pub(crate) fn stale(company: &Company, run: guiju_types::RunId) -> Result<Vec<Text>, ApiError> {
    let Some(run) = company.store().run(run)? else { return Ok(Vec::new()) };
    Ok(operations::changes_since(company, &run)?.iter().map(Text::from).collect())
}

/// The chapter that declares the rating.
pub(crate) fn chapter(company: &Company) -> Option<String> {
    let chapters = company.rulebook().chapters();
    chapters.iter().find(|chapter| chapter.appraisals.iter().any(|name| name == CREDIT)).map(|chapter| chapter.name.clone())
}

fn rule(rule: &StoredRule) -> RuleHit {
    RuleHit { decision: rule.decision.clone(), id: rule.id.clone(), text: (&rule.text).into() }
}

fn component(
    appraisal: &CompiledAppraisal,
    component: &ExplainedComponent,
    month: Month,
    before: &[(String, Option<String>)],
) -> RatingComponent {
    let decimal = |text: &Option<String>| text.clone().map(Decimal);
    let points_before = before.iter().find(|(measure, _)| *measure == component.name).and_then(|(_, points)| points.clone());
    let has_before = !before.is_empty();
    let totals = component.totals.iter().map(|total| {
        let known = appraisal.totals().iter().find(|known| known.name == total.name);
        RatingTotal {
            name: total.name.clone(),
            label: (&total.label).into(),
            fact: known.map(|known| known.fact.clone()).unwrap_or_default(),
            from: known.and_then(|known| first_day(known.window, month)).map(Day),
            to: Day(month.last_day()),
            value: decimal(&total.value),
        }
    });
    RatingComponent {
        measure: component.name.clone(),
        label: (&component.label).into(),
        definition: (&component.definition).into(),
        unit: component.unit.to_owned(),
        value: decimal(&component.value),
        score: decimal(&component.score),
        weight: Decimal(component.weight.clone()),
        points: decimal(&component.points),
        rule: component.rule.as_ref().map(rule),
        totals: totals.collect(),
        missing: component.missing.as_ref().map(Text::from),
        partly: component.partly.as_ref().map(Text::from),
        compared: has_before.then(|| ComparedValue {
            month: YearMonth(month.plus(-1)),
            value: decimal(&component.previous_value),
            points: points_before.map(Decimal),
        }),
        records_count: u64::try_from(component.records.len()).unwrap_or(u64::MAX),
    }
}

fn first_day(window: Window, month: Month) -> Option<guiju_types::Date> {
    match window {
        Window::Months(count) => Some(month.plus(1 - i32::try_from(count).unwrap_or(1)).first_day()),
        Window::All => None,
    }
}

/// The classes with their limits, best first.
fn class_limits(company: &Company, appraisal: &CompiledAppraisal) -> Result<Vec<ClassLimit>, ApiError> {
    let limits = operations::class_limits(company, CREDIT)?;
    let limit = |class: &str| limits.iter().find(|limit| limit.class == class).and_then(|limit| limit.from.clone()).map(Decimal);
    let classes = appraisal.classes.iter();
    Ok(classes.map(|class| ClassLimit { class: class.name.to_string(), from: limit(&class.name), label: (&class.label).into() }).collect())
}

fn next(next: &ExplainedNext) -> NextClass {
    let change = |change: &operations::ExplainedChange| NextChange {
        measure: change.measure.clone(),
        from: Decimal(change.from.clone()),
        to: Decimal(change.to.clone()),
        points: Decimal(change.points.clone()),
        text: (&change.text).into(),
    };
    NextClass {
        class: next.class.clone(),
        total_needed: Decimal(next.total.clone()),
        points_missing: Decimal(next.gap.clone()),
        changes: next.ways.iter().filter(|way| way.len() == 1).flatten().map(change).collect(),
        ways: next.ways.iter().map(|way| way.iter().map(change).collect()).collect(),
    }
}
