//! `GET /api/v1/customers/{id}/ageing`: the customer's open items at a day.

use crate::dto::ageing::{AgeingFilter, OpenItemPage};
use crate::dto::page::PageQuery;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// The customer's open items at a day.
#[utoipa::path(
    get,
    path = "/customers/{id}/ageing",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), AgeingFilter, PageQuery),
    responses((status = 200, body = OpenItemPage), ApiError)
)]
pub(crate) async fn customer_ageing(caller: Caller, Path(id): Path<i64>, Query(filter): Query<AgeingFilter>, Query(page): Query<PageQuery>) -> Result<axum::Json<OpenItemPage>, ApiError> {
    Err(ApiError::not_ready())
}
