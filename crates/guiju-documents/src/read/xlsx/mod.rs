//! Workbooks since 2007: checked once as a whole, then each sheet is a stream of rows.
//!
//! The check unpacks every part into nothing, counting (a zip's declared sizes may lie), while the shared texts are read beside it. What it learns
//! is kept, so that a sheet's rows are one pass later on: the shared texts, the formats, the calendar, and whether there are merged cells at all.

mod book;
mod check;
mod package;
mod sheet;
mod texts;
mod values;

use std::ops::ControlFlow;
use std::sync::OnceLock;

use super::rows::{Region, Rows};
use super::{Sheet, Table};
use crate::{DocumentError, Row};
use package::Package;
pub(super) use package::of_xml;
use texts::Texts;
pub(super) use values::{Shown, iso_date, number, serial};

/// What is known of a workbook after its check.
#[derive(Debug)]
pub(super) struct Workbook {
    package: Package,
    sheets: Vec<SheetPart>,
    texts: Texts,
    /// What each style of a cell shows of a number.
    styles: Vec<Shown>,
    is_1904: bool,
    /// The writer asks for everything to be computed when the file is opened: it has not done so itself.
    is_to_be_computed: bool,
}

#[derive(Debug)]
struct SheetPart {
    name: String,
    is_hidden: bool,
    part: String,
    has_merges: bool,
    /// Read when first wanted: merged regions stand behind the rows that they span.
    merges: OnceLock<Vec<Region>>,
}

impl Workbook {
    /// Checks the whole file.
    pub(super) fn open(table: &Table, file_bytes: u64) -> Result<Self, DocumentError> {
        let mut archive = package::open(table)?;
        let limit = check::limit(table, file_bytes);
        let package = Package::new(&mut archive, limit);
        check::declared(table, &mut archive, limit, file_bytes)?;
        let outline = book::Outline::read(table, &package)?;
        // Two things at once: all but the texts is unpacked into nothing, and the texts are read.
        let (checked, texts) = std::thread::scope(|scope| {
            let checking = scope.spawn(|| check::parts(table, &mut archive, &package, outline.texts.as_deref(), limit, file_bytes));
            let texts = match &outline.texts {
                Some(part) => package
                    .xml_within(table, part, table.limits.shared_text_bytes)
                    .and_then(|xml| xml.map_or_else(|| Ok(Texts::default()), |xml| Texts::read(table, part, xml))),
                None => Ok(Texts::default()),
            };
            (checking.join().unwrap_or_else(|_| Err(table.damaged("its inner structure is broken"))), texts)
        });
        let merged = checked?;
        let texts = texts?;
        let styles = match &outline.styles {
            Some(part) => book::styles(table, &package, part)?,
            None => Vec::new(),
        };
        let sheets = outline.sheets.into_iter().map(|(sheet, part)| SheetPart {
            has_merges: merged.contains(&part),
            name: sheet.name,
            is_hidden: sheet.is_hidden,
            part,
            merges: OnceLock::new(),
        });
        let sheets = sheets.collect();
        Ok(Self { package, sheets, texts, styles, is_1904: outline.is_1904, is_to_be_computed: outline.is_to_be_computed })
    }

    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|sheet| Sheet { name: sheet.name.clone(), is_hidden: sheet.is_hidden }).collect()
    }

    pub(super) const fn is_1904(&self) -> bool {
        self.is_1904
    }

    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        sheet: usize,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let sheet = self.sheets.get(sheet).ok_or_else(|| table.unknown_sheet(sheet))?;
        let regions = self.regions(table, sheet)?;
        let Some(xml) = self.package.xml(table, &sheet.part)? else { return Ok(()) };
        sheet::each_row(self, table, &sheet.part, xml, Rows::new(table, regions), each)
    }

    fn regions<'a>(&self, table: &Table, sheet: &'a SheetPart) -> Result<&'a [Region], DocumentError> {
        if !sheet.has_merges {
            return Ok(&[]);
        }
        if let Some(known) = sheet.merges.get() {
            return Ok(known);
        }
        let found = match self.package.xml(table, &sheet.part)? {
            Some(xml) => sheet::regions(table, &sheet.part, xml)?,
            None => Vec::new(),
        };
        Ok(sheet.merges.get_or_init(|| found))
    }
}
