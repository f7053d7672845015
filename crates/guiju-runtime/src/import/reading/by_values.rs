//! Fills what a kind needs and no header names with columns whose values fit: the file's arithmetic first (`figures.rs`), then what such
//! columns look like. What is found so is taken only where a proof or a person says so (`decide.rs`).

use super::by_balance::by_balance;
use super::by_rate::{by_rate, by_ratio};
use super::by_tax::by_tax;
use super::candidate::{Assigned, By, Candidate, Column, MOST, Seen};
use super::direction::own_names;
use super::figures::{Balance, Moves};
use crate::import::targets::{Part, Shape, Target};

/// Rows that are too few to tell counts from amounts.
const FEW: usize = 4;
/// Columns of names that are tried as the party.
const PARTIES: usize = 3;

/// The readings that a kind allows on these columns, where its headers alone leave something out.
pub(super) fn fill<'a>(base: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let mut all = vec![base];
    all = all
        .into_iter()
        .flat_map(|candidate| by_rate(by_balance(candidate, seen), seen))
        .map(|candidate| by_ratio(candidate, seen))
        .collect();
    all = all.into_iter().flat_map(|candidate| by_own_name(candidate, seen)).collect();
    all = all.into_iter().flat_map(|candidate| by_tax(candidate, seen)).collect();
    if all.iter().any(|candidate| candidate.kind.by_values) {
        all = all.into_iter().flat_map(|candidate| fill_amounts(candidate, seen)).collect();
        all = all.into_iter().flat_map(|candidate| fill_parts(candidate, seen)).collect();
        for candidate in &mut all {
            fill_dates(candidate, seen);
        }
    }
    all = all.into_iter().flat_map(|candidate| fill_party(candidate, seen)).collect();
    all.truncate(MOST);
    all
}

/// The columns that no header explains and that the reading does not use.
pub(super) fn free<'c>(candidate: &Candidate<'_>, columns: &'c [Column]) -> Vec<&'c Column> {
    columns.iter().filter(|column| column.said.roles.is_empty() && !column.is_bucket && !candidate.takes(column.index)).collect()
}

/// The columns of amounts that may be something else in this kind than their headers say, if these say anything.
pub(super) fn open_money(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let knows = |role: &String| candidate.kind.columns.iter().any(|(_, roles)| roles.contains(role));
    let is_open = |column: &&Column| !candidate.takes(column.index) && !column.is_bucket && !column.said.roles.iter().any(knows);
    seen.figures.money(seen.columns.iter().filter(is_open))
}

pub(super) fn put(candidate: &mut Candidate<'_>, column: usize, target: &str) {
    candidate.columns.push(Assigned { column, target: target.to_owned(), by: By::Values });
}

/// The free columns that may be amounts: those with decimals, where some of the table have them; counts and positions have none, and
/// prices are what an amount is multiplied of.
fn money_like(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let is_money = |column: &&Column| column.profile.may_be_money();
    // A few amounts may be whole by chance.
    let free: Vec<&Column> = free(candidate, seen.columns).into_iter().filter(is_money).collect();
    let has_fractions = free.iter().any(|column| column.profile.fractions > 0 && column.profile.filled >= FEW);
    let is_fractional = |column: &Column| column.profile.fractions > 0;
    // Or shares the rows with a column of such amounts: the few of the other direction may be whole.
    let is_other_half =
        |column: &Column| free.iter().any(|other| is_fractional(other) && seen.figures.complete_each_other(column.index, other.index));
    let is_kept = |column: &Column| !has_fractions || is_fractional(column) || is_other_half(column);
    let with_fractions = free.iter().filter(|column| is_kept(column)).map(|column| column.index);
    let mut found: Vec<usize> = with_fractions.filter(|column| !seen.multiplied.contains(column)).take(5).collect();
    // The number of the only row, where another column may be the amount.
    let is_row_number = |column: &usize| seen.columns.get(*column).is_some_and(|column| column.profile.counts_up());
    if found.iter().any(|column| !is_row_number(column)) {
        found.retain(|column| !is_row_number(column));
    }
    found
}

