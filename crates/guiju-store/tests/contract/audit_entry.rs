//! The audit chain: an entry for every change, and any edit behind the store's back is found.

use guiju_store::{AuditQuery, Store};
use guiju_testkit::{Company, TestDatabase};
use serde_json::json;

use crate::on_each;
use crate::rating::{new_rating, save};

/// Runs statements behind the triggers' back.
fn tamper(database: &TestDatabase, statement: &str) {
    match database.name {
        "postgres" => {
            for table in ["entry", "audit_entry", "rating", "record_customer"] {
                database.raw(&format!("ALTER TABLE {table} DISABLE TRIGGER USER")).unwrap();
            }
        }
        _ => {
            for table in ["entry", "audit_entry", "rating", "record_customer"] {
                for trigger in ["no_update", "no_delete", "no_replace", "unchanged", "unremoved"] {
                    database.raw(&format!("DROP TRIGGER IF EXISTS {table}_{trigger}")).unwrap();
                }
            }
        }
    }
    assert!(database.raw(statement).unwrap() > 0, "{statement}");
}

fn broken(store: &Store) -> (i64, String) {
    let report = store.verify_audit().unwrap();
    let broken = report.first_broken.unwrap();
    (broken.id, broken.why)
}

/// A company whose audit entries 1 to 3 are the migration, a customer and a charge, with a change after them.
fn filled(company: &Company) {
    let customer = company.plain_customer("C1");
    company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
    company.write(|write| write.set_setting("name", "金规"));
    let report = company.store.verify_audit().unwrap();
    assert_eq!((report.entries, report.rows, report.first_broken), (4, 8, None));
}

#[track_caller]
fn check(statement: &str, id: i64, why: &str) {
    on_each(|company, database| {
        filled(company);
        tamper(database, statement);
        assert_eq!(broken(&company.store), (id, why.to_owned()), "{} {statement}", database.name);
    });
}

#[test]
fn an_edited_audit_entry_is_found() {
    check("UPDATE audit_entry SET actor = 'nobody' WHERE id = 2", 2, "its content does not fit its hash");
    check("UPDATE audit_entry SET detail = '{}' WHERE id = 4", 4, "its content does not fit its hash");
    check("DELETE FROM audit_entry WHERE id = 2", 3, "an entry before it is missing");
    check("DELETE FROM audit_entry WHERE id = 4", 4, "the last entries of the chain are missing");
}

#[test]
fn an_edited_ledger_entry_is_found() {
    check("UPDATE entry SET amount = 5", 3, "the rows in `entry` are not those that it wrote");
    check("UPDATE entry SET known_at = known_at - 1", 3, "the rows in `entry` are not those that it wrote");
    check("DELETE FROM entry", 3, "rows that it wrote into `entry` are missing");
    let copied = "INSERT INTO entry (id, sequence, kind, business_date, currency, amount, base_amount, known_at, is_asserted)
                  SELECT 2, 4, kind, business_date, currency, amount, base_amount, known_at, is_asserted FROM entry";
    check(copied, 4, "it wrote nothing into `entry`, and rows there say that it did");
}

#[test]
fn an_edited_record_version_is_found() {
    check("UPDATE record_customer SET credit_limit = 10000000", 2, "the rows in `record_customer` are not those that it wrote");
    check("DELETE FROM record_customer", 2, "rows that it wrote into `record_customer` are missing");
}

#[test]
fn an_edited_rating_is_found() {
    on_each(|company, database| {
        let customer = company.plain_customer("C1");
        let other = company.plain_customer("C2");
        save(company, "2026-10", &[new_rating(other, Some("B"), Some("60")), new_rating(customer, Some("D"), Some("10"))]);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
        tamper(database, "UPDATE rating SET class = 'VIP' WHERE class = 'D'");
        assert_eq!(broken(&company.store), (4, "the rows in `rating` are not those that it wrote".to_owned()));
    });
}

#[test]
fn a_new_column_changes_no_digest() {
    on_each(|company, database| {
        filled(company);
        let mut types = guiju_testkit::record_types();
        types[2].fields.retain(|field| field.name != "name" && field.name != "terms");
        types[2].fields[3].name = "another".to_owned();
        let allowed = ["customer.name", "customer.terms", "customer.credit_days"].map(str::to_owned);
        database.store.migrate_records(&company.actor, &types, &allowed).unwrap();
        company.put("customer", vec![guiju_testkit::field("code", "C1")]);
        company.put("customer", vec![guiju_testkit::field("code", "C2")]);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
        assert_eq!(database.reopen().verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn every_change_has_an_entry_in_its_own_commit() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let sequence = company.write(|write| {
            write.audit("approve_terms", &format!("customer {customer}"), &json!({ "terms": "monthly" }));
            Ok(write.sequence())
        });
        let entries = company.store.audit_entries(&AuditQuery::default()).unwrap();
        assert_eq!(entries.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(), ["approve_terms", "write", "migrate_records"]);
        let newest = &entries[0];
        assert_eq!((newest.sequence, newest.actor.as_str()), (sequence, "tester"));
        assert_eq!(newest.detail_json, r#"{"terms":"monthly"}"#);
        let about = AuditQuery { subject: Some(format!("customer {customer}")), ..AuditQuery::default() };
        assert_eq!(company.store.audit_entries(&about).unwrap().len(), 1);
        let older = AuditQuery { before: Some(newest.id), limit: 1, ..AuditQuery::default() };
        assert_eq!(company.store.audit_entries(&older).unwrap()[0].action, "write");
        let nobody = AuditQuery { actor: Some("nobody".to_owned()), ..AuditQuery::default() };
        assert_eq!(company.store.audit_entries(&nobody).unwrap(), []);
    });
}
