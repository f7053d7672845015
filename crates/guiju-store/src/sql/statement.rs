//! A statement being written, with the values for its placeholders.

use std::borrow::Cow;
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

    /// ` IN …`, as one value; an empty list holds for no row. [`for_sqlite`](Self::for_sqlite) and [`for_postgres`] make of it what
    /// each database does well.
    pub(crate) fn in_list<T: Into<SqlValue>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        self.values.push(SqlValue::List(values.into_iter().map(Into::into).collect()));
        // Writing to a String cannot fail.
        let _ = write!(self.text, " IN {LIST_START}{}{LIST_END}", self.values.len());
        self
    }

    /// For SQLite a list is ` IN (?5, ?6 …)`, its values behind all others, padded to one of a few lengths so that the same prepared
    /// statement serves lists of many sizes.
    pub(crate) fn for_sqlite(&self) -> Cow<'_, Self> {
        if !self.text.contains(LIST_START) {
            return Cow::Borrowed(self);
        }
        let mut expanded = Self { text: self.text.clone(), values: self.values.clone() };
        for (index, value) in self.values.iter().enumerate() {
            let SqlValue::List(values) = value else { continue };
            let length = [1, 4, 16, 64, 256, LIST_LENGTH].into_iter().find(|length| *length >= values.len()).unwrap_or(values.len());
            let first = expanded.values.len() + 1;
            let places = (first..first + length).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
            expanded.text = expanded.text.replace(&format!("{LIST_START}{}{LIST_END}", index + 1), &format!("({places})"));
            let last = values.last().cloned().unwrap_or(SqlValue::Null);
            expanded.values.extend(values.iter().cloned());
            expanded.values.resize(first + length - 1, last);
        }
        for value in &mut expanded.values {
            if matches!(value, SqlValue::List(_)) {
                *value = SqlValue::Null;
            }
        }
        Cow::Owned(expanded)
    }
}

/// For PostgreSQL a list is ` = ANY($1)` of one array: a prepared plan for many placeholders would compare each row with each of them.
/// No text of ours holds a question mark but as a placeholder; values never are text of a statement.
pub(crate) fn for_postgres(text: &str) -> String {
    text.replace(&format!("IN {LIST_START}"), "= ANY($").replace(LIST_END, ")").replace('?', "$")
}

/// What stands around a list's number until a database is known.
pub(crate) const LIST_START: char = '⟨';
pub(crate) const LIST_END: char = '⟩';

/// How many values one statement looks up at a time.
pub(crate) const LIST_LENGTH: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_what_each_database_does_well() {
        let mut sql = Sql::new("SELECT 1 WHERE a");
        sql.in_list([7_i64, 8]).push(" AND b = ").bind("x").push(" AND c").in_list(Vec::<i64>::new());
        let sqlite = sql.for_sqlite();
        assert_eq!(sqlite.text, "SELECT 1 WHERE a IN (?4, ?5, ?6, ?7) AND b = ?2 AND c IN (?8)");
        let integer = SqlValue::Integer;
        assert_eq!(
            sqlite.values,
            [SqlValue::Null, "x".into(), SqlValue::Null, integer(7), integer(8), integer(8), integer(8), SqlValue::Null]
        );
        assert_eq!(for_postgres(&sql.text), "SELECT 1 WHERE a = ANY($1) AND b = $2 AND c = ANY($3)");
    }
}
