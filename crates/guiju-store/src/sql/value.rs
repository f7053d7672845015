//! What a column holds.

use guiju_types::{Amount, Date, RecordId, Sequence, Timestamp, days_since_epoch};
use serde::{Deserialize, Serialize};

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
    /// The value as bytes for a digest: a tag, and a length where the value has no fixed one, so that no two values look alike.
    pub(crate) fn encode_into(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.push(b'n'),
            Self::Integer(value) => {
                out.push(b'i');
                out.extend_from_slice(&value.to_le_bytes());
            }
            Self::Text(value) => Self::encode_text(value, out),
            Self::Bytes(value) => {
                out.push(b'b');
                out.extend_from_slice(&(value.len() as u64).to_le_bytes());
                out.extend_from_slice(value);
            }
            Self::Boolean(value) => out.push(if *value { b'y' } else { b'f' }),
            Self::List(values) => values.iter().for_each(|value| value.encode_into(out)),
        }
    }

    /// [`encode_into`](Self::encode_into) of a text.
    pub(crate) fn encode_text(value: &str, out: &mut Vec<u8>) {
        out.push(b't');
        out.extend_from_slice(&(value.len() as u64).to_le_bytes());
        out.extend_from_slice(value.as_bytes());
    }
}
