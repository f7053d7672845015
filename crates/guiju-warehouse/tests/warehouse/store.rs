//! The warehouse and the database's own lists of what is open are of one opinion, on both databases.

use guiju_rulebook::{Aggregate, Window};
use guiju_store::Store;
use guiju_testkit::{Company, databases, reference};
use guiju_types::{Amount, RecordId, Scope};
use guiju_warehouse::{AgeFilter, AgeKey, AgeQuery, TotalsQuery, Warehouse};

use crate::memory::day;
use crate::totals::total;

/// Open and unallocated by customer, in the base currency.
fn by_warehouse(warehouse: &Warehouse, store: &Store, scope: &Scope) -> Vec<(RecordId, Amount, Amount)> {
    let query = AgeQuery {
        as_of: day("2026-12-31"),
        known_at: None,
        by: vec![AgeKey::Customer],
        buckets: vec![0, 30],
        filter: AgeFilter::default(),
    };
    let ageing = warehouse.age(store, &query, scope).unwrap();
    ageing.rows.iter().map(|row| (row.keys[0].unwrap(), row.total, row.unallocated)).collect()
}

fn by_store(store: &Store, scope: &Scope, customers: &[RecordId]) -> Vec<(RecordId, Amount, Amount)> {
    let sum = |amounts: Vec<Amount>| amounts.into_iter().fold(Amount::ZERO, |sum, amount| sum.checked_add(amount).unwrap());
    let of = |customer: &RecordId| {
        let open = store.open_charges(scope, *customer).unwrap().iter().map(|charge| charge.open_base).collect();
        let unallocated = store.unallocated_receipts(scope, *customer).unwrap().iter().map(|receipt| receipt.open_base).collect();
        (*customer, sum(open), sum(unallocated))
    };
    let mut rows: Vec<_> = customers.iter().map(of).filter(|(_, open, unallocated)| !open.is_zero() || !unallocated.is_zero()).collect();
    rows.sort_unstable();
    rows
}

#[test]
fn what_is_open_is_the_same_in_the_warehouse_and_in_the_database() {
    for database in databases() {
        let company = Company::new(&database.store);
        let (north, south) = (company.branch("N"), company.branch("S"));
        let (one, other) = (company.person("P1", north), company.person("P2", south));
        let customers = [company.customer("C1", north, one), company.customer("C2", south, other)];
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(folder.path()).unwrap();
        let first = company.charge(customers[0], "A1", "2026-09-01", "2026-10-01", "100");
        company.charge(customers[1], "A2", "2026-09-05", "2026-10-05", "70");
        warehouse.refresh(&database.store).unwrap();
        let receipt = company.receipt(customers[0], "R1", "2026-10-01", "90");
        let allocation = company.allocate(first, receipt, "2026-10-01", "60");
        let late = company.charge(customers[0], "A3", "2026-10-20", "2026-11-20", "5");
        company.write(|write| write.reverse(&[late], "charged by mistake"));
        let check = |when: &str| {
            for scope in [Scope::Company, Scope::Units { units: vec![south] }, Scope::Own { person: one }] {
                let (ours, theirs) = (by_warehouse(&warehouse, &company.store, &scope), by_store(&company.store, &scope, &customers));
                assert_eq!(ours, theirs, "{} {when} {scope:?}", database.name);
            }
        };
        check("with a tail");
        warehouse.refresh(&database.store).unwrap();
        check("after a refresh");
        company.write(|write| write.reverse(&[allocation], "paid another one"));
        company
            .put("customer", vec![guiju_testkit::field("code", "C1"), guiju_testkit::field("name", "moved"), reference("branch", south)]);
        check("after a reversal and a move");
    }
}

#[test]
fn orders_of_the_database_count_in_their_current_version() {
    for database in databases() {
        let company = Company::new(&database.store);
        let customer = company.plain_customer("C1");
        let order = company.order("J1", customer, "2026-10-05");
        company.order("J2", customer, "2026-08-05");
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(folder.path()).unwrap();
        let totals = [total("order", Aggregate::DistinctMonths, "date", Window::Months(12))];
        let months = || {
            let query = TotalsQuery { month: "2026-10".parse().unwrap(), known_at: None, totals: &totals };
            warehouse.totals(&company.store, &query, &Scope::Company).unwrap().columns
        };
        assert_eq!(months(), [[Some(2)]]);
        warehouse.refresh(&database.store).unwrap();
        // Putting the same key again is a new version of the same record.
        assert_eq!(company.order("J1", customer, "2026-08-20"), order);
        assert_eq!(months(), [[Some(1)]]);
        company.write(|write| write.withdraw_records("order", &[order], "entered by mistake"));
        warehouse.refresh(&database.store).unwrap();
        assert_eq!(months(), [[Some(1)]]);
    }
}
