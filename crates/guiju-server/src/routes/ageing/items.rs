//! `GET /api/v1/ageing/items`: the open items of an ageing, the latest first.

use guiju_runtime::Company;
use guiju_types::{Date, EntryId, Scope};
use guiju_warehouse::{ItemCursor, OpenItemsQuery};

use crate::ageing::{Asked, asked, bucket_of, buckets};
use crate::dto::ageing::{AgeingFilter, ItemsFilter, OpenItem, OpenItemPage};
use crate::dto::page::PageQuery;
use crate::dto::scalar::{Day, Instant};
use crate::error::{ApiError, ErrorCode};
use crate::extract::Query;
use crate::names::Names;
use crate::session::Caller;

/// The open items of an ageing, the latest first.
#[utoipa::path(
    get,
    path = "/ageing/items",
    tag = "ageing",
    params(AgeingFilter, ItemsFilter, PageQuery),
    responses((status = 200, body = OpenItemPage), ApiError)
)]
pub(crate) async fn list_open_items(
    caller: Caller,
    Query(filter): Query<AgeingFilter>,
    Query(items): Query<ItemsFilter>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<OpenItemPage>, ApiError> {
    let read = caller.with(move |company, scope| {
        let asked = asked(company, &filter)?;
        open_items(company, scope, &asked, items.bucket.as_deref(), &page)
    });
    read.await.map(axum::Json)
}

/// A page of the open items of a question.
pub(crate) fn open_items(
    company: &Company,
    scope: &Scope,
    asked: &Asked,
    bucket: Option<&str>,
    page: &PageQuery,
) -> Result<OpenItemPage, ApiError> {
    let all = buckets(&asked.edges);
    let wanted = match bucket {
        None => None,
        Some("overdue") => Some((vec![0], 1)),
        Some(name) => {
            let place = all.iter().position(|bucket| bucket.name == name);
            let known = || all.iter().map(|bucket| bucket.name.as_str()).collect::<Vec<_>>().join(", ");
            let place =
                place.ok_or_else(|| ApiError::invalid("bucket", format!("choose one of {}, overdue", known()), "没有这个账龄段"))?;
            Some((asked.edges.clone(), place))
        }
    };
    let mut after = page.after.as_deref().map(cursor).transpose()?;
    let (mut items, mut next) = (Vec::new(), None);
    // A currency is not one of the warehouse's restrictions: pages are read until enough items of it are found.
    loop {
        let query = OpenItemsQuery {
            as_of: asked.as_of,
            known_at: asked.known_at,
            filter: asked.filter,
            bucket: wanted.clone(),
            limit: if asked.currency.is_some() { 5_000 } else { page.limit() },
            after,
        };
        let read = company.warehouse().open_items(company.store(), &query, scope)?;
        let fits = |item: &guiju_warehouse::OpenItem| asked.currency.is_none_or(|currency| item.currency == currency);
        for item in read.items.into_iter().filter(fits) {
            if items.len() == page.limit() {
                next = items.last().map(guiju_warehouse::OpenItem::cursor);
                break;
            }
            items.push(item);
        }
        if next.is_some() {
            break;
        }
        after = read.next;
        if after.is_none() || items.len() == page.limit() {
            next = after;
            break;
        }
    }
    let names = Names::of(company, scope, "customer", items.iter().filter_map(|item| item.customer))?;
    let rows = items.iter().map(|item| OpenItem {
        charge: item.charge.0,
        number: item.number.clone(),
        customer: names.get(item.customer),
        date: Day(item.date),
        due: Day(item.due),
        days_late: i64::from(item.days_late),
        bucket: bucket_of(&all, item.days_late),
        currency: item.currency.to_string(),
        amount: item.amount.into(),
        open: item.open.into(),
        open_base: item.open_base.into(),
    });
    Ok(OpenItemPage {
        as_of: Day(asked.as_of),
        known_at: Instant(asked.shown_known_at),
        rows: rows.collect(),
        next: next.map(|cursor| format!("{}.{}", cursor.due, cursor.charge)),
    })
}

fn cursor(text: &str) -> Result<ItemCursor, ApiError> {
    let wrong =
        || ApiError::new(ErrorCode::BadRequest, "`after` is no place in this list", "翻页位置无效").help("start from the first page");
    let (due, charge) = text.split_once('.').ok_or_else(wrong)?;
    let due: Date = due.parse().map_err(|_| wrong())?;
    Ok(ItemCursor { due, charge: EntryId(charge.parse().map_err(|_| wrong())?) })
}
