//! `POST /api/v1/rulings/{id}/withdrawal`: takes back what the caller asked for and nobody has answered.

use guiju_runtime::operations;

use crate::dto::ruling::{Ruling, WithdrawRuling};
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::rulings::read;
use crate::session::{Caller, Right};

/// Takes back what the caller asked for and nobody has answered.
#[utoipa::path(
    post,
    path = "/rulings/{id}/withdrawal",
    tag = "rulings",
    params(("id" = i64, Path, description = "The ruling.")),
    request_body = WithdrawRuling,
    responses((status = 200, body = Ruling), ApiError)
)]
pub(crate) async fn withdraw_ruling(
    caller: Caller,
    Path(id): Path<i64>,
    Json(request): Json<WithdrawRuling>,
) -> Result<axum::Json<Ruling>, ApiError> {
    caller.require(Right::OverrideClass)?;
    let actor = caller.actor();
    let ended = caller.with(move |company, scope| {
        operations::withdraw_ruling(company, scope, &actor, id, request.reason.as_deref().unwrap_or_default())?;
        read(company, scope, id)
    });
    ended.await.map(axum::Json)
}
