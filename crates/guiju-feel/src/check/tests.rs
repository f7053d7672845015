//! Unary tests.

use super::{Checked, Checker, CompareOperator, Node, NodeKind, TestKind, UnaryTest, node};
use crate::span::Span;
use crate::syntax::{AstId, AstKind, AstTest, AstTestKind};
use crate::types::Type;

impl<'a> Checker<'a> {
    /// `value in (tests)`
    pub(super) fn membership(&mut self, span: Span, value: AstId, tests: &[AstTest]) -> Checked<Node> {
        let value = self.boxed(value)?;
        let mark = self.mark();
        // In the tests after `in`, `?` is the left side.
        let input = self.bind("?", value.ty.clone());
        let tests = self.unary_tests(tests, &value.ty);
        self.reset(mark);
        Ok(node(span, NodeKind::In { value, input, tests: tests? }, Type::Boolean))
    }

    pub(super) fn unary_tests(&mut self, tests: &[AstTest], input: &Type) -> Checked<Vec<UnaryTest>> {
        self.each(tests, |checker, test| checker.unary_test(test, input))
    }

    fn unary_test(&mut self, test: &AstTest, input: &Type) -> Checked<UnaryTest> {
        let kind = match &test.kind {
            AstTestKind::Compare(operator, bound) => {
                let checked = self.expression(*bound)?;
                self.check_comparable(self.tree.get(*bound).span, *operator, input, &checked.ty);
                TestKind::Compare(*operator, checked)
            }
            AstTestKind::Not(tests) => TestKind::Not(self.unary_tests(tests, input)?),
            AstTestKind::Expression(id) => self.test_expression(*id, input)?,
        };
        Ok(UnaryTest { kind, span: test.span })
    }

    fn test_expression(&mut self, id: AstId, input: &Type) -> Checked<TestKind> {
        let tree = self.tree;
        let (ast, span) = (tree.get(id), tree.get(id).span);
        if let AstKind::Range { start, is_start_included, end, is_end_included } = &ast.kind {
            let (start, end) = (self.expression(*start)?, self.expression(*end)?);
            let before = self.warnings.len();
            self.check_comparable(span, CompareOperator::LessEqual, input, &start.ty);
            if self.warnings.len() == before {
                self.check_comparable(span, CompareOperator::LessEqual, input, &end.ty);
            }
            return Ok(TestKind::Range { start, is_start_included: *is_start_included, end, is_end_included: *is_end_included });
        }
        let node = self.expression(id)?;
        if tree.any(id, &|ast| matches!(ast.kind, AstKind::Input)) {
            return Ok(TestKind::Condition(node));
        }
        // A comparison in the cell of an input that is no boolean cannot be meant as a value to be equal to.
        let is_condition = node.ty == Type::Boolean && !matches!(input, Type::Boolean | Type::Any | Type::Null | Type::List(_));
        if is_condition {
            return Ok(TestKind::Condition(node));
        }
        let ty = match (&node.ty, input) {
            (Type::List(item), _) => match item.as_ref() {
                Type::Range(item) => item,
                _ => item,
            },
            (Type::Range(item), _) => item,
            (ty, _) => ty,
        };
        if !matches!(input, Type::List(_) | Type::Range(_)) && !matches!(ty, Type::List(_)) {
            self.check_comparable(span, CompareOperator::Equal, input, ty);
        }
        Ok(TestKind::Matches(node))
    }
}
