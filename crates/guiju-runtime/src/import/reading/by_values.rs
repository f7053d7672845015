//! Fills what a kind needs and no header names with columns whose values fit: the file's arithmetic first (`figures.rs`), then what such
//! columns look like. What is found so is taken only where a proof or a person says so (`decide.rs`).

use guiju_rulebook::Imports;

use super::candidate::{Assigned, By, Candidate, Column, MOST, Seen};
use super::direction::own_name;
use super::figures::{Balance, Moves};
use crate::import::targets::{Part, Shape, Target};

/// Columns that are tried as those that tell accounts apart.
const ACCOUNTS: usize = 3;
/// Columns of names that are tried as the party.
const PARTIES: usize = 3;

/// The readings that a kind allows on these columns, where its headers alone leave something out.
pub(super) fn fill<'a>(base: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let mut all = vec![base];
    all = all.into_iter().map(|candidate| by_rate(by_balance(candidate, seen), seen)).collect();
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
fn open_money(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let knows = |role: &String| candidate.kind.columns.iter().any(|(_, roles)| roles.contains(role));
    let is_open = |column: &&Column| !candidate.takes(column.index) && !column.is_bucket && !column.said.roles.iter().any(knows);
    seen.figures.money(seen.columns.iter().filter(is_open))
}

fn put(candidate: &mut Candidate<'_>, column: usize, target: &str) {
    candidate.columns.push(Assigned { column, target: target.to_owned(), by: By::Values });
}

