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
    /// A back-reference to a group that is not there, or not closed yet.
    BackReference { group: usize, pattern: String },
    /// A character that means something, where it means nothing.
    Lone { character: char, pattern: String },
    /// Groups inside of groups, too many of them.
    TooDeep { limit: usize, pattern: String },
    /// A pattern that matches nothing at all, where matches are to be cut at or replaced.
    MatchesNothing,
    /// A text that is too long for a pattern with back-references.
    TextTooLong { limit: usize },
    /// A search with back-references that goes back and forth too often.
    TooManySteps,
    /// An escape that means nothing.
    UnknownEscape { character: char, pattern: String },
    /// `\p` without braces.
    Property { character: char, pattern: String },
    /// A category or block of Unicode that is not known.
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
            Self::BackReference { group, pattern } => {
                write!(out, "`\\{group}` does not refer to a group that ends before it in `{pattern}`")
            }
            Self::Lone { character, pattern } => write!(out, "`{character}` has to be written `\\{character}` here in `{pattern}`"),
            Self::TooDeep { limit, pattern } => write!(out, "more than {limit} groups are inside of each other in `{pattern}`"),
            Self::MatchesNothing => out.write_str("the pattern matches an empty string, so it is everywhere"),
            Self::TextTooLong { limit } => write!(out, "a text of more than {limit} bytes is too long for a back-reference"),
            Self::TooManySteps => out.write_str("the search with back-references takes too long"),
            Self::UnknownEscape { character, pattern } => write!(out, "`\\{character}` in `{pattern}` means nothing"),
            Self::Property { character, pattern } => write!(out, "`\\{character}` is followed by `{{` in `{pattern}`"),
            Self::UnknownBlock { name } => write!(out, "there is no category or block `{name}`"),
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
            Self::BackReference { group, pattern } => format!("模式“{pattern}”中，`\\{group}` 之前没有已结束的对应分组"),
            Self::Lone { character, pattern } => format!("模式“{pattern}”中，此处的 `{character}` 应写作 `\\{character}`"),
            Self::TooDeep { limit, pattern } => format!("模式“{pattern}”中的分组嵌套超过 {limit} 层"),
            Self::MatchesNothing => "模式可匹配空字符串，因此处处匹配".to_owned(),
            Self::TextTooLong { limit } => format!("使用反向引用时，文本不得超过 {limit} 字节"),
            Self::TooManySteps => "使用反向引用的查找耗时过长".to_owned(),
            Self::UnknownEscape { character, pattern } => format!("模式“{pattern}”中的 `\\{character}` 没有含义"),
            Self::Property { character, pattern } => format!("模式“{pattern}”中，`\\{character}` 之后应为 `{{`"),
            Self::UnknownBlock { name } => format!("没有字符类别或字符块“{name}”"),
        }
    }
}
