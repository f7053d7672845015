//! `POST /api/v1/rulings/answers`: approves or declines classes that others asked for.

use guiju_runtime::operations;

use crate::dto::rating::Decided;
use crate::dto::ruling::RulingAnswers;
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::{Caller, Right};

/// Approves or declines classes that others asked for: all of them, or none where one has changed since it was read.
#[utoipa::path(
    post,
    path = "/rulings/answers",
    tag = "rulings",
    request_body = RulingAnswers,
    responses((status = 200, body = Decided), ApiError)
)]
pub(crate) async fn answer_rulings(caller: Caller, Json(request): Json<RulingAnswers>) -> Result<axum::Json<Decided>, ApiError> {
    caller.require(Right::DecideProposal)?;
    let actor = caller.actor();
    let answered = caller.with(move |company, scope| {
        crate::rulings::check_count(request.rulings.len())?;
        let seen = request.rulings.iter().map(|ruling| Ok((ruling.ruling, ruling.seen.parse()?)));
        let rulings = seen.collect::<Result<Vec<_>, guiju_runtime::RuntimeError>>()?;
        operations::answer_rulings(company, scope, &actor, &rulings, request.approve, &request.reason)?;
        Ok(Decided { count: u64::try_from(rulings.len()).unwrap_or(u64::MAX) })
    });
    answered.await.map(axum::Json)
}
