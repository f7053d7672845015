//! One row of a result, whichever database it came from.

use guiju_types::{Amount, Currency, Date, EntryId, ImportId, Month, RecordId, Sequence, Timestamp, date_from_days};

use rusqlite::types::ValueRef;

use super::SqlValue;
use crate::{SqlError, StoreError};

/// One row of a result.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

fn unreadable(source: impl Into<SqlError>) -> StoreError {
    StoreError::Sql { statement: "reading a column".to_owned(), source: source.into() }
}

macro_rules! get {
    ($self:ident, $column:ident, $kind:ty) => {
        match $self {
            Self::Sqlite(row) => row.get::<_, $kind>($column).map_err(unreadable),
            Self::Postgres(row) => row.try_get::<_, $kind>($column).map_err(unreadable),
        }
    };
}

impl Row<'_> {
    pub(crate) fn optional_integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        get!(self, column, Option<i64>)
    }

    pub(crate) fn integer(&self, column: usize) -> Result<i64, StoreError> {
        get!(self, column, i64)
    }

    pub(crate) fn count(&self, column: usize) -> Result<u64, StoreError> {
        u64::try_from(self.integer(column)?).map_err(|_| StoreError::damaged("a negative count"))
    }

    pub(crate) fn optional_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        get!(self, column, Option<String>)
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, StoreError> {
        get!(self, column, String)
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        get!(self, column, Vec<u8>)
    }

    pub(crate) fn optional_boolean(&self, column: usize) -> Result<Option<bool>, StoreError> {
        get!(self, column, Option<bool>)
    }

    pub(crate) fn boolean(&self, column: usize) -> Result<bool, StoreError> {
        get!(self, column, bool)
    }

    pub(crate) fn date(&self, column: usize) -> Result<Date, StoreError> {
        to_date(self.integer(column)?)
    }

    pub(crate) fn optional_date(&self, column: usize) -> Result<Option<Date>, StoreError> {
        self.optional_integer(column)?.map(to_date).transpose()
    }

    pub(crate) fn timestamp(&self, column: usize) -> Result<Timestamp, StoreError> {
        to_timestamp(self.integer(column)?)
    }

    pub(crate) fn optional_timestamp(&self, column: usize) -> Result<Option<Timestamp>, StoreError> {
        self.optional_integer(column)?.map(to_timestamp).transpose()
    }

    pub(crate) fn amount(&self, column: usize) -> Result<Amount, StoreError> {
        self.integer(column).map(Amount::from_parts)
    }

    pub(crate) fn currency(&self, column: usize) -> Result<Currency, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| StoreError::damaged(format!("the currency `{text}`")))
    }

    pub(crate) fn month(&self, column: usize) -> Result<Month, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| StoreError::damaged(format!("the month `{text}`")))
    }

    pub(crate) fn optional_month(&self, column: usize) -> Result<Option<Month>, StoreError> {
        let Some(text) = self.optional_text(column)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| StoreError::damaged(format!("the month `{text}`")))
    }

    pub(crate) fn sequence(&self, column: usize) -> Result<Sequence, StoreError> {
        self.integer(column).map(Sequence)
    }

    pub(crate) fn record(&self, column: usize) -> Result<RecordId, StoreError> {
        self.integer(column).map(RecordId)
    }

    pub(crate) fn optional_record(&self, column: usize) -> Result<Option<RecordId>, StoreError> {
        Ok(self.optional_integer(column)?.map(RecordId))
    }

    pub(crate) fn optional_entry(&self, column: usize) -> Result<Option<EntryId>, StoreError> {
        Ok(self.optional_integer(column)?.map(EntryId))
    }

    pub(crate) fn optional_import(&self, column: usize) -> Result<Option<ImportId>, StoreError> {
        Ok(self.optional_integer(column)?.map(ImportId))
    }

    /// A column whose kind is only known by looking: what it holds, for digests and cursors. SQLite keeps what it is given whatever the column
    /// is declared as: that comes out as it is, so that it fits no digest rather than ending a verification.
    pub(crate) fn value(&self, column: usize, kind: ColumnKind) -> Result<SqlValue, StoreError> {
        if let Self::Sqlite(row) = self {
            return Ok(match (row.get_ref(column).map_err(unreadable)?, kind) {
                (ValueRef::Null, _) => SqlValue::Null,
                (ValueRef::Integer(value @ (0 | 1)), ColumnKind::Boolean) => SqlValue::Boolean(value == 1),
                (ValueRef::Integer(value), _) => SqlValue::Integer(value),
                (ValueRef::Real(value), _) => SqlValue::Bytes(value.to_le_bytes().to_vec()),
                (ValueRef::Text(text), _) => match std::str::from_utf8(text) {
                    Ok(text) => SqlValue::Text(text.to_owned()),
                    Err(_) => SqlValue::Bytes(text.to_vec()),
                },
                (ValueRef::Blob(bytes), _) => SqlValue::Bytes(bytes.to_vec()),
            });
        }
        Ok(match kind {
            ColumnKind::Integer => self.optional_integer(column)?.into(),
            ColumnKind::Text => self.optional_text(column)?.into(),
            ColumnKind::Boolean => self.optional_boolean(column)?.into(),
            ColumnKind::Bytes => get!(self, column, Option<Vec<u8>>)?.into(),
        })
    }
}

/// What a column made from a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ColumnKind {
    Integer,
    Text,
    Boolean,
    Bytes,
}

pub(crate) fn to_date(days: i64) -> Result<Date, StoreError> {
    i32::try_from(days).ok().and_then(date_from_days).ok_or_else(|| StoreError::damaged(format!("a date {days} days after 1970")))
}

pub(crate) fn to_timestamp(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| StoreError::damaged(format!("an instant {microseconds} microseconds after 1970")))
}
