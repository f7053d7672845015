//! `POST /api/v1/rulebook/decisions/sheets`: the tables of a text as a workbook, or one of them as CSV.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use guiju_dmn::{Sheets, to_sheets};
use guiju_documents::TableFormat;
use guiju_runtime::rules::write_sheets;

use super::document;
use crate::dto::decision::{SheetFormat, WriteSheets};
use crate::error::{ApiError, ErrorCode};
use crate::extract::Json;
use crate::session::Caller;
use crate::workbook::WORKBOOK;

/// The tables of a text as a workbook that a person can edit, or one of them as CSV. Nothing is saved.
#[utoipa::path(
    post,
    path = "/rulebook/decisions/sheets",
    tag = "rulebook",
    request_body = WriteSheets,
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), ApiError)
)]
pub(crate) async fn write_decision_sheets(caller: Caller, Json(request): Json<WriteSheets>) -> Result<Response, ApiError> {
    caller.with(move |_, _| written(&request)).await
}

fn written(request: &WriteSheets) -> Result<Response, ApiError> {
    let document = document(&request.xml)?;
    let all = to_sheets(&document);
    let (sheets, format, ending, media) = match request.format {
        SheetFormat::Xlsx => (all, TableFormat::Xlsx, "xlsx", WORKBOOK),
        SheetFormat::Csv => (one(&all, request)?, TableFormat::Csv, "csv", "text/csv; charset=utf-8"),
    };
    let folder = tempfile::tempdir().map_err(ApiError::internal)?;
    let path = folder.path().join(format!("tables.{ending}"));
    write_sheets(&sheets, &path, format)?;
    let bytes = std::fs::read(&path).map_err(ApiError::internal)?;
    let name: String = request.name.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')).collect();
    let disposition = format!("attachment; filename=\"{}.{ending}\"", if name.is_empty() { "tables" } else { &name });
    Ok(([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
}

/// A CSV file holds one sheet.
fn one(all: &Sheets, request: &WriteSheets) -> Result<Sheets, ApiError> {
    let decision = request.decision.as_deref().unwrap_or_default();
    let sheet = all.of_element(decision).ok_or_else(|| {
        let zh = format!("“{decision}”不是决策表，不能写成 CSV；请选择一张决策表，或导出工作簿");
        ApiError::new(
            ErrorCode::InvalidValue,
            format!("`{decision}` is no decision table and cannot be written as CSV; choose a table, or a workbook"),
            zh,
        )
    })?;
    Ok(Sheets { sheets: vec![sheet.clone()] })
}
