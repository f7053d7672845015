//! [`CompileError`].

use super::zh::in_chinese as word;
use super::{CallError, Words};
use crate::span::Span;
use crate::types::Type;

/// Why a text is not an expression over the names in scope. The author of the expression has to change it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum CompileError {
    /// Something else was expected here.
    #[error("expected {expected}, found {found}")]
    #[diagnostic(code(unexpected_token))]
    UnexpectedToken {
        /// What would have been right.
        expected: String,
        /// What stands there.
        found: String,
        /// Where.
        #[label("not expected here")]
        at: Span,
        /// What to do.
        #[help]
        help: Option<Box<Words>>,
    },
    /// A string or a comment never ends.
    #[error("the {what} that begins here never ends")]
    #[diagnostic(code(unclosed))]
    Unclosed {
        /// `string` or `comment`.
        what: &'static str,
        /// Where it begins.
        #[label("begins here")]
        at: Span,
    },
    /// A character that FEEL does not have.
    #[error("`{character}` is not part of FEEL")]
    #[diagnostic(code(unknown_character))]
    UnknownCharacter {
        /// The character.
        character: char,
        /// Where.
        #[label("this character")]
        at: Span,
        /// What to do.
        #[help]
        help: Option<Box<Words>>,
    },
    /// The name is neither in scope nor bound by an enclosing `for`, context or function.
    #[error("unknown name `{name}`")]
    #[diagnostic(code(unknown_name))]
    UnknownName {
        /// The name as written.
        name: String,
        /// Where.
        #[label("no input has this name")]
        at: Span,
        /// `did you mean …?`
        #[help]
        help: Option<Box<Words>>,
    },
    /// The context is known not to have such an entry.
    #[error("no entry `{name}` in {of}")]
    #[diagnostic(code(unknown_entry))]
    UnknownEntry {
        /// The entry as written.
        name: String,
        /// The type of what is left of the dot.
        of: Box<Type>,
        /// Where.
        #[label("no such entry")]
        at: Span,
        /// `did you mean …?`
        #[help]
        help: Option<Box<Words>>,
    },
    /// What is called is not a function.
    #[error("unknown function `{name}`")]
    #[diagnostic(code(unknown_function))]
    UnknownFunction {
        /// The name as written.
        name: String,
        /// Where.
        #[label("no function has this name")]
        at: Span,
        /// `did you mean …?`
        #[help]
        help: Option<Box<Words>>,
    },
    /// The type after `instance of` or a parameter does not exist.
    #[error("unknown type `{name}`")]
    #[diagnostic(code(unknown_type))]
    UnknownType {
        /// The name as written.
        name: String,
        /// Where.
        #[label("no type has this name")]
        at: Span,
        /// `did you mean …?`
        #[help]
        help: Option<Box<Words>>,
    },
    /// The call gives too many or too few arguments, or names a parameter that does not exist.
    #[error("`{function}` cannot be called like this: {problem}")]
    #[diagnostic(code(wrong_arguments))]
    WrongArguments {
        /// The function.
        function: String,
        /// What is wrong.
        problem: CallError,
        /// Where.
        #[label("this call")]
        at: Span,
        /// The signatures.
        #[help]
        help: Option<Box<Words>>,
    },
    /// An operation that can only give null for values of these types.
    #[error("{operation} needs {expected}, but this is {found}")]
    #[diagnostic(code(type_mismatch))]
    TypeMismatch {
        /// The operation.
        operation: String,
        /// What it needs.
        expected: String,
        /// What it gets.
        found: Box<Type>,
        /// Where.
        #[label("always null")]
        at: Span,
    },
    /// `@"…"` with a text that is no date, time or duration.
    #[error("`{text}` is not a date, time or duration")]
    #[diagnostic(code(bad_literal), help("write `2026-03-31`, `14:30:00`, `2026-03-31T14:30:00+08:00`, `P3D` or `P1Y6M`"))]
    BadLiteral {
        /// The text.
        text: String,
        /// Where.
        #[label("cannot be read")]
        at: Span,
    },
    /// Two entries of a context, or two parameters, have one name.
    #[error("`{name}` is there twice")]
    #[diagnostic(code(duplicate_name))]
    DuplicateName {
        /// The name.
        name: String,
        /// Where the second is.
        #[label("the second")]
        at: Span,
    },
    /// Nested deeper than the limit, so that no source can exhaust the stack.
    #[error("nested more than {limit} levels deep")]
    #[diagnostic(code(too_deep), help("give parts of the expression names of their own"))]
    TooDeep {
        /// The limit.
        limit: u32,
        /// Where it was passed.
        #[label("one level too many")]
        at: Span,
    },
    /// The text is longer than the limit.
    #[error("the expression has {bytes} bytes; {limit} is the most")]
    #[diagnostic(code(too_long))]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The limit.
        limit: usize,
        /// The whole text.
        #[label("too long")]
        at: Span,
    },
}

