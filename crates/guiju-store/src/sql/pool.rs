//! A few connections for reading and one for writing.

use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Connection;
use super::connection::Purpose;
use crate::{Database, StoreError};

/// How many readers may work at once; PostgreSQL's default allows a hundred connections to all nodes together.
const READERS_MAX: usize = 12;
/// How long a reader waits for a connection.
const WAIT: Duration = Duration::from_secs(30);

pub(crate) struct Pool {
    database: Database,
    readers: Mutex<Readers>,
    freed: Condvar,
    /// Empty while nothing was written yet, and after a failure that left the connection's state unknown.
    writer: Mutex<Option<Connection>>,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    /// Idle and lent together.
    open: usize,
}

impl fmt::Debug for Pool {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Pool({:?})", self.database)
    }
}

impl Pool {
    pub(crate) fn new(database: Database) -> Self {
        Self { database, readers: Mutex::default(), freed: Condvar::new(), writer: Mutex::new(None) }
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    fn readers(&self) -> MutexGuard<'_, Readers> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lends a connection for reading for the time of `work`.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = self.wait_for_reader()?;
        let mut lease = Lease { pool: self, returned: None };
        let mut connection = match idle {
            Some(connection) => connection,
            None => Connection::open(&self.database, Purpose::Read)?,
        };
        let done = work(&mut connection);
        lease.returned = Some(connection).filter(Connection::is_usable);
        done
    }

    /// Waits until one more may read; gives an idle connection where there is one.
    fn wait_for_reader(&self) -> Result<Option<Connection>, StoreError> {
        let mut readers = self.readers();
        loop {
            if let Some(connection) = readers.idle.pop() {
                return Ok(Some(connection).filter(Connection::is_usable));
            }
            if readers.open < READERS_MAX {
                readers.open += 1;
                return Ok(None);
            }
            let (woken, waited) = self.freed.wait_timeout(readers, WAIT).unwrap_or_else(PoisonError::into_inner);
            readers = woken;
            if waited.timed_out() && readers.idle.is_empty() && readers.open >= READERS_MAX {
                return Err(StoreError::Busy);
            }
        }
    }

    /// Lends the one writing connection for the time of `work`, and keeps it only where it is fit to be used again.
    pub(crate) fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Connection) -> Result<T, E>) -> Result<T, E> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out, so that a panic in `work` drops the connection, which rolls back.
        let mut connection = match slot.take().filter(Connection::is_usable) {
            Some(connection) => connection,
            None => Connection::open(&self.database, Purpose::Write)?,
        };
        let done = work(&mut connection);
        if connection.is_usable() {
            *slot = Some(connection);
        }
        done
    }

    /// After a migration: what idle connections prepared may not fit any more.
    pub(crate) fn forget_statements(&self) {
        for connection in &mut self.readers().idle {
            connection.forget_statements();
        }
    }
}

impl Drop for Pool {
    /// The PostgreSQL driver blocks when a connection closes, which panics on a thread that runs async work; so they close on a thread
    /// of their own.
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.readers().idle);
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if matches!(self.database, Database::Postgres(_)) {
            // Where no thread can be had, the process is ending anyway.
            let closing = std::thread::Builder::new().spawn(move || drop((idle, writer)));
            if let Ok(thread) = closing {
                let _ = thread.join();
            }
        }
    }
}

/// The place of one reader. Given back when dropped, also by a panic, with the connection or without.
struct Lease<'a> {
    pool: &'a Pool,
    returned: Option<Connection>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut readers = self.pool.readers();
        match self.returned.take() {
            Some(connection) => readers.idle.push(connection),
            None => readers.open -= 1,
        }
        drop(readers);
        self.pool.freed.notify_one();
    }
}
