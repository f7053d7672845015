//! `GET /api/v1/rulebook`: the rulebook in force.

use crate::dto::rulebook::Rulebook;
use crate::error::ApiError;
use crate::session::Caller;

/// The rulebook in force.
#[utoipa::path(
    get,
    path = "/rulebook",
    tag = "rulebook",
    responses((status = 200, body = Rulebook), ApiError)
)]
pub(crate) async fn read_rulebook(caller: Caller) -> Result<axum::Json<Rulebook>, ApiError> {
    Err(ApiError::not_ready())
}