/// What a running balance tells: the column of balances beside known amounts, and the amounts beside a balance.
fn by_balance<'a>(mut candidate: Candidate<'a>, seen: &Seen<'_>) -> Candidate<'a> {
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
    for (column, side) in options(balance).into_iter().flat_map(|column| sides.iter().map(move |side| (column, *side))) {
        let runs = |moves: Moves| seen.figures.runs_by_account(moves, Balance { column, account: None, side }, &accounts);
        let mut found = None;
        if amount.is_none() {
            for plus in options(adds).into_iter().filter(|plus| *plus != column) {
                for minus in options(lessens).into_iter().filter(|minus| *minus != column && *minus != plus) {
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

/// What rates of tax tell: which columns are the amount without it, the tax and the amount with it, and with or without where there are
/// but two of them.
fn by_tax<'a>(mut candidate: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let takes = |target: &str| candidate.kind.columns.iter().any(|(known, _)| known == target);
    // In kinds that may do without a tax only a header says that there is one: what was paid may be a tenth of the amount, too.
    let is_of_taxes = candidate.kind.needs.iter().all(|line| line.contains("check.tax"));
    if !takes("check.tax") || !takes("check.net") || candidate.has("charge.open") || !(is_of_taxes || candidate.has("check.tax")) {
        return vec![candidate];
    }
    let known = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    let (net, tax, gross) = (known("check.net"), known("check.tax"), known("charge.amount"));
    if let (Some(_), Some(_), Some(_)) = (net, tax, gross) {
        return vec![candidate];
    }
    // `Subtotal, Tax, Total`: what a header that says no more than amount is, the sum says.
    if let (Some(whole), Some(tax), None) = (net, tax, gross) {
        let says_net = seen.columns.get(whole).is_some_and(|column| column.said.roles.iter().any(|role| role == "net"));
        let part = open_money(&candidate, seen).into_iter().find(|part| seen.figures.is_sum(whole, *part, tax));
        if let (Some(part), false) = (part, says_net) {
            candidate.columns.retain(|assigned| assigned.target != "check.net");
            candidate.columns.push(Assigned { column: whole, target: "charge.amount".to_owned(), by: By::Word });
            put(&mut candidate, part, "check.net");
            return vec![candidate];
        }
    }
    let rates = rates_of_tax(seen.imports);
    let open = open_money(&candidate, seen);
    let options = |known: Option<usize>| known.map_or_else(|| open.clone(), |column| vec![column]);
    for tax in options(tax) {
        for net in options(net).into_iter().filter(|net| *net != tax && seen.figures.is_tax_of(tax, *net, false, &rates)) {
            let whole = options(gross).into_iter().find(|gross| *gross != net && *gross != tax && seen.figures.is_sum(*gross, net, tax));
            let Some(gross) = whole else { continue };
            for (target, column) in [("check.net", net), ("check.tax", tax), ("charge.amount", gross)] {
                if !candidate.has(target) {
                    put(&mut candidate, column, target);
                }
            }
            return vec![candidate];
        }
    }
    two_of_a_tax(candidate, seen, &rates, &open)
}

/// The rates of tax that there are, in percent.
pub(super) fn rates_of_tax(imports: &Imports) -> Vec<i64> {
    imports.words("tax_rate", "is").iter().filter_map(|rate| rate.parse().ok()).collect()
}

/// An amount and its tax: with or without, as the rates say it, else each a reading.
fn two_of_a_tax<'a>(candidate: Candidate<'a>, seen: &Seen<'_>, rates: &[i64], open: &[usize]) -> Vec<Candidate<'a>> {
    let assigned = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    let says = |column: usize, role: &str| seen.columns.get(column).is_some_and(|column| column.said.roles.iter().any(|own| own == role));
    // Both by their headers, the amount by a word that does not say which.
    let amount = match (assigned("charge.amount"), assigned("check.net")) {
        (Some(amount), None) if !says(amount, "gross") && !says(amount, "charge_amount") => Some((amount, "charge.amount")),
        (None, Some(amount)) if !says(amount, "net") => Some((amount, "check.net")),
        _ => None,
    };
    if let (Some((amount, target)), Some(tax)) = (amount, assigned("check.tax")) {
        let [is_net, is_gross] = [false, true].map(|with_tax| seen.figures.is_tax_of(tax, amount, with_tax, rates));
        let read = |as_target: &str, how: &str| {
            let mut one = candidate.clone();
            for assigned in one.columns.iter_mut().filter(|assigned| assigned.target == target) {
                as_target.clone_into(&mut assigned.target);
            }
            one.variant.push(format!("{}={how}", header(seen, amount)));
            one.is_taxed = is_net != is_gross;
            one.amount_open = is_net == is_gross;
            one
        };
        return match (is_net, is_gross) {
            (true, false) => vec![read("check.net", "net")],
            (false, true) => vec![read("charge.amount", "gross")],
            _ => vec![read("charge.amount", "gross"), read("check.net", "net")],
        };
    }
    // None by its header, in a kind that has a tax in any case.
    if candidate.is_enough() || assigned("charge.amount").is_some() {
        return vec![candidate];
    }
    let options = |known: Option<usize>| known.map_or_else(|| open.to_vec(), |column| vec![column]);
    let mut all = Vec::new();
    for tax in options(assigned("check.tax")) {
        for amount in options(assigned("check.net")).into_iter().filter(|amount| *amount != tax) {
            for (target, with_tax) in [("check.net", false), ("charge.amount", true)] {
                if seen.figures.is_tax_of(tax, amount, with_tax, rates) && !(with_tax && candidate.has("check.net")) {
                    let mut one = candidate.clone();
                    for (target, column) in [("check.tax", tax), (target, amount)] {
                        if !one.has(target) {
                            put(&mut one, column, target);
                        }
                    }
                    one.variant.push(format!("{}={}", header(seen, amount), if with_tax { "gross" } else { "net" }));
                    one.amount_open = true;
                    all.push(one);
                }
            }
        }
    }
    if all.is_empty() { vec![candidate] } else { all }
}

/// Columns that may tell accounts apart: few texts, each of them often.
fn account_columns(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let is_account = |column: &&Column| {
        let profile = &column.profile;
        (2..=12).contains(&profile.texts.len()) && profile.texts.len() * 2 <= profile.filled && !profile.says_both_directions
    };
    let is_open = |column: &&Column| {
        column.said.roles.is_empty() && !candidate.takes(column.index)
            || candidate.column_of("customer.name").is_some_and(|party| party.column == column.index)
    };
    seen.columns.iter().filter(is_open).filter(is_account).map(|column| column.index).take(ACCOUNTS).collect()
}

/// The free columns that may be amounts: those with decimals, where some of the table have them; counts and positions have none, and
/// prices are what an amount is multiplied of.
fn money_like(candidate: &Candidate<'_>, seen: &Seen<'_>) -> Vec<usize> {
    let is_money = |column: &&Column| column.profile.may_be_money();
    let has_fractions = seen.columns.iter().filter(is_money).any(|column| column.profile.fractions > 0);
    let free = free(candidate, seen.columns).into_iter().filter(is_money);
    let with_fractions = free.filter(|column| !has_fractions || column.profile.fractions > 0).map(|column| column.index);
    with_fractions.filter(|column| !seen.multiplied.contains(column)).take(5).collect()
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

fn header(seen: &Seen<'_>, column: usize) -> String {
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
    for amount in amounts.iter().filter(|_| has_single) {
        let mut one = base.clone();
        put(&mut one, *amount, "flow.amount");
        if amounts.len() > 1 {
            one.variant.push(header(seen, *amount));
        }
        with_balances(&one, &mut all);
    }
    for money_in in amounts {
        for money_out in amounts.iter().filter(|other| *other != money_in) {
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
    for amount in amounts.iter().filter(|column| !has_whole || !is_part(column)) {
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
fn fill_parts<'a>(base: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let takes = |target: &str| base.kind.columns.iter().any(|(known, _)| known == target);
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
        _ => {}
    }
    all.push(base);
    all
}

fn pairs(of: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
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
    let takes_due = dates.iter().any(|target| target == "charge.due") && !candidate.has("charge.due");
    if let (Some(known), false) = (candidate.column_of(&core).map(|assigned| assigned.column), candidate.has("charge.due")) {
        // 应收日期 is the day of the paper, or the day by which it is to be paid: an earlier day beside it says which.
        let is_free_date = |column: &&Column| !candidate.takes(column.index) && !column.profile.may_be_money();
        let is_earlier = |column: &&Column| is_free_date(column) && seen.figures.is_before(column.index, known);
        let earlier = seen.columns.iter().find(is_earlier).map(|column| column.index);
        let header = seen.columns.get(known).map(|column| column.header.as_str()).unwrap_or_default();
        let is_of_charges = core == "charge.date" && seen.imports.meaning("maybe_due", header).is_some();
        if let (Some(earlier), true) = (earlier, is_of_charges) {
            candidate.columns.retain(|assigned| assigned.target != core);
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
            if own_name(seen.columns.get(payer), seen.columns.get(payee)).is_none() {
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
            all.push(one);
        }
    }
    if all.is_empty() { vec![candidate] } else { all }
}

/// Amounts in a currency beside the same in the books' own: what a column of rates multiplies.
fn by_rate<'a>(mut candidate: Candidate<'a>, seen: &Seen<'_>) -> Candidate<'a> {
    let takes = |target: &str| candidate.kind.columns.iter().any(|(known, _)| known == target);
    if !takes("check.base") || candidate.has("check.base") {
        return candidate;
    }
    let money = seen.figures.money(seen.columns.iter());
    let known = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
    let is_open = |column: usize| !candidate.takes(column);
    for rate in known("charge.rate").into_iter().chain(money.iter().copied().filter(|column| is_open(*column))) {
        let others = || money.iter().copied().filter(move |column| *column != rate);
        let pairs: Vec<(usize, usize)> = others()
            .flat_map(|document| others().filter(move |base| *base != document).map(move |base| (document, base)))
            .filter(|(document, base)| seen.figures.is_product(*base, *document, rate))
            .filter(|(document, base)| is_open(*base) && (is_open(*document) || known("charge.amount") == Some(*document)))
            .collect();
        // The rate multiplies everything of the row; a single pair may be a price and a count.
        if let ([(document, base)], true) = (pairs.as_slice(), seen.figures.is_rate(rate, seen.columns)) {
            for (target, column) in [("charge.rate", rate), ("charge.amount", *document), ("check.base", *base)] {
                if takes(target) && !candidate.has(target) && !candidate.takes(column) {
                    put(&mut candidate, column, target);
                }
            }
            return candidate;
        }
        let [(one, one_base), (other, other_base)] = pairs.as_slice() else { continue };
        let (whole, part) = if seen.figures.is_part_of(*other, *one) {
            ((*one, *one_base), (*other, *other_base))
        } else if seen.figures.is_part_of(*one, *other) {
            ((*other, *other_base), (*one, *one_base))
        } else {
            continue;
        };
        let found = [
            ("charge.rate", rate),
            ("charge.amount", whole.0),
            ("check.base", whole.1),
            ("charge.open", part.0),
            ("check.base_open", part.1),
        ];
        for (target, column) in found {
            if takes(target) && !candidate.has(target) && !candidate.takes(column) {
                put(&mut candidate, column, target);
            }
        }
        return candidate;
    }
    candidate
}
