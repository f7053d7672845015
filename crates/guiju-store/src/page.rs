//! Pages of a list: where the last one ended, never how many rows to skip.

use std::fmt;
use std::str::FromStr;

use crate::StoreError;

/// A place in a list, as the page before it gave it. Opaque text that survives a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub(crate) String);

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || text.len() > 4_000 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(StoreError::BadCursor { cursor: text.chars().take(40).collect() });
        }
        Ok(Self(text.to_owned()))
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
    /// How many there are on all pages, where the query asked for it.
    pub total: Option<u64>,
}
