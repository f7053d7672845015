//! Columns that no maker asked for: notes, numbers that are no money, empty ones.

use crate::cell::Cell;
use crate::make::{Draft, Make};
use crate::words::Role;

/// Chooses columns of noise for a file.
pub(crate) fn noise(make: &mut Make<'_>, draft: &mut Draft) {
    let has_items = draft.roles.iter().any(|role| matches!(role, Role::InvoiceAmount | Role::Gross | Role::Open | Role::DocumentAmount));
    let mut add = |make: &mut Make<'_>, of_hundred: usize, role: Role| {
        if make.dice.percent(of_hundred) && !draft.roles.contains(&role) {
            draft.roles.push(role);
        }
    };
    add(make, 22, Role::RowNumber);
    add(make, 25, Role::Note);
    if has_items {
        add(make, 10, Role::Department);
        add(make, 7, Role::Phone);
        add(make, 6, Role::Postcode);
        add(make, 22, Role::Salesperson);
        add(make, 14, Role::Quantity);
        add(make, 9, Role::Weight);
        add(make, 10, Role::Vessel);
        add(make, 5, Role::CreditLimit);
        add(make, 4, Role::ContractAmount);
        add(make, 5, Role::Period);
    }
    if make.dice.one_in(12) {
        draft.roles.push(Role::Nothing);
    }
}

/// A value of such a column, in row number `place`.
#[expect(clippy::wildcard_enum_match_arm, reason = "every role that is no filler")]
pub(crate) fn fill(make: &mut Make<'_>, role: Role, place: usize) -> Option<Cell> {
    let dice = &mut make.dice;
    Some(match role {
        Role::RowNumber => Cell::Number((place + 1).to_string()),
        Role::Note => Cell::Text(make.remark()),
        Role::Salesperson => Cell::text(dice.pick(&["张伟", "李娜", "王芳", "A. Jones", "陈志远", "K. Meier", ""])),
        Role::Department => Cell::text(dice.pick(&["华东", "一部", "Sales 2", "海运部", "Nord", ""])),
        Role::Quantity => Cell::Number(dice.between(1, 900).to_string()),
        Role::Weight => Cell::Number(format!("{}.{}", dice.between(1, 24_000), dice.between(0, 9))),
        Role::Phone => Cell::id(format!("138{:08}", dice.below(100_000_000))),
        Role::Postcode => Cell::id(format!("{:06}", dice.below(1_000_000))),
        Role::Vessel => Cell::text(dice.pick(&["COSCO 021E", "EVER GIVEN 12W", "A-102", "B/L 99121", "模具"])),
        Role::CreditLimit => Cell::Number(format!("{}", dice.pick(&[50_000, 100_000, 500_000, 1_000_000]))),
        Role::ContractAmount => Cell::Number(format!("{}.00", dice.between(10, 900) * 1_000)),
        Role::Period => Cell::id(format!("{}{:02}", make.from.year(), make.from.month())),
        Role::Nothing => Cell::Empty,
        _ => return None,
    })
}
