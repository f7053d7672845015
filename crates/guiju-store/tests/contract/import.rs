//! Imports, and taking one back as a whole.

use guiju_store::{EntryQuery, ImportState, NewImport, RecordDraft};
use guiju_testkit::{Company, amount, field, reference};
use guiju_types::{ImportId, RecordId, Scope, Sequence, Value};

use crate::{on_each, refusal};

const ALL: Scope = Scope::Company;

fn begin(company: &Company) -> ImportId {
    let import = NewImport { file_name: "应收.xlsx".to_owned(), recipe_name: "open items".to_owned(), ..NewImport::default() };
    company.write(|write| write.begin_import(&import))
}

fn put(company: &Company, import: ImportId, kind: &str, fields: Vec<(String, Value)>) -> RecordId {
    company.write(|write| write.put_records(kind, &[RecordDraft { fields, import: Some(import), ..RecordDraft::default() }]))[0]
}

#[test]
fn an_import_runs_finishes_and_is_undone_once() {
    on_each(|company, _| {
        let import = begin(company);
        let state = || company.store.import(import).unwrap().unwrap().state;
        assert_eq!(state(), ImportState::Running);
        company.write(|write| write.finish_import(import, r#"{"rows":0}"#));
        assert_eq!(state(), ImportState::Finished);
        company.write(|write| write.undo_import(import, "wrong file"));
        let undone = &company.store.imports().unwrap()[0];
        assert_eq!(
            (undone.state, undone.undone_by.as_deref(), undone.undo_reason.as_deref()),
            (ImportState::Undone, Some("tester"), Some("wrong file"))
        );
        assert_eq!((undone.file_name.as_str(), undone.report_json.as_deref()), ("应收.xlsx", Some(r#"{"rows":0}"#)));
        let again = refusal(company.try_write(|write| write.undo_import(import, "again")));
        assert_eq!(again, format!("import {import} was undone; bring the file in again instead"));
        assert_eq!(refusal(company.try_write(|write| write.undo_import(ImportId(9), ""))), "there is no import 9");
    });
}

#[test]
fn undoing_cancels_the_entries_from_now_on_and_not_before() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let import = begin(company);
        let ids = company.write(|write| {
            let charge = Company::charge_draft(customer, "I-1", "2026-01-05", "2026-02-04", "100");
            write.append(Some(import), &[charge, Company::receipt_draft(customer, "R-1", "2026-02-01", "40")])
        });
        // The program allocates afterwards, outside of the import.
        let allocation = company.allocate(ids[0], ids[1], "2026-02-01", "40");
        let before = company.store.entry(&ALL, allocation).unwrap().unwrap().known_at;
        let report = company.write(|write| write.undo_import(import, "wrong file"));
        assert_eq!((report.reversed, report.also_reversed), (2, vec![allocation]));
        assert_eq!(company.open(customer), []);
        assert_eq!(company.store.unallocated_receipts(&ALL, customer).unwrap(), []);
        let balance = |known_at| {
            let entries = company.store.entries(&ALL, &EntryQuery { charge: Some(ids[0]), known_at, ..EntryQuery::default() }).unwrap();
            let sign = |entry: &guiju_types::Entry| if entry.kind.is_settlement() { -entry.amount } else { entry.amount };
            entries.iter().map(sign).sum::<guiju_types::Amount>()
        };
        assert_eq!((balance(Some(before)), balance(None)), (amount("60"), amount("0")));
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn undoing_withdraws_what_was_made_and_restores_what_was_changed() {
    on_each(|company, _| {
        let branch = company.branch("N");
        company.put("customer", vec![field("code", "C1"), field("name", "old name"), reference("branch", branch)]);
        let import = begin(company);
        let changed = put(company, import, "customer", vec![field("code", "C1"), field("name", "new name")]);
        put(company, import, "customer", vec![field("code", "C1"), field("terms", "monthly")]);
        let made = put(company, import, "customer", vec![field("code", "C2"), field("name", "made")]);
        let order = put(
            company,
            import,
            "order",
            vec![
                field("number", "J-1"),
                reference("customer", made),
                ("ordered".to_owned(), Value::Date(guiju_testkit::date("2026-01-01"))),
            ],
        );
        let report = company.write(|write| write.undo_import(import, "wrong file"));
        assert_eq!((report.withdrawn, report.restored, report.left_alone), (2, 1, vec![]));
        let restored = company.store.record(&ALL, "customer", changed).unwrap().unwrap();
        assert_eq!((restored.fields.text("name"), restored.fields.text("terms")), (Some("old name"), None));
        assert_eq!((restored.fields.reference("branch"), restored.import), (Some(branch), None));
        assert_eq!(company.store.history(&ALL, "customer", changed).unwrap().len(), 4);
        for (kind, id) in [("customer", made), ("order", order)] {
            assert_eq!(company.store.record(&ALL, kind, id).unwrap(), None);
            assert!(company.store.history(&ALL, kind, id).unwrap()[0].is_withdrawn);
        }
        assert_eq!(company.store.record_by_key(&ALL, "customer", "C2").unwrap(), None);
        // The key is free: the corrected file makes a new record.
        let again = put(company, begin(company), "customer", vec![field("code", "C2"), field("name", "made again")]);
        assert_ne!(again, made);
        let mut withdrawn = 0;
        company
            .store
            .versions_after("customer", Sequence(0), &mut |version| {
                withdrawn += u32::from(version.is_withdrawn);
                Ok(())
            })
            .unwrap();
        assert_eq!(withdrawn, 1);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn undoing_leaves_alone_what_was_changed_again_or_is_used() {
    on_each(|company, _| {
        let import = begin(company);
        let customer = |code| put(company, import, "customer", vec![field("code", code), field("name", "made")]);
        let (edited, owing, ordering, unused) = (customer("C1"), customer("C2"), customer("C3"), customer("C4"));
        let unit = put(company, import, "org_unit", vec![field("code", "N"), field("name", "north")]);
        put(company, import, "customer", vec![field("code", "C2"), reference("branch", unit)]);
        company.put("customer", vec![field("code", "C1"), field("name", "by hand")]);
        company.charge(owing, "I-1", "2026-01-05", "2026-02-04", "100");
        company.order("J-1", ordering, "2026-01-01");
        let report = company.write(|write| write.undo_import(import, "wrong file"));
        let mut left: Vec<(RecordId, &str)> = report.left_alone.iter().map(|(_, id, why)| (*id, why.as_str())).collect();
        left.sort_unstable();
        assert_eq!(
            left,
            [
                (edited, "it was changed again since"),
                (owing, "it is still used by ledger entry 1"),
                (ordering, "it is still used by `order` `J-1`"),
                (unit, "it is still used by `customer` `C2`"),
            ]
        );
        assert_eq!(report.withdrawn, 1);
        assert_eq!(company.store.record(&ALL, "customer", unused).unwrap(), None);
        assert_eq!(company.store.record(&ALL, "customer", edited).unwrap().unwrap().fields.text("name"), Some("by hand"));
    });
}

#[test]
fn an_entry_of_the_import_that_was_taken_back_before_stays_so() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let import = begin(company);
        let drafts = [
            Company::charge_draft(customer, "I-1", "2026-01-05", "2026-02-04", "1"),
            Company::receipt_draft(customer, "R", "2026-01-05", "1"),
        ];
        let ids = company.write(|write| write.append(Some(import), &drafts));
        company.write(|write| write.reverse(&ids[..1], "typed twice"));
        assert_eq!(company.write(|write| write.undo_import(import, "wrong file")).reversed, 1);
        let gone = format!("import {import} was undone; bring the file in again instead");
        assert_eq!(refusal(company.try_write(|write| write.append(Some(import), &drafts[..1]))), gone);
        let record =
            RecordDraft { fields: vec![field("code", "C1"), field("name", "late")], import: Some(import), ..RecordDraft::default() };
        assert_eq!(refusal(company.try_write(|write| write.put_records("customer", &[record]))), gone);
        let mut sum = amount("0");
        company
            .store
            .entries_after(Sequence(0), &mut |entry| {
                sum += entry.amount;
                Ok(())
            })
            .unwrap();
        assert_eq!(sum, amount("0"));
    });
}
