//! Patterns in the manner of `XPath`: [`translate`] reads them, an engine runs them.
//!
//! Nearly all run on the `regex` crate, which needs time in proportion to the text. A back-reference (`\1`) cannot: a pattern with
//! one runs on `fancy-regex`, with a limit on the way back and on the text, so that it ends in time too.

mod blocks;
mod class;
mod translate;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

use super::{Call, Outcome};
use crate::error::PatternError;
use translate::translate;

/// How many patterns a thread remembers: a table's cells use few, again and again.
const REMEMBERED: usize = 32;
/// The longest pattern, and the largest program that it may become.
const PATTERN_BYTES_MAX: usize = 4_096;
const PROGRAM_BYTES_MAX: usize = 1 << 21;
/// A text that a pattern with back-references may be asked of, and how often it may go back. Each way back may run over the text
/// once, so the two together are the bound.
const BACKTRACKED_BYTES_MAX: usize = 10_000;
const BACKTRACKS_MAX: usize = 20_000;
/// What such a search costs in steps.
const BACKTRACKING_STEPS: usize = 2_000;

/// Shared, not cloned: a clone of a `Regex` begins with an empty scratch space, which costs more than the search.
type Remembered = VecDeque<((Box<str>, Box<str>), Rc<Pattern>)>;

thread_local! {
    static CACHE: RefCell<Remembered> = const { RefCell::new(VecDeque::new()) };
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    engine: Engine,
    /// `^` also matches after a newline, but not after one that ends the text, which the engines do not know.
    has_line_starts: bool,
}

#[derive(Debug)]
enum Engine {
    Linear(Regex),
    Backtracking(Box<fancy_regex::Regex>),
}

/// Where a match and its groups are; a group that took no part is nowhere.
pub(super) type Found = Vec<Option<Range<usize>>>;

impl Pattern {
    /// Whether it occurs in the text.
    pub(super) fn is_match(&self, call: &mut Call<'_, '_>, text: &str) -> Outcome<bool> {
        let is_special = self.has_line_starts && text.ends_with('\n');
        match &self.engine {
            Engine::Linear(regex) if !is_special => Ok(regex.is_match(text)),
            _ => {
                let found = self.find(call, text, 0)?;
                let whole = found.and_then(|groups| groups.into_iter().next().flatten());
                Ok(whole.is_some_and(|whole| !is_special || whole.start < text.len()))
            }
        }
    }

    /// The first match from an offset on.
    pub(super) fn find(&self, call: &mut Call<'_, '_>, text: &str, from: usize) -> Outcome<Option<Found>> {
        match &self.engine {
            Engine::Linear(regex) => {
                Ok(regex.captures_at(text, from).map(|found| found.iter().map(|group| Some(group?.range())).collect()))
            }
            Engine::Backtracking(regex) => {
                if text.len() > BACKTRACKED_BYTES_MAX {
                    return Err(call.bad(PatternError::TextTooLong { limit: BACKTRACKED_BYTES_MAX }));
                }
                call.spend(BACKTRACKING_STEPS)?;
                let found = regex.captures_from_pos(text, from).map_err(|_| call.bad(PatternError::TooManySteps))?;
                Ok(found.map(|found| found.iter().map(|group| Some(group?.range())).collect()))
            }
        }
    }

    /// How many groups it has.
    pub(super) fn groups(&self) -> usize {
        match &self.engine {
            Engine::Linear(regex) => regex.captures_len(),
            Engine::Backtracking(regex) => regex.captures_len(),
        }
        .saturating_sub(1)
    }

    /// Calls `each` with the text before every match and with the match; returns what is left after the last.
    pub(super) fn walk<'t>(
        &self,
        call: &mut Call<'_, '_>,
        text: &'t str,
        mut each: impl FnMut(&mut Call<'_, '_>, &'t str, &Found) -> Outcome<()>,
    ) -> Outcome<&'t str> {
        // A pattern that nothing but assertions are needed for matches the empty text, so all matches of the others have a length.
        if self.is_match(call, "")? {
            return Err(call.bad(PatternError::MatchesNothing));
        }
        let mut end = 0;
        while let Some(found) = self.find(call, text, end)? {
            let Some(whole) = found.first().cloned().flatten().filter(|whole| whole.end > end) else { break };
            each(call, text.get(end..whole.start).unwrap_or(""), &found)?;
            end = whole.end;
        }
        Ok(text.get(end..).unwrap_or(""))
    }
}

/// The compiled pattern, or what is wrong with it.
pub(super) fn compile(pattern: &str, flags: &str) -> Result<Rc<Pattern>, PatternError> {
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

fn build(pattern: &str, flags: &str) -> Result<Pattern, PatternError> {
    if pattern.len() > PATTERN_BYTES_MAX {
        return Err(PatternError::TooLong { limit: PATTERN_BYTES_MAX });
    }
    if let Some(flag) = flags.chars().find(|flag| !"smixq".contains(*flag)) {
        return Err(PatternError::UnknownFlag { flag });
    }
    let is_case_blind = flags.contains('i');
    let wrong = || PatternError::Malformed { pattern: pattern.to_owned() };
    let linear = |text: &str| {
        let regex = RegexBuilder::new(text).case_insensitive(is_case_blind).size_limit(PROGRAM_BYTES_MAX).build();
        regex.map(Engine::Linear).map_err(|_| wrong())
    };
    if flags.contains('q') {
        return Ok(Pattern { engine: linear(&regex::escape(pattern))?, has_line_starts: false });
    }
    let translated = translate(pattern, flags)?;
    let engine = if translated.has_back_references {
        let regex = fancy_regex::RegexBuilder::new(&translated.text)
            .case_insensitive(is_case_blind)
            .backtrack_limit(BACKTRACKS_MAX)
            .delegate_size_limit(PROGRAM_BYTES_MAX)
            .build();
        Engine::Backtracking(Box::new(regex.map_err(|_| wrong())?))
    } else {
        linear(&translated.text)?
    };
    Ok(Pattern { engine, has_line_starts: translated.has_line_starts })
}
