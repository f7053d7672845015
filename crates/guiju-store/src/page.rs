//! Pages of a list: where the last one ended, never how many rows to skip.

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::sql::{ColumnKind, Connection, Row, Sql, SqlValue};

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

/// The largest page.
const LIMIT_MAX: u32 = 10_000;

/// The last row of a page, as its cursor keeps it.
#[derive(Debug, Serialize, Deserialize)]
struct Place {
    /// What the list was sorted by; a cursor fits no other order.
    sort: String,
    is_descending: bool,
    value: SqlValue,
    id: i64,
}

impl Place {
    fn to_cursor(&self) -> Result<Cursor, StoreError> {
        let json = serde_json::to_vec(self).map_err(|error| StoreError::refused(error.to_string()))?;
        let mut text = String::with_capacity(json.len() * 2);
        for byte in json {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Cursor(text))
    }

    fn from_cursor(cursor: &Cursor) -> Option<Self> {
        let digits: Vec<u8> =
            cursor.0.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
        let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect();
        serde_json::from_slice(&bytes).ok()
    }
}

/// A list that is read page by page, from where the last one ended.
pub(crate) struct Keyset<'a> {
    /// What to select.
    pub(crate) columns: &'a str,
    /// How many columns that is.
    pub(crate) column_count: usize,
    /// After `FROM`.
    pub(crate) from: &'a str,
    /// After `WHERE`.
    pub(crate) condition: &'a Sql,
    /// What the order is called.
    pub(crate) sort_name: &'a str,
    /// The expression to sort by.
    pub(crate) sort: &'a str,
    /// What the expression gives.
    pub(crate) sort_kind: ColumnKind,
    /// Whether it can be empty; empty ones come last.
    pub(crate) is_nullable: bool,
    /// What breaks ties.
    pub(crate) id: &'a str,
    /// Largest first, ties too.
    pub(crate) is_descending: bool,
}

impl Keyset<'_> {
    /// One page. Rows with a value and rows without are two queries, so that each runs along an index.
    pub(crate) fn page<T>(
        &self,
        connection: &mut Connection,
        after: Option<&Cursor>,
        limit: u32,
        with_total: bool,
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let place = after.map(|cursor| self.place(cursor)).transpose()?;
        let limit = limit.clamp(1, LIMIT_MAX) as usize;
        let mut found: Vec<(T, SqlValue, i64)> = Vec::new();
        let mut read_row =
            |row: &Row<'_>| Ok((read(row)?, row.value(self.column_count, self.sort_kind)?, row.integer(self.column_count + 1)?));
        let is_past_values = place.as_ref().is_some_and(|place| place.value == SqlValue::Null);
        if !is_past_values {
            found = connection.rows(&self.valued(place.as_ref(), limit + 1), &mut read_row)?;
        }
        if self.is_nullable && found.len() <= limit {
            let place = place.as_ref().filter(|_| is_past_values);
            found.extend(connection.rows(&self.empty(place, limit + 1 - found.len()), &mut read_row)?);
        }
        let has_more = found.len() > limit;
        found.truncate(limit);
        let next = match found.last().filter(|_| has_more) {
            Some((_, value, id)) => {
                let (sort, value) = (self.sort_name.to_owned(), value.clone());
                Some(Place { sort, is_descending: self.is_descending, value, id: *id }.to_cursor()?)
            }
            None => None,
        };
        let total = if with_total { self.count(connection)? } else { None };
        Ok(Page { items: found.into_iter().map(|(item, _, _)| item).collect(), next, total })
    }

    fn place(&self, cursor: &Cursor) -> Result<Place, StoreError> {
        Place::from_cursor(cursor)
            .filter(|place| place.sort == self.sort_name && place.is_descending == self.is_descending && self.fits(&place.value))
            .ok_or_else(|| StoreError::BadCursor { cursor: cursor.0.chars().take(40).collect() })
    }

    fn fits(&self, value: &SqlValue) -> bool {
        match value {
            SqlValue::Null => self.is_nullable,
            SqlValue::Integer(_) => self.sort_kind == ColumnKind::Integer,
            SqlValue::Text(_) => self.sort_kind == ColumnKind::Text,
            SqlValue::Boolean(_) => self.sort_kind == ColumnKind::Boolean,
            SqlValue::Bytes(_) | SqlValue::List(_) => false,
        }
    }

    fn select(&self) -> Sql {
        let Self { columns, sort, id, from, .. } = self;
        let mut sql = Sql::new("");
        sql.values.clone_from(&self.condition.values);
        sql.push(&format!("SELECT {columns}, {sort}, {id} FROM {from} WHERE {}", self.condition.text));
        sql
    }

    fn valued(&self, place: Option<&Place>, limit: usize) -> Sql {
        let (operator, direction) = if self.is_descending { ("<", "DESC") } else { (">", "ASC") };
        let Self { sort, id, .. } = self;
        let mut sql = self.select();
        if self.is_nullable {
            sql.push(&format!(" AND {sort} IS NOT NULL"));
        }
        if let Some(place) = place {
            sql.push(&format!(" AND ({sort}, {id}) {operator} (")).bind(place.value.clone()).push(", ").bind(place.id).push(")");
        }
        sql.push(&format!(" ORDER BY {sort} {direction}, {id} {direction} LIMIT ")).bind(limit as i64);
        sql
    }

    fn empty(&self, place: Option<&Place>, limit: usize) -> Sql {
        let (operator, direction) = if self.is_descending { ("<", "DESC") } else { (">", "ASC") };
        let Self { sort, id, .. } = self;
        let mut sql = self.select();
        sql.push(&format!(" AND {sort} IS NULL"));
        if let Some(place) = place {
            sql.push(&format!(" AND {id} {operator} ")).bind(place.id);
        }
        sql.push(&format!(" ORDER BY {id} {direction} LIMIT ")).bind(limit as i64);
        sql
    }

    fn count(&self, connection: &mut Connection) -> Result<Option<u64>, StoreError> {
        let mut sql = self.condition.clone();
        sql.text = format!("SELECT count(*) FROM {} WHERE {}", self.from, self.condition.text);
        connection.first(&sql, |row| row.count(0))
    }
}
