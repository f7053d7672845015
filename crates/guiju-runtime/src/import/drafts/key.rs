//! What a row is known by when the same thing comes again: the values that its reading takes from it, however they are written and
//! wherever they stand. A column that nothing reads, another order of columns or rows, another format of the file make no other row.

use guiju_documents::{Cell, Row};

use crate::import::cells::amount::amount;
use crate::import::cells::date::dated;
use crate::import::cells::width::narrow;
use crate::import::customers::CUSTOMER;
use crate::import::plan::{Plan, PlanColumn};
use crate::import::targets::{FlowPart, Part, Shape, Target};

impl Plan {
    /// The content of a row, with the recipe's scope.
    pub(crate) fn content(&self, row: &Row) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.recipe.key_scope().as_bytes());
        for column in self.columns.iter().filter(|column| self.tells(column)) {
            let cell = if column.target.is_amount() { row.cell(column.index) } else { row.shown(column.index) };
            if cell.is_empty() {
                continue;
            }
            hasher.update(&[0]);
            hasher.update(&column.tag);
            match canonical(cell, column) {
                Canonical::Parts(parts) => hasher.update(&parts.to_le_bytes()),
                Canonical::Text(text) => hasher.update(text.as_bytes()),
            };
        }
        hasher.finalize()
    }

    /// Whether a column says which row it is; what it says of its customer beside the name is another matter, and so is what is only
    /// compared.
    fn tells(&self, column: &PlanColumn) -> bool {
        match &column.target {
            Target::Check(_) | Target::KnownAt | Target::Flow(FlowPart::Fee | FlowPart::Account | FlowPart::PartyAccount) => false,
            Target::Field { kind, field } if kind == CUSTOMER && self.is_ledger() => {
                matches!(field.name.as_str(), "name") || self.customer.as_ref().is_some_and(|(kind, _)| kind.key == field.name)
            }
            Target::Field { .. } | Target::Entry(..) | Target::Flow(_) | Target::Rate(_) => true,
        }
    }
}

enum Canonical<'c> {
    Parts(i64),
    Text(std::borrow::Cow<'c, str>),
}

fn canonical<'c>(cell: &'c Cell, column: &PlanColumn) -> Canonical<'c> {
    let as_text = || match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Error(text) | Cell::Uncomputed(text) => narrow(text),
        Cell::Empty | Cell::Date(_) | Cell::Bool(_) => cell.text(),
    };
    match column.target {
        Target::Entry(_, Part::Rate) | Target::Rate(_) => return Canonical::Text(as_text()),
        Target::Entry(..) | Target::Field { .. } | Target::Flow(_) | Target::Check(_) | Target::KnownAt => {}
    }
    match column.target.shape() {
        Shape::Number => match amount(cell, column.reading.style) {
            Ok(Some(amount)) => Canonical::Parts(amount.parts()),
            Ok(None) => Canonical::Text("".into()),
            Err(_) => Canonical::Text(as_text()),
        },
        Shape::Date => match dated(cell, &column.reading.dates) {
            Ok(Some(date)) => Canonical::Parts(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())),
            Ok(None) | Err(_) => Canonical::Text(as_text()),
        },
        Shape::Currency | Shape::Id | Shape::Text => Canonical::Text(as_text()),
    }
}
