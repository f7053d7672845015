//! `GET /api/v1/imports/{upload}/rejected`: the rejected rows of a dry run or run as a workbook, the reason in each row.

use crate::error::ApiError;
use crate::extract::Path;
use crate::imports::rejected_path;
use crate::session::{Caller, Right};
use crate::workbook::{WORKBOOK, Workbook};

/// The rejected rows of the latest dry run or run of an upload, or of an import, as a workbook: the reason in each row.
#[utoipa::path(
    get,
    path = "/imports/{upload}/rejected",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload, or the id of an import.")),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn download_rejected(caller: Caller, Path(upload): Path<String>) -> Result<Workbook, ApiError> {
    caller.require(Right::Import)?;
    let uploaded = match upload.parse::<i64>() {
        // An upload's id has 32 digits, some of them letters or not: it never fits an import's.
        Ok(_) => None,
        Err(_) => Some(caller.app().uploads().find(&upload, &caller.user().name)?),
    };
    let read = caller.with(move |company, _| {
        let none =
            || ApiError::not_found("workbook of rejected rows", "退回行文件").help("it exists after a dry run or run with rejected rows");
        let path = match uploaded {
            Some(uploaded) => uploaded.rejected.ok_or_else(none)?,
            None => rejected_path(company, upload.parse().map_err(|_| none())?),
        };
        let bytes = std::fs::read(&path).map_err(|_| none())?;
        Ok(Workbook { file_name: format!("rejected-{upload}.xlsx"), bytes })
    });
    read.await
}
