//! `GET /api/v1/organisation`: branches, salespeople and terms that the caller can filter by.

use crate::dto::organisation::Organisation;
use crate::error::ApiError;
use crate::session::Caller;

/// Branches, salespeople and terms that the caller can filter by.
#[utoipa::path(
    get,
    path = "/organisation",
    tag = "organisation",
    responses((status = 200, body = Organisation), ApiError)
)]
pub(crate) async fn read_organisation(caller: Caller) -> Result<axum::Json<Organisation>, ApiError> {
    Err(ApiError::not_ready())
}
