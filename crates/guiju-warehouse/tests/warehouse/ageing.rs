//! Open items by lateness, at any date, as known at any instant.

use guiju_types::{Currency, EntryId, RecordId, Scope};
use guiju_warehouse::{AgeFilter, AgeKey, AgeQuery, Ageing, OpenItemsQuery, Warehouse};

use crate::memory::{Memory, NORTH, SOUTH, day, instant};

fn query(as_of: &str, known_at: Option<&str>, by: &[AgeKey]) -> AgeQuery {
    AgeQuery { as_of: day(as_of), known_at: known_at.map(instant), by: by.to_vec(), buckets: vec![0, 30, 60], filter: AgeFilter::default() }
}

fn age(memory: &Memory, query: &AgeQuery, scope: &Scope) -> Ageing {
    let folder = tempfile::tempdir().unwrap();
    Warehouse::open(folder.path()).unwrap().age(memory, query, scope).unwrap()
}

/// Items, open, by bucket, unallocated.
fn check(memory: &Memory, as_of: &str, known_at: Option<&str>, expected: &str) {
    let total = age(memory, &query(as_of, known_at, &[]), &Scope::Company).total;
    let buckets: Vec<String> = total.buckets.iter().map(ToString::to_string).collect();
    let found = format!("{} {} = {} | {}", total.items, total.total, buckets.join(" + "), total.unallocated);
    assert_eq!(found, expected, "{as_of} {known_at:?}");
}

/// Two charges in the north, one in the south; one partly paid, one receipt too many.
fn ledger() -> Memory {
    let memory = Memory::with_customers();
    let first = memory.charge(11, "2026-01-10", "2026-02-10", "100");
    memory.charge(12, "2026-01-20", "2026-03-20", "50");
    memory.charge(13, "2026-02-05", "2026-02-05", "7");
    let receipt = memory.receipt(11, "2026-02-20", "80");
    memory.allocate(receipt, first, "2026-02-20", "60");
    memory
}

#[test]
fn a_charge_is_open_from_its_date_until_it_is_settled() {
    let memory = ledger();
    check(&memory, "2026-01-09", None, "0 0.00 = 0.00 + 0.00 + 0.00 + 0.00 | 0.00");
    check(&memory, "2026-01-31", None, "2 150.00 = 150.00 + 0.00 + 0.00 + 0.00 | 0.00");
    check(&memory, "2026-02-10", None, "3 157.00 = 150.00 + 7.00 + 0.00 + 0.00 | 0.00");
    check(&memory, "2026-02-20", None, "3 97.00 = 50.00 + 47.00 + 0.00 + 0.00 | 20.00");
    check(&memory, "2026-03-20", None, "3 97.00 = 50.00 + 0.00 + 47.00 + 0.00 | 20.00");
    check(&memory, "2026-06-01", None, "3 97.00 = 0.00 + 0.00 + 0.00 + 97.00 | 20.00");
}

#[test]
fn a_clearing_settles_by_its_latest_day_and_what_is_paid_back_is_no_longer_unallocated() {
    let memory = ledger();
    memory.entry(guiju_types::EntryKind::Clearing, 11, "2026-04-30", "40", |entry| {
        entry.charge = Some(EntryId(1));
        entry.earliest = Some(day("2026-03-31"));
        entry.due_date = Some(day("2026-02-10"));
    });
    check(&memory, "2026-04-29", None, "3 97.00 = 0.00 + 0.00 + 50.00 + 47.00 | 20.00");
    check(&memory, "2026-04-30", None, "2 57.00 = 0.00 + 0.00 + 50.00 + 7.00 | 20.00");
    let back = memory.receipt(11, "2026-05-10", "-20");
    check(&memory, "2026-05-10", None, "2 57.00 = 0.00 + 0.00 + 50.00 + 7.00 | 0.00");
    for (receipt, part) in [(4, "20"), (back, "-20")] {
        memory.entry(guiju_types::EntryKind::Allocation, 11, "2026-05-10", part, |entry| entry.receipt = Some(EntryId(receipt)));
    }
    check(&memory, "2026-05-10", None, "2 57.00 = 0.00 + 0.00 + 50.00 + 7.00 | 0.00");
    // What a credit frees stands as it stood before that day.
    memory.entry(guiju_types::EntryKind::CreditNote, 11, "2026-05-20", "60", |entry| entry.charge = Some(EntryId(1)));
    memory.entry(guiju_types::EntryKind::Allocation, 11, "2026-05-20", "-60", |entry| {
        (entry.charge, entry.receipt) = (Some(EntryId(1)), Some(EntryId(4)));
    });
    check(&memory, "2026-05-19", None, "2 57.00 = 0.00 + 0.00 + 50.00 + 7.00 | 0.00");
    check(&memory, "2026-05-20", None, "2 57.00 = 0.00 + 0.00 + 0.00 + 57.00 | 60.00");
}

#[test]
fn what_was_not_known_yet_is_not_counted() {
    let memory = ledger();
    check(&memory, "2026-02-20", Some("2026-02-19"), "3 157.00 = 50.00 + 107.00 + 0.00 + 0.00 | 0.00");
    let allocation = 5;
    memory.reverse(allocation, "2026-05-01");
    check(&memory, "2026-02-20", Some("2026-04-30"), "3 97.00 = 50.00 + 47.00 + 0.00 + 0.00 | 20.00");
    check(&memory, "2026-02-20", None, "3 157.00 = 50.00 + 107.00 + 0.00 + 0.00 | 80.00");
}

