//! `GET /api/v1/session`: who is signed in, and to which company.

use crate::dto::session::Session;
use crate::error::ApiError;
use crate::session::Caller;

/// Who is signed in, and to which company.
#[utoipa::path(
    get,
    path = "/session",
    tag = "session",
    responses((status = 200, body = Session), ApiError)
)]
pub(crate) async fn read_session(caller: Caller) -> Result<axum::Json<Session>, ApiError> {
    Err(ApiError::not_ready())
}
