//! Opens a file as a table of sheets and gives out its rows.

mod delimited;
mod lines;
mod packed;
mod transcode;
mod workbook;

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::{DocumentError, Row};
use delimited::Delimited;

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
    delimited: Option<Delimited>,
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
        let mut head = Vec::with_capacity(1024);
        file.by_ref().take(1024).read_to_end(&mut head).map_err(io("read"))?;
        let kind = kind_of(&head, &name)?;
        let mut table = Self { path: path.to_owned(), name, kind, limits: options.limits.clone(), sheets: Vec::new(), delimited: None };
        match kind {
            FileKind::Csv | FileKind::CsvGz => {
                table.delimited = Some(Delimited::examine(&table, options)?);
                let stem = Path::new(table.name.trim_end_matches(".gz")).file_stem();
                table.sheets = vec![stem.map_or_else(|| table.name.clone(), |stem| stem.to_string_lossy().into_owned())];
            }
            FileKind::Xlsx => {
                packed::check(&table, size)?;
                table.sheets = workbook::xlsx_sheets(&table)?;
            }
            FileKind::Xls => table.sheets = workbook::xls_sheets(&table)?,
        }
        Ok(table)
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

    /// The encoding of a CSV file, as found or as told.
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        self.delimited.as_ref().map(Delimited::encoding)
    }

    /// The delimiter of a CSV file, as found or as told.
    #[must_use]
    pub fn delimiter(&self) -> Option<char> {
        self.delimited.as_ref().map(Delimited::delimiter)
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
        found.or_else(|| self.delimited.is_some().then_some(0)).ok_or_else(|| DocumentError::UnknownSheet {
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
        match (&self.delimited, self.kind) {
            (Some(delimited), _) => delimited.each_row(self, each),
            (None, FileKind::Xls) => workbook::each_xls_row(self, sheet, each),
            (None, FileKind::Xlsx | FileKind::Csv | FileKind::CsvGz) => workbook::each_xlsx_row(self, sheet, each),
        }
    }

    fn reader(&self) -> Result<BufReader<File>, DocumentError> {
        let file = File::open(&self.path).map_err(|source| DocumentError::Io { action: "open", path: self.path.clone(), source })?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }

    fn io(&self, source: std::io::Error) -> DocumentError {
        if source.kind() == std::io::ErrorKind::UnexpectedEof {
            return DocumentError::Truncated { file: self.name.clone(), reason: "its packed content ends too early".to_owned() };
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

fn kind_of(head: &[u8], name: &str) -> Result<FileKind, DocumentError> {
    let refuse = |what, help| Err(DocumentError::NotATable { file: name.to_owned(), what, help });
    const SAVE: &str = "open it in a spreadsheet program and save it as .xlsx";
    let trimmed = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let lower = trimmed.get(..trimmed.len().min(64)).unwrap_or_default().to_ascii_lowercase();
    if trimmed.is_empty() {
        return refuse("empty", "export it again");
    }
    if head.starts_with(b"\x1F\x8B") {
        return Ok(FileKind::CsvGz);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(FileKind::Xlsx);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(FileKind::Xls);
    }
    if head.starts_with(b"%PDF") {
        return refuse("a PDF document", "export the table as .xlsx or .csv");
    }
    if [&b"<html"[..], b"<!doctype", b"<table", b"<?xml", b"<meta"].iter().any(|start| lower.starts_with(start)) {
        return refuse("a web page or XML under another name", SAVE);
    }
    let is_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || transcode::looks_like_utf16(head).is_some();
    if !is_utf16 && head.contains(&0) {
        return refuse("a binary file", SAVE);
    }
    Ok(FileKind::Csv)
}
