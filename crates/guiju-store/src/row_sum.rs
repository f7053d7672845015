//! What a table holds, as one number: the sum of a wide hash of each of its rows.
//!
//! A row that comes is added, one that goes is taken off, one that changes is both; so the sum costs what a commit changes and not what the
//! table holds, and the order of the rows does not matter. Decision 0023 says why it is so wide.
//!
//! Never here: which tables have one (`summed.rs`).

use crate::sql::{BulkCell, BulkRow, SqlValue};

/// Two rows with one sum, or thousands with none, are found by nobody at 2,048 bits: the best way known (Wagner's) takes 2^90 steps.
const WORDS: usize = 32;
const BYTES: usize = WORDS * 8;

/// The sum over the rows of a table, modulo 2^2048.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowSum([u64; WORDS]);

impl RowSum {
    /// Of a table without rows.
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    pub(crate) fn add(&mut self, row: &Self) {
        let mut carry = false;
        for (word, other) in self.0.iter_mut().zip(&row.0) {
            let (sum, is_over) = word.overflowing_add(*other);
            let (sum, is_over_again) = sum.overflowing_add(u64::from(carry));
            (*word, carry) = (sum, is_over || is_over_again);
        }
    }

    pub(crate) fn subtract(&mut self, row: &Self) {
        let mut borrow = false;
        for (word, other) in self.0.iter_mut().zip(&row.0) {
            let (rest, is_under) = word.overflowing_sub(*other);
            let (rest, is_under_again) = rest.overflowing_sub(u64::from(borrow));
            (*word, borrow) = (rest, is_under || is_under_again);
        }
    }

    pub(crate) fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// What [`to_bytes`](Self::to_bytes) gave; nothing else is a sum.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (words, []) = bytes.as_chunks::<8>() else { return None };
        let words: &[[u8; 8]; WORDS] = words.try_into().ok()?;
        Some(Self(words.map(u64::from_le_bytes)))
    }

    /// What the audit chain says of it, in hex.
    pub(crate) fn digest(self) -> String {
        blake3::hash(&self.to_bytes()).to_hex().to_string()
    }
}

/// Hashes rows whose cells come in one order of columns. A cell without a value is left out and the others stand by their names, so that a
/// column added later changes no row that was there.
pub(crate) struct RowHasher {
    table: Vec<u8>,
    /// For each column in the order of their names: its place among the cells, and its name as it is hashed.
    columns: Vec<(usize, Vec<u8>)>,
    cells: Vec<u8>,
    /// Where each cell lies in `cells`; empty where it has no value.
    places: Vec<(usize, usize)>,
}

impl RowHasher {
    pub(crate) fn new<'a>(table: &str, columns: impl Iterator<Item = &'a str>) -> Self {
        let encoded = |text: &str| {
            let mut bytes = Vec::new();
            SqlValue::encode_text(text, &mut bytes);
            bytes
        };
        let mut columns: Vec<(usize, Vec<u8>)> = columns.map(encoded).enumerate().collect();
        columns.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
        Self { table: encoded(table), columns, cells: Vec::new(), places: Vec::new() }
    }

    pub(crate) fn hash(&mut self, row: &impl BulkRow) -> RowSum {
        let Self { table, columns, cells, places } = self;
        cells.clear();
        places.clear();
        row.each_cell(&mut |cell| {
            let from = cells.len();
            if cell != BulkCell::Null {
                cell.encode_into(cells);
            }
            places.push((from, cells.len()));
        });
        let mut hasher = blake3::Hasher::new();
        hasher.update(table);
        for (place, name) in columns.iter() {
            let cell = places.get(*place).and_then(|(from, to)| cells.get(*from..*to)).unwrap_or_default();
            if !cell.is_empty() {
                hasher.update(name);
                hasher.update(cell);
            }
        }
        let mut wide = [0_u8; BYTES];
        hasher.finalize_xof().fill(&mut wide);
        RowSum::from_bytes(&wide).unwrap_or(RowSum::EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(columns: &str, row: &[SqlValue]) -> RowSum {
        RowHasher::new("t", columns.split(' ')).hash(&row.to_vec())
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order_and_what_goes_leaves_no_trace() {
        let rows: Vec<RowSum> = (0..100_i64).map(|number| hash("a", &[number.into()])).collect();
        let (mut forwards, mut backwards) = (RowSum::EMPTY, RowSum::EMPTY);
        rows.iter().for_each(|row| forwards.add(row));
        rows.iter().rev().for_each(|row| backwards.add(row));
        assert_eq!(forwards, backwards);
        assert_eq!(RowSum::from_bytes(&forwards.to_bytes()), Some(forwards));
        rows.iter().for_each(|row| forwards.subtract(row));
        assert_eq!(forwards, RowSum::EMPTY);
        forwards.subtract(&rows[0]);
        forwards.add(&rows[0]);
        assert_eq!(forwards, RowSum::EMPTY, "also below zero");
        assert_eq!(RowSum::from_bytes(&[0; 255]), None);
    }

    #[test]
    fn a_row_is_its_cells_by_name_whatever_their_order_and_whatever_is_empty() {
        let row = hash("a b", &[1_i64.into(), "x".into()]);
        assert_eq!(row, hash("b a", &["x".into(), 1_i64.into()]));
        assert_eq!(row, hash("a later b", &[1_i64.into(), SqlValue::Null, "x".into()]));
        assert_ne!(row, hash("a b", &["x".into(), 1_i64.into()]));
        assert_ne!(row, hash("a c", &[1_i64.into(), "x".into()]));
        assert_ne!(row, RowHasher::new("u", ["a", "b"].into_iter()).hash(&vec![1_i64.into(), "x".into()]));
    }
}
