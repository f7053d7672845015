//! From [`Definitions`] to a [`Model`]: references resolved, names made slots, FEEL compiled, cells made constants and intervals.

mod body;
mod order;
mod scope;
mod shape;
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_feel::{CompileError, Type};

use crate::error::{Place, Problem};
use crate::evaluate::{Body, Closure, Given, Inner, Knowledge, Model, Node, Service, Shape};
use crate::model::{Definitions, Located, Requirement};
use scope::Scope;

/// Compiles a model.
///
/// # Errors
/// Everything that is wrong in it, each with its place.
pub fn compile(definitions: &Definitions) -> Result<Model, Vec<Problem>> {
    let (model, problems) = compile_what_can_be(definitions);
    if problems.is_empty() { Ok(model) } else { Err(problems) }
}

/// Compiles a model; what is wrong in it gives null with the problem as the reason. For editors and test kits: a rulebook is
/// refused instead.
#[must_use]
pub fn compile_what_can_be(definitions: &Definitions) -> (Model, Vec<Problem>) {
    let mut compiler = Compiler { definitions, by_id: BTreeMap::new(), problems: Vec::new() };
    compiler.register();
    compiler.check_item_definitions();
    let inner = compiler.model();
    (Model { inner: Arc::new(inner) }, compiler.problems)
}

/// What an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Input(usize),
    Decision(usize),
    Knowledge(usize),
    Service(usize),
}

struct Compiler<'a> {
    definitions: &'a Definitions,
    by_id: BTreeMap<&'a str, Target>,
    problems: Vec<Problem>,
}

impl<'a> Compiler<'a> {
    fn register(&mut self) {
        let definitions = self.definitions;
        let mut add = |id: &'a str, name: &str, target, at: &Place| {
            if self.by_id.insert(id, target).is_some() {
                let message = format!("the id `{id}` is there twice");
                self.problems.push(Problem::new("duplicate_id", format!("`{name}`"), message, at).label("the second"));
            }
        };
        definitions.inputs.iter().enumerate().for_each(|(index, node)| add(&node.id, &node.name, Target::Input(index), &node.at));
        definitions.decisions.iter().enumerate().for_each(|(index, node)| add(&node.id, &node.name, Target::Decision(index), &node.at));
        definitions
            .knowledge_models
            .iter()
            .enumerate()
            .for_each(|(index, node)| add(&node.id, &node.name, Target::Knowledge(index), &node.at));
        definitions.services.iter().enumerate().for_each(|(index, node)| add(&node.id, &node.name, Target::Service(index), &node.at));
    }

    fn model(&mut self) -> Inner {
        let definitions = self.definitions;
        let inputs = definitions
            .inputs
            .iter()
            .map(|input| Given {
                id: input.id.clone(),
                name: input.name.as_str().into(),
                shape: self.shape(input.type_ref.as_deref(), &format!("input data `{}`", input.name), &input.at),
            })
            .collect();
        let decisions = definitions.decisions.iter().map(|decision| self.decision(decision)).collect();
        let knowledge = definitions.knowledge_models.iter().map(|model| self.knowledge(model)).collect();
        let services = definitions.services.iter().map(|service| self.service(service)).collect();
        let mut inner = Inner { inputs, decisions, knowledge, services };
        order::refuse_circles(&mut inner, definitions, &mut self.problems);
        inner
    }

    fn decision(&mut self, decision: &crate::model::Decision) -> Node {
        let element = format!("decision `{}`", decision.name);
        let mut scope = Scope::default();
        for requirement in decision.requirements.iter().chain(&decision.knowledge) {
            self.require(requirement, &element, &mut scope);
        }
        let shape = self.shape(decision.type_ref.as_deref(), &element, &decision.at);
        let body = match &decision.logic {
            Some(logic) => self.body(logic, &mut scope.names, &scope.sources, &element),
            None => Body::Broken(format!("{element} has no logic").into()),
        };
        Node {
            id: decision.id.clone(),
            name: decision.name.as_str().into(),
            description: decision.description.clone(),
            scope: scope.sources,
            body,
            shape,
        }
    }

    fn knowledge(&mut self, model: &crate::model::KnowledgeModel) -> Knowledge {
        let element = format!("business knowledge model `{}`", model.name);
        let mut scope = Scope::default();
        for requirement in &model.knowledge {
            self.require(requirement, &element, &mut scope);
        }
        let closure = match &model.logic {
            Some(logic) => self.closure(logic, &scope.names, &scope.sources, &element),
            None => Closure { parameters: Vec::new(), body: Body::Broken(format!("{element} has no logic").into()), result: Shape::any() },
        };
        let result = self.function_result(model.type_ref.as_deref(), &element, &model.at);
        Knowledge {
            id: model.id.clone(),
            name: model.name.as_str().into(),
            scope: scope.sources,
            closure: Arc::new(Closure { result, ..closure }),
        }
    }

    fn service(&mut self, service: &crate::model::DecisionService) -> Service {
        let element = format!("decision service `{}`", service.name);
        let mut find = |list: &[Requirement]| -> Vec<Target> { list.iter().filter_map(|one| self.target(one, &element)).collect() };
        let outputs = find(&service.outputs);
        let parameters = [find(&service.inputs), find(&service.input_decisions)].concat();
        Service {
            id: service.id.clone(),
            name: service.name.as_str().into(),
            outputs: outputs.iter().filter_map(|target| if let Target::Decision(index) = target { Some(*index) } else { None }).collect(),
            parameters: parameters.into_iter().filter_map(scope::source_of).collect(),
            result: self.function_result(service.type_ref.as_deref(), &element, &service.at),
        }
    }

    fn target(&mut self, requirement: &Requirement, element: &str) -> Option<Target> {
        let found = self.by_id.get(requirement.href.as_str()).copied();
        if found.is_none() {
            let message = format!("requires `{}`, which is not in the model", requirement.href);
            self.problems.push(Problem::new("missing_reference", element, message, &requirement.at).label("nothing has this id"));
        }
        found
    }

    /// Notes that a FEEL text is wrong, at its place in the file; gives what evaluates to null with the reason.
    fn refuse(&mut self, error: &CompileError, text: &Located, shift: usize, element: &str) -> Arc<str> {
        use miette::Diagnostic;
        let span = error.span().range();
        let at = text.place(span.start.saturating_sub(shift)..span.end.saturating_sub(shift));
        let mut problem = Problem::new("feel", element, error.to_string(), &at);
        problem.label =
            error.labels().and_then(|mut labels| labels.next()).and_then(|label| label.label().map(Into::into)).unwrap_or_default();
        problem.help = error.help().map(|help| help.to_string());
        let reason = problem.to_string().into();
        self.problems.push(problem);
        reason
    }

    /// Notes what is FEEL but can only give null; it runs all the same where problems are passed over.
    fn doubt(&mut self, warnings: &[CompileError], text: &Located, element: &str) {
        for warning in warnings {
            self.refuse(warning, text, 0, element);
        }
    }
}

/// The type under which a function stands in a scope.
fn function_type(closure_parameters: &[(Arc<str>, Type)], result: &Type) -> Type {
    Type::Function { parameters: closure_parameters.to_vec(), result: Box::new(result.clone()) }
}
