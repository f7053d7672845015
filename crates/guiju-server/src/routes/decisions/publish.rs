//! `POST /api/v1/rulebook/draft/publish`: checks the draft and issues it as an edition that judges from a month on.

use guiju_runtime::rules::{self, AcceptedDoubt, Issue};

use crate::dto::decision::{PublishDraft, Published};
use crate::error::ApiError;
use crate::extract::{Json, REASON_MAX, check_length};
use crate::session::{Caller, Right};

/// Checks the draft and issues it as an edition that judges from a month on; refused where a check finds an error, an example fails, a doubt is
/// not accepted, or the publisher wrote a part of it.
#[utoipa::path(
    post,
    path = "/rulebook/draft/publish",
    tag = "rulebook",
    request_body = PublishDraft,
    responses((status = 200, body = Published), ApiError)
)]
pub(crate) async fn publish_draft(caller: Caller, Json(request): Json<PublishDraft>) -> Result<axum::Json<Published>, ApiError> {
    caller.require(Right::EditRulebook)?;
    check_length("note", &request.note, REASON_MAX)?;
    let actor = caller.actor();
    let app = caller.app().clone();
    let work = caller.with(move |company, _| {
        let issue = Issue {
            version: request.version,
            name: request.name,
            note: request.note,
            effective_from: request.effective_from.map(|month| month.0),
            accepted: request.accepted.into_iter().map(|one| AcceptedDoubt { id: one.id, reason: one.reason }).collect(),
        };
        let edition = rules::publish_draft(company, &actor, &issue)?;
        // What is asked from now on is judged by the new edition; what is being answered ends with the old one. Here, so that it is done
        // also where whoever asked has gone.
        app.put_company(company.reopened()?);
        Ok(axum::Json(Published { edition: edition.to_string() }))
    });
    work.await
}
