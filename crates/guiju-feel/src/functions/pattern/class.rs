//! Sets of characters: `[a-z-[aeiou]]`, `\d`, `\p{Lu}`, `\p{IsGreek}`.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::blocks::BLOCKS;
use super::translate::{Reader, literal};
use crate::error::PatternError;

/// Classes inside of each other.
const NESTING_MAX: usize = 20;

/// A set for the engine.
pub(super) enum Set {
    /// The engine adds the other case of its characters where the flags ask for that.
    Folding(String),
    /// Its characters as they are.
    Exact(String),
}

/// What a backslash and what follows it stand for.
pub(super) enum Escape {
    Character(char),
    Set(String),
}

/// A class as it is written.
struct Written {
    is_negated: bool,
    ranges: Vec<(char, char)>,
    sets: Vec<String>,
    without: Option<Box<Written>>,
}

/// Reads a class from behind its `[`.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Set, PatternError> {
    let class = written(reader, 0)?;
    // The flag `i` is about characters and ranges; `\p{Lu}` goes on to match capitals alone. The engine would fold both.
    if reader.flags.contains('i') && class.has_sets() {
        return class.folded().map(|set| Set::Exact(text_of(&set))).ok_or_else(|| reader.wrong());
    }
    Ok(Set::Folding(class.to_text()))
}

fn written(reader: &mut Reader<'_>, depth: usize) -> Result<Written, PatternError> {
    if depth == NESTING_MAX {
        return Err(reader.wrong());
    }
    let mut class = Written { is_negated: reader.accept('^'), ranges: Vec::new(), sets: Vec::new(), without: None };
    loop {
        match reader.next() {
            None => return Err(reader.wrong()),
            Some(']') if class.is_empty() => return Err(reader.wrong()),
            Some(']') => return Ok(class),
            Some('[') => return Err(PatternError::OpenClass { pattern: reader.pattern() }),
            Some('-') if reader.peek() == Some('[') && !class.is_empty() => {
                reader.next();
                class.without = Some(Box::new(written(reader, depth + 1)?));
                // A subtraction is the last part of a class.
                return if reader.accept(']') { Ok(class) } else { Err(reader.wrong()) };
            }
            Some('\\') => match escape(reader)? {
                Escape::Set(text) => class.sets.push(text),
                Escape::Character(c) => class.range_from(c, reader)?,
            },
            Some(c) => class.range_from(c, reader)?,
        }
    }
}

impl Written {
    fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.sets.is_empty()
    }

    fn has_sets(&self) -> bool {
        !self.sets.is_empty() || self.without.as_ref().is_some_and(|without| without.has_sets())
    }

    /// Adds a character, or the range that begins with it.
    fn range_from(&mut self, start: char, reader: &mut Reader<'_>) -> Result<(), PatternError> {
        let is_range = reader.peek() == Some('-') && !matches!(reader.peek_at(1), Some('[' | ']') | None);
        if !is_range || start == '-' {
            self.ranges.push((start, start));
            return Ok(());
        }
        reader.next();
        let end = match reader.next() {
            Some('\\') => match escape(reader)? {
                Escape::Character(c) => c,
                Escape::Set(_) => return Err(reader.wrong()),
            },
            Some(c) => c,
            None => return Err(reader.wrong()),
        };
        if end < start {
            return Err(reader.wrong());
        }
        self.ranges.push((start, end));
        Ok(())
    }

    fn to_text(&self) -> String {
        let mut text = String::from(if self.is_negated { "[^" } else { "[" });
        for (start, end) in &self.ranges {
            text.push_str(&literal(*start));
            if start < end {
                text.push('-');
                text.push_str(&literal(*end));
            }
        }
        text.extend(self.sets.iter().map(String::as_str));
        text.push(']');
        match &self.without {
            Some(without) => format!("[{text}--{}]", without.to_text()),
            None => text,
        }
    }

    /// The set, with both cases of its characters but not of its categories.
    fn folded(&self) -> Option<ClassUnicode> {
        let mut set = ClassUnicode::new(self.ranges.iter().map(|(start, end)| ClassUnicodeRange::new(*start, *end)));
        set.try_case_fold_simple().ok()?;
        for text in &self.sets {
            set.union(&parsed(text)?);
        }
        if self.is_negated {
            set.negate();
        }
        if let Some(without) = &self.without {
            set.difference(&without.folded()?);
        }
        Some(set)
    }
}

