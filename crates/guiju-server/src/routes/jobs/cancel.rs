//! `POST /api/v1/jobs/{id}/cancel`: asks a job to stop.

use crate::dto::job::Job;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// Asks a job to stop. A rating or an undo is one commit and stops only before it.
#[utoipa::path(
    post,
    path = "/jobs/{id}/cancel",
    tag = "jobs",
    params(("id" = u64, Path, description = "The job.")),
    responses((status = 200, body = Job), ApiError)
)]
pub(crate) async fn cancel_job(caller: Caller, Path(id): Path<u64>) -> Result<axum::Json<Job>, ApiError> {
    caller.app().jobs().cancel(id, &caller.user().name).map(axum::Json)
}
