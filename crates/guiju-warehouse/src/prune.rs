//! What a scan need not read: bounds on columns, held against the ranges of whole files in the manifest and of row groups in the files.

use std::collections::BTreeMap;

/// The smallest and largest value of a column, as whole numbers: ids, days, microseconds.
pub(crate) type Ranges = BTreeMap<String, (i64, i64)>;

/// Which rows a scan may leave out. Rows that do not meet it may still come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prune {
    AtLeast(String, i64),
    AtMost(String, i64),
    All(Vec<Prune>),
    Any(Vec<Prune>),
}

impl Prune {
    pub(crate) fn at_least(column: &str, value: i64) -> Self {
        Self::AtLeast(column.to_owned(), value)
    }

    pub(crate) fn at_most(column: &str, value: i64) -> Self {
        Self::AtMost(column.to_owned(), value)
    }

    /// Whether a file or row group of these ranges may have a row that meets it. A column without a range has nulls alone, and null meets no bound.
    pub(crate) fn may_meet(&self, ranges: &Ranges) -> bool {
        match self {
            Self::AtLeast(column, value) => ranges.get(column).is_some_and(|(_, most)| most >= value),
            Self::AtMost(column, value) => ranges.get(column).is_some_and(|(least, _)| least <= value),
            Self::All(parts) => parts.iter().all(|part| part.may_meet(ranges)),
            Self::Any(parts) => parts.iter().any(|part| part.may_meet(ranges)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_left_out_where_no_row_can_meet_the_bounds() {
        let ranges = Ranges::from([("date".to_owned(), (10, 20)), ("due".to_owned(), (15, 40))]);
        let window = |column: &str, from, to| Prune::All(vec![Prune::at_least(column, from), Prune::at_most(column, to)]);
        for (prune, expected) in [
            (window("date", 20, 30), true),
            (window("date", 21, 30), false),
            (window("date", 0, 9), false),
            (Prune::Any(vec![window("date", 0, 9), window("due", 40, 50)]), true),
            (Prune::Any(vec![window("date", 0, 9), window("due", 41, 50)]), false),
            (Prune::at_least("charge", 1), false),
        ] {
            assert_eq!(prune.may_meet(&ranges), expected, "{prune:?}");
        }
    }
}
