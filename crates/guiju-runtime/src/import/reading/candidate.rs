//! The readings that a table allows: for each kind of file, which column could be what.
//!
//! A column gets a role by the whole of its header. Where a kind needs something that no header names, columns whose values would fit are
//! tried; such a reading is never taken without a proof or a person (`decide.rs`).

use guiju_rulebook::{ImportKind, Imports};
use guiju_types::{FieldType, RecordType};

use super::by_values::fill;
use super::direction::{directions, explained_marks, one_amount_with_direction};
use super::figures::Figures;
use super::profile::Profile;
use crate::import::targets::{FlowPart, Part, Shape, Target, currency_word};
use crate::import::words::Said;
use crate::import::{FlowRule, Side};

/// A column of the table.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) index: usize,
    pub(crate) header: String,
    pub(crate) said: Said,
    /// The target whose name on screens the header is.
    pub(crate) label: Option<String>,
    /// Whether it is one of the parts that an ageing table divides what is owed into.
    pub(crate) is_bucket: bool,
    pub(crate) profile: Profile,
}

/// How a column got its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// By its header.
    Word,
    /// By its values alone.
    Values,
}

/// A column with its target.
#[derive(Debug, Clone)]
pub(crate) struct Assigned {
    pub(crate) column: usize,
    pub(crate) target: String,
    pub(crate) by: By,
}

/// A reading that the table allows.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    pub(crate) kind: &'a ImportKind,
    pub(crate) columns: Vec<Assigned>,
    pub(crate) flow: FlowRule,
    /// What tells it from other readings of the same kind, as answers name it.
    pub(crate) variant: Vec<String>,
    /// Whether its direction rests on nothing that the file says.
    pub(crate) direction_open: bool,
    /// Whether another column could be the amount just as well.
    pub(crate) amount_open: bool,
    /// Whether a word that no balance speaks of is taken for the other side of the one that it does.
    pub(crate) is_told_by_other: bool,
    /// Whether amounts have the currency of their row, though a header names another one.
    pub(crate) has_currency_of_row: bool,
    /// Whether rates of tax say that the amount is with it or without it.
    pub(crate) is_taxed: bool,
}

/// Readings of one kind that are tried at the most.
pub(super) const MOST: usize = 24;

impl Candidate<'_> {
    pub(crate) fn column_of(&self, target: &str) -> Option<&Assigned> {
        self.columns.iter().find(|assigned| assigned.target == target)
    }

    pub(crate) fn has(&self, target: &str) -> bool {
        self.column_of(target).is_some()
    }

    pub(super) fn takes(&self, column: usize) -> bool {
        self.columns.iter().any(|assigned| assigned.column == column)
    }

    /// Whether something that the kind needs is there.
    pub(crate) fn is_enough(&self) -> bool {
        self.kind.needs.is_empty()
            || self.kind.needs.iter().any(|line| line.split('+').all(|part| part.split('|').any(|target| self.has(target))))
    }

    /// Whether it reads movements of money in both directions.
    pub(crate) fn has_flow(&self) -> bool {
        self.columns.iter().any(|assigned| matches!(assigned.target.as_str(), "flow.in" | "flow.out" | "flow.amount"))
    }

    /// Whether the amounts were found by their headers.
    pub(crate) fn amounts_by_word(&self) -> bool {
        // Net and tax together are the amount where no column says it.
        let adds_tax = !self.has("charge.amount");
        let is_amount = |target: &str| match target {
            "check.net" | "check.tax" => adds_tax,
            _ => matches!(target.rsplit('.').next(), Some("amount" | "open" | "in" | "out" | "refund")) && !target.starts_with("check."),
        };
        self.columns.iter().filter(|assigned| is_amount(&assigned.target)).all(|assigned| assigned.by == By::Word)
    }

    /// Whether the party was found by a header, where the kind makes customers of parties.
    pub(crate) fn party_by_word(&self) -> bool {
        let by_values = |target: &str| self.column_of(target).is_some_and(|assigned| assigned.by == By::Values);
        !by_values("customer.name")
    }

    /// Whether the date was found by a header, or is the only date that there is.
    pub(crate) fn date_is_plain(&self, columns: &[Column]) -> bool {
        let by_values = |assigned: &&Assigned| assigned.by == By::Values && assigned.target.ends_with(".date");
        let is_date = |column: &&Column| column.profile.filled > 0 && column.profile.dates > 0 && column.profile.fits(Shape::Date);
        !self.columns.iter().any(|assigned| by_values(&assigned)) || columns.iter().filter(is_date).count() == 1
    }

    /// How an answer names the reading.
    pub(crate) fn value(&self) -> String {
        std::iter::once(self.kind.name.as_str()).chain(self.variant.iter().map(String::as_str)).collect::<Vec<_>>().join(":")
    }
}

