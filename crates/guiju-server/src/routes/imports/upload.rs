//! `POST /api/v1/imports`: takes a file and says what its columns seem to be.

use axum::extract::Multipart;

use crate::dto::import::{Upload, UploadForm};
use crate::error::ApiError;
use crate::session::Caller;

/// Takes a file and says what its columns seem to be.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 200, body = Upload), ApiError)
)]
pub(crate) async fn upload_file(caller: Caller, form: Multipart) -> Result<axum::Json<Upload>, ApiError> {
    Err(ApiError::not_ready())
}