fn fill_amounts<'a>(base: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    if base.is_enough() {
        return vec![base];
    }
    let takes = |target: &str| base.kind.columns.iter().any(|(known, _)| known == target);
    let amounts = money_like(&base, seen);
    let mut all = if takes("flow.in") { movements(&base, &amounts, seen) } else { listed(&base, &amounts, seen) };
    for one in &mut all {
        one.amount_open |= amounts.len() > 1;
    }
    all
}

pub(super) fn header(seen: &Seen<'_>, column: usize) -> String {
    seen.columns.get(column).map(|column| column.header.clone()).unwrap_or_default()
}

/// Statements of movements: one column of amounts, or one for each direction.
fn movements<'a>(base: &Candidate<'a>, amounts: &[usize], seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let mut all = Vec::new();
    let has_single = base.kind.columns.iter().any(|(target, _)| target == "flow.amount");
    let sides: Vec<&str> = ["flow.in", "flow.out"].into_iter().filter(|target| base.has(target)).collect();
    let with_balances = |one: &Candidate<'a>, all: &mut Vec<Candidate<'a>>| {
        let open = amounts.iter().filter(|column| !one.takes(**column) && !one.has("flow.balance"));
        let balances = open.filter(|column| may_be_balance(one, **column, seen));
        for balance in balances {
            let mut with_balance = one.clone();
            put(&mut with_balance, *balance, "flow.balance");
            all.push(with_balance);
        }
        all.push(one.clone());
    };
    if let [side] = sides.as_slice() {
        let other = if *side == "flow.in" { "flow.out" } else { "flow.in" };
        for amount in amounts {
            let mut one = base.clone();
            put(&mut one, *amount, other);
            one.variant.push(format!("{}={}", header(seen, *amount), other.trim_start_matches("flow.")));
            with_balances(&one, &mut all);
        }
        return all;
    }
    let moves = |column: usize| seen.columns.get(column).is_some_and(|column| column.profile.positives + column.profile.negatives > 0);
    // Where two columns share the rows between them, neither of them is all that moved.
    let is_half = |column: usize| amounts.iter().any(|other| seen.figures.complete_each_other(column, *other));
    for amount in amounts.iter().filter(|column| has_single && moves(**column) && !is_half(**column)) {
        let mut one = base.clone();
        put(&mut one, *amount, "flow.amount");
        if amounts.len() > 1 {
            one.variant.push(header(seen, *amount));
        }
        with_balances(&one, &mut all);
    }
    for money_in in amounts {
        for money_out in amounts.iter().filter(|other| *other != money_in && seen.figures.are_apart(*money_in, **other)) {
            let mut two = base.clone();
            put(&mut two, *money_in, "flow.in");
            put(&mut two, *money_out, "flow.out");
            two.variant.push(format!("in={}", header(seen, *money_in)));
            two.direction_open = true;
            with_balances(&two, &mut all);
        }
    }
    all
}

/// A column that a proof would not hold for is no balance; where there is but one row, any may be.
fn may_be_balance(candidate: &Candidate<'_>, balance: usize, seen: &Seen<'_>) -> bool {
    let column = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    let moves = match (column("flow.in"), column("flow.out"), column("flow.amount")) {
        (Some(plus), Some(minus), _) if candidate.kind.out_gives.is_none() => Moves::Two { plus, minus },
        (Some(minus), Some(plus), _) => Moves::Two { plus, minus },
        (_, _, Some(amount)) => Moves::Unsigned(amount),
        _ => return false,
    };
    seen.figures.runs(moves, Balance { column: balance, account: None, side: None })
}

/// Lists of items: which column is the amount.
fn listed<'a>(base: &Candidate<'a>, amounts: &[usize], seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let needed = base.kind.needs.first().and_then(|line| line.split(['|', '+']).next()).unwrap_or_default();
    // What was paid or is open of another amount is not what was charged.
    let is_part = |column: &usize| amounts.iter().any(|whole| whole != column && seen.figures.is_part_of(*column, *whole));
    let has_whole = needed != "charge.open" && amounts.iter().any(|column| !is_part(column));
    let mut all = Vec::new();
    // What was paid, by its header, is a part of what was charged.
    let paid = base.column_of("receipt.amount").map(|assigned| assigned.column).filter(|_| needed == "charge.open");
    let is_whole = |column: usize| paid.is_some_and(|paid| seen.figures.is_part_of(paid, column));
    for amount in amounts.iter().filter(|column| !has_whole || !is_part(column)) {
        if is_whole(*amount) && base.kind.columns.iter().any(|(target, _)| target == "charge.amount") {
            all.push(with(base, seen, &[(*amount, "charge.amount")]));
        }
        let mut one = base.clone();
        put(&mut one, *amount, needed);
        if amounts.len() > 1 {
            one.variant.push(header(seen, *amount));
        }
        all.push(one);
    }
    all
}

