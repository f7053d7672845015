//! `GET /api/v1/imports/templates/{name}`: a workbook with the expected headers: `customers`, `orders`, `invoices`, `receipts`, `costs`, `open_items`.

use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;
use crate::workbook::{WORKBOOK, Workbook};

/// A workbook with the expected headers: `customers`, `orders`, `invoices`, `receipts`, `costs`, `open_items`.
#[utoipa::path(
    get,
    path = "/imports/templates/{name}",
    tag = "imports",
    params(("name" = String, Path, description = "The template.")),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn download_template(caller: Caller, Path(name): Path<String>) -> Result<Workbook, ApiError> {
    Err(ApiError::not_ready())
}
