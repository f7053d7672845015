//! Ids as types, so that a customer's id cannot be passed where a ledger entry's is meant.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! integer_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}", self.0)
            }
        }
    };
}

integer_id!(
    /// A record of any type (customer, order, branch …), the same over all of its versions.
    RecordId
);
integer_id!(
    /// An entry of the receivable ledger.
    EntryId
);
integer_id!(
    /// One import of one file.
    ImportId
);
integer_id!(
    /// One run of an appraisal.
    RunId
);
integer_id!(
    /// The place of a change in the order in which the database took them; grows, never reused.
    Sequence
);

/// An edition of the rulebook: the first 16 hex digits of the BLAKE3 hash of its files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditionId(pub String);

impl fmt::Display for EditionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
