//! `POST /api/v1/rulebook/decisions/sheets/read`: what was edited in a workbook or CSV file, taken back into a text.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use guiju_dmn::{Document, from_sheets};
use guiju_runtime::rules::read_sheets;

use crate::dto::decision::{ReadSheets, SheetsForm};
use crate::error::{ApiError, ErrorCode};
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
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        match field.name() {
            Some("xml") => xml = Some(field.text().await.map_err(|error| broken(&error))?),
            Some("file") => {
                let ending = field.file_name().and_then(|name| name.rsplit('.').next()).unwrap_or_default().to_ascii_lowercase();
                file = Some((ending, field.bytes().await.map_err(|error| broken(&error))?));
            }
            _ => {}
        }
    }
    let (Some(xml), Some((ending, bytes))) = (xml, file) else {
        return Err(ApiError::new(ErrorCode::BadRequest, "the form needs the fields `xml` and `file`", "请选择要读取的文件"));
    };
    caller.with(move |_, _| taken_back(&xml, &ending, &bytes)).await.map(axum::Json)
}

fn broken(error: &MultipartError) -> ApiError {
    ApiError::new(ErrorCode::BadRequest, format!("the form cannot be read: {}", error.body_text()), "上传的表单不正确，或文件过大")
}

fn taken_back(xml: &str, ending: &str, bytes: &[u8]) -> Result<ReadSheets, ApiError> {
    if !["xlsx", "xls", "csv"].contains(&ending) {
        return Err(ApiError::new(ErrorCode::InvalidValue, "the file has to be .xlsx, .xls or .csv", "文件须为 .xlsx、.xls 或 .csv"));
    }
    let document = Document::read(xml).map_err(|error| {
        let message = error.message();
        ApiError::new(ErrorCode::InvalidValue, message.en, message.zh)
    })?;
    let folder = tempfile::tempdir().map_err(ApiError::internal)?;
    let path = folder.path().join(format!("tables.{ending}"));
    std::fs::write(&path, bytes).map_err(ApiError::internal)?;
    let sheets = read_sheets(&path)?;
    let edited = from_sheets(&sheets, Some(&document)).map_err(|error| {
        let zh = error.zh();
        ApiError::new(ErrorCode::InvalidValue, said_in_full(&error), zh)
    })?;
    Ok(ReadSheets { xml: edited.write().to_owned() })
}

/// An error and what it is caused by, in one sentence.
fn said_in_full(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        said.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    said
}
