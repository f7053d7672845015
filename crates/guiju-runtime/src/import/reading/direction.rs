//! Which way the money of a statement went: by two columns, by a word, by a sign, by whose name stands where, or by how the balance moves.

use std::collections::BTreeMap;

use guiju_rulebook::{ImportKind, Imports};

use super::by_values::free;
use super::candidate::{Assigned, By, Candidate, Column, Seen};
use super::figures::{Balance, Moves};
use crate::import::Side;
use crate::import::targets::Shape;

/// A column `入账额` beside a column that tells the direction holds both directions; so does one with amounts below zero and no other
/// column for what went out. A column of directions counts as one whatever its header is, for its cells say it.
pub(super) fn one_amount_with_direction(candidate: &mut Candidate<'_>, kind: &ImportKind, seen: &Seen<'_>) {
    let Seen { imports, columns, figures, .. } = *seen;
    if !kind.columns.iter().any(|(target, _)| target == "flow.direction") {
        return;
    }
    let single = ["flow.in", "flow.out"].into_iter().filter(|target| candidate.has(target)).collect::<Vec<_>>();
    let has_amount = candidate.has("flow.amount");
    if !candidate.has("flow.direction") && (has_amount || single.len() == 1) {
        let tells = |column: &&&Column| {
            let texts = &column.profile.texts;
            column.profile.says_direction && texts.keys().all(|text| imports.meaning("direction", text).is_some() || text.as_str() == "/")
        };
        let free = free(candidate, columns);
        if let Some(column) = free.iter().find(tells) {
            candidate.columns.push(Assigned { column: column.index, target: "flow.direction".to_owned(), by: By::Word });
        }
    }
    let [only] = single.as_slice() else { return };
    if has_amount {
        return;
    }
    // A column `入账额` beside payers and payees who are now the one, now the other, holds both directions, too.
    let column_of = |target: &str| candidate.column_of(target).and_then(|assigned| columns.get(assigned.column));
    let are_by_word =
        ["flow.payer", "flow.payee"].iter().all(|target| candidate.column_of(target).is_some_and(|assigned| assigned.by == By::Word));
    if own_names(column_of("flow.payer"), column_of("flow.payee")).iter().any(|own| own.is_on_both || are_by_word) {
        for assigned in candidate.columns.iter_mut().filter(|assigned| assigned.target == *only) {
            "flow.amount".clone_into(&mut assigned.target);
        }
        return;
    }
    let Some(column) = candidate.column_of(only).and_then(|assigned| columns.get(assigned.column)) else { return };
    // Money in with amounts below zero, and no other column for what went out; what was booked to a card was mostly spent.
    let has_both = column.profile.negatives > 0 && column.profile.positives > 0;
    if candidate.has("flow.direction") || ((has_both || seen.is_card) && kind.out_gives.is_none()) {
        candidate
            .columns
            .iter_mut()
            .filter(|assigned| assigned.target == *only)
            .for_each(|assigned| assigned.target = "flow.amount".to_owned());
        return;
    }
    // The rows that this column leaves empty have their amount in another one that no header explains.
    let other = if *only == "flow.in" { "flow.out" } else { "flow.in" };
    let known = column.index;
    let is_blank = column.profile.positives + column.profile.negatives == 0;
    let most = columns.iter().map(|column| column.profile.filled).max().unwrap_or(0);
    let complements = |free: &&&Column| {
        let moved = free.profile.positives + free.profile.negatives;
        free.profile.may_be_money()
            && (figures.complete_each_other(known, free.index) || (is_blank && moved * 4 >= most * 3 && free.profile.fractions > 0))
    };
    let free = free(candidate, columns);
    if let Some(column) = free.iter().find(complements) {
        candidate.columns.push(Assigned { column: column.index, target: other.to_owned(), by: By::Values });
    }
}

