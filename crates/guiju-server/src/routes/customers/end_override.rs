//! `DELETE /api/v1/customers/{id}/ratings/{month}/override`: ends a class set by hand: the computed one holds again.

use guiju_runtime::operations;
use guiju_types::RecordId;

use super::override_class::summary;
use crate::dto::rating::{EndOverrideQuery, RatingSummary};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query, REASON_MAX, check_length};
use crate::names::CREDIT;
use crate::session::{Caller, Right};

/// Ends a class set by hand: the computed one holds again.
#[utoipa::path(
    delete,
    path = "/customers/{id}/ratings/{month}/override",
    tag = "customers",
    params(
        ("id" = i64, Path, description = "The customer."),
        ("month" = String, Path, description = "The month."),
        EndOverrideQuery
    ),
    responses((status = 200, body = RatingSummary), ApiError)
)]
pub(crate) async fn end_override(
    caller: Caller,
    Path((id, month)): Path<(i64, YearMonth)>,
    Query(query): Query<EndOverrideQuery>,
) -> Result<axum::Json<RatingSummary>, ApiError> {
    caller.require(Right::OverrideClass)?;
    check_length("reason", query.reason.as_deref().unwrap_or_default(), REASON_MAX)?;
    let actor = caller.actor();
    let changed = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        let why = query.reason.as_deref().unwrap_or_default();
        operations::end_override(company, scope, &actor, CREDIT, RecordId(id), month.0, why)?;
        summary(company, scope, id, month.0)
    });
    changed.await.map(axum::Json)
}
