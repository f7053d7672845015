//! `GET /api/v1/readiness`: what the data so far can answer, and what is missing for the rest.

use crate::dto::import::Readiness;
use crate::error::ApiError;
use crate::session::Caller;

/// What the data so far can answer, and what is missing for the rest.
#[utoipa::path(
    get,
    path = "/readiness",
    tag = "readiness",
    responses((status = 200, body = Readiness), ApiError)
)]
pub(crate) async fn read_readiness(caller: Caller) -> Result<axum::Json<Readiness>, ApiError> {
    Err(ApiError::not_ready())
}
