//! Where the facts come from: the database, seen as a growing list of ledger entries and record versions.

use guiju_types::{Date, Entry, RecordId, RecordType, Sequence, Timestamp, Value};

use crate::WarehouseError;

/// A version of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The record.
    pub record: RecordId,
    /// From 1.
    pub version: i64,
    /// The commit that wrote it.
    pub sequence: Sequence,
    /// When it became known.
    pub known_at: Timestamp,
    /// Whether that instant is an import's assertion.
    pub is_asserted: bool,
    /// Whether this version says that the record is withdrawn.
    pub is_withdrawn: bool,
    /// The version's date in business time.
    pub business_date: Option<Date>,
    /// The fields by name; one that is absent is null.
    pub fields: Vec<(String, Value)>,
}

/// What the warehouse reads: [`guiju_store::Store`] is one; the benchmarks use [`NoSource`].
pub trait Source {
    /// The last commit.
    ///
    /// # Errors
    /// Where the database cannot be read.
    fn sequence(&self) -> Result<Sequence, WarehouseError>;

    /// The record types as last migrated.
    fn record_types(&self) -> Vec<RecordType>;

    /// The ledger entries of commits after `after`, in order.
    ///
    /// # Errors
    /// Where the database cannot be read, or what `each` returns.
    fn entries_after(&self, after: Sequence, each: &mut dyn FnMut(Entry) -> Result<(), WarehouseError>) -> Result<(), WarehouseError>;

    /// The versions of records of a type by commits after `after`, in order.
    ///
    /// # Errors
    /// Where the database cannot be read, or what `each` returns.
    fn versions_after(
        &self,
        kind: &str,
        after: Sequence,
        each: &mut dyn FnMut(Version) -> Result<(), WarehouseError>,
    ) -> Result<(), WarehouseError>;
}

/// No database behind the snapshot: the tail is empty.
#[derive(Debug, Clone, Default)]
pub struct NoSource {
    /// The record types of the snapshot's records.
    pub types: Vec<RecordType>,
}

impl Source for NoSource {
    fn sequence(&self) -> Result<Sequence, WarehouseError> {
        Ok(Sequence(i64::MAX))
    }

    fn record_types(&self) -> Vec<RecordType> {
        self.types.clone()
    }

    fn entries_after(&self, _: Sequence, _: &mut dyn FnMut(Entry) -> Result<(), WarehouseError>) -> Result<(), WarehouseError> {
        Ok(())
    }

    fn versions_after(
        &self,
        _: &str,
        _: Sequence,
        _: &mut dyn FnMut(Version) -> Result<(), WarehouseError>,
    ) -> Result<(), WarehouseError> {
        Ok(())
    }
}
