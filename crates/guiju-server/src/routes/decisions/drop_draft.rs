//! `DELETE /api/v1/rulebook/draft`: throws the draft away; what is in force stays as it is.

use axum::http::StatusCode;

use crate::error::ApiError;
use crate::session::{Caller, Right};

/// Throws the draft away; what is in force stays as it is.
#[utoipa::path(delete, path = "/rulebook/draft", tag = "rulebook", responses((status = 204), ApiError))]
pub(crate) async fn drop_draft(caller: Caller) -> Result<StatusCode, ApiError> {
    caller.require(Right::EditRulebook)?;
    let actor = caller.actor();
    caller.with(move |company, _| Ok(company.store().write(&actor, |write| write.drop_draft())?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