/// The parties that stand in every row, now as payer and now as payee, or as the one of them beside several others: the one whose account
/// it is. Where there are but two parties, either may be it.
pub(super) fn own_names(payers: Option<&Column>, payees: Option<&Column>) -> Vec<OwnName> {
    let (Some(payers), Some(payees)) = (payers.map(|column| &column.profile), payees.map(|column| &column.profile)) else {
        return Vec::new();
    };
    let rows = payers.filled.max(payees.filled);
    let both: Vec<OwnName> = payers
        .texts
        .iter()
        .filter_map(|(name, count)| payees.texts.get(name).map(|other| (name, count + other)))
        // A fee or interest may have no payer or payee; nobody is payer and payee of all rows.
        .filter(|(_, count)| *count * 10 >= rows * 9 && *count * 10 <= rows * 11)
        .map(|(name, _)| OwnName { name: name.clone(), is_on_both: true })
        .collect();
    if !both.is_empty() {
        return both;
    }
    let only = match (payers.texts.len(), payees.texts.len()) {
        (1, 2..) => payers.texts.keys().next(),
        (2.., 1) => payees.texts.keys().next(),
        _ => None,
    };
    only.map(|name| OwnName { name: name.clone(), is_on_both: false }).into_iter().collect()
}

/// The party whose account it is.
pub(super) struct OwnName {
    name: String,
    /// Whether it is now the payer, now the payee; otherwise it stands in every row of one column alone.
    pub(super) is_on_both: bool,
}

/// Words of a direction that nobody listed and that are tried.
const UNKNOWN_WORDS: usize = 3;
/// Letters of a word of direction.
const LONGEST_WORD: usize = 14;

/// Every meaning that these words may have together.
fn meanings(words: &[&String]) -> Vec<BTreeMap<String, Side>> {
    let mut all = vec![BTreeMap::new()];
    for word in words {
        let with = |side: Side| {
            all.iter().map(move |known| {
                let mut known: BTreeMap<String, Side> = known.clone();
                known.insert((*word).clone(), side);
                known
            })
        };
        all = with(Side::In).chain(with(Side::Out)).chain(with(Side::Neither)).collect();
    }
    all
}

/// Where a column has several words, one of them came in or went out, and no two words nobody listed mean the same: a company has one word
/// for each side.
fn is_two_sided(sides: &BTreeMap<String, Side>, words: &super::profile::Profile, imports: &Imports) -> bool {
    let known = words.texts.keys().filter_map(|text| imports.meaning("direction", text));
    let of = |side: Side| sides.values().filter(|own| **own == side).count();
    let is_known = |name: &str| known.clone().any(|meaning| meaning == name);
    let has_in = of(Side::In) > 0 || is_known("in");
    let has_out = of(Side::Out) > 0 || is_known("out");
    let are_apart = [Side::In, Side::Out, Side::Neither].into_iter().all(|side| of(side) <= 1);
    are_apart && (has_in || has_out) && (words.texts.len() < 2 || (has_in && has_out) || is_known("neither") || of(Side::Neither) > 0)
}

/// The direction in the words of a column whose balances grow and shrink with them.
fn told_by_balance<'a>(base: &Candidate<'a>, seen: &Seen<'_>) -> Option<Candidate<'a>> {
    let column = |target: &str| base.column_of(target).map(|assigned| assigned.column);
    let (amount, balance) = (column("flow.amount")?, column("flow.balance")?);
    if base.kind.out_gives.is_some() {
        return None;
    }
    let balance = Balance { column: balance, account: column("flow.account"), side: None };
    let words: Vec<usize> = column("flow.direction").map_or_else(
        || {
            let open = seen.columns.iter().filter(|column| {
                !base.takes(column.index)
                    && (column.profile.letters > 0 || column.profile.texts.len() <= 3)
                    && column.profile.companies == 0
            });
            open.filter(|column| column.said.roles.iter().all(|role| role == "transaction_type")).map(|column| column.index).collect()
        },
        |known| vec![known],
    );
    let sides = |words: usize| {
        let mut sides = seen.figures.sides(amount, balance, words)?;
        let profile = &seen.columns.get(words)?.profile;
        let texts = &profile.texts;
        // Of two words the other one may mean the other side: the first row has no balance before it.
        let may_exclude = texts.len() == 2 && profile.filled > 2 && profile.longest <= LONGEST_WORD;
        let other = texts.keys().find(|text| may_exclude && !sides.contains_key(*text));
        let is_by_other = other.is_some();
        if let (Some(other), Some(grew)) = (other, sides.values().next().copied()) {
            sides.insert(other.clone(), !grew);
        }
        // A word that no balance speaks of stays unknown: then the column tells nothing.
        let is_told = |text: &String| sides.contains_key(text) || text == "/";
        let has_both = sides.values().any(|grew| *grew) && sides.values().any(|grew| !*grew);
        (has_both && texts.keys().all(is_told)).then_some((words, sides, is_by_other))
    };
    let found: Vec<_> = words.into_iter().filter_map(sides).collect();
    let (place, sides, is_by_other) = found.iter().find(|(_, _, is_by_other)| !is_by_other).or_else(|| found.first())?.clone();
    let mut told = base.clone();
    told.is_told_by_other = is_by_other;
    if !told.has("flow.direction") {
        told.columns.push(Assigned { column: place, target: "flow.direction".to_owned(), by: By::Values });
    }
    told.flow.words.extend(sides.into_iter().map(|(word, grew)| (word, if grew { Side::In } else { Side::Out })));
    told.variant.push(format!("by={}", seen.columns.get(place).map(|column| column.header.clone()).unwrap_or_default()));
    told.direction_open = true;
    Some(told)
}

