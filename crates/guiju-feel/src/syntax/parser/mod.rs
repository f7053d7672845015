//! Tokens to the syntax tree, by recursive descent.
//!
//! Nesting is bounded twice: the parser's own recursion, and the depth of the tree (a long chain of `+` makes a
//! deep tree without recursion here). Backtracking happens in two places only, and is bounded by a count of steps.

mod names;
mod operators;
mod primary;
mod tests;
mod types;

use std::sync::Arc;

use super::SOURCE_BYTES_MAX;
use super::ast::{Ast, AstId, AstKind, AstName, AstTest, Tree};
use super::characters::plain_form;
use super::known::{Known, Readings, longer};
use super::lexer::{Token, TokenKind, tokens};
use crate::error::{CompileError, Words};
use crate::names::Names;
use crate::span::Span;

pub(crate) use types::parse_whole_type;

/// Levels of brackets. A thread's two megabytes are enough for this many even without optimisation.
const NESTING_MAX: u32 = 64;
/// Levels of the tree, which is deeper than the brackets where operators form a chain.
const DEPTH_MAX: u32 = 100;
/// Steps for each token; plain parsing takes about ten.
const STEPS_PER_TOKEN: usize = 200;

/// The error is boxed: results are on the stack once for every level of nesting.
type Parsed<T> = Result<T, Box<CompileError>>;

/// A parsed expression.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) root: AstId,
}

/// A cell of a decision table.
#[derive(Debug)]
pub(crate) struct Cell<'a> {
    pub(crate) tree: Tree<'a>,
    /// None for `-`.
    pub(crate) tests: Vec<AstTest>,
    /// The whole is inside of `not(…)`.
    pub(crate) is_negated: bool,
}

/// Parses an expression, the whole text.
pub(crate) fn parse_expression<'a>(source: &'a str, names: &'a Names) -> Parsed<Whole<'a>> {
    let mut parser = Parser::new(source, names)?;
    let root = parser.expression()?;
    parser.expect_end()?;
    Ok(Whole { tree: parser.tree, root })
}

/// Parses a cell of a decision table, the whole text.
pub(crate) fn parse_cell<'a>(source: &'a str, names: &'a Names) -> Parsed<Cell<'a>> {
    let mut parser = Parser::new(source, names)?;
    let (tests, is_negated) = parser.cell()?;
    parser.expect_end()?;
    Ok(Cell { tree: parser.tree, tests, is_negated })
}

