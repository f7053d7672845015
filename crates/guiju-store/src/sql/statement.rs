//! A statement being written, with the values for its placeholders.

use std::fmt::Write as _;

use super::SqlValue;

/// A statement and its values. Text goes in with [`push`](Self::push), values only with [`bind`](Self::bind), so that no value is
/// ever read as SQL.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sql {
    pub(crate) text: String,
    pub(crate) values: Vec<SqlValue>,
}

impl Sql {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// A whole statement with `?1`, `?2` … and their values.
    pub(crate) fn with(text: &str, values: impl IntoIterator<Item = SqlValue>) -> Self {
        Self { text: text.to_owned(), values: values.into_iter().collect() }
    }

    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    pub(crate) fn bind(&mut self, value: impl Into<SqlValue>) -> &mut Self {
        self.values.push(value.into());
        // Writing to a String cannot fail.
        let _ = write!(self.text, "?{}", self.values.len());
        self
    }

    /// ` IN (…)`, padded to one of a few lengths, so that the same prepared statement serves lists of many sizes. An empty list holds for
    /// no row.
    pub(crate) fn in_list<T: Into<SqlValue>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        let mut values: Vec<SqlValue> = values.into_iter().map(Into::into).collect();
        let Some(last) = values.last().cloned() else {
            return self.push(" IN (NULL)");
        };
        let padded = [1, 4, 16, 64, 256, LIST_LENGTH].into_iter().find(|size| *size >= values.len()).unwrap_or(values.len());
        values.resize(padded, last);
        self.push(" IN (");
        for (position, value) in values.into_iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")")
    }
}

/// How many values one statement looks up at a time.
pub(crate) const LIST_LENGTH: usize = 1_000;
