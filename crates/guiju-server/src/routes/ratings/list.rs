//! `GET /api/v1/ratings`: the months that are rated, newest first.

use crate::dto::rating::RatedMonth;
use crate::error::ApiError;
use crate::session::Caller;

/// The months that are rated, newest first.
#[utoipa::path(
    get,
    path = "/ratings",
    tag = "ratings",
    responses((status = 200, body = Vec<RatedMonth>), ApiError)
)]
pub(crate) async fn list_rated_months(caller: Caller) -> Result<axum::Json<Vec<RatedMonth>>, ApiError> {
    Err(ApiError::not_ready())
}
