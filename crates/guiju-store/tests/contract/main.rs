//! The contract of the store, run unchanged on SQLite and PostgreSQL: one file for each table.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod entry;

use guiju_testkit::{Company, TestDatabase, databases};

/// Runs a test on a fresh company on every database.
#[track_caller]
fn on_each(test: impl Fn(&Company, &TestDatabase)) {
    for database in databases() {
        let company = Company::new(&database.store);
        test(&company, &database);
    }
}
