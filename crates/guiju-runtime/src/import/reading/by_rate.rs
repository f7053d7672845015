//! Columns that rates of exchange find: amounts in a currency, the same in the books' own, and what is open of both.

use super::by_values::{free, header, pairs, put};
use super::candidate::{Candidate, Seen};

/// A column of amounts in a currency, and that of the same in the books' own.
type Pair = (usize, usize);

/// What the headers of a reading say already of amounts, of what they come to in the books' own currency, and of the rate between them.
struct Known {
    rate: Option<usize>,
    document: Option<usize>,
    base: Option<usize>,
}

impl Known {
    fn of(candidate: &Candidate<'_>) -> Self {
        let column = |target: &str| candidate.column_of(target).map(|assigned| assigned.column);
        Self { rate: column("charge.rate"), document: column("charge.amount"), base: column("check.base") }
    }

    /// The pairs of columns of amounts that the headers allow.
    fn pairs(&self, candidate: &Candidate<'_>, money: &[usize]) -> Vec<Pair> {
        let is_open = |column: usize| !candidate.takes(column);
        let may_be_base = |column: usize| self.base.map_or_else(|| is_open(column), |base| base == column);
        let may_be_document = |column: usize| match self.document.filter(|_| self.base.is_some()) {
            Some(document) => document == column,
            None => is_open(column) || self.document == Some(column),
        };
        pairs(money).filter(|(document, base)| may_be_document(*document) && may_be_base(*base)).collect()
    }
}

/// Amounts in a currency beside the same in the books' own: what a column of rates multiplies, or what keeps a ratio.
pub(super) fn by_rate<'a>(candidate: Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let known = Known::of(&candidate);
    let takes_base = candidate.kind.columns.iter().any(|(target, _)| target == "check.base");
    if !takes_base || (known.base.is_some() && known.document.is_some() && known.rate.is_some()) {
        return vec![candidate];
    }
    let money = seen.figures.money(seen.columns.iter());
    let pairs = known.pairs(&candidate, &money);
    let rates = known.rate.into_iter().chain(money.iter().copied().filter(|column| !candidate.takes(*column)));
    for rate in rates.collect::<Vec<_>>() {
        let multiplied = |(document, base): &&Pair| *document != rate && *base != rate && seen.figures.is_product(*base, *document, rate);
        let multiplied: Vec<Pair> = pairs.iter().filter(multiplied).copied().collect();
        let Some(found) = by_products(&multiplied, rate, known.document, seen) else { continue };
        let is_sure = known.rate.is_some() || multiplied.len() > 1 || seen.figures.is_rate_for_sure(rate, seen.columns);
        let mut with_rate = candidate.clone();
        put_all(&mut with_rate, &found);
        if is_sure {
            return vec![with_rate];
        }
        with_rate.variant.push(format!("{}=rate", header(seen, rate)));
        return vec![with_rate, candidate];
    }
    if known.rate.is_some() || (known.base.is_some() && known.document.is_some()) {
        return vec![candidate];
    }
    let is_unnamed = |column: usize| seen.columns.get(column).is_some_and(|column| column.said.roles.is_empty() && !column.is_bucket);
    let is_converted =
        |(document, base): &Pair| (known.base.is_some() || is_unnamed(*base)) && seen.figures.is_converted(*base, *document, seen.columns);
    by_conversion(candidate, &pairs.into_iter().filter(is_converted).collect::<Vec<_>>(), seen)
}

