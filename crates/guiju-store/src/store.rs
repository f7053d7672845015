//! The store: opening it, reading from it, and its one door to writing.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use guiju_types::{Actor, Sequence, Timestamp};

use crate::sql::{Connection, Pool, schema};
use crate::summed::Summed;
use crate::tables::record::Types;
use crate::tables::{counter, migration, record};
use crate::write::to_the_microsecond;
use crate::{Database, StoreError, Write};

/// A company's data. Cheap to clone; clones share their connections.
///
/// Every call blocks: from async work, call it on a blocking thread.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    pool: Pool,
    /// The tables whose rows may change.
    summed: Summed,
    /// The record types as last seen; a writer looks whether another node migrated since.
    types: RwLock<Arc<Types>>,
}

impl Store {
    /// Opens a database and brings its fixed tables up to date.
    pub fn open(database: &Database) -> Result<Self, StoreError> {
        let pool = Pool::new(database.clone());
        let (types, summed) = pool.write::<_, StoreError>(|connection| {
            migration::migrate(connection)?;
            Ok((record::load_types(connection)?, Summed::of(schema(connection)?)))
        })?;
        let store = Self { inner: Arc::new(Inner { pool, summed, types: RwLock::new(Arc::new(types)) }) };
        store.write(&Actor::program("vouch"), |write| write.vouch())?;
        Ok(store)
    }

    /// The database that it is in.
    #[must_use]
    pub fn database(&self) -> &Database {
        self.inner.pool.database()
    }

    /// The last commit.
    pub fn sequence(&self) -> Result<Sequence, StoreError> {
        self.read(counter::last_sequence)
    }

    /// The present, as everything that asks "what is known now" has to take it: the clock's, but never before the last commit. A clock that was
    /// set back, or another node's that is behind, would otherwise not know what came in last.
    pub fn now(&self) -> Result<Timestamp, StoreError> {
        Ok(to_the_microsecond(Timestamp::now()).max(self.read(|connection| counter::load(connection, false))?.at))
    }

    /// Copies the database into a file, as it is after one commit, while others read and write. PostgreSQL has programs of its own for that.
    pub fn copy_into(&self, path: &Path) -> Result<(), StoreError> {
        match self.database() {
            Database::Sqlite(from) => crate::sql::copy_sqlite(from, path)
                .map_err(|source| StoreError::of_statement(format!("copy into {}", path.display()), source)),
            Database::Postgres(_) => Err(StoreError::refused(
                "a company on PostgreSQL is backed up by `pg_dump --format=custom` and restored by `pg_restore`; keep `guiju.toml` beside it, and leave out `warehouse/`, which is made anew",
            )),
        }
    }

    /// Does `work` in one transaction: all of it commits with its audit entries, or, where it gives an error, nothing does. Work that
    /// changed nothing leaves no trace. Writers wait for one another. Never call it from inside of `work`.
    pub fn write<T, E: From<StoreError>>(&self, actor: &Actor, work: impl FnOnce(&mut Write<'_>) -> Result<T, E>) -> Result<T, E> {
        self.inner.pool.write(|connection| {
            connection.begin()?;
            match self.write_inside(connection, actor, work) {
                Ok((done, types)) => {
                    connection.batch("COMMIT")?;
                    if let Some(types) = types {
                        self.remember_types(types);
                        connection.forget_statements();
                    }
                    Ok(done)
                }
                Err(error) => {
                    // Where this fails too, the first error says more, and the connection is not used again.
                    let _ = connection.batch("ROLLBACK");
                    Err(error)
                }
            }
        })
    }

    fn write_inside<T, E: From<StoreError>>(
        &self,
        connection: &mut Connection,
        actor: &Actor,
        work: impl FnOnce(&mut Write<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<Arc<Types>>), E> {
        let counter = counter::load(connection, true)?;
        let mut types = self.types();
        if types.sequence != counter.types {
            types = Arc::new(record::load_types(connection)?);
            self.remember_types(Arc::clone(&types));
        }
        let mut write = Write::begin(connection, Arc::clone(&types), &self.inner.summed, actor, counter);
        let done = work(&mut write)?;
        let after = write.finish()?;
        Ok((done, Some(after).filter(|after| !Arc::ptr_eq(after, &types))))
    }

    /// Lends a connection for reading.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.inner.pool.read(work)
    }

    pub(crate) fn summed(&self) -> &Summed {
        &self.inner.summed
    }

    pub(crate) fn types(&self) -> Arc<Types> {
        Arc::clone(&self.inner.types.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn remember_types(&self, types: Arc<Types>) {
        *self.inner.types.write().unwrap_or_else(PoisonError::into_inner) = types;
        self.inner.pool.forget_statements();
    }
}
