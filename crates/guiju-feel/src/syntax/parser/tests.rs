//! Unary tests: the cells of decision tables, and the right side of `in`.

use super::{Parsed, Parser};
use crate::span::Span;
use crate::syntax::ast::{Ast, AstTest, AstTestKind};
use crate::syntax::lexer::TokenKind;

use super::Cell;

impl Parser<'_> {
    /// `-`, `not(tests)` or tests.
    pub(super) fn cell(&mut self) -> Parsed<Cell> {
        if self.token().kind == TokenKind::End || (self.is("-") && self.peek(1).kind == TokenKind::End) {
            self.at += usize::from(self.is("-"));
            return Ok(Cell { tests: Vec::new(), is_negated: false });
        }
        let tests = self.test_list()?;
        match <[AstTest; 1]>::try_from(tests) {
            Ok([AstTest { kind: AstTestKind::Not(tests), .. }]) => Ok(Cell { tests, is_negated: true }),
            Ok([test]) => Ok(Cell { tests: vec![test], is_negated: false }),
            Err(tests) => Ok(Cell { tests, is_negated: false }),
        }
    }

    fn test_list(&mut self) -> Parsed<Vec<AstTest>> {
        let mut tests = vec![self.test()?];
        while self.accept(",") {
            tests.push(self.test()?);
        }
        Ok(tests)
    }

    fn test(&mut self) -> Parsed<AstTest> {
        let start = self.token().span;
        if self.is("not") && self.is_ahead(1, "(") {
            let before = self.at;
            if let Ok(tests) = self.nested(Self::negated) {
                return Ok(AstTest { kind: AstTestKind::Not(tests), span: self.span_from(start) });
            }
            // `not(a) and b` is an expression that happens to begin with `not`.
            self.at = before;
        }
        if let Some(operator) = self.compare_operator() {
            self.advance();
            let bound = self.sum()?;
            return Ok(AstTest { kind: AstTestKind::Compare(operator, bound), span: self.span_from(start) });
        }
        let expression = self.expression()?;
        Ok(AstTest { kind: AstTestKind::Expression(expression), span: self.span_from(start) })
    }

    /// `not(tests)` where nothing but the end of the test follows.
    fn negated(&mut self) -> Parsed<Vec<AstTest>> {
        self.expect("not")?;
        self.expect("(")?;
        let tests = self.test_list()?;
        self.expect(")")?;
        let is_end = self.is(",") || self.is(")") || self.token().kind == TokenKind::End;
        if is_end { Ok(tests) } else { Err(self.unexpected("`,` or the end")) }
    }

    /// What follows `in`: `(tests)`, `(a..b]`, or one test; with the depth of its deepest node.
    pub(super) fn tests_after_in(&mut self) -> Parsed<(Vec<AstTest>, u32)> {
        let start = self.token().span;
        let tests = if self.accept("(") {
            let mut tests = vec![self.nested(Self::test)?];
            if self.is("..") {
                vec![self.range_test(start, tests.pop())?]
            } else {
                while self.accept(",") {
                    tests.push(self.test()?);
                }
                self.expect(")")?;
                tests
            }
        } else if let Some(operator) = self.compare_operator() {
            self.advance();
            let bound = self.sum()?;
            vec![AstTest { kind: AstTestKind::Compare(operator, bound), span: self.span_from(start) }]
        } else {
            let expression = self.sum()?;
            vec![AstTest { kind: AstTestKind::Expression(expression), span: self.span_from(start) }]
        };
        let below = tests.iter().map(depth).max().unwrap_or(0);
        Ok((tests, below))
    }

    fn range_test(&mut self, opening: Span, start: Option<AstTest>) -> Parsed<AstTest> {
        let Some(AstTest { kind: AstTestKind::Expression(start), .. }) = start else {
            return Err(self.unexpected("`)`"));
        };
        let range: Ast = self.range(opening, false, start)?;
        Ok(AstTest { span: range.span, kind: AstTestKind::Expression(range) })
    }
}

fn depth(test: &AstTest) -> u32 {
    match &test.kind {
        AstTestKind::Compare(_, ast) | AstTestKind::Expression(ast) => ast.depth,
        AstTestKind::Not(tests) => tests.iter().map(depth).max().unwrap_or(0) + 1,
    }
}
