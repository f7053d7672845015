//! `GET /api/v1/customers`: the customers that the caller sees.

use crate::dto::customer::{CustomerFilter, CustomerOrder, CustomerPage};
use crate::dto::page::PageQuery;
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::Caller;

/// The customers that the caller sees.
#[utoipa::path(
    get,
    path = "/customers",
    tag = "customers",
    params(CustomerFilter, CustomerOrder, PageQuery),
    responses((status = 200, body = CustomerPage), ApiError)
)]
pub(crate) async fn list_customers(caller: Caller, Query(filter): Query<CustomerFilter>, Query(order): Query<CustomerOrder>, Query(page): Query<PageQuery>) -> Result<axum::Json<CustomerPage>, ApiError> {
    Err(ApiError::not_ready())
}
