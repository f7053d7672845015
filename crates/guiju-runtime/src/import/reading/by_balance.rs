//! Columns that a running balance finds: the balance beside known amounts, and the amounts beside a balance.

use super::by_values::{free, open_money, put};
use super::candidate::{Candidate, Column, Seen};
use super::figures::{Balance, Moves};
use crate::import::targets::Shape;

/// Columns that are tried as those that tell accounts apart.
const ACCOUNTS: usize = 5;

/// What a running balance tells: the column of balances beside known amounts, and the amounts beside a balance.
pub(super) fn by_balance<'a>(mut candidate: Candidate<'a>, seen: &Seen<'_>) -> Candidate<'a> {
    let takes = |target: &str| candidate.kind.columns.iter().any(|(known, _)| known == target);
    if !takes("flow.balance") || !takes("flow.in") {
        return candidate;
    }
    let is_ledger = candidate.kind.out_gives.is_some();
    let known = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    let (money_in, money_out, amount, balance) = (known("flow.in"), known("flow.out"), known("flow.amount"), known("flow.balance"));
    let open = open_money(&candidate, seen);
    let accounts = account_columns(&candidate, seen);
    let options = |known: Option<usize>| known.map_or_else(|| open.clone(), |column| vec![column]);
    // A ledger of a month without payments has its columns all the same.
    let may_be_blank = is_ledger || money_in.is_some() != money_out.is_some();
    let blanks = if may_be_blank { blank_columns(&candidate, seen) } else { Vec::new() };
    let with_blanks = |known: Option<usize>| known.map_or_else(|| [open.as_slice(), &blanks].concat(), |column| vec![column]);
    // Debits add to what a customer owes, and take from what a bank holds.
    let says_side = |column: usize| {
        let roles = seen.columns.get(column).map(|column| &column.said.roles);
        roles.is_some_and(|roles| roles.iter().any(|role| role == "ledger_debit" || role == "ledger_credit"))
    };
    let may_turn = !is_ledger && money_in.or(money_out).is_some() && money_in.into_iter().chain(money_out).all(says_side);
    let (adds, lessens) = if is_ledger { (money_out, money_in) } else { (money_in, money_out) };
    let sides: Vec<Option<usize>> = match known("flow.balance_side") {
        Some(side) => vec![Some(side)],
        None if is_ledger => seen.figures.sides_of_balances(seen.columns).map(Some).chain([None]).collect(),
        None => vec![None],
    };
    // A balance is hardly ever nothing, and stands behind what moves it.
    let mut balances = options(balance);
    let zeros = |column: usize| seen.columns.get(column).map_or(0, |column| column.profile.zeros + column.profile.nothings);
    balances.sort_by_key(|column| (zeros(*column) > 0, std::cmp::Reverse(*column)));
    for (column, side) in balances.into_iter().flat_map(|column| sides.iter().map(move |side| (column, *side))) {
        let runs = |moves: Moves| seen.figures.runs_by_account(moves, Balance { column, account: None, side }, &accounts);
        let mut found = None;
        if amount.is_none() {
            for plus in with_blanks(adds).into_iter().filter(|plus| *plus != column) {
                for minus in nearest(with_blanks(lessens), plus).into_iter().filter(|minus| *minus != column && *minus != plus) {
                    let run = || runs(Moves::Two { plus, minus });
                    // By its headers a company's own book means the other side each (`direction.rs`).
                    let turned = || may_turn.then(|| runs(Moves::Two { plus: minus, minus: plus })).flatten();
                    if found.is_none() {
                        found = run().or_else(turned).map(|run| (run, plus, minus));
                    }
                }
            }
        }
        if let Some((run, plus, minus)) = found {
            let (money_in, money_out) = if is_ledger { (minus, plus) } else { (plus, minus) };
            for (target, column) in [("flow.in", money_in), ("flow.out", money_out), ("flow.balance", column)] {
                if !candidate.has(target) {
                    put(&mut candidate, column, target);
                }
            }
            if let (Some(side), false) = (side, candidate.has("flow.balance_side")) {
                put(&mut candidate, side, "flow.balance_side");
            }
            if let (Some(account), false) = (run.account, is_ledger || candidate.has("flow.account")) {
                put(&mut candidate, account, "flow.account");
            }
            return candidate;
        }
        // `入账额` may be all that moved, in both directions.
        let single = match (money_in, money_out) {
            (Some(only), None) | (None, Some(only)) if amount.is_none() && !is_ledger => Some(only),
            _ => None,
        };
        if let Some(only) = single.filter(|only| *only != column)
            && let Some(run) = runs(Moves::Signed(only)).or_else(|| runs(Moves::Unsigned(only)))
        {
            for assigned in candidate.columns.iter_mut().filter(|assigned| assigned.column == only) {
                "flow.amount".clone_into(&mut assigned.target);
            }
            if !candidate.has("flow.balance") {
                put(&mut candidate, column, "flow.balance");
            }
            if let (Some(account), false) = (run.account, candidate.has("flow.account")) {
                put(&mut candidate, account, "flow.account");
            }
            return candidate;
        }
        if money_in.is_some() || money_out.is_some() || is_ledger {
            continue;
        }
        for column_of_amounts in options(amount).into_iter().filter(|amount| *amount != column) {
            let Some(run) = runs(Moves::Signed(column_of_amounts)).or_else(|| runs(Moves::Unsigned(column_of_amounts))) else { continue };
            for (target, column) in [("flow.amount", column_of_amounts), ("flow.balance", column)] {
                if !candidate.has(target) {
                    put(&mut candidate, column, target);
                }
            }
            if let (Some(account), false) = (run.account, candidate.has("flow.account")) {
                put(&mut candidate, account, "flow.account");
            }
            return candidate;
        }
    }
    candidate
}

/// Columns that have a header, hold no amount but zero, and that no header explains.
fn blank_columns(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let is_blank = |column: &&Column| {
        let profile = &column.profile;
        !column.header.is_empty() && profile.filled == profile.nothings + profile.zeros && profile.positives + profile.negatives == 0
    };
    free(candidate, seen.columns).into_iter().filter(is_blank).map(|column| column.index).collect()
}

/// Columns with those next to another one first.
fn nearest(mut columns: Vec<usize>, to: usize) -> Vec<usize> {
    columns.sort_by_key(|column| column.abs_diff(to));
    columns
}

/// Columns that may tell accounts apart: few texts, each of them often.
fn account_columns(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let is_account = |column: &&Column| {
        let profile = &column.profile;
        (2..=12).contains(&profile.texts.len())
            && profile.texts.len() * 2 <= profile.filled
            && !profile.says_both_directions
            && profile.longest > 2
            && (profile.dates == 0 || !profile.fits(Shape::Date))
    };
    // Companies tell a ledger's accounts apart; beside a bank's movements they are parties.
    let may_be_party = candidate.kind.out_gives.is_some();
    let is_open = |column: &&Column| {
        column.said.roles.is_empty() && !candidate.takes(column.index) && (may_be_party || column.profile.companies == 0)
            || candidate.column_of("customer.name").is_some_and(|party| party.column == column.index)
    };
    seen.columns.iter().filter(is_open).filter(is_account).map(|column| column.index).take(ACCOUNTS).collect()
}
