//! Columns that rates of tax find: the amount without it, the tax, the amount with it.

use guiju_rulebook::Imports;

use super::by_values::{header, open_money, put};
use super::candidate::{Assigned, By, Candidate, Seen};

/// What rates of tax tell: which columns are the amount without it, the tax and the amount with it, and with or without where there are
/// but two of them.
pub(super) fn by_tax<'a>(mut candidate: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
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
    // What another kind's header explains is no tax.
    let is_of_others = |column: &usize| {
        seen.columns.get(*column).is_some_and(|column| column.said.roles.iter().any(|role| candidate.kind.never.contains(role)))
    };
    let open: Vec<usize> = open_money(&candidate, seen).into_iter().filter(|column| !is_of_others(column)).collect();
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
