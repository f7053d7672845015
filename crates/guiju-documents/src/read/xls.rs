//! Workbooks until 2003, read as a whole (a sheet holds 65,536 rows at most).

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::words;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsOptions};

use super::biff::Seen;
use super::compound::Compound;
use super::rows::{Region, Rows};
use super::tidy::tidy;
use super::xlsx::{Shown, serial};
use super::{Sheet, Table};
use crate::cell::number_text;
use crate::{Cell, DocumentError, Row};

/// How an old workbook is to be read.
#[derive(Debug, Clone)]
pub(super) struct OldWorkbook {
    /// What to take for the code page instead of what the file says.
    code_page: Option<u16>,
    is_computed: bool,
    is_1904: bool,
    sheets: Vec<Sheet>,
}

const XLS_BYTES: u64 = 256 << 20;
/// The code page of Unicode. BIFF8 keeps every text in it; some writers name another one all the same.
const UNICODE: u16 = 1200;

impl OldWorkbook {
    /// Looks into a compound file, which may hold other things than an old workbook.
    pub(super) fn open(table: &Table) -> Result<Self, DocumentError> {
        let reader = table.reader()?;
        let size = reader.get_ref().metadata().map_or(0, |data| data.len());
        let mut compound = Compound::open(reader).map_err(|error| table.io(error))?;
        refuse_others(table, &compound)?;
        if size > XLS_BYTES {
            return Err(table.too_large(format!("it is an .xls of {} MiB; save it as .xlsx", size >> 20)));
        }
        let name = if compound.has("Workbook") { "Workbook" } else { "Book" };
        let stream = compound.stream(name, XLS_BYTES).map_err(|error| table.io(error))?;
        let Some(stream) = stream else {
            return Err(DocumentError::NotATable {
                file: table.name.clone(),
                what: words("是没有工作簿的复合文件", "a compound file without a workbook"),
                help: words("请在原软件中另存为 .xlsx 或 .csv", "save the table as .xlsx or .csv in its own program"),
            });
        };
        let seen = Seen::of(&stream);
        if seen.is_protected {
            return Err(table.protected());
        }
        if seen.is_out_of_bounds {
            return Err(table.damaged("it has a cell beyond row 65,536 or column 256, where an .xls ends"));
        }
        let code_page = if seen.is_unicode { Some(UNICODE) } else { seen.code_page };
        let mut found = Self { code_page, is_computed: seen.is_computed, is_1904: false, sheets: Vec::new() };
        let (sheets, is_1904) = found.with(table, |book| {
            let sheets = book.sheets_metadata().iter().filter(|sheet| matches!(sheet.typ, SheetType::WorkSheet));
            let sheets = sheets.map(|sheet| Sheet { name: sheet.name.clone(), is_hidden: !matches!(sheet.visible, SheetVisible::Visible) });
            Ok((sheets.collect(), book.has_1904_epoch()))
        })?;
        (found.sheets, found.is_1904) = (sheets, is_1904);
        Ok(found)
    }

    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    pub(super) const fn is_1904(&self) -> bool {
        self.is_1904
    }

    /// The reader trusts offsets inside the file; a damaged one may make it panic, which must not take the program with it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the library reports is one thing to the reader: the file is damaged")]
    fn with<T>(&self, table: &Table, work: impl FnOnce(&mut Xls<BufReader<File>>) -> Result<T, DocumentError>) -> Result<T, DocumentError> {
        let reader = table.reader()?;
        let mut options = XlsOptions::default();
        options.force_codepage = self.code_page;
        let work = AssertUnwindSafe(|| {
            let mut book = Xls::new_with_options(reader, options).map_err(|error| match error {
                calamine::XlsError::Password => table.protected(),
                other => table.damaged(other.to_string()),
            })?;
            work(&mut book)
        });
        catch_unwind(work).unwrap_or_else(|_| Err(table.damaged("its inner structure is broken")))
    }

    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        sheet: usize,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let name = self.sheets.get(sheet).map(|sheet| sheet.name.clone()).ok_or_else(|| table.unknown_sheet(sheet))?;
        let (range, formulas, merges) = self.with(table, |book| {
            let range = book.worksheet_range(&name).map_err(|error| table.damaged(error.to_string()))?;
            let formulas = if self.is_computed { None } else { book.worksheet_formula(&name).ok() };
            Ok((range, formulas, book.merge_cells_by_sheet_name(&name).unwrap_or_default()))
        })?;
        let regions: Vec<Region> = merges.into_iter().map(|region| Region { from: region.start, to: region.end }).collect();
        let mut rows = Rows::new(table, &regions);
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, cells) in (first_row..).zip(range.rows()) {
            for (column, value) in (first_column..).zip(cells) {
                let formula = formulas.as_ref().and_then(|formulas| formulas.get_value((row, column))).filter(|text| !text.is_empty());
                let cell = match formula {
                    // What the reader cannot write out is known to be a formula, and no more.
                    Some(text) if text.starts_with("Unrecognised") => Cell::Uncomputed("=".to_owned()),
                    Some(text) => Cell::Uncomputed(format!("={text}")),
                    None => of_value(value, self.is_1904),
                };
                rows.put(row, column, cell)?;
            }
            if rows.end(each)?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

fn of_value(value: &Data, is_1904: bool) -> Cell {
    match value {
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => Cell::Number(number_text(*number)),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => tidy(text),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(moment) => {
            let shown = if moment.is_datetime() { Shown::Date } else { Shown::Duration };
            serial(moment.as_f64(), shown, is_1904)
        }
        Data::Error(error) => Cell::Error(error.to_string()),
        Data::Empty => Cell::Empty,
    }
}

/// What else comes in compound files.
fn refuse_others(table: &Table, compound: &Compound) -> Result<(), DocumentError> {
    let refuse = |zh: &str, en: &str| {
        let help = words("请把其中的表格另存为 .xlsx 或 .csv", "save the table in it as .xlsx or .csv");
        Err(DocumentError::NotATable { file: table.name.clone(), what: words(zh, en), help })
    };
    if compound.has("EncryptedPackage") {
        // Rights management encrypts with keys of a server and knows no password.
        if compound.has("\u{9}DRMTransform") || compound.has("DRMEncryptedTransform") {
            return Err(DocumentError::Protected {
                file: table.name.clone(),
                how: words("受权限管理（IRM/加密软件）保护", "rights management"),
                help: words(
                    "请用有权限的账号打开，另存为不受保护的副本",
                    "open it with an account that may, and save a copy without protection",
                ),
            });
        }
        return Err(table.protected());
    }
    if compound.has("Workbook") || compound.has("Book") {
        return Ok(());
    }
    if compound.has("WordDocument") {
        return refuse("是 Word 文档（.doc）", "a Word document (.doc)");
    }
    if compound.has("PowerPoint Document") {
        return refuse("是演示文稿（.ppt）", "a presentation (.ppt)");
    }
    if compound.has("__properties_version1.0") {
        return refuse("是邮件（.msg）", "an e-mail (.msg)");
    }
    Ok(())
}
