//! `POST /api/v1/session/password`: changes the caller's password; ends the caller's other sessions.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guiju_runtime::RuntimeError;
use guiju_store::User;

use crate::dto::session::PasswordChange;
use crate::error::{ApiError, ErrorCode};
use crate::extract::Json;
use crate::session::{Attempt, Caller, keep_locked, locked, one_time_setting, password, token};

/// Changes the caller's password; ends the caller's other sessions.
#[utoipa::path(
    post,
    path = "/session/password",
    tag = "session",
    request_body = PasswordChange,
    responses((status = 204, description = "Changed"), ApiError)
)]
pub(crate) async fn change_password(caller: Caller, headers: HeaderMap, Json(request): Json<PasswordChange>) -> Result<Response, ApiError> {
    let (user, actor, old_session) = (caller.user().clone(), caller.actor(), caller.token_hash());
    if request.old_password.len() > password::LENGTH_MAX {
        return Err(wrong());
    }
    let (app, asked) = (caller.app().clone(), user.clone());
    let hashed = caller.app().hashing().with(move |hasher| {
        let attempt = app.lockout().begin(&asked.name, true);
        if attempt == Attempt::Locked {
            return Err(locked());
        }
        if !hasher.verify(&request.old_password, Some(&asked.password_hash)) {
            return if attempt == Attempt::Last { Ok(None) } else { Err(wrong()) };
        }
        app.lockout().succeeded(&asked.name);
        password::check_strength(&asked.name, &request.new_password)?;
        if request.new_password == request.old_password {
            return Err(ApiError::new(ErrorCode::WeakPassword, "the new password is the old one", "新密码与原密码相同"));
        }
        hasher.hash(&request.new_password).map(Some)
    });
    let Some(password_hash) = hashed.await?? else {
        caller.with(move |company, _| keep_locked(company, &user.name)).await?;
        return Err(wrong());
    };
    let changed = caller.with(move |company, _| {
        let (token, session) = token::new_session(&user.name)?;
        company.store().write(&actor, |write| {
            // Whoever was kept out, or given another password, while this was waiting stays so.
            let present = write.user_as_seen(&user)?;
            write.put_user(&User { password_hash, ..present })?;
            write.end_session(&old_session)?;
            write.put_session(&session)?;
            write.set_setting(&one_time_setting(&user.name), "false")?;
            write.audit("change_password", &user.name, &serde_json::json!({}));
            Ok::<(), RuntimeError>(())
        })?;
        Ok(token)
    });
    let token = changed.await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, token::cookie(&token, &headers)?)]).into_response())
}

fn wrong() -> ApiError {
    ApiError::new(ErrorCode::WrongPassword, "the present password is another", "原密码不正确")
}
