//! `GET /api/v1/rulebook/chapters/{name}`: a chapter: the rule in words, its measures, decisions and appraisals.

use crate::dto::rulebook::Chapter;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// A chapter: the rule in words, its measures, decisions and appraisals.
#[utoipa::path(
    get,
    path = "/rulebook/chapters/{name}",
    tag = "rulebook",
    params(("name" = String, Path, description = "The chapter.")),
    responses((status = 200, body = Chapter), ApiError)
)]
pub(crate) async fn read_chapter(caller: Caller, Path(name): Path<String>) -> Result<axum::Json<Chapter>, ApiError> {
    Err(ApiError::not_ready())
}
