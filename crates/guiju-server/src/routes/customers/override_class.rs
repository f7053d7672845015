//! `POST /api/v1/customers/{id}/ratings/{month}/override`: asks for a class by hand from this month on; somebody else approves it.

use guiju_runtime::Company;
use guiju_runtime::operations::{self, AskClass};
use guiju_types::{Month, RecordId, Scope};

use super::ratings::history;
use crate::dto::rating::{OverrideRequest, RatingSummary};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path, REASON_MAX, check_length};
use crate::names::CREDIT;
use crate::session::{Caller, Right};

/// Asks for a class by hand from this month on; it counts once somebody else has approved it.
#[utoipa::path(
    post,
    path = "/customers/{id}/ratings/{month}/override",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), ("month" = String, Path, description = "The month.")),
    request_body = OverrideRequest,
    responses((status = 200, body = RatingSummary), ApiError)
)]
pub(crate) async fn override_class(
    caller: Caller,
    Path((id, month)): Path<(i64, YearMonth)>,
    Json(request): Json<OverrideRequest>,
) -> Result<axum::Json<RatingSummary>, ApiError> {
    caller.require(Right::OverrideClass)?;
    check_length("reason", &request.reason, REASON_MAX)?;
    let actor = caller.actor();
    let changed = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        let new = AskClass {
            appraisal: CREDIT.to_owned(),
            customer: RecordId(id),
            class: request.class,
            reason: request.reason,
            from: month.0,
            until: request.until_month.0,
            seen: request.seen.parse()?,
        };
        operations::ask_class(company, scope, &actor, &new)?;
        summary(company, scope, id, month.0)
    });
    changed.await.map(axum::Json)
}

/// The rating of a month after a change.
pub(super) fn summary(company: &Company, scope: &Scope, id: i64, month: Month) -> Result<RatingSummary, ApiError> {
    let months = history(company, scope, RecordId(id))?;
    let found = months.into_iter().find(|rating| rating.month.0 == month);
    found.ok_or_else(|| guiju_runtime::RuntimeError::NotYetRated { month }.into())
}
