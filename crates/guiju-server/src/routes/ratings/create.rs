//! `POST /api/v1/ratings/{month}`: rates the month anew; answers with the job.

use axum::http::StatusCode;

use crate::dto::job::Job;
use crate::dto::rating::RateRequest;
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::Caller;

/// Rates the month anew; answers with the job.
#[utoipa::path(
    post,
    path = "/ratings/{month}",
    tag = "ratings",
    params(("month" = String, Path, description = "The month.")),
    request_body = RateRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn rate_month(caller: Caller, Path(month): Path<YearMonth>, Json(request): Json<RateRequest>) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    Err(ApiError::not_ready())
}
