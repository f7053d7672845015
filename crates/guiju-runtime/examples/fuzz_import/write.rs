//! Writes sheets as files: text in the encodings and with the habits of programs, or a workbook.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::cell::Cell;
use crate::dice::Dice;
use crate::frame::{Line, Sheet};
use crate::style::{DateStyle, NumberStyle, serial};
use crate::truth::{Parts, Tongue};

/// How the bytes of a text file are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    #[default]
    Utf8,
    Utf8Marked,
    Gb18030,
    Big5,
    Utf16,
    Windows,
}

/// The habits of the program that wrote a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Habits {
    pub(crate) is_workbook: bool,
    /// Whether a workbook holds numbers and dates rather than texts.
    pub(crate) is_typed: bool,
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: char,
    pub(crate) has_carriage_return: bool,
    pub(crate) has_last_line_end: bool,
    pub(crate) is_all_quoted: bool,
    /// `="…"` around codes, or around every cell.
    pub(crate) formulas: Formulas,
    /// What stands after codes: a tab, spaces.
    pub(crate) after_ids: &'static str,
    pub(crate) before_all: &'static str,
    pub(crate) has_last_delimiter: bool,
    pub(crate) cuts_empty_cells: bool,
    pub(crate) numbers: NumberStyle,
    pub(crate) dates: DateStyle,
    pub(crate) unit: i64,
}

/// Which cells are written as formulas of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Formulas {
    #[default]
    None,
    Ids,
    All,
}

impl Habits {
    pub(crate) fn random(dice: &mut Dice, tongue: Tongue, currency: &str, unit: i64) -> Self {
        let encoding = match tongue {
            Tongue::Chinese => {
                dice.weighted(&[(7, Encoding::Utf8), (5, Encoding::Utf8Marked), (7, Encoding::Gb18030), (1, Encoding::Utf16)])
            }
            Tongue::Traditional => dice.weighted(&[(4, Encoding::Utf8), (3, Encoding::Utf8Marked), (3, Encoding::Big5)]),
            Tongue::English => {
                dice.weighted(&[(8, Encoding::Utf8), (3, Encoding::Utf8Marked), (2, Encoding::Windows), (1, Encoding::Utf16)])
            }
            Tongue::German => dice.weighted(&[(4, Encoding::Utf8), (2, Encoding::Utf8Marked), (4, Encoding::Windows)]),
        };
        let delimiter = match tongue {
            Tongue::German => dice.weighted(&[(7, ';'), (2, ','), (2, '\t')]),
            Tongue::Chinese | Tongue::Traditional | Tongue::English => dice.weighted(&[(24, ','), (4, '\t'), (2, ';'), (1, '|')]),
        };
        Self {
            is_workbook: dice.one_in(33),
            is_typed: dice.percent(75),
            encoding,
            delimiter: if encoding == Encoding::Utf16 { '\t' } else { delimiter },
            has_carriage_return: dice.coin(),
            has_last_line_end: !dice.one_in(6),
            is_all_quoted: dice.one_in(8),
            formulas: dice.weighted(&[(25, Formulas::None), (3, Formulas::Ids), (1, Formulas::All)]),
            after_ids: dice.weighted(&[(14, ""), (2, "\t"), (1, " "), (1, "    ")]),
            before_all: dice.weighted(&[(60, ""), (1, "`"), (1, " ")]),
            has_last_delimiter: dice.one_in(18),
            cuts_empty_cells: dice.one_in(14),
            numbers: NumberStyle::random(dice, tongue, currency),
            dates: DateStyle::random(dice, tongue),
            unit,
        }
    }

