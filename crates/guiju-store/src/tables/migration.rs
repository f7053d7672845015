//! Table `migration`: which of the store's own tables were made. Record tables follow the rulebook (`record/migrate.rs`).

use std::collections::{BTreeSet, HashSet};

use super::{
    audit_entry, counter, coverage, customer_alias, edition, entry, import, imported_row, own_rule, publication, rate, rating, record,
    ruling, run, session, setting, user,
};
use crate::sql::{Connection, Dialect, Guard, Sql, SqlValue};
use crate::{StoreError, summed};

/// A step that is done once, in a database's life; written for both dialects at once.
struct Migration {
    name: &'static str,
    /// Made from a template of [`Dialect::ddl`].
    create: &'static str,
    /// Tables of which no row may ever change.
    append_only: &'static [&'static str],
    /// Such tables whose triggers changed since.
    guarded_anew: &'static [&'static str],
    /// What only PostgreSQL does, after the rest.
    only_postgres: &'static str,
    /// Tables whose rows are guarded from here on, without an id that only grows.
    guarded: &'static [(&'static str, Guard)],
    /// Whether the versions of records are guarded from here on.
    guards_records: bool,
}

const fn table(name: &'static str, create: &'static str) -> Migration {
    Migration { name, create, append_only: &[], guarded_anew: &[], only_postgres: "", guarded: &[], guards_records: false }
}

/// In the order in which they are done. Only ever add at the end.
const MIGRATIONS: &[Migration] = &[
    table("counter", counter::CREATE),
    table("setting", setting::CREATE),
    Migration { append_only: &["audit_entry"], ..table("audit_entry", audit_entry::CREATE) },
    table("declared_type", record::CREATE),
    table("import", import::CREATE),
    table("imported_row", imported_row::CREATE),
    table("coverage", coverage::CREATE),
    Migration { append_only: &["entry"], ..table("entry", entry::CREATE) },
    table("run", run::CREATE),
    table("rating", rating::CREATE),
    table("rating_override", ruling::CREATE_OVERRIDE),
    table("approval", ruling::CREATE_APPROVAL),
    table("user", user::CREATE),
    table("session", session::CREATE),
    table("rate", rate::CREATE),
    table("edition", edition::CREATE),
    table("own_rule", own_rule::CREATE),
    table("entry_earliest", entry::ADD_EARLIEST),
    Migration {
        guarded_anew: &["entry", "audit_entry"],
        only_postgres: entry::IMPORT_BY_RANGE,
        ..table("entry_in_bulk", entry::DROP_SEQUENCE_INDEX)
    },
    table("imported_row_short", imported_row::SHORTEN),
    table("customer_alias", customer_alias::CREATE),
    table("audit_entry_sequence", audit_entry::INDEX_SEQUENCE),
    table("table_sum", summed::CREATE),
    Migration {
        guarded: &[
            ("rating", Guard::NeverChanged),
            ("approval", Guard::NeverChanged),
            ("rule_text", Guard::NeverChanged),
            ("edition_file", Guard::NeverChanged),
            ("run", Guard::NeverRemoved),
            ("edition", Guard::NeverRemoved),
            ("import", Guard::NeverRemoved),
            ("coverage", Guard::NeverRemoved),
            ("customer_alias", Guard::NeverRemoved),
            ("rating_override", Guard::NeverRemoved),
            ("declared_type", Guard::NeverRemoved),
        ],
        guards_records: true,
        ..table("guards", "")
    },
    table("ruling", ruling::CREATE),
    Migration { append_only: &["ruling", "ruling_step"], ..table("become_rulings", ruling::BECOME_RULINGS) },
    Migration { append_only: &["run_withdrawal"], ..table("run_withdrawal", run::CREATE_WITHDRAWAL) },
    table("publication", publication::CREATE),
    Migration { guarded: &[("publication", Guard::NeverChanged)], ..table("number_former", publication::NUMBER_FORMER) },
    table("coverage_declared", coverage::ADD_DECLARED),
];

/// The tables that there are after all migrations, by their names.
pub(crate) fn tables() -> BTreeSet<&'static str> {
    let mut made = BTreeSet::new();
    for migration in MIGRATIONS {
        let words: Vec<&str> = migration.create.split_whitespace().map(|word| word.trim_matches(['"', ';', '('])).collect();
        for window in words.windows(6) {
            match *window {
                ["CREATE", "TABLE", name, ..] => {
                    made.insert(name);
                }
                ["ALTER", "TABLE", old, "RENAME", "TO", new] => {
                    made.remove(old);
                    made.insert(new);
                }
                ["DROP", "TABLE", name, ..] => {
                    made.remove(name);
                }
                _ => {}
            }
        }
    }
    made
}

/// Brings the fixed tables up to date, in one transaction that keeps other nodes out.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.begin()?;
    let done = migrate_inside(connection);
    connection.batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn migrate_inside(connection: &mut Connection) -> Result<(), StoreError> {
    let dialect = connection.dialect();
    if dialect == Dialect::Postgres {
        // The number only has to be the same in every node: "guiju" as ASCII.
        connection.batch("SELECT pg_advisory_xact_lock(443437378165)")?;
    }
    connection.batch(&dialect.ddl("CREATE TABLE IF NOT EXISTS migration (name {text} PRIMARY KEY)"))?;
    let done: HashSet<String> = connection.rows(&Sql::new("SELECT name FROM migration"), |row| row.text(0))?.into_iter().collect();
    if let Some(unknown) = done.iter().find(|name| !MIGRATIONS.iter().any(|migration| migration.name == name.as_str())) {
        return Err(StoreError::refused(format!(
            "the database was made by a newer version of Guiju (it has the step `{unknown}`); use that version"
        )));
    }
    for migration in MIGRATIONS.iter().filter(|migration| !done.contains(migration.name)) {
        connection.batch(&dialect.ddl(migration.create))?;
        for table in migration.append_only {
            connection.batch(&dialect.append_only(table))?;
        }
        for table in migration.guarded_anew {
            connection.batch(&dialect.no_replace(table))?;
        }
        for (table, guard) in migration.guarded {
            connection.batch(&dialect.guard(table, *guard))?;
        }
        if migration.guards_records {
            record::guard_all(connection)?;
        }
        if dialect == Dialect::Postgres {
            connection.batch(migration.only_postgres)?;
        }
        connection.execute(&Sql::with("INSERT INTO migration (name) VALUES (?1)", [SqlValue::from(migration.name)]))?;
    }
    Ok(())
}