fn parsed(text: &str) -> Option<ClassUnicode> {
    match regex_syntax::parse(text).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(set)) => Some(set),
        _ => None,
    }
}

fn text_of(set: &ClassUnicode) -> String {
    let ranges: String = set.iter().map(|range| format!("{}-{}", literal(range.start()), literal(range.end()))).collect();
    // A class of nothing has no other notation.
    if ranges.is_empty() { "[^\\x{0}-\\x{10FFFF}]".to_owned() } else { format!("[{ranges}]") }
}

const NAME_START: &str = "_:A-Za-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";

/// Reads an escape from behind its backslash.
pub(super) fn escape(reader: &mut Reader<'_>) -> Result<Escape, PatternError> {
    let Some(c) = reader.next() else { return Err(PatternError::Unfinished { pattern: reader.pattern() }) };
    let set = match c {
        'n' => return Ok(Escape::Character('\n')),
        'r' => return Ok(Escape::Character('\r')),
        't' => return Ok(Escape::Character('\t')),
        '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' | '$' => return Ok(Escape::Character(c)),
        'i' => format!("[{NAME_START}]"),
        'I' => format!("[^{NAME_START}]"),
        'c' => format!("[{NAME_START}\\-.0-9\\x{{B7}}\\x{{300}}-\\x{{36F}}\\x{{203F}}\\x{{2040}}]"),
        'C' => format!("[^{NAME_START}\\-.0-9\\x{{B7}}\\x{{300}}-\\x{{36F}}\\x{{203F}}\\x{{2040}}]"),
        'd' => "\\p{Nd}".to_owned(),
        'D' => "\\P{Nd}".to_owned(),
        // `XPath`'s white space is these four, and its words are all that is no punctuation, separator or control character.
        's' => "[ \\t\\n\\r]".to_owned(),
        'S' => "[^ \\t\\n\\r]".to_owned(),
        'w' => "[^\\p{P}\\p{Z}\\p{C}]".to_owned(),
        'W' => "[\\p{P}\\p{Z}\\p{C}]".to_owned(),
        'p' | 'P' => property(c == 'P', reader)?,
        _ => return Err(PatternError::UnknownEscape { character: c, pattern: reader.pattern() }),
    };
    Ok(Escape::Set(set))
}

/// The general categories of Unicode that XML Schema has.
const CATEGORIES: [&str; 36] = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",
    "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
];

/// `{Lu}` is a category; blocks such as `{IsBasicLatin}` become ranges.
fn property(is_negated: bool, reader: &mut Reader<'_>) -> Result<String, PatternError> {
    if !reader.accept('{') {
        return Err(PatternError::Property { character: if is_negated { 'P' } else { 'p' }, pattern: reader.pattern() });
    }
    let mut name = String::new();
    loop {
        match reader.next() {
            Some('}') => break,
            Some(c) => name.push(c),
            None => return Err(reader.wrong()),
        }
    }
    let Some(block) = name.strip_prefix("Is") else {
        let is_known = CATEGORIES.contains(&name.as_str());
        return if is_known { Ok(format!("\\{}{{{name}}}", if is_negated { 'P' } else { 'p' })) } else { Err(unknown(&name)) };
    };
    let range = BLOCKS.iter().find(|(own, ..)| *own == block).map(|(_, first, last)| (*first, *last));
    let (first, last) = range.ok_or_else(|| unknown(&name))?;
    Ok(format!("[{}\\x{{{first:X}}}-\\x{{{last:X}}}]", if is_negated { "^" } else { "" }))
}

fn unknown(name: &str) -> PatternError {
    PatternError::UnknownBlock { name: name.to_owned() }
}
