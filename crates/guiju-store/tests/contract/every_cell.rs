//! Each cell of each table, changed by hand, is found, and so is each table with a row less or a row more.
//!
//! Tables and columns come from the database, so that a new one cannot be forgotten: where this test has no row of a table, it fails.

use std::collections::BTreeMap;

use guiju_store::{Database, EditionFile, NewImport, NewRuling, NewRun, NewSession, OwnRule, Rate, RowKey, RulingKind, User};
use guiju_testkit::{Company, TestDatabase, field};
use guiju_types::{Coverage, Currency, EditionId, Scope};

use crate::on_each;
use crate::rating::new_rating;

/// Some of everything: at least a row in every table.
fn fill(company: &Company) {
    let branch = company.branch("N");
    let person = company.person("P1", branch);
    let customer = company.customer("C1", branch, person);
    company.put("customer", vec![field("code", "C1"), field("name", "another")]);
    let other = company.plain_customer("C2");
    company.order("J1", other, "2026-02-01");
    company.put("vendor", vec![field("code", "V1"), field("name", "carrier")]);
    let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
    let receipt = company.receipt(customer, "R-1", "2026-02-01", "90");
    company.allocate(charge, receipt, "2026-02-01", "60");
    company.write(|write| write.set_setting("name", "金规"));
    company.write(|write| {
        let import = write.begin_import(&NewImport { file_name: "a.csv".to_owned(), ..NewImport::default() })?;
        write.record_rows(import, &[RowKey { key: [7; 32], gave: "{}".to_owned() }, RowKey { key: [8; 32], gave: String::new() }])?;
        let month = Coverage { fact: "charge".to_owned(), from: "2026-01-01".parse().unwrap(), to: "2026-01-31".parse().unwrap() };
        write.declare_coverage(Some(import), &[month])?;
        write.put_alias(Some(import), customer, "C one")?;
        write.finish_import(import, "{}")
    });
    company.write(|write| write.end_alias(customer, "C one", "it is not"));
    company.write(|write| write.put_rates(&[Rate { currency: Currency::CNY, date: "2026-01-01".parse().unwrap(), base_per_unit: 7 }]));
    let edition = EditionId("e1".to_owned());
    company.write(|write| {
        let files = [EditionFile { path: "credit/chapter.toml".to_owned(), layer: 0, text: "a = 1".to_owned() }];
        write.keep_edition(&edition, &files)?;
        write.publish_edition(&edition, "2027", "first", Some("2027-01".parse().unwrap()))
    });
    let rule = |text: &str| OwnRule { path: "credit/a.dmn".to_owned(), text: text.to_owned() };
    let version = company.write(|write| write.save_draft(&rule("<a/>"), &edition, "first", None));
    company.write(|write| write.adopt_draft(version, &[]));
    company.write(|write| write.save_draft(&rule("<b/>"), &edition, "second", None));
    let user = User {
        name: "wang".to_owned(),
        password_hash: "$argon2id$".to_owned(),
        role: "clerk".to_owned(),
        scope: Scope::Company,
        person: None,
        is_disabled: false,
    };
    company.write(|write| write.put_user(&user));
    let (begins_at, expires_at) = ("2990-01-01T00:00:00Z".parse().unwrap(), "2990-01-02T00:00:00Z".parse().unwrap());
    let session = NewSession { token_hash: [1; 32], user: "wang".to_owned(), begins_at, expires_at };
    company.write(|write| write.put_session(&session));
    let month = "2026-10".parse().unwrap();
    let run = company.write(|write| {
        let run = write.save_run(&NewRun {
            appraisal: "credit".to_owned(),
            month,
            edition: edition.clone(),
            known_at: write.now(),
            snapshot: write.sequence(),
            digest: String::new(),
            basis_json: "{}".to_owned(),
        })?;
        let mut proposed = new_rating(customer, Some("A"), Some("80"));
        proposed.proposal = Some("freight_collect".to_owned());
        write.save_ratings(run, &[proposed, new_rating(other, Some("D"), Some("10"))])?;
        Ok(run)
    });
    let manual = NewRuling {
        kind: RulingKind::Class,
        appraisal: "credit".to_owned(),
        subject_type: "customer".to_owned(),
        subject: customer,
        value: "B".to_owned(),
        class: Some("B".to_owned()),
        from: month,
        until: Some(month),
        from_day: None,
        basis_json: "{}".to_owned(),
        reason: "talked".to_owned(),
    };
    company.write(|write| write.ask_ruling(&manual));
    let day = Some("2026-11-12".parse().unwrap());
    let proposal = NewRuling { kind: RulingKind::Proposal, value: "freight_collect".to_owned(), until: None, from_day: day, ..manual };
    let answered = company.write(|write| write.answer_proposal(&proposal, true));
    company.write(|write| write.revoke_ruling(answered, month, "2026-12-01".parse().unwrap(), "paid up"));
    company.write(|write| write.withdraw_run(run, "too early"));
}

