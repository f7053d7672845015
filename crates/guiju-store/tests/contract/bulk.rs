//! Rows that go in by the thousand are what they would be one by one, on both databases, and older databases become as quick.

use guiju_store::{EntryQuery, NewImport, RecordDraft, RowKey, StoreError};
use guiju_testkit::{Company, TestDatabase, databases, date, field, reference};
use guiju_types::{Actor, AllocationMethod, Amount, Currency, Entry, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Scope, Sequence};

use crate::refusal;

const ALL: Scope = Scope::Company;

/// Charges, invoices, receipts, allocations and costs with every column filled by some and left empty by others, and texts that a text format
/// would have to escape. `link` makes the link to the draft at a place.
fn drafts(customers: &[RecordId], link: impl Fn(usize) -> EntryLink) -> Vec<EntryDraft> {
    let texts = ["", "a\tb", "c\nd\r", "\\N", "\\.", "'\"", "中文，全角", "e\u{301}", "�", "\u{1f4b0}"];
    let day = date("2026-01-05");
    let mut drafts: Vec<EntryDraft> = Vec::new();
    for number in 0..40_usize {
        let text = texts[number % texts.len()];
        let customer = customers[number % customers.len()];
        let parts = i64::try_from(number).unwrap() * 123_457 - 1_000_000;
        let (charge, receipt) = (link(drafts.len()), link(drafts.len() + 2));
        let currency = if number % 3 == 0 { "USD".parse().unwrap() } else { Currency::CNY };
        let like = |kind| EntryDraft {
            currency,
            base_amount: Amount::from_parts(parts * 7),
            ..EntryDraft::new(kind, day, Amount::from_parts(parts))
        };
        drafts.push(EntryDraft {
            customer: Some(customer),
            number: Some(format!("{text}{number}")),
            due_date: (number % 2 == 0).then(|| date("2026-02-04")),
            note: Some(text.to_owned()).filter(|_| number % 4 > 0),
            known_at: (number % 5 == 0).then(|| "2026-01-06T01:02:03.000004Z".parse().unwrap()),
            ..like(EntryKind::Charge)
        });
        drafts.push(EntryDraft {
            charge: Some(charge),
            number: Some(text.to_owned()).filter(|text| !text.is_empty()),
            ..like(EntryKind::Invoice)
        });
        drafts.push(EntryDraft { customer: Some(customer), ..like(EntryKind::Receipt) });
        let method = Some(AllocationMethod::File);
        drafts.push(EntryDraft { charge: Some(charge), receipt: Some(receipt), method, ..like(EntryKind::Allocation) });
    }
    drafts
}

fn entries(company: &Company) -> Vec<Entry> {
    let mut found = Vec::new();
    company
        .store
        .entries_after(Sequence(0), &mut |entry| {
            found.push(entry);
            Ok(())
        })
        .unwrap();
    found
}

/// What does not depend on when an entry was written.
fn timeless(mut entries: Vec<Entry>) -> Vec<Entry> {
    for entry in &mut entries {
        entry.sequence = Sequence(0);
        if !entry.is_asserted {
            entry.known_at = "2026-01-01T00:00:00Z".parse().unwrap();
        }
    }
    entries
}

#[test]
fn entries_in_bulk_are_those_appended_one_by_one_on_either_database() {
    let mut all = Vec::new();
    let sorts = databases().len();
    for (place, database) in databases().into_iter().chain(databases()).enumerate() {
        let company = Company::new(&database.store);
        let customers = ["C1", "C2", "C3"].map(|code| company.plain_customer(code));
        if place < sorts {
            let drafts = drafts(&customers, EntryLink::Draft);
            company.write(|write| write.append(None, &drafts));
        } else {
            for draft in drafts(&customers, |place| EntryLink::Id(EntryId(i64::try_from(place).unwrap() + 1))) {
                company.append(draft);
            }
        }
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None, "{}", database.name);
        all.push(timeless(entries(&company)));
    }
    let first = all.pop().unwrap();
    assert_eq!(first.len(), 160);
    for other in all {
        assert_eq!(other, first);
    }
}

#[test]
fn records_in_bulk_are_those_put_one_by_one_on_either_database() {
    let mut all = Vec::new();
    let sorts = databases().len();
    for (place, database) in databases().into_iter().chain(databases()).enumerate() {
        let company = Company::new(&database.store);
        let branch = company.branch("B1");
        let draft = |number: usize| RecordDraft {
            fields: vec![
                field("code", &format!("C\t{number}\\N")),
                field("name", ["a\nb", "中", "'", "\\"][number % 4]),
                reference("branch", branch),
            ],
            business_date: number.is_multiple_of(2).then(|| date("2026-01-05")),
            ..RecordDraft::default()
        };
        let drafts: Vec<RecordDraft> = (0..50).map(draft).collect();
        if place < sorts {
            company.write(|write| write.put_records("customer", &drafts));
        } else {
            for draft in drafts {
                company.write(|write| write.put_records("customer", &[draft]));
            }
        }
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None, "{}", database.name);
        let mut found = Vec::new();
        let each = &mut |version: guiju_store::RecordVersion| {
            found.push((version.id, version.version, version.is_withdrawn, version.fields));
            Ok(())
        };
        company.store.versions_after("customer", Sequence(0), each).unwrap();
        all.push(found);
    }
    let first = all.pop().unwrap();
    assert_eq!(first.len(), 50);
    assert!(all.iter().all(|other| *other == first));
}

