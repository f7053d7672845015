//! [`Call`]: what a built-in is given, and how it asks for its arguments.

use std::sync::Arc;

use super::BuiltIn;
use crate::error::{ArgumentError, EvalError};
use crate::eval::{EvalContext, Evaluator, Stop};
use crate::number::Number;
use crate::span::Span;
use crate::temporal::Date;
use crate::value::{Context, Function, Value};

/// Why a built-in has no result: an error that may become null, or the end of the whole evaluation.
#[derive(Debug)]
pub(crate) enum Failure {
    Error(EvalError),
    Stop(Stop),
}

impl From<EvalError> for Failure {
    fn from(error: EvalError) -> Self {
        Self::Error(error)
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

pub(crate) type Outcome<T = Value> = Result<T, Failure>;

/// A call of a built-in.
pub(crate) struct Call<'c, 'a> {
    pub(crate) function: &'static BuiltIn,
    pub(crate) signature: usize,
    pub(crate) arguments: &'c [Option<Value>],
    pub(crate) span: Span,
    pub(crate) evaluator: &'c mut Evaluator<'a>,
}

impl Call<'_, '_> {
    /// The error that says what is wrong with the arguments.
    pub(crate) fn bad(&self, problem: impl Into<ArgumentError>) -> Failure {
        EvalError::BadArgument { function: self.function.name, problem: problem.into(), at: self.span }.into()
    }

    pub(crate) fn out_of_range(&self) -> Failure {
        EvalError::OutOfRange { operation: self.function.name, at: self.span }.into()
    }

    fn parameter_name(&self, index: usize) -> &'static str {
        let parameter = self.function.signatures().get(self.signature).and_then(|signature| signature.parameters.get(index));
        parameter.map_or("argument", |parameter| parameter.name)
    }

    fn wrong(&self, index: usize, expected: &'static str) -> Failure {
        let parameter = self.parameter_name(index);
        match self.value(index) {
            Value::Null => self.bad(ArgumentError::Null { parameter }),
            value => self.bad(ArgumentError::Kind { parameter, found: value.kind(), expected }),
        }
    }

    /// Whether the argument was given at all.
    pub(crate) fn is_given(&self, index: usize) -> bool {
        matches!(self.arguments.get(index), Some(Some(_)))
    }

    /// The argument; null where it was not given.
    pub(crate) fn value(&self, index: usize) -> &Value {
        const NULL: &Value = &Value::Null;
        self.arguments.get(index).and_then(Option::as_ref).unwrap_or(NULL)
    }

    /// The argument, the only item of a list counting as itself.
    pub(crate) fn single(&self, index: usize) -> &Value {
        match self.value(index) {
            Value::List(items) => match items.as_ref() {
                [item] => item,
                _ => self.value(index),
            },
            value => value,
        }
    }

    pub(crate) fn number(&self, index: usize) -> Outcome<Number> {
        self.single(index).as_number().ok_or_else(|| self.wrong(index, "number"))
    }

    /// A whole number; a fraction is refused.
    pub(crate) fn integer(&self, index: usize) -> Outcome<i64> {
        let number = self.number(index)?;
        number
            .to_i64()
            .ok_or_else(|| self.bad(ArgumentError::NotWhole { parameter: self.parameter_name(index), number: number.to_string() }))
    }

    /// A number where a whole one is wanted, as a position, a length or a scale: the fraction is cut off, which is how an integer is
    /// made of a FEEL number wherever the standard turns one into the other.
    pub(crate) fn truncated(&self, index: usize) -> Outcome<i64> {
        self.number(index)?.truncate_to(0).and_then(Number::to_i64).ok_or_else(|| self.out_of_range())
    }

    pub(crate) fn boolean(&self, index: usize) -> Outcome<bool> {
        self.single(index).as_bool().ok_or_else(|| self.wrong(index, "boolean"))
    }

    pub(crate) fn text(&self, index: usize) -> Outcome<Arc<str>> {
        match self.single(index) {
            Value::Text(text) => Ok(Arc::clone(text)),
            _ => Err(self.wrong(index, "string")),
        }
    }

    /// The argument as a date; of a date and time its day.
    pub(crate) fn date(&self, index: usize) -> Outcome<Date> {
        match self.single(index) {
            Value::Date(date) => Ok(*date),
            Value::DateTime(moment) => Ok(moment.date),
            _ => Err(self.wrong(index, "date")),
        }
    }

    /// A list; anything else but null is a list of one.
    pub(crate) fn list(&self, index: usize) -> Outcome<Arc<[Value]>> {
        match self.value(index) {
            Value::List(items) => Ok(Arc::clone(items)),
            Value::Null => Err(self.wrong(index, "list")),
            other => Ok(Arc::from([other.clone()])),
        }
    }

    pub(crate) fn context_value(&self, index: usize) -> Outcome<Arc<Context>> {
        match self.single(index) {
            Value::Context(context) => Ok(Arc::clone(context)),
            _ => Err(self.wrong(index, "context")),
        }
    }

    pub(crate) fn function_value(&self, index: usize) -> Outcome<Arc<Function>> {
        match self.single(index) {
            Value::Function(function) => Ok(Arc::clone(function)),
            _ => Err(self.wrong(index, "function")),
        }
    }

    pub(crate) fn context(&self) -> &EvalContext {
        self.evaluator.context()
    }

    /// Counts work that depends on the size of the arguments.
    pub(crate) fn spend(&mut self, steps: usize) -> Outcome<()> {
        Ok(self.evaluator.spend(steps, self.span)?)
    }

    /// A list as a result, within the limit.
    pub(crate) fn list_result(&mut self, items: Vec<Value>) -> Outcome {
        self.evaluator.check_list(items.len(), self.span)?;
        Ok(Value::List(items.into()))
    }

    /// A value that was put together from others, unless it is too large or too deep.
    pub(crate) fn built(&mut self, value: Value) -> Outcome {
        Ok(self.evaluator.built(value, self.span)?)
    }

    /// A string as a result, within the limit.
    pub(crate) fn text_result(&mut self, text: &str) -> Outcome {
        self.evaluator.check_text(text.len(), self.span)?;
        Ok(Value::Text(text.into()))
    }

    /// Calls a function value.
    pub(crate) fn invoke(&mut self, function: &Arc<Function>, arguments: Vec<Value>) -> Outcome {
        Ok(self.evaluator.invoke(function, arguments, self.span)?)
    }
}
