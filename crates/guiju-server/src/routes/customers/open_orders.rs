//! `GET /api/v1/customers/{id}/open-orders`: the customer's jobs that are not paid, which pay-before-release holds back.

use guiju_runtime::operations;
use guiju_types::{Amount, RecordId};

use crate::dto::ruling::{OpenOrder, OpenOrders};
use crate::dto::scalar::Day;
use crate::error::ApiError;
use crate::extract::Path;
use crate::names::Names;
use crate::session::Caller;
use crate::today::today;

/// The customer's jobs that are not paid, which pay-before-release holds back.
#[utoipa::path(
    get,
    path = "/customers/{id}/open-orders",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer.")),
    responses((status = 200, body = OpenOrders), ApiError)
)]
pub(crate) async fn open_orders(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<OpenOrders>, ApiError> {
    let read = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        let as_of = today(company)?;
        let orders = operations::open_orders(company, scope, RecordId(id), as_of)?;
        let names = Names::of(company, scope, "order", orders.iter().filter_map(|order| order.order))?;
        let row = |order: &operations::OpenOrder| OpenOrder {
            order: names.get(order.order).map(|order| order.code),
            items: order.items,
            open: order.open.into(),
            overdue: order.overdue.into(),
            due: Day(order.due),
        };
        Ok(OpenOrders {
            as_of: Day(as_of),
            rows: orders.iter().map(row).collect(),
            open: orders.iter().map(|order| order.open).sum::<Amount>().into(),
        })
    });
    read.await.map(axum::Json)
}
