//! The contract of the store, run unchanged on SQLite and PostgreSQL: one file for each table.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod audit_entry;
mod bulk;
mod counter;
mod coverage;
mod customer_alias;
mod declared_type;
mod edition;
mod entry;
mod every_cell;
mod import;
mod imported_row;
mod own_rule;
mod rate;
mod rating;
mod record;
mod record_list;
mod ruling;
mod run;
mod session;
mod setting;
mod user;

use guiju_store::StoreError;
use guiju_testkit::{Company, TestDatabase, databases};

/// Runs a test on a fresh company on every database.
#[track_caller]
fn on_each(test: impl Fn(&Company, &TestDatabase)) {
    for database in databases() {
        let company = Company::new(&database.store);
        test(&company, &database);
    }
}

/// The message of what was refused.
#[track_caller]
fn refusal<T: std::fmt::Debug>(result: Result<T, StoreError>) -> String {
    result.unwrap_err().to_string()
}
