//! [`EvalError`] and [`NullReason`].

use super::zh::in_chinese as word;
use super::{ArgumentError, CallError, Words};
use crate::span::Span;

/// Why an expression has no value. The same inputs always fail the same way, so never retry.
///
/// In lenient mode each becomes a [`NullReason`] beside the null; in strict mode the first one ends the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum EvalError {
    /// An operand is null, and the operation has no answer for null.
    #[error("{operation} of null")]
    #[diagnostic(code(null_operand))]
    NullOperand {
        /// The operation.
        operation: &'static str,
        /// Where.
        #[label("an operand is null")]
        at: Span,
    },
    /// The values have no order between them.
    #[error("cannot compare {left} with {right}")]
    #[diagnostic(code(cannot_compare))]
    CannotCompare {
        /// The kind of the left value.
        left: &'static str,
        /// The kind of the right value.
        right: &'static str,
        /// Where.
        #[label("these two")]
        at: Span,
    },
    /// The operator does not exist for values of these kinds.
    #[error("cannot calculate {left} {operator} {right}")]
    #[diagnostic(code(cannot_calculate))]
    CannotCalculate {
        /// The operator.
        operator: &'static str,
        /// The kind of the left value.
        left: &'static str,
        /// The kind of the right value.
        right: &'static str,
        /// Where.
        #[label("these two")]
        at: Span,
    },
    /// A value is of another kind than the operation needs.
    #[error("{operation} needs {expected}, got {found}")]
    #[diagnostic(code(wrong_kind))]
    WrongKind {
        /// The operation.
        operation: &'static str,
        /// What it needs.
        expected: &'static str,
        /// What it got.
        found: &'static str,
        /// Where.
        #[label("this value")]
        at: Span,
    },
    /// A division by nought.
    #[error("division by zero")]
    #[diagnostic(code(division_by_zero))]
    DivisionByZero {
        /// Where.
        #[label("the divisor is 0")]
        at: Span,
    },
    /// The result is beyond what a number, date or duration can hold.
    #[error("the result of {operation} is out of range")]
    #[diagnostic(code(out_of_range))]
    OutOfRange {
        /// The operation.
        operation: &'static str,
        /// Where.
        #[label("out of range")]
        at: Span,
    },
    /// The value has no entry or property of this name.
    #[error("no entry `{name}` in this {found}")]
    #[diagnostic(code(no_entry))]
    NoEntry {
        /// The name.
        name: String,
        /// The kind of the value.
        found: &'static str,
        /// Where.
        #[label("no such entry")]
        at: Span,
    },
    /// The list has no item at this position.
    #[error("no item {index} in a list of {length}")]
    #[diagnostic(code(no_item))]
    NoItem {
        /// The position asked for.
        index: String,
        /// How many items there are.
        length: usize,
        /// Where.
        #[label("this position")]
        at: Span,
    },
    /// An argument that the function has no answer for.
    #[error("`{function}`: {problem}")]
    #[diagnostic(code(bad_argument))]
    BadArgument {
        /// The function.
        function: &'static str,
        /// What is wrong.
        problem: ArgumentError,
        /// Where.
        #[label("in this call")]
        at: Span,
    },
    /// The call does not fit the parameters of the function value.
    #[error("the function cannot be called like this: {problem}")]
    #[diagnostic(code(wrong_call))]
    WrongCall {
        /// What is wrong.
        problem: CallError,
        /// Where.
        #[label("this call")]
        at: Span,
    },
    /// What is called is not a function.
    #[error("a {found} cannot be called")]
    #[diagnostic(code(not_a_function))]
    NotAFunction {
        /// The kind of the value.
        found: &'static str,
        /// Where.
        #[label("not a function")]
        at: Span,
    },
    /// `today()` or `now()` without an instant in the context. The caller has to give one.
    #[error("this evaluation has no clock")]
    #[diagnostic(code(no_clock), help("give the instant in `EvalContext::now`"))]
    NoClock {
        /// Where.
        #[label("needs the instant")]
        at: Span,
    },
    /// A limit of the evaluation is exhausted. A larger [`Limits`](crate::Limits) may help.
    #[error("more than {limit} {what}")]
    #[diagnostic(code(limit_reached))]
    LimitReached {
        /// What was counted.
        what: &'static str,
        /// The limit.
        limit: u64,
        /// Where.
        #[label("here")]
        at: Span,
    },
    /// The caller's own function says why it has no result.
    #[error("{message}")]
    #[diagnostic(code(native))]
    Native {
        /// Its words.
        message: Words,
        /// Where it was called.
        #[label("this call")]
        at: Span,
    },
}

impl EvalError {
    /// Where in the source.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::NullOperand { at, .. }
            | Self::CannotCompare { at, .. }
            | Self::CannotCalculate { at, .. }
            | Self::WrongKind { at, .. }
            | Self::DivisionByZero { at }
            | Self::OutOfRange { at, .. }
            | Self::NoEntry { at, .. }
            | Self::NoItem { at, .. }
            | Self::BadArgument { at, .. }
            | Self::WrongCall { at, .. }
            | Self::NotAFunction { at, .. }
            | Self::NoClock { at }
            | Self::LimitReached { at, .. }
            | Self::Native { at, .. } => *at,
        }
    }

    /// The message in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Self::NullOperand { operation, .. } => format!("{}的操作数为空值", word(operation)),
            Self::CannotCompare { left, right, .. } => format!("{}与{}不能比较", word(left), word(right)),
            Self::CannotCalculate { operator, left, right, .. } => format!("不能计算{} {operator} {}", word(left), word(right)),
            Self::WrongKind { operation, expected, found, .. } => {
                format!("{}需要{}，却得到{}", word(operation), word(expected), word(found))
            }
            Self::DivisionByZero { .. } => "除数为零".to_owned(),
            Self::OutOfRange { operation, .. } => format!("{} 的结果超出范围", word(operation)),
            Self::NoEntry { name, found, .. } => format!("{}中没有条目“{name}”", word(found)),
            Self::NoItem { index, length, .. } => format!("列表只有 {length} 项，没有第 {index} 项"),
            Self::BadArgument { function, problem, .. } => format!("函数“{function}”：{}", problem.zh()),
            Self::WrongCall { problem, .. } => format!("不能这样调用该函数：{}", problem.zh()),
            Self::NotAFunction { found, .. } => format!("{}不是函数，不能调用", word(found)),
            Self::NoClock { .. } => "本次求值没有给定时刻".to_owned(),
            Self::LimitReached { what, limit, .. } => format!("超过上限：{limit} {}", word(what)),
            Self::Native { message, .. } => message.zh.clone().into_owned(),
        }
    }

    /// True where the evaluation itself was stopped, so that its null says nothing about the values.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::LimitReached { .. })
    }
}

/// Why the value, or a part of it, is null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NullReason {
    /// The cause.
    pub error: EvalError,
    /// Where in the source of the expression.
    pub span: Span,
}

impl From<EvalError> for NullReason {
    fn from(error: EvalError) -> Self {
        Self { span: error.span(), error }
    }
}
