//! [`Known`]: the names that a text may contain, found by their tokens, longest first.

use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::characters::Class;
use super::lexer::{Token, TokenKind, tokens};
use super::packed::{Packed, PackedFilter};
use crate::names::Names;
use crate::types::Type;

/// Names as sequences of tokens, so that `unit  price` and `unit price` are one.
#[derive(Debug, Default)]
pub(crate) struct Known {
    by_first_token: IndexMap<String, Vec<KnownName>, RandomState>,
    first_tokens: PackedFilter,
    /// The places of the first tokens that are short, in the order of their packed texts: most are, and integers are found sooner than texts.
    short: Vec<(Packed, usize)>,
}

/// A name that tokens begin with, and how many of them.
pub(crate) type Found<'k> = (&'k KnownName, usize);

/// What a text over some names may contain.
#[derive(Debug)]
pub(crate) struct Readings {
    names: Known,
    pub(crate) types: Known,
}

impl Readings {
    pub(crate) fn of(names: &Names) -> Self {
        Self { names: Known::of_names(names), types: Known::of_types(names) }
    }

    /// The longest name that the tokens begin with, a declared one or a built-in.
    #[inline]
    pub(crate) fn longest(&self, tokens: &[Token], source: &str) -> Option<Found<'_>> {
        longer(self.names.longest(tokens, source), Known::of_built_ins().longest(tokens, source))
    }
}

/// The longer of two names with their counts of tokens; of two that are as long, the first.
pub(crate) fn longer<N>(first: Option<(N, usize)>, second: Option<(N, usize)>) -> Option<(N, usize)> {
    match (&first, &second) {
        (Some((_, count)), Some((_, other_count))) if other_count > count => second,
        _ => first.or(second),
    }
}

/// A name that is known before the text is read.
#[derive(Debug)]
pub(crate) struct KnownName {
    /// The tokens after the first, and whether they follow without a space beside an operator.
    rest: Vec<(String, bool)>,
    pub(crate) name: Arc<str>,
    /// Its slot, where it is a declared one and no entry before it has the same name.
    pub(crate) slot: Option<usize>,
}

impl Known {
    /// The declared names and the entries of their types. The built-ins are known anyway.
    fn of_names(names: &Names) -> Self {
        let mut known = Self::default();
        for (slot, (name, ty)) in names.iter().enumerate() {
            known.add_known(name, Some(slot));
            known.add_entries(ty);
        }
        for (_, ty) in names.types() {
            known.add_entries(ty);
        }
        known
    }

    /// The types that can be written by name.
    fn of_types(names: &Names) -> Self {
        let mut known = Self::default();
        for name in ["date and time", "days and time duration", "years and months duration"] {
            known.add(name);
        }
        for (name, _) in names.types() {
            known.add(name);
        }
        known
    }

    /// Adds a name; the longest stays first.
    pub(crate) fn add(&mut self, name: &str) {
        self.add_known(name, None);
    }

    fn add_known(&mut self, name: &str, slot: Option<usize>) {
        let Ok(tokens) = tokens(name) else { return };
        let tokens: Vec<Token> = tokens.into_iter().filter(|token| token.kind != TokenKind::End).collect();
        let Some(first) = tokens.first().copied() else { return };
        let pairs = tokens.iter().zip(tokens.iter().skip(1));
        let rest: Vec<(String, bool)> =
            pairs.map(|(previous, token)| (token.span.text(name).to_owned(), is_tight(*previous, *token))).collect();
        self.first_tokens.add(first.packed);
        let entry = self.by_first_token.entry(first.span.text(name).to_owned());
        if first.packed != Packed::LONG
            && let Err(place) = self.short.binary_search_by_key(&first.packed, |(packed, _)| *packed)
        {
            self.short.insert(place, (first.packed, entry.index()));
        }
        let names = entry.or_default();
        if names.iter().all(|other| other.rest != rest) {
            let position = names.iter().position(|other| other.rest.len() < rest.len()).unwrap_or(names.len());
            names.insert(position, KnownName { rest, name: name.into(), slot });
        }
    }

    /// Adds a name that the text itself brings, unless it is a quoted key that could never be written as a name.
    pub(crate) fn add_own(&mut self, name: &str) {
        let is_name = name.chars().next().is_some_and(|c| Class::NAME_START.has(c))
            && name.chars().all(|c| Class::NAME_PART.has(c) || c == ' ' || "./-+*'’?".contains(c))
            && !name.contains("  ")
            && !name.ends_with(' ');
        if is_name {
            self.add(name);
        }
    }

    fn add_entries(&mut self, ty: &Type) {
        match ty {
            Type::Context(context) => {
                for (name, ty) in &context.fields {
                    self.add(name);
                    self.add_entries(ty);
                }
            }
            Type::List(item) | Type::Range(item) => self.add_entries(item),
            Type::Function { parameters, result } => {
                for (name, ty) in parameters {
                    self.add(name);
                    self.add_entries(ty);
                }
                self.add_entries(result);
            }
            _ => {}
        }
    }

    fn of_built_ins() -> &'static Self {
        static KNOWN: OnceLock<Known> = OnceLock::new();
        KNOWN.get_or_init(|| {
            let mut known = Self::default();
            for function in crate::functions::built_ins() {
                known.add(function.name);
            }
            known
        })
    }

    /// The longest of these names that the tokens begin with, and how many tokens it has.
    #[inline]
    pub(crate) fn longest(&self, tokens: &[Token], source: &str) -> Option<Found<'_>> {
        let (first, following) = tokens.split_first()?;
        if self.first_tokens.may_contain(first.packed) { self.longest_after(*first, following, tokens, source) } else { None }
    }

    fn longest_after(&self, first: Token, following: &[Token], tokens: &[Token], source: &str) -> Option<Found<'_>> {
        let candidates = if first.packed == Packed::LONG {
            self.by_first_token.get(first.span.text(source))?
        } else {
            let place = self.short.binary_search_by_key(&first.packed, |(packed, _)| *packed).ok()?;
            self.short.get(place).and_then(|(_, index)| self.by_first_token.get_index(*index))?.1
        };
        let fits = |candidate: &&KnownName| {
            candidate.rest.len() <= following.len()
                && candidate.rest.iter().zip(tokens.iter().zip(following)).all(|((text, is_tight_in_name), (previous, token))| {
                    // `a - b` is a subtraction even where there is a name `a-b`.
                    let is_spaced = *is_tight_in_name && !is_tight(*previous, *token);
                    token.kind != TokenKind::End && token.span.text(source) == text && !is_spaced
                })
        };
        let found = candidates.iter().find(fits)?;
        Some((found, found.rest.len() + 1))
    }
}

/// Whether two tokens follow each other without a space, one of them being an operator.
fn is_tight(previous: Token, token: Token) -> bool {
    previous.span.end == token.span.start && (previous.kind == TokenKind::Symbol || token.kind == TokenKind::Symbol)
}
