//! Calls of the model's own functions in FEEL: a knowledge model or a service, computed over columns where it stands.
//!
//! What tables inside of them find is dropped: a row may make such a call any number of times, or never.

use std::sync::Arc;

use guiju_dmn::logic::{FunctionLogic, KnowledgeLogic, ServiceLogic, Source};
use guiju_feel::{Arguments, Node, NodeKind, Type, Value};

use super::{Batch, Given, Lowered, Unlowered, in_order};
use crate::fit::{fit, is_of};
use crate::vector::Vector;

/// Calls inside of calls that are computed here; a deeper one runs row by row, so that FEEL's own limit of depth ends it.
pub(crate) const CALLS_MAX: usize = 3;

impl<'a> Batch<'a> {
    pub(super) fn invoke(&mut self, function: &Node, arguments: &Arguments, active: &[bool]) -> Lowered {
        let NodeKind::Slot(slot) = function.kind else { return Err(Unlowered) };
        let found = self.frame.functions.iter().find(|(own, _)| *own == slot);
        let Some(function) = found.map(|(_, function)| *function).filter(|_| self.calls < CALLS_MAX) else { return Err(Unlowered) };
        let parameters: Vec<(&str, &Type)> = match &function {
            FunctionLogic::Knowledge(knowledge) => {
                knowledge.parameters().map(|(_, parameter, _)| (parameter.name.as_ref(), &parameter.ty)).collect()
            }
            FunctionLogic::Service(service) => service.parameters().map(|(name, _, shape)| (name, shape.ty())).collect(),
        };
        let given = self.arguments(arguments, &parameters, active)?;
        let known = self.tables.len();
        self.calls += 1;
        let value = self.for_rows(active, |run| match function {
            FunctionLogic::Knowledge(knowledge) => run.knowledge(knowledge, given),
            FunctionLogic::Service(service) => run.service(service, given),
        });
        self.calls -= 1;
        self.tables.truncate(known);
        value
    }

    /// The arguments in the order of the parameters; rows with one that is not of the parameter's type are handed over.
    fn arguments(&mut self, arguments: &Arguments, parameters: &[(&str, &Type)], active: &[bool]) -> Lowered<Vec<Arc<Vector>>> {
        let given = match arguments {
            Arguments::Positional(nodes) if nodes.len() == parameters.len() => {
                nodes.iter().map(|node| self.eval(node, active)).collect::<Lowered<Vec<_>>>()?
            }
            Arguments::Positional(_) => return Err(Unlowered),
            Arguments::Named(named) => {
                let mut given = vec![self.nulls(); parameters.len()];
                for (name, node) in named {
                    let place = parameters.iter().position(|(parameter, _)| *parameter == name.as_ref());
                    let Some(slot) = place.and_then(|place| given.get_mut(place)) else { return Err(Unlowered) };
                    *slot = self.eval(node, active)?;
                }
                given
            }
        };
        for (argument, (_, ty)) in given.iter().zip(parameters) {
            if !is_of(argument, ty) {
                self.hand_where(active, |row| !ty.contains(&argument.value(row)));
            }
        }
        Ok(given)
    }

    /// A knowledge model over these arguments.
    pub(super) fn knowledge(&mut self, knowledge: KnowledgeLogic<'a>, given: Vec<Arc<Vector>>) -> Lowered {
        let nothing = Given { model: knowledge.model(), inputs: &[], decided: Vec::new() };
        let mut frame = self.filled(knowledge.scope(), &nothing);
        for ((slot, _, shape), argument) in knowledge.parameters().zip(given) {
            let argument = fit(shape, argument, self);
            frame.put(slot, &argument, &self.nulls());
        }
        let value = self.in_frame(frame, |run| run.body(&knowledge.body()))?;
        Ok(fit(knowledge.result(), value, self))
    }

    /// The decisions of a service, from what it is given alone.
    fn service(&mut self, service: ServiceLogic<'a>, given: Vec<Arc<Vector>>) -> Lowered {
        let model = service.model();
        let mut inputs: Vec<Option<Arc<Vector>>> = vec![None; model.inputs().count()];
        let mut decided = Vec::new();
        for ((_, source, shape), argument) in service.parameters().zip(given) {
            match source {
                Source::Input(input) => inputs.get_mut(input).into_iter().for_each(|place| *place = Some(Arc::clone(&argument))),
                Source::Decision(decision) => decided.push((decision, fit(shape, argument, self))),
                Source::Function(_) => {}
            }
        }
        let mut order = Vec::new();
        for (output, _) in service.outputs() {
            in_order(model, output, &decided.iter().map(|(decision, _)| *decision).collect::<Vec<_>>(), &mut order);
        }
        let mut given = Given { model, inputs: &inputs, decided };
        for decision in order {
            let value = self.decision(decision, &given)?;
            given.decided.push((decision, value));
        }
        let outputs: Vec<_> = service.outputs().map(|(output, name)| (name, given.find(output).unwrap_or_else(|| self.nulls()))).collect();
        let value = match outputs.as_slice() {
            [(_, only)] => Arc::clone(only),
            [] => Arc::new(Vector::constant(&Value::context(Vec::<(Arc<str>, Value)>::new()), self.rows)),
            _ => Arc::new(Vector::Record(outputs)),
        };
        Ok(fit(service.result(), value, self))
    }
}
