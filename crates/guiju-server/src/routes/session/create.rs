//! `POST /api/v1/session`: signs in; sets the session cookie.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use guiju_runtime::RuntimeError;
use guiju_types::Actor;

use crate::app::App;
use crate::dto::session::{Session, SignIn};
use crate::error::{ApiError, ErrorCode};
use crate::extract::Json;
use crate::session::{Attempt, is_kept_locked, keep_locked, locked, password, token, view};

/// The longest name that anybody has.
const NAME_MAX: usize = 100;

/// Signs in; sets the session cookie.
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    request_body = SignIn,
    security(()),
    responses((status = 200, body = Session), ApiError)
)]
pub(crate) async fn sign_in(State(app): State<App>, headers: HeaderMap, Json(request): Json<SignIn>) -> Result<Response, ApiError> {
    let wrong = || ApiError::new(ErrorCode::WrongPassword, "name and password do not belong together", "用户名或密码不正确");
    let name = request.name.trim().to_owned();
    // Nobody has such a name or password: no work, and no memory of it.
    if name.chars().count() > NAME_MAX || request.password.len() > password::LENGTH_MAX {
        return Err(wrong());
    }
    let company = app.company().await?;
    let (reader, asked) = (company.clone(), name.clone());
    let (user, is_kept) = app.blocking(move || Ok((reader.store().user(&asked)?, is_kept_locked(&reader, &asked)?))).await?;
    if is_kept {
        return Err(locked());
    }
    let (is_user, shared, asked) = (user.is_some(), app.clone(), name.clone());
    let user = user.filter(|user| !user.is_disabled);
    let hashed = user.as_ref().map(|user| user.password_hash.clone());
    let (attempt, is_right) = app
        .hashing()
        .with(move |hasher| {
            // Counted at the place and before the check, so that guesses at once are not more than guesses one by one.
            let attempt = shared.lockout().begin(&asked, is_user);
            // The same work for a name that does not exist, so that time does not tell which names do.
            (attempt, attempt != Attempt::Locked && hasher.verify(&request.password, hashed.as_deref()))
        })
        .await?;
    let user = match (attempt, user.filter(|_| is_right)) {
        (Attempt::Locked, _) => return Err(locked()),
        (Attempt::Allowed | Attempt::Last, Some(user)) => user,
        (Attempt::Last, None) if is_user => {
            app.changing(move || keep_locked(&company, &name)).await?;
            return Err(wrong());
        }
        (Attempt::Allowed | Attempt::Last, None) => return Err(wrong()),
    };
    app.lockout().succeeded(&name);
    let shared = app.clone();
    let outcome = app.changing(move || {
        let (token, session) = token::new_session(&user.name)?;
        let actor = Actor { name: user.name.clone(), person: user.person };
        company.store().write(&actor, |write| {
            write.user_as_seen(&user)?;
            write.put_session(&session)?;
            write.audit("sign_in", &user.name, &serde_json::json!({}));
            Ok::<(), RuntimeError>(())
        })?;
        Ok((token, view(shared.figures(), &company, &user)?))
    });
    let (token, session) = outcome.await?;
    Ok(([(header::SET_COOKIE, token::cookie(&token, &headers)?)], axum::Json(session)).into_response())
}
