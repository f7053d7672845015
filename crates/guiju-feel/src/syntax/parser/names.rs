//! Names: the longest known one, or as many words as follow each other.

use super::{Parsed, Parser};
use crate::span::Span;
use crate::syntax::ast::{AstId, AstKind, AstName};
use crate::syntax::lexer::TokenKind;
use crate::syntax::literals::unquote;

/// The symbols that may be part of a name.
const NAME_SYMBOLS: [&str; 9] = [".", "/", "-", "+", "*", "'", "’", "**", "?"];

/// What may stand at a place, with how many tokens it has.
type Candidate<'a> = Option<(AstName<'a>, usize)>;

impl<'a> Parser<'a> {
    /// A name as an expression.
    pub(super) fn name(&mut self, known: Candidate<'a>) -> Parsed<AstId> {
        let (name, span) = self.some_name("an expression", known)?;
        self.node(AstKind::Name(name), span, 0)
    }

    /// The name after a dot. Any word will do, keywords included.
    pub(super) fn entry_name(&mut self) -> Parsed<(AstName<'a>, Span)> {
        self.some_name("the name of an entry", self.longest_name())
    }

    fn some_name(&mut self, expected: &str, known: Candidate<'a>) -> Parsed<(AstName<'a>, Span)> {
        let start = self.token().span;
        if let Some((name, count)) = known.filter(|(name, count)| self.is_whole_name(name, *count)) {
            self.at += count;
            return Ok((name, self.span_from(start)));
        }
        if self.token().kind != TokenKind::Word || is_keyword(self.text_of(self.token())) && expected == "an expression" {
            return Err(self.unexpected(expected));
        }
        let mut words = Vec::new();
        loop {
            let word = self.advance();
            words.push(self.text_of(word));
            if !self.is_word_of_name(0) {
                break;
            }
        }
        Ok((AstName::New(words.join(" ").into()), self.span_from(start)))
    }

    /// Two words in a row are never two names, so a known name with a word after it is a longer name misspelt.
    fn is_whole_name(&self, name: &str, count: usize) -> bool {
        // `date and time` is a name only where it is called; `date and time > 3` is about a date and a time.
        let needs_call = count > 2 && name.contains(" and ") && crate::functions::find(name).is_some();
        !self.is_word_of_name(count) && (!needs_call || self.is_ahead(count, "("))
    }

    fn is_word_of_name(&self, offset: usize) -> bool {
        let token = self.peek(offset);
        match token.kind {
            TokenKind::Word => !is_keyword(self.text_of(token)),
            // `phase 2` is a name, but `.5` after a word is not part of one.
            TokenKind::Number => self.text_of(token).bytes().all(|byte| byte.is_ascii_digit()),
            TokenKind::Text | TokenKind::Symbol | TokenKind::End => false,
        }
    }

    /// A new name: everything up to one of these.
    pub(super) fn name_until(&mut self, ends: &[&str]) -> Parsed<(AstName<'a>, Span)> {
        let start = self.token().span;
        if self.token().kind != TokenKind::Word {
            return Err(self.unexpected("a name"));
        }
        let first = self.at;
        while !ends.iter().any(|end| self.is(end)) {
            if !self.is_part_of_new_name(0) {
                return Err(self.unexpected(&format!("`{}`", ends.join("` or `"))));
            }
            self.advance();
        }
        if self.at == first {
            return Err(self.unexpected("a name"));
        }
        Ok((AstName::New(self.normal_text(first).into()), self.span_from(start)))
    }

    fn is_part_of_new_name(&self, offset: usize) -> bool {
        let token = self.peek(offset);
        match token.kind {
            TokenKind::Word | TokenKind::Number => true,
            TokenKind::Symbol => NAME_SYMBOLS.contains(&self.text_of(token)),
            TokenKind::Text | TokenKind::End => false,
        }
    }

    /// The source from a token to here, with one space wherever there is any.
    fn normal_text(&self, first: usize) -> String {
        let read = self.tokens.get(first..self.at).unwrap_or(&[]);
        let mut text = String::new();
        let mut end = read.first().map_or(0, |token| token.span.start);
        for token in read {
            if token.span.start > end {
                text.push(' ');
            }
            text.push_str(self.text_of(*token));
            end = token.span.end;
        }
        text
    }

    /// The key of an entry or of a named argument, with its colon: a name or a string.
    pub(super) fn key(&mut self) -> Parsed<(AstName<'a>, Span)> {
        let token = self.token();
        if token.kind == TokenKind::Text {
            self.advance();
            self.expect(":")?;
            return Ok((AstName::New(unquote(self.text_of(token)).into()), token.span));
        }
        if let Some((name, count)) = self.longest_name().filter(|(_, count)| self.is_ahead(*count, ":")) {
            self.at += count;
            let span = self.span_from(token.span);
            self.expect(":")?;
            return Ok((name, span));
        }
        let key = self.name_until(&[":"])?;
        self.expect(":")?;
        Ok(key)
    }

    /// Whether `name:` stands here, so that the arguments are named.
    pub(super) fn is_key_ahead(&self) -> bool {
        if self.token().kind == TokenKind::Text {
            return self.is_ahead(1, ":");
        }
        if self.token().kind != TokenKind::Word {
            return false;
        }
        let count = (0..).take_while(|offset| self.is_part_of_new_name(*offset)).count();
        self.is_ahead(count, ":")
    }
}

/// The words that end a name which is not known.
fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "and" | "or" | "in" | "between" | "then" | "else" | "return" | "satisfies" | "instance" | "external" | "for" | "if" | "function"
    )
}
