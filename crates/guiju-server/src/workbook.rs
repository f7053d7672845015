//! XLSX files as answers.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The media type of a workbook.
pub(crate) const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook to download.
#[derive(Debug)]
pub(crate) struct Workbook {
    /// The file's name: ASCII letters, digits, `-`, `_` and `.`.
    pub(crate) file_name: String,
    /// The file.
    pub(crate) bytes: Vec<u8>,
}

impl IntoResponse for Workbook {
    fn into_response(self) -> Response {
        let name: String = self.file_name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
        let disposition = format!("attachment; filename=\"{name}\"");
        ([(header::CONTENT_TYPE, WORKBOOK.to_owned()), (header::CONTENT_DISPOSITION, disposition)], self.bytes).into_response()
    }
}
