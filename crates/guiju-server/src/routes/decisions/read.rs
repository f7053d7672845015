//! `GET /api/v1/rulebook/decisions/{path}`: what a decision file says, in the draft and in force.

use guiju_runtime::rules::decision_source;

use crate::dto::decision::DecisionSource;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// What a decision file says, in the draft and in force.
#[utoipa::path(
    get,
    path = "/rulebook/decisions/{path}",
    tag = "rulebook",
    params(("path" = String, Path, description = "The file's path in the rulebook, `/` written as `%2F`.")),
    responses((status = 200, body = DecisionSource), ApiError)
)]
pub(crate) async fn read_decision(caller: Caller, Path(path): Path<String>) -> Result<axum::Json<DecisionSource>, ApiError> {
    let source = caller.with(move |company, _| {
        let source = decision_source(company, &path)?;
        Ok(DecisionSource {
            path,
            edition: source.edition.to_string(),
            xml: source.xml,
            published_xml: source.published,
            default_xml: source.default,
            draft_version: source.draft_version,
        })
    });
    source.await.map(axum::Json)
}
