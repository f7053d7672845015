//! What a decision or function may refer to: its requirements by name.

use guiju_feel::{Names, Type};

use super::{Compiler, Target, function_type};
use crate::evaluate::Source;
use crate::model::Requirement;

/// Names with what fills their slots.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) names: Names,
    /// By slot.
    pub(super) sources: Vec<Source>,
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
    /// Declares what is required.
    pub(super) fn require(&mut self, requirement: &Requirement, element: &str, scope: &mut Scope) {
        let Some(target) = self.target(requirement, element) else { return };
        let Some((name, ty)) = self.name_and_type(target) else { return };
        let slot = scope.names.declare(&name, ty);
        let Some(source) = source_of(target) else { return };
        match scope.sources.get_mut(slot) {
            Some(known) => *known = source,
            None => scope.sources.push(source),
        }
    }

    fn name_and_type(&self, target: Target) -> Option<(String, Type)> {
        let definitions = self.definitions;
        Some(match target {
            Target::Input(index) => {
                let input = definitions.inputs.get(index)?;
                (input.name.clone(), self.type_of(input.type_ref.as_deref()))
            }
            Target::Decision(index) => {
                let decision = definitions.decisions.get(index)?;
                (decision.variable.clone(), self.type_of(decision.type_ref.as_deref()))
            }
            Target::Knowledge(index) => {
                let model = definitions.knowledge_models.get(index)?;
                let parameters = model.logic.as_ref().map_or(&[][..], |logic| &logic.parameters);
                let parameters: Vec<_> = parameters.iter().map(|(name, ty)| (name.as_str().into(), self.type_of(ty.as_deref()))).collect();
                (model.variable.clone(), callable(&parameters, &self.result_type(model.type_ref.as_deref())))
            }
            Target::Service(index) => {
                let service = definitions.services.get(index)?;
                let parameters: Vec<_> = service
                    .inputs
                    .iter()
                    .chain(&service.input_decisions)
                    .filter_map(|one| self.by_id.get(one.href.as_str()).copied())
                    .filter_map(|target| self.name_and_type(target))
                    .map(|(name, ty)| (name.as_str().into(), ty))
                    .collect();
                (service.variable.clone(), callable(&parameters, &self.result_type(service.type_ref.as_deref())))
            }
        })
    }
}

/// The type of a function, or nothing where a parameter has a point in its name: it would make a path of the same words one name.
fn callable(parameters: &[(std::sync::Arc<str>, Type)], result: &Type) -> Type {
    if parameters.iter().any(|(name, _)| name.contains('.')) { Type::Any } else { function_type(parameters, result) }
}
