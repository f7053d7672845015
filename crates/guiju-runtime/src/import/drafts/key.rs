//! What a row is known by when the same thing comes again: the values that its reading takes from it, however they are written and
//! wherever they stand. A column that nothing reads, another order of columns or rows, another format of the file make no other row.

use guiju_documents::{Cell, Row};
use guiju_types::Amount;

use super::gives::Gives;
use super::sorting::FlowParts;
use super::values::{put_flow, said};
use crate::import::Side;
use crate::import::cells::amount::amount;
use crate::import::cells::date::dated;
use crate::import::cells::width::narrow;
use crate::import::customers::CUSTOMER;
use crate::import::plan::{Plan, PlanColumn};
use crate::import::targets::{FlowPart, Part, Shape, Target};

impl Plan {
    /// The content of a row, with the recipe's scope.
    pub(crate) fn content(&self, row: &Row) -> blake3::Hash {
        self.content_but(row, |_| false)
    }

    /// The content of a row as a reading knew it that took no balances, where this one takes them: of a file with a single row nobody can
    /// say which of its columns is one.
    pub(crate) fn content_without_balance(&self, row: &Row) -> Option<blake3::Hash> {
        let is_balance = |target: &Target| matches!(target, Target::Flow(FlowPart::Balance | FlowPart::BalanceSide));
        let has_balance = self.columns.iter().any(|column| is_balance(&column.target));
        has_balance.then(|| self.content_but(row, is_balance))
    }

    fn content_but(&self, row: &Row, is_left_out: impl Fn(&Target) -> bool) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.recipe.key_scope().as_bytes());
        let movement = self.movement(row);
        if let Some(movement) = &movement {
            hasher.update(&[1]);
            hasher.update(movement.side.name().as_bytes());
            hasher.update(&movement.amount.parts().to_le_bytes());
            hasher.update(movement.party.as_bytes());
        }
        let says_movement = |column: &PlanColumn| movement.is_some() && is_of_movement(&column.target);
        for column in self.columns.iter().filter(|column| self.tells(column) && !says_movement(column) && !is_left_out(&column.target)) {
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

    /// What a row of movements moved, whichever columns say it: `+5,000` and `5,000 | 收` are the same, read the one way or the other.
    fn movement(&self, row: &Row) -> Option<Movement> {
        if !self.is_flow() {
            return None;
        }
        let mut flow = FlowParts::default();
        let mut name = None;
        for column in self.columns.iter().filter(|column| is_of_movement(&column.target)) {
            let cell = if column.target.is_amount() { row.cell(column.index) } else { row.shown(column.index) };
            match &column.target {
                Target::Flow(part) => put_flow(&mut flow, *part, cell, &column.reading, &mut Gives::default()).ok()?,
                Target::Field { .. } | Target::Entry(..) | Target::Check(_) | Target::Rate(_) | Target::KnownAt => {
                    name = name.or_else(|| said(cell));
                }
            }
        }
        let (side, amount) = self.side(&flow).ok()?;
        let party = name.or(if side == Side::Out { flow.payee } else { flow.payer });
        Some(Movement { side, amount, party: narrow(party.as_deref().unwrap_or_default().trim()).into_owned() })
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

/// What a row of a statement moved.
struct Movement {
    side: Side,
    amount: Amount,
    party: String,
}

/// Whether a column says how much money went which way, or between whom.
fn is_of_movement(target: &Target) -> bool {
    match target {
        Target::Flow(part) => matches!(
            part,
            FlowPart::In | FlowPart::Out | FlowPart::Refund | FlowPart::Amount | FlowPart::Direction | FlowPart::Payer | FlowPart::Payee
        ),
        Target::Field { kind, field } => kind == CUSTOMER && field.name == "name",
        Target::Entry(..) | Target::Check(_) | Target::Rate(_) | Target::KnownAt => false,
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
