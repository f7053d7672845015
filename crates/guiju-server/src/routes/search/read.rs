//! `GET /api/v1/search`: finds customers, invoices and charges by number, and pages.

use crate::dto::search::{SearchQuery, SearchResult};
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::Caller;

/// Finds customers, invoices and charges by number, and pages.
#[utoipa::path(
    get,
    path = "/search",
    tag = "search",
    params(SearchQuery),
    responses((status = 200, body = SearchResult), ApiError)
)]
pub(crate) async fn search(caller: Caller, Query(query): Query<SearchQuery>) -> Result<axum::Json<SearchResult>, ApiError> {
    Err(ApiError::not_ready())
}
