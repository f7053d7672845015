//! [`PatternError`]: why a text is no pattern of `XPath`, in both languages.

use std::fmt;

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message beside them")]
pub enum PatternError {
    /// Longer than any pattern is.
    TooLong { limit: usize },
    /// A flag that is none of `s m i x q`.
    UnknownFlag { flag: char },
    /// Something that the syntax of patterns does not have.
    Malformed { pattern: String },
    /// `[` inside of a class of characters.
    OpenClass { pattern: String },
    /// `(?` that does not go on with `:`.
    Group { pattern: String },
    /// A backslash with nothing after it.
    Unfinished { pattern: String },
    /// A back-reference, which would need time that nothing bounds.
    BackReference { digit: char },
    /// An escape that means nothing.
    UnknownEscape { character: char, pattern: String },
    /// `\p` without braces.
    Property { character: char, pattern: String },
    /// A block of Unicode that is not known.
    UnknownBlock { name: String },
}

impl fmt::Display for PatternError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { limit } => write!(out, "the pattern has more than {limit} bytes"),
            Self::UnknownFlag { flag } => write!(out, "there is no flag `{flag}`"),
            Self::Malformed { pattern } => write!(out, "`{pattern}` is not a pattern"),
            Self::OpenClass { pattern } => write!(out, "`[` inside of `[…]` has to be written `\\[` in `{pattern}`"),
            Self::Group { pattern } => write!(out, "`(?` is followed by `:` in `{pattern}`"),
            Self::Unfinished { pattern } => write!(out, "`{pattern}` ends with a backslash"),
            Self::BackReference { digit } => write!(out, "a back-reference (`\\{digit}`) is not supported"),
            Self::UnknownEscape { character, pattern } => write!(out, "`\\{character}` in `{pattern}` means nothing"),
            Self::Property { character, pattern } => write!(out, "`\\{character}` is followed by `{{` in `{pattern}`"),
            Self::UnknownBlock { name } => write!(out, "the block `{name}` is not known"),
        }
    }
}

impl PatternError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::TooLong { limit } => format!("模式超过 {limit} 字节"),
            Self::UnknownFlag { flag } => format!("没有标志“{flag}”"),
            Self::Malformed { pattern } => format!("“{pattern}”不是有效的模式"),
            Self::OpenClass { pattern } => format!("模式“{pattern}”中，`[…]` 里的 `[` 应写作 `\\[`"),
            Self::Group { pattern } => format!("模式“{pattern}”中，`(?` 之后应为 `:`"),
            Self::Unfinished { pattern } => format!("模式“{pattern}”以反斜杠结尾"),
            Self::BackReference { digit } => format!("不支持反向引用（`\\{digit}`）"),
            Self::UnknownEscape { character, pattern } => format!("模式“{pattern}”中的 `\\{character}` 没有含义"),
            Self::Property { character, pattern } => format!("模式“{pattern}”中，`\\{character}` 之后应为 `{{`"),
            Self::UnknownBlock { name } => format!("未知的字符块“{name}”"),
        }
    }
}
