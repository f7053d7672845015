//! From the grammar of `XPath` (Functions and Operators 3.1, 5.6.1, on top of XML Schema, appendix F) to that of the `regex` crate.
//!
//! Reading is strict: what `XPath` does not have (`\b`, `(?=…)`, `a**`, a lone `]`) is refused, though the engine would take it.

use super::class::{self, Set};
use crate::error::PatternError;

/// Groups inside of each other.
const NESTING_MAX: usize = 100;

/// A pattern for the engine.
pub(super) struct Translated {
    pub(super) text: String,
    pub(super) has_back_references: bool,
    /// It has a `^` that matches at the beginning of every line.
    pub(super) has_line_starts: bool,
}

pub(super) fn translate(pattern: &str, flags: &str) -> Result<Translated, PatternError> {
    let characters = if flags.contains('x') { without_space(pattern) } else { pattern.chars().collect() };
    let mut reader = Reader {
        pattern,
        flags,
        characters,
        at: 0,
        out: Translated { text: String::with_capacity(pattern.len()), has_back_references: false, has_line_starts: false },
        groups: Vec::new(),
        depth: 0,
    };
    reader.alternatives()?;
    match reader.peek() {
        None => Ok(reader.out),
        Some(c) => Err(reader.lone(c)),
    }
}

/// The flag `x`: white space means nothing outside of classes, not even after a backslash or in `\p{ L }`.
fn without_space(pattern: &str) -> Vec<char> {
    let mut kept = Vec::with_capacity(pattern.len());
    let (mut depth, mut is_escaped) = (0_usize, false);
    for c in pattern.chars() {
        if depth == 0 && matches!(c, ' ' | '\t' | '\n' | '\r') {
            continue;
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        kept.push(c);
    }
    kept
}

pub(super) struct Reader<'p> {
    pattern: &'p str,
    pub(super) flags: &'p str,
    characters: Vec<char>,
    at: usize,
    out: Translated,
    /// For each group whether it is closed: only then can it be referred to.
    groups: Vec<bool>,
    depth: usize,
}

impl Reader<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<char> {
        self.characters.get(self.at + offset).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn accept(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn pattern(&self) -> String {
        self.pattern.to_owned()
    }

    pub(super) fn wrong(&self) -> PatternError {
        PatternError::Malformed { pattern: self.pattern() }
    }

    fn lone(&self, character: char) -> PatternError {
        PatternError::Lone { character, pattern: self.pattern() }
    }

    fn alternatives(&mut self) -> Result<(), PatternError> {
        loop {
            while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
                self.at += 1;
                self.atom(c)?;
                self.quantifier()?;
            }
            if !self.accept('|') {
                return Ok(());
            }
            self.out.text.push('|');
        }
    }

    fn atom(&mut self, c: char) -> Result<(), PatternError> {
        match c {
            '(' => return self.group(),
            '[' => {
                let class = class::read(self)?;
                self.set(&class);
            }
            '\\' => return self.escape(),
            '.' => self.out.text.push_str(if self.flags.contains('s') { "(?s:.)" } else { "[^\\n\\r]" }),
            '^' => {
                self.out.has_line_starts |= self.flags.contains('m');
                self.out.text.push_str(if self.flags.contains('m') { "(?m:^)" } else { "\\A" });
            }
            '$' => self.out.text.push_str(if self.flags.contains('m') { "(?m:$)" } else { "\\z" }),
            '?' | '*' | '+' | '{' | '}' | ']' => return Err(self.lone(c)),
            c => self.out.text.push_str(&literal(c)),
        }
        Ok(())
    }

    /// A set of characters, whose case counts whatever the flags say: where it does not, the set has both cases already.
    fn set(&mut self, set: &Set) {
        match set {
            Set::Folding(text) => self.out.text.push_str(text),
            Set::Exact(text) => self.out.text.push_str(&format!("(?-i:{text})")),
        }
    }

    fn group(&mut self) -> Result<(), PatternError> {
        let is_capturing = !self.accept('?');
        if !is_capturing && !self.accept(':') {
            return Err(PatternError::Group { pattern: self.pattern() });
        }
        if self.depth == NESTING_MAX {
            return Err(PatternError::TooDeep { limit: NESTING_MAX, pattern: self.pattern() });
        }
        let index = self.groups.len();
        self.out.text.push_str(if is_capturing { "(" } else { "(?:" });
        if is_capturing {
            self.groups.push(false);
        }
        self.depth += 1;
        self.alternatives()?;
        self.depth -= 1;
        if !self.accept(')') {
            return Err(self.wrong());
        }
        self.out.text.push(')');
        if let (true, Some(is_closed)) = (is_capturing, self.groups.get_mut(index)) {
            *is_closed = true;
        }
        Ok(())
    }

    /// `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}`, and a `?` after it for as few as possible.
    fn quantifier(&mut self) -> Result<(), PatternError> {
        match self.peek() {
            Some(c @ ('?' | '*' | '+')) => {
                self.at += 1;
                self.out.text.push(c);
            }
            Some('{') => {
                self.at += 1;
                self.count()?;
            }
            _ => return Ok(()),
        }
        if self.accept('?') {
            self.out.text.push('?');
        }
        // `a**` and `a+?+` repeat what is repeated already.
        match self.peek() {
            Some(c @ ('?' | '*' | '+' | '{')) => Err(self.lone(c)),
            _ => Ok(()),
        }
    }

    fn count(&mut self) -> Result<(), PatternError> {
        let least = self.digits()?;
        let most = if self.accept(',') && self.peek() != Some('}') { Some(self.digits()?) } else { None };
        let is_open = most.is_none() && self.at > 0 && self.characters.get(self.at - 1) == Some(&',');
        if !self.accept('}') || most.is_some_and(|most| most < least) {
            return Err(self.wrong());
        }
        self.out.text.push_str(&match most {
            Some(most) => format!("{{{least},{most}}}"),
            None if is_open => format!("{{{least},}}"),
            None => format!("{{{least}}}"),
        });
        Ok(())
    }

    fn digits(&mut self) -> Result<u32, PatternError> {
        let mut text = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            text.push(c);
            self.at += 1;
        }
        text.parse().map_err(|_| self.wrong())
    }

    fn escape(&mut self) -> Result<(), PatternError> {
        if let Some(first @ '0'..='9') = self.peek() {
            self.at += 1;
            return self.back_reference(first);
        }
        match class::escape(self)? {
            class::Escape::Character(c) => self.out.text.push_str(&literal(c)),
            class::Escape::Set(text) => self.set(&Set::Exact(text)),
        }
        Ok(())
    }

    /// `\1` to a group that is closed already; `\12` is group 12 if there is one, and otherwise group 1 with a 2 after it.
    fn back_reference(&mut self, first: char) -> Result<(), PatternError> {
        let value = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        let mut group = value(first).unwrap_or(0);
        while let Some(longer) = self.peek().and_then(value).map(|digit| group * 10 + digit).filter(|longer| *longer <= self.groups.len()) {
            group = longer;
            self.at += 1;
        }
        if !group.checked_sub(1).and_then(|index| self.groups.get(index)).copied().unwrap_or(false) {
            return Err(PatternError::BackReference { group, pattern: self.pattern() });
        }
        self.out.has_back_references = true;
        // A group that took no part counts as empty.
        self.out.text.push_str(&format!("(?({group})\\k<{group}>|)"));
        Ok(())
    }
}

/// A character that stands for itself.
pub(super) fn literal(c: char) -> String {
    if c.is_alphanumeric() { c.to_string() } else { format!("\\x{{{:X}}}", u32::from(c)) }
}
