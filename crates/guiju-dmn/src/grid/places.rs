//! [`Place`]: the tables of a model, wherever in it they are, each with where the slots that it reads come from.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_feel::{UnaryTests, Value};

use super::cell::known_output;
use crate::evaluate::{Body, Closure, Entry, Inner, Shape, Source, Table};
use crate::model::HitPolicy;

/// A table and where it is.
#[derive(Debug)]
pub(crate) struct Place<'m> {
    /// The id of the decision or knowledge model that it is in.
    pub(crate) owner: &'m str,
    pub(crate) owner_name: &'m Arc<str>,
    /// The decision, where it is in one.
    pub(crate) decision: Option<usize>,
    pub(crate) table: &'m Table,
    /// By slot.
    pub(crate) origins: BTreeMap<usize, Origin<'m>>,
}

/// Where the value of a slot comes from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin<'m> {
    pub(crate) input: Option<usize>,
    pub(crate) decision: Option<usize>,
    pub(crate) allowed: &'m [Arc<UnaryTests>],
    /// The only values that it can have beside null, where it is a table of constants.
    pub(crate) values: Option<Vec<Value>>,
    /// Whether the model gives it a type.
    pub(crate) is_typed: bool,
}

/// The tables of a model, in the order of the file.
pub(crate) fn table_places(inner: &Inner) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for (index, node) in inner.decisions.iter().enumerate() {
        let origins = origins(inner, &node.scope);
        Walk { owner: &node.id, owner_name: &node.name, decision: Some(index), places: &mut places }.body(&node.body, &origins);
    }
    for knowledge in &inner.knowledge {
        let origins = origins(inner, &knowledge.scope);
        Walk { owner: &knowledge.id, owner_name: &knowledge.name, decision: None, places: &mut places }
            .closure(&knowledge.closure, &origins);
    }
    places
}

fn origins<'m>(inner: &'m Inner, scope: &[Source]) -> BTreeMap<usize, Origin<'m>> {
    scope.iter().enumerate().map(|(slot, source)| (slot, origin(inner, *source))).collect()
}

fn origin(inner: &Inner, source: Source) -> Origin<'_> {
    match source {
        Source::Input(index) => {
            let shape = inner.inputs.get(index).map(|given| &given.shape);
            Origin { input: Some(index), ..shaped(shape) }
        }
        Source::Decision(index) => {
            let node = inner.decisions.get(index);
            Origin { decision: Some(index), values: node.and_then(|node| table_values(&node.body)), ..shaped(node.map(|node| &node.shape)) }
        }
        Source::Knowledge(_) | Source::Service(_) | Source::Import(_) => Origin::default(),
    }
}

fn shaped(shape: Option<&Shape>) -> Origin<'_> {
    let Some(shape) = shape else { return Origin::default() };
    Origin { allowed: &shape.allowed, is_typed: !shape.is_any(), ..Origin::default() }
}

/// What a table of constants can give.
fn table_values(body: &Body) -> Option<Vec<Value>> {
    if let Body::Typed(typed) = body {
        return table_values(&typed.0);
    }
    let Body::Table(table) = body else { return None };
    let is_single = matches!(table.hit_policy, HitPolicy::Unique | HitPolicy::First | HitPolicy::Any | HitPolicy::Priority);
    let [output] = table.outputs.as_slice() else { return None };
    if !is_single {
        return None;
    }
    let given = table.rules.iter().map(|rule| rule.outputs.first().and_then(known_output));
    given.chain(output.default.as_ref().map(known_output)).collect()
}

struct Walk<'w, 'm> {
    owner: &'m str,
    owner_name: &'m Arc<str>,
    decision: Option<usize>,
    places: &'w mut Vec<Place<'m>>,
}

impl<'m> Walk<'_, 'm> {
    fn body(&mut self, body: &'m Body, origins: &BTreeMap<usize, Origin<'m>>) {
        match body {
            Body::Table(table) => self.places.push(Place {
                owner: self.owner,
                owner_name: self.owner_name,
                decision: self.decision,
                table,
                origins: origins.clone(),
            }),
            Body::Context { entries, result } => self.context(entries, result.as_deref(), origins),
            Body::Invoke { function, arguments, .. } => {
                self.body(function, origins);
                self.bodies(arguments, origins);
            }
            Body::Call { arguments, .. } => self.bodies(arguments, origins),
            Body::List(items) => self.bodies(items, origins),
            Body::Record(entries) => entries.iter().for_each(|(_, body)| self.body(body, origins)),
            Body::Function(closure) => self.closure(closure, origins),
            Body::If(parts) => self.bodies(parts.as_slice(), origins),
            Body::FilterBy { items, .. } => self.body(items, origins),
            Body::Filter(parts) => {
                self.body(&parts.0, origins);
                self.body(&parts.2, &without(origins, &[parts.1]));
            }
            Body::Iteration(iteration) => {
                self.body(&iteration.items, origins);
                self.body(&iteration.body, &without(origins, &[iteration.variable, iteration.partial]));
            }
            Body::Typed(typed) => self.body(&typed.0, origins),
            Body::Null | Body::Broken(_) | Body::Empty(_) | Body::Literal(_) => {}
        }
    }

    fn bodies(&mut self, bodies: &'m [Body], origins: &BTreeMap<usize, Origin<'m>>) {
        bodies.iter().for_each(|body| self.body(body, origins));
    }

    fn context(&mut self, entries: &'m [Entry], result: Option<&'m Body>, origins: &BTreeMap<usize, Origin<'m>>) {
        let mut origins = origins.clone();
        for entry in entries {
            self.body(&entry.body, &origins);
            origins.insert(entry.slot, shaped(Some(&entry.shape)));
        }
        if let Some(result) = result {
            self.body(result, &origins);
        }
    }

    fn closure(&mut self, closure: &'m Closure, origins: &BTreeMap<usize, Origin<'m>>) {
        let mut origins = origins.clone();
        for (slot, _, shape) in &closure.parameters {
            origins.insert(*slot, shaped(Some(shape)));
        }
        self.body(&closure.body, &origins);
    }
}

/// What is known of slots that have been filled with something else.
fn without<'m>(origins: &BTreeMap<usize, Origin<'m>>, slots: &[usize]) -> BTreeMap<usize, Origin<'m>> {
    origins.iter().filter(|(slot, _)| !slots.contains(slot)).map(|(slot, origin)| (*slot, origin.clone())).collect()
}
