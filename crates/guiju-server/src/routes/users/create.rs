//! `POST /api/v1/users`: adds a user; answers with a one-time password.

use crate::dto::user::{AddUser, OneTimePassword};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::{Caller, Right};
use crate::users::{NewUser, add_user};

/// Adds a user; answers with a one-time password, which is shown this once.
#[utoipa::path(
    post,
    path = "/users",
    tag = "users",
    request_body = AddUser,
    responses((status = 200, body = OneTimePassword), ApiError)
)]
pub(crate) async fn create_user(caller: Caller, Json(request): Json<AddUser>) -> Result<axum::Json<OneTimePassword>, ApiError> {
    caller.require(Right::Administer)?;
    let actor = caller.actor();
    let added = caller.with(move |company, _| {
        let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let new =
            NewUser { name: request.name.trim().to_owned(), role: request.role, unit: given(request.unit), person: given(request.person) };
        let one_time_password = add_user(company, &actor, &new)?;
        Ok(OneTimePassword { name: new.name, one_time_password })
    });
    added.await.map(axum::Json)
}
