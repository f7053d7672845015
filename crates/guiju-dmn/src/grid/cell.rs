//! What a cell lets through, as far as it can be said beforehand.

use guiju_feel::{UnaryTests, Value};

use crate::beforehand;
use crate::evaluate::{Body, Cell};
use crate::question::Question;

/// What a cell, or a list of allowed values, lets through.
#[derive(Debug, Clone)]
pub(crate) enum CellSet<'a> {
    /// `-`
    Everything,
    /// What one of the questions is so for, or none of them where negated.
    Of { questions: Vec<Question>, is_negated: bool, tests: &'a UnaryTests },
    /// It is no FEEL.
    Broken,
}

impl<'a> CellSet<'a> {
    pub(crate) fn of_cell(cell: &'a Cell) -> Self {
        match cell {
            Cell::Any => Self::Everything,
            Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests) => Self::of_tests(tests),
            Cell::Broken(_) => Self::Broken,
        }
    }

    pub(crate) fn of_tests(tests: &'a UnaryTests) -> Self {
        if tests.is_any() {
            return Self::Everything;
        }
        Self::Of { questions: Question::of_tests(tests), is_negated: tests.is_negated(), tests }
    }

    pub(crate) fn questions(&self) -> &[Question] {
        if let Self::Of { questions, .. } = self { questions } else { &[] }
    }
}

/// The value of an expression that needs nothing; `None` also where it has no answer, as `today()` without a clock.
fn known(expression: &guiju_feel::Expression) -> Option<Value> {
    if !expression.slots_used().is_empty() {
        return None;
    }
    let evaluation = expression.evaluate(&[], &beforehand::context(expression.source()));
    evaluation.reasons.is_empty().then_some(evaluation.value)
}

/// The value of an output entry that is the same for every case.
pub(crate) fn known_output(body: &Body) -> Option<Value> {
    if let Body::Literal(expression) = body { known(expression) } else { None }
}
