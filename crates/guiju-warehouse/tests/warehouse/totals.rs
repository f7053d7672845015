//! Windows, conditions, versions and scopes of totals.

use guiju_rulebook::{Aggregate, Filter, FilterValue, Operand, Operator, Total, Window};
use guiju_types::{Amount, EntryKind, RecordId, Scope, Text};
use guiju_warehouse::{TotalsQuery, TotalsTable, Warehouse};

use crate::memory::{Memory, NORTH, SOUTH, instant};

/// A total in one line: fact, aggregate, date column, window.
pub(crate) fn total(fact: &str, aggregate: Aggregate, by: &str, window: Window) -> Total {
    let name = format!("{fact}.{by}");
    Total { name, label: Text::default(), fact: fact.to_owned(), aggregate, by: by.to_owned(), window, condition: None, filter: None }
}

pub(crate) fn compare(column: &str, op: Operator, value: FilterValue) -> Filter {
    Filter::Compare { column: column.to_owned(), op, to: Operand::Value(value) }
}

fn sum(fact: &str, by: &str, months: u32) -> Total {
    total(fact, Aggregate::Sum("amount".to_owned()), by, Window::Months(months))
}

fn totals(memory: &Memory, totals: &[Total], known_at: Option<&str>, scope: &Scope) -> TotalsTable {
    let folder = tempfile::tempdir().unwrap();
    let query = TotalsQuery { month: "2026-10".parse().unwrap(), known_at: known_at.map(instant), totals };
    Warehouse::open(folder.path()).unwrap().totals(memory, &query, scope).unwrap()
}

/// One total of customers 11, 12 and 13; money in whole units.
fn check(memory: &Memory, total: Total, known_at: Option<&str>, expected: [Option<i64>; 3]) {
    let is_money = matches!(total.aggregate, Aggregate::Sum(_));
    let table = totals(memory, &[total], known_at, &Scope::Company);
    assert_eq!(table.customers, [11, 12, 13].map(RecordId));
    let unit = if is_money { Amount::PARTS_PER_UNIT } else { 1 };
    assert_eq!(table.columns, [expected.map(|value| value.map(|value| value * unit)).to_vec()]);
}

#[test]
fn a_window_takes_the_months_up_to_the_month_by_the_column_that_it_names() {
    let memory = Memory::with_customers();
    memory.charge(11, "2026-07-31", "2026-08-01", "1");
    memory.charge(11, "2026-08-01", "2026-10-31", "10");
    memory.charge(11, "2026-10-31", "2026-11-01", "100");
    memory.charge(11, "2026-11-01", "2026-11-01", "1000");
    memory.charge(13, "2020-01-01", "2020-01-01", "7");
    check(&memory, sum("charge", "date", 1), None, [Some(100), None, None]);
    check(&memory, sum("charge", "date", 3), None, [Some(110), None, None]);
    check(&memory, sum("charge", "due", 3), None, [Some(11), None, None]);
    check(&memory, total("charge", Aggregate::Count, "date", Window::All), None, [Some(3), None, Some(1)]);
    check(&memory, total("charge", Aggregate::DistinctMonths, "date", Window::Months(6)), None, [Some(3), None, None]);
    check(&memory, total("charge", Aggregate::DistinctMonths, "date", Window::All), None, [Some(3), None, Some(1)]);
}

#[test]
fn only_what_was_known_counts_and_a_reversal_takes_back() {
    let memory = Memory::with_customers();
    let charge = memory.charge(11, "2026-10-05", "2026-10-05", "80");
    memory.reverse(charge, "2026-11-20");
    check(&memory, sum("charge", "date", 1), Some("2026-10-31"), [Some(80), None, None]);
    // Both the entry and what takes it back are passed over.
    check(&memory, sum("charge", "date", 1), None, [None, None, None]);
}

