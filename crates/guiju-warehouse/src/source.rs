//! Where the facts come from: the database, seen as a growing list of ledger entries and record versions.

use guiju_types::{Date, Entry, RecordId, RecordType, Sequence, Timestamp, Value};

use guiju_store::{RecordVersion, Store, StoreError};

use crate::WarehouseError;

/// A version of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The record.
    pub record: RecordId,
    /// Grows with every later version of the record.
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

    /// What names the history up to a commit, so that another database, or the same one set back and gone another way, is told apart; `None`
    /// where there is no history.
    ///
    /// # Errors
    /// Where the database cannot be read.
    fn lineage(&self, at: Sequence) -> Result<Option<String>, WarehouseError>;

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

    fn lineage(&self, _: Sequence) -> Result<Option<String>, WarehouseError> {
        Ok(None)
    }

    fn record_types(&self) -> Vec<RecordType> {
        self.types.clone()
    }

    fn entries_after(&self, _: Sequence, _: &mut dyn FnMut(Entry) -> Result<(), WarehouseError>) -> Result<(), WarehouseError> {
        Ok(())
    }

    fn versions_after(&self, _: &str, _: Sequence, _: &mut dyn FnMut(Version) -> Result<(), WarehouseError>) -> Result<(), WarehouseError> {
        Ok(())
    }
}

impl Source for Store {
    fn sequence(&self) -> Result<Sequence, WarehouseError> {
        Self::sequence(self).map_err(database)
    }

    fn lineage(&self, at: Sequence) -> Result<Option<String>, WarehouseError> {
        Ok(Self::audit_head(self, Some(at)).map_err(database)?.map(|head| head.hash))
    }

    fn record_types(&self) -> Vec<RecordType> {
        Self::record_types(self)
    }

    fn entries_after(&self, after: Sequence, each: &mut dyn FnMut(Entry) -> Result<(), WarehouseError>) -> Result<(), WarehouseError> {
        carry(each, |each| Self::entries_after(self, after, each).map(drop))
    }

    fn versions_after(
        &self,
        kind: &str,
        after: Sequence,
        each: &mut dyn FnMut(Version) -> Result<(), WarehouseError>,
    ) -> Result<(), WarehouseError> {
        let mut each = |version: RecordVersion| each(Version::from(version));
        carry(&mut each, |each| Self::versions_after(self, kind, after, each).map(drop))
    }
}

impl From<RecordVersion> for Version {
    fn from(version: RecordVersion) -> Self {
        Self {
            record: version.id,
            version: version.version,
            sequence: version.sequence,
            known_at: version.known_at,
            is_asserted: version.is_asserted,
            is_withdrawn: version.is_withdrawn,
            business_date: Some(version.business_date),
            fields: version.fields.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect(),
        }
    }
}

fn database(error: StoreError) -> WarehouseError {
    WarehouseError::Source(Box::new(error))
}

/// Runs a read of the store whose rows go to `each`; an error of `each` stops the read and comes out as it is.
fn carry<T>(
    each: &mut dyn FnMut(T) -> Result<(), WarehouseError>,
    read: impl FnOnce(&mut dyn FnMut(T) -> Result<(), StoreError>) -> Result<(), StoreError>,
) -> Result<(), WarehouseError> {
    let mut stopped = None;
    let done = read(&mut |row| {
        each(row).map_err(|error| {
            let why = error.to_string();
            stopped = Some(error);
            StoreError::Refused { why }
        })
    });
    match stopped {
        Some(error) => Err(error),
        None => done.map_err(database),
    }
}
