//! [`ArgumentError`]: what is wrong with the arguments of a built-in, in both languages.
//!
//! Nothing is formatted until somebody reads it: a column of a million rows may fail a million times.

use std::fmt;

use super::PatternError;
use super::zh::in_chinese as word;

/// What a built-in has no answer for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message beside them")]
pub enum ArgumentError {
    /// A parameter that may not be null.
    Null { parameter: &'static str },
    /// A parameter of another kind.
    Kind { parameter: &'static str, found: &'static str, expected: &'static str },
    /// A number with a fraction where a whole one is needed.
    NotWhole { parameter: &'static str, number: String },
    /// A text that cannot be read as what it should be: `date`, `number`, `range` …
    Unreadable { text: String, what: &'static str },
    /// A day or a time of day that does not exist.
    Impossible { what: &'static str, text: String },
    /// A name that no time zone has.
    UnknownZone { name: String },
    /// Zones lie within 14 hours of UTC.
    OffsetTooLarge,
    /// A list that needs an item.
    EmptyList,
    /// A standard deviation of less than two numbers.
    SmallSample,
    /// A list with a value that the function has no use for.
    Contains { found: &'static str },
    /// A list of values that do not go together.
    Mixed { found: &'static str, beside: &'static str },
    /// A function among the arguments gave something else than a boolean.
    NotDecided { parameter: &'static str, found: &'static str },
    /// A position outside of a list, or of a string.
    NoPosition { position: String, length: usize, is_text: bool },
    /// A length that is not positive.
    Length { length: String },
    /// A part of a list, or of a string, that is longer than what there is.
    EndsBefore { is_text: bool },
    /// An entry that the context does not have.
    NoEntry { name: String },
    /// A key that is no string.
    KeyKind { found: &'static str },
    /// An item of a list of entries that is no context.
    EntryKind { found: &'static str },
    /// An entry without a `key`.
    NoKey,
    /// An entry without a `value`.
    NoValue { key: String },
    /// Two entries of one key.
    DuplicateKey { key: String },
    /// A path of keys that leads through something that is no context.
    NotAContext { key: String, found: &'static str },
    /// `number` with one separator for both.
    SameSeparators,
    /// `number` with a separator that it does not know.
    Separator { text: String },
    /// A scale that numbers do not have.
    ScaleOutOfRange,
    /// A number that the function is not defined for.
    NoResult { number: String },
    /// A pattern that is none.
    Pattern(PatternError),
    /// `\` and `$` mean something in a replacement.
    Replacement { character: char },
    /// Values that have no order between them.
    Unrelated { left: &'static str, right: &'static str },
}

impl From<PatternError> for ArgumentError {
    fn from(error: PatternError) -> Self {
        Self::Pattern(error)
    }
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null { parameter } => write!(out, "`{parameter}` is null"),
            Self::Kind { parameter, found, expected } => write!(out, "`{parameter}` is a {found}, not a {expected}"),
            Self::NotWhole { parameter, number } => write!(out, "`{parameter}` is {number}, not a whole number"),
            Self::Unreadable { text, what } => write!(out, "`{text}` is not a {what}"),
            Self::Impossible { what, text } => write!(out, "there is no {what} {text}"),
            Self::UnknownZone { name } => write!(out, "unknown time zone `{name}`"),
            Self::OffsetTooLarge => out.write_str("the offset is more than 14 hours"),
            Self::EmptyList => out.write_str("the list is empty"),
            Self::SmallSample => out.write_str("a sample has two numbers at least"),
            Self::Contains { found } => write!(out, "the list contains a {found}"),
            Self::Mixed { found, beside } => write!(out, "the list contains {found} beside {beside}"),
            Self::NotDecided { parameter, found } => write!(out, "`{parameter}` gave {found}, not a boolean"),
            Self::NoPosition { position, length, is_text } => {
                write!(out, "no position {position} in a {} of {length}", if *is_text { "string" } else { "list" })
            }
            Self::Length { length } => write!(out, "the length is {length}"),
            Self::EndsBefore { is_text } => {
                out.write_str(if *is_text { "the string ends before that" } else { "the list ends before that" })
            }
            Self::NoEntry { name } => write!(out, "there is no entry `{name}`"),
            Self::KeyKind { found } => write!(out, "the key is {found}, not a string"),
            Self::EntryKind { found } => write!(out, "an entry is a {found}, not a context"),
            Self::NoKey => out.write_str("an entry has no `key` that is a string"),
            Self::NoValue { key } => write!(out, "the entry `{key}` has no `value`"),
            Self::DuplicateKey { key } => write!(out, "`{key}` is there twice"),
            Self::NotAContext { key, found } => write!(out, "`{key}` is a {found}, not a context"),
            Self::SameSeparators => out.write_str("the two separators are the same"),
            Self::Separator { text } => write!(out, "`{text}` cannot be a separator"),
            Self::ScaleOutOfRange => out.write_str("the scale is out of range"),
            Self::NoResult { number } => write!(out, "has no result for {number}"),
            Self::Pattern(error) => write!(out, "{error}"),
            Self::Replacement { character } => write!(out, "`{character}` in the replacement has to be written `\\{character}`"),
            Self::Unrelated { left, right } => write!(out, "cannot relate {left} to {right}"),
        }
    }
}

impl ArgumentError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Null { parameter } => format!("参数“{parameter}”为空值"),
            Self::Kind { parameter, found, expected } => format!("参数“{parameter}”是{}，应为{}", word(found), word(expected)),
            Self::NotWhole { parameter, number } => format!("参数“{parameter}”为 {number}，应为整数"),
            Self::Unreadable { text, what } => format!("“{text}”不是{}", word(what)),
            Self::Impossible { what, text } => format!("不存在{} {text}", word(what)),
            Self::UnknownZone { name } => format!("未知时区“{name}”"),
            Self::OffsetTooLarge => "时区偏移超过 14 小时".to_owned(),
            Self::EmptyList => "列表为空".to_owned(),
            Self::SmallSample => "标准差至少需要两个数字".to_owned(),
            Self::Contains { found } => format!("列表中有{}", word(found)),
            Self::Mixed { found, beside } => format!("列表中既有{}又有{}", word(found), word(beside)),
            Self::NotDecided { parameter, found } => format!("“{parameter}”的结果是{}，应为布尔值", word(found)),
            Self::NoPosition { position, length, is_text } => {
                if *is_text {
                    format!("字符串有 {length} 个字符，没有第 {position} 个")
                } else {
                    format!("列表有 {length} 项，没有第 {position} 项")
                }
            }
            Self::Length { length } => format!("长度为 {length}，应大于零"),
            Self::EndsBefore { is_text } => if *is_text { "字符串没有这么长" } else { "列表没有这么长" }.to_owned(),
            Self::NoEntry { name } => format!("没有条目“{name}”"),
            Self::KeyKind { found } => format!("键是{}，应为字符串", word(found)),
            Self::EntryKind { found } => format!("条目是{}，应为上下文", word(found)),
            Self::NoKey => "条目缺少字符串类型的“key”".to_owned(),
            Self::NoValue { key } => format!("条目“{key}”缺少“value”"),
            Self::DuplicateKey { key } => format!("键“{key}”重复"),
            Self::NotAContext { key, found } => format!("“{key}”是{}，应为上下文", word(found)),
            Self::SameSeparators => "两个分隔符相同".to_owned(),
            Self::Separator { text } => format!("“{text}”不能作为分隔符"),
            Self::ScaleOutOfRange => "小数位数超出范围".to_owned(),
            Self::NoResult { number } => format!("对 {number} 没有结果"),
            Self::Pattern(error) => error.zh(),
            Self::Replacement { character } => format!("替换文本中的“{character}”应写作“\\{character}”"),
            Self::Unrelated { left, right } => format!("{}与{}之间没有先后关系", word(left), word(right)),
        }
    }
}
