//! A fresh database for a test, of each sort that this machine has.

use std::sync::atomic::{AtomicU32, Ordering};

use guiju_store::{Database, Store};
use postgres::NoTls;
use tempfile::TempDir;

use crate::postgres_server::{Server, server};

/// A database of one test, gone when it is dropped.
pub struct TestDatabase {
    /// `sqlite` or `postgres`, for a test's messages.
    pub name: &'static str,
    /// The store on it.
    pub store: Store,
    /// Where it is, to open it a second time.
    pub database: Database,
    _folder: Option<TempDir>,
    server: Option<(&'static Server, String)>,
}

impl std::fmt::Debug for TestDatabase {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "TestDatabase({})", self.name)
    }
}

/// A fresh SQLite file, and a fresh schema on this process's throw-away PostgreSQL server where PostgreSQL is installed. Where it is not, the
/// test says so, and fails when `CI=true`.
#[must_use]
pub fn databases() -> Vec<TestDatabase> {
    let mut all = vec![sqlite()];
    match server() {
        Ok(server) => all.push(on_server(server)),
        Err(why) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "PostgreSQL has to be tested in CI, and {why}");
            say(&format!("PostgreSQL was not tested: {why}"));
        }
    }
    all
}

#[expect(clippy::print_stderr, reason = "a test's reader has to see that half of it did not run")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// A fresh SQLite file.
#[must_use]
pub fn sqlite() -> TestDatabase {
    // In memory where that is possible: every commit of a test syncs, and a disk makes it wait.
    let in_memory = tempfile::tempdir_in("/dev/shm");
    let folder = in_memory.or_else(|_| tempfile::tempdir()).expect("a temporary folder");
    let database = Database::Sqlite(folder.path().join("company.db"));
    let store = Store::open(&database).expect("a new SQLite database opens");
    TestDatabase { name: "sqlite", store, database, _folder: Some(folder), server: None }
}

fn on_server(server: &'static Server) -> TestDatabase {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    // A schema of its own is as separate for our statements as a database, and made ten times as fast.
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    administer(server, &format!("CREATE SCHEMA {name}"));
    let database = Database::Postgres(format!("{}/postgres?options=-csearch_path%3D{name}", server.address));
    let store = Store::open(&database).expect("a new PostgreSQL database opens");
    TestDatabase { name: "postgres", store, database, _folder: None, server: Some((server, name)) }
}

fn administer(server: &Server, statement: &str) {
    let mut client = postgres::Client::connect(&format!("{}/postgres", server.address), NoTls).expect("the test's server answers");
    client.batch_execute(statement).unwrap_or_else(|error| panic!("`{statement}`: {error:?}"));
}

impl TestDatabase {
    /// A second store on the same database, as another process would open it.
    #[must_use]
    pub fn reopen(&self) -> Store {
        Store::open(&self.database).expect("the database opens again")
    }

    /// Runs a statement behind the store's back; gives the number of rows changed, or the whole chain of what the database said.
    pub fn raw(&self, statement: &str) -> Result<u64, String> {
        match &self.database {
            Database::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path).map_err(|error| error.to_string())?;
                connection.busy_timeout(std::time::Duration::from_secs(30)).map_err(|error| error.to_string())?;
                let done = connection.execute(statement, ()).map_err(|error| error.to_string())?;
                Ok(done as u64)
            }
            Database::Postgres(address) => {
                let mut client = postgres::Client::connect(address, NoTls).map_err(|error| format!("{error:?}"))?;
                client.execute(statement, &[]).map_err(|error| format!("{error:?}"))
            }
        }
    }
}

impl TestDatabase {
    /// The rows of a query whose columns are all text, behind the store's back.
    #[must_use]
    pub fn query(&self, text: &str) -> Vec<Vec<String>> {
        match &self.database {
            Database::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path).expect("the database opens");
                let mut statement = connection.prepare(text).expect("a query");
                let count = statement.column_count();
                let rows = statement.query_map((), |row| (0..count).map(|place| row.get(place)).collect::<Result<Vec<String>, _>>());
                rows.expect("rows").map(|row| row.expect("texts")).collect()
            }
            Database::Postgres(address) => {
                let mut client = postgres::Client::connect(address, NoTls).expect("the test's server answers");
                let rows = client.query(text, &[]).unwrap_or_else(|error| panic!("`{text}`: {error:?}"));
                rows.iter().map(|row| (0..row.len()).map(|place| row.get(place)).collect()).collect()
            }
        }
    }

    /// Whether `check` holds while one row of a table is changed, whatever triggers and keys say against it; afterwards the table is as it was.
    /// Holds also where the database itself refuses the change.
    pub fn tampered(&self, statement: &str, check: impl FnOnce() -> bool) -> bool {
        match &self.database {
            Database::Sqlite(path) => tampered_sqlite(path, statement, check),
            Database::Postgres(address) => tampered_postgres(address, statement, check),
        }
    }

    /// A copy of the database as `company.db` in a folder of its own; only of SQLite.
    #[must_use]
    pub fn backup(&self) -> Option<TempDir> {
        let Database::Sqlite(path) = &self.database else { return None };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let connection = rusqlite::Connection::open(path).expect("the database opens");
        connection.backup(rusqlite::MAIN_DB, folder.path().join("company.db"), None::<fn(rusqlite::backup::Progress)>).expect("a copy");
        Some(folder)
    }
}

fn tampered_sqlite(path: &std::path::Path, statement: &str, check: impl FnOnce() -> bool) -> bool {
    use rusqlite::backup::Backup;
    let mut connection = rusqlite::Connection::open(path).expect("the database opens");
    let mut before = rusqlite::Connection::open_in_memory().expect("a database in memory");
    let copy = |from: &rusqlite::Connection, to: &mut rusqlite::Connection| {
        let copy = Backup::new(from, to).expect("a copy");
        copy.run_to_completion(1_000_000, std::time::Duration::ZERO, None).expect("a copy");
    };
    copy(&connection, &mut before);
    let triggers: Vec<String> = {
        let mut listed = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").expect("a query");
        let names = listed.query_map((), |row| row.get(0)).expect("rows");
        names.map(|name| name.expect("a name")).collect()
    };
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER \"{trigger}\"")).expect("a trigger goes");
    }
    let found = match connection.execute(statement, ()) {
        Ok(changed) => {
            assert_eq!(changed, 1, "{statement}");
            check()
        }
        Err(_) => true,
    };
    copy(&before, &mut connection);
    found
}

fn tampered_postgres(address: &str, statement: &str, check: impl FnOnce() -> bool) -> bool {
    let mut client = postgres::Client::connect(address, NoTls).expect("the test's server answers");
    let words: Vec<&str> = statement.split_whitespace().collect();
    let table = if words.first() == Some(&"UPDATE") { words.get(1) } else { words.get(2) }.expect("a table");
    // Neither triggers nor references hold anybody back in this role.
    client
        .batch_execute(&format!("SET session_replication_role = replica; CREATE TEMP TABLE kept AS SELECT * FROM {table}"))
        .expect("a copy");
    let found = match client.execute(statement, &[]) {
        Ok(changed) => {
            assert_eq!(changed, 1, "{statement}");
            check()
        }
        Err(_) => true,
    };
    client.batch_execute(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept")).expect("as it was");
    found
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server {
            // Only to save space while other tests run; the folder goes with the server in any case.
            if let Ok(mut client) = postgres::Client::connect(&format!("{}/postgres", server.address), NoTls) {
                let _ = client.batch_execute(&format!("SET lock_timeout = '1s'; DROP SCHEMA {name} CASCADE"));
            }
        }
    }
}