/// What was charged, what was paid of it and what is open: columns that are parts of each other, each combination a reading.
fn fill_parts<'a>(mut base: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let takes = |target: &str| base.kind.columns.iter().any(|(known, _)| known == target);
    // Two of the three by their headers, and the third is what they come to.
    let by_word = |target: &str| base.column_of(target).filter(|assigned| assigned.by == By::Word).map(|assigned| assigned.column);
    if let (Some(paid), Some(left), false, true) =
        (by_word("receipt.amount"), by_word("charge.open"), base.has("charge.amount"), takes("charge.amount"))
        && let Some(whole) = money_like(&base, seen).into_iter().find(|whole| seen.figures.is_sum(*whole, paid, left))
    {
        base.columns.push(Assigned { column: whole, target: "charge.amount".to_owned(), by: By::Word });
        return vec![base];
    }
    if !takes("charge.amount") || !takes("receipt.amount") || base.has("receipt.amount") || base.has("check.tax") {
        return vec![base];
    }
    let known = |target: &str| base.column_of(target).map(|assigned| (assigned.column, assigned.by));
    let open = money_like(&base, seen);
    let figures = seen.figures;
    let mut all = Vec::new();
    match (known("charge.amount"), known("charge.open")) {
        (Some((whole, _)), None) => {
            let parts: Vec<usize> = open.iter().copied().filter(|part| figures.is_part_of(*part, whole)).collect();
            for (paid, left) in pairs(&parts).filter(|(paid, left)| figures.is_sum(whole, *paid, *left)) {
                // With a column of what is open the file is a list of open items.
                if takes("charge.open") {
                    all.push(with(&base, seen, &[(paid, "receipt.amount"), (left, "charge.open")]));
                } else {
                    all.push(with(&base, seen, &[(paid, "receipt.amount")]));
                }
            }
            if all.is_empty() {
                for part in &parts {
                    all.push(with(&base, seen, &[(*part, "receipt.amount")]));
                }
            }
        }
        // An open-item list of which only one amount was found: it may be the whole of which another is open.
        (None, Some((left, By::Values))) => {
            for whole in open.iter().copied().filter(|whole| figures.is_part_of(left, *whole)) {
                // Or what was paid of the whole: a list of items all the same.
                let mut paid_of = with(&base, seen, &[(whole, "charge.amount")]);
                for assigned in paid_of.columns.iter_mut().filter(|assigned| assigned.column == left) {
                    "receipt.amount".clone_into(&mut assigned.target);
                }
                paid_of.variant.push(format!("{}=paid", header(seen, left)));
                all.push(paid_of);
                let paid = open.iter().copied().find(|paid| *paid != whole && figures.is_sum(whole, *paid, left));
                let mut parts = vec![(whole, "charge.amount")];
                parts.extend(paid.map(|paid| (paid, "receipt.amount")));
                all.push(with(&base, seen, &parts));
            }
        }
        // `Amount due` by its header may be what was charged: then a part of it is what is left.
        (None, Some((whole, By::Word))) => {
            let says = |role: &str| seen.columns.get(whole).is_some_and(|column| column.said.roles.iter().any(|own| own == role));
            if says("charge_amount") {
                let mut charged = base.clone();
                for assigned in charged.columns.iter_mut().filter(|assigned| assigned.column == whole) {
                    "charge.amount".clone_into(&mut assigned.target);
                }
                let parts: Vec<usize> = open.iter().copied().filter(|part| figures.is_part_of(*part, whole)).collect();
                for (paid, left) in pairs(&parts).filter(|(paid, left)| figures.is_sum(whole, *paid, *left)) {
                    all.push(with(&charged, seen, &[(paid, "receipt.amount"), (left, "charge.open")]));
                }
                for part in &parts {
                    all.push(with(&charged, seen, &[(*part, "charge.open")]));
                    all.push(with(&charged, seen, &[(*part, "receipt.amount")]));
                }
            }
        }
        _ => {}
    }
    all.push(base);
    all
}

