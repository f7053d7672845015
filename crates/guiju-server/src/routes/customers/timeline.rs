//! `GET /api/v1/customers/{id}/timeline`: the customer's ledger, newest first.

use std::collections::{BTreeMap, BTreeSet};

use guiju_runtime::Company;
use guiju_runtime::operations;
use guiju_store::{EntryQuery, Ruling, RulingQuery};
use guiju_types::{AllocationMethod, Date, Entry, EntryId, EntryKind, RecordId, Scope};

use crate::dto::ledger::{EntryReference, LedgerEntry, Timeline, TimelineDecision, TimelineFilter};
use crate::dto::page::PageQuery;
use crate::dto::scalar::{Day, Instant, Text};
use crate::error::{ApiError, ErrorCode};
use crate::extract::{Path, Query};
use crate::names::{CREDIT, Names, credit, entry_kind};
use crate::session::Caller;
use crate::today::day_of;

/// The customer's ledger, newest first.
#[utoipa::path(
    get,
    path = "/customers/{id}/timeline",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer."), TimelineFilter, PageQuery),
    responses((status = 200, body = Timeline), ApiError)
)]
pub(crate) async fn customer_timeline(
    caller: Caller,
    Path(id): Path<i64>,
    Query(filter): Query<TimelineFilter>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<Timeline>, ApiError> {
    let read = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        timeline(company, scope, RecordId(id), &filter, &page)
    });
    read.await.map(axum::Json)
}

fn timeline(company: &Company, scope: &Scope, customer: RecordId, filter: &TimelineFilter, page: &PageQuery) -> Result<Timeline, ApiError> {
    let kinds: Vec<EntryKind> = crate::overview::names(filter.kinds.as_deref())
        .iter()
        .map(|name| name.parse().map_err(|_| ApiError::invalid("kinds", "use kinds as charge,receipt,allocation", "没有这种分录")))
        .collect::<Result<_, _>>()?;
    let limit = page.limit();
    let query = EntryQuery {
        customer: Some(customer),
        kinds,
        charge: filter.charge.map(EntryId),
        after: page.after.as_deref().map(cursor).transpose()?,
        limit: u32::try_from(limit + 1).unwrap_or(501),
        newest_first: true,
        ..EntryQuery::default()
    };
    let mut entries = company.store().entries(scope, &query)?;
    // The same part of the ledger without what was taken back: what is missing there was.
    let live = company.store().entries(scope, &EntryQuery { only_live: true, ..query })?;
    let live: BTreeSet<EntryId> = live.iter().map(|entry| entry.id).collect();
    let has_more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| has_more).map(|entry| format!("{}.{}", entry.business_date, entry.id));
    let numbers = numbers(company, scope, &entries)?;
    let orders = Names::of(company, scope, "order", entries.iter().filter_map(|entry| entry.order))?;
    let rows = entries.iter().map(|entry| {
        let is_reversed = entry.reverses.is_none() && !live.contains(&entry.id);
        row(entry, is_reversed, &numbers, &orders)
    });
    let rows: Vec<LedgerEntry> = rows.collect();
    let is_whole = filter.kinds.is_none() && filter.charge.is_none();
    let last = rows.last().filter(|_| next.is_some()).map(|row| row.date.0);
    let first = page.after.as_deref().map(cursor).transpose()?.map(|(date, _)| date);
    let decisions = if is_whole { decisions(company, scope, customer, (first, last))? } else { Vec::new() };
    Ok(Timeline { rows, decisions, next })
}

/// What people decided from the day of the last entry shown up to that of the last one before this page.
fn decisions(
    company: &Company,
    scope: &Scope,
    customer: RecordId,
    (before, from): (Option<Date>, Option<Date>),
) -> Result<Vec<TimelineDecision>, ApiError> {
    let appraisal = credit(company)?;
    let query = RulingQuery { subject: Some(customer), limit: 1_000, ..RulingQuery::new(CREDIT) };
    let mut decisions = Vec::new();
    for ruling in company.store().rulings(scope, &query)? {
        for (place, step) in ruling.steps.iter().enumerate() {
            let date = day_of(company, step.at)?;
            if before.is_some_and(|before| before <= date) || from.is_some_and(|from| date < from) {
                continue;
            }
            // As it stood after this step.
            let so_far = Ruling { steps: ruling.steps.iter().take(place + 1).cloned().collect(), ..ruling.clone() };
            let text = (&operations::because(appraisal, &so_far)).into();
            decisions.push(TimelineDecision { ruling: ruling.id, date: Day(date), at: Instant(step.at), by: step.actor.clone(), text });
        }
    }
    decisions.sort_by_key(|decision| std::cmp::Reverse(decision.at.0));
    Ok(decisions)
}

fn cursor(text: &str) -> Result<(Date, EntryId), ApiError> {
    let wrong =
        || ApiError::new(ErrorCode::BadRequest, "`after` is not a place in this list", "翻页位置无效").help("start from the first page");
    let (date, id) = text.split_once('.').ok_or_else(wrong)?;
    Ok((date.parse().map_err(|_| wrong())?, EntryId(id.parse().map_err(|_| wrong())?)))
}

