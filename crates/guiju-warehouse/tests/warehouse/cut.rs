//! The snapshot and the tail are one: wherever the cut falls, the answers are the same.

use guiju_rulebook::{Aggregate, FilterValue, Operator, Total, Window};
use guiju_types::{EntryKind, Scope};
use guiju_warehouse::{AgeFilter, AgeKey, AgeQuery, Ageing, OpenItems, OpenItemsQuery, TotalsQuery, TotalsTable, Warehouse};

use crate::memory::{Memory, NORTH, SOUTH, day, instant};
use crate::totals::{compare, total};

/// Some of everything: charges, part payments, a reversal, orders with several versions, a customer who moves.
fn company() -> Memory {
    let memory = Memory::with_customers();
    memory.order(31, 11, "2026-08-02", "2026-08-02", "open");
    memory.order(32, 13, "2026-09-03", "2026-09-03", "open");
    let first = memory.charge(11, "2026-08-10", "2026-09-10", "100");
    let second = memory.charge(13, "2026-09-05", "2026-10-05", "50");
    memory.entry(EntryKind::Cost, 11, "2026-08-10", "70", |_| ());
    memory.order(31, 11, "2026-08-02", "2026-08-20", "completed");
    let receipt = memory.receipt(11, "2026-09-08", "120");
    let allocation = memory.allocate(receipt, first, "2026-09-08", "100");
    memory.customer(12, SOUTH, 23);
    memory.reverse(allocation, "2026-09-20");
    memory.allocate(receipt, second, "2026-10-06", "20");
    memory.order(32, 13, "2026-09-03", "2026-10-01", "withdrawn");
    memory.charge(12, "2026-10-31", "2026-11-30", "9");
    memory
}

/// Every kind of answer.
fn answers(warehouse: &Warehouse, memory: &Memory) -> (Vec<TotalsTable>, Vec<Ageing>, OpenItems) {
    let completed = compare("status", Operator::NotEqual, FilterValue::Text("open".to_owned()));
    let sum = || Aggregate::Sum("amount".to_owned());
    let totals = [
        total("charge", sum(), "date", Window::Months(3)),
        total("charge", Aggregate::DistinctMonths, "date", Window::Months(12)),
        total("settlement", sum(), "charge_due", Window::All),
        total("cost", sum(), "date", Window::Months(3)),
        total("receipt", Aggregate::Count, "date", Window::Months(2)),
        Total { filter: Some(completed), ..total("order", Aggregate::Count, "date", Window::Months(3)) },
    ];
    let known = [None, Some("2026-09-10"), Some("2026-09-30")].map(|known| known.map(instant));
    let north = Scope::Units { units: vec![guiju_types::RecordId(NORTH)] };
    let tables = known.iter().flat_map(|known_at| {
        [&Scope::Company, &north].map(|scope| {
            let query = TotalsQuery { month: "2026-10".parse().unwrap(), known_at: *known_at, totals: &totals };
            warehouse.totals(memory, &query, scope).unwrap()
        })
    });
    let by = vec![AgeKey::Branch, AgeKey::Salesperson, AgeKey::Customer];
    let ageings = known.iter().map(|known_at| {
        let query =
            AgeQuery { as_of: day("2026-10-31"), known_at: *known_at, by: by.clone(), buckets: vec![0, 30], filter: AgeFilter::default() };
        warehouse.age(memory, &query, &Scope::Company).unwrap()
    });
    let query =
        OpenItemsQuery { as_of: day("2026-10-31"), known_at: None, filter: AgeFilter::default(), bucket: None, limit: 10, after: None };
    (tables.collect(), ageings.collect(), warehouse.open_items(memory, &query, &Scope::Company).unwrap())
}

#[test]
fn answers_are_the_same_wherever_the_snapshot_ends() {
    let memory = company();
    let folder = tempfile::tempdir().unwrap();
    let expected = answers(&Warehouse::open(folder.path()).unwrap(), &memory);
    assert_eq!(expected.1[0].total.items, 3, "{:?}", expected.1[0]);
    for split in 0..=memory.last_sequence() {
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(folder.path()).unwrap();
        warehouse.refresh(&memory.until(split)).unwrap();
        assert_eq!(warehouse.snapshot().unwrap().0, split);
        assert_eq!(answers(&warehouse, &memory), expected, "split at {split}");
    }
}

#[test]
fn many_small_refreshes_are_joined_and_change_no_answer() {
    let memory = company();
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    for number in 0..30 {
        memory.charge(11, "2026-10-01", "2026-10-31", &format!("{}", number + 1));
        warehouse.refresh(&memory).unwrap();
    }
    let manifest = std::fs::read_to_string(folder.path().join("manifest.json")).unwrap();
    assert!(manifest.matches("\"charge/").count() <= 13, "{manifest}");
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(answers(&warehouse, &memory), answers(&Warehouse::open(elsewhere.path()).unwrap(), &memory));
}

