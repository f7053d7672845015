//! Boxed expressions become bodies.

use std::sync::Arc;

use guiju_feel::{Expression, Names, Parameter, Type};

use super::Compiler;
use crate::error::{Element, Fault, Part, Problem, cause};
use crate::evaluate::{Body, Closure, Entry, Iteration, Shape, Source};
use crate::model::{Binding, Boxed, BoxedKind, ContextEntry, FunctionDefinition, Located};

/// Names of slots that no model can use: FEEL has no name with a leading digit.
const ITEMS: &str = "_guiju_items";

impl Compiler<'_> {
    /// Compiles an expression. Names that its parts declare stay declared in `names` only for those parts.
    pub(super) fn body(&mut self, boxed: &Boxed, names: &mut Names, sources: &[Source], element: &Element<'_>) -> Body {
        let body = match &boxed.kind {
            BoxedKind::Literal(text) => self.literal(text, names, element),
            BoxedKind::Table(table) => Body::Table(Arc::new(self.table(table, names, element))),
            BoxedKind::Context(entries) => self.context(entries, names, sources, element),
            BoxedKind::Invocation { function, bindings } => self.invocation(function, bindings, names, sources, element),
            BoxedKind::List(items) => Body::List(items.iter().map(|item| self.body(item, names, sources, element)).collect()),
            BoxedKind::Relation { columns, rows } => {
                let columns: Vec<Arc<str>> = columns.iter().map(|name| name.as_str().into()).collect();
                let mut compiled = Vec::new();
                for row in rows {
                    let cells = row.iter().map(|cell| self.body(cell, names, sources, element));
                    compiled.push(Body::Record(columns.iter().cloned().zip(cells).collect()));
                }
                Body::List(compiled)
            }
            BoxedKind::Function(function) => Body::Function(Arc::new(self.closure(function, names, sources, element))),
            BoxedKind::Conditional { condition, then, otherwise } => Body::If(Box::new([
                self.body(condition, names, sources, element),
                self.body(then, names, sources, element),
                self.body(otherwise, names, sources, element),
            ])),
            BoxedKind::Filter { items, condition } => self.filter(items, condition, names, sources, element),
            BoxedKind::Iteration { kind, variable, items, body } => {
                let items = self.body(items, names, sources, element);
                let mut inner = names.clone();
                let variable = inner.declare(variable, Type::Any);
                let partial = inner.declare("partial", Type::list(Type::Any));
                let body = self.body(body, &mut inner, sources, element);
                Body::Iteration(Box::new(Iteration { kind: *kind, variable, partial, items, body }))
            }
        };
        match &boxed.type_ref {
            // The outputs of a table have types of their own.
            None => body,
            Some(_) if matches!(body, Body::Table(_)) => body,
            Some(reference) => match self.shape(Some(reference), element, &boxed.at) {
                shape if shape.is_any() => body,
                shape => Body::Typed(Box::new((body, shape))),
            },
        }
    }

    pub(super) fn literal(&mut self, text: &Located, names: &Names, element: &Element<'_>) -> Body {
        match guiju_feel::compile(text.as_str(), names) {
            Ok(expression) => {
                self.doubt(expression.warnings(), text, element);
                Body::Literal(expression)
            }
            Err(error) => Body::Broken(self.refuse(&error, text, 0, element)),
        }
    }

    fn context(&mut self, entries: &[ContextEntry], names: &Names, sources: &[Source], element: &Element<'_>) -> Body {
        let mut inner = names.clone();
        let mut compiled = Vec::new();
        let mut result = None;
        for entry in entries {
            let mut scope = inner.clone();
            match &entry.variable {
                Some(name) => {
                    let element = element.part(Part::Entry(name));
                    // A function may call itself by the name of its entry.
                    let itself = matches!(entry.value.kind, BoxedKind::Function(_)).then(|| scope.declare(name, Type::Any));
                    let mut body = self.body(&entry.value, &mut scope, sources, &element);
                    if let Body::Function(closure) = &mut body
                        && let Some(closure) = Arc::get_mut(closure)
                    {
                        closure.itself = itself;
                    }
                    let shape = self.shape(entry.type_ref.as_deref(), &element, &entry.value.at);
                    let ty = if entry.type_ref.is_some() { shape.ty.clone() } else { body.result_type() };
                    compiled.push(Entry { name: name.as_str().into(), slot: inner.declare(name, ty), body, shape });
                }
                None => result = Some(Box::new(self.body(&entry.value, &mut scope, sources, &element.part(Part::Result)))),
            }
        }
        Body::Context { entries: compiled, result }
    }

    fn invocation(&mut self, function: &Boxed, bindings: &[Binding], names: &mut Names, sources: &[Source], element: &Element<'_>) -> Body {
        let parameters: Vec<&str> = bindings.iter().map(|binding| binding.parameter.as_str()).collect();
        let arguments: Vec<Body> = bindings
            .iter()
            .map(|binding| match &binding.value {
                Some(value) => self.body(value, names, sources, &element.part(Part::Argument(&binding.parameter))),
                None => Body::Null,
            })
            .collect();
        if let BoxedKind::Literal(text) = &function.kind
            && let Some(slot) = names.slot(&text.as_str().split_whitespace().collect::<Vec<_>>().join(" "))
            && let Some(Source::Knowledge(index)) = sources.get(slot)
            && let Some(order) = self.argument_order(*index, &parameters)
        {
            return Body::Call { knowledge: *index, arguments, order };
        }
        let function = self.body(function, names, sources, element);
        // The call itself is FEEL over the function and its arguments, so that every kind of function value works.
        let mut inner = Names::new();
        inner.declare("_guiju_function", Type::Any);
        let given = parameters.iter().enumerate().map(|(index, parameter)| {
            let slot = format!("_guiju_argument{index}");
            inner.declare(&slot, Type::Any);
            format!("{parameter}: {slot}")
        });
        let source = format!("_guiju_function({})", given.collect::<Vec<_>>().join(", "));
        match guiju_feel::compile(&source, &inner) {
            Ok(call) => Body::Invoke { call, function: Box::new(function), arguments },
            Err(error) => Body::Broken(self.refuse(&error, &Located::default(), 0, element)),
        }
    }

    /// For each parameter of a knowledge model the binding that gives it; `None` where a binding fits no parameter.
    fn argument_order(&self, knowledge: usize, given: &[&str]) -> Option<Vec<Option<usize>>> {
        let parameters = &self.linked.knowledge.get(knowledge)?.1.logic.as_ref()?.parameters;
        if given.iter().any(|name| !parameters.iter().any(|(parameter, _)| parameter == name)) {
            return None;
        }
        Some(parameters.iter().map(|(parameter, _)| given.iter().position(|name| name == parameter)).collect())
    }

    fn filter(&mut self, items: &Boxed, condition: &Boxed, names: &mut Names, sources: &[Source], element: &Element<'_>) -> Body {
        let items = self.body(items, names, sources, element);
        let mut inner = names.clone();
        if let BoxedKind::Literal(text) = &condition.kind {
            // FEEL's own filter knows that the entries of an item can be named directly.
            let slot = inner.declare(ITEMS, Type::Any);
            let head = format!("{ITEMS}[");
            let source = format!("{head}{}]", text.as_str());
            return match guiju_feel::compile(&source, &inner) {
                Ok(filter) => Body::FilterBy { items: Box::new(items), slot, filter },
                Err(error) => Body::Broken(self.refuse(&error, text, head.len(), element)),
            };
        }
        let slot = inner.declare("item", Type::Any);
        let condition = self.body(condition, &mut inner, sources, element);
        Body::Filter(Box::new((items, slot, condition)))
    }

    /// A function over everything that is in scope where it is written.
    pub(super) fn closure(&mut self, function: &FunctionDefinition, names: &Names, sources: &[Source], element: &Element<'_>) -> Closure {
        let mut inner = names.clone();
        let mut parameters = Vec::new();
        for (name, reference) in &function.parameters {
            let shape = self.shape(reference.as_deref(), &element.part(Part::Parameter(name)), &function.at);
            let slot = inner.declare(name, shape.ty.clone());
            parameters.push((slot, Parameter { name: name.as_str().into(), ty: shape.ty.clone() }, shape));
        }
        let body = match &function.body {
            _ if !function.is_feel => {
                let problem = Problem::new(Fault::ExternalFunction, element.words(), &function.at);
                let reason = Arc::new(problem.message());
                self.note(problem);
                Body::Broken(reason)
            }
            Some(body) => self.body(body, &mut inner, sources, element),
            None => Body::Broken(Arc::new(cause::no_body(&element.words()))),
        };
        let result = Shape { ty: body.result_type(), ..Shape::any() };
        Closure { itself: None, parameters, body, result }
    }
}

