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
