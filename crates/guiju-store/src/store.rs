//! The store: opening it, reading from it, and its one door to writing.

use std::sync::Arc;

use guiju_types::{Actor, Sequence};

use crate::{Database, StoreError, Write};

/// A company's data. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    database: Database,
}

impl Store {
    /// Opens a database and brings its fixed tables up to date.
    pub fn open(database: &Database) -> Result<Self, StoreError> {
        Ok(Self { inner: Arc::new(Inner { database: database.clone() }) })
    }

    /// The database that it is in.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.inner.database
    }

    /// The last commit.
    pub fn sequence(&self) -> Result<Sequence, StoreError> {
        Err(StoreError::refused("not built yet"))
    }

    /// Does `work` in one transaction: all of it commits with its audit entries, or, where it gives an error, nothing does. Writers wait
    /// for one another. Never call it from inside of `work`.
    pub fn write<T, E: From<StoreError>>(&self, actor: &Actor, work: impl FnOnce(&mut Write<'_>) -> Result<T, E>) -> Result<T, E> {
        let _ = (actor, work);
        Err(StoreError::refused("not built yet").into())
    }
}
