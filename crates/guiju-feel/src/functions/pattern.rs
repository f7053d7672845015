//! Patterns in the manner of `XPath`, translated for the `regex` crate, which needs time in proportion to the text.
//!
//! Back-references (`\1`) would need backtracking, whose time nothing bounds, so they are refused with a reason.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

use crate::error::PatternError;

/// How many patterns a thread remembers: a table's cells use few, again and again.
const REMEMBERED: usize = 32;
/// The longest pattern, and the largest program that it may become.
const PATTERN_BYTES_MAX: usize = 4_096;
const PROGRAM_BYTES_MAX: usize = 1 << 21;

/// Shared, not cloned: a clone of a `Regex` begins with an empty scratch space, which costs more than the search.
type Remembered = VecDeque<((Box<str>, Box<str>), Rc<Regex>)>;

thread_local! {
    static CACHE: RefCell<Remembered> = const { RefCell::new(VecDeque::new()) };
}

/// The compiled pattern, or what is wrong with it.
pub(super) fn compile(pattern: &str, flags: &str) -> Result<Rc<Regex>, PatternError> {
    let is_same = |key: &(Box<str>, Box<str>)| *key.0 == *pattern && *key.1 == *flags;
    let known = CACHE.with_borrow(|cache| cache.iter().find(|(key, _)| is_same(key)).map(|(_, regex)| Rc::clone(regex)));
    if let Some(regex) = known {
        return Ok(regex);
    }
    let regex = Rc::new(build(pattern, flags)?);
    CACHE.with_borrow_mut(|cache| {
        cache.truncate(REMEMBERED - 1);
        cache.push_front(((pattern.into(), flags.into()), Rc::clone(&regex)));
    });
    Ok(regex)
}

fn build(pattern: &str, flags: &str) -> Result<Regex, PatternError> {
    if pattern.len() > PATTERN_BYTES_MAX {
        return Err(PatternError::TooLong { limit: PATTERN_BYTES_MAX });
    }
    if let Some(flag) = flags.chars().find(|flag| !"smixq".contains(*flag)) {
        return Err(PatternError::UnknownFlag { flag });
    }
    let translated = if flags.contains('q') { regex::escape(pattern) } else { translate(pattern, flags)? };
    RegexBuilder::new(&translated)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(PROGRAM_BYTES_MAX)
        .build()
        .map_err(|_| PatternError::Malformed { pattern: pattern.to_owned() })
}

/// What differs between the two kinds of patterns: white space under `x`, the dot, names, blocks and subtraction.
fn translate(pattern: &str, flags: &str) -> Result<String, PatternError> {
    let mut translated = String::with_capacity(pattern.len());
    let mut rest = pattern.chars().peekable();
    let mut class_depth = 0_usize;
    let mut previous = None;
    while let Some(c) = rest.next() {
        match c {
            '\\' => escape(&mut rest, &mut translated, pattern)?,
            '[' if class_depth == 0 || previous == Some('-') => {
                // `[a-z-[aeiou]]` takes letters away; `regex` writes it with two dashes.
                if class_depth > 0 {
                    translated.push('-');
                }
                class_depth += 1;
                translated.push('[');
            }
            '[' => return Err(PatternError::OpenClass { pattern: pattern.to_owned() }),
            ']' if class_depth > 0 => {
                class_depth -= 1;
                translated.push(']');
            }
            '.' if class_depth == 0 && !flags.contains('s') => translated.push_str("[^\\n\\r]"),
            c if flags.contains('x') && class_depth == 0 && matches!(c, ' ' | '\t' | '\n' | '\r') => {}
            '(' if class_depth == 0 && rest.peek() == Some(&'?') => group(&mut rest, &mut translated, pattern)?,
            // These mean something inside of classes to `regex` but not to `XPath`.
            c @ ('&' | '~') if class_depth > 0 => translated.extend(['\\', c]),
            c => translated.push(c),
        }
        previous = Some(c);
    }
    Ok(translated)
}