#[test]
fn a_refresh_that_is_killed_leaves_the_old_snapshot_valid() {
    let memory = company();
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    warehouse.refresh(&memory.until(6)).unwrap();
    let expected = answers(&warehouse, &memory);
    for rows in 0..8 {
        memory.fails_after.set(Some(rows));
        assert!(warehouse.refresh(&memory).is_err());
        memory.fails_after.set(None);
        assert_eq!(warehouse.snapshot().unwrap().0, 6);
        assert_eq!(answers(&warehouse, &memory), expected, "killed after {rows} rows");
    }
    // A killed process may also leave half a file and half a manifest under names of their own.
    std::fs::write(folder.path().join("charge/00000002.parquet"), b"PAR1 half").unwrap();
    std::fs::write(folder.path().join("manifest.77.tmp"), b"{").unwrap();
    warehouse.refresh(&memory).unwrap();
    assert_eq!(warehouse.snapshot().unwrap().0, memory.last_sequence());
    assert_eq!(answers(&warehouse, &memory), expected);
}

#[test]
fn a_database_that_was_set_back_is_believed() {
    let memory = company();
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    warehouse.refresh(&memory).unwrap();
    let earlier = memory.until(8);
    let elsewhere = tempfile::tempdir().unwrap();
    let expected = answers(&Warehouse::open(elsewhere.path()).unwrap(), &earlier);
    assert_eq!(answers(&warehouse, &earlier), expected);
    warehouse.refresh(&earlier).unwrap();
    assert_eq!(warehouse.snapshot().unwrap().0, 8);
    assert_eq!(answers(&warehouse, &earlier), expected);
}

/// As after a restore of `company.db` with `warehouse/` left as it was, and as many commits since as were lost, or more.
#[test]
fn a_database_that_went_another_way_is_believed() {
    for (more, is_refreshed) in [(0, false), (0, true), (3, false), (3, true)] {
        let memory = company();
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(folder.path()).unwrap();
        warehouse.refresh(&memory).unwrap();
        let restored = memory.until(8);
        restored.parted.set((9, 2));
        for number in 0..memory.last_sequence() - 8 + more {
            restored.charge(13, "2026-10-02", "2026-10-31", &format!("{}", number + 1));
        }
        assert_eq!(restored.last_sequence(), memory.last_sequence() + more);
        if is_refreshed {
            warehouse.refresh(&restored).unwrap();
            assert_eq!(warehouse.snapshot().unwrap().0, restored.last_sequence());
        }
        let elsewhere = tempfile::tempdir().unwrap();
        let expected = answers(&Warehouse::open(elsewhere.path()).unwrap(), &restored);
        assert_eq!(answers(&warehouse, &restored), expected, "{more} commits more, refreshed: {is_refreshed}");
    }
}

#[test]
fn two_that_refresh_at_once_leave_a_whole_manifest() {
    let memory = company();
    let folder = tempfile::tempdir().unwrap();
    let expected = answers(&Warehouse::open(folder.path()).unwrap(), &memory);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let (memory, warehouse) = (company(), Warehouse::open(folder.path()).unwrap());
                for until in 0..=memory.last_sequence() {
                    warehouse.refresh(&memory.until(until)).unwrap();
                }
            });
        }
    });
    assert_eq!(answers(&Warehouse::open(folder.path()).unwrap(), &memory), expected);
}

#[test]
fn a_snapshot_of_another_format_is_built_again() {
    let memory = company();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("manifest.json"), b"{\"format\": 1, \"sequence\": 9, \"files\": []}").unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    let expected = answers(&warehouse, &memory);
    assert_eq!(warehouse.snapshot().unwrap().0, 0);
    warehouse.refresh(&memory).unwrap();
    assert_eq!(answers(&warehouse, &memory), expected);
}

#[test]
fn a_manifest_that_is_damaged_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("manifest.json"), b"{\"format\": 5, \"seq").unwrap();
    let message = Warehouse::open(folder.path()).unwrap_err().to_string();
    assert!(message.ends_with("delete the folder `warehouse`, the next refresh builds it again"), "{message}");
}

#[test]
fn a_long_tail_is_brought_into_the_snapshot_first() {
    let memory = company();
    for number in 0..50_001 {
        memory.charge(13, "2026-10-01", "2026-10-31", &format!("{}", number % 7 + 1));
    }
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path()).unwrap();
    let first = answers(&warehouse, &memory);
    assert_eq!(warehouse.snapshot().unwrap().0, memory.last_sequence());
    assert_eq!(first.1[0].total.items, 50_004);
    assert_eq!(answers(&warehouse, &memory), first);
}
