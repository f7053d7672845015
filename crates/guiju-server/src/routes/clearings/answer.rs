//! `POST /api/v1/clearings/answers`: says what clearings were.

use guiju_runtime::allocation;
use guiju_types::EntryId;

use crate::dto::clearing::{ClearingAnswers, ClearingsAnswered};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::{Caller, Right};

/// Answers of one call.
const ANSWERS_MAX: usize = 500;

/// Says what clearings were: receipts, credit notes or write-offs take their places, in one commit. All answers are taken, or none.
#[utoipa::path(
    post,
    path = "/clearings/answers",
    tag = "clearings",
    request_body = ClearingAnswers,
    responses((status = 200, body = ClearingsAnswered), ApiError)
)]
pub(crate) async fn answer_clearings(
    caller: Caller,
    Json(request): Json<ClearingAnswers>,
) -> Result<axum::Json<ClearingsAnswered>, ApiError> {
    // They come of imports, and become what an import brings.
    caller.require(Right::Import)?;
    if request.answers.is_empty() || request.answers.len() > ANSWERS_MAX {
        return Err(ApiError::invalid("answers", format!("give 1 to {ANSWERS_MAX} answers"), format!("请给出 1 到 {ANSWERS_MAX} 个回答")));
    }
    let actor = caller.actor();
    let app = caller.app().clone();
    let answered = caller.with(move |company, scope| {
        let answers: Vec<allocation::ClearingAnswer> = request
            .answers
            .iter()
            .map(|answer| allocation::ClearingAnswer {
                clearing: EntryId(answer.clearing),
                by: answer.by.into(),
                date: answer.date.map(|day| day.0),
            })
            .collect();
        let entries = allocation::answer_clearings(company.store(), scope, &actor, &answers)?;
        app.refresh_now(company);
        let answered = u64::try_from(answers.len()).unwrap_or(u64::MAX);
        Ok(ClearingsAnswered { answered, entries: entries.into_iter().map(|id| id.0).collect() })
    });
    answered.await.map(axum::Json)
}