impl CompileError {
    /// Where in the source.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::UnexpectedToken { at, .. }
            | Self::Unclosed { at, .. }
            | Self::UnknownCharacter { at, .. }
            | Self::UnknownName { at, .. }
            | Self::UnknownEntry { at, .. }
            | Self::UnknownFunction { at, .. }
            | Self::UnknownType { at, .. }
            | Self::WrongArguments { at, .. }
            | Self::TypeMismatch { at, .. }
            | Self::BadLiteral { at, .. }
            | Self::DuplicateName { at, .. }
            | Self::TooDeep { at, .. }
            | Self::TooLong { at, .. } => *at,
        }
    }

    /// What stands under the place, in Chinese.
    #[must_use]
    pub const fn label_zh(&self) -> &'static str {
        match self {
            Self::UnexpectedToken { .. } => "此处不应出现",
            Self::Unclosed { .. } => "从这里开始",
            Self::UnknownCharacter { .. } => "这个字符",
            Self::UnknownName { .. } => "没有这个名称的输入",
            Self::UnknownEntry { .. } => "没有这个条目",
            Self::UnknownFunction { .. } => "没有这个名称的函数",
            Self::UnknownType { .. } => "没有这个名称的类型",
            Self::WrongArguments { .. } => "这次调用",
            Self::TypeMismatch { .. } => "总是空值",
            Self::BadLiteral { .. } => "无法识别",
            Self::DuplicateName { .. } => "第二个",
            Self::TooDeep { .. } => "多了一层",
            Self::TooLong { .. } => "过长",
        }
    }

    /// What to do, in Chinese.
    #[must_use]
    pub fn help_zh(&self) -> Option<String> {
        match self {
            Self::UnexpectedToken { help, .. }
            | Self::UnknownCharacter { help, .. }
            | Self::UnknownName { help, .. }
            | Self::UnknownEntry { help, .. }
            | Self::UnknownFunction { help, .. }
            | Self::UnknownType { help, .. }
            | Self::WrongArguments { help, .. } => help.as_ref().map(|help| help.zh.clone().into_owned()),
            Self::BadLiteral { .. } => Some("可写作 `2026-03-31`、`14:30:00`、`2026-03-31T14:30:00+08:00`、`P3D` 或 `P1Y6M`".to_owned()),
            Self::TooDeep { .. } => Some("请给表达式的各部分另起名称".to_owned()),
            Self::Unclosed { .. } | Self::TypeMismatch { .. } | Self::DuplicateName { .. } | Self::TooLong { .. } => None,
        }
    }

    /// The message in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Self::UnexpectedToken { expected, found, .. } => format!("此处应为{}，却是{}", word(expected), word(found)),
            Self::Unclosed { what: "string", .. } => "字符串没有结束引号".to_owned(),
            Self::Unclosed { .. } => "注释没有结束".to_owned(),
            Self::UnknownCharacter { character, .. } => format!("FEEL 中没有字符“{character}”"),
            Self::UnknownName { name, .. } => format!("未知名称“{name}”"),
            Self::UnknownEntry { name, of, .. } => format!("{} 中没有条目“{name}”", word(&of.to_string())),
            Self::UnknownFunction { name, .. } => format!("未知函数“{name}”"),
            Self::UnknownType { name, .. } => format!("未知类型“{name}”"),
            Self::WrongArguments { function, problem, .. } => format!("不能这样调用“{function}”：{}", problem.zh()),
            Self::TypeMismatch { operation, expected, found, .. } => {
                format!("{operation} 需要{}，这里却是{}，结果总是空值", word(expected), word(&found.to_string()))
            }
            Self::BadLiteral { text, .. } => format!("“{text}”不是日期、时间或时长"),
            Self::DuplicateName { name, .. } => format!("名称“{name}”重复"),
            Self::TooDeep { limit, .. } => format!("嵌套超过 {limit} 层"),
            Self::TooLong { bytes, limit, .. } => format!("表达式有 {bytes} 字节，最多 {limit} 字节"),
        }
    }
}
