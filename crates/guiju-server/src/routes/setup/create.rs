//! `POST /api/v1/setup`: sets up the demo company or a company of one's own; refused once there is one. No sign-in.

use crate::dto::setup::{SetupRequest, SetupResult};
use crate::error::ApiError;
use crate::extract::Json;

/// Sets up the demo company or a company of one's own; refused once there is one. No sign-in.
#[utoipa::path(
    post,
    path = "/setup",
    tag = "setup",
    request_body = SetupRequest,
    security(()),
    responses((status = 200, body = SetupResult), ApiError)
)]
pub(crate) async fn create_company(Json(request): Json<SetupRequest>) -> Result<axum::Json<SetupResult>, ApiError> {
    Err(ApiError::not_ready())
}
