//! Opens a file as a table of sheets and gives out its rows.

mod ahead;
mod biff;
mod bounded;
mod compound;
mod delimited;
mod encoding;
mod kinds;
mod markup;
mod page;
mod rows;
mod scan;
mod split;
mod statement;
mod tidy;
mod transcode;
mod xls;
mod xlsx;
mod xml;
mod xml_sheets;

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::words;

pub use statement::COLUMNS as STATEMENT_COLUMNS;

use crate::{DocumentError, Row};
use delimited::Delimited;
use page::Page;
use statement::Statements;
use xls::OldWorkbook;
use xlsx::Workbook;
use xml_sheets::XmlSheets;

/// What a file is, by its first bytes; its name does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text with a delimiter.
    Csv,
    /// The same, gzipped.
    CsvGz,
    /// A workbook since 2007.
    Xlsx,
    /// A workbook until 2003.
    Xls,
    /// A web page, as many systems export it under the name of a workbook.
    Page,
    /// A workbook of 2003 as XML.
    XmlSheets,
    /// A bank's statement, SWIFT MT940.
    Mt940,
    /// A bank's statement, ISO 20022 camt.052, camt.053 or camt.054.
    Camt,
}

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether a spreadsheet program hides it, so that its owner does not see it.
    pub is_hidden: bool,
}

/// How much of a file is taken in. What is beyond is refused with a message that names the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Of the file itself.
    pub file_bytes: u64,
    /// Of what it unpacks to.
    pub unpacked_bytes: u64,
    /// Of the shared texts of a workbook, which are the one part that has to be in memory.
    pub shared_text_bytes: u64,
    /// How many times larger than the file its content may be, beyond 64 MiB.
    pub unpacked_ratio: u64,
    /// Rows of a sheet.
    pub rows: u64,
    /// Columns of a sheet.
    pub columns: usize,
    /// Of one cell.
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            file_bytes: 4096 * MIB,
            unpacked_bytes: 8192 * MIB,
            shared_text_bytes: 512 * MIB,
            unpacked_ratio: 250,
            rows: 20_000_000,
            columns: 2_000,
            cell_bytes: 131_072,
        }
    }
}

/// What the opener knows about a file; what it does not is found in the file.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The encoding of a CSV file, such as `gb18030`.
    pub encoding: Option<String>,
    /// Its delimiter.
    pub delimiter: Option<char>,
    /// How much is taken in.
    pub limits: Limits,
}

/// A file that was found to be a whole table. It can be read as often as wanted.
///
/// ```
/// # use guiju_documents::{OpenOptions, Table, DocumentError};
/// # use std::ops::ControlFlow;
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("invoices.csv");
/// std::fs::write(&path, "客户名称;应收金额\n远航;1,200.50\n").unwrap();
/// let table = Table::open(&path, &OpenOptions::default()).unwrap();
/// let mut rows = Vec::new();
/// table.each_row(0, &mut |row| {
///     rows.push(row.cell(1).text().into_owned());
///     Ok::<_, DocumentError>(ControlFlow::Continue(()))
/// }).unwrap();
/// assert_eq!(rows, ["应收金额", "1,200.50"]);
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    path: PathBuf,
    name: String,
    kind: FileKind,
    limits: Limits,
    sheets: Vec<String>,
    sheet_list: Vec<Sheet>,
    content: Content,
}

/// What is known of a file by its kind.
#[derive(Debug, Clone)]
enum Content {
    Unknown,
    Delimited(Delimited),
    Workbook(Arc<Workbook>),
    Old(OldWorkbook),
    Page(Page),
    Statements(Statements),
    XmlSheets(XmlSheets),
}

