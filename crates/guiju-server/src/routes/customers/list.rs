//! `GET /api/v1/customers`: the customers that the caller sees.

use guiju_runtime::Company;
use guiju_runtime::operations::{OverviewFilter, OverviewQuery, OverviewSort};
use guiju_types::Month;

use crate::dto::customer::{CustomerFilter, CustomerOrder, CustomerPage, CustomerSort};
use crate::dto::page::{Direction, PageQuery};
use crate::dto::scalar::Day;
use crate::error::ApiError;
use crate::extract::Query;
use crate::names::CREDIT;
use crate::overview::{self, Wording};
use crate::session::Caller;
use crate::today::today;

/// The customers that the caller sees.
#[utoipa::path(
    get,
    path = "/customers",
    tag = "customers",
    params(CustomerFilter, CustomerOrder, PageQuery),
    responses((status = 200, body = CustomerPage), ApiError)
)]
pub(crate) async fn list_customers(
    caller: Caller,
    Query(filter): Query<CustomerFilter>,
    Query(order): Query<CustomerOrder>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<CustomerPage>, ApiError> {
    let app = caller.app().clone();
    let listed = caller.with(move |company, scope| {
        let filter = select(&filter)?;
        let overview = overview::read(app.figures(), company, scope, &now(company)?)?;
        let order = sort(&order);
        let rows = overview.select(&filter, order.0, order.1);
        let (shown, next) = overview::page(&overview, &rows, &page, order)?;
        let wording = Wording::of(company, &shown)?;
        let month: Option<Month> = overview.run.as_ref().map(|run| run.month);
        Ok(CustomerPage {
            rows: shown.iter().map(|row| wording.row(row, month)).collect(),
            next,
            total: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            sums: overview::sums(&rows),
            as_of: Day(overview.as_of),
            empty_because: overview::empty_because(&overview, &filter, &rows),
        })
    });
    listed.await.map(axum::Json)
}

/// Customers now: the latest rating, what is owed today.
pub(crate) fn now(company: &Company) -> Result<OverviewQuery, ApiError> {
    Ok(OverviewQuery { appraisal: CREDIT.to_owned(), month: None, run: None, from: None, as_of: today(company)?, known_at: None })
}

/// The filter in the words of the operation.
pub(super) fn select(filter: &CustomerFilter) -> Result<OverviewFilter, ApiError> {
    Ok(OverviewFilter {
        search: filter.search.clone(),
        branches: overview::ids("branch", filter.branch.as_deref())?,
        salespeople: overview::ids("salesperson", filter.salesperson.as_deref())?,
        terms: overview::names(filter.terms.as_deref()),
        classes: overview::names_or_none(filter.class.as_deref()),
        states: overview::states_or_none(filter.state.as_deref())?,
        has_overdue: filter.has_overdue,
        ..OverviewFilter::default()
    })
}

/// The order in the words of the operation.
pub(super) fn sort(order: &CustomerOrder) -> (OverviewSort, bool) {
    let sort = match order.sort.unwrap_or_default() {
        CustomerSort::Code => OverviewSort::Code,
        CustomerSort::Name => OverviewSort::Name,
        CustomerSort::Class => OverviewSort::Class,
        CustomerSort::Total => OverviewSort::Total,
        CustomerSort::Open => OverviewSort::Open,
        CustomerSort::Overdue => OverviewSort::Overdue,
        CustomerSort::DaysLateMax => OverviewSort::DaysLateMax,
    };
    (sort, order.dir == Some(Direction::Desc))
}
