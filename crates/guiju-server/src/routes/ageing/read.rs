//! `GET /api/v1/ageing`: what is open at a day, by how long it is past due.

use crate::dto::ageing::{Ageing, AgeingBy, AgeingFilter};
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::Caller;

/// What is open at a day, by how long it is past due.
#[utoipa::path(
    get,
    path = "/ageing",
    tag = "ageing",
    params(AgeingFilter, AgeingBy),
    responses((status = 200, body = Ageing), ApiError)
)]
pub(crate) async fn read_ageing(caller: Caller, Query(filter): Query<AgeingFilter>, Query(by): Query<AgeingBy>) -> Result<axum::Json<Ageing>, ApiError> {
    Err(ApiError::not_ready())
}