impl Table {
    /// Opens a file and checks the whole of it: that it is a table, complete, and within the limits.
    ///
    /// # Errors
    /// Where it is not; nothing has been given out by then.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self, DocumentError> {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let io = |action| move |source| DocumentError::Io { action, path: path.to_owned(), source };
        let mut file = File::open(path).map_err(io("open"))?;
        let size = file.metadata().map_err(io("open"))?.len();
        if size > options.limits.file_bytes {
            let reason = format!("it has {} MiB, the limit is {} MiB", size >> 20, options.limits.file_bytes >> 20);
            return Err(DocumentError::TooLarge { file: name, reason });
        }
        let mut head = Vec::with_capacity(4096);
        file.by_ref().take(kinds::HEAD_BYTES).read_to_end(&mut head).map_err(io("read"))?;
        let kind = kinds::kind_of(&head, &name)?;
        let limits = options.limits.clone();
        let mut table =
            Self { path: path.to_owned(), name, kind, limits, sheets: Vec::new(), sheet_list: Vec::new(), content: Content::Unknown };
        (table.content, table.sheet_list) = match kind {
            FileKind::Csv | FileKind::CsvGz => (Content::Delimited(Delimited::examine(&table, options)?), table.only_sheet()),
            FileKind::Page => (Content::Page(Page::open(&table, options)?), table.only_sheet()),
            FileKind::Xlsx => {
                let book = Workbook::open(&table, size)?;
                let sheets = book.sheets();
                (Content::Workbook(Arc::new(book)), sheets)
            }
            FileKind::Xls => {
                let book = OldWorkbook::open(&table)?;
                let sheets = book.sheets();
                (Content::Old(book), sheets)
            }
            FileKind::XmlSheets => {
                let book = XmlSheets::open(&table)?;
                let sheets = book.sheets();
                (Content::XmlSheets(book), sheets)
            }
            FileKind::Mt940 | FileKind::Camt => {
                let statements = Statements::open(&table, options)?;
                let sheets = statements.sheets();
                (Content::Statements(statements), sheets)
            }
        };
        table.sheets = table.sheet_list.iter().map(|sheet| sheet.name.clone()).collect();
        Ok(table)
    }

    /// The one sheet of a file that has no sheets, by the file's name.
    fn only_sheet(&self) -> Vec<Sheet> {
        let stem = Path::new(self.name.trim_end_matches(".gz")).file_stem();
        let name = stem.map_or_else(|| self.name.clone(), |stem| stem.to_string_lossy().into_owned());
        vec![Sheet { name, is_hidden: false }]
    }

    /// What the file is.
    #[must_use]
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// The file's name, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of its sheets; one for a CSV file.
    #[must_use]
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Its sheets, with those that are hidden.
    #[must_use]
    pub fn sheet_list(&self) -> &[Sheet] {
        &self.sheet_list
    }

    /// Whether a workbook counts its days from 1904. Cells that are shown as dates are right either way; a plain number that is meant as a
    /// day is not.
    #[must_use]
    pub fn is_1904(&self) -> bool {
        match &self.content {
            Content::Workbook(book) => book.is_1904(),
            Content::Old(book) => book.is_1904(),
            Content::XmlSheets(book) => book.is_1904(),
            Content::Unknown | Content::Delimited(_) | Content::Page(_) | Content::Statements(_) => false,
        }
    }

    /// The encoding of a text file, as found or as told.
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        match &self.content {
            Content::Delimited(delimited) => Some(delimited.encoding()),
            Content::Page(page) => Some(page.encoding()),
            Content::Unknown | Content::Workbook(_) | Content::Old(_) | Content::XmlSheets(_) | Content::Statements(_) => None,
        }
    }

    /// Whether a text file has bytes that its encoding does not know; each stands as `U+FFFD` in its cell, and the rest is right.
    #[must_use]
    pub fn has_replaced_bytes(&self) -> bool {
        match &self.content {
            Content::Delimited(delimited) => delimited.has_replaced_bytes(),
            Content::Page(page) => page.has_replaced_bytes(),
            Content::Unknown | Content::Workbook(_) | Content::Old(_) | Content::XmlSheets(_) | Content::Statements(_) => false,
        }
    }

    /// The delimiter of a CSV file, as found or as told.
    #[must_use]
    pub fn delimiter(&self) -> Option<char> {
        match &self.content {
            Content::Delimited(delimited) => Some(delimited.delimiter()),
            Content::Unknown
            | Content::Workbook(_)
            | Content::Old(_)
            | Content::XmlSheets(_)
            | Content::Page(_)
            | Content::Statements(_) => None,
        }
    }

    /// BLAKE3 of the file, in hex.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn digest(&self) -> Result<String, DocumentError> {
        let mut hasher = blake3::Hasher::new();
        std::io::copy(&mut self.reader()?, &mut hasher).map_err(|error| self.io(error))?;
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// The place of a sheet by its name.
    ///
    /// # Errors
    /// Where there is none; the message lists those that there are. A CSV file answers to any name.
    pub fn sheet(&self, name: &str) -> Result<usize, DocumentError> {
        let found = self.sheets.iter().position(|sheet| sheet.trim() == name.trim());
        let has_no_names = matches!(self.content, Content::Delimited(_) | Content::Page(_));
        found.or_else(|| has_no_names.then_some(0)).ok_or_else(|| DocumentError::UnknownSheet {
            file: self.name.clone(),
            sheet: name.to_owned(),
            known: self.sheets.join(", "),
        })
    }

    /// Gives out the rows of a sheet that are not empty, in their order, until there are no more or `each` breaks.
    ///
    /// # Errors
    /// Those of the file, and those of `each`, which stop the reading.
    pub fn each_row<E: From<DocumentError>>(&self, sheet: usize, each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>) -> Result<(), E> {
        match &self.content {
            Content::Delimited(delimited) => delimited.each_row(self, each),
            Content::Workbook(book) => book.each_row(self, sheet, each),
            Content::Old(book) => book.each_row(self, sheet, each),
            Content::XmlSheets(book) => book.each_row(self, sheet, each),
            Content::Page(page) => page.each_row(self, each),
            Content::Statements(statements) => statements.each_row(self, sheet, each),
            Content::Unknown => Ok(()),
        }
    }

    fn unknown_sheet(&self, sheet: usize) -> DocumentError {
        DocumentError::UnknownSheet { file: self.name.clone(), sheet: (sheet + 1).to_string(), known: self.sheets.join(", ") }
    }

    fn protected(&self) -> DocumentError {
        DocumentError::Protected {
            file: self.name.clone(),
            how: words("受密码保护", "a password"),
            help: words("请输入密码打开后，另存为一份不带密码的副本", "open it with the password and save a copy without one"),
        }
    }

    fn reader(&self) -> Result<BufReader<File>, DocumentError> {
        let file = File::open(&self.path).map_err(|source| DocumentError::Io { action: "open", path: self.path.clone(), source })?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }

    fn io(&self, source: std::io::Error) -> DocumentError {
        if source.kind() == std::io::ErrorKind::UnexpectedEof {
            return DocumentError::Truncated { file: self.name.clone(), reason: "its content ends too early".to_owned() };
        }
        if source.kind() == std::io::ErrorKind::FileTooLarge {
            return self.too_large(source.to_string());
        }
        if matches!(source.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput) {
            return self.damaged(source.to_string());
        }
        DocumentError::Io { action: "read", path: self.path.clone(), source }
    }

    fn damaged(&self, reason: impl Into<String>) -> DocumentError {
        DocumentError::Damaged { file: self.name.clone(), reason: reason.into() }
    }

    fn too_large(&self, reason: impl Into<String>) -> DocumentError {
        DocumentError::TooLarge { file: self.name.clone(), reason: reason.into() }
    }

    fn check_cell(&self, row: u64, column: usize, bytes: usize) -> Result<(), DocumentError> {
        if column >= self.limits.columns {
            return Err(self.too_large(format!("row {row} has more than {} columns", self.limits.columns)));
        }
        if bytes > self.limits.cell_bytes {
            return Err(self.too_large(format!(
                "the cell in row {row}, column {} has {bytes} bytes, the limit is {}",
                column + 1,
                self.limits.cell_bytes
            )));
        }
        Ok(())
    }

    fn check_rows(&self, rows: u64) -> Result<(), DocumentError> {
        if rows > self.limits.rows {
            return Err(self.too_large(format!("it has more than {} rows; split it into parts", self.limits.rows)));
        }
        Ok(())
    }
}
