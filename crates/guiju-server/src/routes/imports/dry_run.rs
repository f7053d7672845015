//! `POST /api/v1/imports/{upload}/dry-run`: tries the import without writing; answers with the job.

use axum::http::StatusCode;
use guiju_documents::Table;
use guiju_runtime::import::{Books, Progress as Rows, RunOptions, dry_run};

use crate::dto::import::DryRunRequest;
use crate::dto::job::{Job, JobKind, JobResult};
use crate::dto::scalar::Text;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::imports::{declared, keep_rejected, open_options, report, to_runtime};
use crate::session::{Caller, Right};

/// Tries the import without writing; answers with the job.
#[utoipa::path(
    post,
    path = "/imports/{upload}/dry-run",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload.")),
    request_body = DryRunRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn dry_run_import(
    caller: Caller,
    Path(upload): Path<String>,
    Json(request): Json<DryRunRequest>,
) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    caller.require(Right::Import)?;
    let file = caller.app().uploads().find(&upload, &caller.user().name)?;
    let recipe = to_runtime(&request.recipe)?;
    let coverage = declared(&request.recipe);
    let app = caller.app().clone();
    let job = caller.start(JobKind::DryRun, move |company, _, progress| {
        progress.stage(Text::new("试导入", "dry run"));
        let table = Table::open(&file.path, &open_options(&recipe))?;
        let mut tell = |rows: &Rows| progress.set(rows.rows_read, 0);
        let options = RunOptions { coverage, cancel: Some(progress.cancel()), progress: Some(&mut tell), ..RunOptions::default() };
        let mut outcome = dry_run(&Books::of(company)?, &table, &recipe, options)?;
        progress.check()?;
        let has_rejected = keep_rejected(app.uploads(), &upload, &mut outcome.refused)?;
        Ok(Some(JobResult::Import(Box::new(report(company, &outcome.report, has_rejected)))))
    })?;
    Ok((StatusCode::ACCEPTED, axum::Json(job)))
}