/// The steps that a database was brought up by that are not this program's, or are missing.
pub(crate) fn is_as_written(connection: &mut Connection) -> Result<bool, StoreError> {
    let done: BTreeSet<String> = connection.rows(&Sql::new("SELECT name FROM migration"), |row| row.text(0))?.into_iter().collect();
    Ok(done.iter().map(String::as_str).eq(MIGRATIONS.iter().map(|migration| migration.name).collect::<BTreeSet<_>>()))
}

#[cfg(test)]
mod tests {
    use guiju_types::Scope;

    use super::*;
    use crate::{Database, Ruling, RulingQuery, Store};

    #[test]
    fn the_tables_are_those_that_are_left_after_all_migrations() {
        let tables = tables();
        assert!(
            tables.contains("user") && tables.contains("imported_row") && tables.contains("draft_rule") && tables.contains("table_sum")
        );
        assert!(!tables.contains("imported_row_short") && !tables.contains("approval") && tables.contains("ruling_step"), "{tables:?}");
    }

    /// A database as the build before the step `until` left it, with these rows.
    fn former(until: &str, rows: &str) -> (tempfile::TempDir, Database) {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("company.db"));
        let pool = crate::sql::Pool::new(database.clone());
        pool.write::<_, StoreError>(|connection| {
            connection.batch("CREATE TABLE migration (name TEXT PRIMARY KEY)")?;
            for migration in MIGRATIONS.iter().take_while(|migration| migration.name != until) {
                connection.batch(&connection.dialect().ddl(migration.create))?;
                connection.batch(&format!("INSERT INTO migration (name) VALUES ('{}')", migration.name))?;
            }
            connection.batch(rows)
        })
        .unwrap();
        (folder, database)
    }

    #[test]
    fn editions_of_former_builds_get_numbers_in_the_order_in_which_they_were_issued() {
        let (_folder, database) = former(
            "publication",
            "INSERT INTO edition VALUES ('e2', 20, 40, 'li', 'September'), ('e3', 30, NULL, NULL, ''), ('e1', 10, NULL, NULL, '');",
        );
        let issued = Store::open(&database).unwrap().publications().unwrap();
        let said: Vec<_> = issued.iter().map(|one| format!("{} {} {} {}", one.number, one.edition, one.actor, one.note)).collect();
        assert_eq!(said, ["3 e2 li September", "2 e3  ", "1 e1  "]);
        assert!(issued.iter().all(|one| one.effective_from.is_none()));
    }

    #[test]
    fn decisions_of_former_builds_become_rulings_with_who_decided_and_when() {
        let (_folder, database) = former(
            "ruling",
            "INSERT INTO run VALUES (1, 'credit', '2026-10', 'e1', 5, 1, 'd', '{}', 1, 5, 'finance');
             INSERT INTO rating VALUES (1, 7, 'D', 'rated', 10, 100, 'pay_before_release', '[]', '[]', 1), (1, 8, 'A', 'rated', 10, 100, NULL, '[]', '[]', 2);
             INSERT INTO rating_override VALUES (1, 7, 'credit', 'A', 'old', '2026-08', '2026-09', 'wang', 10, 20),
                 (2, 7, 'credit', 'B', 'guaranteed', '2026-10', '2026-12', 'wang', 20, NULL);
             INSERT INTO approval VALUES (1, 7, TRUE, 'agreed', 'li', 30);",
        );
        let store = Store::open(&database).unwrap();
        let rulings = store.rulings(&Scope::Company, &RulingQuery::new("credit")).unwrap();
        let said = |ruling: &Ruling| {
            let steps: Vec<_> = ruling.steps.iter().map(|step| format!("{} {} {}", step.id, step.state.name(), step.actor)).collect();
            let class = ruling.class.clone().unwrap_or_default();
            format!("{} {} {class} {}: {}", ruling.id, ruling.value, ruling.from, steps.join(", "))
        };
        let said: Vec<String> = rulings.iter().map(said).collect();
        assert_eq!(
            said,
            [
                "3 pay_before_release  2026-10: 5 approved li",
                "2 B B 2026-10: 3 approved wang",
                "1 A A 2026-08: 1 approved wang, 2 revoked wang"
            ]
        );
        let approved = rulings.iter().find(|ruling| ruling.id == 3).unwrap();
        assert_eq!(approved.until, Some(approved.from), "an approval of then was about one run, and answers no later month");
        let holds = |month: &str| {
            rulings.iter().find(|ruling| ruling.class.is_some() && ruling.holds_in(month.parse().unwrap())).map(|ruling| ruling.id)
        };
        assert_eq!([holds("2026-08"), holds("2026-11")], [None, Some(2)], "one that was ended counts for no month, as it did");
        // The ratings here were put in by hand, which is found; what became of the decisions is vouched for.
        let broken = store.verify_audit().unwrap().first_broken.unwrap();
        assert!(broken.why.contains("`rating`"), "{}", broken.why);
    }
}
