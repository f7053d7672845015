//! `POST /api/v1/session/password`: changes the caller's password; ends the caller's other sessions.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use guiju_runtime::RuntimeError;
use guiju_store::User;

use crate::dto::session::PasswordChange;
use crate::error::{ApiError, ErrorCode};
use crate::extract::Json;
use crate::session::{Caller, one_time_setting, password, token};

/// Changes the caller's password; ends the caller's other sessions.
#[utoipa::path(
    post,
    path = "/session/password",
    tag = "session",
    request_body = PasswordChange,
    responses((status = 204, description = "Changed"), ApiError)
)]
pub(crate) async fn change_password(caller: Caller, Json(request): Json<PasswordChange>) -> Result<Response, ApiError> {
    let (user, actor, old_session) = (caller.user().clone(), caller.actor(), caller.token_hash());
    let app = caller.app().clone();
    if app.lockout().is_locked(&user.name) {
        let error = ApiError::new(ErrorCode::LockedOut, "too many wrong passwords for this name", "密码错误次数过多，请稍后再试");
        return Err(error.help("wait a minute"));
    }
    let changed = caller.with(move |company, _| {
        let is_short = request.old_password.len() <= password::LENGTH_MAX;
        if !is_short || !password::verify(&request.old_password, Some(&user.password_hash)) {
            app.lockout().failed(&user.name);
            return Err(ApiError::new(ErrorCode::WrongPassword, "the present password is another", "原密码不正确"));
        }
        password::check_strength(&user.name, &request.new_password)?;
        if request.new_password == request.old_password {
            return Err(ApiError::new(ErrorCode::WeakPassword, "the new password is the old one", "新密码与原密码相同"));
        }
        let changed = User { password_hash: password::hash(&request.new_password)?, ..user.clone() };
        let (token, session) = token::new_session(&user.name)?;
        company.store().write(&actor, |write| {
            write.put_user(&changed)?;
            write.end_session(&old_session)?;
            write.put_session(&session)?;
            write.set_setting(&one_time_setting(&user.name), "false")?;
            write.audit("change_password", &user.name, &serde_json::json!({}));
            Ok::<(), RuntimeError>(())
        })?;
        Ok(token)
    });
    let token = changed.await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, token::cookie(&token)?)]).into_response())
}