pub(super) fn pairs(of: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    of.iter().flat_map(move |one| of.iter().filter(move |other| *other != one).map(move |other| (*one, *other)))
}

fn with<'a>(base: &Candidate<'a>, seen: &Seen<'_>, parts: &[(usize, &str)]) -> Candidate<'a> {
    let mut one = base.clone();
    for (column, target) in parts {
        put(&mut one, *column, target);
        let what = match *target {
            "receipt.amount" => "paid",
            "charge.open" => "open",
            _ => "charged",
        };
        one.variant.push(format!("{}={what}", header(seen, *column)));
    }
    one.amount_open = true;
    one
}

fn fill_dates(candidate: &mut Candidate<'_>, seen: &Seen<'_>) {
    let dates: Vec<String> = candidate.kind.columns.iter().map(|(target, _)| target.clone()).collect();
    let is_core =
        |target: &String| matches!(Target::parse(target, seen.types), Ok(Target::Entry(_, Part::Date))) && !candidate.kind.gives.is_empty();
    let Some(core) = dates.iter().find(|target| is_core(target)).cloned() else { return };
    // Two headers that may be either: nothing is due before its day.
    let column = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    if let (Some(day), Some(due), "charge.date") = (column(&core), column("charge.due"), core.as_str())
        && seen.figures.is_before(due, day)
        && [day, due]
            .iter()
            .any(|at| seen.columns.get(*at).is_some_and(|column| seen.imports.meaning("maybe_due", &column.header).is_some()))
    {
        for assigned in &mut candidate.columns {
            if assigned.column == day && assigned.target == core {
                assigned.column = due;
            } else if assigned.column == due && assigned.target == "charge.due" {
                assigned.column = day;
            }
        }
        return;
    }
    let takes_due = dates.iter().any(|target| target == "charge.due") && !candidate.has("charge.due");
    if let (Some(known), false) = (candidate.column_of(&core).map(|assigned| assigned.column), candidate.has("charge.due")) {
        // 应收日期 is the day of the paper, or the day by which it is to be paid: an earlier day beside it says which, were it only the day
        // when it was entered.
        // A count of days may be an amount, unless its header says that it is a day.
        let says_date = |column: &Column| column.said.roles.iter().any(|role| role == "date" || role.ends_with("_date"));
        let is_date =
            |column: &&Column| column.index != known && column.profile.dates > 0 && (says_date(column) || !column.profile.may_be_money());
        let is_earlier = |column: &&Column| is_date(column) && seen.figures.is_before(column.index, known);
        let says_receipt = |column: &&Column| column.said.roles.iter().any(|role| role == "receipt_date");
        let earlier = seen.columns.iter().filter(|column| !says_receipt(column)).find(is_earlier).map(|column| column.index);
        let header = seen.columns.get(known).map(|column| column.header.as_str()).unwrap_or_default();
        let is_of_charges = core == "charge.date" && seen.imports.meaning("maybe_due", header).is_some();
        if let (Some(earlier), true) = (earlier, is_of_charges) {
            candidate.columns.retain(|assigned| assigned.target != core && assigned.column != earlier);
            put(candidate, earlier, &core);
            if takes_due {
                put(candidate, known, "charge.due");
            }
        }
        return;
    }
    if candidate.has(&core) {
        return;
    }
    let mut found: Vec<usize> = free(candidate, seen.columns)
        .into_iter()
        .filter(|column| column.profile.filled > 0 && column.profile.fits(Shape::Date) && column.profile.dates > 0)
        .map(|column| column.index)
        .collect();
    // `34700.00` counts days in a few programs, and is an amount in all others.
    let is_date = |column: &usize| seen.columns.get(*column).is_some_and(|column| !column.profile.may_be_money());
    if found.iter().any(is_date) {
        found.retain(is_date);
    }
    let is_written = |column: &usize| seen.columns.get(*column).is_some_and(|column| column.profile.serials == 0);
    if found.iter().any(is_written) {
        found.retain(is_written);
    }
    // A paper is dated before anything comes of it.
    let is_first = |column: &usize| found.iter().all(|other| other == column || seen.figures.is_before(*column, *other));
    if let Some(first) = found.iter().copied().find(is_first) {
        found.retain(|column| *column != first);
        found.insert(0, first);
    }
    if let Some(first) = found.first() {
        put(candidate, *first, &core);
    }
    if let (Some(second), true) = (found.get(1), takes_due) {
        put(candidate, *second, "charge.due");
    }
}

