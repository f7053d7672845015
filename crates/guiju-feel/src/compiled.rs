//! [`compile`] and [`compile_unary_tests`], and what they make.

use std::sync::Arc;

use crate::check::{Node, UnaryTest, check_cell, check_expression};
use crate::error::CompileError;
use crate::eval::{EvalContext, Evaluation, Evaluator};
use crate::fold;
use crate::names::Names;
use crate::syntax::{parse_cell, parse_expression};
use crate::types::Type;
use crate::value::Value;

/// A compiled expression.
#[derive(Debug, Clone)]
pub struct Expression {
    source: Arc<str>,
    tree: Node,
    slots_used: Vec<usize>,
    warnings: Vec<CompileError>,
}

/// A compiled cell of a decision table: the tests that an input has to pass.
#[derive(Debug, Clone)]
pub struct UnaryTests {
    source: Arc<str>,
    tests: Vec<UnaryTest>,
    is_negated: bool,
    slots_used: Vec<usize>,
    warnings: Vec<CompileError>,
}

/// Compiles an expression over these names.
///
/// # Errors
/// The first thing in the text that is not FEEL, or refers to what is not there.
pub fn compile(source: &str, names: &Names) -> Result<Expression, CompileError> {
    let ast = parse_expression(source, names).map_err(|error| *error)?;
    let checked = check_expression(&ast, names).map_err(|error| *error)?;
    Ok(Expression { source: source.into(), tree: checked.tree, slots_used: checked.slots_used, warnings: checked.warnings })
}

/// Compiles a cell of a decision table; `?` and the left side of `< 5` are the input.
///
/// # Errors
/// The first thing in the text that is not a list of unary tests, or refers to what is not there.
pub fn compile_unary_tests(source: &str, input: &Type, names: &Names) -> Result<UnaryTests, CompileError> {
    let cell = parse_cell(source, names).map_err(|error| *error)?;
    let mut checked = check_cell(&cell, input, names).map_err(|error| *error)?;
    fold::tests(&mut checked.tree);
    Ok(UnaryTests {
        source: source.into(),
        tests: checked.tree,
        is_negated: cell.is_negated,
        slots_used: checked.slots_used,
        warnings: checked.warnings,
    })
}

impl Expression {
    /// The value for these slots. A slot that is not given is null.
    #[must_use]
    pub fn evaluate(&self, slots: &[Value], context: &EvalContext) -> Evaluation {
        Evaluator::new(slots, context).run(&self.tree)
    }

    /// The type of the value; it may also be null.
    #[must_use]
    pub fn result_type(&self) -> &Type {
        &self.tree.ty
    }

    /// The slots that it reads, in ascending order.
    #[must_use]
    pub fn slots_used(&self) -> &[usize] {
        &self.slots_used
    }

    /// The text.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The typed tree.
    #[must_use]
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// What is valid but can only give null, such as `1 + "a"`.
    #[must_use]
    pub fn warnings(&self) -> &[CompileError] {
        &self.warnings
    }
}

impl Node {
    /// The value of a part of an expression, for back ends that run the rest themselves. A part that uses locals bound outside of
    /// it finds them null.
    #[must_use]
    pub fn evaluate(&self, slots: &[Value], context: &EvalContext) -> Evaluation {
        Evaluator::new(slots, context).run(self)
    }
}

impl UnaryTests {
    /// Whether the input passes: true, false, or null where that cannot be said.
    #[must_use]
    pub fn matches(&self, input: &Value, slots: &[Value], context: &EvalContext) -> Evaluation {
        if self.is_any() {
            return Evaluation::of(Value::Boolean(true));
        }
        Evaluator::new(slots, context).run_tests(&self.tests, self.is_negated, input)
    }

    /// True for `-`, which every input passes.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.tests.is_empty() && !self.is_negated
    }

    /// True for `not(…)`: an input passes where it passes none of [`UnaryTests::tests`].
    #[must_use]
    pub fn is_negated(&self) -> bool {
        self.is_negated
    }

    /// The tests, of which one has to match; none for `-`. The input is local 0 of their trees.
    #[must_use]
    pub fn tests(&self) -> &[UnaryTest] {
        &self.tests
    }

    /// The slots that it reads, in ascending order.
    #[must_use]
    pub fn slots_used(&self) -> &[usize] {
        &self.slots_used
    }

    /// The text.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is valid but can only give null.
    #[must_use]
    pub fn warnings(&self) -> &[CompileError] {
        &self.warnings
    }
}
