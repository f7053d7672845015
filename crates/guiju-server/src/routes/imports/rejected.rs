//! `GET /api/v1/imports/{upload}/rejected`: the rejected rows of the latest dry run or run as a workbook, the reason in each row.

use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;
use crate::workbook::{WORKBOOK, Workbook};

/// The rejected rows of the latest dry run or run as a workbook, the reason in each row.
#[utoipa::path(
    get,
    path = "/imports/{upload}/rejected",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload, or the id of an import.")),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn download_rejected(caller: Caller, Path(upload): Path<String>) -> Result<Workbook, ApiError> {
    Err(ApiError::not_ready())
}
