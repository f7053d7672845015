//! `GET /api/v1/ratings/{month}`: the structure of a rated month.

use crate::dto::rating::{RatingStructure, StructureFilter};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// The structure of a rated month.
#[utoipa::path(
    get,
    path = "/ratings/{month}",
    tag = "ratings",
    params(("month" = String, Path, description = "The month."), StructureFilter),
    responses((status = 200, body = RatingStructure), ApiError)
)]
pub(crate) async fn read_rated_month(caller: Caller, Path(month): Path<YearMonth>, Query(filter): Query<StructureFilter>) -> Result<axum::Json<RatingStructure>, ApiError> {
    Err(ApiError::not_ready())
}
