//! `POST /api/v1/imports/{upload}/run`: imports the file; answers with the job. Running it again adds nothing twice.

use axum::http::StatusCode;

use crate::dto::import::RunRequest;
use crate::dto::job::Job;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::Caller;

/// Imports the file; answers with the job. Running it again adds nothing twice.
#[utoipa::path(
    post,
    path = "/imports/{upload}/run",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload.")),
    request_body = RunRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn run_import(caller: Caller, Path(upload): Path<String>, Json(request): Json<RunRequest>) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    Err(ApiError::not_ready())
}
