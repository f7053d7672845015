//! `POST /api/v1/imports/{upload}/dry-run`: tries the import without writing; answers with the job.

use axum::http::StatusCode;

use crate::dto::import::DryRunRequest;
use crate::dto::job::Job;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::Caller;

/// Tries the import without writing; answers with the job.
#[utoipa::path(
    post,
    path = "/imports/{upload}/dry-run",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload.")),
    request_body = DryRunRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn dry_run_import(caller: Caller, Path(upload): Path<String>, Json(request): Json<DryRunRequest>) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    Err(ApiError::not_ready())
}
