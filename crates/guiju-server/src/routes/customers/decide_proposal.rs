//! `POST /api/v1/customers/{id}/proposals/{month}/decision`: approves or declines what the rule proposes (pay before release).

use guiju_runtime::operations::{self, AnswerProposals};
use guiju_types::RecordId;

use super::override_class::summary;
use crate::dto::rating::{ProposalDecision, RatingSummary};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path, REASON_MAX, check_length};
use crate::names::CREDIT;
use crate::session::{Caller, Right};
use crate::today::today;

/// Approves or declines what the rule proposes (pay before release).
#[utoipa::path(
    post,
    path = "/customers/{id}/proposals/{month}/decision",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month.")),
    request_body = ProposalDecision,
    responses((status = 200, body = RatingSummary), ApiError)
)]
pub(crate) async fn decide_proposal(
    caller: Caller,
    Path((id, month)): Path<(i64, YearMonth)>,
    Json(request): Json<ProposalDecision>,
) -> Result<axum::Json<RatingSummary>, ApiError> {
    caller.require(Right::DecideProposal)?;
    check_length("reason", &request.reason, REASON_MAX)?;
    let actor = caller.actor();
    let changed = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        let answer = AnswerProposals {
            appraisal: CREDIT.to_owned(),
            month: month.0,
            customers: vec![(RecordId(id), request.seen.parse()?)],
            is_approved: request.approve,
            reason: request.reason,
            from_day: request.from_day.map_or_else(|| today(company), |day| Ok(day.0))?,
        };
        operations::answer_proposals(company, scope, &actor, &answer)?;
        summary(company, scope, id, month.0)
    });
    changed.await.map(axum::Json)
}
