//! `GET /api/v1/imports/{id}`: one import with its report.

use crate::dto::import::ImportDetail;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// One import with its report.
#[utoipa::path(
    get,
    path = "/imports/{id}",
    tag = "imports",
    params(("id" = i64, Path, description = "The import.")),
    responses((status = 200, body = ImportDetail), ApiError)
)]
pub(crate) async fn read_import(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<ImportDetail>, ApiError> {
    Err(ApiError::not_ready())
}
