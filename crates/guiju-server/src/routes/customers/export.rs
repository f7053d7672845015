//! `GET /api/v1/customers/export`: the list of customers as a workbook.

use guiju_documents::{Cell, ColumnStyle};

use super::list::{now, select, sort};
use crate::dto::customer::{CustomerFilter, CustomerOrder, CustomerRow};
use crate::error::ApiError;
use crate::extract::Query;
use crate::overview::{self, Wording};
use crate::session::{Caller, Right};
use crate::workbook::{SheetSpec, WORKBOOK, Workbook, chosen, column, days, named, number, text};

/// The list of customers as a workbook.
#[utoipa::path(
    get,
    path = "/customers/export",
    tag = "customers",
    params(CustomerFilter, CustomerOrder),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn export_customers(
    caller: Caller,
    Query(filter): Query<CustomerFilter>,
    Query(order): Query<CustomerOrder>,
) -> Result<Workbook, ApiError> {
    caller.require(Right::Export)?;
    let app = caller.app().clone();
    let written = caller.with(move |company, scope| {
        let overview = overview::read(app.figures(), company, scope, &now(company)?)?;
        let (by, is_descending) = sort(&order);
        let rows = overview.select(&select(&filter)?, by, is_descending);
        let wording = Wording::of(company, &rows)?;
        let month = overview.run.as_ref().map(|run| run.month);
        let as_of = overview.as_of;
        let sheet = SheetSpec {
            name: "客户 customers",
            columns: columns(),
            rows: rows.iter().map(|row| cells(&wording.row(row, month))).collect(),
        };
        Workbook::of(format!("customers-{as_of}.xlsx"), &[sheet])
    });
    written.await
}

/// The columns of a customer.
pub(crate) fn columns() -> Vec<(String, ColumnStyle)> {
    vec![
        column("编号", "code", ColumnStyle::Text),
        column("客户", "customer", ColumnStyle::Wide),
        column("分公司", "branch", ColumnStyle::Text),
        column("业务员", "salesperson", ColumnStyle::Text),
        column("结算方式", "terms", ColumnStyle::Text),
        column("等级", "class", ColumnStyle::Text),
        column("等级依据", "class because", ColumnStyle::Wide),
        column("计算等级", "computed class", ColumnStyle::Text),
        column("总分", "total", ColumnStyle::Money),
        column("评级月份", "month", ColumnStyle::Text),
        column("待审批建议", "proposal", ColumnStyle::Text),
        column("未收", "open", ColumnStyle::Money),
        column("未到期", "not due", ColumnStyle::Money),
        column("逾期", "overdue", ColumnStyle::Money),
        column("未核销收款", "unallocated", ColumnStyle::Money),
        column("最长逾期天数", "days late", ColumnStyle::Number),
    ]
}

/// A customer's cells, in the order of [`columns`].
pub(crate) fn cells(row: &CustomerRow) -> Vec<Cell> {
    vec![
        text(&row.code),
        text(&row.name),
        named(row.branch.as_ref()),
        named(row.salesperson.as_ref()),
        chosen(row.terms.as_ref()),
        text(row.class.as_deref().unwrap_or_default()),
        text(row.because.as_ref().map(|because| because.zh.as_str()).unwrap_or_default()),
        text(row.computed_class.as_deref().unwrap_or_default()),
        number(row.total.as_ref()),
        row.month.map_or(Cell::Empty, |month| text(month.0.to_string())),
        chosen(row.proposal.as_ref()),
        number(Some(&row.open)),
        number(Some(&row.not_due)),
        number(Some(&row.overdue)),
        number(Some(&row.unallocated)),
        row.days_late_max.map_or(Cell::Empty, days),
    ]
}
