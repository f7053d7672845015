//! A model without its places: what it says, whatever the file that says it looks like.

use super::{Boxed, BoxedKind, DecisionTable, Definitions, FunctionDefinition, ItemDefinition, Located, Requirement};

impl Definitions {
    /// The same model with every place at the beginning of the file. Two files say the same where this is equal.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.imports.iter_mut().for_each(|import| import.at = 0..0);
        self.item_definitions.iter_mut().for_each(item);
        self.inputs.iter_mut().for_each(|input| input.at = 0..0);
        for decision in &mut self.decisions {
            decision.at = 0..0;
            requirements(&mut decision.requirements);
            requirements(&mut decision.knowledge);
            decision.logic.iter_mut().for_each(boxed);
        }
        for model in &mut self.knowledge_models {
            model.at = 0..0;
            requirements(&mut model.knowledge);
            model.logic.iter_mut().for_each(function);
        }
        for service in &mut self.services {
            service.at = 0..0;
            requirements(&mut service.outputs);
            requirements(&mut service.inputs);
            requirements(&mut service.input_decisions);
        }
        self
    }
}

fn requirements(list: &mut [Requirement]) {
    list.iter_mut().for_each(|one| one.at = 0..0);
}

fn text(located: &mut Located) {
    *located = Located::from(located.as_str());
}

fn item(definition: &mut ItemDefinition) {
    definition.at = 0..0;
    definition.allowed_values.iter_mut().chain(&mut definition.type_constraint).for_each(text);
    definition.components.iter_mut().for_each(item);
}

fn function(definition: &mut FunctionDefinition) {
    definition.at = 0..0;
    definition.body.iter_mut().for_each(boxed);
}

fn boxed(expression: &mut Boxed) {
    expression.at = 0..0;
    match &mut expression.kind {
        BoxedKind::Literal(literal) => text(literal),
        BoxedKind::Table(decision_table) => table(decision_table),
        BoxedKind::Context(entries) => entries.iter_mut().for_each(|entry| boxed(&mut entry.value)),
        BoxedKind::Invocation { function, bindings } => {
            boxed(function);
            bindings.iter_mut().filter_map(|binding| binding.value.as_mut()).for_each(boxed);
        }
        BoxedKind::List(items) => items.iter_mut().for_each(boxed),
        BoxedKind::Relation { rows, .. } => rows.iter_mut().flatten().for_each(boxed),
        BoxedKind::Function(definition) => function(definition),
        BoxedKind::Conditional { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| boxed(part)),
        BoxedKind::Filter { items, condition } => [items, condition].into_iter().for_each(|part| boxed(part)),
        BoxedKind::Iteration { items, body, .. } => [items, body].into_iter().for_each(|part| boxed(part)),
    }
}

fn table(table: &mut DecisionTable) {
    table.at = 0..0;
    for input in &mut table.inputs {
        input.at = 0..0;
        text(&mut input.expression);
        input.values.iter_mut().for_each(text);
    }
    for output in &mut table.outputs {
        output.at = 0..0;
        output.values.iter_mut().chain(&mut output.default).for_each(text);
    }
    for rule in &mut table.rules {
        rule.at = 0..0;
        rule.tests.iter_mut().chain(&mut rule.outputs).for_each(text);
    }
}
