//! `GET /api/v1/customers/{id}/timeline`: the customer's ledger, newest first.

use crate::dto::ledger::{Timeline, TimelineFilter};
use crate::dto::page::PageQuery;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// The customer's ledger, newest first.
#[utoipa::path(
    get,
    path = "/customers/{id}/timeline",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), TimelineFilter, PageQuery),
    responses((status = 200, body = Timeline), ApiError)
)]
pub(crate) async fn customer_timeline(caller: Caller, Path(id): Path<i64>, Query(filter): Query<TimelineFilter>, Query(page): Query<PageQuery>) -> Result<axum::Json<Timeline>, ApiError> {
    Err(ApiError::not_ready())
}
