//! `POST /api/v1/imports/{upload}/run`: imports the file; answers with the job. Running it again adds nothing twice.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use guiju_documents::Table;
use guiju_runtime::Company;
use guiju_runtime::allocation;
use guiju_runtime::import::{self, Books, Progress as Rows, RunOptions, run};
use guiju_types::Actor;

use crate::dto::import::{Allocated, ImportReport, RunRequest};
use crate::dto::job::{Job, JobKind, JobResult};
use crate::dto::scalar::Text;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::imports::{check_recipe_name, declared, keep_rejected, keep_rejected_of_import, open_options, report, save_recipe, to_runtime};
use crate::jobs::Progress;
use crate::session::{Caller, Right};

/// Imports the file; answers with the job. Running it again adds nothing twice.
#[utoipa::path(
    post,
    path = "/imports/{upload}/run",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload.")),
    request_body = RunRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn run_import(
    caller: Caller,
    Path(upload): Path<String>,
    Json(request): Json<RunRequest>,
) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    caller.require(Right::Import)?;
    let file = caller.app().uploads().find(&upload, &caller.user().name)?;
    let mut recipe = to_runtime(&request.recipe)?;
    let save_as = request.save_as.filter(|name| !name.is_empty());
    if let Some(name) = &save_as {
        check_recipe_name(name)?;
        recipe.name.clone_from(name);
    }
    let actor = caller.actor();
    let coverage = declared(&request.recipe);
    let app = caller.app().clone();
    let job = caller.start(JobKind::Import, move |company, _, progress| {
        progress.stage(Text::new("导入", "importing"));
        let table = Table::open(&file.path, &open_options(&recipe))?;
        let mut tell = |rows: &Rows| progress.set(rows.rows_read, 0);
        let options = RunOptions { coverage, cancel: Some(progress.cancel()), progress: Some(&mut tell), ..RunOptions::default() };
        let mut outcome = run(&Books::of(company)?, &actor, &table, &recipe, options)?;
        if let Some(name) = &save_as {
            // Whose a name is stands with the customer from now on, where it can be taken back.
            save_recipe(company, name, &import::Recipe { aliases: BTreeMap::new(), ..recipe.clone() })?;
        }
        let has_rejected = keep_rejected(app.uploads(), &upload, &mut outcome.refused)?;
        if let Some(import) = outcome.report.import.filter(|_| has_rejected) {
            keep_rejected_of_import(company, import.0, &mut outcome.refused)?;
        }
        let allocated = if outcome.report.is_complete { allocate(company, &actor, progress, &outcome.report)? } else { None };
        app.refresh_now(company);
        let report = ImportReport { allocated, ..report(company, &outcome.report, has_rejected) };
        Ok(Some(JobResult::Import(Box::new(report))))
    })?;
    Ok((StatusCode::ACCEPTED, axum::Json(job)))
}

/// Receipts that came without saying which invoice they pay are allocated by the written rule.
fn allocate(company: &Company, actor: &Actor, progress: &Progress, report: &import::ImportReport) -> Result<Option<Allocated>, ApiError> {
    let made = |kind: &str| report.created.get(kind).copied().unwrap_or(0);
    if ["receipt", "credit_note", "clearing"].into_iter().all(|kind| made(kind) == 0) {
        return Ok(None);
    }
    progress.stage(Text::new("核销收款", "allocating receipts"));
    let allocated = allocation::allocate(company.store(), actor, None, company.rulebook().allocation())?;
    Ok(Some(Allocated { receipts: allocated.receipts, amount: allocated.allocated_base.into() }))
}
