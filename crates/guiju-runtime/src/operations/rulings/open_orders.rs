//! The jobs of a customer that are not paid: what pay-before-release holds back.

use std::collections::BTreeMap;

use guiju_store::EntryQuery;
use guiju_types::{Amount, Date, EntryId, EntryKind, RecordId, Scope};
use guiju_warehouse::{AgeFilter, OpenItemsQuery};

use crate::{Company, RuntimeError};

/// A job with what is open of it, in the base currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOrder {
    /// The job; `None`: items that name none.
    pub order: Option<RecordId>,
    /// How many items are open.
    pub items: u64,
    /// What is open.
    pub open: Amount,
    /// The part of it that is past due.
    pub overdue: Amount,
    /// When the first of them falls due.
    pub due: Date,
}

/// More items than this of one customer are not grouped.
const ITEMS_MAX: usize = 100_000;

/// The jobs of a customer with open items on a day, the earliest due first.
///
/// # Errors
/// Where reading fails.
pub fn open_orders(company: &Company, scope: &Scope, customer: RecordId, as_of: Date) -> Result<Vec<OpenOrder>, RuntimeError> {
    let filter = AgeFilter { customer: Some(customer), ..AgeFilter::default() };
    let query = OpenItemsQuery { as_of, known_at: None, filter, bucket: None, limit: ITEMS_MAX, after: None };
    let of_charge = orders_of_charges(company, scope, customer)?;
    let mut orders: BTreeMap<Option<RecordId>, OpenOrder> = BTreeMap::new();
    for item in company.warehouse().open_items(company.store(), &query, scope)?.items {
        let order = of_charge.get(&item.charge).copied();
        let new = OpenOrder { order, items: 0, open: Amount::ZERO, overdue: Amount::ZERO, due: item.due };
        let job = orders.entry(order).or_insert(new);
        job.items += 1;
        job.open += item.open_base;
        if item.days_late > 0 {
            job.overdue += item.open_base;
        }
        job.due = job.due.min(item.due);
    }
    let mut orders: Vec<OpenOrder> = orders.into_values().collect();
    orders.sort_by_key(|order| (order.due, order.order));
    Ok(orders)
}

/// The jobs that a customer's charges are of.
fn orders_of_charges(company: &Company, scope: &Scope, customer: RecordId) -> Result<BTreeMap<EntryId, RecordId>, RuntimeError> {
    const PAGE: u32 = 10_000;
    let mut orders = BTreeMap::new();
    let mut query =
        EntryQuery { customer: Some(customer), kinds: vec![EntryKind::Charge], only_live: true, limit: PAGE, ..EntryQuery::default() };
    loop {
        let charges = company.store().entries(scope, &query)?;
        orders.extend(charges.iter().filter_map(|charge| Some((charge.id, charge.order?))));
        query.after = charges.last().map(|charge| (charge.business_date, charge.id));
        if charges.len() < PAGE as usize {
            return Ok(orders);
        }
    }
}
