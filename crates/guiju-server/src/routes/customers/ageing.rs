//! `GET /api/v1/customers/{id}/ageing`: the customer's open items at a day.

use crate::ageing::asked;
use crate::dto::ageing::{AgeingFilter, OpenItemPage};
use crate::dto::page::PageQuery;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::routes::ageing::items::open_items;
use crate::session::Caller;

/// The customer's open items at a day.
#[utoipa::path(
    get,
    path = "/customers/{id}/ageing",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), AgeingFilter, PageQuery),
    responses((status = 200, body = OpenItemPage), ApiError)
)]
pub(crate) async fn customer_ageing(
    caller: Caller,
    Path(id): Path<i64>,
    Query(filter): Query<AgeingFilter>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<OpenItemPage>, ApiError> {
    let read = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        let filter = AgeingFilter { customer: Some(id), branch: None, salesperson: None, ..filter };
        open_items(company, scope, &asked(company, &filter)?, None, &page)
    });
    read.await.map(axum::Json)
}