/// In a company's own book of its bank or cash account the debit side is what came in; a bank's statement has it the other way round. The
/// title tells them apart, or the balance.
fn by_the_companys_own_book<'a>(base: &Candidate<'a>, seen: &Seen<'_>) -> Option<Candidate<'a>> {
    let column = |target: &str| base.column_of(target).map(|assigned| assigned.column);
    let (money_in, money_out) = (column("flow.in"), column("flow.out"));
    let is_side = |column: Option<usize>, role: &str| {
        column.and_then(|column| seen.columns.get(column)).is_some_and(|column| column.said.roles.iter().any(|own| own == role))
    };
    if base.kind.out_gives.is_some() || !(is_side(money_out, "ledger_debit") || is_side(money_in, "ledger_credit")) {
        return None;
    }
    let balance = column("flow.balance").map(|balance| Balance { column: balance, account: column("flow.account"), side: None });
    let holds = |plus: usize, minus: usize| balance.is_some_and(|balance| seen.figures.runs(Moves::Two { plus, minus }, balance));
    let (is_proven, is_disproved) = match (money_in, money_out) {
        (Some(money_in), Some(money_out)) => {
            let is_disproved = holds(money_in, money_out);
            (!is_disproved && holds(money_out, money_in), is_disproved)
        }
        _ => (false, false),
    };
    let is_said = seen.is_own_book && !is_disproved;
    if !is_proven && !is_said {
        return None;
    }
    let mut own = base.clone();
    for assigned in &mut own.columns {
        match assigned.target.as_str() {
            "flow.in" => "flow.out".clone_into(&mut assigned.target),
            "flow.out" => "flow.in".clone_into(&mut assigned.target),
            _ => {}
        }
    }
    let name = |column: Option<usize>| column.and_then(|column| seen.columns.get(column)).map(|column| column.header.clone());
    own.variant.extend(name(money_out).map(|name| format!("in={name}")).or_else(|| name(money_in).map(|name| format!("{name}=out"))));
    own.direction_open = !is_said;
    Some(own)
}

