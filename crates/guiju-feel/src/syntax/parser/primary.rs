//! What operators join: literals, names, brackets, `if`, `for`, functions; and the `.`, `[…]` and `(…)` after them.

use super::{Parsed, Parser};
use crate::check::CompareOperator;
use crate::error::CompileError;
use crate::span::Span;
use crate::syntax::ast::{AstEntry, AstId, AstIterator, AstKind, AstParameter};
use crate::syntax::lexer::TokenKind;
use crate::syntax::packed::Packed;
use crate::types::Type;

const NULL: Packed = Packed::of("null");
const TRUE: Packed = Packed::of("true");
const FALSE: Packed = Packed::of("false");
const IF: Packed = Packed::of("if");
const FOR: Packed = Packed::of("for");
const SOME: Packed = Packed::of("some");
const EVERY: Packed = Packed::of("every");
const FUNCTION: Packed = Packed::of("function");

impl<'a> Parser<'a> {
    /// A primary with the paths, filters and calls after it.
    pub(super) fn postfix(&mut self) -> Parsed<AstId> {
        let is_range_end = std::mem::take(&mut self.is_range_end);
        let mut base = self.primary()?;
        loop {
            let start = self.span_of(base);
            if self.is(".") {
                self.advance();
                let (name, span) = self.entry_name()?;
                base = self.node(AstKind::Path(base, name, span), self.span_from(start), self.depth_of(base))?;
            } else if self.is("(") {
                base = self.call(base)?;
            } else if self.is("[") {
                let before = self.mark();
                match self.filter_condition() {
                    Ok(condition) => {
                        let below = self.deepest([base, condition]);
                        base = self.node(AstKind::Filter(base, condition), self.span_from(start), below)?;
                    }
                    // `]1..2[`: not a filter, but the end of the range.
                    Err(_) if is_range_end => {
                        self.back_to(before);
                        return Ok(base);
                    }
                    Err(error) => return Err(error),
                }
            } else {
                return Ok(base);
            }
        }
    }

    fn filter_condition(&mut self) -> Parsed<AstId> {
        self.expect("[")?;
        let condition = self.expression()?;
        self.expect("]")?;
        Ok(condition)
    }

    fn primary(&mut self) -> Parsed<AstId> {
        let token = self.token();
        let text = self.text_of(token);
        match token.kind {
            TokenKind::Number => {
                self.advance();
                let number = text.parse().map_err(|_| Box::new(CompileError::BadLiteral { text: text.to_owned(), at: token.span }))?;
                self.node(AstKind::Number(number), token.span, 0)
            }
            TokenKind::Text => {
                self.advance();
                self.node(AstKind::Text(text), token.span, 0)
            }
            TokenKind::Word => self.word(),
            TokenKind::Symbol => match text {
                "(" => self.round_bracket(),
                "[" => self.list_or_range(true),
                "]" => self.list_or_range(false),
                "{" => self.context(),
                "@" => self.at_literal(),
                "?" => {
                    self.advance();
                    self.node(AstKind::Input, token.span, 0)
                }
                _ => self.name(self.longest_name()),
            },
            TokenKind::End => Err(self.unexpected("an expression")),
        }
    }

    fn word(&mut self) -> Parsed<AstId> {
        let token = self.token();
        // A declared name of several words wins over the keyword that it begins with: `for sale`, `if needed`.
        let known = self.longest_name();
        if known.as_ref().is_some_and(|(_, count)| *count > 1) {
            return self.name(known);
        }
        match token.packed {
            NULL => self.literal(AstKind::Null),
            TRUE => self.literal(AstKind::Boolean(true)),
            FALSE => self.literal(AstKind::Boolean(false)),
            IF => self.conditional(),
            FOR => self.iteration(),
            SOME => self.quantified(false),
            EVERY => self.quantified(true),
            FUNCTION if self.is_ahead(1, "(") => self.function(),
            _ => self.name(known),
        }
    }

