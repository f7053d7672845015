//! `GET /api/v1/customers/{id}/ratings/{month}/records`: the entries and records behind a measure.

use guiju_runtime::Company;
use guiju_runtime::operations::{self, ExplainedRecord, ExplainedTotal};
use guiju_types::{EntryId, EntryKind, Month, Scope};

use crate::dto::page::PageQuery;
use crate::dto::rating::{RatingRecord, RatingRecordPage, RatingRecordsQuery};
use crate::dto::scalar::{Day, Decimal, Text, YearMonth};
use crate::error::{ApiError, ErrorCode};
use crate::extract::{Path, Query};
use crate::names::{CREDIT, kind_label};
use crate::session::Caller;

/// The entries and records behind a measure.
#[utoipa::path(
    get,
    path = "/customers/{id}/ratings/{month}/records",
    tag = "customers",
    params(
        ("id" = i64, Path, description = "The customer."),
        ("month" = String, Path, description = "The month."),
        RatingRecordsQuery,
        PageQuery
    ),
    responses((status = 200, body = RatingRecordPage), ApiError)
)]
pub(crate) async fn rating_records(
    caller: Caller,
    Path((id, month)): Path<(i64, YearMonth)>,
    Query(query): Query<RatingRecordsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<RatingRecordPage>, ApiError> {
    caller.with(move |company, scope| records(company, scope, (id, month.0), &query, &page)).await.map(axum::Json)
}

fn records(
    company: &Company,
    scope: &Scope,
    (id, month): (i64, Month),
    query: &RatingRecordsQuery,
    page: &PageQuery,
) -> Result<RatingRecordPage, ApiError> {
    let record = super::read::find(company, scope, id)?;
    let explained = operations::explain_rating(company, scope, CREDIT, &record, month)?;
    let component = explained.components.iter().find(|component| component.name == query.measure);
    let component = component.ok_or_else(|| {
        let known: Vec<&str> = explained.components.iter().map(|component| component.name.as_str()).collect();
        ApiError::invalid("measure", format!("choose one of {}", known.join(", ")), "没有这个指标")
    })?;
    // A row for each record and each total that it counts in.
    let counted = component.records.iter().flat_map(|record| record.counted.iter().map(move |(total, parts)| (record, total, parts)));
    let rows: Vec<_> = counted.filter(|(_, total, _)| query.total.as_ref().is_none_or(|wanted| wanted == *total)).collect();
    let start: usize = match page.after.as_deref() {
        None => 0,
        Some(after) => after.parse().map_err(|_| {
            ApiError::new(ErrorCode::BadRequest, "`after` is no place in this list", "翻页位置无效").help("start from the first page")
        })?,
    };
    let end = start.saturating_add(page.limit()).min(rows.len());
    let shown = rows.iter().skip(start).take(page.limit());
    Ok(RatingRecordPage {
        rows: shown
            .map(|(record, total, parts)| row(company, scope, record, total, parts, &component.totals))
            .collect::<Result<_, ApiError>>()?,
        // A kept judgement does not change, so a place in it is a number.
        next: (end < rows.len()).then(|| end.to_string()),
        total: u64::try_from(rows.len()).unwrap_or(u64::MAX),
    })
}

fn row(
    company: &Company,
    scope: &Scope,
    record: &ExplainedRecord,
    total: &str,
    counted: &str,
    totals: &[ExplainedTotal],
) -> Result<RatingRecord, ApiError> {
    let label = totals.iter().find(|known| known.name == total).map_or_else(|| Text::new(total, total), |known| (&known.label).into());
    let days_late = match (record.kind.as_str(), record.date, record.due) {
        ("allocation" | "credit_note" | "write_off", Some(date), Some(due)) => Some(i64::from((date - due).get_days())),
        // Its date is the latest day: only that it was in time is known by it.
        ("clearing", Some(date), Some(due)) if date <= due => Some(i64::from((date - due).get_days())),
        _ => None,
    };
    let is_entry = record.kind.parse::<EntryKind>().is_ok();
    let entry = if is_entry { company.store().entry(scope, EntryId(record.id))? } else { None };
    Ok(RatingRecord {
        total: total.to_owned(),
        kind: record.kind.clone(),
        kind_label: kind_label(company, &record.kind),
        id: record.id,
        // INVARIANT: only dated rows count in a window.
        date: Day(record.date.unwrap_or_default()),
        due: record.due.map(Day),
        days_late,
        number: record.number.clone(),
        amount: record.amount.map(Decimal::from),
        currency: record.currency.map(|currency| currency.to_string()),
        note: entry.and_then(|entry| entry.note),
        counted: Decimal(counted.to_owned()),
        why: why(&label, days_late),
    })
}

fn why(total: &Text, days_late: Option<i64>) -> Text {
    match days_late {
        Some(days) if days > 0 => {
            Text::new(format!("计入“{}”，迟 {days} 天", total.zh), format!("counts in “{}”, {days} days late", total.en))
        }
        Some(_) => Text::new(format!("计入“{}”，按期", total.zh), format!("counts in “{}”, on time", total.en)),
        None => Text::new(format!("计入“{}”", total.zh), format!("counts in “{}”", total.en)),
    }
}