/// The ways in which a statement may tell the direction.
pub(super) fn directions<'a>(base: &Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let Seen { imports, columns, .. } = *seen;
    let profile = |target: &str| base.column_of(target).and_then(|assigned| columns.get(assigned.column)).map(|column| &column.profile);
    let has_amount = base.has("flow.amount") && !(base.has("flow.in") && base.has("flow.out"));
    if !has_amount {
        let mut one = base.clone();
        if let Some(out) = profile("flow.out") {
            one.flow.signs_repeat = out.positives == 0 && out.negatives > 0;
        }
        let other = by_the_companys_own_book(&one, seen);
        // What the title says goes before the words of the columns, which mean the other side each in such a book.
        one.direction_open |= other.as_ref().is_some_and(|own| !own.direction_open);
        return std::iter::once(one).chain(other).collect();
    }
    let column_of = |target: &str| base.column_of(target).and_then(|assigned| columns.get(assigned.column));
    let Some(amounts) = profile("flow.amount") else { return vec![base.clone()] };
    let mut all = Vec::new();
    if let Some(explained) = explained_direction(base, imports, columns) {
        let mut candidate = base.clone();
        candidate.flow.signs_repeat = amounts.negatives > 0;
        candidate.flow.words = explained;
        return vec![candidate];
    }
    if let Some(words) = profile("flow.direction") {
        let unknown: Vec<&String> =
            words.texts.keys().filter(|text| imports.meaning("direction", text).is_none() && text.as_str() != "/").collect();
        let mut repeats = base.clone();
        repeats.flow.signs_repeat = amounts.negatives > 0;
        if unknown.is_empty() {
            if amounts.negatives > 0 {
                all.push(base.clone());
            }
            all.push(repeats);
            return all;
        }
        if let Some(told) = told_by_balance(&repeats, seen) {
            let is_sure = !told.is_told_by_other;
            all.push(told);
            if is_sure {
                return all;
            }
        }
        if unknown.len() <= UNKNOWN_WORDS {
            all.extend(meanings(&unknown).into_iter().filter(|sides| is_two_sided(sides, words, imports)).map(|sides| {
                let mut candidate = repeats.clone();
                candidate.variant.extend(sides.iter().map(|(word, side)| format!("{word}={}", side.name())));
                candidate.flow.words.extend(sides);
                candidate.direction_open = true;
                candidate
            }));
        }
        return all;
    }
    // `消费为正`: the file says itself what its signs mean.
    if let Some(plus) = seen.plus {
        let mut candidate = base.clone();
        candidate.flow.plus = Some(plus);
        return vec![candidate];
    }
    if amounts.negatives == 0 {
        let owns = own_names(column_of("flow.payer"), column_of("flow.payee"));
        let is_sure = owns.iter().any(|own| own.is_on_both);
        let is_several = owns.len() > 1;
        all.extend(owns.into_iter().map(|own| {
            let mut candidate = base.clone();
            if is_several {
                candidate.variant.push(format!("{}=own", own.name));
                candidate.direction_open = true;
            }
            candidate.flow.own_name = Some(own.name);
            candidate
        }));
        if is_sure {
            return all;
        }
    }
    if amounts.negatives == 0
        && let Some(told) = told_by_balance(base, seen)
    {
        let is_sure = !told.is_told_by_other;
        all.push(told);
        if is_sure {
            return all;
        }
    }
    // A balance that runs on tells what the words mean, if they mean anything.
    if amounts.negatives == 0 && !base.has("flow.balance") {
        all.extend(by_unnamed_words(base, seen));
    }
    let mut by_sign = |side: Side, name: &str| {
        let mut candidate = base.clone();
        candidate.flow.plus = Some(side);
        candidate.variant.push(name.to_owned());
        candidate.direction_open = true;
        all.push(candidate);
    };
    by_sign(Side::In, "plus_in");
    by_sign(Side::Out, "plus_out");
    if amounts.negatives == 0
        && let Some(text) = text_of_movement(base, imports, columns)
    {
        let mut candidate = base.clone();
        candidate.columns.retain(|assigned| assigned.column != text);
        candidate.columns.push(Assigned { column: text, target: "flow.direction".to_owned(), by: By::Values });
        candidate.variant.push(columns.get(text).map(|column| column.header.clone()).unwrap_or_default());
        candidate.direction_open = true;
        all.push(candidate);
    }
    all
}

/// Columns of words that are tried as those of the direction.
const WORD_COLUMNS: usize = 2;

