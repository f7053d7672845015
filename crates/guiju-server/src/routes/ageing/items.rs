//! `GET /api/v1/ageing/items`: the open items of an ageing, the latest first.

use crate::dto::ageing::{AgeingFilter, ItemsFilter, OpenItemPage};
use crate::dto::page::PageQuery;
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::Caller;

/// The open items of an ageing, the latest first.
#[utoipa::path(
    get,
    path = "/ageing/items",
    tag = "ageing",
    params(AgeingFilter, ItemsFilter, PageQuery),
    responses((status = 200, body = OpenItemPage), ApiError)
)]
pub(crate) async fn list_open_items(caller: Caller, Query(filter): Query<AgeingFilter>, Query(items): Query<ItemsFilter>, Query(page): Query<PageQuery>) -> Result<axum::Json<OpenItemPage>, ApiError> {
    Err(ApiError::not_ready())
}
