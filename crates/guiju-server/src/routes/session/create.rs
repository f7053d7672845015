//! `POST /api/v1/session`: signs in; sets the session cookie.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use guiju_runtime::RuntimeError;
use guiju_types::Actor;

use crate::app::App;
use crate::dto::session::{Session, SignIn};
use crate::error::{ApiError, ErrorCode};
use crate::extract::Json;
use crate::session::{password, token, view};

/// Signs in; sets the session cookie.
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    request_body = SignIn,
    security(()),
    responses((status = 200, body = Session), ApiError)
)]
pub(crate) async fn sign_in(State(app): State<App>, Json(request): Json<SignIn>) -> Result<Response, ApiError> {
    let name = request.name.trim().to_owned();
    if app.lockout().is_locked(&name) {
        let error = ApiError::new(ErrorCode::LockedOut, "too many wrong passwords for this name", "密码错误次数过多，请稍后再试");
        return Err(error.help("wait a minute"));
    }
    let company = app.company().await?;
    let shared = app.clone();
    let outcome = app.blocking(move || {
        let user = company.store().user(&name)?.filter(|user| !user.is_disabled);
        let is_short = request.password.len() <= password::LENGTH_MAX;
        // The same work for a name that does not exist, so that time does not tell which names do.
        let is_right = is_short && password::verify(&request.password, user.as_ref().map(|user| user.password_hash.as_str()));
        let Some(user) = user.filter(|_| is_right) else {
            shared.lockout().failed(&name);
            return Err(ApiError::new(ErrorCode::WrongPassword, "name and password do not belong together", "用户名或密码不正确"));
        };
        shared.lockout().succeeded(&name);
        let (token, session) = token::new_session(&user.name)?;
        let actor = Actor { name: user.name.clone(), person: user.person };
        company.store().write(&actor, |write| {
            write.put_session(&session)?;
            write.audit("sign_in", &user.name, &serde_json::json!({}));
            Ok::<(), RuntimeError>(())
        })?;
        Ok((token, view(shared.figures(), &company, &user)?))
    });
    let (token, session) = outcome.await?;
    Ok(([(header::SET_COOKIE, token::cookie(&token)?)], axum::Json(session)).into_response())
}
