//! A model and those that it imports, as one list of elements.
//!
//! What an import names is an *instance* of the other model: reached by two paths, a model is there twice, since its input data are given
//! anew under each (`B.A.name` and `C.A.name`). The elements of an instance see each other by their own names, those of what it imports
//! after the import's name, and nothing of who imports them.

use std::collections::BTreeSet;

use crate::error::{Element, Fault, NameHolder, Part, Problem};
use crate::model::{Decision, DecisionService, Definitions, Import, InputData, KnowledgeModel};

/// How many instances there may be: two imports of two imports of two … double with each step.
const INSTANCES_MAX: usize = 256;

/// An instance of a model.
#[derive(Debug)]
pub(super) struct Home<'a> {
    pub(super) model: &'a Definitions,
    /// The names of the imports that lead to it; empty for the model itself.
    pub(super) path: String,
    /// What stands before the ids of its elements to make them unique.
    key: String,
    /// What it imports: the import and the instance.
    pub(super) imports: Vec<(&'a Import, usize)>,
}

impl Home<'_> {
    /// The name of an element of it, seen from outside.
    pub(super) fn full_name(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The id of an element of it, seen from outside.
    pub(super) fn full_id(&self, id: &str) -> String {
        if self.key.is_empty() { id.to_owned() } else { format!("{}#{id}", self.key) }
    }
}

/// The elements of all instances, each with its home.
#[derive(Debug, Default)]
pub(super) struct Linked<'a> {
    pub(super) homes: Vec<Home<'a>>,
    pub(super) inputs: Vec<(usize, &'a InputData)>,
    pub(super) decisions: Vec<(usize, &'a Decision)>,
    pub(super) knowledge: Vec<(usize, &'a KnowledgeModel)>,
    pub(super) services: Vec<(usize, &'a DecisionService)>,
}

impl<'a> Linked<'a> {
    /// The instances that a model leads to. Imports that lead nowhere are left out and noted.
    pub(super) fn of(main: &'a Definitions, others: &'a [Definitions], problems: &mut Vec<Problem>) -> Self {
        let mut linker = Linker { others, linked: Linked::default(), trail: Vec::new(), problems };
        linker.add(main, "", "");
        let mut linked = linker.linked;
        for (home, model) in linked.homes.iter().map(|home| home.model).enumerate().collect::<Vec<_>>() {
            linked.inputs.extend(model.inputs.iter().map(|node| (home, node)));
            linked.decisions.extend(model.decisions.iter().map(|node| (home, node)));
            linked.knowledge.extend(model.knowledge_models.iter().map(|node| (home, node)));
            linked.services.extend(model.services.iter().map(|node| (home, node)));
        }
        linked
    }
}

struct Linker<'a, 'p> {
    others: &'a [Definitions],
    linked: Linked<'a>,
    /// The models between the main one and the one that is being added.
    trail: Vec<&'a Definitions>,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Linker<'a, '_> {
    fn add(&mut self, model: &'a Definitions, path: &str, key: &str) -> usize {
        let index = self.linked.homes.len();
        self.linked.homes.push(Home { model, path: path.to_owned(), key: key.to_owned(), imports: Vec::new() });
        self.trail.push(model);
        for import in &model.imports {
            match self.find(model, import) {
                Ok(imported) => {
                    let path = join(path, &import.name);
                    let key = join(key, if import.name.is_empty() { &import.namespace } else { &import.name });
                    let home = self.add(imported, &path, &key);
                    if let Some(own) = self.linked.homes.get_mut(index) {
                        own.imports.push((import, home));
                    }
                }
                Err(problem) => {
                    let namespace = if index == 0 { "" } else { &model.namespace };
                    self.problems.push(problem.of_model(namespace));
                }
            }
        }
        self.trail.pop();
        index
    }

    fn find(&self, model: &Definitions, import: &Import) -> Result<&'a Definitions, Problem> {
        let name = if import.name.is_empty() { &import.namespace } else { &import.name };
        let problem = |fault| Err(Problem::new(fault, Element::new(Part::Import(name)).words(), &import.at));
        if !is_dmn(&import.kind) {
            return problem(Fault::ImportKind { kind: import.kind.clone() });
        }
        let mut known = self.trail.iter().take(1).copied().chain(self.others).filter(|other| other.namespace == import.namespace);
        let Some(found) = known.next() else {
            return problem(Fault::UnknownImport { namespace: import.namespace.clone() });
        };
        if known.next().is_some_and(|other| !std::ptr::eq(other, found) && other != found) {
            return problem(Fault::AmbiguousImport { namespace: import.namespace.clone() });
        }
        if let Some(from) = self.trail.iter().position(|open| open.namespace == found.namespace) {
            let names = self.trail.iter().skip(from).map(|open| open.name.clone()).chain([found.name.clone()]);
            return problem(Fault::ImportCircle { names: names.collect() });
        }
        if self.linked.homes.len() >= INSTANCES_MAX {
            return problem(Fault::TooManyModels { limit: INSTANCES_MAX });
        }
        if let Some(name) = import.name.is_empty().then(|| shared_name(model, found)).flatten() {
            return problem(Fault::SharedName { name: name.to_owned() });
        }
        if let Some(by) = taken(model, import) {
            return problem(Fault::TakenName { by });
        }
        Ok(found)
    }
}

/// A name that elements, or types, of both models have.
fn shared_name<'m>(model: &Definitions, other: &'m Definitions) -> Option<&'m str> {
    let (own, types) = (element_names(model), type_names(model));
    element_names(other)
        .into_iter()
        .find(|name| own.contains(name))
        .or_else(|| type_names(other).into_iter().find(|name| types.contains(name)))
}

fn element_names(model: &Definitions) -> BTreeSet<&str> {
    (model.inputs.iter().map(|node| node.name.as_str()))
        .chain(model.decisions.iter().map(|node| node.variable.as_str()))
        .chain(model.knowledge_models.iter().map(|node| node.variable.as_str()))
        .chain(model.services.iter().map(|node| node.variable.as_str()))
        .collect()
}

fn type_names(model: &Definitions) -> BTreeSet<&str> {
    model.item_definitions.iter().map(|item| item.name.as_str()).collect()
}

/// What has the name of an import already: its elements could not be told from entries of that.
fn taken(model: &Definitions, import: &Import) -> Option<NameHolder> {
    let is = |name: &str| name == import.name;
    if import.name.is_empty() {
        return None;
    }
    if model.imports.iter().any(|other| is(&other.name) && !std::ptr::eq(other, import)) {
        return Some(NameHolder::Import);
    }
    if model.inputs.iter().any(|node| is(&node.name)) {
        return Some(NameHolder::InputData);
    }
    if model.decisions.iter().any(|node| is(&node.variable)) {
        return Some(NameHolder::Decision);
    }
    let is_function = model.knowledge_models.iter().any(|node| is(&node.variable)) || model.services.iter().any(|node| is(&node.variable));
    is_function.then_some(NameHolder::Function)
}

fn join(path: &str, name: &str) -> String {
    match (path, name) {
        ("", name) => name.to_owned(),
        (path, "") => path.to_owned(),
        (path, name) => format!("{path}.{name}"),
    }
}

/// Whether an `importType` is the address of a version of DMN; models lifted from older ones name those.
fn is_dmn(kind: &str) -> bool {
    let kind = kind.trim().trim_end_matches('/');
    kind.is_empty() || (kind.contains("omg.org/spec/DMN/") && !kind.ends_with("/FEEL"))
}
