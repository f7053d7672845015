//! Table `migration`: which of the store's own tables were made. Record tables follow the rulebook (`record/migrate.rs`).

use std::collections::HashSet;

use super::{
    audit_entry, counter, coverage, customer_alias, edition, entry, import, imported_row, own_rule, rate, rating, record, ruling, run,
    session, setting, user,
};
use crate::StoreError;
use crate::sql::{Connection, Dialect, Sql, SqlValue};

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
}

const fn table(name: &'static str, create: &'static str) -> Migration {
    Migration { name, create, append_only: &[], guarded_anew: &[], only_postgres: "" }
}

/// In the order in which they are done. Only ever add at the end.
const MIGRATIONS: &[Migration] = &[
    table("counter", counter::CREATE),
    table("setting", setting::CREATE),
    Migration { name: "audit_entry", create: audit_entry::CREATE, append_only: &["audit_entry"], guarded_anew: &[], only_postgres: "" },
    table("declared_type", record::CREATE),
    table("import", import::CREATE),
    table("imported_row", imported_row::CREATE),
    table("coverage", coverage::CREATE),
    Migration { name: "entry", create: entry::CREATE, append_only: &["entry"], guarded_anew: &[], only_postgres: "" },
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
        name: "entry_in_bulk",
        create: entry::DROP_SEQUENCE_INDEX,
        append_only: &[],
        guarded_anew: &["entry", "audit_entry"],
        only_postgres: entry::IMPORT_BY_RANGE,
    },
    table("imported_row_short", imported_row::SHORTEN),
    table("customer_alias", customer_alias::CREATE),
    Migration { name: "ruling", create: ruling::CREATE, append_only: &["ruling", "ruling_step"], guarded_anew: &[], only_postgres: "" },
    table("audit_entry_by_commit", audit_entry::BY_COMMIT),
    Migration {
        name: "run_withdrawal",
        create: run::CREATE_WITHDRAWAL,
        append_only: &["run_withdrawal"],
        guarded_anew: &[],
        only_postgres: "",
    },
];

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
        if dialect == Dialect::Postgres {
            connection.batch(migration.only_postgres)?;
        }
        connection.execute(&Sql::with("INSERT INTO migration (name) VALUES (?1)", [SqlValue::from(migration.name)]))?;
    }
    Ok(())
}
