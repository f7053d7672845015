//! `GET /api/v1/ratings/{month}/customers`: the customers of a rated month.

use crate::dto::page::PageQuery;
use crate::dto::rating::{RatedCustomerPage, RatingFilter, RatingOrder};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// The customers of a rated month.
#[utoipa::path(
    get,
    path = "/ratings/{month}/customers",
    tag = "ratings",
    params(("month" = String, Path, description = "The month."), RatingFilter, RatingOrder, PageQuery),
    responses((status = 200, body = RatedCustomerPage), ApiError)
)]
pub(crate) async fn list_rated_customers(caller: Caller, Path(month): Path<YearMonth>, Query(filter): Query<RatingFilter>, Query(order): Query<RatingOrder>, Query(page): Query<PageQuery>) -> Result<axum::Json<RatedCustomerPage>, ApiError> {
    Err(ApiError::not_ready())
}
