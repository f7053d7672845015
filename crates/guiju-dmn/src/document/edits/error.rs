//! Why a document could not be changed.

use crate::error::ReadError;

/// Why an edit was refused. The document is as it was; the edit has to be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Nothing has the id.
    #[error("nothing in the model has the id `{id}`")]
    UnknownElement {
        /// Which id.
        id: String,
    },
    /// The element is something else.
    #[error("`{id}` is a `{found}` and has no `{wanted}`")]
    OtherKind {
        /// Which element.
        id: String,
        /// What it should be or have.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// There is no such rule or column.
    #[error("there is no {what} {number}; the table has {count}")]
    OutOfRange {
        /// `rule`, `input column` …
        what: &'static str,
        /// Its number, from 1.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// A rule has another number of cells than the table has columns.
    #[error("rule {rule} has {has} {what} cells, the table has {columns} {what} columns")]
    WrongNumberOfCells {
        /// Its number, from 1.
        rule: usize,
        /// `input`, `output` or `annotation`.
        what: &'static str,
        /// How many cells.
        has: usize,
        /// How many columns.
        columns: usize,
    },
    /// Two rules would have one id.
    #[error("rules {first} and {second} both have the id `{id}`; leave it out for a rule that is new")]
    DuplicateRule {
        /// The id.
        id: String,
        /// The number of the first.
        first: usize,
        /// The number of the second.
        second: usize,
    },
    /// No diagram shows the element.
    #[error("no diagram shows the element `{id}`")]
    NotInDiagram {
        /// Which element.
        id: String,
    },
    /// A table without an output decides nothing.
    #[error("the last output column of a table cannot be removed")]
    LastOutput,
    /// An element has to have a name.
    #[error("a name cannot be empty")]
    EmptyName,
    /// What would come out is no model.
    #[error("the document could not be read after this change")]
    Unreadable(#[from] ReadError),
}

impl EditError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::UnknownElement { id } => format!("模型中没有编号为 `{id}` 的元素"),
            Self::OtherKind { id, wanted, found } => format!("`{id}` 是 `{found}`，没有 `{wanted}`"),
            Self::OutOfRange { what, number, count } => format!("没有第 {number} 个{}；表中共有 {count} 个", part_zh(what)),
            Self::WrongNumberOfCells { rule, what, has, columns } => {
                let what = part_zh(what);
                format!("规则 {rule} 有 {has} 个{what}单元格，决策表有 {columns} 个{what}列")
            }
            Self::DuplicateRule { id, first, second } => {
                format!("规则 {first} 与规则 {second} 的编号都是 `{id}`；新规则请不要填编号")
            }
            Self::NotInDiagram { id } => format!("没有图显示元素 `{id}`"),
            Self::LastOutput => "决策表的最后一个输出列不能删除".to_owned(),
            Self::EmptyName => "名称不能为空".to_owned(),
            Self::Unreadable(cause) => format!("这样修改后模型无法读取：{}", cause.message().zh),
        }
    }
}

/// A part of a table in Chinese.
fn part_zh(what: &str) -> &str {
    match what {
        "rule" => "规则",
        "input" => "输入",
        "output" => "输出",
        "annotation" => "批注",
        "input column" => "输入列",
        "output column" => "输出列",
        "annotation column" => "批注列",
        other => other,
    }
}
