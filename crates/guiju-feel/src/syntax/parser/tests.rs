//! Unary tests: the cells of decision tables, and the right side of `in`.

use super::{Parsed, Parser};
use crate::span::Span;
use crate::syntax::ast::{AstTest, AstTestKind};
use crate::syntax::lexer::TokenKind;

impl Parser<'_> {
    /// `-`, `not(tests)` or tests, and whether they are inside of a `not(…)`.
    pub(super) fn cell(&mut self) -> Parsed<(Vec<AstTest>, bool)> {
        if self.token().kind == TokenKind::End || (self.is("-") && self.peek(1).kind == TokenKind::End) {
            self.at += usize::from(self.is("-"));
            return Ok((Vec::new(), false));
        }
        let mut tests = self.test_list()?;
        match tests.as_mut_slice() {
            [AstTest { kind: AstTestKind::Not(inner), .. }] => Ok((std::mem::take(inner), true)),
            _ => Ok((tests, false)),
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
            let before = self.mark();
            if let Ok(tests) = self.nested(Self::negated) {
                return Ok(AstTest { kind: AstTestKind::Not(tests), span: self.span_from(start) });
            }
            // `not(a) and b` is an expression that happens to begin with `not`.
            self.back_to(before);
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
                vec![self.range_test(start, &tests)?]
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
        let below = self.depth_of_tests(&tests);
        Ok((tests, below))
    }

    fn range_test(&mut self, opening: Span, start: &[AstTest]) -> Parsed<AstTest> {
        let [AstTest { kind: AstTestKind::Expression(start), .. }] = start else {
            return Err(self.unexpected("`)`"));
        };
        let range = self.range(opening, false, *start)?;
        Ok(AstTest { span: self.span_of(range), kind: AstTestKind::Expression(range) })
    }

    fn depth_of_tests(&self, tests: &[AstTest]) -> u32 {
        let depth = |test: &AstTest| match &test.kind {
            AstTestKind::Compare(_, ast) | AstTestKind::Expression(ast) => self.depth_of(*ast),
            AstTestKind::Not(tests) => self.depth_of_tests(tests) + 1,
        };
        tests.iter().map(depth).max().unwrap_or(0)
    }
}
