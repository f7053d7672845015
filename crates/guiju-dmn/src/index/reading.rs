//! [`Reading`]: what a cell asks of its input, where that is a question about one order of constants.

use guiju_feel::{CompareOperator, EvalContext, Mode, Node, NodeKind, Range, TestKind, UnaryTest, UnaryTests, Value};

use super::point::{Kind, Point};

/// The nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

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
    let mut spans = Vec::new();
    tests.tests().iter().try_for_each(|test| read_test(test, &mut spans))?;
    let kind = spans.iter().find_map(Span::kind);
    // A test that another kind of value cannot pass gives a reason.
    let is_mixed = spans.iter().flat_map(Span::kinds).any(|other| Some(other) != kind);
    (!is_mixed).then_some((kind, spans))
}

impl Span {
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        [&self.low, &self.high].into_iter().flatten().map(|(point, _)| point.kind())
    }

    fn kind(&self) -> Option<Kind> {
        self.kinds().next()
    }
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

/// One for each test, and one for each item of a list.
fn steps_of(test: &UnaryTest) -> u64 {
    let items = match &test.kind {
        TestKind::Matches(node) => constant(node).and_then(Value::as_list).map_or(0, <[Value]>::len),
        TestKind::Compare(..) | TestKind::Range { .. } | TestKind::Condition(_) | TestKind::Not(_) => 0,
    };
    u64::try_from(items).unwrap_or(u64::MAX).saturating_add(1)
}

fn constant(node: &Node) -> Option<&Value> {
    if let NodeKind::Constant(value) = &node.kind { Some(value) } else { None }
}

/// Adds the spans of a test; `None` where it is no question about constants.
fn read_test(test: &UnaryTest, spans: &mut Vec<Span>) -> Option<()> {
    match &test.kind {
        TestKind::Compare(operator, node) => read_comparison(*operator, constant(node)?, spans),
        TestKind::Matches(node) => match constant(node)? {
            Value::List(items) => items.iter().try_for_each(|item| read_match(item, spans)),
            value => read_match(value, spans),
        },
        TestKind::Range { start, is_start_included, end, is_end_included } => {
            let (low, high) = (Point::of(constant(start)?)?, Point::of(constant(end)?)?);
            spans.push(Span { low: Some((low, *is_start_included)), high: Some((high, *is_end_included)) });
            Some(())
        }
        TestKind::Condition(_) | TestKind::Not(_) => None,
    }
}

/// Equal to a constant, or inside of a constant range.
fn read_match(value: &Value, spans: &mut Vec<Span>) -> Option<()> {
    match value {
        // Nothing else is equal to null, and no reason is given.
        Value::Null => {}
        Value::Range(range) => read_range(range, spans)?,
        value => spans.push(equal_to(value)?),
    }
    Some(())
}

fn read_range(range: &Range, spans: &mut Vec<Span>) -> Option<()> {
    if range.is_not_equal() {
        return read_comparison(CompareOperator::NotEqual, &range.start, spans);
    }
    let bound = |value: &Value, is_included| match value {
        Value::Null => Some(None),
        value => Point::of(value).map(|point| Some((point, is_included))),
    };
    let (low, high) = (bound(&range.start, range.is_start_included)?, bound(&range.end, range.is_end_included)?);
    let has_bounds = low.is_some() && high.is_some() || range.is_unary && (low.is_some() || high.is_some());
    spans.push(Span { low, high });
    has_bounds.then_some(())
}

/// What is equal to a constant: itself; for times everything in the same second.
fn equal_to(value: &Value) -> Option<Span> {
    let point = Point::of(value)?;
    if let Point::Whole(kind, place) = &point
        && kind.is_equal_by_second()
    {
        let start = place.div_euclid(SECOND).checked_mul(SECOND)?;
        return Some(Span {
            low: Some((Point::Whole(*kind, start), true)),
            high: Some((Point::Whole(*kind, start.checked_add(SECOND)?), false)),
        });
    }
    Some(Span { low: Some((point.clone(), true)), high: Some((point, true)) })
}

fn read_comparison(operator: CompareOperator, value: &Value, spans: &mut Vec<Span>) -> Option<()> {
    match operator {
        CompareOperator::Equal if value.is_null() => {}
        CompareOperator::Equal => spans.push(equal_to(value)?),
        CompareOperator::NotEqual if value.is_null() => spans.push(Span::default()),
        CompareOperator::NotEqual => {
            let Span { low, high } = equal_to(value)?;
            spans.push(Span { low: None, high: low.map(|(point, is_included)| (point, !is_included)) });
            spans.push(Span { low: high.map(|(point, is_included)| (point, !is_included)), high: None });
        }
        CompareOperator::Less | CompareOperator::LessEqual => {
            spans.push(Span { low: None, high: Some((Point::of(value)?, operator == CompareOperator::LessEqual)) });
        }
        CompareOperator::Greater | CompareOperator::GreaterEqual => {
            spans.push(Span { low: Some((Point::of(value)?, operator == CompareOperator::GreaterEqual)), high: None });
        }
    }
    Some(())
}
