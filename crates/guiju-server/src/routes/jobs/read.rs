//! `GET /api/v1/jobs/{id}`: how far a job is, and what came out.

use crate::dto::job::Job;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// How far a job is, and what came out. Only who started it sees it.
#[utoipa::path(
    get,
    path = "/jobs/{id}",
    tag = "jobs",
    params(("id" = u64, Path, description = "The job.")),
    responses((status = 200, body = Job), ApiError)
)]
pub(crate) async fn read_job(caller: Caller, Path(id): Path<u64>) -> Result<axum::Json<Job>, ApiError> {
    caller.app().jobs().read(id, &caller.user().name).map(axum::Json)
}
