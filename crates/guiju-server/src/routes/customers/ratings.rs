//! `GET /api/v1/customers/{id}/ratings`: the customer's ratings by month, newest first.

use crate::dto::rating::RatingHistory;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// The customer's ratings by month, newest first.
#[utoipa::path(
    get,
    path = "/customers/{id}/ratings",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer.")),
    responses((status = 200, body = RatingHistory), ApiError)
)]
pub(crate) async fn customer_ratings(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<RatingHistory>, ApiError> {
    Err(ApiError::not_ready())
}
