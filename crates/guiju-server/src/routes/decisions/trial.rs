//! `POST /api/v1/rulebook/decisions/try`: what a decision gives for a case that somebody types in. Nothing is kept.

use std::sync::Arc;

use guiju_feel::EvalContext;
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
    let answer = caller.model(move |company, budget| {
        let context = EvalContext { now: Some(ZonedDateTime::now()), budget: Some(Arc::clone(budget)), ..EvalContext::default() };
        Ok(tried(rules::try_decision(company.rulebook(), &request.xml, &request.decision, &given, &context)))
    });
    answer.await.map(axum::Json)
}
