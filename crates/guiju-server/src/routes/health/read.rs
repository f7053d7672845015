//! `GET /api/v1/health`: whether the program answers. No sign-in.

use crate::dto::session::Health;
use crate::error::ApiError;

/// Whether the program answers. No sign-in.
#[utoipa::path(
    get,
    path = "/health",
    tag = "health",
    security(()),
    responses((status = 200, body = Health), ApiError)
)]
pub(crate) async fn read_health() -> Result<axum::Json<Health>, ApiError> {
    Err(ApiError::not_ready())
}
