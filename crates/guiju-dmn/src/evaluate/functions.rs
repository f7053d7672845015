//! Functions of a model as values of FEEL: knowledge models, services, and boxed functions with what they captured.

use std::sync::Arc;

use guiju_feel::{EvalContext, EvalError, Evaluation, Function, NativeFunction, NullReason, Parameter, Span, Value};

use super::calls::Caller;
use super::{Calls, Closure, Inner, Run, Source, Tracing, body};

/// By how much the limit of depth falls with each call, so that a function that calls itself for ever ends.
const DEPTH_OF_A_CALL: u32 = 16;

/// A knowledge model as a value.
pub(super) fn knowledge(inner: &Arc<Inner>, index: usize, caller: Option<Caller>) -> Value {
    let Some(model) = inner.knowledge.get(index) else { return Value::Null };
    let parameters = model.closure.parameters.iter().map(|(_, parameter, _)| parameter.clone()).collect();
    let native = Native { inner: Arc::clone(inner), kind: Kind::Knowledge(index), caller };
    Value::Function(Arc::new(Function::native(parameters, model.closure.result.ty.clone(), Arc::new(native))))
}

/// A decision service as a value.
pub(super) fn service(inner: &Arc<Inner>, index: usize, caller: Option<Caller>) -> Value {
    let Some(service) = inner.services.get(index) else { return Value::Null };
    let parameters = service
        .parameters
        .iter()
        .map(|source| Parameter {
            name: inner.name_of(*source).into(),
            ty: match source {
                Source::Input(input) => inner.inputs.get(*input).map(|given| given.shape.ty.clone()),
                Source::Decision(decision) => inner.decisions.get(*decision).map(|node| node.shape.ty.clone()),
                Source::Knowledge(_) | Source::Service(_) | Source::Import(_) => None,
            }
            .unwrap_or_default(),
        })
        .collect();
    let native = Native { inner: Arc::clone(inner), kind: Kind::Service(index), caller };
    Value::Function(Arc::new(Function::native(parameters, service.result.ty.clone(), Arc::new(native))))
}

/// A boxed function as a value.
pub(super) fn closure(inner: &Arc<Inner>, closure: &Arc<Closure>, frame: &[Value], caller: Option<Caller>) -> Value {
    let parameters = closure.parameters.iter().map(|(_, parameter, _)| parameter.clone()).collect();
    let kind = Kind::Closure { closure: Arc::clone(closure), captured: frame.to_vec() };
    let native = Native { inner: Arc::clone(inner), kind, caller };
    Value::Function(Arc::new(Function::native(parameters, closure.result.ty.clone(), Arc::new(native))))
}

#[derive(Debug)]
struct Native {
    inner: Arc<Inner>,
    kind: Kind,
    /// Where it leaves the tables that it reads; none where nobody wants to know.
    caller: Option<Caller>,
}

enum Kind {
    Knowledge(usize),
    Service(usize),
    Closure { closure: Arc<Closure>, captured: Vec<Value> },
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What is captured may hold functions again, without end.
        out.write_str(match self {
            Self::Knowledge(_) => "Knowledge",
            Self::Service(_) => "Service",
            Self::Closure { .. } => "Closure",
        })
    }
}

impl NativeFunction for Native {
    fn call(&self, arguments: &[Value], context: &EvalContext) -> Evaluation {
        let Some(depth) = context.limits.depth.checked_sub(DEPTH_OF_A_CALL) else {
            let error = EvalError::LimitReached { what: "nested calls", limit: u64::from(context.limits.depth), at: Span::default() };
            return Evaluation { value: Value::Null, reasons: vec![error.into()] };
        };
        let mut context = context.clone();
        context.limits.depth = depth;
        let tracing = self.caller.as_ref().map_or(Tracing::Off, |caller| caller.tracing);
        let calls = self.caller.as_ref().and_then(Caller::calls);
        // The place is this call's own while it lasts.
        let earlier = calls.as_ref().map(Calls::take).unwrap_or_default();
        let mut run = Run::below(&self.inner, &[], &context, tracing, calls);
        let value = match &self.kind {
            Kind::Knowledge(index) => run.call_knowledge(*index, arguments),
            Kind::Service(index) => run.call_service(*index, arguments),
            Kind::Closure { closure: own, captured } => {
                let mut frame = captured.clone();
                if let Some(slot) = own.itself {
                    body::set(&mut frame, slot, closure(&self.inner, own, captured, self.caller.clone()));
                }
                run.call(own, &mut frame, arguments, &"function".into())
            }
        };
        if let Some(caller) = &self.caller {
            run.take_calls();
            caller.leave(earlier, std::mem::take(&mut run.tables));
        }
        let reasons = run.reasons.into_iter().map(|reason| NullReason::from(reason.cause)).collect();
        Evaluation { value, reasons }
    }
}
