//! `GET /api/v1/ratings/{month}/export`: the same list as a workbook.

use crate::dto::rating::{RatingFilter, RatingOrder};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;
use crate::workbook::{WORKBOOK, Workbook};

/// The same list as a workbook.
#[utoipa::path(
    get,
    path = "/ratings/{month}/export",
    tag = "ratings",
    params(("month" = String, Path, description = "The month."), RatingFilter, RatingOrder),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn export_ratings(caller: Caller, Path(month): Path<YearMonth>, Query(filter): Query<RatingFilter>, Query(order): Query<RatingOrder>) -> Result<Workbook, ApiError> {
    Err(ApiError::not_ready())
}
