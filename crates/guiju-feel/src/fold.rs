//! Constants of a cell, computed once: `< 2 * 30` asks what `< 60` asks.
//!
//! A part of a test that reads nothing is computed when the cell is compiled, where it costs little and has an answer without a reason.
//! Whoever looks at the tree afterwards (an index, a check, kernels over columns) finds a constant. What has a reason to be null stays
//! as it is, so that every evaluation gives the reason; so does what asks the clock.

use crate::check::{Node, NodeKind, TestKind, UnaryTest};
use crate::eval::{EvalContext, Limits};
use crate::value::Value;

/// Steps that a constant may take: a date and the sum of some durations take ten.
const STEPS: u64 = 1_000;

/// Computes the constants of tests.
pub(crate) fn tests(tests: &mut [UnaryTest]) {
    for test in tests {
        match &mut test.kind {
            TestKind::Compare(_, operand) | TestKind::Matches(operand) | TestKind::Condition(operand) => node(operand),
            TestKind::Range { start, end, .. } => {
                node(start);
                node(end);
            }
            TestKind::Not(inner) => self::tests(inner),
        }
    }
}

fn node(node: &mut Node) {
    if !matches!(node.kind, NodeKind::Constant(_)) && is_closed(node) {
        if let Some(value) = computed(node) {
            node.kind = NodeKind::Constant(value);
        }
        return;
    }
    match &mut node.kind {
        NodeKind::And(operands) | NodeKind::Or(operands) => operands.iter_mut().for_each(self::node),
        NodeKind::Arithmetic { operands, .. } | NodeKind::Compare { operands, .. } => operands.iter_mut().for_each(self::node),
        NodeKind::Between { value, low, high } => [value, low, high].into_iter().for_each(|part| self::node(part)),
        NodeKind::In { value, tests, .. } => {
            self::node(value);
            self::tests(tests);
        }
        NodeKind::Call { arguments, .. } => arguments.iter_mut().flatten().for_each(self::node),
        _ => {}
    }
}

/// Whether a node needs nothing but itself. What is seldom written is left out.
fn is_closed(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Constant(_) => true,
        NodeKind::Negate(operand) | NodeKind::UnaryRange { bound: operand, .. } | NodeKind::Path { base: operand, .. } => {
            is_closed(operand)
        }
        NodeKind::Arithmetic { operands, .. } => operands.iter().all(is_closed),
        NodeKind::Range { start, end, .. } => is_closed(start) && is_closed(end),
        NodeKind::List(items) => items.iter().all(is_closed),
        NodeKind::Call { function, arguments, .. } => {
            !matches!(function.name, "now" | "today") && arguments.iter().flatten().all(is_closed)
        }
        _ => false,
    }
}

fn computed(node: &Node) -> Option<Value> {
    let limits = Limits { steps: STEPS, list_items: 1_000, text_bytes: 100_000, ..Limits::default() };
    let evaluation = node.evaluate(&[], &EvalContext { limits, ..EvalContext::default() });
    // A function is equal to itself alone, so it has to be made each time.
    let is_plain = !matches!(evaluation.value, Value::Null | Value::Function(_) | Value::Context(_));
    (evaluation.reasons.is_empty() && is_plain).then_some(evaluation.value)
}