struct Parser<'a> {
    source: &'a str,
    names: &'a Names,
    tokens: Vec<Token>,
    at: usize,
    tree: Tree<'a>,
    readings: &'a Readings,
    /// The names that the text itself has brought so far.
    own: Known,
    depth: u32,
    steps: usize,
    /// Set while the upper end of a range is read, where `[` may close the range.
    is_range_end: bool,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    nodes: usize,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, names: &'a Names) -> Parsed<Self> {
        if source.len() > SOURCE_BYTES_MAX {
            return Err(Box::new(CompileError::TooLong { bytes: source.len(), limit: SOURCE_BYTES_MAX, at: Span::default() }));
        }
        let tokens = tokens(source)?;
        Ok(Self {
            source,
            names,
            // Plain parsing makes no more nodes than there are tokens.
            tree: Tree::with_capacity(tokens.len()),
            tokens,
            at: 0,
            readings: names.readings(),
            own: Known::default(),
            depth: 0,
            steps: 0,
            is_range_end: false,
        })
    }

    fn token(&self) -> Token {
        self.peek(0)
    }

    fn peek(&self, offset: usize) -> Token {
        self.tokens.get(self.at + offset).copied().unwrap_or_else(|| Token::end(self.source.len()))
    }

    fn text_of(&self, token: Token) -> &'a str {
        token.span.text(self.source)
    }

    fn remaining(&self) -> &[Token] {
        self.tokens.get(self.at..).unwrap_or(&[])
    }

    /// The longest name that could be meant here, and how many tokens it has: one of the text's own, or one known before.
    fn longest_name(&self) -> Option<(AstName<'a>, usize)> {
        let own = self.own.longest(self.remaining(), self.source).map(|(name, count)| (AstName::New(Arc::clone(&name.name)), count));
        let declared = self.readings.longest(self.remaining(), self.source).map(|(name, count)| (AstName::Known(name), count));
        longer(own, declared)
    }

    fn previous_span(&self) -> Span {
        self.at.checked_sub(1).and_then(|index| self.tokens.get(index)).map_or_else(Span::default, |token| token.span)
    }

    fn advance(&mut self) -> Token {
        let token = self.token();
        self.at += 1;
        token
    }

    /// Whether the token `offset` ahead is this operator, bracket or word.
    #[inline]
    fn is_ahead(&self, offset: usize, text: &str) -> bool {
        self.peek(offset).is(text, self.source)
    }

    #[inline]
    fn is(&self, text: &str) -> bool {
        self.is_ahead(0, text)
    }

    #[inline]
    fn accept(&mut self, text: &str) -> bool {
        let is_there = self.is(text);
        self.at += usize::from(is_there);
        is_there
    }

    #[inline]
    fn expect(&mut self, text: &str) -> Parsed<Token> {
        if self.is(text) { Ok(self.advance()) } else { Err(self.missing(text)) }
    }

    #[cold]
    fn missing(&self, text: &str) -> Box<CompileError> {
        self.unexpected(&format!("`{text}`"))
    }

    fn expect_end(&self) -> Parsed<()> {
        if self.token().kind == TokenKind::End { Ok(()) } else { Err(self.unexpected("an operator or the end")) }
    }

    /// The error for the token that stands here.
    #[cold]
    fn unexpected(&self, expected: &str) -> Box<CompileError> {
        let token = self.token();
        let text = self.text_of(token);
        let is_unknown = token.kind == TokenKind::Symbol && text.chars().all(|c| !c.is_ascii() || "#$%&\\^`|~;!".contains(c));
        if let Some(character) = text.chars().next().filter(|_| is_unknown) {
            let help =
                plain_form(character).map(|plain| Words::boxed(format!("请用半角字符 `{plain}`"), format!("type `{plain}` in half width")));
            return Box::new(CompileError::UnknownCharacter { character, at: token.span, help });
        }
        let found = if token.kind == TokenKind::End { "the end".to_owned() } else { format!("`{}`", shorten(text)) };
        let help = match text {
            "==" => Some(Words::boxed("相等写作 `=`", "equality is written `=`")),
            "&" | "&&" => Some(Words::boxed("请写 `and`", "write `and`")),
            _ => None,
        };
        Box::new(CompileError::UnexpectedToken { expected: expected.to_owned(), found, at: token.span, help })
    }

    /// Runs a rule one level deeper.
    fn nested<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.steps += 1;
        if self.depth >= NESTING_MAX || self.steps > STEPS_PER_TOKEN * self.tokens.len() {
            return Err(Box::new(CompileError::TooDeep { limit: NESTING_MAX, at: self.token().span }));
        }
        self.depth += 1;
        let result = rule(self);
        self.depth -= 1;
        result
    }

    /// Makes a node, `below` being the depth of its deepest child.
    fn node(&mut self, kind: AstKind<'a>, span: Span, below: u32) -> Parsed<AstId> {
        let depth = below + 1;
        if depth > DEPTH_MAX {
            return Err(Box::new(CompileError::TooDeep { limit: DEPTH_MAX, at: span }));
        }
        Ok(self.tree.add(Ast { kind, span, depth }))
    }

    fn span_of(&self, id: AstId) -> Span {
        self.tree.get(id).span
    }

    fn depth_of(&self, id: AstId) -> u32 {
        self.tree.get(id).depth
    }

    /// The depth of the deepest of these.
    fn deepest(&self, nodes: impl IntoIterator<Item = AstId>) -> u32 {
        nodes.into_iter().map(|node| self.depth_of(node)).max().unwrap_or(0)
    }

    /// Where the parser stands, to come back if a way of reading turns out to be wrong.
    fn mark(&self) -> Mark {
        Mark { at: self.at, nodes: self.tree.len() }
    }

    fn back_to(&mut self, mark: Mark) {
        self.at = mark.at;
        self.tree.truncate(mark.nodes);
    }

    /// From the start of a token or node to the last token read.
    fn span_from(&self, start: Span) -> Span {
        start.to(self.previous_span())
    }
}

fn shorten(text: &str) -> String {
    let short: String = text.chars().take(30).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