#[test]
fn counts_and_months_forget_what_was_taken_back() {
    let memory = Memory::with_customers();
    memory.charge(11, "2026-08-05", "2026-09-05", "10");
    let mistaken = memory.charge(11, "2026-09-05", "2026-10-05", "20");
    memory.reverse(mistaken, "2026-11-20");
    let counted = |aggregate| total("charge", aggregate, "date", Window::Months(3));
    check(&memory, counted(Aggregate::Count), None, [Some(1), None, None]);
    check(&memory, counted(Aggregate::DistinctMonths), None, [Some(1), None, None]);
    // Before it was taken back it stood.
    check(&memory, counted(Aggregate::Count), Some("2026-11-19"), [Some(2), None, None]);
    check(&memory, counted(Aggregate::DistinctMonths), Some("2026-11-19"), [Some(2), None, None]);
}

#[test]
fn a_condition_compares_as_feel_does() {
    let memory = Memory::with_customers();
    let charge = memory.charge(11, "2026-10-01", "2026-10-20", "100");
    let receipt = memory.receipt(11, "2026-10-20", "60");
    memory.allocate(receipt, charge, "2026-10-20", "60");
    memory.entry(EntryKind::CreditNote, 11, "2026-10-25", "40", |entry| {
        entry.charge = Some(guiju_types::EntryId(charge));
        entry.due_date = Some("2026-10-20".parse().unwrap());
    });
    let with = |filter| Total { filter: Some(filter), ..sum("settlement", "charge_due", 3) };
    let text = |text: &str| FilterValue::Text(text.to_owned());
    let on_time = Filter::Compare { column: "date".to_owned(), op: Operator::LessOrEqual, to: Operand::Column("charge_due".to_owned()) };
    let kind = |value| compare("kind", Operator::Equal, text(value));
    // `method` is null on both rows, `receipt` on one.
    let never_null = compare("method", Operator::NotEqual, text("file"));
    let null_order = compare("receipt", Operator::Less, FilterValue::Integer(1000));
    for (filter, expected) in [
        (on_time.clone(), Some(60)),
        (kind("credit_note"), Some(40)),
        (Filter::In { column: "kind".to_owned(), values: vec![text("allocation"), text("credit_note")] }, Some(100)),
        (Filter::And(vec![on_time.clone(), kind("credit_note")]), None),
        (Filter::Or(vec![on_time.clone(), kind("credit_note")]), Some(100)),
        (Filter::Not(Box::new(on_time)), Some(40)),
        (never_null, Some(100)),
        (compare("receipt", Operator::Equal, FilterValue::Null), Some(40)),
        (null_order.clone(), Some(60)),
        // Not of an ordering with null is null as well.
        (Filter::Not(Box::new(null_order)), None),
        (compare("amount", Operator::GreaterOrEqual, FilterValue::Amount("60".parse().unwrap())), Some(60)),
    ] {
        check(&memory, with(filter), None, [expected, None, None]);
    }
}

#[test]
fn a_clearing_counts_from_the_earliest_day_on() {
    let memory = Memory::with_customers();
    let day = |text: &str| Some(text.parse().unwrap());
    for (due, earliest, latest, cleared) in [
        ("2026-10-20", "2026-10-15", "2026-11-15", "7"),
        ("2026-10-20", "2026-10-01", "2026-10-20", "20"),
        ("2026-10-20", "2026-10-21", "2026-10-31", "300"),
        ("2026-10-20", "2026-11-01", "2026-11-30", "4000"),
    ] {
        let charge = memory.charge(11, "2026-09-01", due, cleared);
        memory.entry(EntryKind::Clearing, 11, latest, cleared, |entry| {
            entry.charge = Some(guiju_types::EntryId(charge));
            (entry.earliest, entry.due_date) = (day(earliest), day(due));
        });
    }
    let receipt = memory.receipt(11, "2026-11-05", "50000");
    let paid = memory.charge(11, "2026-09-01", "2026-10-20", "50000");
    memory.allocate(receipt, paid, "2026-11-05", "50000");
    let to = |column: &str, op| Filter::Compare { column: column.to_owned(), op, to: Operand::Column("charge_due".to_owned()) };
    let with = |filter| Total { filter: Some(filter), ..sum("settlement", "charge_due", 3) };
    // What may have happened by the end of the month counts; an allocation after it does not.
    check(&memory, sum("settlement", "charge_due", 3), None, [Some(327), None, None]);
    check(&memory, with(to("date", Operator::LessOrEqual)), None, [Some(20), None, None]);
    let unclear = Filter::And(vec![to("date", Operator::Greater), to("earliest", Operator::LessOrEqual)]);
    check(&memory, with(unclear), None, [Some(7), None, None]);
    check(&memory, with(to("earliest", Operator::Greater)), None, [Some(300), None, None]);
    check(&memory, sum("settlement", "date", 1), None, [Some(320), None, None]);
    // As known before the later list came, nothing was settled by it.
    check(&memory, sum("settlement", "charge_due", 3), Some("2026-10-31"), [Some(320), None, None]);
}

