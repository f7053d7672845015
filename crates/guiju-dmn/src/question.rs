//! [`Question`]: what a test asks of its input, as far as it is made of constants: an order, an equality, and these put together.
//!
//! The index and the checks both read cells through this, so that neither knows more of FEEL than the other. What is asked beyond it
//! (a function, another input) is [`Question::Unknown`]; what stands beside that is still known.
//!
//! A question says what is so for inputs of the kind of its constants. What null passes, and what other kinds pass and with which
//! reasons, is FEEL's to say.

use guiju_feel::{BuiltIn, CompareOperator, Node, NodeKind, Range, TestKind, UnaryTest, UnaryTests, Value};

/// A bound, with whether it is inside.
pub(crate) type Bound = Option<(Value, bool)>;

/// What is asked of an input.
#[derive(Debug, Clone)]
pub(crate) enum Question {
    /// Whether it is equal to a value.
    Is(Value),
    /// Whether it lies between bounds, of which there is at least one.
    Within(Bound, Bound),
    /// Whether one of these is so.
    Any(Vec<Self>),
    /// Whether all of these are so.
    All(Vec<Self>),
    /// Whether this is not so.
    Not(Box<Self>),
    /// Nothing: it is so, or not.
    Always(bool),
    /// Something else.
    Unknown,
}

impl Question {
    /// The questions of a cell, of which one has to be answered with yes; whether the whole is negated is not looked at.
    pub(crate) fn of_tests(tests: &UnaryTests) -> Vec<Self> {
        of_list(tests.tests(), 0)
    }

    /// The constants in it.
    pub(crate) fn constants(&self) -> Vec<&Value> {
        match self {
            Self::Is(value) => vec![value],
            Self::Within(low, high) => low.iter().chain(high).map(|(value, _)| value).collect(),
            Self::Any(parts) | Self::All(parts) => parts.iter().flat_map(Self::constants).collect(),
            Self::Not(part) => part.constants(),
            Self::Always(_) | Self::Unknown => Vec::new(),
        }
    }

    /// Whether it asks for an interval rather than for single values.
    pub(crate) fn is_interval(&self) -> bool {
        match self {
            Self::Is(_) | Self::Always(_) | Self::Unknown => false,
            Self::Within(..) | Self::Not(_) => true,
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::is_interval),
        }
    }
}

/// The questions of tests over the local that holds the input, alternatives of one test apart.
fn of_list(tests: &[UnaryTest], input: usize) -> Vec<Question> {
    let apart = |question| if let Question::Any(parts) = question { parts } else { vec![question] };
    tests.iter().map(|test| of_test(test, input)).flat_map(apart).collect()
}

fn of_test(test: &UnaryTest, input: usize) -> Question {
    match &test.kind {
        TestKind::Compare(operator, node) => constant(node).map_or(Question::Unknown, |value| compared(*operator, value)),
        TestKind::Matches(node) => constant(node).map_or(Question::Unknown, matched),
        TestKind::Range { start, is_start_included, end, is_end_included } => {
            within(constant(start), *is_start_included, constant(end), *is_end_included)
        }
        TestKind::Condition(node) => of_condition(node, input),
        TestKind::Not(tests) => Question::Not(Box::new(Question::Any(of_list(tests, input)))),
    }
}

fn constant(node: &Node) -> Option<&Value> {
    if let NodeKind::Constant(value) = &node.kind { Some(value) } else { None }
}

fn of_condition(node: &Node, input: usize) -> Question {
    let is_input = |node: &Node| matches!(node.kind, NodeKind::Local(local) if local == input);
    let all = |nodes: &[Node]| nodes.iter().map(|node| of_condition(node, input)).collect();
    match &node.kind {
        NodeKind::Constant(Value::Boolean(value)) => Question::Always(*value),
        NodeKind::Local(_) if is_input(node) => Question::Is(Value::Boolean(true)),
        NodeKind::And(operands) => Question::All(all(operands)),
        NodeKind::Or(operands) => Question::Any(all(operands)),
        NodeKind::Compare { operator, operands } => {
            let [left, right] = operands.as_ref();
            match (constant(left), constant(right)) {
                (_, Some(value)) if is_input(left) => compared(*operator, value),
                (Some(value), _) if is_input(right) => compared(turned(*operator), value),
                _ => Question::Unknown,
            }
        }
        NodeKind::Between { value, low, high } if is_input(value) => within(constant(low), true, constant(high), true),
        NodeKind::In { value, input: inner, tests } if is_input(value) => Question::Any(of_list(tests, *inner)),
        NodeKind::Call { function, arguments, .. } => called(function, arguments, input),
        _ => Question::Unknown,
    }
}

