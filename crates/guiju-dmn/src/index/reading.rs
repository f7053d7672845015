//! [`Reading`]: what a cell asks of its input, where that is a question about one order of constants.

use guiju_feel::{EvalContext, Mode, Node, NodeKind, TestKind, UnaryTest, UnaryTests, Value};

use super::intervals::Intervals;
use super::point::{Kind, Point};
use crate::question::Question;

/// What a cell asks.
#[derive(Debug)]
pub(super) enum Reading {
    /// Nothing.
    Any,
    /// Whether the input is in one of the spans, or in none where negated. `kind` is none where all spans are without bounds:
    /// the question is then the same for every kind.
    Spans { kind: Option<Kind>, spans: Vec<Span>, is_negated: bool, answers: Answers, steps: u64 },
    /// Something that has to be asked each time.
    Open,
}

/// Values between two points, each with whether it is inside.
#[derive(Debug, Clone, Default)]
pub(super) struct Span {
    pub(super) low: Option<(Point, bool)>,
    pub(super) high: Option<(Point, bool)>,
}

/// What the cell says of inputs that are on no order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers {
    pub(super) null: Answer,
    pub(super) yes: Answer,
    pub(super) no: Answer,
}

/// What a cell says of one value, in both modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It passes, or it does not, and that is all.
    Plain(bool),
    /// It does not pass, for a reason.
    FailsWithReason,
    /// It has to be asked each time.
    Open,
}

impl Reading {
    pub(super) fn of_tests(tests: &UnaryTests) -> Self {
        let Some((kind, spans)) = spans_of(tests) else { return Self::Open };
        let answers =
            Answers { null: ask(tests, &Value::Null), yes: ask(tests, &Value::Boolean(true)), no: ask(tests, &Value::Boolean(false)) };
        let items = tests.tests().iter().map(steps_of).fold(0, u64::saturating_add);
        Self::Spans { kind, spans, is_negated: tests.is_negated(), answers, steps: items }
    }

    pub(super) fn steps(&self) -> u64 {
        if let Self::Spans { steps, .. } = self { *steps } else { 0 }
    }
}

/// The spans of a cell with the order that they are on; `None` where the cell is no question about one order of constants.
pub(super) fn spans_of(tests: &UnaryTests) -> Option<(Option<Kind>, Vec<Span>)> {
    if !tests.slots_used().is_empty() {
        return None;
    }
    let (kind, intervals) = Intervals::of(&Question::Any(Question::of_tests(tests)))?;
    Some((kind, intervals.spans()))
}

fn ask(tests: &UnaryTests, value: &Value) -> Answer {
    let [lenient, strict] =
        [Mode::Lenient, Mode::Strict].map(|mode| tests.matches(value, &[], &EvalContext { mode, ..EvalContext::default() }));
    let passes = [&lenient, &strict].map(|said| said.value == Value::Boolean(true));
    match passes {
        _ if !lenient.reasons.is_empty() || !strict.reasons.is_empty() => {
            if passes.contains(&true) {
                Answer::Open
            } else {
                Answer::FailsWithReason
            }
        }
        [lenient, strict] if lenient == strict => Answer::Plain(lenient),
        _ => Answer::Open,
    }
}

/// One for each test, for each node of a condition, and for each item of a list.
fn steps_of(test: &UnaryTest) -> u64 {
    let steps = match &test.kind {
        TestKind::Matches(node) | TestKind::Condition(node) => steps_of_node(node),
        TestKind::Not(tests) => tests.iter().map(steps_of).fold(0, u64::saturating_add),
        TestKind::Compare(..) | TestKind::Range { .. } => 0,
    };
    steps.saturating_add(1)
}

fn steps_of_node(node: &Node) -> u64 {
    let all = |nodes: &[&Node]| nodes.iter().map(|node| steps_of_node(node)).fold(1, u64::saturating_add);
    match &node.kind {
        NodeKind::Constant(Value::List(items)) => u64::try_from(items.len()).unwrap_or(u64::MAX).saturating_add(1),
        NodeKind::And(operands) | NodeKind::Or(operands) => all(&operands.iter().collect::<Vec<_>>()),
        NodeKind::Compare { operands, .. } => all(&operands.each_ref()),
        NodeKind::Between { value, low, high } => all(&[value, low, high]),
        NodeKind::In { value, tests, .. } => tests.iter().map(steps_of).fold(all(&[value]), u64::saturating_add),
        // A call passes over the list that it is given.
        NodeKind::Call { arguments, .. } => all(&arguments.iter().flatten().collect::<Vec<_>>()).saturating_mul(2),
        _ => 1,
    }
}
