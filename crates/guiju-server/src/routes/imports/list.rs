//! `GET /api/v1/imports`: the imports, newest first.

use crate::dto::import::ImportList;
use crate::error::ApiError;
use crate::session::Caller;

/// The imports, newest first.
#[utoipa::path(
    get,
    path = "/imports",
    tag = "imports",
    responses((status = 200, body = ImportList), ApiError)
)]
pub(crate) async fn list_imports(caller: Caller) -> Result<axum::Json<ImportList>, ApiError> {
    Err(ApiError::not_ready())
}
