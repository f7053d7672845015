//! `POST /api/v1/jobs/{id}/cancel`: asks a job to stop. Nothing is half-written.

use crate::dto::job::Job;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// Asks a job to stop. Nothing is half-written.
#[utoipa::path(
    post,
    path = "/jobs/{id}/cancel",
    tag = "jobs",
    params(("id" = u64, Path, description = "The job.")),
    responses((status = 200, body = Job), ApiError)
)]
pub(crate) async fn cancel_job(caller: Caller, Path(id): Path<u64>) -> Result<axum::Json<Job>, ApiError> {
    Err(ApiError::not_ready())
}
