//! The sheets of a file with their first rows and headers.

use std::ops::ControlFlow;

use guiju_documents::{Row, Table};

use super::header::{self, Header};
use crate::import::ImportError;
use crate::import::words::Vocabulary;

/// Rows that are looked at to say what a file is.
const LOOKED_AT: usize = 5_000;
/// Cells that are looked at: of a sheet with a thousand columns the first five hundred rows, which say as much.
const CELLS_LOOKED_AT: usize = 400_000;

/// A sheet as far as it is looked at.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) place: usize,
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    /// The first rows.
    pub(crate) rows: Vec<Row>,
    /// Whether there are no more.
    pub(crate) is_whole: bool,
    pub(crate) header: Option<Header>,
}

/// The first rows of a sheet, and whether these are all.
pub(crate) fn head(table: &Table, sheet: usize) -> Result<(Vec<Row>, bool), ImportError> {
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = 0_usize;
    let mut is_whole = true;
    table.each_row(sheet, &mut |row| {
        if rows.len() >= LOOKED_AT || cells >= CELLS_LOOKED_AT {
            is_whole = false;
            return Ok::<_, ImportError>(ControlFlow::Break(()));
        }
        cells = cells.saturating_add(row.cells.len());
        rows.push(row);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((rows, is_whole))
}

/// The sheets of a file; only the named one where one is named.
pub(crate) fn sheets(table: &Table, only: Option<&str>, vocabulary: &Vocabulary<'_>) -> Result<Vec<Sheet>, ImportError> {
    let only = only.map(|name| table.sheet(name)).transpose()?;
    let mut sheets = Vec::new();
    for (place, listed) in table.sheet_list().iter().enumerate() {
        if only.is_some_and(|only| only != place) {
            continue;
        }
        let (rows, is_whole) = head(table, place)?;
        let header = header::find(&rows, vocabulary);
        sheets.push(Sheet { place, name: listed.name.clone(), is_hidden: listed.is_hidden, rows, is_whole, header });
    }
    Ok(sheets)
}
