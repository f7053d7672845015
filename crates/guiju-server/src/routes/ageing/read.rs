//! `GET /api/v1/ageing`: what is open at a day, by how long it is past due.

use guiju_runtime::Company;
use guiju_types::{Amount, Currency, RecordId, Scope};
use guiju_warehouse::{AgeKey, AgeQuery, AgeRow, CurrencyRow};

use crate::ageing::{Asked, asked, bucket_amounts, currency_amounts, share};
use crate::dto::ageing::{AgeBy, Ageing, AgeingBy, AgeingFilter, AgeingRow};
use crate::dto::scalar::{Day, Instant, Reference, Text};
use crate::error::ApiError;
use crate::extract::Query;
use crate::names::{CustomerType, Names};
use crate::session::Caller;

/// What is open at a day, by how long it is past due.
#[utoipa::path(
    get,
    path = "/ageing",
    tag = "ageing",
    params(AgeingFilter, AgeingBy),
    responses((status = 200, body = Ageing), ApiError)
)]
pub(crate) async fn read_ageing(
    caller: Caller,
    Query(filter): Query<AgeingFilter>,
    Query(by): Query<AgeingBy>,
) -> Result<axum::Json<Ageing>, ApiError> {
    let read = caller.with(move |company, scope| ageing(company, scope, &asked(company, &filter)?, by.by.unwrap_or_default()));
    read.await.map(axum::Json)
}

/// The ageing of a question.
pub(super) fn ageing(company: &Company, scope: &Scope, asked: &Asked, by: AgeBy) -> Result<Ageing, ApiError> {
    let key = match by {
        AgeBy::Branch => AgeKey::Branch,
        AgeBy::Salesperson => AgeKey::Salesperson,
        AgeBy::Customer => AgeKey::Customer,
    };
    let query =
        AgeQuery { as_of: asked.as_of, known_at: asked.known_at, by: vec![key], buckets: asked.edges.clone(), filter: asked.filter };
    let aged = company.warehouse().age(company.store(), &query, scope)?;
    let customers = count_customers(company, scope, &query, by, aged.rows.len())?;
    let figures = |row: &AgeRow| Figures::of(row, asked.currency, aged.buckets.len());
    let total = figures(&aged.total);
    let names = names(company, scope, by, &aged.rows)?;
    let mut rows: Vec<(Figures, AgeingRow)> = Vec::with_capacity(aged.rows.len());
    for row in &aged.rows {
        let figures = figures(row);
        if figures.items == 0 && figures.unallocated.is_zero() {
            continue;
        }
        let id: Option<RecordId> = row.keys.first().copied().flatten();
        let key = names.get(id).or_else(|| id.map(|id| Reference::new(id, id.to_string(), "")));
        rows.push((figures.clone(), wire(&figures, key, row)));
    }
    rows.sort_by(|(a, _), (b, _)| b.total.cmp(&a.total).then_with(|| b.unallocated.cmp(&a.unallocated)));
    let is_empty = total.items == 0 && total.unallocated.is_zero();
    let base = company.base_currency()?;
    Ok(Ageing {
        as_of: Day(asked.as_of),
        known_at: Instant(asked.shown_known_at),
        rests_on_asserted: aged.rests_on_asserted,
        currency: asked.currency.unwrap_or(base).to_string(),
        by,
        next_by: match by {
            AgeBy::Branch => Some(AgeBy::Salesperson),
            AgeBy::Salesperson => Some(AgeBy::Customer),
            AgeBy::Customer => None,
        },
        buckets: bucket_amounts(&aged.buckets, &total.buckets),
        total: total.total.into(),
        overdue: total.overdue().into(),
        overdue_share: share(total.overdue().parts(), total.total.parts()),
        unallocated: total.unallocated.into(),
        items: total.items,
        customers,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        by_currency: currency_amounts(&aged.total.by_currency),
        empty_because: is_empty.then(|| {
            Text::new(
                format!("截至 {} 没有未收款项；如果不应如此，请检查日期、入账时点，或导入应收数据", asked.as_of),
                format!("nothing is open at {}; if that surprises, look at the dates or import receivables", asked.as_of),
            )
        }),
    })
}

/// How many customers have open items.
fn count_customers(company: &Company, scope: &Scope, query: &AgeQuery, by: AgeBy, rows: usize) -> Result<u64, ApiError> {
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    if by == AgeBy::Customer {
        return Ok(count(rows));
    }
    let query = AgeQuery { by: vec![AgeKey::Customer], ..query.clone() };
    let by_customer = company.warehouse().age(company.store(), &query, scope)?;
    Ok(count(by_customer.rows.iter().filter(|row| row.items > 0).count()))
}

fn names(company: &Company, scope: &Scope, by: AgeBy, rows: &[AgeRow]) -> Result<Names, ApiError> {
    let customers = CustomerType::of(company)?;
    let ids = rows.iter().filter_map(|row| row.keys.first().copied().flatten());
    match by {
        AgeBy::Branch => Names::of_owners(company, &customers.unit_kind(), ids),
        AgeBy::Salesperson => Names::of_owners(company, &customers.person_kind(), ids),
        AgeBy::Customer => Names::of(company, scope, "customer", ids),
    }
}

/// A row's figures in the currency asked for: the base currency unless another was.
#[derive(Debug, Clone)]
struct Figures {
    items: u64,
    total: Amount,
    buckets: Vec<Amount>,
    unallocated: Amount,
}

impl Figures {
    fn of(row: &AgeRow, currency: Option<Currency>, buckets: usize) -> Self {
        let Some(currency) = currency else {
            return Self { items: row.items, total: row.total, buckets: row.buckets.clone(), unallocated: row.unallocated };
        };
        let found: Option<&CurrencyRow> = row.by_currency.iter().find(|own| own.currency == currency);
        found.map_or_else(
            || Self { items: 0, total: Amount::ZERO, buckets: vec![Amount::ZERO; buckets], unallocated: Amount::ZERO },
            |own| Self { items: own.items, total: own.open, buckets: own.buckets.clone(), unallocated: own.unallocated },
        )
    }

    fn overdue(&self) -> Amount {
        self.buckets.iter().skip(1).copied().sum()
    }
}

fn wire(figures: &Figures, key: Option<Reference>, row: &AgeRow) -> AgeingRow {
    AgeingRow {
        key,
        items: figures.items,
        total: figures.total.into(),
        buckets: figures.buckets.iter().map(|amount| (*amount).into()).collect(),
        unallocated: figures.unallocated.into(),
        overdue: figures.overdue().into(),
        overdue_share: share(figures.overdue().parts(), figures.total.parts()),
        by_currency: currency_amounts(&row.by_currency),
    }
}
