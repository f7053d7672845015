//! `POST /api/v1/customers/{id}/ratings/{month}/override`: sets the class by hand from this month; kept beside the computed one.

use crate::dto::rating::{OverrideRequest, RatingSummary};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::Caller;

/// Sets the class by hand from this month; kept beside the computed one.
#[utoipa::path(
    post,
    path = "/customers/{id}/ratings/{month}/override",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month.")),
    request_body = OverrideRequest,
    responses((status = 200, body = RatingSummary), ApiError)
)]
pub(crate) async fn override_class(caller: Caller, Path((id, month)): Path<(i64, YearMonth)>, Json(request): Json<OverrideRequest>) -> Result<axum::Json<RatingSummary>, ApiError> {
    Err(ApiError::not_ready())
}
