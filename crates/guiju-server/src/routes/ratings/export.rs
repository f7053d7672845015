//! `GET /api/v1/ratings/{month}/export`: the customers of a rated month as a workbook.

use guiju_documents::{Cell, ColumnStyle};

use super::customers::{rated, read, select, sort};
use crate::dto::rating::{RatedCustomer, RatingFilter, RatingOrder};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::names::credit;
use crate::overview::Wording;
use crate::routes::customers::export;
use crate::session::{Caller, Right};
use crate::workbook::{SheetSpec, WORKBOOK, Workbook, column, count, number, text};

/// The customers of a rated month as a workbook.
#[utoipa::path(
    get,
    path = "/ratings/{month}/export",
    tag = "ratings",
    params(("month" = String, Path, description = "The month."), RatingFilter, RatingOrder),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn export_ratings(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Query(filter): Query<RatingFilter>,
    Query(order): Query<RatingOrder>,
) -> Result<Workbook, ApiError> {
    caller.require(Right::Export)?;
    let app = caller.app().clone();
    let written = caller.with(move |company, scope| {
        let overview = read(&app, company, scope, month.0, &filter)?;
        let (by, is_descending) = sort(&order);
        let rows = overview.select(&select(&filter)?, by, is_descending);
        let wording = Wording::of(company, &rows)?;
        let measures: Vec<String> = credit(company)?.measures.iter().map(|measure| measure.name.clone()).collect();
        let mut columns = export::columns();
        columns.extend([column("依据占比 %", "basis %", ColumnStyle::Number), column("上月等级", "previous class", ColumnStyle::Text)]);
        for measure in &measures {
            let label = wording.measure(measure);
            columns.push(column(&format!("{} 得分", label.zh), &format!("{} score", label.en), ColumnStyle::Money));
            columns.push(column(&format!("{} 计分", label.zh), &format!("{} points", label.en), ColumnStyle::Money));
        }
        columns.push(column("缺少", "missing", ColumnStyle::Wide));
        let cells = rows.iter().map(|row| cells(&rated(&wording, row, month.0), &measures));
        let sheet = SheetSpec { name: "评级 ratings", columns, rows: cells.collect() };
        Workbook::of(format!("ratings-{}.xlsx", month.0), &[sheet])
    });
    written.await
}

fn cells(row: &RatedCustomer, measures: &[String]) -> Vec<Cell> {
    let mut cells = export::cells(&row.customer);
    cells.extend([count(u64::from(row.basis_percent)), text(row.previous_class.as_deref().unwrap_or_default())]);
    for measure in measures {
        let component = row.components.iter().find(|component| component.measure == *measure);
        cells.push(number(component.and_then(|component| component.score.as_ref())));
        cells.push(number(component.and_then(|component| component.points.as_ref())));
    }
    let missing: Vec<&str> = row.missing.iter().map(|missing| missing.label.zh.as_str()).collect();
    cells.push(text(missing.join("；")));
    cells
}
