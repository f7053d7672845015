//! `GET /api/v1/setup`: how far the company in this folder is. No sign-in.

use crate::dto::setup::Setup;
use crate::error::ApiError;

/// How far the company in this folder is. No sign-in.
#[utoipa::path(
    get,
    path = "/setup",
    tag = "setup",
    security(()),
    responses((status = 200, body = Setup), ApiError)
)]
pub(crate) async fn read_setup() -> Result<axum::Json<Setup>, ApiError> {
    Err(ApiError::not_ready())
}
