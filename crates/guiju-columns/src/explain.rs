//! What of a plan runs row by row, and why: said before it runs, for `guiju check`.

use std::fmt;
use std::sync::Arc;

use guiju_dmn::Model;
use guiju_dmn::logic::{Body, Input, TableLogic};
use guiju_feel::{EvalContext, Expression, Node, NodeKind, Span, TestKind, Type, UnaryTest};

use crate::eval::KERNELS;

/// How much of a plan falls back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The whole plan: every row goes through the one-case evaluator.
    Plan,
    /// An expression, row by row.
    Expression,
    /// A rule's cell, tried for the rows that reach it.
    Rule,
}

/// A part of a plan that has no kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallback {
    /// The decision.
    pub element: Arc<str>,
    /// How much of it.
    pub unit: Unit,
    /// The rule, from 1, where it is in one.
    pub rule: Option<usize>,
    /// Why, in words.
    pub why: String,
    /// Where in the text of the expression.
    pub span: Span,
}

impl fmt::Display for Fallback {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.element)?;
        if let Some(rule) = self.rule {
            write!(out, ", rule {rule}")?;
        }
        let how = match self.unit {
            Unit::Plan => "every case is decided for itself",
            Unit::Expression => "computed case by case",
            Unit::Rule => "tried case by case",
        };
        write!(out, ": {how}, because of {}", self.why)
    }
}

/// The fallbacks of one decision.
pub(crate) fn of_decision(element: &Arc<str>, body: &Body<'_>, found: &mut Vec<Fallback>) {
    let mut add = |unit, rule, why: String, span| found.push(Fallback { element: Arc::clone(element), unit, rule, why, span });
    match body {
        Body::Literal(expression) => of_expression(expression, &mut |why, span| add(Unit::Expression, None, why, span)),
        Body::Table(table) => of_table(table, &mut add),
        Body::Context(entries) => entries.iter().for_each(|entry| of_decision(element, &entry.body, found)),
        Body::Other(what) => add(Unit::Plan, None, (*what).to_owned(), Span::default()),
    }
}

fn of_table(table: &TableLogic<'_>, add: &mut dyn FnMut(Unit, Option<usize>, String, Span)) {
    if table.index(&EvalContext::default()).is_none() {
        add(Unit::Plan, None, "a table without input columns, or of more than a million rules".to_owned(), Span::default());
    }
    for (input, _) in table.inputs() {
        if let Input::Expression(expression) = input {
            of_expression(expression, &mut |why, span| add(Unit::Expression, None, why, span));
        }
    }
    for (rule, column) in table.open_cells() {
        let why = format!("its cell in column `{}`, which is no question about constants", table.input_label(column));
        add(Unit::Rule, Some(rule + 1), why, Span::default());
    }
    for expression in (0..table.rule_count()).filter_map(|rule| table.output(rule)) {
        of_expression(expression, &mut |why, span| add(Unit::Expression, None, why, span));
    }
    if table.only_output().is_none() && !table.has_constant_outputs() {
        add(Unit::Expression, None, "several outputs that are not constants".to_owned(), Span::default());
    }
}

fn of_expression(expression: &Expression, add: &mut dyn FnMut(String, Span)) {
    of_node(expression.tree(), add);
}

fn of_node(node: &Node, add: &mut dyn FnMut(String, Span)) {
    match &node.kind {
        NodeKind::Constant(_) | NodeKind::Slot(_) | NodeKind::Local(_) => {}
        NodeKind::Negate(operand) | NodeKind::Path { base: operand, .. } => of_node(operand, add),
        NodeKind::Arithmetic { left, right, .. } => {
            [left, right].into_iter().for_each(|operand| of_node(operand, add));
            let is_number = |node: &Node| matches!(node.ty, Type::Number | Type::Any | Type::Null | Type::Date);
            if !(is_number(left) && is_number(right)) {
                add(format!("arithmetic of {} and {}", left.ty, right.ty), node.span);
            }
        }
        NodeKind::Compare { left, right, .. } => [left, right].into_iter().for_each(|operand| of_node(operand, add)),
        NodeKind::And(operands) | NodeKind::Or(operands) => operands.iter().for_each(|operand| of_node(operand, add)),
        NodeKind::Between { value, low, high } => [value, low, high].into_iter().for_each(|operand| of_node(operand, add)),
        NodeKind::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|operand| of_node(operand, add)),
        NodeKind::In { value, tests, .. } => {
            of_node(value, add);
            tests.iter().for_each(|test| of_test(test, add));
        }
        NodeKind::Call { function, arguments, .. } => {
            if KERNELS.contains(&function.name) {
                arguments.iter().flatten().for_each(|argument| match &argument.kind {
                    NodeKind::List(items) => items.iter().for_each(|item| of_node(item, add)),
                    _ => of_node(argument, add),
                });
            } else {
                add(format!("the function `{}`", function.name), node.span);
            }
        }
        kind => add(in_words(kind).to_owned(), node.span),
    }
}

fn of_test(test: &UnaryTest, add: &mut dyn FnMut(String, Span)) {
    match &test.kind {
        TestKind::Compare(_, node) | TestKind::Matches(node) | TestKind::Condition(node) => of_node(node, add),
        TestKind::Range { start, end, .. } => [start, end].into_iter().for_each(|node| of_node(node, add)),
        TestKind::Not(tests) => tests.iter().for_each(|test| of_test(test, add)),
    }
}

fn in_words(kind: &NodeKind) -> &'static str {
    match kind {
        NodeKind::List(_) => "a list",
        NodeKind::Context(_) => "a context",
        NodeKind::Range { .. } | NodeKind::UnaryRange { .. } => "a range as a value",
        NodeKind::For { .. } => "`for`",
        NodeKind::Quantified { .. } => "`some` or `every`",
        NodeKind::Filter { .. } => "a filter",
        NodeKind::InstanceOf { .. } => "`instance of`",
        NodeKind::Invoke { .. } => "a call of a function value",
        NodeKind::Function { .. } => "a function value",
        _ => "a name of an enclosing expression",
    }
}

/// The fallbacks of these decisions of a model.
pub(crate) fn of_plan(model: &Model, decisions: &[guiju_dmn::DecisionId]) -> Vec<Fallback> {
    let mut found = Vec::new();
    for logic in decisions.iter().filter_map(|decision| model.logic(*decision)) {
        of_decision(logic.name(), &logic.body(), &mut found);
    }
    found
}
