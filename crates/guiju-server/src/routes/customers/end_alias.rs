//! `DELETE /api/v1/customers/{id}/aliases`: takes back that a name is this customer's.

use guiju_types::RecordId;

use crate::dto::customer::{Customer, EndAliasQuery};
use crate::error::ApiError;
use crate::extract::{Path, Query, REASON_MAX, check_length};
use crate::session::{Caller, Right};

/// Takes back that a name is this customer's: the next file that has it is asked about. What came in by it stays with the customer.
#[utoipa::path(
    delete,
    path = "/customers/{id}/aliases",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), EndAliasQuery),
    responses((status = 200, body = Customer), ApiError)
)]
pub(crate) async fn end_alias(
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<EndAliasQuery>,
) -> Result<axum::Json<Customer>, ApiError> {
    // Whoever may say it at an import may take it back.
    caller.require(Right::Import)?;
    check_length("reason", query.reason.as_deref().unwrap_or_default(), REASON_MAX)?;
    let actor = caller.actor();
    let changed = caller.with(move |company, scope| {
        let record = super::read::find(company, scope, id)?;
        let stands = company.store().aliases(scope, RecordId(id))?.iter().any(|alias| alias.name == query.name && alias.ended_at.is_none());
        if !stands {
            return Err(ApiError::not_found("such other name of this customer", "该客户的这个别名"));
        }
        let why = query.reason.as_deref().unwrap_or_default().trim();
        company.store().write(&actor, |write| write.end_alias(RecordId(id), &query.name, why))?;
        super::read::customer(company, scope, &record)
    });
    changed.await.map(axum::Json)
}
