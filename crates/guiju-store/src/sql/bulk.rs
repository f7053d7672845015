//! Rows on their way into a table in numbers: their cells are borrowed, so that a million of them are bound, sent and hashed without a copy of each.

use guiju_types::{Amount, Date, EntryId, ImportId, RecordId, Sequence, Timestamp, days_since_epoch};

use super::SqlValue;

/// What one column of a row gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BulkCell<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Boolean(bool),
}

/// A row with as many cells as the insert names columns.
pub(crate) trait BulkRow {
    /// Shows the cells in the order of the columns.
    fn each_cell(&self, each: &mut impl FnMut(BulkCell<'_>));
}

impl BulkRow for Vec<SqlValue> {
    fn each_cell(&self, each: &mut impl FnMut(BulkCell<'_>)) {
        for value in self {
            each(value.as_cell());
        }
    }
}

macro_rules! from {
    ($($source:ty => |$value:ident| $body:expr;)*) => {$(
        impl From<$source> for BulkCell<'_> {
            fn from($value: $source) -> Self { $body }
        }
    )*};
}

from! {
    i64 => |value| Self::Integer(value);
    bool => |value| Self::Boolean(value);
    Date => |value| Self::Integer(i64::from(days_since_epoch(value)));
    Timestamp => |value| Self::Integer(value.as_microsecond());
    Amount => |value| Self::Integer(value.parts());
    RecordId => |value| Self::Integer(value.0);
    Sequence => |value| Self::Integer(value.0);
    EntryId => |value| Self::Integer(value.0);
    ImportId => |value| Self::Integer(value.0);
}

impl<'a> From<&'a str> for BulkCell<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a, T: Into<BulkCell<'a>>> From<Option<T>> for BulkCell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl BulkCell<'_> {
    /// The number, where it is one.
    pub(crate) fn integer(self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(value) } else { None }
    }

    /// The value as bytes for a digest: a tag, and a length where the value has no fixed one, so that no two values look alike.
    pub(crate) fn encode_into(self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.push(b'n'),
            Self::Integer(value) => {
                out.push(b'i');
                out.extend_from_slice(&value.to_le_bytes());
            }
            Self::Text(value) => {
                out.push(b't');
                out.extend_from_slice(&(value.len() as u64).to_le_bytes());
                out.extend_from_slice(value.as_bytes());
            }
            Self::Bytes(value) => {
                out.push(b'b');
                out.extend_from_slice(&(value.len() as u64).to_le_bytes());
                out.extend_from_slice(value);
            }
            Self::Boolean(value) => out.push(if value { b'y' } else { b'f' }),
        }
    }
}
