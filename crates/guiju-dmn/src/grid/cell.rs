//! What a cell lets through, as far as it can be said beforehand: constants and intervals of them.

use guiju_feel::{CompareOperator, EvalContext, Names, Node, NodeKind, TestKind, UnaryTest, UnaryTests, Value};

use crate::evaluate::{Body, Cell};

/// What a cell, or a list of allowed values, lets through.
#[derive(Debug, Clone)]
pub(crate) enum CellSet<'a> {
    /// `-`
    Everything,
    /// One of the parts, or none of them where negated.
    Of { parts: Vec<Part>, is_negated: bool, tests: &'a UnaryTests },
    /// It depends on more than the input, or is more than constants and intervals.
    Unknown,
}

/// A bound, with whether it is inside.
pub(crate) type Bound = Option<(Value, bool)>;

/// A test whose values are known.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// Between two bounds; a constant is an interval of itself.
    Between(Bound, Bound),
    /// Everything but this.
    Except(Value),
    /// Null alone.
    Null,
}

impl<'a> CellSet<'a> {
    pub(crate) fn of_cell(cell: &'a Cell) -> Self {
        match cell {
            Cell::Any => Self::Everything,
            Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests) => Self::of_tests(tests),
            Cell::Broken(_) => Self::Unknown,
        }
    }

    pub(crate) fn of_tests(tests: &'a UnaryTests) -> Self {
        if tests.is_any() {
            return Self::Everything;
        }
        // Without slots no name of the model can hide a built-in, so a part means the same when it is compiled for itself.
        if !tests.slots_used().is_empty() {
            return Self::Unknown;
        }
        match tests.tests().iter().map(|test| part(test, tests.source())).collect::<Option<Vec<_>>>() {
            Some(parts) => Self::Of { parts, is_negated: tests.is_negated(), tests },
            None => Self::Unknown,
        }
    }

    pub(crate) fn parts(&self) -> &[Part] {
        if let Self::Of { parts, .. } = self { parts } else { &[] }
    }
}

impl Part {
    /// The constants that it is made of.
    pub(crate) fn constants(&self) -> impl Iterator<Item = &Value> {
        let (low, high, one) = match self {
            Self::Between(low, high) => (low.as_ref(), high.as_ref(), None),
            Self::Except(value) => (None, None, Some(value)),
            Self::Null => (None, None, None),
        };
        low.into_iter().chain(high).map(|(value, _)| value).chain(one)
    }

    /// Whether it is an interval rather than a single value.
    pub(crate) fn is_interval(&self) -> bool {
        matches!(self, Self::Between(low, high) if low != high || low.as_ref().is_some_and(|(_, is_included)| !is_included))
    }

    fn exactly(value: Value) -> Self {
        if value.is_null() { Self::Null } else { Self::Between(Some((value.clone(), true)), Some((value, true))) }
    }
}

fn part(test: &UnaryTest, source: &str) -> Option<Part> {
    let value = |node: &Node| constant(node, source);
    match &test.kind {
        TestKind::Compare(operator, node) => compared(*operator, value(node)?),
        TestKind::Matches(node) => matched(value(node)?),
        TestKind::Range { start, is_start_included, end, is_end_included } => {
            Some(Part::Between(Some((value(start)?, *is_start_included)), Some((value(end)?, *is_end_included))))
        }
        TestKind::Condition(node) => {
            let NodeKind::Compare { operator, left, right } = &node.kind else { return None };
            if matches!(left.kind, NodeKind::Local(0)) { compared(*operator, value(right)?) } else { None }
        }
        TestKind::Not(_) => None,
    }
}

/// A value as a test: an interval where it is one, nothing that can be said where it is a list.
fn matched(value: Value) -> Option<Part> {
    if let Value::Range(range) = &value {
        let is_closed = !range.is_unary && !range.start.is_null() && !range.end.is_null();
        let bound = |value: &Value, is_included| Some((value.clone(), is_included));
        return is_closed.then(|| Part::Between(bound(&range.start, range.is_start_included), bound(&range.end, range.is_end_included)));
    }
    let is_plain = !matches!(value, Value::List(_) | Value::Context(_) | Value::Function(_));
    is_plain.then(|| Part::exactly(value))
}

fn compared(operator: CompareOperator, value: Value) -> Option<Part> {
    if value.is_null() && !matches!(operator, CompareOperator::Equal) {
        return None;
    }
    Some(match operator {
        CompareOperator::Equal => Part::exactly(value),
        CompareOperator::NotEqual => Part::Except(value),
        CompareOperator::Less => Part::Between(None, Some((value, false))),
        CompareOperator::LessEqual => Part::Between(None, Some((value, true))),
        CompareOperator::Greater => Part::Between(Some((value, false)), None),
        CompareOperator::GreaterEqual => Part::Between(Some((value, true)), None),
    })
}

/// The value of a part of an expression that is the same at every evaluation: `date("2026-01-01")`.
fn constant(node: &Node, source: &str) -> Option<Value> {
    if let NodeKind::Constant(value) = &node.kind {
        return Some(value.clone());
    }
    let expression = guiju_feel::compile(source.get(node.span.range())?, &Names::new()).ok()?;
    known(&expression)
}

/// The value of an expression that needs nothing; `None` also where it has no answer, as `today()` without a clock.
fn known(expression: &guiju_feel::Expression) -> Option<Value> {
    if !expression.slots_used().is_empty() {
        return None;
    }
    let evaluation = expression.evaluate(&[], &EvalContext::default());
    evaluation.reasons.is_empty().then_some(evaluation.value)
}

/// The value of an output entry that is the same for every case.
pub(crate) fn known_output(body: &Body) -> Option<Value> {
    if let Body::Literal(expression) = body { known(expression) } else { None }
}
