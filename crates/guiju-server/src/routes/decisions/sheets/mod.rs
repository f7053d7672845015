//! Decision tables as workbooks and CSV files, and back.

pub(crate) mod read;
pub(crate) mod write;

use guiju_dmn::Document;

use crate::error::{ApiError, ErrorCode};

/// The text in the editor; it need not decide yet, but it has to be a model.
fn document(xml: &str) -> Result<Document, ApiError> {
    Document::read(xml).map_err(|error| {
        let message = error.message();
        ApiError::new(ErrorCode::InvalidValue, message.en, message.zh)
    })
}