/// What columns are that a rate multiplies: the charged amounts alone, or those and what is open of them.
fn by_products(multiplied: &[Pair], rate: usize, known_document: Option<usize>, seen: &Seen<'_>) -> Option<Vec<(&'static str, usize)>> {
    let both = |whole: Pair, part: Pair| {
        vec![
            ("charge.rate", rate),
            ("charge.amount", whole.0),
            ("check.base", whole.1),
            ("charge.open", part.0),
            ("check.base_open", part.1),
        ]
    };
    match multiplied {
        // The rate multiplies everything of the row; a single pair may be a price and a count.
        [(document, base)] if seen.figures.is_rate(rate, seen.columns) => {
            Some(vec![("charge.rate", rate), ("charge.amount", *document), ("check.base", *base)])
        }
        [one, other] if one.0 != other.0 && one.1 != other.1 => {
            if seen.figures.is_part_of(other.0, one.0) {
                Some(both(*one, *other))
            } else {
                seen.figures.is_part_of(one.0, other.0).then(|| both(*other, *one))
            }
        }
        // Where nothing was paid yet both pairs are alike, and cross.
        [one, (_, other_base), (other, _), _] if multiplied.len() == 4 && one.0 != *other && one.1 != *other_base => {
            let (whole, part) = if known_document == Some(*other) { (*other, one.0) } else { (one.0, *other) };
            Some(both((whole, one.1), (part, *other_base)))
        }
        _ => None,
    }
}

/// Without a column of rates: a ratio that each currency has, and the books' own has 1. What is converted into what the figures do not tell
/// where all amounts have both; and a pair of parts may be what is open of it.
fn by_conversion<'a>(candidate: Candidate<'a>, converted: &[Pair], seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let with = |document: usize, base: usize, part: Option<Pair>| {
        let mut one = candidate.clone();
        put_all(&mut one, &[("charge.amount", document), ("check.base", base)]);
        if let Some((open, in_base)) = part {
            put_all(&mut one, &[("charge.open", open), ("check.base_open", in_base)]);
        }
        one
    };
    let (one, other) = match converted {
        [] => return vec![candidate],
        [(document, base)] => return vec![with(*document, *base, None)],
        [first, ..] => *first,
    };
    let is_part = |(part, in_base): &&Pair| {
        *part != one && *in_base != other && seen.figures.is_part_of(*part, one) && seen.figures.is_part_of(*in_base, other)
    };
    let part = converted.iter().find(is_part).copied();
    let is_turned = |(document, base): &Pair| converted.contains(&(*base, *document));
    if !converted.iter().all(is_turned) || converted.len() > if part.is_some() { 4 } else { 2 } {
        return vec![candidate];
    }
    let read = |document: usize, base: usize, part: Option<Pair>| {
        let mut one = with(document, base, part);
        one.variant.push(format!("{}=charged", header(seen, document)));
        one.amount_open = true;
        one
    };
    vec![read(one, other, part), read(other, one, part.map(|(open, in_base)| (in_base, open)))]
}

/// What is open in a currency beside the same in the books' own: a pair of columns in the ratio that the charged amounts have.
pub(super) fn by_ratio<'a>(mut candidate: Candidate<'a>, seen: &Seen<'_>) -> Candidate<'a> {
    let Known { document: Some(charged), base: Some(base), .. } = Known::of(&candidate) else { return candidate };
    if !candidate.kind.columns.iter().any(|(target, _)| target == "charge.open") || candidate.has("charge.open") {
        return candidate;
    }
    let free = seen.figures.money(free(&candidate, seen.columns).into_iter());
    let pair = pairs(&free)
        .find(|(open, in_base)| seen.figures.is_part_of(*open, charged) && seen.figures.is_in_ratio(*in_base, *open, (base, charged)));
    if let Some((open, in_base)) = pair {
        put_all(&mut candidate, &[("charge.open", open), ("check.base_open", in_base)]);
    }
    candidate
}

/// Gives columns the targets that the kind takes and that no column has.
fn put_all(candidate: &mut Candidate<'_>, found: &[(&str, usize)]) {
    for (target, column) in found {
        let is_taken = candidate.kind.columns.iter().any(|(known, _)| known == target);
        if is_taken && !candidate.has(target) && !candidate.takes(*column) {
            put(candidate, *column, target);
        }
    }
}
