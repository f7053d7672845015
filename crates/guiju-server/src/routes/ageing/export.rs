//! `GET /api/v1/ageing/export`: the ageing and its open items as a workbook.

use crate::dto::ageing::{AgeingBy, AgeingFilter};
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::Caller;
use crate::workbook::{WORKBOOK, Workbook};

/// The ageing and its open items as a workbook.
#[utoipa::path(
    get,
    path = "/ageing/export",
    tag = "ageing",
    params(AgeingFilter, AgeingBy),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn export_ageing(caller: Caller, Query(filter): Query<AgeingFilter>, Query(by): Query<AgeingBy>) -> Result<Workbook, ApiError> {
    Err(ApiError::not_ready())
}
