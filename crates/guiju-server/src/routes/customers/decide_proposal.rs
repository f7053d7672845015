//! `POST /api/v1/customers/{id}/proposals/{month}/decision`: approves or refuses what the rule proposes (pay before release).

use crate::dto::rating::{ProposalDecision, RatingSummary};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::Caller;

/// Approves or refuses what the rule proposes (pay before release).
#[utoipa::path(
    post,
    path = "/customers/{id}/proposals/{month}/decision",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month.")),
    request_body = ProposalDecision,
    responses((status = 200, body = RatingSummary), ApiError)
)]
pub(crate) async fn decide_proposal(caller: Caller, Path((id, month)): Path<(i64, YearMonth)>, Json(request): Json<ProposalDecision>) -> Result<axum::Json<RatingSummary>, ApiError> {
    Err(ApiError::not_ready())
}
