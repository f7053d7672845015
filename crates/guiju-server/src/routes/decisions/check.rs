//! `POST /api/v1/rulebook/decisions/check`: what the checks and the examples say of a text. Nothing is kept.

use guiju_runtime::rules::check_model;

use super::words::checked;
use crate::dto::decision::{CheckModel, CheckedModel};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::Caller;

/// What the checks and the examples say of a text. Nothing is kept.
#[utoipa::path(
    post,
    path = "/rulebook/decisions/check",
    tag = "rulebook",
    request_body = CheckModel,
    responses((status = 200, body = CheckedModel), ApiError)
)]
pub(crate) async fn check_decision(caller: Caller, Json(request): Json<CheckModel>) -> Result<axum::Json<CheckedModel>, ApiError> {
    let answer = caller.model(move |company, budget| Ok(checked(check_model(company, &request.path, &request.xml, budget)?)));
    answer.await.map(axum::Json)
}
