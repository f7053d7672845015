//! `GET /api/v1/imports/templates/{name}`: a workbook with the expected headers.

use guiju_documents::ColumnStyle;
use guiju_runtime::Company;

use super::targets::targets;
use crate::dto::import::Target;
use crate::error::ApiError;
use crate::extract::Path;
use crate::session::Caller;
use crate::workbook::{SheetSpec, WORKBOOK, Workbook, column, text};

/// What each template's columns give; what the rulebook does not have is left out.
const TEMPLATES: [(&str, &[&str]); 6] = [
    (
        "customers",
        &[
            "customer.code",
            "customer.name",
            "customer.short_name",
            "customer.branch",
            "customer.salesperson",
            "customer.terms",
            "customer.credit_days",
            "customer.phone",
        ],
    ),
    ("orders", &["order.number", "customer.code", "customer.name", "order.ordered", "order.kind", "order.status"]),
    ("invoices", &["customer.code", "customer.name", "invoice.number", "charge.date", "charge.due", "charge.amount", "charge.currency"]),
    (
        "receipts",
        &[
            "customer.code",
            "customer.name",
            "receipt.number",
            "receipt.date",
            "receipt.amount",
            "receipt.currency",
            "receipt.charge",
            "receipt.note",
        ],
    ),
    ("costs", &["cost.number", "order.number", "cost.vendor", "cost.date", "cost.amount", "cost.currency"]),
    (
        "open_items",
        &[
            "customer.code",
            "customer.name",
            "charge.number",
            "charge.date",
            "charge.due",
            "charge.amount",
            "charge.open",
            "charge.currency",
        ],
    ),
];

/// A workbook with the expected headers: `customers`, `orders`, `invoices`, `receipts`, `costs`, `open_items`.
#[utoipa::path(
    get,
    path = "/imports/templates/{name}",
    tag = "imports",
    params(("name" = String, Path, description = "The template.")),
    responses((status = 200, description = "A workbook", body = Vec<u8>, content_type = WORKBOOK), ApiError)
)]
pub(crate) async fn download_template(caller: Caller, Path(name): Path<String>) -> Result<Workbook, ApiError> {
    caller.with(move |company, _| template(company, &name)).await
}

fn template(company: &Company, name: &str) -> Result<Workbook, ApiError> {
    let wanted = TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, columns)| *columns);
    let wanted = wanted.ok_or_else(|| {
        let known = TEMPLATES.map(|(known, _)| known).join(", ");
        ApiError::not_found("such template", "模板").help(format!("choose one of {known}"))
    })?;
    let all: Vec<Target> = targets(company).into_iter().flat_map(|group| group.targets).collect();
    let columns: Vec<&Target> = wanted.iter().filter_map(|name| all.iter().find(|target| target.name == *name)).collect();
    let styled = columns.iter().map(|target| {
        let style = match target.kind.as_str() {
            "date" => ColumnStyle::Date,
            "amount" => ColumnStyle::Money,
            _ => ColumnStyle::Text,
        };
        (target.label.zh.clone(), style)
    });
    let about = columns.iter().map(|target| {
        let needed = if target.is_required { "必填 required" } else { "选填 optional" };
        vec![text(&target.label.zh), text(&target.label.en), text(needed), text(&target.name)]
    });
    let sheets = [
        SheetSpec { name: "数据", columns: styled.collect(), rows: Vec::new() },
        SheetSpec {
            name: "说明 about",
            columns: vec![
                column("表头", "header", ColumnStyle::Text),
                column("英文", "english", ColumnStyle::Wide),
                column("是否必填", "needed", ColumnStyle::Text),
                column("导入方案中的名称", "name in a recipe", ColumnStyle::Text),
            ],
            rows: about.collect(),
        },
    ];
    Workbook::of(format!("template-{name}.xlsx"), &sheets)
}