#[test]
fn a_transaction_whose_statement_failed_commits_nothing() {
    crate::on_each(|company, _| {
        let import = company.write(|write| write.begin_import(&NewImport::default()));
        let row = RowKey { key: [7; 32], gave: String::new() };
        company.write(|write| write.record_rows(import, std::slice::from_ref(&row)));
        let refused = company.try_write(|write| {
            write.set_setting("name", "kept?")?;
            let failed = write.record_rows(import, std::slice::from_ref(&row));
            assert!(matches!(failed, Err(StoreError::Stale { .. })), "{failed:?}");
            // Whoever calls takes no notice.
            Ok(())
        });
        assert!(refusal(refused).contains("nothing of it is kept"));
        assert_eq!(company.store.setting("name").unwrap(), None);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn a_refused_attempt_leaves_the_rest_of_its_transaction() {
    crate::on_each(|company, _| {
        let import = company.write(|write| write.begin_import(&NewImport::default()));
        let customer = company.plain_customer("C1");
        let row = |byte: u8| RowKey { key: [byte; 32], gave: String::new() };
        let charge = |number: &str| Company::charge_draft(customer, number, "2026-01-05", "2026-02-04", "1");
        company.write(|write| {
            let first = write.append(Some(import), &[charge("I-1")])?;
            write.record_rows(import, &[row(1)])?;
            let attempt = write.attempt(|write| {
                let code = field("code", "C2");
                let made =
                    write.put_records("customer", &[RecordDraft { fields: vec![code, field("name", "C2")], ..RecordDraft::default() }])?;
                write.append(Some(import), &[Company::charge_draft(made[0], "I-2", "2026-01-05", "2026-02-04", "2")])?;
                write.audit("attempt", "", &serde_json::Value::Null);
                // The database refuses this one, after the others were written.
                write.record_rows(import, &[row(2), row(1)])
            });
            assert!(matches!(attempt, Err(StoreError::Stale { .. })), "{attempt:?}");
            let second = write.attempt(|write| write.append(Some(import), &[charge("I-3")]))?;
            assert_eq!(second[0], EntryId(first[0].0 + 1), "its number was free again");
            write.attempt(|write| write.record_rows(import, &[row(2)]))
        });
        let numbers: Vec<_> = company.open(customer).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, ["I-1", "I-3"]);
        assert_eq!(company.store.record_by_key(&ALL, "customer", "C2").unwrap(), None);
        assert_eq!(company.store.known_rows(&[[1; 32], [2; 32]]).unwrap().len(), 2);
        let report = company.store.verify_audit().unwrap();
        assert_eq!(report.first_broken, None);
    });
}

#[test]
fn a_store_and_its_drafts_go_to_another_thread() {
    fn goes<T: Send + Sync>() {}
    goes::<guiju_store::Store>();
    goes::<EntryDraft>();
    goes::<RecordDraft>();
    goes::<RowKey>();
    goes::<StoreError>();
}

/// Makes a database what it was before its entries and row keys got lighter indexes.
fn age(database: &TestDatabase, keys: &[[u8; 32]], import: i64) {
    let bytes = if database.name == "postgres" { "BYTEA" } else { "BLOB" };
    let hex = |key: &[u8; 32]| key.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let literal = |key: &[u8; 32]| if database.name == "postgres" { format!("'\\x{}'", hex(key)) } else { format!("x'{}'", hex(key)) };
    let mut statements = vec![
        "CREATE INDEX entry_sequence ON entry (sequence)".to_owned(),
        "DROP TABLE imported_row".to_owned(),
        format!("CREATE TABLE imported_row (key {bytes} NOT NULL PRIMARY KEY, import BIGINT NOT NULL, gave TEXT NOT NULL)"),
        "CREATE INDEX imported_row_import ON imported_row (import)".to_owned(),
        "DELETE FROM migration WHERE name IN ('entry_in_bulk', 'imported_row_short')".to_owned(),
    ];
    statements.extend(keys.iter().map(|key| format!("INSERT INTO imported_row VALUES ({}, {import}, '')", literal(key))));
    if database.name == "sqlite" {
        statements.push("DROP TRIGGER entry_no_replace".to_owned());
        statements.push(
            "CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN NEW.id <= (SELECT max(id) FROM entry)
             BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END"
                .to_owned(),
        );
    }
    for statement in statements {
        database.raw(&statement).unwrap();
    }
}

#[test]
fn an_older_database_keeps_its_row_keys_and_takes_more_entries() {
    for database in databases() {
        let company = Company::new(&database.store);
        let customer = company.plain_customer("C1");
        company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let import = company.write(|write| write.begin_import(&NewImport::default()));
        let keys: Vec<[u8; 32]> = (0..100_u32).map(|number| *blake3::hash(&number.to_le_bytes()).as_bytes()).collect();
        age(&database, &keys[..60], import.0);
        let upgraded = Company { store: database.reopen(), actor: Actor::program("test") };
        assert_eq!(upgraded.store.known_rows(&keys).unwrap(), keys[..60].iter().copied().collect());
        upgraded.charge(customer, "I-2", "2026-01-06", "2026-02-04", "50");
        assert_eq!(upgraded.open(customer).len(), 2);
        assert_eq!(upgraded.write(|write| write.undo_import(import, "wrong")).freed_rows, 60);
        assert!(!upgraded.store.has_imported_rows().unwrap());
        assert_eq!(upgraded.store.entries(&ALL, &EntryQuery::default()).unwrap().len(), 2);
        assert_eq!(upgraded.store.verify_audit().unwrap().first_broken, None);
    }
}