/// Tables with their columns and what each is declared to hold.
fn schema(database: &TestDatabase) -> BTreeMap<String, Vec<(String, String)>> {
    let text = match database.name {
        "postgres" => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns
             WHERE table_schema = current_schema() ORDER BY 1, 2"
        }
        _ => {
            "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
        }
    };
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in database.query(text) {
        tables.entry(row[0].clone()).or_default().push((row[1].clone(), row[2].clone()));
    }
    tables
}

/// What changes one cell of a column, on both databases.
fn another(column: &str, kind: &str) -> String {
    let column = format!("\"{column}\"");
    match kind {
        "boolean" => format!("NOT COALESCE({column}, FALSE)"),
        "bytea" => format!("{column} || '\\x00'::bytea"),
        "blob" => format!("CAST({column} || 'x' AS BLOB)"),
        kind if kind.starts_with("text") => format!("COALESCE({column}, '') || 'x'"),
        _ => format!("COALESCE({column}, 0) + 1000"),
    }
}

/// One statement that changes one row, whatever triggers and keys say against it; the database is set back afterwards.
fn is_found(company: &Company, database: &TestDatabase, statement: &str) -> bool {
    database.tampered(statement, || company.store.verify_audit().map_or(true, |report| report.first_broken.is_some()))
}

#[test]
fn every_cell_that_is_changed_by_hand_is_found() {
    on_each(|company, database| {
        fill(company);
        let row = if database.name == "postgres" { "ctid" } else { "rowid" };
        let (mut tried, mut missed) = (0, Vec::new());
        for (table, columns) in schema(database) {
            let before = company.store.verify_audit().unwrap();
            assert_eq!(before.first_broken, None, "{} before {table}", database.name);
            // The only table without row ids.
            let row = if table == "imported_row" && database.name != "postgres" { "key" } else { row };
            let one = format!("{row} = (SELECT {row} FROM \"{table}\" ORDER BY {row} LIMIT 1)");
            for (column, kind) in columns {
                let statement = format!("UPDATE \"{table}\" SET \"{column}\" = {} WHERE {one}", another(&column, &kind));
                tried += 1;
                if !is_found(company, database, &statement) {
                    missed.push(format!("{table}.{column}"));
                }
            }
            tried += 1;
            if !is_found(company, database, &format!("DELETE FROM \"{table}\" WHERE {one}")) {
                missed.push(format!("a row less in {table}"));
            }
        }
        assert!(tried > 230, "{tried}");
        assert_eq!(missed, Vec::<String>::new(), "{}: of {tried}", database.name);
    });
}

#[test]
fn rows_added_by_hand_are_found() {
    on_each(|company, database| {
        fill(company);
        for statement in [
            "INSERT INTO setting (name, value) VALUES ('base_currency', 'USD')",
            "INSERT INTO \"user\" (name, password_hash, role, scope, is_disabled) VALUES ('x', '', 'administrator', '\"company\"', FALSE)",
            "INSERT INTO rate (currency, date, base_per_unit) VALUES ('USD', 1, 1)",
            "INSERT INTO own_rule (path, text) VALUES ('credit/b.dmn', '')",
        ] {
            assert!(is_found(company, database, statement), "{} {statement}", database.name);
        }
    });
}

#[test]
fn a_change_that_also_changes_the_kept_sum_is_found_for_ever() {
    on_each(|company, database| {
        fill(company);
        // The sum as it would be, had a commit done it: taken from a company on which one does.
        let honest = guiju_testkit::sqlite();
        let twin = Company::new(&honest.store);
        twin.write(|write| write.set_setting("name", "银规"));
        let sum = &honest.query("SELECT lower(hex(sum)) FROM table_sum WHERE name = 'setting'")[0][0];
        let bytes = if database.name == "postgres" { format!("'\\x{sum}'::bytea") } else { format!("x'{sum}'") };
        database.raw("UPDATE setting SET value = '银规' WHERE name = 'name'").unwrap();
        database.raw(&format!("UPDATE table_sum SET sum = {bytes} WHERE name = 'setting'")).unwrap();
        assert!(company.store.verify_audit().unwrap().first_broken.is_some());
        company.write(|write| write.set_setting("base_currency", "CNY"));
        let broken = company.store.verify_audit().unwrap().first_broken.unwrap();
        assert_eq!(broken.why, "the rows in `setting` were changed before it by something else than a commit", "{}", database.name);
    });
}

