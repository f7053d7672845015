//! From [`Definitions`] to a [`Model`]: references resolved, names made slots, FEEL compiled, cells made constants and intervals.

mod body;
mod link;
mod order;
mod scope;
mod shape;
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_feel::{CompileError, Names, Type, Words};

use crate::error::{Element, Fault, Part, Place, Problem, cause};
use crate::evaluate::{Body, Closure, Given, Inner, Knowledge, Model, Node, Service, Shape, Source};
use crate::model::{Definitions, InputData, Located, Requirement};
use link::Linked;
use shape::Follow;

/// Compiles a model that imports no other.
///
/// # Errors
/// Everything that is wrong in it, each with its place.
pub fn compile(definitions: &Definitions) -> Result<Model, Vec<Problem>> {
    compile_with(definitions, &[])
}

/// Compiles a model that uses others: `others` are those that it may import, directly or through one another. Their elements are
/// called `import.Name`, and input data of theirs is given under that name.
///
/// # Errors
/// Everything that is wrong in it and in what it imports, each with its place.
pub fn compile_with(definitions: &Definitions, others: &[Definitions]) -> Result<Model, Vec<Problem>> {
    let (model, problems) = compile_what_can_be_with(definitions, others);
    if problems.is_empty() { Ok(model) } else { Err(problems) }
}

/// Compiles a model; what is wrong in it gives null with the problem as the reason. For editors and test kits: a rulebook is
/// refused instead.
#[must_use]
pub fn compile_what_can_be(definitions: &Definitions) -> (Model, Vec<Problem>) {
    compile_what_can_be_with(definitions, &[])
}

