//! `POST /api/v1/rulebook/decisions/try`: what a decision gives for a case that somebody types in. Nothing is kept.

use guiju_runtime::rules;
use jiff::ZonedDateTime;

use super::words::tried;
use crate::dto::decision::{TriedDecision, TryDecision};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::Caller;

/// What a decision gives for a case that somebody types in. Nothing is kept.
#[utoipa::path(
    post,
    path = "/rulebook/decisions/try",
    tag = "rulebook",
    request_body = TryDecision,
    responses((status = 200, body = TriedDecision), ApiError)
)]
pub(crate) async fn try_decision(caller: Caller, Json(request): Json<TryDecision>) -> Result<axum::Json<TriedDecision>, ApiError> {
    let given: Vec<(String, String)> = request.inputs.into_iter().collect();
    let answer = caller.with(move |company, _| {
        Ok(tried(rules::try_decision(company.rulebook(), &request.xml, &request.decision, &given, ZonedDateTime::now())))
    });
    answer.await.map(axum::Json)
}
