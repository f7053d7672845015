//! [`Function`]: a built-in, a lambda with what it captured, or code of the caller (a business knowledge model).

use std::fmt;
use std::sync::Arc;

use super::Value;
use crate::check::Lambda;
use crate::eval::{EvalContext, Evaluation};
use crate::functions::BuiltIn;
use crate::types::Type;

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Arc<str>,
    /// What it accepts; an argument of another type makes the call null.
    pub ty: Type,
}

/// A function value.
#[derive(Debug)]
pub struct Function {
    /// The parameters in order.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub result: Type,
    /// What runs.
    pub kind: FunctionKind,
}

/// What runs when a function is called.
#[derive(Debug)]
pub enum FunctionKind {
    /// A built-in used as a value.
    BuiltIn(&'static BuiltIn),
    /// A `function(…)` of FEEL.
    Lambda {
        /// Its parameters and body.
        lambda: Arc<Lambda>,
        /// The values that its body uses from where it was written.
        captured: Vec<Value>,
    },
    /// Code of the caller.
    Native(Arc<dyn NativeFunction>),
}

/// A function that the caller implements, such as a business knowledge model or a decision service.
pub trait NativeFunction: fmt::Debug + Send + Sync {
    /// Runs it. There is one argument for each parameter, in order; missing ones are null.
    fn call(&self, arguments: &[Value], context: &EvalContext) -> Evaluation;
}

impl Function {
    /// A function that the caller implements.
    #[must_use]
    pub fn native(parameters: Vec<Parameter>, result: Type, body: Arc<dyn NativeFunction>) -> Self {
        Self { parameters, result, kind: FunctionKind::Native(body) }
    }
}

impl PartialEq for Function {
    /// Functions are equal only to themselves: whether two bodies do the same cannot be decided.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