/// `XPath` has `(?:…)` and nothing else that begins with `(?`.
fn group(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, translated: &mut String, pattern: &str) -> Result<(), PatternError> {
    rest.next();
    if rest.next_if_eq(&':').is_none() {
        return Err(PatternError::Group { pattern: pattern.to_owned() });
    }
    translated.push_str("(?:");
    Ok(())
}

const NAME_START: &str = "_:A-Za-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";

fn escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, translated: &mut String, pattern: &str) -> Result<(), PatternError> {
    let Some(c) = rest.next() else {
        return Err(PatternError::Unfinished { pattern: pattern.to_owned() });
    };
    match c {
        'i' => translated.push_str(&format!("[{NAME_START}]")),
        'I' => translated.push_str(&format!("[^{NAME_START}]")),
        'c' => translated.push_str(&format!("[{NAME_START}\\-.0-9\\u{{B7}}]")),
        'C' => translated.push_str(&format!("[^{NAME_START}\\-.0-9\\u{{B7}}]")),
        'p' | 'P' => return property(c, rest, translated, pattern),
        '1'..='9' => return Err(PatternError::BackReference { digit: c }),
        // `XPath`'s white space is these four.
        's' => translated.push_str("[ \\t\\n\\r]"),
        'S' => translated.push_str("[^ \\t\\n\\r]"),
        'n' | 'r' | 't' | 'd' | 'D' | 'w' | 'W' | '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^'
        | '$' => {
            translated.extend(['\\', c]);
        }
        _ => return Err(PatternError::UnknownEscape { character: c, pattern: pattern.to_owned() }),
    }
    Ok(())
}

/// `\p{Lu}` is the same in both; blocks such as `\p{IsBasicLatin}` become ranges.
fn property(
    c: char,
    rest: &mut std::iter::Peekable<std::str::Chars<'_>>,
    translated: &mut String,
    pattern: &str,
) -> Result<(), PatternError> {
    if rest.next_if_eq(&'{').is_none() {
        return Err(PatternError::Property { character: c, pattern: pattern.to_owned() });
    }
    let name: String = rest.by_ref().take_while(|c| *c != '}').collect();
    let Some(block) = name.strip_prefix("Is") else {
        translated.push_str(&format!("\\{c}{{{name}}}"));
        return Ok(());
    };
    let range = BLOCKS.iter().find(|(own, _)| *own == block).map(|(_, range)| range);
    let range = range.ok_or_else(|| PatternError::UnknownBlock { name: block.to_owned() })?;
    translated.push_str(&format!("[{}{range}]", if c == 'P' { "^" } else { "" }));
    Ok(())
}

/// The blocks that business texts use.
const BLOCKS: [(&str, &str); 14] = [
    ("BasicLatin", "\\u{0}-\\u{7F}"),
    ("Latin-1Supplement", "\\u{80}-\\u{FF}"),
    ("LatinExtended-A", "\\u{100}-\\u{17F}"),
    ("LatinExtended-B", "\\u{180}-\\u{24F}"),
    ("Greek", "\\u{370}-\\u{3FF}"),
    ("Cyrillic", "\\u{400}-\\u{4FF}"),
    ("Hebrew", "\\u{590}-\\u{5FF}"),
    ("Arabic", "\\u{600}-\\u{6FF}"),
    ("GeneralPunctuation", "\\u{2000}-\\u{206F}"),
    ("CJKSymbolsandPunctuation", "\\u{3000}-\\u{303F}"),
    ("Hiragana", "\\u{3040}-\\u{309F}"),
    ("Katakana", "\\u{30A0}-\\u{30FF}"),
    ("CJKUnifiedIdeographs", "\\u{4E00}-\\u{9FFF}"),
    ("HalfwidthandFullwidthForms", "\\u{FF00}-\\u{FFEF}"),
];
