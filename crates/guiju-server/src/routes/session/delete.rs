//! `DELETE /api/v1/session`: signs out. Fine also where nobody is signed in.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guiju_runtime::RuntimeError;
use guiju_types::Actor;

use crate::app::App;
use crate::error::ApiError;
use crate::session::token;

/// Signs out. Fine also where nobody is signed in.
#[utoipa::path(
    delete,
    path = "/session",
    tag = "session",
    security(()),
    responses((status = 204, description = "Signed out"), ApiError)
)]
pub(crate) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token_hash) = token::of_request(&headers).filter(|_| app.is_set_up()) {
        let company = app.company().await?;
        let ended = app.blocking(move || {
            let Some(session) = token::session(company.store(), &token_hash)? else { return Ok(()) };
            let actor = Actor { name: session.user.name.clone(), person: session.user.person };
            company.store().write(&actor, |write| {
                write.end_session(&token_hash)?;
                write.audit("sign_out", &session.user.name, &serde_json::json!({}));
                Ok::<(), RuntimeError>(())
            })?;
            Ok(())
        });
        ended.await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, token::no_cookie())]).into_response())
}