    /// What stands in a cell of a text file.
    pub(crate) fn text(&self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Raw(text) => text.clone(),
            Cell::Id(text) if text.is_empty() => String::new(),
            Cell::Id(text) => format!("{text}{}", self.after_ids),
            Cell::Money(amount, _) => self.numbers.write(*amount, self.unit, true),
            Cell::Zero => self.numbers.zero.to_owned(),
            Cell::Number(number) => self.numbers.plain(number),
            Cell::Day(day, second) => self.dates.write(*day, *second),
        }
    }

    fn field(&self, cell: &Cell, is_header: bool) -> String {
        let text = self.text(cell);
        let is_formula = match self.formulas {
            Formulas::None => false,
            Formulas::Ids => matches!(cell, Cell::Id(_)),
            Formulas::All => !matches!(cell, Cell::Empty),
        };
        if is_formula && !is_header && !text.contains('"') {
            let written = format!("=\"{}\"", text.trim_end());
            return if self.is_all_quoted || written.contains(self.delimiter) { quoted(&written) } else { written };
        }
        let text = if is_header || text.is_empty() { text } else { format!("{}{text}", self.before_all) };
        let must = text.contains(self.delimiter) || text.contains('"') || text.contains('\n');
        if must || (self.is_all_quoted && !matches!(cell, Cell::Empty)) { quoted(&text) } else { text }
    }

    /// A text file of one sheet.
    pub(crate) fn delimited(&self, sheet: &Sheet) -> Vec<u8> {
        let mut text = String::new();
        let end = if self.has_carriage_return { "\r\n" } else { "\n" };
        let count = sheet.lines.len();
        for (place, line) in sheet.lines.iter().enumerate() {
            let is_header = !line.is_data && !line.is_broken;
            let mut fields: Vec<String> = line.cells.iter().map(|cell| self.field(cell, is_header)).collect();
            if self.cuts_empty_cells && line.is_data {
                while fields.last().is_some_and(String::is_empty) {
                    fields.pop();
                }
            } else if self.has_last_delimiter && line.cells.len() > 1 {
                fields.push(String::new());
            }
            let mut delimiter = [0; 4];
            text.push_str(&fields.join(self.delimiter.encode_utf8(&mut delimiter)));
            if place + 1 < count || self.has_last_line_end {
                text.push_str(end);
            }
        }
        encoded(&text, self.encoding)
    }

    /// A workbook of sheets.
    pub(crate) fn workbook(&self, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        for sheet in sheets {
            let written = workbook.add_worksheet();
            written.set_name(&sheet.name)?;
            if sheet.is_hidden {
                written.set_hidden(true);
            }
            for (row, line) in (0_u32..).zip(&sheet.lines) {
                self.line(written, row, line, &day)?;
            }
        }
        workbook.save_to_buffer()
    }

    fn line(&self, sheet: &mut rust_xlsxwriter::Worksheet, row: u32, line: &Line, day: &Format) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(&line.cells) {
            match cell {
                Cell::Empty => {}
                Cell::Money(amount, _) if self.is_typed => {
                    sheet.write_number(row, column, number(*amount, self.unit))?;
                }
                Cell::Zero if self.is_typed => {
                    if self.numbers.zero.starts_with('0') {
                        sheet.write_number(row, column, 0)?;
                    }
                }
                Cell::Number(text) if self.is_typed => {
                    sheet.write_number(row, column, text.parse::<f64>().unwrap_or(0.0))?;
                }
                Cell::Day(date, _) if self.is_typed => {
                    sheet.write_number_with_format(row, column, serial(*date), day)?;
                }
                Cell::Money(..) | Cell::Zero | Cell::Number(_) | Cell::Day(..) | Cell::Text(_) | Cell::Id(_) | Cell::Raw(_) => {
                    let text = self.text(cell);
                    if !text.is_empty() {
                        sheet.write_string(row, column, text)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn number(amount: Parts, unit: i64) -> f64 {
    // What a spreadsheet keeps is the nearest double of the decimal text.
    let style = NumberStyle { decimal: ".", ..NumberStyle::default() };
    style.write(amount, unit, false).parse().unwrap_or(0.0)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let by = |encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, has_errors) = encoding.encode(text);
        if has_errors { marked(text) } else { bytes.into_owned() }
    };
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Marked => marked(text),
        Encoding::Gb18030 => by(encoding_rs::GB18030),
        Encoding::Big5 => by(encoding_rs::BIG5),
        Encoding::Windows => by(encoding_rs::WINDOWS_1252),
        Encoding::Utf16 => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    }
}

fn marked(text: &str) -> Vec<u8> {
    [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect()
}
