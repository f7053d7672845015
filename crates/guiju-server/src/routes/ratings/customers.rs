//! `GET /api/v1/ratings/{month}/customers`: the customers of a rated month.

use std::sync::Arc;

use guiju_runtime::Company;
use guiju_runtime::operations::{Movement, Overview, OverviewFilter, OverviewRow, OverviewSort, ProposalState};
use guiju_types::{Amount, Month, Scope};

use crate::app::App;
use crate::dto::page::{Direction, PageQuery};
use crate::dto::rating::{RatedCustomer, RatedCustomerPage, RatingFilter, RatingOrder, RatingSort};
use crate::dto::scalar::{Decimal, Text, YearMonth};
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::overview::{self, Wording};
use crate::session::Caller;

/// The customers of a rated month.
#[utoipa::path(
    get,
    path = "/ratings/{month}/customers",
    tag = "ratings",
    params(("month" = String, Path, description = "The month."), RatingFilter, RatingOrder, PageQuery),
    responses((status = 200, body = RatedCustomerPage), ApiError)
)]
pub(crate) async fn list_rated_customers(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Query(filter): Query<RatingFilter>,
    Query(order): Query<RatingOrder>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<RatedCustomerPage>, ApiError> {
    let app = caller.app().clone();
    let listed = caller.with(move |company, scope| {
        let overview = read(&app, company, scope, month.0, &filter)?;
        let (filter, order) = (select(&filter)?, sort(&order));
        let rows = overview.select(&filter, order.0, order.1);
        let (shown, next) = overview::page(&overview, &rows, &page, order)?;
        let wording = Wording::of(company, &shown)?;
        Ok(RatedCustomerPage {
            month,
            from_month: overview.from.as_ref().map(|run| YearMonth(run.month)),
            rows: shown.iter().map(|row| rated(&wording, row, month.0)).collect(),
            next,
            total: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            sums: overview::sums(&rows),
            empty_because: overview::empty_because(&overview, &filter, &rows),
        })
    });
    listed.await.map(axum::Json)
}

/// The overview that a filter looks at.
pub(super) fn read(app: &App, company: &Company, scope: &Scope, month: Month, filter: &RatingFilter) -> Result<Arc<Overview>, ApiError> {
    let from = filter.from_month.map(|from| from.0);
    overview::read(app.figures(), company, scope, &overview::of_month(month, filter.run, from))
}

/// The filter in the words of the operation.
pub(super) fn select(filter: &RatingFilter) -> Result<OverviewFilter, ApiError> {
    let movement = |name: &String| match name.as_str() {
        "up" => Ok(Movement::Up),
        "down" => Ok(Movement::Down),
        "same" => Ok(Movement::Same),
        "new" => Ok(Movement::New),
        "lost" => Ok(Movement::Lost),
        _ => Err(ApiError::invalid("movement", "choose of up, down, same, new, lost", "请从 up、down、same、new、lost 中选择")),
    };
    let proposal = |name: &String| match name.as_str() {
        "pending" => Ok(ProposalState::Pending),
        "approved" => Ok(ProposalState::Approved),
        "refused" => Ok(ProposalState::Refused),
        _ => Err(ApiError::invalid("proposal", "choose of pending, approved, refused", "请从 pending、approved、refused 中选择")),
    };
    Ok(OverviewFilter {
        search: filter.search.clone(),
        branches: overview::ids("branch", filter.branch.as_deref())?,
        salespeople: overview::ids("salesperson", filter.salesperson.as_deref())?,
        classes: overview::names_or_none(filter.class.as_deref()),
        from_classes: overview::names_or_none(filter.from_class.as_deref()),
        states: overview::states_or_none(filter.state.as_deref())?,
        movements: overview::names(filter.movement.as_deref()).iter().map(movement).collect::<Result<_, _>>()?,
        missing: filter.missing.clone(),
        proposals: overview::names(filter.proposal.as_deref()).iter().map(proposal).collect::<Result<_, _>>()?,
        is_overridden: filter.is_overridden,
        is_asked: filter.is_asked,
        ..OverviewFilter::default()
    })
}

/// The order in the words of the operation.
pub(super) fn sort(order: &RatingOrder) -> (OverviewSort, bool) {
    let sort = match order.sort.unwrap_or_default() {
        RatingSort::Code => OverviewSort::Code,
        RatingSort::Name => OverviewSort::Name,
        RatingSort::Class => OverviewSort::Class,
        RatingSort::Total => OverviewSort::Total,
        RatingSort::Change => OverviewSort::Change,
        RatingSort::Open => OverviewSort::Open,
        RatingSort::Overdue => OverviewSort::Overdue,
    };
    (sort, order.dir == Some(Direction::Desc))
}

/// A customer of a rated month.
pub(super) fn rated(wording: &Wording, row: &OverviewRow, month: Month) -> RatedCustomer {
    let rating = row.rating.as_ref();
    RatedCustomer {
        customer: wording.row(row, Some(month)),
        basis_percent: rating.map_or(0, |rating| u32::try_from(rating.basis_percent).unwrap_or(0)),
        components: wording.components(rating),
        missing: wording.missing(rating),
        previous_class: row.previous.as_ref().and_then(|previous| previous.class.clone()),
        previous_total: row.previous.as_ref().and_then(|previous| previous.total).map(Decimal::from),
        main_reason: main_reason(wording, row),
    }
}

/// Why the class is another one than in the earlier month, in a sentence: a person's ruling, what became unknown, or else the measure whose
/// points changed most.
fn main_reason(wording: &Wording, row: &OverviewRow) -> Option<Text> {
    let (now, before) = (row.rating.as_ref()?, row.previous.as_ref()?);
    let ruled = now.ruling.as_ref().map(|ruling| ruling.id);
    if ruled.is_some() && ruled != before.ruling.as_ref().map(|ruling| ruling.id) {
        return wording.because(Some(now));
    }
    // Points that went up or down elsewhere are not why a class was lost.
    if before.class.is_some() && now.class.is_none() {
        let unknown = now.components.iter().find_map(|component| Some((component.measure.as_str(), component.missing.as_ref()?)))?;
        let label = wording.measure(unknown.0);
        return Some(Text::new(format!("{}未知：{}", label.zh, unknown.1.zh), format!("{} unknown: {}", label.en, unknown.1.en)));
    }
    let amount = |points: &Option<String>| points.as_ref().and_then(|points| points.parse::<Amount>().ok());
    let changes = now.components.iter().filter_map(|component| {
        let earlier = before.components.iter().find(|earlier| earlier.measure == component.measure)?;
        let change = amount(&component.points)?.parts() - amount(&earlier.points)?.parts();
        Some((component.measure.as_str(), change))
    });
    let (measure, change) = changes.max_by_key(|(_, change)| change.abs()).filter(|(_, change)| *change != 0)?;
    let label = wording.measure(measure);
    // One decimal is enough for a reason; the parts stand beside it.
    let tenths = change.abs() / 1000;
    let sign = if change < 0 { "−" } else { "+" };
    let points = format!("{sign}{}.{}", tenths / 10, tenths % 10);
    Some(Text::new(format!("{} {points}", label.zh), format!("{} {points}", label.en)))
}
