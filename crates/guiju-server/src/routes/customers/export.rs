//! `GET /api/v1/customers/export`: the same list as a workbook.

use crate::dto::customer::{CustomerFilter, CustomerOrder};
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::Caller;
use crate::workbook::{WORKBOOK, Workbook};

/// The same list as a workbook.
#[utoipa::path(
    get,
    path = "/customers/export",
    tag = "customers",
    params(CustomerFilter, CustomerOrder),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn export_customers(caller: Caller, Query(filter): Query<CustomerFilter>, Query(order): Query<CustomerOrder>) -> Result<Workbook, ApiError> {
    Err(ApiError::not_ready())
}
