//! `POST /api/v1/session/password`: changes the caller's password; ends the caller's other sessions.

use axum::http::StatusCode;

use crate::dto::session::PasswordChange;
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::Caller;

/// Changes the caller's password; ends the caller's other sessions.
#[utoipa::path(
    post,
    path = "/session/password",
    tag = "session",
    request_body = PasswordChange,
    responses((status = 204, description = "Done"), ApiError)
)]
pub(crate) async fn change_password(caller: Caller, Json(request): Json<PasswordChange>) -> Result<StatusCode, ApiError> {
    Err(ApiError::not_ready())
}
