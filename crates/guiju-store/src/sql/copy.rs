//! PostgreSQL's binary COPY format: each cell as its length and its bytes, nothing to escape and nothing to parse.

use postgres::types::Type;

use super::{BulkCell, BulkRow};
use crate::SqlError;

/// What stands before the first row: the signature, no flags, no extension.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What stands behind the last row.
const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();

/// Rows being encoded. [`taken`](Self::taken) empties it from time to time, so that it stays small.
pub(crate) struct CopyBuffer<'t> {
    types: &'t [Type],
    bytes: Vec<u8>,
}

impl<'t> CopyBuffer<'t> {
    /// For rows with columns of these types.
    pub(crate) fn new(types: &'t [Type]) -> Self {
        let mut bytes = Vec::with_capacity(80 * 1024);
        bytes.extend_from_slice(HEADER);
        Self { types, bytes }
    }

    pub(crate) fn put(&mut self, row: &impl BulkRow) -> Result<(), SqlError> {
        let count = i16::try_from(self.types.len()).map_err(SqlError::new)?;
        self.bytes.extend_from_slice(&count.to_be_bytes());
        let mut types = self.types.iter();
        let mut failed = None;
        row.each_cell(&mut |cell| {
            if failed.is_none() {
                failed = types.next().map_or_else(
                    || Some(SqlError::text("a row has more cells than its table has columns")),
                    |kind| cell_into(cell, kind, &mut self.bytes).err(),
                );
            }
        });
        match failed {
            Some(error) => Err(error),
            None if types.next().is_some() => Err(SqlError::text("a row has fewer cells than its table has columns")),
            None => Ok(()),
        }
    }

    /// What was encoded, where it is worth sending.
    pub(crate) fn full(&self) -> Option<&[u8]> {
        (self.bytes.len() >= 64 * 1024).then_some(self.bytes.as_slice())
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// The rest, with what ends the rows.
    pub(crate) fn end(&mut self) -> &[u8] {
        self.bytes.extend_from_slice(&TRAILER);
        &self.bytes
    }
}

fn cell_into(cell: BulkCell<'_>, kind: &Type, out: &mut Vec<u8>) -> Result<(), SqlError> {
    match cell {
        BulkCell::Null => out.extend_from_slice(&(-1_i32).to_be_bytes()),
        BulkCell::Integer(value) if *kind == Type::INT8 => sized(&value.to_be_bytes(), out)?,
        BulkCell::Integer(value) if *kind == Type::INT4 => sized(&i32::try_from(value).map_err(SqlError::new)?.to_be_bytes(), out)?,
        BulkCell::Text(value) if *kind == Type::TEXT || *kind == Type::VARCHAR => sized(value.as_bytes(), out)?,
        BulkCell::Bytes(value) if *kind == Type::BYTEA => sized(value, out)?,
        BulkCell::Boolean(value) if *kind == Type::BOOL => sized(&[u8::from(value)], out)?,
        BulkCell::Integer(_) | BulkCell::Text(_) | BulkCell::Bytes(_) | BulkCell::Boolean(_) => {
            return Err(SqlError::text(&format!("a column of type {kind} does not take {cell:?}")));
        }
    }
    Ok(())
}

fn sized(value: &[u8], out: &mut Vec<u8>) -> Result<(), SqlError> {
    out.extend_from_slice(&i32::try_from(value.len()).map_err(SqlError::new)?.to_be_bytes());
    out.extend_from_slice(value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::SqlValue;

    #[test]
    fn a_row_is_its_cells_with_their_lengths() {
        let types = [Type::INT8, Type::TEXT, Type::BOOL, Type::BYTEA];
        let mut buffer = CopyBuffer::new(&types);
        buffer.put(&vec![SqlValue::Integer(7), SqlValue::Text("中\t".to_owned()), SqlValue::Null, SqlValue::Bytes(vec![0, 255])]).unwrap();
        let expected = [
            HEADER,
            &[0, 4, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 7],
            &[0, 0, 0, 4, 0xe4, 0xb8, 0xad, b'\t'],
            &[255, 255, 255, 255, 0, 0, 0, 2, 0, 255, 255, 255],
        ];
        assert_eq!(buffer.end(), expected.concat());
    }

    #[test]
    fn a_cell_that_does_not_fit_its_column_is_refused() {
        let put = |types: &[Type], row: Vec<SqlValue>| CopyBuffer::new(types).put(&row).unwrap_err().to_string();
        assert_eq!(put(&[Type::BOOL], vec![SqlValue::Integer(1)]), "a column of type bool does not take Integer(1)");
        assert_eq!(put(&[Type::INT8], vec![]), "a row has fewer cells than its table has columns");
        assert_eq!(put(&[], vec![SqlValue::Null]), "a row has more cells than its table has columns");
    }
}