#[test]
fn rows_follow_branch_and_salesperson_and_their_sum_is_the_total() {
    let memory = ledger();
    let ageing = age(&memory, &query("2026-02-20", None, &[AgeKey::Branch, AgeKey::Customer]), &Scope::Company);
    let rows: Vec<String> = ageing
        .rows
        .iter()
        .map(|row| format!("{:?} {} {}", row.keys.iter().map(|key| key.unwrap().0).collect::<Vec<_>>(), row.total, row.unallocated))
        .collect();
    assert_eq!(rows, ["[1, 11] 40.00 20.00", "[1, 12] 50.00 0.00", "[2, 13] 7.00 0.00"]);
    let labels: Vec<&str> = ageing.buckets.iter().map(|bucket| bucket.label.as_str()).collect();
    assert_eq!(labels, ["not_due", "1-30", "31-60", "over_60"]);
}

#[test]
fn a_scope_and_a_filter_see_their_customers_alone() {
    let memory = ledger();
    let total = |filter: AgeFilter, scope: Scope| {
        age(&memory, &AgeQuery { filter, ..query("2026-02-20", None, &[]) }, &scope).total.total.to_string()
    };
    let north = Scope::Units { units: vec![RecordId(NORTH)] };
    assert_eq!(total(AgeFilter::default(), north.clone()), "90.00");
    assert_eq!(total(AgeFilter { branch: Some(RecordId(SOUTH)), ..AgeFilter::default() }, Scope::Company), "7.00");
    assert_eq!(total(AgeFilter { branch: Some(RecordId(SOUTH)), ..AgeFilter::default() }, north), "0.00");
    assert_eq!(total(AgeFilter { customer: Some(RecordId(12)), ..AgeFilter::default() }, Scope::Company), "50.00");
    assert_eq!(total(AgeFilter::default(), Scope::Own { person: RecordId(21) }), "40.00");
}

#[test]
fn currencies_stand_side_by_side_and_add_up_in_the_base_currency() {
    let memory = ledger();
    let dollars = memory.entry(guiju_types::EntryKind::Charge, 11, "2026-02-01", "10", |entry| {
        entry.charge = Some(entry.id);
        entry.due_date = Some(day("2026-02-01"));
        entry.currency = "USD".parse().unwrap();
        entry.base_amount = "71.50".parse().unwrap();
    });
    let receipt = memory.receipt(11, "2026-02-10", "4");
    memory.allocate(receipt, dollars, "2026-02-10", "4");
    let ageing = age(&memory, &query("2026-02-20", None, &[]), &Scope::Company);
    assert_eq!(ageing.total.total.to_string(), "139.90");
    let found: Vec<String> =
        ageing.total.by_currency.iter().map(|row| format!("{} {} {} {}", row.currency, row.items, row.open, row.open_base)).collect();
    assert_eq!(found, ["CNY 3 97.00 97.00", "USD 1 6.00 42.90"]);
    assert_eq!(ageing.total.by_currency[0].currency, Currency::CNY);
}

#[test]
fn figures_say_whether_they_rest_on_what_an_import_asserted() {
    let memory = ledger();
    let rests = |known_at| age(&memory, &query("2026-06-01", known_at, &[]), &Scope::Company).rests_on_asserted;
    assert!(!rests(Some("2026-06-01")));
    memory.entry(guiju_types::EntryKind::Charge, 11, "2026-05-01", "1", |entry| {
        entry.charge = Some(entry.id);
        entry.is_asserted = true;
    });
    assert!(rests(Some("2026-06-01")));
    assert!(!rests(None), "without an instant asked for nothing rests on one");
}

#[test]
fn open_items_come_oldest_due_first_in_pages() {
    let memory = ledger();
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    let mut query =
        OpenItemsQuery { as_of: day("2026-02-20"), known_at: None, filter: AgeFilter::default(), bucket: None, limit: 2, after: None };
    let page = warehouse.open_items(&memory, &query, &Scope::Company).unwrap();
    let found: Vec<String> = page
        .items
        .iter()
        .map(|item| format!("{} {} late {} {} of {}", item.number.as_deref().unwrap(), item.due, item.days_late, item.open, item.amount))
        .collect();
    assert_eq!(found, ["N3 2026-02-05 late 15 7.00 of 7.00", "N1 2026-02-10 late 10 40.00 of 100.00"]);
    assert_eq!((page.count, page.total.to_string()), (3, "97.00".to_owned()));
    query.after = page.next;
    let page = warehouse.open_items(&memory, &query, &Scope::Company).unwrap();
    assert_eq!(page.items.iter().map(|item| item.charge).collect::<Vec<_>>(), [EntryId(2)]);
    assert_eq!(page.next, None);
    query = OpenItemsQuery { bucket: Some((vec![0, 30, 60], 1)), after: None, ..query };
    assert_eq!(warehouse.open_items(&memory, &query, &Scope::Company).unwrap().count, 2);
}