/// What readings of a table are made of.
pub(super) struct Seen<'s> {
    pub(super) imports: &'s Imports,
    pub(super) types: &'s [RecordType],
    pub(super) columns: &'s [Column],
    pub(super) figures: &'s Figures<'s>,
    /// Columns that are multiplied by others.
    pub(super) multiplied: &'s [usize],
    /// Whether the lines above the table name the party.
    pub(super) has_party: bool,
    /// Whether they say that it is a company's own book of its bank or cash account.
    pub(super) is_own_book: bool,
    /// Whether it is a credit card's statement.
    pub(super) is_card: bool,
    /// What an amount above zero is, in the file's own words.
    pub(super) plus: Option<Side>,
}

/// All readings of a table.
pub(super) fn candidates<'a>(kinds: &'a [ImportKind], seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    kinds.iter().flat_map(|kind| of_kind(kind, seen)).collect()
}

fn of_kind<'a>(kind: &'a ImportKind, seen: &Seen<'_>) -> Vec<Candidate<'a>> {
    let Seen { imports, types, columns, .. } = *seen;
    let flow = FlowRule { out_gives: kind.out_gives.clone(), only_known_parties: !kind.makes_customers, ..FlowRule::default() };
    let mut base = Candidate {
        kind,
        columns: Vec::new(),
        flow,
        variant: Vec::new(),
        direction_open: false,
        amount_open: false,
        is_told_by_other: false,
        has_currency_of_row: false,
        is_taxed: false,
    };
    let mut ties: Vec<(String, Vec<usize>)> = Vec::new();
    for is_strict in [true, false] {
        for (target, roles) in &kind.columns {
            if base.has(target) {
                continue;
            }
            let Ok(parsed) = Target::parse(target, types) else { continue };
            let found = by_word(&base, &parsed, target, roles, columns, imports, is_strict);
            if parsed.is_number() {
                // A paper has one number, whichever of the columns it stands in: 发票号码 or 数电发票号码.
                base.columns.extend(found.iter().map(|column| Assigned { column: *column, target: target.clone(), by: By::Word }));
            } else if is_side_by_side(&found, columns) {
                // Amounts in one currency each, side by side: all of them count.
                base.columns.extend(found.iter().map(|column| Assigned { column: *column, target: target.clone(), by: By::Word }));
            } else if let Some(first) = found.first() {
                base.columns.push(Assigned { column: *first, target: target.clone(), by: By::Word });
                if found.len() > 1 && parsed.is_amount() {
                    ties.push((target.clone(), found));
                }
            }
        }
    }
    take_sides_of_own_book(&mut base, seen);
    // `Amount due` alone, in a list of what is open, is what is open.
    if !base.is_enough() && kind.columns.iter().any(|(target, _)| target == "charge.open") {
        let says_open = |column: usize| columns.get(column).is_some_and(|column| column.said.roles.iter().any(|role| role == "open"));
        let charged = base.columns.iter_mut().find(|assigned| assigned.target == "charge.amount" && says_open(assigned.column));
        if let Some(assigned) = charged {
            "charge.open".clone_into(&mut assigned.target);
        }
    }
    // An amount beside the charge's is the one without tax only where there is a tax.
    if !base.has("check.tax") && base.has("charge.amount") {
        let says_net = |column: usize| columns.get(column).is_some_and(|column| column.said.roles.iter().any(|role| role == "net"));
        base.columns.retain(|assigned| assigned.target != "check.net" || says_net(assigned.column));
    }
    take_fields(&mut base, kind, types, columns);
    take_currency(&mut base, types, columns);
    take_status(&mut base, columns);
    let mut all = vec![base];
    // A role that several columns claim alike: each of them is a reading.
    for (target, places) in ties {
        let mut more = Vec::new();
        for candidate in &all {
            for place in &places {
                let mut other = candidate.clone();
                // What had the column so far gets the other one.
                let before = other.column_of(&target).map(|assigned| assigned.column);
                let displaced = other.columns.iter_mut().find(|assigned| assigned.column == *place && assigned.target != target);
                if let (Some(displaced), Some(before)) = (displaced, before) {
                    displaced.column = before;
                }
                for assigned in other.columns.iter_mut().filter(|assigned| assigned.target == target) {
                    assigned.column = *place;
                }
                other.amount_open = true;
                other.variant.extend(columns.get(*place).map(|column| column.header.clone()));
                more.push(other);
            }
            more.extend(one_of_each_side(candidate, &target, &places, columns));
        }
        all = more;
        all.truncate(MOST);
    }
    let mut filled: Vec<Candidate<'a>> = all.into_iter().flat_map(|candidate| fill(candidate, seen)).collect();
    for candidate in &mut filled {
        one_amount_with_direction(candidate, kind, seen);
    }
    filled.retain(Candidate::is_enough);
    filled = filled.into_iter().flat_map(|candidate| by_currency(candidate, columns)).collect();
    let mut directed: Vec<Candidate<'a>> = filled.into_iter().flat_map(|candidate| directions(&candidate, seen)).collect();
    directed.truncate(MOST);
    directed
}

