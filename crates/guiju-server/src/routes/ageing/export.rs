//! `GET /api/v1/ageing/export`: the ageing and its open items as a workbook.

use guiju_documents::{Cell, ColumnStyle};

use super::items::open_items;
use super::read::ageing;
use crate::ageing::asked;
use crate::dto::ageing::{Ageing, AgeingBy, AgeingFilter, OpenItem};
use crate::dto::page::PageQuery;
use crate::error::ApiError;
use crate::extract::Query;
use crate::session::{Caller, Right};
use crate::workbook::{SheetSpec, WORKBOOK, Workbook, column, count, day, days, number, text};

/// So many open items are written; a workbook holds no more than a million rows.
const ITEMS_MAX: usize = 200_000;

/// The ageing and its open items as a workbook.
#[utoipa::path(
    get,
    path = "/ageing/export",
    tag = "ageing",
    params(AgeingFilter, AgeingBy),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn export_ageing(
    caller: Caller,
    Query(filter): Query<AgeingFilter>,
    Query(by): Query<AgeingBy>,
) -> Result<Workbook, ApiError> {
    caller.require(Right::Export)?;
    let written = caller.with(move |company, scope| {
        let asked = asked(company, &filter)?;
        let aged = ageing(company, scope, &asked, by.by.unwrap_or_default())?;
        let mut items = Vec::new();
        let mut page = PageQuery { after: None, limit: Some(500) };
        loop {
            let read = open_items(company, scope, &asked, None, &page)?;
            items.extend(read.rows.iter().map(item_cells));
            page.after = read.next;
            if page.after.is_none() || items.len() >= ITEMS_MAX {
                break;
            }
        }
        let note = format!("截至 as of {}，按当时所知 known at {}", asked.as_of, asked.shown_known_at);
        let about = SheetSpec {
            name: "说明 about",
            columns: vec![column("说明", "about", ColumnStyle::Wide)],
            rows: vec![
                vec![text(note)],
                vec![text(format!("币种 currency {}", aged.currency))],
                vec![text(if aged.rests_on_asserted {
                    "入账时点部分依据导入声明 some known-at times are asserted by imports"
                } else {
                    ""
                })],
            ],
        };
        let sheets = [
            SheetSpec { name: "账龄 ageing", columns: columns(&aged), rows: rows(&aged) },
            SheetSpec { name: "未清项 open items", columns: item_columns(), rows: items },
            about,
        ];
        Workbook::of(format!("ageing-{}.xlsx", asked.as_of), &sheets)
    });
    written.await
}

fn columns(aged: &Ageing) -> Vec<(String, ColumnStyle)> {
    let mut columns = vec![
        column("编号", "code", ColumnStyle::Text),
        column("名称", "name", ColumnStyle::Wide),
        column("笔数", "items", ColumnStyle::Number),
        column("未收", "open", ColumnStyle::Money),
    ];
    columns.extend(aged.buckets.iter().map(|part| column(&part.bucket.label.zh, &part.bucket.label.en, ColumnStyle::Money)));
    columns.push(column("逾期", "overdue", ColumnStyle::Money));
    columns.push(column("未核销收款", "unallocated", ColumnStyle::Money));
    columns
}

fn rows(aged: &Ageing) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(aged.rows.len() + 1);
    for row in &aged.rows {
        let (code, name) = row.key.as_ref().map_or(("", "—"), |key| (key.code.as_str(), key.name.as_str()));
        let mut cells = vec![text(code), text(name), count(row.items), number(Some(&row.total))];
        cells.extend(row.buckets.iter().map(|amount| number(Some(amount))));
        cells.extend([number(Some(&row.overdue)), number(Some(&row.unallocated))]);
        rows.push(cells);
    }
    let mut total = vec![text("合计 total"), Cell::Empty, count(aged.items), number(Some(&aged.total))];
    total.extend(aged.buckets.iter().map(|part| number(Some(&part.amount))));
    total.extend([number(Some(&aged.overdue)), number(Some(&aged.unallocated))]);
    rows.push(total);
    rows
}

fn item_columns() -> Vec<(String, ColumnStyle)> {
    vec![
        column("客户编号", "customer code", ColumnStyle::Text),
        column("客户", "customer", ColumnStyle::Wide),
        column("票号", "number", ColumnStyle::Text),
        column("日期", "date", ColumnStyle::Date),
        column("到期日", "due", ColumnStyle::Date),
        column("逾期天数", "days late", ColumnStyle::Number),
        column("币种", "currency", ColumnStyle::Text),
        column("原额", "amount", ColumnStyle::Money),
        column("未收", "open", ColumnStyle::Money),
        column("未收（本位币）", "open in base currency", ColumnStyle::Money),
    ]
}

fn item_cells(item: &OpenItem) -> Vec<Cell> {
    let customer = item.customer.as_ref();
    vec![
        text(customer.map_or("", |customer| customer.code.as_str())),
        text(customer.map_or("", |customer| customer.name.as_str())),
        text(item.number.as_deref().unwrap_or_default()),
        day(item.date.0),
        day(item.due.0),
        days(item.days_late),
        text(&item.currency),
        number(Some(&item.amount)),
        number(Some(&item.open)),
        number(Some(&item.open_base)),
    ]
}
