//! Text to tokens. Nothing is a keyword yet: `in` may be a keyword or part of a name, and only the parser knows.

use super::characters::Class;
use super::packed::Packed;
use crate::error::CompileError;
use crate::span::Span;

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
    /// The text of a word or symbol, and [`Packed::LONG`] for the others.
    pub(crate) packed: Packed,
}

impl Token {
    /// After the last token of a text of this length.
    pub(crate) fn end(length: usize) -> Self {
        Self { kind: TokenKind::End, span: Span::new(length, length), packed: Packed::LONG }
    }

    /// Whether it is this operator, bracket or word.
    #[inline]
    pub(crate) fn is(self, text: &str, source: &str) -> bool {
        let packed = Packed::of(text);
        self.packed == packed && (packed != Packed::LONG || self.kind == TokenKind::Word && self.span.text(source) == text)
    }
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

/// Every token of a text, with an `End`.
pub(crate) fn tokens(source: &str) -> Result<Vec<Token>, CompileError> {
    let mut lexer = Lexer { source, at: 0 };
    let mut tokens = Vec::with_capacity(source.len() / 3 + 4);
    loop {
        // Most texts are ASCII with single spaces, and most tokens words: those are not looked at twice.
        while lexer.first_byte().is_some_and(|byte| Class::SPACE.has_byte(byte)) {
            lexer.at += 1;
        }
        let start = lexer.at;
        let kind = match lexer.first_byte() {
            Some(byte) if Class::NAME_START.has_byte(byte) => {
                lexer.skip(Class::NAME_PART);
                TokenKind::Word
            }
            Some(byte) if byte.is_ascii() && byte != b'/' => lexer.token(char::from(byte))?,
            None => {
                tokens.push(Token::end(start));
                return Ok(tokens);
            }
            Some(_) => {
                lexer.skip_space_and_comments()?;
                if lexer.at > start {
                    continue;
                }
                let Some(first) = lexer.rest().chars().next() else { continue };
                lexer.token(first)?
            }
        };
        let packed = match kind {
            TokenKind::Word | TokenKind::Symbol => Packed::start_of(source.as_bytes().get(start..).unwrap_or_default(), lexer.at - start),
            TokenKind::Number | TokenKind::Text | TokenKind::End => Packed::LONG,
        };
        tokens.push(Token { kind, span: Span::new(start, lexer.at), packed });
    }
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn bytes(&self) -> &'a [u8] {
        self.source.as_bytes().get(self.at..).unwrap_or(&[])
    }

    #[inline]
    fn first_byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// Goes past the characters of a class.
    #[inline]
    fn skip(&mut self, class: Class) {
        let (bytes, mut at) = (self.source.as_bytes(), self.at);
        while bytes.get(at).is_some_and(|byte| class.has_byte(*byte)) {
            at += 1;
        }
        self.at = at;
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            self.skip_characters(class);
        }
    }

    #[inline(never)]
    fn skip_characters(&mut self, class: Class) {
        let rest = self.rest();
        self.at += rest.find(|c| !class.has(c)).unwrap_or(rest.len());
    }

    fn skip_space_and_comments(&mut self) -> Result<(), CompileError> {
        loop {
            self.skip(Class::SPACE);
            match self.bytes() {
                [b'/', b'/', comment @ ..] => {
                    let length = comment.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.at += 2 + length.unwrap_or(comment.len());
                }
                [b'/', b'*', ..] => match self.rest().find("*/") {
                    Some(length) => self.at += length + 2,
                    None => return Err(CompileError::Unclosed { what: "comment", at: Span::new(self.at, self.at + 2) }),
                },
                _ => return Ok(()),
            }
        }
    }

    fn token(&mut self, first: char) -> Result<TokenKind, CompileError> {
        if Class::NAME_START.has(first) {
            self.skip(Class::NAME_PART);
            return Ok(TokenKind::Word);
        }
        let second = self.bytes().get(1).copied().unwrap_or_default();
        if first.is_ascii_digit() || (first == '.' && second.is_ascii_digit()) {
            self.number();
            return Ok(TokenKind::Number);
        }
        if first == '"' {
            self.string()?;
            return Ok(TokenKind::Text);
        }
        let is_pair =
            matches!((first, second), ('.', b'.') | ('*', b'*') | ('<', b'=') | ('>', b'=') | ('!', b'=') | ('-', b'>') | ('=', b'='));
        self.at += first.len_utf8() + usize::from(is_pair);
        Ok(TokenKind::Symbol)
    }

    fn number(&mut self) {
        self.skip(Class::DIGIT);
        // `1..3` is a range, and `1.` is not a number.
        if let [b'.', digit, ..] = self.bytes()
            && digit.is_ascii_digit()
        {
            self.at += 1;
            self.skip(Class::DIGIT);
        }
        let rest = self.rest();
        let Some(exponent) = rest.strip_prefix(['e', 'E']) else { return };
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let after = exponent.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_exponent = after.len() < exponent.len() && !after.starts_with(|c| Class::NAME_PART.has(c));
        if is_exponent {
            self.at += rest.len() - after.len();
        }
    }

    fn string(&mut self) -> Result<(), CompileError> {
        let start = self.at;
        let mut is_escaped = false;
        // Quotes and backslashes are no part of the longer characters of UTF-8.
        for (offset, byte) in self.bytes().iter().enumerate().skip(1) {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => {
                    self.at = start + offset + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(CompileError::Unclosed { what: "string", at: Span::new(start, start + 1) })
    }
}
