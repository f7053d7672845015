//! `GET /api/v1/ratings/{month}`: the structure of a rated month.

use std::collections::BTreeMap;

use guiju_runtime::Company;
use guiju_runtime::operations::{
    self, Movement, Overview, OverviewFilter, OverviewRow, OverviewSort, ProposalState, RatingBrief, TrendFilter, TrendMonth,
};
use guiju_store::{RatingState, Run};
use guiju_types::{Amount, Month, Scope};

use super::runs::withdrawn;
use crate::ageing::share;
use crate::app::App;
use crate::dto::rating::{self, ClassCount, Movements, ProposalCounts, RatingStructure, StructureFilter, Weight};
use crate::dto::scalar::{Day, Decimal, Instant, LabelledCount, Text, YearMonth};
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::names::{CREDIT, credit};
use crate::overview::{self, Wording};
use crate::routes::customers::rating::chapter;
use crate::session::Caller;

/// So many months are in the trend: a year and the month before it.
const TREND_MONTHS: u32 = 13;

/// The structure of a rated month.
#[utoipa::path(
    get,
    path = "/ratings/{month}",
    tag = "ratings",
    params(("month" = String, Path, description = "The month."), StructureFilter),
    responses((status = 200, body = RatingStructure), ApiError)
)]
pub(crate) async fn read_rated_month(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Query(filter): Query<StructureFilter>,
) -> Result<axum::Json<RatingStructure>, ApiError> {
    let app = caller.app().clone();
    caller.with(move |company, scope| structure(&app, company, scope, month.0, &filter)).await.map(axum::Json)
}

/// The customers of a filter.
pub(super) fn select(filter: &StructureFilter) -> Result<OverviewFilter, ApiError> {
    Ok(OverviewFilter {
        branches: overview::ids("branch", filter.branch.as_deref())?,
        salespeople: overview::ids("salesperson", filter.salesperson.as_deref())?,
        ..OverviewFilter::default()
    })
}

fn structure(app: &App, company: &Company, scope: &Scope, month: Month, filter: &StructureFilter) -> Result<RatingStructure, ApiError> {
    let overview = overview::read(app.figures(), company, scope, &overview::of_month(month, filter.run, None))?;
    let select = select(filter)?;
    let trend_filter = TrendFilter { branches: select.branches.clone(), salespeople: select.salespeople.clone() };
    let trend = app.figures().get(company, scope, &format!("trend {month} {trend_filter:?}"), || {
        Ok(operations::class_trend(company, scope, CREDIT, month, TREND_MONTHS, &trend_filter)?)
    })?;
    let rows = overview.select(&select, OverviewSort::Code, false);
    let run = overview.run.as_ref().ok_or(guiju_runtime::RuntimeError::NotYetRated { month })?;
    let appraisal = credit(company)?;
    let wording = Wording::of(company, &[])?;
    let weights = appraisal.measures.iter().map(|measure| Weight {
        measure: measure.name.clone(),
        label: (&measure.label).into(),
        weight: Decimal(measure.weight.to_string()),
    });
    let rated = rows.iter().filter(|row| state_of(row) == Some(RatingState::Rated)).count();
    Ok(RatingStructure {
        month: YearMonth(month),
        run: run.id.0,
        edition: run.edition.to_string(),
        known_at: Instant(run.known_at),
        clause: (&appraisal.clause).into(),
        chapter: chapter(company).unwrap_or_default(),
        weights: weights.collect(),
        subjects: count(rows.len()),
        rated: count(rated),
        classes: classes(&overview, &rows, &trend, month),
        states: states(&rows),
        not_rated: not_rated(&rows, &wording),
        movements: movements(&overview, &rows),
        proposals: proposals(&rows),
        overrides: count(rows.iter().filter(|row| row.rating.as_ref().is_some_and(RatingBrief::is_overridden)).count()),
        asked: count(rows.iter().filter(|row| row.rating.as_ref().is_some_and(|rating| rating.asked.is_some())).count()),
        by: run.actor.clone(),
        at: Instant(run.at),
        runs: count(company.store().runs_of_month(CREDIT, month)?.len()),
        withdrawn: withdrawn(run),
        stale: operations::changes_since(company, run)?.iter().map(Text::from).collect(),
        trend: trend.iter().map(trend_month).collect(),
        as_of: Day(overview.as_of),
    })
}

