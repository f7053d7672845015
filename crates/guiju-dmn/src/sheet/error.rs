//! Why sheets are no model: which sheet, row and column, what is there and what was expected.

use std::fmt;

use guiju_feel::Words;

use crate::document::EditError;
use crate::error::ReadError;

/// A cell, as a spreadsheet program shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetPlace {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1; 0 for the sheet as a whole.
    pub row: usize,
    /// The column, from 0, where one cell is meant.
    pub column: Option<usize>,
}

impl SheetPlace {
    pub(super) fn cell(sheet: &str, row: usize, column: usize) -> Self {
        Self { sheet: sheet.to_owned(), row: row + 1, column: Some(column) }
    }

    pub(super) fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: 0, column: None }
    }

    /// The letter of the column: `A`, `Z`, `AA`.
    #[must_use]
    pub fn letter(&self) -> Option<String> {
        let mut rest = self.column? + 1;
        let mut letters = Vec::new();
        while rest > 0 {
            let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
            letters.push(char::from(b'A' + digit));
            rest = (rest - 1) / 26;
        }
        Some(letters.iter().rev().collect())
    }

    fn zh(&self) -> String {
        match (self.row, self.letter()) {
            (0, _) => format!("工作表“{}”", self.sheet),
            (row, None) => format!("工作表“{}”第 {row} 行", self.sheet),
            (row, Some(letter)) => format!("工作表“{}”第 {row} 行 {letter} 列", self.sheet),
        }
    }
}

impl fmt::Display for SheetPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "sheet `{}`", self.sheet)?;
        if self.row > 0 {
            write!(out, ", row {}", self.row)?;
        }
        self.letter().map_or(Ok(()), |letter| write!(out, ", column {letter}"))
    }
}

/// A part of a message.
pub(super) fn said(zh: impl Into<String>, en: impl Into<String>) -> Box<Words> {
    Words::boxed(zh.into(), en.into())
}

/// One of these headings.
pub(super) fn one_of(headings: impl IntoIterator<Item = String>) -> Box<Words> {
    let list = headings.into_iter().collect::<Vec<_>>().join("`, `");
    said(format!("`{list}` 之一"), format!("one of `{list}`"))
}

/// Why sheets are no model. The sheet has to be changed; never retry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A cell has to say something else.
    #[error("{place}: expected {expected}, found `{found}`")]
    Unexpected {
        /// Where.
        place: SheetPlace,
        /// What should be there.
        expected: Box<Words>,
        /// What is.
        found: String,
    },
    /// A row or column that a table has is not there.
    #[error("{place}: {missing} is missing")]
    Missing {
        /// Where.
        place: SheetPlace,
        /// What is not there.
        missing: Box<Words>,
    },
    /// Two rules have one id.
    #[error("{place}: the rule id `{id}` is in row {first} already; leave it empty for a rule that is new")]
    DuplicateRule {
        /// The second.
        place: SheetPlace,
        /// The id.
        id: String,
        /// The row of the first.
        first: usize,
    },
    /// A cell is no FEEL.
    #[error("{place}: {message}; this cell takes {expected}")]
    Feel {
        /// Where.
        place: SheetPlace,
        /// What FEEL says of it.
        message: Box<Words>,
        /// `a test of the column` or `an expression`.
        expected: &'static str,
    },
    /// What is in the graph's sheet for a person to see is not changed there.
    #[error("{place}: {what} cannot be changed in a sheet; change it in the editor")]
    Fixed {
        /// Where.
        place: SheetPlace,
        /// What.
        what: &'static str,
    },
    /// The document has no such element.
    #[error("{place}: nothing in the model has the id `{id}`")]
    UnknownElement {
        /// Where.
        place: SheetPlace,
        /// The id.
        id: String,
    },
    /// There is no table in any sheet.
    #[error("none of the sheets is a decision table: none begins with `决策表 Decision table`")]
    NoTable,
    /// The file that the sheets carry is damaged.
    #[error("the sheet `{sheet}` was changed, and what it holds is no model any more")]
    File {
        /// The sheet.
        sheet: String,
        /// What is wrong in it.
        #[source]
        cause: Box<ReadError>,
    },
    /// What comes out of a sheet does not fit the document.
    #[error("{place}: the model cannot be changed as the sheet says")]
    Edit {
        /// Where.
        place: SheetPlace,
        /// Why.
        #[source]
        cause: Box<EditError>,
    },
}

impl SheetError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Unexpected { place, expected, found } => format!("{}：应为 {}，现为 `{found}`", place.zh(), expected.zh),
            Self::Missing { place, missing } => format!("{}：缺少 {}", place.zh(), missing.zh),
            Self::DuplicateRule { place, id, first } => {
                format!("{}：规则编号 `{id}` 与第 {first} 行重复；新规则请留空", place.zh())
            }
            Self::Feel { place, message, expected } => {
                let expected = if *expected == EXPECTED_TEST { "条件" } else { "表达式" };
                format!("{}：不是有效的 FEEL {expected}（{}）", place.zh(), message.zh)
            }
            Self::Fixed { place, .. } => format!("{}：此项不能在表格中修改，请在编辑器中修改", place.zh()),
            Self::UnknownElement { place, id } => format!("{}：模型中没有编号为 `{id}` 的元素", place.zh()),
            Self::NoTable => "没有一张工作表是决策表：首行应为“决策表 Decision table”".to_owned(),
            Self::File { sheet, cause } => format!("工作表“{sheet}”被修改过，其中的模型已损坏（{}）", cause.message().zh),
            Self::Edit { place, cause } => format!("{}：无法按表格修改模型（{}）", place.zh(), cause.zh()),
        }
    }
}

pub(super) const EXPECTED_TEST: &str = "a test of the column, such as `>= 5`, `\"A\"` or `-`";
pub(super) const EXPECTED_VALUE: &str = "an expression of FEEL";
