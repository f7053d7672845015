//! `DELETE /api/v1/session`: signs out; ends the session everywhere it is used.

use axum::http::StatusCode;

use crate::error::ApiError;

/// Signs out; ends the session everywhere it is used.
#[utoipa::path(
    delete,
    path = "/session",
    tag = "session",
    security(()),
    responses((status = 204, description = "Done"), ApiError)
)]
pub(crate) async fn sign_out() -> Result<StatusCode, ApiError> {
    Err(ApiError::not_ready())
}