/// The numbers of the charges and receipts that entries refer to.
fn numbers(company: &Company, scope: &Scope, entries: &[Entry]) -> Result<BTreeMap<EntryId, Option<String>>, ApiError> {
    let mut numbers: BTreeMap<EntryId, Option<String>> = entries.iter().map(|entry| (entry.id, entry.number.clone())).collect();
    for id in entries.iter().flat_map(|entry| [entry.charge, entry.receipt]).flatten() {
        if let std::collections::btree_map::Entry::Vacant(place) = numbers.entry(id) {
            place.insert(company.store().entry(scope, id)?.and_then(|entry| entry.number));
        }
    }
    Ok(numbers)
}

fn row(entry: &Entry, is_reversed: bool, numbers: &BTreeMap<EntryId, Option<String>>, orders: &Names) -> LedgerEntry {
    let reference = |id: Option<EntryId>| id.map(|id| EntryReference { id: id.0, number: numbers.get(&id).cloned().flatten() });
    let (charge, receipt) = (reference(entry.charge), reference(entry.receipt));
    LedgerEntry {
        id: entry.id.0,
        kind: entry.kind.name().to_owned(),
        kind_label: entry_kind(entry.kind),
        date: Day(entry.business_date),
        earliest: entry.earliest.map(Day),
        due: entry.due_date.map(Day),
        number: entry.number.clone(),
        amount: entry.amount.into(),
        currency: entry.currency.to_string(),
        base_amount: entry.base_amount.into(),
        text: sentence(entry, charge.as_ref(), receipt.as_ref(), is_reversed),
        charge,
        receipt,
        order: orders.get(entry.order).map(|order| order.code),
        method: entry.method.map(|method| method.name().to_owned()),
        note: entry.note.clone(),
        known_at: Instant(entry.known_at),
        is_asserted: entry.is_asserted,
        reverses: entry.reverses.map(|id| id.0),
        is_reversed,
        import: entry.import.map(|id| id.0),
    }
}

/// An entry in a sentence, without its amount, which stands beside it.
fn sentence(entry: &Entry, charge: Option<&EntryReference>, receipt: Option<&EntryReference>, is_reversed: bool) -> Text {
    let number = |reference: Option<&EntryReference>| reference.and_then(|reference| reference.number.clone()).unwrap_or_default();
    let (own, charge, receipt) = (entry.number.clone().unwrap_or_default(), number(charge), number(receipt));
    let due = entry.due_date.map(|due| due.to_string()).unwrap_or_default();
    let (zh, en) = match entry.kind {
        EntryKind::Charge => (format!("应收费用 {own}，{due} 到期"), format!("charge {own}, due {due}")),
        EntryKind::Bill => (format!("就 {charge} 发出账单 {own}"), format!("bill {own} for {charge}")),
        EntryKind::Confirmation => (format!("客户确认 {charge}"), format!("the customer confirmed {charge}")),
        EntryKind::Invoice => (format!("就 {charge} 开具发票 {own}"), format!("invoice {own} for {charge}")),
        EntryKind::Receipt => (format!("收款 {own}"), format!("receipt {own}")),
        EntryKind::Allocation => {
            let method = entry.method.map(method).unwrap_or_default();
            if entry.charge.is_none() {
                return around(entry, is_reversed, (format!("收款 {receipt} {}", method.zh), format!("receipt {receipt}{}", method.en)));
            }
            (format!("收款 {receipt} 核销 {charge}{}", method.zh), format!("receipt {receipt} settles {charge}{}", method.en))
        }
        EntryKind::Clearing => {
            let (earliest, latest) = (entry.earliest.unwrap_or(entry.business_date), entry.business_date);
            (
                format!("{charge} 已结清，方式未知，在 {earliest} 至 {latest} 之间"),
                format!("{charge} was settled between {earliest} and {latest}, nobody has said by what"),
            )
        }
        EntryKind::CreditNote => (format!("冲减 {charge}"), format!("credit note on {charge}")),
        EntryKind::WriteOff => (format!("{charge} 坏账核销"), format!("write-off on {charge}")),
        EntryKind::Cost => (format!("业务成本 {own}"), format!("job cost {own}")),
    };
    around(entry, is_reversed, (zh, en))
}

/// The sentence with what happened to the entry.
fn around(entry: &Entry, is_reversed: bool, (zh, en): (String, String)) -> Text {
    let (before_zh, before_en) = if entry.reverses.is_some() { ("撤销：", "reversal of: ") } else { ("", "") };
    let (after_zh, after_en) = if is_reversed { ("（已撤销）", " (taken back)") } else { ("", "") };
    let clean = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Text::new(clean(format!("{before_zh}{zh}{after_zh}")), clean(format!("{before_en}{en}{after_en}")))
}

fn method(method: AllocationMethod) -> Text {
    match method {
        AllocationMethod::File => Text::new("（按导入文件）", " (as the file says)"),
        AllocationMethod::Reference => Text::new("（按付款附言）", " (by its reference)"),
        AllocationMethod::ExactAmount => Text::new("（按金额相符）", " (by its exact amount)"),
        AllocationMethod::OldestFirst => Text::new("（先到期先核销）", " (oldest first)"),
        AllocationMethod::SetOff => Text::new("（以贷项抵销）", " (set off by a credit)"),
        AllocationMethod::Refund => Text::new("（退款）", " (paid back)"),
        AllocationMethod::Freed => Text::new("（因冲减退回未核销）", " (freed by a credit)"),
        AllocationMethod::Manual => Text::new("（人工指定）", " (by a person)"),
    }
}
