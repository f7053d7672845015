//! What a column holds.

use guiju_types::{Amount, Date, RecordId, Sequence, Timestamp, days_since_epoch};
use serde::{Deserialize, Serialize};

use super::BulkCell;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum SqlValue {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
    Boolean(bool),
    /// Values to look up at once; in a statement only, never in a column.
    List(Vec<SqlValue>),
}

macro_rules! from {
    ($($source:ty => |$value:ident| $body:expr;)*) => {$(
        impl From<$source> for SqlValue {
            fn from($value: $source) -> Self { $body }
        }
    )*};
}

from! {
    i64 => |value| Self::Integer(value);
    i32 => |value| Self::Integer(i64::from(value));
    u32 => |value| Self::Integer(i64::from(value));
    bool => |value| Self::Boolean(value);
    &str => |value| Self::Text(value.to_owned());
    &String => |value| Self::Text(value.clone());
    String => |value| Self::Text(value);
    Vec<u8> => |value| Self::Bytes(value);
    &[u8; 32] => |value| Self::Bytes(value.to_vec());
    Date => |value| Self::Integer(i64::from(days_since_epoch(value)));
    Timestamp => |value| Self::Integer(value.as_microsecond());
    Amount => |value| Self::Integer(value.parts());
    RecordId => |value| Self::Integer(value.0);
    Sequence => |value| Self::Integer(value.0);
    guiju_types::EntryId => |value| Self::Integer(value.0);
    guiju_types::ImportId => |value| Self::Integer(value.0);
    guiju_types::RunId => |value| Self::Integer(value.0);
    guiju_types::Currency => |value| Self::Text(value.as_str().to_owned());
    guiju_types::Month => |value| Self::Text(value.to_string());
}

impl<T: Into<SqlValue>> From<Option<T>> for SqlValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl SqlValue {
    /// The value as a column gets it; a list is in no column.
    pub(crate) fn as_cell(&self) -> BulkCell<'_> {
        match self {
            Self::Null | Self::List(_) => BulkCell::Null,
            Self::Integer(value) => BulkCell::Integer(*value),
            Self::Text(value) => BulkCell::Text(value),
            Self::Bytes(value) => BulkCell::Bytes(value),
            Self::Boolean(value) => BulkCell::Boolean(*value),
        }
    }

    /// The value as bytes for a digest, as [`BulkCell::encode_into`].
    pub(crate) fn encode_into(&self, out: &mut Vec<u8>) {
        self.as_cell().encode_into(out);
    }

    /// [`encode_into`](Self::encode_into) of a text.
    pub(crate) fn encode_text(value: &str, out: &mut Vec<u8>) {
        BulkCell::Text(value).encode_into(out);
    }
}
