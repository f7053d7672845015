//! What of a plan runs row by row, and why: said before it runs, for `guiju check`.

mod parts;

use std::fmt;
use std::sync::Arc;

use guiju_feel::{Span, Type};

pub(crate) use parts::of_plan;

/// How much of a plan falls back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The whole plan: every row goes through the one-case evaluator.
    Plan,
    /// An expression, row by row.
    Expression,
    /// A rule's cell, tried for the rows that reach it.
    Rule,
}

/// A part of a plan that has no kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallback {
    /// The decision.
    pub element: Arc<str>,
    /// How much of it.
    pub unit: Unit,
    /// The rule, from 1, where it is in one.
    pub rule: Option<usize>,
    /// Why.
    pub cause: Cause,
    /// Where in the text of the expression.
    pub span: Span,
}

/// Why a part of a plan has no kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A built-in that runs row by row.
    Function(&'static str),
    /// A part of an expression, in words.
    Part(&'static str),
    /// A call of a function of the model, with what in it has no kernel.
    Call(Arc<str>, Box<Cause>),
    /// Arithmetic of types for which there is no kernel.
    Arithmetic(Box<(Type, Type)>),
    /// A cell that is no question about constants, in the column of this heading.
    Cell(String),
    /// A table of which there is no index: it has no inputs, or more than a million rules.
    NoIndex,
    /// Several outputs that are not constants.
    SeveralOutputs,
    /// Logic of another form than an expression, a table or a context, in words.
    Logic(&'static str),
}

impl fmt::Display for Fallback {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.element)?;
        if let Some(rule) = self.rule {
            write!(out, ", rule {rule}")?;
        }
        let how = match self.unit {
            Unit::Plan => "every case is decided for itself",
            Unit::Expression => "computed case by case",
            Unit::Rule => "tried case by case",
        };
        write!(out, ": {how}, because of {}", self.cause)
    }
}

impl Fallback {
    /// The same in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let rule = self.rule.map_or_else(String::new, |rule| format!("，规则 {rule}"));
        let how = match self.unit {
            Unit::Plan => "每一行单独判定",
            Unit::Expression => "逐行计算",
            Unit::Rule => "逐行比对",
        };
        format!("{}{rule}：{how}，原因：{}", self.element, self.cause.message_zh())
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(name) => write!(out, "the function `{name}`"),
            Self::Part(what) | Self::Logic(what) => out.write_str(what),
            Self::Call(name, cause) => write!(out, "{cause} in `{name}`"),
            Self::Arithmetic(types) => write!(out, "arithmetic of {} and {}", types.0, types.1),
            Self::Cell(column) => write!(out, "its cell in column `{column}`, which is no question about constants"),
            Self::NoIndex => out.write_str("a table without input columns, or of more than a million rules"),
            Self::SeveralOutputs => out.write_str("several outputs that are not constants"),
        }
    }
}

impl Cause {
    /// The same in a function, which is said once where the function calls itself.
    fn within(self, function: &Arc<str>) -> Self {
        match self {
            Self::Call(name, cause) if name == *function => Self::Call(name, cause),
            cause => Self::Call(Arc::clone(function), Box::new(cause)),
        }
    }

    fn message_zh(&self) -> String {
        match self {
            Self::Function(name) => format!("函数“{name}”"),
            Self::Part(what) | Self::Logic(what) => in_chinese(what).to_owned(),
            Self::Call(name, cause) => format!("“{name}”中的{}", cause.message_zh()),
            Self::Arithmetic(types) => format!("{} 与 {} 的运算", types.0, types.1),
            Self::Cell(column) => format!("“{column}”列的单元格不是与常量的比较"),
            Self::NoIndex => "决策表没有输入列，或规则超过一百万条".to_owned(),
            Self::SeveralOutputs => "多个输出且并非都是常量".to_owned(),
        }
    }
}

/// The words for parts that have no kernel.
const PARTS: &[(&str, &str)] = &[
    ("a list", "列表"),
    ("a context", "上下文"),
    ("a range as a value", "作为值的区间"),
    ("`for`", "for 表达式"),
    ("`some` or `every`", "some 或 every 表达式"),
    ("a filter", "筛选"),
    ("`instance of`", "instance of 表达式"),
    ("a call of a function value", "对函数值的调用"),
    ("a function value", "函数值"),
    ("a name of an enclosing expression", "外层表达式中的名称"),
    ("an expression that cannot be read", "无法解析的表达式"),
    ("a call of a function", "函数调用"),
    ("a relation", "关系表"),
    ("a function", "函数"),
    ("a table in a boxed condition", "盒式条件中的决策表"),
    ("an iteration", "迭代"),
    ("values of an imported model", "导入模型中的值"),
    ("a function that asks for decisions or inputs by itself", "自行引用决策或输入的函数"),
    ("a table that is called in several places with arguments that may not fit", "在多处以可能不符的参数调用的决策表"),
    ("calls of functions inside of one another that are too deep, or too many", "嵌套过深或过多的函数调用"),
];

fn in_chinese(words: &'static str) -> &'static str {
    PARTS.iter().find(|(english, _)| *english == words).map_or(words, |(_, chinese)| chinese)
}