/// Who the other party is: the columns of names, each a reading; and nobody, where a statement may come without one.
fn fill_party<'a>(candidate: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let kind = candidate.kind;
    let takes_party = kind.columns.iter().any(|(target, _)| target == "customer.name");
    if !takes_party || ["customer.name", "flow.payer", "flow.payee"].iter().any(|target| candidate.has(target)) {
        return vec![candidate];
    }
    let is_ledger = kind.out_gives.is_some();
    if !kind.by_values && kind.makes_customers {
        return vec![candidate];
    }
    let mut names: Vec<&Column> = free(&candidate, seen.columns).into_iter().filter(|column| column.profile.may_be_names()).collect();
    // Names of companies end alike; where a column has some, those without any are no names.
    let is_named_above = seen.has_party && is_ledger;
    if is_named_above || candidate.has("customer.code") || names.iter().any(|column| column.profile.companies > 0) {
        names.retain(|column| column.profile.companies > 0);
    }
    let has_companies = names.iter().any(|column| column.profile.companies > 0);
    if !has_companies && !kind.makes_customers {
        // Names of persons are many; what is said of payments is the same few words again and again.
        names.retain(|column| column.profile.texts.len() > 2 && column.profile.texts.len() * 2 > column.profile.filled);
    }
    names.sort_by_key(|column| (std::cmp::Reverse(column.profile.companies), column.index));
    let is_plain = names.len() == 1 && kind.makes_customers && !is_named_above;
    let mut all = Vec::new();
    for column in names.into_iter().take(PARTIES) {
        let mut one = candidate.clone();
        put(&mut one, column.index, "customer.name");
        if !is_plain {
            one.variant.push(format!("{}=party", column.header));
        }
        all.push(one);
    }
    match (all.is_empty() || !kind.makes_customers || is_named_above, has_companies) {
        (true, true) => all.push(candidate),
        (true, false) => all.insert(0, candidate),
        (false, _) => {}
    }
    all
}

/// Payer and payee of each row, where one name, the company's own, stands in every row as the one or the other. Which of the two columns is
/// whose, a header says, or the balance, or a person.
fn by_own_name<'a>(candidate: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let takes = |target: &str| candidate.kind.columns.iter().any(|(known, _)| known == target);
    if !takes("flow.payer")
        || !takes("flow.payee")
        || candidate.has("customer.name")
        || (candidate.has("flow.in") && candidate.has("flow.out"))
    {
        return vec![candidate];
    }
    let known = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    let names = free(&candidate, seen.columns).into_iter().filter(|column| column.profile.companies > 0);
    let names: Vec<usize> = names.map(|column| column.index).collect();
    let options = |known: Option<usize>| known.map_or_else(|| names.clone(), |column| vec![column]);
    let (payer, payee) = (known("flow.payer"), known("flow.payee"));
    if payer.is_some() && payee.is_some() {
        return vec![candidate];
    }
    let mut all = Vec::new();
    for payer in options(payer) {
        for payee in options(payee).into_iter().filter(|payee| *payee != payer) {
            let owns = own_names(seen.columns.get(payer), seen.columns.get(payee));
            if owns.is_empty() {
                continue;
            }
            let mut one = candidate.clone();
            for (target, column) in [("flow.payer", payer), ("flow.payee", payee)] {
                if !one.has(target) {
                    put(&mut one, column, target);
                }
            }
            if known("flow.payer").is_none() && known("flow.payee").is_none() {
                one.variant.push(format!("{}=payer", header(seen, payer)));
                one.direction_open = true;
            }
            all.push((owns.iter().any(|own| own.is_on_both), one));
        }
    }
    // A name that stands on one side alone may be said of all rows, as that of the account's owner is.
    let is_sure = all.iter().any(|(is_on_both, _)| *is_on_both);
    let kept: Vec<Candidate<'a>> = all.into_iter().filter(|(is_on_both, _)| *is_on_both || !is_sure).map(|(_, one)| one).collect();
    if is_sure { kept } else { kept.into_iter().chain([candidate]).collect() }
}