/// `Summe EUR` beside a column that says USD: the amount as the header has it, or in the currency of its row.
fn by_currency<'a>(candidate: Candidate<'a>, columns: &[Column]) -> Vec<Candidate<'a>> {
    let column_of = |assigned: &Assigned| columns.get(assigned.column);
    let currency = candidate.columns.iter().find(|assigned| assigned.target.ends_with(".currency")).and_then(column_of);
    let said = candidate.columns.iter().filter(|assigned| !assigned.target.ends_with(".currency"));
    let said = said.filter_map(|assigned| column_of(assigned)?.said.currency).next();
    let (Some(currency), Some(said)) = (currency, said) else { return vec![candidate] };
    if currency.profile.texts.keys().all(|text| currency_word(text).is_none_or(|own| own == said)) {
        return vec![candidate];
    }
    let [mut by_header, mut by_row] = [candidate.clone(), candidate];
    by_header.variant.push(format!("{said}=currency"));
    by_row.variant.push(format!("{}=currency", currency.header));
    by_row.has_currency_of_row = true;
    vec![by_header, by_row]
}

/// In a company's own book the columns are called debit and credit, whatever else these words may mean: taken as a bank has them, for the
/// title turns them round (`direction.rs`).
fn take_sides_of_own_book(base: &mut Candidate<'_>, seen: &Seen<'_>) {
    if !seen.is_own_book || base.kind.own_book_titles.is_empty() {
        return;
    }
    for (target, role) in [("flow.out", "ledger_debit"), ("flow.in", "ledger_credit")] {
        let is_side = |column: &&Column| {
            column.said.roles.iter().any(|own| own == role) && column.profile.fits(Shape::Number) && !base.takes(column.index)
        };
        if let (false, Some(column)) = (base.has(target), seen.columns.iter().find(is_side)) {
            base.columns.push(Assigned { column: column.index, target: target.to_owned(), by: By::Word });
        }
    }
}

/// `Debit` and `Payments`: two columns whose headers name the same side of an account, where no column names the other one. In a company's
/// own book a debit is what came in.
fn one_of_each_side<'a>(candidate: &Candidate<'a>, target: &str, places: &[usize], columns: &[Column]) -> Vec<Candidate<'a>> {
    let other = match target {
        "flow.in" => "flow.out",
        "flow.out" => "flow.in",
        _ => return Vec::new(),
    };
    let ([one, two], false) = (places, candidate.has(other)) else { return Vec::new() };
    let read = |of_target: usize, of_other: usize| {
        let mut both = candidate.clone();
        both.columns.retain(|assigned| assigned.target != target);
        both.columns.push(Assigned { column: of_target, target: target.to_owned(), by: By::Word });
        both.columns.push(Assigned { column: of_other, target: other.to_owned(), by: By::Word });
        both.amount_open = true;
        both.direction_open = true;
        let money_in = if target == "flow.in" { of_target } else { of_other };
        both.variant.extend(columns.get(money_in).map(|column| format!("in={}", column.header)));
        both
    };
    vec![read(*one, *two), read(*two, *one)]
}

/// Whether several columns have a currency each, no two the same.
fn is_side_by_side(found: &[usize], columns: &[Column]) -> bool {
    let currencies: Vec<_> = found.iter().filter_map(|place| columns.get(*place)).filter_map(|column| column.said.currency).collect();
    let are_different = (1..currencies.len()).all(|at| currencies.iter().take(at).all(|other| Some(other) != currencies.get(at)));
    found.len() > 1 && currencies.len() == found.len() && are_different
}

/// The columns that a header makes a target's, best first: only those that are equally good.
fn by_word(
    base: &Candidate<'_>,
    parsed: &Target,
    target: &str,
    roles: &[String],
    columns: &[Column],
    imports: &Imports,
    is_strict: bool,
) -> Vec<usize> {
    for role in roles {
        let fits = |column: &&Column| {
            column.said.roles.iter().any(|known| known == role)
                && !base.takes(column.index)
                && (if is_strict {
                    fits(parsed, role, is_explained(column, imports), &column.profile, imports)
                } else {
                    may_be_misread(parsed, &column.profile)
                })
        };
        let found: Vec<&Column> = columns.iter().filter(fits).collect();
        let by_label: Vec<usize> =
            found.iter().filter(|column| column.label.as_deref() == Some(target)).map(|column| column.index).collect();
        if let [only] = by_label.as_slice() {
            return vec![*only];
        }
        if !found.is_empty() {
            return found.iter().map(|column| column.index).collect();
        }
    }
    Vec::new()
}

