//! `GET /api/v1/customers/{id}/ratings/{month}`: why the customer has this class in this month.

use crate::dto::rating::RatingExplanation;
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// Why the customer has this class in this month.
#[utoipa::path(
    get,
    path = "/customers/{id}/ratings/{month}",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month.")),
    responses((status = 200, body = RatingExplanation), ApiError)
)]
pub(crate) async fn explain_rating(caller: Caller, Path((id, month)): Path<(i64, YearMonth)>) -> Result<axum::Json<RatingExplanation>, ApiError> {
    Err(ApiError::not_ready())
}