#[test]
fn a_record_counts_in_the_version_that_was_current() {
    let memory = Memory::with_customers();
    memory.order(31, 11, "2026-10-02", "2026-10-02", "open");
    memory.order(32, 11, "2026-10-03", "2026-10-03", "open");
    memory.order(31, 12, "2026-10-04", "2026-10-10", "completed");
    memory.order(32, 11, "2026-10-03", "2026-10-20", "withdrawn");
    let orders = || total("order", Aggregate::Count, "date", Window::Months(1));
    check(&memory, orders(), Some("2026-10-05"), [Some(2), None, None]);
    check(&memory, orders(), Some("2026-10-15"), [Some(1), Some(1), None]);
    check(&memory, orders(), None, [None, Some(1), None]);
    let completed = compare("status", Operator::Equal, FilterValue::Text("completed".to_owned()));
    check(&memory, Total { filter: Some(completed), ..orders() }, None, [None, Some(1), None]);
}

#[test]
fn a_scope_sees_the_customers_that_are_its_own_now() {
    let memory = Memory::with_customers();
    memory.charge(11, "2026-10-01", "2026-10-01", "5");
    memory.customer(11, SOUTH, 23);
    let seen = |scope: Scope| totals(&memory, &[sum("charge", "date", 1)], None, &scope).customers;
    assert_eq!(seen(Scope::Units { units: vec![RecordId(NORTH)] }), [12].map(RecordId));
    assert_eq!(seen(Scope::Units { units: vec![RecordId(SOUTH)] }), [11, 13].map(RecordId));
    assert_eq!(seen(Scope::Own { person: RecordId(23) }), [11, 13].map(RecordId));
    assert_eq!(seen(Scope::Units { units: Vec::new() }), []);
}

#[test]
fn a_sum_beyond_64_bits_is_an_error_and_an_unknown_name_says_so() {
    let memory = Memory::with_customers();
    for _ in 0..2 {
        memory.charge(11, "2026-10-01", "2026-10-01", "900000000000000");
    }
    let fails = |total: Total| {
        let folder = tempfile::tempdir().unwrap();
        let query = TotalsQuery { month: "2026-10".parse().unwrap(), known_at: None, totals: &[total] };
        Warehouse::open(folder.path()).unwrap().totals(&memory, &query, &Scope::Company).unwrap_err().to_string()
    };
    assert_eq!(fails(sum("charge", "date", 1)), "the sum `charge.date` is larger than any amount kept here (922 trillion)");
    assert_eq!(fails(sum("charge", "colour", 1)), "the total `charge.colour` names `colour`, which is no column of the fact `charge`");
    assert_eq!(fails(sum("visit", "date", 1)), "the total `visit.date` names `visit`, which is no fact");
}

#[test]
fn a_mark_finds_customers_by_their_current_fields() {
    let memory = Memory::with_customers();
    memory.customer(13, NORTH, 23);
    memory.customer(11, SOUTH, 21);
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    let branch = |branch| compare("branch", Operator::Equal, FilterValue::Integer(branch));
    let found = |scope: &Scope| warehouse.customers_where(&memory, &[&branch(SOUTH), &branch(NORTH)], scope).unwrap();
    let expected = [(11, 0), (12, 1), (13, 1)].map(|(customer, filter)| (RecordId(customer), filter));
    assert_eq!(found(&Scope::Company), expected);
    assert_eq!(found(&Scope::Own { person: RecordId(22) }), [(RecordId(12), 1)]);
    warehouse.refresh(&memory).unwrap();
    assert_eq!(found(&Scope::Company), expected);
}
