//! `POST /api/v1/users/{name}/password`: gives a user a new one-time password.

use crate::dto::user::OneTimePassword;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::{Caller, Right};
use crate::users::reset_password;

/// Gives a user a new one-time password, which is shown this once; the user's sessions end.
#[utoipa::path(
    post,
    path = "/users/{name}/password",
    tag = "users",
    params(("name" = String, Path, description = "The sign-in name.")),
    responses((status = 200, body = OneTimePassword), ApiError)
)]
pub(crate) async fn reset_user_password(caller: Caller, Path(name): Path<String>) -> Result<axum::Json<OneTimePassword>, ApiError> {
    caller.require(Right::Administer)?;
    let actor = caller.actor();
    let reset = caller.with(move |company, _| {
        let one_time_password = reset_password(company, &actor, &name)?;
        Ok(OneTimePassword { name, one_time_password })
    });
    reset.await.map(axum::Json)
}
