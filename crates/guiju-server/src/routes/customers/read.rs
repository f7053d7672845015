//! `GET /api/v1/customers/{id}`: one customer: its record, its latest rating, what it owes.

use crate::dto::customer::Customer;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;

/// One customer: its record, its latest rating, what it owes.
#[utoipa::path(
    get,
    path = "/customers/{id}",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer.")),
    responses((status = 200, body = Customer), ApiError)
)]
pub(crate) async fn read_customer(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<Customer>, ApiError> {
    Err(ApiError::not_ready())
}
