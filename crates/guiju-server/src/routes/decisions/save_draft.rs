//! `PUT /api/v1/rulebook/draft`: saves a decision file in the draft; nothing of it is in force.

use guiju_runtime::rules;
use guiju_store::OwnRule;

use super::words::draft_summary;
use crate::dto::decision::{DraftSummary, SaveDraft};
use crate::error::ApiError;
use crate::extract::{Json, REASON_MAX, check_length};
use crate::session::{Caller, Right};

/// Saves a decision file in the draft; nothing of it is in force.
#[utoipa::path(
    put,
    path = "/rulebook/draft",
    tag = "rulebook",
    request_body = SaveDraft,
    responses((status = 200, body = DraftSummary), ApiError)
)]
pub(crate) async fn save_draft(caller: Caller, Json(request): Json<SaveDraft>) -> Result<axum::Json<DraftSummary>, ApiError> {
    caller.require(Right::EditRulebook)?;
    check_length("note", &request.note, REASON_MAX)?;
    let actor = caller.actor();
    let draft = caller.with(move |company, _| {
        let rule = OwnRule { path: request.path, text: request.xml };
        let draft = rules::save_draft(company, &actor, &rule, &request.note, request.version)?;
        Ok(draft_summary(&draft))
    });
    draft.await.map(axum::Json)
}