/// Whether a header explains the marks that its cells have.
fn is_explained(column: &Column, imports: &Imports) -> bool {
    let marks = explained_marks(&column.header, imports);
    !marks.is_empty() && column.profile.texts.keys().all(|text| marks.contains_key(text))
}

/// Whether the values of a column are what a target takes.
fn fits(target: &Target, role: &str, is_explained: bool, profile: &Profile, imports: &Imports) -> bool {
    let known = |list: &str| {
        let words: usize = profile
            .texts
            .iter()
            .filter(|(text, _)| imports.meaning(list, text).is_some() || text.as_str() == "/")
            .map(|(_, count)| count)
            .sum();
        (words, profile.filled)
    };
    match target {
        Target::Flow(FlowPart::Direction) if is_explained => true,
        Target::Flow(FlowPart::Direction) if role == "transaction_type" => {
            let (words, filled) = known("direction");
            filled > 0 && words == filled && profile.texts.len() > 1
        }
        Target::Flow(FlowPart::Direction) => {
            let (words, filled) = known("direction");
            filled > 0 && (words * 10 >= filled * 9 || (profile.texts.len() <= 3 && profile.longest <= 12))
        }
        Target::Flow(FlowPart::BalanceSide) => {
            let (words, filled) = known("direction");
            words * 10 >= filled * 5 && profile.texts.len() <= 4
        }
        Target::Flow(FlowPart::Status) => {
            let (words, filled) = known("status");
            filled > 0 && (words > 0 || profile.has_said_states) && profile.texts.len() <= 20
        }
        Target::Entry(_, Part::Charge | Part::Number) => true,
        Target::Field { .. } if role == "counterparty_account" => profile.may_be_names(),
        Target::Field { .. } | Target::Entry(..) | Target::Flow(_) | Target::Check(_) | Target::Rate(_) | Target::KnownAt => {
            profile.fits(target.shape())
        }
    }
}

/// A column that its header names keeps its meaning though its cells cannot be read: its rows come back with the reason.
fn may_be_misread(target: &Target, profile: &Profile) -> bool {
    let is_direct = !matches!(
        target,
        Target::Flow(FlowPart::Posted | FlowPart::Direction | FlowPart::BalanceSide | FlowPart::Status | FlowPart::Balance)
            | Target::Check(_)
    );
    is_direct && matches!(target.shape(), Shape::Number | Shape::Date) && profile.filled > 0
}

/// Fields of records whose own names are headers.
fn take_fields(base: &mut Candidate<'_>, kind: &ImportKind, types: &[RecordType], columns: &[Column]) {
    for column in columns {
        if base.takes(column.index) {
            continue;
        }
        let field = column
            .said
            .roles
            .iter()
            .find(|role| role.split_once('.').is_some_and(|(thing, _)| kind.also.iter().any(|also| also == thing)) && !base.has(role));
        let Some(role) = field else { continue };
        let Ok(parsed) = Target::parse(role, types) else { continue };
        if column.profile.fits(parsed.shape()) || matches!(&parsed, Target::Field { field, .. } if matches!(field.kind, FieldType::Text)) {
            base.columns.push(Assigned { column: column.index, target: role.clone(), by: By::Word });
        }
    }
}

/// A column of states is one whatever its header is, where one of them says that its rows do not count.
fn take_status(base: &mut Candidate<'_>, columns: &[Column]) {
    if base.has("flow.status") || !base.kind.columns.iter().any(|(target, _)| target == "flow.status") {
        return;
    }
    let is_status = |column: &&Column| column.said.roles.is_empty() && column.profile.says_states && !base.takes(column.index);
    if let Some(column) = columns.iter().find(is_status) {
        base.columns.push(Assigned { column: column.index, target: "flow.status".to_owned(), by: By::Word });
    }
}

/// A column of currencies is one whatever its header is: an amount in a currency that is not seen would be a wrong amount.
fn take_currency(base: &mut Candidate<'_>, types: &[RecordType], columns: &[Column]) {
    let targets = base.kind.columns.iter().map(|(target, _)| target);
    let wanted = targets.filter(|target| matches!(Target::parse(target, types), Ok(Target::Entry(_, Part::Currency)))).find(|_| true);
    let Some(target) = wanted.cloned().filter(|target| !base.has(target)) else { return };
    let is_currency = |column: &&Column| {
        !base.takes(column.index) && column.profile.filled > 0 && column.profile.currencies * 10 >= column.profile.filled * 9
    };
    let found: Vec<usize> = columns.iter().filter(is_currency).map(|column| column.index).collect();
    if let [only] = found.as_slice() {
        base.columns.push(Assigned { column: *only, target, by: By::Values });
    }
}