fn state_of(row: &OverviewRow) -> Option<RatingState> {
    row.rating.as_ref().map(|rating| rating.state)
}

fn classes(overview: &Overview, rows: &[&OverviewRow], trend: &[TrendMonth], month: Month) -> Vec<ClassCount> {
    let (counts, _) = overview.class_counts(rows.iter().copied());
    let all: u64 = counts.iter().sum();
    let of_month = |back: i32, place: usize| {
        trend.iter().find(|counted| counted.month == month.plus(-back)).and_then(|counted| counted.counts.get(place).copied())
    };
    let owed = |class: &str, pick: fn(&OverviewRow) -> Amount| -> Amount {
        rows.iter().filter(|row| row.class() == Some(class)).map(|row| pick(row)).sum()
    };
    let class = |(place, (class, count)): (usize, (&String, u64))| ClassCount {
        class: class.clone(),
        count,
        share: share(i64::try_from(count).unwrap_or(i64::MAX), i64::try_from(all).unwrap_or(i64::MAX)),
        previous_count: of_month(1, place),
        year_ago_count: of_month(12, place),
        open: owed(class, |row| row.figures.open).into(),
        overdue: owed(class, |row| row.figures.overdue).into(),
    };
    overview.classes.iter().zip(counts).enumerate().map(class).collect()
}

/// Customers without a class, by state.
fn states(rows: &[&OverviewRow]) -> Vec<LabelledCount> {
    let mut states: Vec<LabelledCount> = Vec::new();
    for choice in overview::states().into_iter().filter(|choice| choice.value != "rated") {
        let of = |row: &&&OverviewRow| state_of(row).is_some_and(|state| state.name() == choice.value);
        states.push(LabelledCount { count: count(rows.iter().filter(of).count()), name: choice.value, label: choice.label });
    }
    states
}

/// Not rated, by the measure that is missing; who misses several counts in each.
fn not_rated(rows: &[&OverviewRow], wording: &Wording) -> Vec<LabelledCount> {
    let mut measures: BTreeMap<&str, u64> = BTreeMap::new();
    for rating in rows.iter().filter_map(|row| row.rating.as_ref()).filter(|rating| rating.state == RatingState::NotRated) {
        for component in rating.components.iter().filter(|component| component.missing.is_some()) {
            *measures.entry(&component.measure).or_default() += 1;
        }
    }
    let named = |(name, count): (&str, u64)| LabelledCount { name: name.to_owned(), label: wording.measure(name), count };
    measures.into_iter().map(named).collect()
}

fn movements(overview: &Overview, rows: &[&OverviewRow]) -> Option<Movements> {
    let from: &Run = overview.from.as_ref()?;
    let of = |wanted: Movement| count(rows.iter().filter(|row| overview.movement(row) == Some(wanted)).count());
    let fell_far = |row: &&&OverviewRow| match (row.previous_class(), row.class()) {
        (Some(before), Some(now)) => overview.rank(now) >= overview.rank(before) + 2,
        _ => false,
    };
    Some(Movements {
        from: YearMonth(from.month),
        up: of(Movement::Up),
        down: of(Movement::Down),
        down_two_or_more: count(rows.iter().filter(fell_far).count()),
        same: of(Movement::Same),
        new: of(Movement::New),
        lost: of(Movement::Lost),
    })
}

fn proposals(rows: &[&OverviewRow]) -> ProposalCounts {
    let of = |wanted: ProposalState| {
        let state = |row: &&&OverviewRow| row.rating.as_ref().and_then(RatingBrief::proposal_state) == Some(wanted);
        count(rows.iter().filter(state).count())
    };
    ProposalCounts { pending: of(ProposalState::Pending), approved: of(ProposalState::Approved), refused: of(ProposalState::Refused) }
}

fn trend_month(month: &TrendMonth) -> rating::TrendMonth {
    rating::TrendMonth { month: YearMonth(month.month), counts: month.counts.clone(), without_class: month.without_class }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