    fn literal(&mut self, kind: AstKind<'a>) -> Parsed<AstId> {
        let token = self.advance();
        self.node(kind, token.span, 0)
    }

    fn at_literal(&mut self) -> Parsed<AstId> {
        let start = self.advance().span;
        let token = self.token();
        if token.kind != TokenKind::Text {
            return Err(self.unexpected("a string with a date, time or duration"));
        }
        self.advance();
        self.node(AstKind::At(self.text_of(token)), start.to(token.span), 0)
    }

    /// `(a)`, `(a..b)` or `(< a)`.
    fn round_bracket(&mut self) -> Parsed<AstId> {
        let start = self.expect("(")?.span;
        if let Some(operator) = self.compare_operator() {
            self.advance();
            let bound = self.sum()?;
            self.expect(")")?;
            return self.unary_range(operator, bound, self.span_from(start));
        }
        let inner = self.expression()?;
        if self.is("..") {
            return self.range(start, false, inner);
        }
        self.expect(")")?;
        let span = self.span_from(start);
        if let Some(ast) = self.tree.get_mut(inner) {
            ast.span = span;
        }
        Ok(inner)
    }

    fn unary_range(&mut self, operator: CompareOperator, bound: AstId, span: Span) -> Parsed<AstId> {
        self.node(AstKind::UnaryRange(operator, bound), span, self.depth_of(bound))
    }

    /// `[a, b]`, `[a..b]` or `]a..b]`.
    fn list_or_range(&mut self, is_start_included: bool) -> Parsed<AstId> {
        let start = self.advance().span;
        let (is_empty, before) = (is_start_included && self.is("]"), self.mark());
        let first = match self.nested(Self::list_item) {
            Ok(first) => first,
            // `[]` is an empty list, unless a range such as `]1..2[` begins with the second bracket.
            Err(_) if is_empty => {
                self.back_to(before);
                self.expect("]")?;
                return self.node(AstKind::List(Vec::new()), self.span_from(start), 0);
            }
            Err(error) => return Err(error),
        };
        if self.is("..") {
            return self.range(start, is_start_included, first);
        }
        if !is_start_included {
            return Err(self.unexpected("`..`"));
        }
        let mut items = vec![first];
        while self.accept(",") {
            items.push(self.list_item()?);
        }
        self.expect("]")?;
        let below = self.deepest(items.iter().copied());
        self.node(AstKind::List(items), self.span_from(start), below)
    }

    /// An item of a list literal, which may be `< 5`: a range without a lower end.
    fn list_item(&mut self) -> Parsed<AstId> {
        let start = self.token().span;
        match self.compare_operator() {
            Some(operator) => {
                self.advance();
                let bound = self.sum()?;
                self.unary_range(operator, bound, self.span_from(start))
            }
            None => self.expression(),
        }
    }

    /// The rest of a range, from its dots.
    pub(super) fn range(&mut self, opening: Span, is_start_included: bool, start: AstId) -> Parsed<AstId> {
        self.expect("..")?;
        self.is_range_end = true;
        let end = self.sum();
        self.is_range_end = false;
        let end = end?;
        let is_end_included = match self.text_of(self.token()) {
            "]" => true,
            ")" | "[" => false,
            _ => return Err(self.unexpected("`]` or `)`")),
        };
        self.advance();
        let below = self.deepest([start, end]);
        self.node(AstKind::Range { start, is_start_included, end, is_end_included }, self.span_from(opening), below)
    }

    fn context(&mut self) -> Parsed<AstId> {
        let start = self.expect("{")?.span;
        let mut entries: Vec<AstEntry<'a>> = Vec::new();
        while !self.is("}") {
            let (name, span) = self.key()?;
            if entries.iter().any(|other| *other.name == *name) {
                return Err(Box::new(CompileError::DuplicateName { name: name.to_string(), at: span }));
            }
            let value = self.expression()?;
            self.own.add_own(&name);
            entries.push(AstEntry { name, name_span: span, value });
            if !self.accept(",") {
                break;
            }
        }
        self.expect("}")?;
        let below = self.deepest(entries.iter().map(|entry| entry.value));
        self.node(AstKind::Context(entries), self.span_from(start), below)
    }

