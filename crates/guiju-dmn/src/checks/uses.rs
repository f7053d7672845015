//! Which slots a body reads.

use std::collections::BTreeSet;

use crate::evaluate::{Body, Cell, Read, Source, Table};

/// The slots that a body reads. Those of names that it declares itself may be among them.
pub(super) fn slots_read(body: &Body, scope: &[Source]) -> BTreeSet<usize> {
    let mut uses = Uses { scope, slots: BTreeSet::new() };
    uses.body(body);
    uses.slots
}

struct Uses<'a> {
    scope: &'a [Source],
    slots: BTreeSet<usize>,
}

impl Uses<'_> {
    fn body(&mut self, body: &Body) {
        match body {
            // What a broken part would have read is not known.
            Body::Broken(_) => self.slots.extend(0..self.scope.len()),
            Body::Null | Body::Empty(_) => {}
            Body::Literal(expression) => self.slots.extend(expression.slots_used()),
            Body::Table(table) => self.table(table),
            Body::Context { entries, result } => {
                entries.iter().for_each(|entry| self.body(&entry.body));
                result.iter().for_each(|result| self.body(result));
            }
            Body::Invoke { function, arguments, .. } => {
                self.body(function);
                arguments.iter().for_each(|argument| self.body(argument));
            }
            Body::Call { knowledge, arguments, .. } => {
                self.slots.extend(self.scope.iter().position(|source| *source == Source::Knowledge(*knowledge)));
                arguments.iter().for_each(|argument| self.body(argument));
            }
            Body::List(items) => items.iter().for_each(|item| self.body(item)),
            Body::Record(entries) => entries.iter().for_each(|(_, entry)| self.body(entry)),
            Body::Function(closure) => self.body(&closure.body),
            Body::If(parts) => parts.iter().for_each(|part| self.body(part)),
            Body::FilterBy { items, filter, .. } => {
                self.body(items);
                self.slots.extend(filter.slots_used());
            }
            Body::Filter(parts) => {
                self.body(&parts.0);
                self.body(&parts.2);
            }
            Body::Iteration(iteration) => {
                self.body(&iteration.items);
                self.body(&iteration.body);
            }
            Body::Typed(typed) => self.body(&typed.0),
        }
    }

    fn table(&mut self, table: &Table) {
        for column in &table.inputs {
            match &column.read {
                Read::Slot(slot) => {
                    self.slots.insert(*slot);
                }
                Read::Expression(expression) => self.slots.extend(expression.slots_used()),
                Read::Broken(_) => self.slots.extend(0..self.scope.len()),
            }
            self.slots.extend(column.values.iter().flat_map(|tests| tests.slots_used()));
        }
        for rule in &table.rules {
            for cell in &rule.cells {
                match cell {
                    Cell::Any => {}
                    Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests) => self.slots.extend(tests.slots_used()),
                    Cell::Broken(_) => self.slots.extend(0..self.scope.len()),
                }
            }
            rule.outputs.iter().for_each(|output| self.body(output));
        }
        table.outputs.iter().filter_map(|output| output.default.as_ref()).for_each(|default| self.body(default));
    }
}
