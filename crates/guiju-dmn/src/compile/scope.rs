//! What a decision or function may refer to: its requirements by name.

use std::sync::Arc;

use guiju_feel::{Names, Type};

use super::{Compiler, Target, function_type};
use crate::error::Element;
use crate::evaluate::Source;
use crate::model::Requirement;

/// Names with what fills their slots.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) names: Names,
    /// By slot.
    pub(super) sources: Vec<Source>,
}

/// What is used of an imported model: a name, its type, and where its value comes from.
type Entry = (Arc<str>, Type, Source);

impl Scope {
    fn add(&mut self, name: &str, ty: Type, source: Source) {
        let slot = self.names.declare(name, ty);
        match self.sources.get_mut(slot) {
            Some(known) => *known = source,
            None => self.sources.push(source),
        }
    }
}

pub(super) fn source_of(target: Target) -> Option<Source> {
    match target {
        Target::Input(index) => Some(Source::Input(index)),
        Target::Decision(index) => Some(Source::Decision(index)),
        Target::Knowledge(index) => Some(Source::Knowledge(index)),
        Target::Service(index) => Some(Source::Service(index)),
    }
}

impl Compiler<'_> {
    /// What is required, by name: elements of imported models are entries of a context with the name of the import.
    pub(super) fn scope<'r>(&mut self, requirements: impl Iterator<Item = &'r Requirement>, element: &Element<'_>) -> Scope {
        let mut scope = Scope { names: self.types_in_scope(), sources: Vec::new() };
        let mut groups: Vec<(String, Vec<Entry>)> = Vec::new();
        for requirement in requirements {
            let Some(target) = self.target(requirement, element) else { continue };
            let Some((name, ty)) = self.name_and_type(target) else { continue };
            let Some(source) = source_of(target) else { continue };
            let import = self.import_of(self.home_of(target));
            if import.is_empty() {
                scope.add(&name, ty, source);
                continue;
            }
            let entry = (name.as_str().into(), ty, source);
            match groups.iter_mut().find(|(known, _)| *known == import) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((import, vec![entry])),
            }
        }
        for (import, entries) in groups {
            let ty = Type::context(entries.iter().map(|(name, ty, _)| (Arc::clone(name), ty.clone())));
            scope.add(&import, ty, Source::Import(self.groups.len()));
            self.groups.push(entries.into_iter().map(|(name, _, source)| (name, source)).collect());
        }
        scope
    }

    /// No names yet, and the types that expressions of this instance may name (`x instance of tPerson`).
    fn types_in_scope(&mut self) -> Names {
        if let Some(known) = self.types.get(&self.home) {
            return known.clone();
        }
        let mut names = Names::new();
        if let Some(own) = self.linked.homes.get(self.home) {
            for definition in &own.model.item_definitions {
                names.declare_type(&definition.name, self.type_in(self.home, Some(&definition.name)));
            }
            for (import, home) in &own.imports {
                let imported = self.linked.homes.get(*home).map_or(&[][..], |home| &home.model.item_definitions);
                for definition in imported {
                    let name =
                        if import.name.is_empty() { definition.name.clone() } else { format!("{}.{}", import.name, definition.name) };
                    names.declare_type(&name, self.type_in(*home, Some(&definition.name)));
                }
            }
        }
        self.types.insert(self.home, names.clone());
        names
    }

    /// The name under which the instance that is being compiled imports another; empty for itself and for an import without a name.
    fn import_of(&self, home: usize) -> String {
        let imports = self.linked.homes.get(self.home).map_or(&[][..], |own| &own.imports);
        imports.iter().find(|(_, other)| *other == home).map(|(import, _)| import.name.clone()).unwrap_or_default()
    }

    fn home_of(&self, target: Target) -> usize {
        let linked = &self.linked;
        match target {
            Target::Input(index) => linked.inputs.get(index).map(|(home, _)| *home),
            Target::Decision(index) => linked.decisions.get(index).map(|(home, _)| *home),
            Target::Knowledge(index) => linked.knowledge.get(index).map(|(home, _)| *home),
            Target::Service(index) => linked.services.get(index).map(|(home, _)| *home),
        }
        .unwrap_or(0)
    }

    /// The name that an element has in its own model, and its type.
    fn name_and_type(&self, target: Target) -> Option<(String, Type)> {
        let linked = &self.linked;
        Some(match target {
            Target::Input(index) => {
                let (home, input) = linked.inputs.get(index)?;
                (input.name.clone(), self.type_in(*home, input.type_ref.as_deref()))
            }
            Target::Decision(index) => {
                let (home, decision) = linked.decisions.get(index)?;
                (decision.variable.clone(), self.type_in(*home, decision.type_ref.as_deref()))
            }
            Target::Knowledge(index) => {
                let (home, model) = linked.knowledge.get(index)?;
                let parameters = model.logic.as_ref().map_or(&[][..], |logic| &logic.parameters);
                let parameters: Vec<_> =
                    parameters.iter().map(|(name, ty)| (name.as_str().into(), self.type_in(*home, ty.as_deref()))).collect();
                (model.variable.clone(), callable(&parameters, &self.result_type_in(*home, model.type_ref.as_deref())))
            }
            Target::Service(index) => {
                let (home, service) = linked.services.get(index)?;
                let parameters: Vec<_> = service
                    .inputs
                    .iter()
                    .chain(&service.input_decisions)
                    .filter_map(|one| self.find_in(*home, &one.href))
                    .filter_map(|target| self.name_and_type(target))
                    .map(|(name, ty)| (name.as_str().into(), ty))
                    .collect();
                (service.variable.clone(), callable(&parameters, &self.result_type_in(*home, service.type_ref.as_deref())))
            }
        })
    }
}

/// The type of a function, or nothing where a parameter has a point in its name: it would make a path of the same words one name.
fn callable(parameters: &[(Arc<str>, Type)], result: &Type) -> Type {
    if parameters.iter().any(|(name, _)| name.contains('.')) { Type::Any } else { function_type(parameters, result) }
}
