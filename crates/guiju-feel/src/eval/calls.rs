//! Calls of built-ins and of function values.

use std::sync::Arc;

use super::{Eval, EvalContext, Evaluator, Limits, Mode, Stop};
use crate::check::{Arguments, Lambda, Node};
use crate::error::{CallError, EvalError};
use crate::functions::{BuiltIn, Call, Failure};
use crate::span::Span;
use crate::value::{Function, FunctionKind, NativeFunction, Value};

/// Calls with this many arguments need no list.
const INLINE: usize = 4;
/// What a call of a lambda costs, in levels.
const CALL_DEPTH: u32 = 2;
/// What a call of the caller's code costs, in levels: its frames are larger than ours.
const NATIVE_DEPTH: u32 = 20;
const NATIVE_STEPS: usize = 20;

impl Evaluator<'_> {
    pub(super) fn call(&mut self, node: &Node, function: &'static BuiltIn, signature: usize, arguments: &[Option<Node>]) -> Eval {
        let reasons = self.reasons.len();
        let mut inline: [Option<Value>; INLINE] = [const { None }; INLINE];
        let mut many: Vec<Option<Value>> = Vec::new();
        if arguments.len() > INLINE {
            many.resize(arguments.len(), None);
        }
        let values = if arguments.len() > INLINE { many.as_mut_slice() } else { inline.as_mut_slice() };
        for (value, argument) in values.iter_mut().zip(arguments) {
            if let Some(argument) = argument {
                *value = Some(self.eval(argument)?);
            }
        }
        let values = values.get(..arguments.len()).unwrap_or_default();
        self.run_built_in(function, signature, values, node.span, reasons)
    }

    fn run_built_in(
        &mut self,
        function: &'static BuiltIn,
        signature: usize,
        arguments: &[Option<Value>],
        span: Span,
        reasons: usize,
    ) -> Eval {
        let mut call = Call { function, signature, arguments, span, evaluator: self };
        match function.run(&mut call) {
            Ok(value) => Ok(value),
            Err(Failure::Stop(stop)) => Err(stop),
            // An argument that is null for a reason has said so already.
            Err(Failure::Error(_)) if self.reasons.len() > reasons => Ok(Value::Null),
            Err(Failure::Error(error)) => self.fail(error),
        }
    }

    pub(super) fn invoke_node(&mut self, node: &Node, function: &Node, arguments: &Arguments) -> Eval {
        let value = self.eval(function)?;
        let Value::Function(function) = super::node::single(&value) else {
            return self.fail(EvalError::NotAFunction { found: value.kind(), at: node.span });
        };
        let arguments = match (arguments, &function.kind) {
            (Arguments::Named(arguments), FunctionKind::BuiltIn(built_in)) => return self.call_by_name(built_in, arguments, node.span),
            (Arguments::Positional(arguments), _) => arguments.iter().map(|argument| self.eval(argument)).collect::<Eval<Vec<_>>>()?,
            (Arguments::Named(arguments), _) => match self.by_name(function, arguments, node.span)? {
                Some(arguments) => arguments,
                None => return Ok(Value::Null),
            },
        };
        self.invoke(function, arguments, node.span)
    }

    /// A built-in that is called under another name, by the names of its parameters. Those that are not given are null (10.3.2.13.5).
    fn call_by_name(&mut self, function: &'static BuiltIn, arguments: &[(Arc<str>, Node)], at: Span) -> Eval {
        self.spend(1, at)?;
        let reasons = self.reasons.len();
        let names = || arguments.iter().map(|(name, _)| &**name);
        let fitting = || function.signatures().iter().enumerate().filter(|(_, signature)| signature.knows(names()));
        let Some((index, signature)) = fitting().find(|(_, signature)| signature.begins_with(names())).or_else(|| fitting().next()) else {
            let name = names().find(|name| !function.signatures().iter().any(|signature| signature.knows(std::iter::once(*name))));
            return self.fail(EvalError::WrongCall { problem: CallError::NoParameter { name: name.unwrap_or_default().to_owned() }, at });
        };
        let mut values = vec![None; signature.parameters.len()];
        for (name, argument) in arguments {
            let value = self.eval(argument)?;
            let position = signature.parameters.iter().position(|parameter| *parameter.name == **name);
            if let Some((slot, parameter)) = position.and_then(|index| values.get_mut(index).zip(signature.parameters.get(index))) {
                let is_single = parameter.is_repeated && !matches!(value, Value::List(_));
                *slot = Some(if is_single { Value::list([value]) } else { value });
            }
        }
        self.run_built_in(function, index, &values, at, reasons)
    }

    /// Named arguments in the order of the parameters; the ones that are not given are null.
    fn by_name(&mut self, function: &Function, arguments: &[(Arc<str>, Node)], at: Span) -> Eval<Option<Vec<Value>>> {
        let mut values = vec![Value::Null; function.parameters.len()];
        for (name, argument) in arguments {
            let position = function.parameters.iter().position(|parameter| parameter.name == *name);
            let Some(value) = position.and_then(|index| values.get_mut(index)) else {
                self.fail(EvalError::WrongCall { problem: CallError::NoParameter { name: name.to_string() }, at })?;
                return Ok(None);
            };
            *value = self.eval(argument)?;
        }
        Ok(Some(values))
    }

    /// Calls a function value.
    pub(crate) fn invoke(&mut self, function: &Arc<Function>, arguments: Vec<Value>, at: Span) -> Eval {
        self.spend(1, at)?;
        if let FunctionKind::BuiltIn(built_in) = &function.kind {
            return self.invoke_built_in(built_in, arguments, at);
        }
        if arguments.len() != function.parameters.len() {
            let problem = CallError::Count { given: arguments.len(), parameters: function.parameters.len() };
            return self.fail(EvalError::WrongCall { problem, at });
        }
        let mut coerced = Vec::with_capacity(arguments.len());
        for (argument, parameter) in arguments.into_iter().zip(&function.parameters) {
            let kind = argument.kind();
            match parameter.ty.coerce(argument) {
                Some(value) => coerced.push(value),
                None => {
                    let problem =
                        CallError::Kind { parameter: parameter.name.to_string(), found: kind, expected: parameter.ty.to_string() };
                    return self.fail(EvalError::WrongCall { problem, at });
                }
            }
        }
        match &function.kind {
            FunctionKind::Lambda { lambda, .. } => self.run_lambda(function, lambda, coerced),
            FunctionKind::Native(native) => self.run_native(native.as_ref(), &coerced, at),
            FunctionKind::BuiltIn(built_in) => self.invoke_built_in(built_in, coerced, at),
        }
    }

    fn invoke_built_in(&mut self, function: &'static BuiltIn, arguments: Vec<Value>, at: Span) -> Eval {
        let Some((index, signature)) = function.signatures().iter().enumerate().find(|(_, signature)| signature.takes(arguments.len()))
        else {
            let problem = CallError::Given { count: arguments.len() };
            return self.fail(EvalError::WrongCall { problem, at });
        };
        let mut rest = arguments.into_iter();
        let packed: Vec<Option<Value>> = signature
            .parameters
            .iter()
            .map(|parameter| if parameter.is_repeated { Some(Value::list(rest.by_ref())) } else { rest.next() })
            .collect();
        let reasons = self.reasons.len();
        self.run_built_in(function, index, &packed, at, reasons)
    }

    fn run_lambda(&mut self, function: &Arc<Function>, lambda: &Lambda, arguments: Vec<Value>) -> Eval {
        let (length, base) = (self.locals.len(), self.base);
        self.base = length;
        self.locals.extend(arguments);
        let outer = self.function.replace(Arc::clone(function));
        // The frames of a call take more of the stack than those of an operator.
        self.depth += CALL_DEPTH;
        let value = self.eval(&lambda.body);
        self.depth -= CALL_DEPTH;
        self.function = outer;
        self.locals.truncate(length);
        self.base = base;
        value
    }

    fn run_native(&mut self, native: &dyn NativeFunction, arguments: &[Value], at: Span) -> Eval {
        self.spend(NATIVE_STEPS, at)?;
        // What is left goes down with the call, so that models which call each other are bounded together.
        let depth = self.context.limits.depth.saturating_sub(self.depth + NATIVE_DEPTH);
        let limits = Limits { depth, steps: self.steps_left, ..self.context.limits };
        let context = EvalContext { limits, ..self.context.clone() };
        let evaluation = native.call(arguments, &context);
        let is_stopped = evaluation.reasons.iter().any(|reason| reason.error.is_limit());
        if is_stopped || (self.context.mode == Mode::Strict && !evaluation.reasons.is_empty()) {
            self.reasons.splice(0..0, evaluation.reasons);
            return Err(Stop);
        }
        let room = self.context.limits.reasons.saturating_sub(self.reasons.len());
        self.reasons.extend(evaluation.reasons.into_iter().take(room));
        Ok(evaluation.value)
    }
}
