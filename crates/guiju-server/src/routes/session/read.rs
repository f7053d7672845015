//! `GET /api/v1/session`: who is signed in, and to which company.

use crate::dto::session::Session;
use crate::error::ApiError;
use crate::session::{Caller, view};

/// Who is signed in, and to which company.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session), ApiError))]
pub(crate) async fn read_session(caller: Caller) -> Result<axum::Json<Session>, ApiError> {
    let (app, user) = (caller.app().clone(), caller.user().clone());
    caller.with(move |company, _| view(app.figures(), company, &user)).await.map(axum::Json)
}
