//! `POST /api/v1/rulebook/decisions/sheets/read`: what was edited in a workbook or CSV file, taken back into a text.

use axum::extract::Multipart;
use guiju_dmn::from_sheets;
use guiju_runtime::rules::read_sheets;

use super::document;
use crate::dto::decision::{ReadSheets, SheetsForm};
use crate::error::{ApiError, ErrorCode, chain};
use crate::session::Caller;

/// Takes what was edited in a workbook or CSV file back into a text. Nothing is saved: the editor shows what came of it.
#[utoipa::path(
    post,
    path = "/rulebook/decisions/sheets/read",
    tag = "rulebook",
    request_body(content = SheetsForm, content_type = "multipart/form-data"),
    responses((status = 200, body = ReadSheets), ApiError)
)]
pub(crate) async fn read_decision_sheets(caller: Caller, mut form: Multipart) -> Result<axum::Json<ReadSheets>, ApiError> {
    let (mut xml, mut file) = (None, None);
    while let Some(field) = form.next_field().await.map_err(|error| ApiError::broken_form(&error))? {
        match field.name() {
            Some("xml") => xml = Some(field.text().await.map_err(|error| ApiError::broken_form(&error))?),
            Some("file") => {
                let ending = field.file_name().and_then(|name| name.rsplit('.').next()).unwrap_or_default().to_ascii_lowercase();
                file = Some((ending, field.bytes().await.map_err(|error| ApiError::broken_form(&error))?));
            }
            _ => {}
        }
    }
    let (Some(xml), Some((ending, bytes))) = (xml, file) else {
        return Err(ApiError::new(ErrorCode::BadRequest, "the form needs the fields `xml` and `file`", "请选择要读取的文件"));
    };
    caller.with(move |_, _| taken_back(&xml, &ending, &bytes)).await.map(axum::Json)
}

fn taken_back(xml: &str, ending: &str, bytes: &[u8]) -> Result<ReadSheets, ApiError> {
    if !["xlsx", "xls", "csv"].contains(&ending) {
        return Err(ApiError::new(ErrorCode::InvalidValue, "the file has to be .xlsx, .xls or .csv", "文件须为 .xlsx、.xls 或 .csv"));
    }
    let document = document(xml)?;
    let folder = tempfile::tempdir().map_err(ApiError::internal)?;
    let path = folder.path().join(format!("tables.{ending}"));
    std::fs::write(&path, bytes).map_err(ApiError::internal)?;
    let sheets = read_sheets(&path)?;
    let edited = from_sheets(&sheets, Some(&document)).map_err(|error| {
        let zh = error.zh();
        ApiError::new(ErrorCode::InvalidValue, chain(&error), zh)
    })?;
    Ok(ReadSheets { xml: edited.write().to_owned() })
}
