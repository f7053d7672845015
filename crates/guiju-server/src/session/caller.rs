//! The signed-in caller.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::error::ApiError;

/// Who calls, and whose data that person may see.
#[derive(Debug, Clone)]
pub(crate) struct Caller {}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(_parts: &mut Parts, _app: &App) -> Result<Self, Self::Rejection> {
        Err(ApiError::not_ready())
    }
}