/// `not(a)`, and `list contains(constants, ?)`.
fn called(function: &BuiltIn, arguments: &[Option<Node>], input: usize) -> Question {
    match (function.name, arguments) {
        ("not", [Some(operand)]) => Question::Not(Box::new(of_condition(operand, input))),
        ("list contains", [Some(list), Some(element)]) if matches!(element.kind, NodeKind::Local(local) if local == input) => {
            match constant(list) {
                Some(Value::List(items)) => Question::Any(items.iter().map(exactly).collect()),
                _ => Question::Unknown,
            }
        }
        _ => Question::Unknown,
    }
}

/// The same comparison with its sides turned round.
fn turned(operator: CompareOperator) -> CompareOperator {
    match operator {
        CompareOperator::Equal | CompareOperator::NotEqual => operator,
        CompareOperator::Less => CompareOperator::Greater,
        CompareOperator::LessEqual => CompareOperator::GreaterEqual,
        CompareOperator::Greater => CompareOperator::Less,
        CompareOperator::GreaterEqual => CompareOperator::LessEqual,
    }
}

fn compared(operator: CompareOperator, value: &Value) -> Question {
    let bound = |is_included| (!value.is_null()).then(|| (value.clone(), is_included));
    let half = |low: Bound, high: Bound| if low.is_none() && high.is_none() { Question::Unknown } else { Question::Within(low, high) };
    match operator {
        CompareOperator::Equal => exactly(value),
        CompareOperator::NotEqual => Question::Not(Box::new(exactly(value))),
        CompareOperator::Less => half(None, bound(false)),
        CompareOperator::LessEqual => half(None, bound(true)),
        CompareOperator::Greater => half(bound(false), None),
        CompareOperator::GreaterEqual => half(bound(true), None),
    }
}

/// Between two bounds that are both there; with a null nothing is between them, for a reason.
fn within(low: Option<&Value>, is_low_included: bool, high: Option<&Value>, is_high_included: bool) -> Question {
    match (low, high) {
        (Some(low), Some(high)) if !low.is_null() && !high.is_null() => {
            Question::Within(Some((low.clone(), is_low_included)), Some((high.clone(), is_high_included)))
        }
        _ => Question::Unknown,
    }
}

/// A value as a test: inside of it where it is a range, one of it where it is a list, else equal to it.
fn matched(value: &Value) -> Question {
    match value {
        Value::Range(range) => in_range(range),
        Value::List(items) => Question::Any(items.iter().map(item).collect()),
        value => exactly(value),
    }
}

/// An item of a list: items that are lists are compared as a whole, which is not asked here.
fn item(value: &Value) -> Question {
    if let Value::Range(range) = value { in_range(range) } else { exactly(value) }
}

fn in_range(range: &Range) -> Question {
    if range.is_not_equal() {
        return Question::Not(Box::new(exactly(&range.start)));
    }
    if !range.is_unary {
        return within(Some(&range.start), range.is_start_included, Some(&range.end), range.is_end_included);
    }
    let bound = |value: &Value, is_included| (!value.is_null()).then(|| (value.clone(), is_included));
    match (bound(&range.start, range.is_start_included), bound(&range.end, range.is_end_included)) {
        (None, None) => Question::Unknown,
        (low, high) => Question::Within(low, high),
    }
}

fn exactly(value: &Value) -> Question {
    match value {
        Value::List(_) | Value::Context(_) | Value::Function(_) | Value::Range(_) => Question::Unknown,
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::DaysDuration(_)
        | Value::YearsDuration(_) => Question::Is(value.clone()),
    }
}