impl Body {
    /// The type of its values, as far as it is known.
    pub(super) fn result_type(&self) -> Type {
        match self {
            Self::Literal(expression) => Expression::result_type(expression).clone(),
            Self::Typed(typed) => typed.1.ty.clone(),
            Self::Context { entries, result: None } => {
                Type::context(entries.iter().map(|entry| (Arc::clone(&entry.name), entry.type_or_any())))
            }
            Self::Context { result: Some(result), .. } => result.result_type(),
            Self::Function(closure) => super::function_type(
                &closure.parameters.iter().map(|(_, parameter, _)| (Arc::clone(&parameter.name), parameter.ty.clone())).collect::<Vec<_>>(),
                &closure.result.ty,
            ),
            Self::Null
            | Self::Broken(_)
            | Self::Empty(_)
            | Self::Table(_)
            | Self::Invoke { .. }
            | Self::Call { .. }
            | Self::List(_)
            | Self::Record(_)
            | Self::If(_)
            | Self::FilterBy { .. }
            | Self::Filter(_)
            | Self::Iteration(_) => Type::Any,
        }
    }
}

impl Entry {
    fn type_or_any(&self) -> Type {
        if self.shape.ty == Type::Any { self.body.result_type() } else { self.shape.ty.clone() }
    }
}
