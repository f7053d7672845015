//! `GET /api/v1/clearings`: what later lists no longer had, and nobody has said by what it was settled.

use guiju_runtime::Company;
use guiju_runtime::allocation::{ClearedBy, OpenClearing, open_clearings};
use guiju_types::{ImportId, RecordId, Scope};

use crate::dto::clearing::{ClearingChoice, ClearingFilter, ClearingPage, ClearingRow};
use crate::dto::page::PageQuery;
use crate::dto::scalar::{Day, Instant};
use crate::error::{ApiError, ErrorCode};
use crate::extract::Query;
use crate::names::Names;
use crate::session::Caller;

/// What later lists no longer had, and nobody has said by what it was settled.
#[utoipa::path(
    get,
    path = "/clearings",
    tag = "clearings",
    params(ClearingFilter, PageQuery),
    responses((status = 200, body = ClearingPage), ApiError)
)]
pub(crate) async fn list_clearings(
    caller: Caller,
    Query(filter): Query<ClearingFilter>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<ClearingPage>, ApiError> {
    caller.with(move |company, scope| list(company, scope, &filter, &page)).await.map(axum::Json)
}

fn list(company: &Company, scope: &Scope, filter: &ClearingFilter, page: &PageQuery) -> Result<ClearingPage, ApiError> {
    let mut all = open_clearings(company.store(), scope, filter.customer.map(RecordId))?;
    if let Some(import) = filter.import {
        all.retain(|open| open.clearing.import == Some(ImportId(import)));
    }
    let unknown = all.iter().filter(|open| open.unknown.is_some()).count();
    let open = all.len() - unknown;
    if !filter.with_unknown.unwrap_or(false) {
        all.retain(|open| open.unknown.is_none());
    }
    let limit = page.limit();
    let start = match &page.after {
        None => 0,
        Some(after) => {
            let wrong = || ApiError::new(ErrorCode::BadRequest, "`after` is no place in this list", "翻页位置无效");
            let id: i64 = after.parse().map_err(|_| wrong())?;
            // One that was answered since is no place any more.
            all.iter().position(|open| open.clearing.entry.0 == id).map(|place| place + 1).ok_or_else(wrong)?
        }
    };
    let shown: Vec<&OpenClearing> = all.iter().skip(start).take(limit).collect();
    let next = shown.last().filter(|_| start + limit < all.len()).map(|open| open.clearing.entry.to_string());
    let customers = Names::of(company, scope, "customer", shown.iter().map(|open| open.clearing.customer))?;
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    Ok(ClearingPage {
        rows: shown.into_iter().map(|open| row(open, &customers)).collect(),
        next,
        open: count(open),
        unknown: count(unknown),
        choices: ClearedBy::ALL
            .into_iter()
            .map(|(_, by)| ClearingChoice { value: by.into(), label: (&by.text()).into(), needs_date: by.needs_date() })
            .collect(),
    })
}

fn row(open: &OpenClearing, customers: &Names) -> ClearingRow {
    let one = &open.clearing;
    ClearingRow {
        id: one.entry.0,
        customer: customers.get(Some(one.customer)),
        charge: one.charge.0,
        number: one.number.clone(),
        charged: Day(one.charge_date),
        due: one.due.map(Day),
        earliest: Day(one.earliest),
        latest: Day(one.latest),
        currency: one.currency.to_string(),
        amount: one.amount.into(),
        amount_base: one.base_amount.into(),
        import: one.import.map(|id| id.0),
        unknown_by: open.unknown.as_ref().map(|(by, _)| by.clone()),
        unknown_at: open.unknown.as_ref().map(|(_, at)| Instant(*at)),
    }
}
