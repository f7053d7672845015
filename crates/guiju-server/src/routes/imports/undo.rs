//! `POST /api/v1/imports/{id}/undo`: takes a whole import back by reversing entries and versions; answers with the job.

use axum::http::StatusCode;

use crate::dto::import::UndoRequest;
use crate::dto::job::Job;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::Caller;

/// Takes a whole import back by reversing entries and versions; answers with the job.
#[utoipa::path(
    post,
    path = "/imports/{id}/undo",
    tag = "imports",
    params(("id" = i64, Path, description = "The import.")),
    request_body = UndoRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn undo_import(caller: Caller, Path(id): Path<i64>, Json(request): Json<UndoRequest>) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    Err(ApiError::not_ready())
}