/// [`compile_what_can_be`] for a model that uses others, as in [`compile_with`].
#[must_use]
pub fn compile_what_can_be_with(definitions: &Definitions, others: &[Definitions]) -> (Model, Vec<Problem>) {
    let mut problems = Vec::new();
    let linked = Linked::of(definitions, others, &mut problems);
    let mut compiler =
        Compiler { linked, home: 0, by_id: BTreeMap::new(), groups: Vec::new(), types: BTreeMap::new(), follow: Follow::new(), problems };
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
    linked: Linked<'a>,
    /// The instance whose elements are being compiled.
    home: usize,
    /// By instance and id.
    by_id: BTreeMap<(usize, &'a str), Target>,
    /// For each import that an element uses, what it uses of it.
    groups: Vec<Vec<(Arc<str>, Source)>>,
    /// By instance, the types that its expressions may name.
    types: BTreeMap<usize, Names>,
    /// How far item definitions may still be followed.
    follow: Follow,
    problems: Vec<Problem>,
}

impl<'a> Compiler<'a> {
    fn register(&mut self) {
        let linked = &self.linked;
        let mut problems = Vec::new();
        let mut by_id = BTreeMap::new();
        let mut add = |home: usize, id: &'a str, name: &str, target, at: &Place| {
            if by_id.insert((home, id), target).is_some() {
                let element = Element::new(Part::Named(name)).words();
                problems.push((home, Problem::new(Fault::DuplicateId { id: id.to_owned() }, element, at)));
            }
        };
        for (index, (home, node)) in linked.inputs.iter().copied().enumerate() {
            add(home, &node.id, &node.name, Target::Input(index), &node.at);
        }
        for (index, (home, node)) in linked.decisions.iter().copied().enumerate() {
            add(home, &node.id, &node.name, Target::Decision(index), &node.at);
        }
        for (index, (home, node)) in linked.knowledge.iter().copied().enumerate() {
            add(home, &node.id, &node.name, Target::Knowledge(index), &node.at);
        }
        for (index, (home, node)) in linked.services.iter().copied().enumerate() {
            add(home, &node.id, &node.name, Target::Service(index), &node.at);
        }
        self.by_id = by_id;
        for (home, problem) in problems {
            self.home = home;
            self.note(problem);
        }
    }

    /// Notes a problem of the instance that is being compiled.
    fn note(&mut self, problem: Problem) {
        let namespace = if self.home == 0 { "" } else { self.linked.homes.get(self.home).map_or("", |home| &home.model.namespace) };
        self.problems.push(problem.of_model(namespace));
    }

    fn full_name(&self, name: &str) -> String {
        self.linked.homes.get(self.home).map_or_else(|| name.to_owned(), |home| home.full_name(name))
    }

    fn full_id(&self, id: &str) -> String {
        self.linked.homes.get(self.home).map_or_else(|| id.to_owned(), |home| home.full_id(id))
    }

    fn model(&mut self) -> Inner {
        let mut inner =
            Inner { inputs: Vec::new(), decisions: Vec::new(), knowledge: Vec::new(), services: Vec::new(), groups: Vec::new() };
        for (home, node) in self.linked.inputs.clone() {
            self.home = home;
            inner.inputs.push(self.input(node));
        }
        for (home, node) in self.linked.decisions.clone() {
            self.home = home;
            inner.decisions.push(self.decision(node));
        }
        for (home, node) in self.linked.knowledge.clone() {
            self.home = home;
            inner.knowledge.push(self.knowledge(node));
        }
        for (home, node) in self.linked.services.clone() {
            self.home = home;
            inner.services.push(self.service(node));
        }
        inner.groups = std::mem::take(&mut self.groups);
        for (index, problem) in order::refuse_circles(&mut inner, &self.linked) {
            self.home = self.linked.decisions.get(index).map_or(0, |(home, _)| *home);
            self.note(problem);
        }
        inner
    }

    fn input(&mut self, input: &InputData) -> Given {
        let name = self.full_name(&input.name);
        Given {
            id: self.full_id(&input.id),
            shape: self.shape(input.type_ref.as_deref(), &Element::new(Part::InputData(&name)), &input.at),
            name: name.into(),
            local: input.name.as_str().into(),
            namespace: self.linked.homes.get(self.home).map_or("", |home| &home.model.namespace).into(),
        }
    }

    fn decision(&mut self, decision: &crate::model::Decision) -> Node {
        let name = self.full_name(&decision.name);
        let element = Element::new(Part::Decision(&name));
        let mut scope = self.scope(decision.requirements.iter().chain(&decision.knowledge), &element);
        let shape = self.shape(decision.type_ref.as_deref(), &element, &decision.at);
        let body = match &decision.logic {
            Some(logic) => self.body(logic, &mut scope.names, &scope.sources, &element),
            None => Body::Broken(Arc::new(cause::no_logic(&element.words()))),
        };
        Node {
            id: self.full_id(&decision.id),
            name: name.into(),
            local: decision.name.as_str().into(),
            description: decision.description.clone(),
            scope: scope.sources,
            body,
            shape,
        }
    }

    fn knowledge(&mut self, model: &crate::model::KnowledgeModel) -> Knowledge {
        let name = self.full_name(&model.name);
        let element = Element::new(Part::KnowledgeModel(&name));
        let scope = self.scope(model.knowledge.iter(), &element);
        let closure = match &model.logic {
            Some(logic) => self.closure(logic, &scope.names, &scope.sources, &element),
            None => Closure {
                itself: None,
                parameters: Vec::new(),
                body: Body::Broken(Arc::new(cause::no_logic(&element.words()))),
                result: Shape::any(),
            },
        };
        let result = self.function_result(model.type_ref.as_deref(), &element, &model.at);
        Knowledge { id: self.full_id(&model.id), name: name.into(), scope: scope.sources, closure: Arc::new(Closure { result, ..closure }) }
    }

    fn service(&mut self, service: &crate::model::DecisionService) -> Service {
        let name = self.full_name(&service.name);
        let element = Element::new(Part::Service(&name));
        let mut find = |list: &[Requirement]| -> Vec<Target> { list.iter().filter_map(|one| self.target(one, &element)).collect() };
        let outputs = find(&service.outputs);
        let parameters = [find(&service.inputs), find(&service.input_decisions)].concat();
        Service {
            id: self.full_id(&service.id),
            name: name.as_str().into(),
            outputs: outputs.iter().filter_map(|target| if let Target::Decision(index) = target { Some(*index) } else { None }).collect(),
            parameters: parameters.into_iter().filter_map(scope::source_of).collect(),
            result: self.function_result(service.type_ref.as_deref(), &element, &service.at),
        }
    }

    /// What a requirement of the instance that is being compiled means.
    fn find(&self, href: &str) -> Option<Target> {
        self.find_in(self.home, href)
    }

    fn find_in(&self, home: usize, href: &str) -> Option<Target> {
        let Some((namespace, id)) = href.rsplit_once('#') else { return self.by_id.get(&(home, href)).copied() };
        let home = self.linked.homes.get(home)?;
        home.imports
            .iter()
            .filter(|(import, _)| import.namespace == namespace)
            .find_map(|(_, other)| self.by_id.get(&(*other, id)).copied())
    }

    fn target(&mut self, requirement: &Requirement, element: &Element<'_>) -> Option<Target> {
        let found = self.find(&requirement.href);
        if found.is_none() {
            let fault = Fault::MissingReference { address: requirement.href.clone() };
            self.note(Problem::new(fault, element.words(), &requirement.at));
        }
        found
    }

    /// Notes that a FEEL text is wrong, at its place in the file; gives what evaluates to null with the reason.
    fn refuse(&mut self, error: &CompileError, text: &Located, shift: usize, element: &Element<'_>) -> Arc<Words> {
        let span = error.span().range();
        let at = text.place(span.start.saturating_sub(shift)..span.end.saturating_sub(shift));
        let problem = Problem::new(Fault::Feel(Box::new(error.clone())), element.words(), &at);
        let reason = Arc::new(problem.message());
        self.note(problem);
        reason
    }

    /// Notes what is FEEL but can only give null; it runs all the same where problems are passed over.
    fn doubt(&mut self, warnings: &[CompileError], text: &Located, element: &Element<'_>) {
        for warning in warnings {
            self.refuse(warning, text, 0, element);
        }
    }
}

/// The type under which a function stands in a scope.
fn function_type(closure_parameters: &[(Arc<str>, Type)], result: &Type) -> Type {
    Type::Function { parameters: closure_parameters.to_vec(), result: Box::new(result.clone()) }
}
