//! A month with clearings, rated by columns and again case by case: before they are explained, and after.
#![cfg(feature = "columns")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of this test stand outside of its test functions")]

use guiju_runtime::allocation::allocate;
use guiju_runtime::operations::{RateMonth, explain_rating, rate_month};
use guiju_runtime::{Company, NewCompany};
use guiju_store::{RecordDraft, Store};
use guiju_types::{Actor, Amount, Coverage, Date, EntryDraft, EntryId, EntryKind, EntryLink, Month, RecordId, Scope, Value};

const MONTH: &str = "2026-10";

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn actor() -> Actor {
    Actor::program("test")
}

fn customer(store: &Store, code: &str) -> RecordId {
    let fields = ["code", "name"].map(|field| (field.to_owned(), Value::Text(code.to_owned())));
    let draft = RecordDraft { fields: fields.to_vec(), ..RecordDraft::default() };
    store.write(&actor(), |write| write.put_records("customer", &[draft])).unwrap()[0]
}

/// A charge of 1,000 of 1 September, and its number.
fn charge(store: &Store, customer: RecordId, number: &str, due: &str) -> EntryId {
    let draft = EntryDraft {
        customer: Some(customer),
        number: Some(number.to_owned()),
        due_date: Some(date(due)),
        ..EntryDraft::new(EntryKind::Charge, date("2026-09-01"), Amount::from_units(1_000).unwrap())
    };
    append(store, draft)
}

fn append(store: &Store, draft: EntryDraft) -> EntryId {
    store.write(&actor(), |write| write.append(None, &[draft])).unwrap()[0]
}

fn clear(store: &Store, charge: EntryId, earliest: &str, latest: &str) {
    let draft = EntryDraft {
        charge: Some(EntryLink::Id(charge)),
        earliest: Some(date(earliest)),
        ..EntryDraft::new(EntryKind::Clearing, date(latest), Amount::from_units(1_000).unwrap())
    };
    append(store, draft);
}

/// The timeliness of a customer, or why it is unknown; both ways of counting have agreed.
fn timeliness(company: &Company, customer: RecordId) -> String {
    let month: Month = MONTH.parse().unwrap();
    let request = RateMonth { appraisal: "credit".to_owned(), month, known_at: None, is_verified: true, is_kept: true };
    rate_month(company, &actor(), &request, &|_, _| {}).unwrap();
    let record = company.store().record(&Scope::Company, "customer", customer).unwrap().unwrap();
    let explained = explain_rating(company, &Scope::Company, "credit", &record, month).unwrap();
    let component = explained.components.iter().find(|component| component.name == "payment_timeliness").unwrap();
    component.value.clone().unwrap_or_else(|| component.missing.as_ref().unwrap().en.clone())
}

#[test]
fn timeliness_counts_a_clearing_by_its_bounds_until_it_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
    let store = company.store();
    let covered = ["charge", "receipt", "settlement", "cost", "order"];
    let covered = covered.map(|fact| Coverage { fact: fact.to_owned(), from: date("2025-01-01"), to: date("2026-10-31") });
    store.write(&actor(), |write| write.declare_coverage(None, &covered)).unwrap();
    let payer = customer(store, "C1");
    let charges = [("A-1", "2026-09-30"), ("A-2", "2026-09-30"), ("A-3", "2026-09-30"), ("A-4", "2026-10-20")]
        .map(|(number, due)| charge(store, payer, number, due));
    assert_eq!(timeliness(&company, payer), "0");
    // In time by both bounds, late by both, and not to be told: in the month, and beyond its end.
    clear(store, charges[0], "2026-08-31", "2026-09-30");
    clear(store, charges[1], "2026-10-01", "2026-10-31");
    assert_eq!(timeliness(&company, payer), "25");
    clear(store, charges[2], "2026-09-15", "2026-10-15");
    clear(store, charges[3], "2026-10-15", "2026-11-15");
    assert_eq!(timeliness(&company, payer), "50");
    // The receipt that one of them was comes: paid in time after all. Another is known to be late.
    for (number, paid) in [("A-3", "2026-09-28"), ("A-4", "2026-10-25")] {
        let receipt = EntryDraft {
            customer: Some(payer),
            note: Some(number.to_owned()),
            ..EntryDraft::new(EntryKind::Receipt, date(paid), Amount::from_units(1_000).unwrap())
        };
        append(store, receipt);
    }
    let report = allocate(store, &actor(), None, company.rulebook().allocation()).unwrap();
    assert_eq!((report.explained, report.left.len()), (2, 0));
    assert_eq!(timeliness(&company, payer), "50", "two of four");
}

#[test]
fn where_nothing_is_known_of_when_it_was_paid_timeliness_is_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
    let store = company.store();
    let covered = ["charge", "receipt"].map(|fact| Coverage { fact: fact.to_owned(), from: date("2025-01-01"), to: date("2026-10-31") });
    store.write(&actor(), |write| write.declare_coverage(None, &covered)).unwrap();
    let payer = customer(store, "C1");
    let owed = charge(store, payer, "A-1", "2026-09-30");
    clear(store, owed, "2026-09-15", "2026-10-15");
    assert_eq!(timeliness(&company, payer), "what fell due was settled, but it is not known whether on time");
}
