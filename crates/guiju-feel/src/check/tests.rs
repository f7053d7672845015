//! Unary tests.

use super::expression::node;
use super::{Checked, Checker, CompareOperator, Node, NodeKind, TestKind, UnaryTest};
use crate::syntax::{Ast, AstKind, AstTest, AstTestKind};
use crate::types::Type;

impl Checker<'_> {
    /// `value in (tests)`
    pub(super) fn membership(&mut self, ast: &Ast, value: &Ast, tests: &[AstTest]) -> Checked<Node> {
        let value = Box::new(self.expression(value)?);
        let mark = self.mark();
        // In the tests after `in`, `?` is the left side.
        let input = self.bind("?", value.ty.clone());
        let tests = self.unary_tests(tests, &value.ty);
        self.reset(mark);
        Ok(node(ast, NodeKind::In { value, input, tests: tests? }, Type::Boolean))
    }

    pub(super) fn unary_tests(&mut self, tests: &[AstTest], input: &Type) -> Checked<Vec<UnaryTest>> {
        tests.iter().map(|test| self.unary_test(test, input)).collect()
    }

    fn unary_test(&mut self, test: &AstTest, input: &Type) -> Checked<UnaryTest> {
        let kind = match &test.kind {
            AstTestKind::Compare(operator, bound) => {
                let checked = self.expression(bound)?;
                self.check_comparable(bound, *operator, input, &checked.ty);
                TestKind::Compare(*operator, checked)
            }
            AstTestKind::Not(tests) => TestKind::Not(self.unary_tests(tests, input)?),
            AstTestKind::Expression(ast) => self.test_expression(ast, input)?,
        };
        Ok(UnaryTest { kind, span: test.span })
    }

    fn test_expression(&mut self, ast: &Ast, input: &Type) -> Checked<TestKind> {
        if let AstKind::Range { start, is_start_included, end, is_end_included } = &ast.kind {
            let (start, end) = (self.expression(start)?, self.expression(end)?);
            let before = self.warnings.len();
            self.check_comparable(ast, CompareOperator::LessEqual, input, &start.ty);
            if self.warnings.len() == before {
                self.check_comparable(ast, CompareOperator::LessEqual, input, &end.ty);
            }
            return Ok(TestKind::Range { start, is_start_included: *is_start_included, end, is_end_included: *is_end_included });
        }
        if uses_input(ast) {
            return Ok(TestKind::Condition(self.expression(ast)?));
        }
        let node = self.expression(ast)?;
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
            self.check_comparable(ast, CompareOperator::Equal, input, ty);
        }
        Ok(TestKind::Matches(node))
    }
}

/// Whether `?` occurs in the expression.
fn uses_input(ast: &Ast) -> bool {
    crate::syntax::any_node(ast, &|node| matches!(node.kind, AstKind::Input))
}
