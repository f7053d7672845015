//! `GET /api/v1/imports/{id}`: one import with its report.

use guiju_types::ImportId;

use crate::dto::import::ImportDetail;
use crate::error::ApiError;
use crate::extract::Path;
use crate::imports::{covered, kept_report, rejected_path, report, summary};
use crate::session::{Caller, Right};

/// One import with its report.
#[utoipa::path(
    get,
    path = "/imports/{id}",
    tag = "imports",
    params(("id" = i64, Path, description = "The import.")),
    responses((status = 200, body = ImportDetail), ApiError)
)]
pub(crate) async fn read_import(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<ImportDetail>, ApiError> {
    caller.require(Right::Import)?;
    let read = caller.with(move |company, _| {
        let import = company.store().import(ImportId(id))?.ok_or_else(|| ApiError::not_found("such import", "导入"))?;
        let kept = kept_report(&import);
        let has_workbook = rejected_path(company, id).exists();
        Ok(ImportDetail {
            summary: summary(&import, true),
            coverage: kept.iter().flat_map(|kept| &kept.coverage).map(covered).collect(),
            report: kept.as_ref().map(|kept| report(company, kept, has_workbook)),
        })
    });
    read.await.map(axum::Json)
}