    fn conditional(&mut self) -> Parsed<AstId> {
        let start = self.expect("if")?.span;
        let condition = self.expression()?;
        self.expect("then")?;
        let then = self.expression()?;
        self.expect("else")?;
        let otherwise = self.expression()?;
        let below = self.deepest([condition, then, otherwise]);
        self.node(AstKind::If(condition, then, otherwise), self.span_from(start), below)
    }

    fn iteration(&mut self) -> Parsed<AstId> {
        let start = self.expect("for")?.span;
        let (iterators, below) = self.iterators("return")?;
        let body = self.expression()?;
        let below = below.max(self.depth_of(body));
        self.node(AstKind::For(iterators, body), self.span_from(start), below)
    }

    fn quantified(&mut self, is_every: bool) -> Parsed<AstId> {
        let start = self.advance().span;
        let (iterators, below) = self.iterators("satisfies")?;
        let body = self.expression()?;
        let below = below.max(self.depth_of(body));
        self.node(AstKind::Quantified { is_every, iterators, body }, self.span_from(start), below)
    }

    /// `x in xs, y in a..b`, and the word after them.
    fn iterators(&mut self, word: &str) -> Parsed<(Vec<AstIterator<'a>>, u32)> {
        let (mut iterators, mut below) = (Vec::new(), 0);
        loop {
            let (name, _) = self.name_until(&["in"])?;
            self.expect("in")?;
            let source = self.expression()?;
            let end = if self.accept("..") { Some(self.expression()?) } else { None };
            below = below.max(self.deepest(end.into_iter().chain([source])));
            self.own.add_own(&name);
            iterators.push(AstIterator { name, source, end });
            if !self.accept(",") {
                self.expect(word)?;
                // Each iterator is a level of its own when the tree is walked.
                let levels = u32::try_from(iterators.len()).unwrap_or(u32::MAX);
                return Ok((iterators, below.saturating_add(levels)));
            }
        }
    }

    fn function(&mut self) -> Parsed<AstId> {
        let start = self.expect("function")?.span;
        self.expect("(")?;
        let mut parameters: Vec<AstParameter<'a>> = Vec::new();
        while !self.is(")") {
            let (name, span) = self.name_until(&[",", ":", ")"])?;
            if parameters.iter().any(|other| *other.name == *name) {
                return Err(Box::new(CompileError::DuplicateName { name: name.to_string(), at: span }));
            }
            let ty = if self.accept(":") { self.type_name()? } else { Type::Any };
            self.own.add_own(&name);
            parameters.push(AstParameter { name, ty });
            if !self.accept(",") {
                break;
            }
        }
        self.expect(")")?;
        let is_external = self.accept("external");
        let body = self.expression()?;
        if is_external && let Some(ast) = self.tree.get_mut(body) {
            // Java and PMML are not ours to run: a call of such a function is null.
            ast.kind = AstKind::Null;
        }
        self.node(AstKind::Function(parameters, body), self.span_from(start), self.depth_of(body))
    }

    /// The arguments of a call, all by position or all by name.
    fn call(&mut self, function: AstId) -> Parsed<AstId> {
        self.expect("(")?;
        let is_named = self.is_key_ahead();
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        while !self.is(")") {
            if is_named {
                let (name, name_span) = self.key()?;
                named.push(AstEntry { name, name_span, value: self.list_item()? });
            } else {
                positional.push(self.list_item()?);
            }
            if !self.accept(",") {
                break;
            }
        }
        self.expect(")")?;
        let below = self.deepest(named.iter().map(|entry| entry.value).chain(positional.iter().copied()).chain([function]));
        let kind = if is_named { AstKind::CallByName(function, named) } else { AstKind::Call(function, positional) };
        self.node(kind, self.span_from(self.span_of(function)), below)
    }
}