#[test]
fn tables_that_an_earlier_version_filled_are_vouched_for_once() {
    on_each(|company, database| {
        fill(company);
        let entries = company.store.verify_audit().unwrap().entries;
        assert_eq!(database.reopen().verify_audit().unwrap().entries, entries, "opening again writes nothing");
        database.raw("DELETE FROM table_sum WHERE name = 'setting'").unwrap();
        database.raw("UPDATE setting SET value = 'x' WHERE name = 'name'").unwrap();
        let report = database.reopen().verify_audit().unwrap();
        assert_eq!(report.entries, entries + 1);
        let why = report.first_broken.unwrap().why;
        assert_eq!(why, "the rows in `setting` were changed before it by something else than a commit");
    });
}

#[test]
fn last_commits_that_are_removed_whole_are_found_by_a_head_that_was_kept() {
    on_each(|company, database| {
        fill(company);
        let earlier = database.backup();
        company.write(|write| write.set_setting("name", "late"));
        let head = company.store.audit_head(None).unwrap().unwrap();
        assert_eq!(head.to_string().parse::<guiju_store::AuditHead>().unwrap(), head);
        let why = |store: &guiju_store::Store| store.verify_audit_from(Some(&head)).unwrap().first_broken.map(|broken| broken.why);
        assert_eq!(why(&company.store), None);
        company.write(|write| write.set_setting("name", "later"));
        assert_eq!(why(&company.store), None, "the chain went on from the head");
        // SQLite alone has a backup that a test can open in place of the other.
        let Some(earlier) = earlier else { return };
        let store = guiju_store::Store::open(&Database::Sqlite(earlier.path().join("company.db"))).unwrap();
        let sequence = head.sequence;
        assert_eq!(store.verify_audit().unwrap().first_broken, None);
        assert_eq!(
            why(&store),
            Some(format!("the chain ends before commit {sequence}, whose head was kept: the last commits were removed"))
        );
        let other = Company { store: store.clone(), ..company.clone() };
        other.write(|write| write.set_setting("name", "another way"));
        other.write(|write| write.set_setting("name", "another way again"));
        let anew = "the chain does not go through the head that was kept: what was written up to there was removed or written anew";
        assert_eq!(why(&store).as_deref(), Some(anew));
    });
}

#[test]
fn marks_that_follow_from_the_versions_are_made_anew() {
    on_each(|company, database| {
        fill(company);
        database.raw("UPDATE record_customer SET _superseded = 3 WHERE _version = (SELECT max(_version) FROM record_customer)").unwrap();
        let why = company.store.verify_audit().unwrap().first_broken.unwrap().why;
        assert!(why.starts_with("which versions in `record_customer` are superseded does not follow from them"), "{why}");
        assert_eq!(company.write(|write| write.rebuild_derived()), 1);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
        assert_eq!(company.write(|write| write.rebuild_derived()), 0);
    });
}

#[test]
fn what_is_written_once_is_never_changed_or_removed() {
    on_each(|company, database| {
        fill(company);
        let refused = |statement: &str, why: &str| {
            let said = database.raw(statement).unwrap_err();
            assert!(said.contains(why), "{} {statement}: {said}", database.name);
        };
        for table in ["rating", "rule_text", "edition_file"] {
            let (column, _) = schema(database).remove(table).unwrap().remove(0);
            refused(&format!("UPDATE {table} SET \"{column}\" = \"{column}\""), "never changed");
            refused(&format!("DELETE FROM {table}"), "never");
        }
        for table in ["run", "edition", "import", "coverage", "customer_alias", "declared_type"] {
            refused(&format!("DELETE FROM {table}"), "never removed");
        }
        refused("UPDATE record_customer SET name = 'x'", "only followed by others");
        refused("UPDATE record_customer SET _record = 7", "only followed by others");
        refused("DELETE FROM record_order", "only followed by others");
        if database.name == "postgres" {
            refused("TRUNCATE record_customer", "only followed by others");
            refused("TRUNCATE rating", "never");
        }
    });
}