/// A column of two or three short words that no header explains, in every row that moved money: it may tell the direction, by words that
/// are listed or in every way that these may be meant.
fn by_unnamed_words<'a>(base: &Candidate<'a>, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let Seen { imports, columns, .. } = *seen;
    let moved = base.column_of("flow.amount").and_then(|assigned| columns.get(assigned.column)).map_or(0, |column| column.profile.filled);
    let is_known = |column: &Column| column.profile.texts.keys().filter(|text| imports.meaning("direction", text).is_some()).count();
    let may_tell = |column: &&Column| {
        let profile = &column.profile;
        let is_free = !base.takes(column.index) && column.said.roles.iter().all(|role| role == "transaction_type");
        is_free
            && (profile.texts.len() == 2 || (profile.texts.len() == 3 && is_known(column) > 0) || is_known(column) == profile.texts.len())
            && profile.texts.len() <= 3
            && !profile.texts.keys().any(|text| text.contains(' '))
            && profile.filled >= moved
            && profile.longest <= LONGEST_WORD
            && profile.companies == 0
            && profile.currencies == 0
            && profile.fractions == 0
            && !(profile.plain_numbers == profile.filled && profile.longest > 2)
            && !(profile.counts_up() && profile.filled > 1)
            && (profile.dates == 0 || !profile.fits(Shape::Date))
    };
    let mut words: Vec<&Column> = columns.iter().filter(may_tell).collect();
    words.sort_by_key(|column| std::cmp::Reverse(is_known(column)));
    let mut all = Vec::new();
    for column in words.into_iter().take(WORD_COLUMNS) {
        let mut told = base.clone();
        told.columns.push(Assigned { column: column.index, target: "flow.direction".to_owned(), by: By::Values });
        told.variant.push(column.header.clone());
        told.direction_open = true;
        let is_unknown = |text: &&String| imports.meaning("direction", text).is_none() && text.as_str() != "/";
        let unknown: Vec<&String> = column.profile.texts.keys().filter(is_unknown).collect();
        let is_both = |sides: &BTreeMap<String, Side>| {
            let known = column.profile.texts.keys().filter_map(|text| imports.meaning("direction", text));
            let of =
                |side: Side| sides.values().filter(|own| **own == side).count() + known.clone().filter(|name| *name == side.name()).count();
            // Two words are the two sides, a third is neither.
            of(Side::In) == 1 && of(Side::Out) == 1
        };
        if unknown.is_empty() {
            all.push(told);
            continue;
        }
        all.extend(meanings(&unknown).into_iter().filter(is_both).map(|sides| {
            let mut one = told.clone();
            one.variant.extend(sides.iter().map(|(word, side)| format!("{word}={}", side.name())));
            one.flow.words.extend(sides);
            one
        }));
    }
    all
}

/// `借贷标志(1收2付)`: a header that explains its own marks.
fn explained_direction(base: &Candidate<'_>, imports: &Imports, columns: &[Column]) -> Option<BTreeMap<String, Side>> {
    let column = columns.get(base.column_of("flow.direction")?.column)?;
    let marks = explained_marks(&column.header, imports);
    let is_mark = |text: &String| marks.contains_key(text);
    (!marks.is_empty() && column.profile.texts.keys().all(is_mark)).then_some(marks)
}

pub(super) fn explained_marks(header: &str, imports: &Imports) -> BTreeMap<String, Side> {
    let mut marks = BTreeMap::new();
    let (_, Some(inner)) = crate::import::targets::split_header(header) else { return marks };
    let mut rest = inner.as_str();
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (_, from) = rest.split_at(start);
        let digits: String = from.chars().take_while(char::is_ascii_digit).collect();
        let after = from.get(digits.len()..).unwrap_or_default();
        let word: String = after.chars().take_while(|letter| !letter.is_ascii_digit()).collect();
        rest = after.get(word.len()..).unwrap_or_default();
        let side = match imports.meaning("direction", &word) {
            Some("in") => Side::In,
            Some("out") => Side::Out,
            _ => return BTreeMap::new(),
        };
        marks.insert(digits, side);
    }
    marks
}

/// A column of texts that all begin with a word of movement: 消费, 还款, purchase.
fn text_of_movement(base: &Candidate<'_>, imports: &Imports, columns: &[Column]) -> Option<usize> {
    let begins = |text: &str| {
        let key = imports.key(text);
        ["in", "out"].iter().any(|side| imports.words("movement", side).iter().any(|word| key.starts_with(word.as_str())))
    };
    let is_text = |column: &&Column| {
        let texts = &column.profile.texts;
        !texts.is_empty() && texts.len() > 1 && texts.keys().all(|text| begins(text))
    };
    let is_free =
        |column: &&Column| base.columns.iter().all(|assigned| assigned.column != column.index || assigned.target == "receipt.note");
    columns.iter().filter(is_free).find(is_text).map(|column| column.index)
}
