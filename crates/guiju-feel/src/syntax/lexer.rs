//! Text to tokens. Nothing is a keyword yet: `in` may be a keyword or part of a name, and only the parser knows.

use super::characters::{is_name_part, is_name_start, is_space};
use crate::error::CompileError;
use crate::span::Span;

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters and digits.
    Word,
    /// An unsigned number.
    Number,
    /// A string with its quotes.
    Text,
    /// One of the operators and brackets, or any single character that FEEL does not have: its text says which.
    Symbol,
    /// After the last token.
    End,
}

/// Operators of more than one character, longest first.
const OPERATORS: [&str; 7] = ["..", "**", "<=", ">=", "!=", "->", "=="];

/// Every token of a text, with an `End`.
pub(crate) fn tokens(source: &str) -> Result<Vec<Token>, CompileError> {
    let mut lexer = Lexer { source, at: 0 };
    let mut tokens = Vec::with_capacity(source.len() / 4 + 2);
    loop {
        lexer.skip_space_and_comments()?;
        let start = lexer.at;
        let Some(first) = lexer.peek() else {
            tokens.push(Token { kind: TokenKind::End, span: Span::new(start, start) });
            return Ok(tokens);
        };
        let kind = lexer.token(first)?;
        tokens.push(Token { kind, span: Span::new(start, lexer.at) });
    }
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_while(&mut self, accept: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !accept(c)).unwrap_or(rest.len());
    }

    fn skip_space_and_comments(&mut self) -> Result<(), CompileError> {
        loop {
            self.skip_while(is_space);
            if self.rest().starts_with("//") {
                self.skip_while(|c| c != '\n' && c != '\r');
            } else if self.rest().starts_with("/*") {
                match self.rest().find("*/") {
                    Some(length) => self.at += length + 2,
                    None => return Err(CompileError::Unclosed { what: "comment", at: Span::new(self.at, self.at + 2) }),
                }
            } else {
                return Ok(());
            }
        }
    }

    fn token(&mut self, first: char) -> Result<TokenKind, CompileError> {
        if is_name_start(first) {
            self.skip_while(is_name_part);
            return Ok(TokenKind::Word);
        }
        let second = self.rest().chars().nth(1);
        if first.is_ascii_digit() || (first == '.' && second.is_some_and(|c| c.is_ascii_digit())) {
            self.number();
            return Ok(TokenKind::Number);
        }
        if first == '"' {
            self.string()?;
            return Ok(TokenKind::Text);
        }
        let operator = OPERATORS.iter().find(|operator| self.rest().starts_with(**operator));
        self.at += operator.map_or_else(|| first.len_utf8(), |operator| operator.len());
        Ok(TokenKind::Symbol)
    }

    fn number(&mut self) {
        self.skip_while(|c| c.is_ascii_digit());
        let mut rest = self.rest().chars();
        // `1..3` is a range, and `1.` is not a number.
        if rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            self.skip_while(|c| c.is_ascii_digit());
        }
        let rest = self.rest();
        let Some(exponent) = rest.strip_prefix(['e', 'E']) else { return };
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let after = exponent.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_exponent = after.len() < exponent.len() && !after.starts_with(is_name_part);
        if is_exponent {
            self.at += rest.len() - after.len();
        }
    }

    fn string(&mut self) -> Result<(), CompileError> {
        let start = self.at;
        let mut is_escaped = false;
        for (offset, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => {
                    self.at = start + offset + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(CompileError::Unclosed { what: "string", at: Span::new(start, start + 1) })
    }
}
