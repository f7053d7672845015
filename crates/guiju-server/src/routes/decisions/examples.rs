//! `POST /api/v1/rulebook/decisions/examples`: a file of examples that shows every rule, bound and cell of a decision.

use guiju_runtime::rules::generate_examples;

use crate::dto::decision::{ExamplesFile, GenerateExamples};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::Caller;

/// A file of examples with the fewest cases that show every rule, bound and cell of a decision, with what it gives. Nothing is saved.
#[utoipa::path(
    post,
    path = "/rulebook/decisions/examples",
    tag = "rulebook",
    request_body = GenerateExamples,
    responses((status = 200, body = ExamplesFile), ApiError)
)]
pub(crate) async fn generate_decision_examples(
    caller: Caller,
    Json(request): Json<GenerateExamples>,
) -> Result<axum::Json<ExamplesFile>, ApiError> {
    let text = caller.model(move |company, budget| Ok(generate_examples(company, &request.path, &request.xml, &request.decision, budget)?));
    text.await.map(|text| axum::Json(ExamplesFile { text }))
}
