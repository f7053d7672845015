//! `POST /api/v1/ratings/{month}/proposals/answers`: approves or declines what the rule proposes for several customers.

use guiju_runtime::RuntimeError;
use guiju_runtime::operations::{self, AnswerProposals};
use guiju_types::RecordId;

use crate::dto::rating::{Decided, ProposalDecisions};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::names::CREDIT;
use crate::session::{Caller, Right};
use crate::today::today;

/// Approves or declines what the rule proposes for several customers: for all, or for none where one has changed since it was read.
#[utoipa::path(
    post,
    path = "/ratings/{month}/proposals/answers",
    tag = "ratings",
    params(("month" = String, Path, description = "The month.")),
    request_body = ProposalDecisions,
    responses((status = 200, body = Decided), ApiError)
)]
pub(crate) async fn answer_proposals(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Json(request): Json<ProposalDecisions>,
) -> Result<axum::Json<Decided>, ApiError> {
    caller.require(Right::DecideProposal)?;
    let actor = caller.actor();
    let answered = caller.with(move |company, scope| {
        crate::rulings::check_count(request.customers.len())?;
        let seen = request.customers.iter().map(|known| Ok((RecordId(known.customer), known.seen.parse()?)));
        let answer = AnswerProposals {
            appraisal: CREDIT.to_owned(),
            month: month.0,
            customers: seen.collect::<Result<_, RuntimeError>>()?,
            is_approved: request.approve,
            reason: request.reason,
            from_day: request.from_day.map_or_else(|| today(company), |day| Ok(day.0))?,
        };
        let rulings = operations::answer_proposals(company, scope, &actor, &answer)?;
        Ok(Decided { count: u64::try_from(rulings.len()).unwrap_or(u64::MAX) })
    });
    answered.await.map(axum::Json)
}
