//! What was understood against what is right.

use std::collections::BTreeMap;

use guiju_types::{Amount, Currency};

use super::expected::File;
use super::subject::{Line, Told};

/// Wrong rows and sums of money in, out and neither.
pub(crate) fn money(told: &BTreeMap<String, Line>, file: &File) -> Vec<String> {
    let lines = [("in", &file.money_in), ("out", &file.money_out), ("neither", &file.neither)];
    let nothing = Line::default();
    let mut all = Vec::new();
    for (name, right) in lines {
        // A list of receipts has no direction: what was received is in.
        let found = told.get(name).or_else(|| told.get("received").filter(|_| name == "in")).unwrap_or(&nothing);
        let full = |sums: &BTreeMap<Currency, Amount>| -> BTreeMap<Currency, Amount> {
            sums.iter().filter(|(_, sum)| !sum.is_zero()).map(|(currency, sum)| (*currency, *sum)).collect()
        };
        if found.0 != right.rows || full(&found.1) != full(&right.sum) {
            all.push(format!("{name} is {} rows {}, not {} rows {}", found.0, said(&found.1), right.rows, said(&right.sum)));
        }
    }
    all
}

fn said(sums: &BTreeMap<Currency, Amount>) -> String {
    sums.iter().map(|(currency, sum)| format!("{} {sum}", currency.as_str())).collect::<Vec<_>>().join(" + ")
}

/// Everything that was told and is not so, and every difference of the file that was not told.
pub(crate) fn differences(told: &Told, file: &File) -> Vec<String> {
    let mut all = money(&told.money, file);
    if told.header_row != file.header_row {
        all.push(format!("the header is row {}, not {}", told.header_row, file.header_row));
    }
    if let Some((first, last)) = told.dates {
        let found = (first.to_string(), last.to_string());
        if (found.0.as_str(), found.1.as_str()) != (file.first_date.as_str(), file.last_date.as_str()) {
            all.push(format!("the dates are {} to {}, not {} to {}", found.0, found.1, file.first_date, file.last_date));
        }
    }
    if let Some(rows) = file.not_following() {
        let mut found: Vec<u64> = told
            .proofs
            .iter()
            .filter(|proof| proof.code == "running_balance")
            .flat_map(|proof| &proof.differences)
            .map(|found| found.0)
            .collect();
        found.sort_unstable();
        found.dedup();
        if found != rows {
            all.push(format!("rows whose balance does not follow are {found:?}, not {rows:?}"));
        }
    }
    for (name, stated, counted, agrees) in file.own_sums() {
        let is_same = |one: &str, other: &str| {
            one == other || one.parse::<Amount>().ok().zip(other.parse().ok()).is_some_and(|(one, other): (Amount, Amount)| one == other)
        };
        let is_told = told
            .proofs
            .iter()
            .flat_map(|proof| &proof.differences)
            .any(|(_, said, found)| is_same(said, stated) && is_same(found, counted));
        if !agrees && !is_told {
            all.push(format!("does not tell that the file states {stated} as {name} and its rows give {counted}"));
        }
    }
    all.extend(spots(told, file));
    all
}

fn spots(told: &Told, file: &File) -> Vec<String> {
    let mut all = Vec::new();
    for spot in &file.spots {
        let is_here = |sheet: &str| spot.sheet.as_deref().is_none_or(|wanted| wanted == sheet);
        let Some(row) = told.rows.iter().find(|row| row.row == spot.row && is_here(&row.sheet)) else { continue };
        let found = format!("{} {} {} {}", row.date, row.direction, row.currency.as_str(), row.amount);
        let right = format!("{} {} {} {}", spot.date, spot.direction, spot.currency.as_str(), spot.amount);
        if found != right {
            all.push(format!("row {} is {found}, not {right}", spot.row));
        }
        if spot.party.is_some() && spot.party != row.party {
            all.push(format!("row {} is of {:?}, not of {:?}", spot.row, row.party, spot.party));
        }
    }
    all
}

/// What the file has and the product says nothing of.
pub(crate) fn untold(told: &Told, file: &File) -> Vec<String> {
    let mut all = Vec::new();
    if told.dates.is_none() {
        all.push("dates".to_owned());
    }
    if file.not_following().is_some() && !told.proofs.iter().any(|proof| proof.code == "running_balance") {
        all.push("balance".to_owned());
    }
    if file.own_sums().iter().any(|sum| sum.3) && told.proofs.iter().all(|proof| proof.code == "running_balance") {
        all.push("own sums".to_owned());
    }
    let seen = file.spots.iter().filter(|spot| told.rows.iter().any(|row| row.row == spot.row)).count();
    if seen < file.spots.len() {
        all.push(format!("spots: {seen} of {}", file.spots.len()));
    }
    all
}
