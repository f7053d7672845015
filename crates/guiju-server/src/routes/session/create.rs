//! `POST /api/v1/session`: signs in; sets the session cookie.

use crate::dto::session::{Session, SignIn};
use crate::error::ApiError;
use crate::extract::Json;

/// Signs in; sets the session cookie.
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    request_body = SignIn,
    security(()),
    responses((status = 200, body = Session), ApiError)
)]
pub(crate) async fn sign_in(Json(request): Json<SignIn>) -> Result<axum::Json<Session>, ApiError> {
    Err(ApiError::not_ready())
}
