//! Measures appending entries and putting records: `cargo run --release -p guiju-store --example append_speed [postgres]`.
//!
//! Prints the wall clock and this thread's own time on a processor, which is what it would take on a machine with nothing else to do
//! (but for the wait for the disk).
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement prints, and stops where something fails"
)]

use std::time::Instant;

use guiju_store::RecordDraft;
use guiju_testkit::{Company, databases, date, field, record_types, reference, sqlite};
use guiju_types::{Actor, EntryDraft, EntryLink, RecordId, Scope, Sequence, Value};

const CUSTOMERS: usize = 20_000;
const CHARGES: usize = 200_000;
const BATCH: usize = 20_000;

fn main() {
    let wants_postgres = std::env::args().nth(1).as_deref() == Some("postgres");
    let kept = if wants_postgres { databases().pop().unwrap() } else { sqlite() };
    println!("on {}", kept.name);
    let store = kept.store.clone();
    let actor = Actor::program("append_speed");
    store.migrate_records(&actor, &record_types(), &[]).unwrap();
    let company = Company { store, actor };
    let branches: Vec<RecordId> = (0..10).map(|branch| company.branch(&format!("B{branch}"))).collect();
    let people: Vec<RecordId> = (0..50).map(|person| company.person(&format!("P{person}"), branches[person % 10])).collect();

    let customers = measure("put new records", CUSTOMERS, || put(&company, &branches, &people, 0));
    measure("put again unchanged", CUSTOMERS, || put(&company, &branches, &people, 0));
    measure("put a new version", CUSTOMERS, || put(&company, &branches, &people, 1));
    // Two charges, a receipt and two allocations each, so that links are looked up too.
    measure("append entries", CHARGES / 2 * 5, || append(&company, &customers));
    measure("read all entries", CHARGES / 2 * 5, || {
        let mut count = 0;
        company
            .store
            .entries_after(Sequence(0), &mut |_| {
                count += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(count, CHARGES / 2 * 5);
    });
    measure("open charges of customers", 1_000, || {
        for customer in &customers[..1_000] {
            company.store.open_charges(&Scope::Company, *customer).unwrap();
        }
    });
    measure("verify the audit chain", CHARGES / 2 * 5, || {
        let report = company.store.verify_audit().unwrap();
        assert_eq!(report.first_broken, None);
    });
}

fn measure<T>(what: &str, count: usize, work: impl FnOnce() -> T) -> T {
    let (start, started) = (Instant::now(), processor_seconds());
    let done = work();
    let (seconds, used) = (start.elapsed().as_secs_f64(), processor_seconds() - started);
    let count = f64::from(u32::try_from(count).unwrap());
    println!("{what}: {count} in {seconds:.2} s, {:.0}/s; {used:.2} s of processor, {:.0}/s", count / seconds, count / used);
    done
}

fn put(company: &Company, branches: &[RecordId], people: &[RecordId], days: i64) -> Vec<RecordId> {
    let mut ids = Vec::new();
    for start in (0..CUSTOMERS).step_by(5_000) {
        let drafts: Vec<RecordDraft> = (start..start + 5_000)
            .map(|number| RecordDraft {
                fields: vec![
                    field("code", &format!("C{number:07}")),
                    field("name", &format!("{number} 国际物流有限公司")),
                    reference("branch", branches[number % 10]),
                    reference("salesperson", people[number % 50]),
                    field("terms", "monthly"),
                    ("credit_days".to_owned(), Value::Integer(30 + days)),
                ],
                ..RecordDraft::default()
            })
            .collect();
        ids.extend(company.write(|write| write.put_records("customer", &drafts)));
    }
    ids
}

fn append(company: &Company, customers: &[RecordId]) {
    for start in (0..CHARGES).step_by(BATCH) {
        let mut drafts: Vec<EntryDraft> = Vec::with_capacity(BATCH / 2 * 5);
        for pair in 0..BATCH / 2 {
            let number = start + pair * 2;
            let customer = customers[(number * 7_919) % customers.len()];
            let first = drafts.len();
            for charge in [number, number + 1] {
                let draft = Company::charge_draft(customer, &format!("INV{charge:08}"), "2026-01-05", "2026-02-04", "1234.50");
                drafts.push(EntryDraft { business_date: date("2026-01-05"), ..draft });
            }
            drafts.push(Company::receipt_draft(customer, &format!("RCV{number:08}"), "2026-02-01", "2000"));
            for charge in [first, first + 1] {
                drafts.push(Company::allocation_draft(EntryLink::Draft(charge), EntryLink::Draft(first + 2), "2026-02-01", "1000"));
            }
        }
        company.write(|write| write.append(None, &drafts));
    }
}

/// How long this thread ran on a processor, as Linux counts it.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    let nanoseconds: f64 = text.split_whitespace().next().unwrap().parse().unwrap();
    nanoseconds / 1e9
}
