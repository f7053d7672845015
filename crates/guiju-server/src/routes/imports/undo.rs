//! `POST /api/v1/imports/{id}/undo`: takes a whole import back; answers with the job.

use axum::http::StatusCode;
use guiju_runtime::import::undo;
use guiju_types::ImportId;

use crate::dto::import::UndoRequest;
use crate::dto::job::{Job, JobKind, JobResult, UndoResult};
use crate::dto::scalar::Text;
use crate::error::ApiError;
use crate::extract::{Json, Path, REASON_MAX, check_length};
use crate::session::{Caller, Right};

/// Takes a whole import back by reversing entries and versions; answers with the job.
#[utoipa::path(
    post,
    path = "/imports/{id}/undo",
    tag = "imports",
    params(("id" = i64, Path, description = "The import.")),
    request_body = UndoRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn undo_import(
    caller: Caller,
    Path(id): Path<i64>,
    Json(request): Json<UndoRequest>,
) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    caller.require(Right::Import)?;
    check_length("reason", &request.reason, REASON_MAX)?;
    let reason = request.reason.trim().to_owned();
    if reason.chars().count() < 4 {
        return Err(ApiError::invalid("reason", "say why in four characters or more", "请写明原因（至少四个字）"));
    }
    let exists = caller.with(move |company, _| Ok(company.store().import(ImportId(id))?.is_some())).await?;
    if !exists {
        return Err(ApiError::not_found("such import", "导入"));
    }
    let actor = caller.actor();
    let app = caller.app().clone();
    let job = caller.start(JobKind::UndoImport, move |company, _, progress| {
        progress.stage(Text::new("撤销导入", "taking the import back"));
        progress.check()?;
        let undone = undo(company.store(), &actor, ImportId(id), &reason)?;
        app.refresh_now(company);
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        Ok(Some(JobResult::UndoImport(UndoResult {
            import: id,
            entries_reversed: undone.reversed + count(undone.also_reversed.len()),
            records_withdrawn: undone.withdrawn,
            records_restored: undone.restored,
            records_left: count(undone.left_alone.len()),
            rows_freed: undone.freed_rows,
        })))
    })?;
    Ok((StatusCode::ACCEPTED, axum::Json(job)))
}
