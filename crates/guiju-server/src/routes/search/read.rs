//! `GET /api/v1/search`: finds customers, invoices and charges by number, and pages.

use guiju_runtime::Company;
use guiju_runtime::operations::because;
use guiju_store::{EntryQuery, RecordQuery};
use guiju_types::{RecordId, Scope};

use crate::dto::scalar::{Day, Reference, Text};
use crate::dto::search::{CustomerHit, EntryHit, PageHit, SearchQuery, SearchResult};
use crate::error::ApiError;
use crate::extract::Query;
use crate::names::{CREDIT, CustomerType, Names, credit, entry_kind};
use crate::session::Caller;

/// Pages by path and name; words in both languages find them.
const PAGES: [(&str, &str, &str); 9] = [
    ("/rates", "汇率", "exchange rates"),
    ("/workbench", "工作台：待办", "workbench: what waits"),
    ("/rulings", "调级与审批", "rulings and approvals"),
    ("/customers", "客户", "customers"),
    ("/ratings", "月度评级", "ratings of a month"),
    ("/ageing", "应收账龄", "ageing"),
    ("/imports", "数据导入", "import"),
    ("/imports", "数据就绪情况", "readiness"),
    ("/rulebook", "制度与版本", "rulebook"),
];

/// Finds customers, invoices and charges by number, and pages.
#[utoipa::path(
    get,
    path = "/search",
    tag = "search",
    params(SearchQuery),
    responses((status = 200, body = SearchResult), ApiError)
)]
pub(crate) async fn search(caller: Caller, Query(query): Query<SearchQuery>) -> Result<axum::Json<SearchResult>, ApiError> {
    let text = query.q.trim().to_owned();
    let limit = query.limit.unwrap_or(8).clamp(1, 50);
    if text.chars().count() < 2 || text.chars().count() > 100 {
        // A single letter finds everything and so nothing.
        return Ok(axum::Json(SearchResult { customers: Vec::new(), entries: Vec::new(), pages: Vec::new() }));
    }
    caller.with(move |company, scope| find(company, scope, &text, limit)).await.map(axum::Json)
}

fn find(company: &Company, scope: &Scope, text: &str, limit: u32) -> Result<SearchResult, ApiError> {
    let lower = text.to_lowercase();
    let pages = PAGES.iter().filter(|(_, zh, en)| zh.contains(&lower) || en.contains(&lower));
    Ok(SearchResult {
        customers: customers(company, scope, text, limit)?,
        entries: entries(company, scope, text, limit)?,
        pages: pages.map(|(path, zh, en)| PageHit { path: (*path).to_owned(), label: Text::new(*zh, *en) }).collect(),
    })
}

fn customers(company: &Company, scope: &Scope, text: &str, limit: u32) -> Result<Vec<CustomerHit>, ApiError> {
    let customers = CustomerType::of(company)?;
    let query = RecordQuery { search: Some(text.to_owned()), limit, ..RecordQuery::new("customer") };
    let mut found = company.store().records(scope, &query)?.items;
    // So are customers by the names that people said are theirs.
    for alias in company.store().standing_aliases()?.iter().filter(|alias| alias.name.to_lowercase().contains(&text.to_lowercase())) {
        if found.len() < limit as usize
            && found.iter().all(|record| record.id != alias.customer)
            && let Some(record) = company.store().record(scope, "customer", alias.customer)?
        {
            found.push(record);
        }
    }
    let unit = |record: &guiju_store::Record| customers.kind().scope_unit.as_deref().and_then(|field| record.fields.reference(field));
    let units = Names::of_owners(company, &customers.unit_kind(), found.iter().filter_map(unit))?;
    let appraisal = credit(company)?;
    let latest = company.store().runs(CREDIT)?.into_iter().next();
    let mut hits = Vec::with_capacity(found.len());
    for record in &found {
        let text = |field: &str| record.fields.text(field).unwrap_or_default();
        let rating = match &latest {
            Some(run) => company.store().rating(scope, run.id, record.id)?,
            None => None,
        };
        hits.push(CustomerHit {
            customer: Reference::new(record.id, text(&customers.kind().key), text("name")),
            branch: units.get(unit(record)),
            class: rating.as_ref().and_then(|rating| rating.class_in_force()).map(ToOwned::to_owned),
            because: rating.and_then(|rating| Some((&because(appraisal, rating.ruling.as_deref()?)).into())),
        });
    }
    Ok(hits)
}

/// Entries with exactly this number, as it was typed or in capitals.
fn entries(company: &Company, scope: &Scope, text: &str, limit: u32) -> Result<Vec<EntryHit>, ApiError> {
    let mut numbers = vec![text.to_owned(), text.to_uppercase()];
    numbers.dedup();
    let query = EntryQuery { numbers, only_live: true, newest_first: true, limit, ..EntryQuery::default() };
    let found = company.store().entries(scope, &query)?;
    let ids: Vec<RecordId> = found.iter().filter_map(|entry| entry.customer).collect();
    let names = Names::of(company, scope, "customer", ids)?;
    let hit = |entry: &guiju_types::Entry| EntryHit {
        id: entry.id.0,
        kind: entry.kind.name().to_owned(),
        kind_label: entry_kind(entry.kind),
        number: entry.number.clone().unwrap_or_default(),
        date: Day(entry.business_date),
        amount: entry.amount.into(),
        currency: entry.currency.to_string(),
        customer: names.get(entry.customer),
    };
    Ok(found.iter().map(hit).collect())
}
