//! `POST /api/v1/rulebook/draft/examples`: makes an example expect what the draft gives.

use guiju_runtime::rules;

use super::words::draft_summary;
use crate::dto::decision::{CorrectExample, DraftSummary};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::{Caller, Right};

/// Makes an example that does not come out as written expect what the draft gives; its file becomes part of the draft.
#[utoipa::path(
    post,
    path = "/rulebook/draft/examples",
    tag = "rulebook",
    request_body = CorrectExample,
    responses((status = 200, body = DraftSummary), ApiError)
)]
pub(crate) async fn correct_example(caller: Caller, Json(request): Json<CorrectExample>) -> Result<axum::Json<DraftSummary>, ApiError> {
    caller.require(Right::EditRulebook)?;
    let actor = caller.actor();
    let draft = caller.with(move |company, _| {
        let draft = rules::correct_example(company, &actor, &request.file, &request.name, request.version)?;
        Ok(draft_summary(&draft))
    });
    draft.await.map(axum::Json)
}
