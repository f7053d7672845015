//! Boxed expressions.

use super::Writer;
use crate::document::markup::Fresh;
use crate::model::{Boxed, BoxedKind, FunctionDefinition, IterationKind};

impl Writer {
    pub(super) fn boxed(&mut self, boxed: &Boxed) -> Fresh {
        let fresh = match &boxed.kind {
            BoxedKind::Literal(text) => Fresh::with_text("literalExpression", text.as_str()),
            BoxedKind::Table(table) => self.table(table),
            BoxedKind::Context(entries) => Fresh::new("context").children(entries.iter().map(|entry| {
                let variable = entry.variable.as_ref().map(|name| self.variable(name, entry.type_ref.as_deref()));
                Fresh::new("contextEntry").children(variable).child(self.boxed(&entry.value))
            })),
            BoxedKind::Invocation { function, bindings } => {
                let function = self.boxed(function);
                Fresh::new("invocation").child(function).children(bindings.iter().map(|binding| {
                    let parameter = Fresh::new("parameter").attribute("id", self.ids.fresh("parameter"));
                    let value = binding.value.as_ref().map(|value| self.boxed(value));
                    Fresh::new("binding").child(parameter.attribute("name", binding.parameter.as_str())).children(value)
                }))
            }
            BoxedKind::List(items) => Fresh::new("list").children(items.iter().map(|item| self.boxed(item))),
            BoxedKind::Relation { columns, rows } => self.relation(columns, rows),
            BoxedKind::Function(function) => self.function("functionDefinition", function),
            BoxedKind::Conditional { condition, then, otherwise } => {
                self.parts(Fresh::new("conditional"), &[("if", condition), ("then", then), ("else", otherwise)])
            }
            BoxedKind::Filter { items, condition } => self.parts(Fresh::new("filter"), &[("in", items), ("match", condition)]),
            BoxedKind::Iteration { kind, variable, items, body } => {
                let (element, part) = match kind {
                    IterationKind::For => ("for", "return"),
                    IterationKind::Some => ("some", "satisfies"),
                    IterationKind::Every => ("every", "satisfies"),
                };
                self.parts(Fresh::new(element).attribute("iteratorVariable", variable.as_str()), &[("in", items), (part, body)])
            }
        };
        let id = self.ids.wanted(&boxed.id, "expression");
        fresh.attribute("id", id).maybe("typeRef", boxed.type_ref.as_deref())
    }

    fn parts(&mut self, fresh: Fresh, parts: &[(&'static str, &Boxed)]) -> Fresh {
        parts.iter().fold(fresh, |fresh, (name, part)| fresh.child(Fresh::new(*name).child(self.boxed(part))))
    }

    fn relation(&mut self, columns: &[String], rows: &[Vec<Boxed>]) -> Fresh {
        let fresh = Fresh::new("relation").children(
            columns.iter().map(|name| Fresh::new("column").attribute("id", self.ids.fresh("column")).attribute("name", name.as_str())),
        );
        rows.iter().fold(fresh, |fresh, row| {
            let id = self.ids.fresh("row");
            fresh.child(Fresh::new("row").attribute("id", id).children(row.iter().map(|cell| self.boxed(cell))))
        })
    }

    pub(super) fn function(&mut self, element: &'static str, function: &FunctionDefinition) -> Fresh {
        let fresh = Fresh::new(element);
        // The model keeps only that it is another language, and code in one of those is not run anyway.
        let fresh = if function.is_feel { fresh } else { fresh.attribute("kind", "Java") };
        let fresh = fresh.children(function.parameters.iter().map(|(name, ty)| {
            let parameter = Fresh::new("formalParameter").attribute("id", self.ids.fresh("parameter"));
            parameter.attribute("name", name.as_str()).maybe("typeRef", ty.as_deref())
        }));
        fresh.children(function.body.as_ref().map(|body| self.boxed(body)))
    }
}
