//! `PUT /api/v1/users/{name}/state`: lets a user in, or keeps the user out.

use super::list::users;
use crate::dto::user::{UserState, Users};
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::{Caller, Right};
use crate::users::set_disabled;

/// Lets a user in, or keeps the user out; the user's sessions end.
#[utoipa::path(
    put,
    path = "/users/{name}/state",
    tag = "users",
    params(("name" = String, Path, description = "The sign-in name.")),
    request_body = UserState,
    responses((status = 200, body = Users), ApiError)
)]
pub(crate) async fn set_user_state(
    caller: Caller,
    Path(name): Path<String>,
    Json(request): Json<UserState>,
) -> Result<axum::Json<Users>, ApiError> {
    caller.require(Right::Administer)?;
    let actor = caller.actor();
    let changed = caller.with(move |company, _| {
        set_disabled(company, &actor, &name, request.is_disabled)?;
        users(company)
    });
    changed.await.map(axum::Json)
}
