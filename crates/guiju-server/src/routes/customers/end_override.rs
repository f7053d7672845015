//! `DELETE /api/v1/customers/{id}/ratings/{month}/override`: ends a class set by hand: the computed one holds again.

use crate::dto::rating::{EndOverrideQuery, RatingSummary};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// Ends a class set by hand: the computed one holds again.
#[utoipa::path(
    delete,
    path = "/customers/{id}/ratings/{month}/override",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month."), EndOverrideQuery),
    responses((status = 200, body = RatingSummary), ApiError)
)]
pub(crate) async fn end_override(caller: Caller, Path((id, month)): Path<(i64, YearMonth)>, Query(query): Query<EndOverrideQuery>) -> Result<axum::Json<RatingSummary>, ApiError> {
    Err(ApiError::not_ready())
}
