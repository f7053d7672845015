//! `GET /api/v1/customers/{id}/ratings/{month}/records`: the entries and records behind a measure.

use crate::dto::page::PageQuery;
use crate::dto::rating::{RatingRecordPage, RatingRecordsQuery};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// The entries and records behind a measure.
#[utoipa::path(
    get,
    path = "/customers/{id}/ratings/{month}/records",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month."), RatingRecordsQuery, PageQuery),
    responses((status = 200, body = RatingRecordPage), ApiError)
)]
pub(crate) async fn rating_records(caller: Caller, Path((id, month)): Path<(i64, YearMonth)>, Query(query): Query<RatingRecordsQuery>, Query(page): Query<PageQuery>) -> Result<axum::Json<RatingRecordPage>, ApiError> {
    Err(ApiError::not_ready())
}
