//! `GET /api/v1/ratings/{month}/matrix`: how many customers moved from each class to each other.

use crate::dto::rating::{MatrixQuery, MigrationMatrix, StructureFilter};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// How many customers moved from each class to each other.
#[utoipa::path(
    get,
    path = "/ratings/{month}/matrix",
    tag = "ratings",
    params(("month" = String, Path, description = "The later month."), MatrixQuery, StructureFilter),
    responses((status = 200, body = MigrationMatrix), ApiError)
)]
pub(crate) async fn rating_matrix(caller: Caller, Path(month): Path<YearMonth>, Query(query): Query<MatrixQuery>, Query(filter): Query<StructureFilter>) -> Result<axum::Json<MigrationMatrix>, ApiError> {
    Err(ApiError::not_ready())
}
