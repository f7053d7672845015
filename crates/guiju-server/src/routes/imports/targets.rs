//! `GET /api/v1/imports/targets`: what a column of a file can be.

use crate::dto::import::ImportTargets;
use crate::error::ApiError;
use crate::session::Caller;

/// What a column of a file can be.
#[utoipa::path(
    get,
    path = "/imports/targets",
    tag = "imports",
    responses((status = 200, body = ImportTargets), ApiError)
)]
pub(crate) async fn list_import_targets(caller: Caller) -> Result<axum::Json<ImportTargets>, ApiError> {
    Err(ApiError::not_ready())
}
