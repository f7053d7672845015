//! The readings that a table allows: for each kind of file, which column could be what.
//!
//! A column gets a role by the whole of its header. Where a kind needs something that no header names, columns whose values would fit are
//! tried; such a reading is never taken without a proof or a person (`decide.rs`).

use guiju_rulebook::{ImportKind, Imports};
use guiju_types::{FieldType, RecordType};

use super::profile::Profile;
use crate::import::targets::{FlowPart, Part, Shape, Target};
use crate::import::words::{Said, Vocabulary};
use crate::import::{FlowRule, Side};

/// A column of the table.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) index: usize,
    pub(crate) header: String,
    pub(crate) said: Said,
    /// The target whose name on screens the header is.
    pub(crate) label: Option<String>,
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
}

/// Readings of one kind that are tried at the most.
const MOST: usize = 24;

impl Candidate<'_> {
    pub(crate) fn column_of(&self, target: &str) -> Option<&Assigned> {
        self.columns.iter().find(|assigned| assigned.target == target)
    }

    fn has(&self, target: &str) -> bool {
        self.column_of(target).is_some()
    }

    fn takes(&self, column: usize) -> bool {
        self.columns.iter().any(|assigned| assigned.column == column)
    }

    /// Whether something that the kind needs is there.
    pub(crate) fn is_enough(&self) -> bool {
        self.kind.needs.is_empty()
            || self.kind.needs.iter().any(|line| line.split('+').all(|part| part.split('|').any(|target| self.has(target))))
    }

    /// Whether the amounts were found by their headers.
    pub(crate) fn amounts_by_word(&self) -> bool {
        let is_amount = |target: &str| {
            matches!(target.rsplit('.').next(), Some("amount" | "open" | "in" | "out" | "refund")) && !target.starts_with("check.")
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

/// All readings of a table.
pub(crate) fn candidates<'a>(vocabulary: &Vocabulary<'a>, types: &[RecordType], columns: &[Column]) -> Vec<Candidate<'a>> {
    vocabulary.imports.kinds.iter().flat_map(|kind| of_kind(kind, vocabulary.imports, types, columns)).collect()
}

fn of_kind<'a>(kind: &'a ImportKind, imports: &Imports, types: &[RecordType], columns: &[Column]) -> Vec<Candidate<'a>> {
    let flow = FlowRule { out_gives: kind.out_gives.clone(), only_known_parties: !kind.makes_customers, ..FlowRule::default() };
    let mut base = Candidate { kind, columns: Vec::new(), flow, variant: Vec::new(), direction_open: false, amount_open: false };
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
        }
        all = more;
        all.truncate(MOST);
    }
    let mut filled: Vec<Candidate<'a>> = all.into_iter().flat_map(|candidate| fill(candidate, types, columns)).collect();
    filled.retain(Candidate::is_enough);
    for candidate in &mut filled {
        one_amount_with_direction(candidate, kind, imports, columns);
    }
    let mut directed: Vec<Candidate<'a>> = filled.into_iter().flat_map(|candidate| directions(&candidate, imports, columns)).collect();
    directed.truncate(MOST);
    directed
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

/// Fills what a kind needs and no header names with columns whose values fit.
fn fill<'a>(base: Candidate<'a>, types: &[RecordType], columns: &[Column]) -> Vec<Candidate<'a>> {
    if !base.kind.by_values {
        return vec![base];
    }
    let mut all = vec![base];
    all = all.into_iter().flat_map(|candidate| fill_amounts(candidate, columns)).collect();
    for candidate in &mut all {
        fill_dates(candidate, types, columns);
        fill_party(candidate, columns);
    }
    all.truncate(MOST);
    all
}

fn free<'c>(candidate: &Candidate<'_>, columns: &'c [Column]) -> Vec<&'c Column> {
    columns.iter().filter(|column| column.said.roles.is_empty() && !candidate.takes(column.index)).collect()
}

/// The columns that may be amounts: those with decimals, where some have them; counts and positions have none.
fn money_like(free: &[&Column]) -> Vec<usize> {
    let money: Vec<&&Column> = free.iter().filter(|column| column.profile.may_be_money()).collect();
    let has_fractions = money.iter().any(|column| column.profile.fractions > 0);
    money.iter().filter(|column| !has_fractions || column.profile.fractions > 0).map(|column| column.index).collect()
}

fn fill_amounts<'a>(base: Candidate<'a>, columns: &[Column]) -> Vec<Candidate<'a>> {
    if base.is_enough() {
        return vec![base];
    }
    let is_flow = base.kind.columns.iter().any(|(target, _)| target == "flow.amount" || target == "flow.in");
    let has_single = base.kind.columns.iter().any(|(target, _)| target == "flow.amount");
    let amounts: Vec<usize> = money_like(&free(&base, columns)).into_iter().take(5).collect();
    let mut all = Vec::new();
    let needed = base.kind.needs.first().and_then(|line| line.split(['|', '+']).next()).unwrap_or_default();
    let target = if is_flow { "flow.amount" } else { needed };
    for amount in amounts.iter().filter(|_| has_single || !is_flow) {
        let mut one = base.clone();
        one.columns.push(Assigned { column: *amount, target: target.to_owned(), by: By::Values });
        if amounts.len() > 1 {
            one.variant.extend(columns.get(*amount).map(|column| column.header.clone()));
        }
        if is_flow {
            for balance in amounts.iter().filter(|other| *other != amount) {
                let mut with_balance = one.clone();
                with_balance.columns.push(Assigned { column: *balance, target: "flow.balance".to_owned(), by: By::Values });
                all.push(with_balance);
            }
        }
        all.push(one);
    }
    if is_flow {
        for money_in in &amounts {
            for money_out in amounts.iter().filter(|other| *other != money_in) {
                let mut two = base.clone();
                let header = columns.get(*money_in).map(|column| column.header.clone()).unwrap_or_default();
                two.columns.push(Assigned { column: *money_in, target: "flow.in".to_owned(), by: By::Values });
                two.columns.push(Assigned { column: *money_out, target: "flow.out".to_owned(), by: By::Values });
                two.variant.push(format!("in={header}"));
                two.direction_open = true;
                for balance in amounts.iter().filter(|other| *other != money_in && *other != money_out) {
                    let mut three = two.clone();
                    three.columns.push(Assigned { column: *balance, target: "flow.balance".to_owned(), by: By::Values });
                    all.push(three);
                }
                all.push(two);
            }
        }
    }
    for one in &mut all {
        one.amount_open = amounts.len() > 1;
    }
    all
}

fn fill_dates(candidate: &mut Candidate<'_>, types: &[RecordType], columns: &[Column]) {
    let dates: Vec<String> = candidate.kind.columns.iter().map(|(target, _)| target.clone()).collect();
    let is_core =
        |target: &String| matches!(Target::parse(target, types), Ok(Target::Entry(_, Part::Date))) && !candidate.kind.gives.is_empty();
    let Some(core) = dates.iter().find(|target| is_core(target)).cloned() else { return };
    if candidate.has(&core) {
        return;
    }
    let found: Vec<usize> = free(candidate, columns)
        .into_iter()
        .filter(|column| column.profile.filled > 0 && column.profile.fits(Shape::Date) && column.profile.dates > 0)
        .map(|column| column.index)
        .collect();
    if let Some(first) = found.first() {
        candidate.columns.push(Assigned { column: *first, target: core, by: By::Values });
    }
    if let (Some(second), true) = (found.get(1), dates.iter().any(|target| target == "charge.due") && !candidate.has("charge.due")) {
        candidate.columns.push(Assigned { column: *second, target: "charge.due".to_owned(), by: By::Values });
    }
}

fn fill_party(candidate: &mut Candidate<'_>, columns: &[Column]) {
    if candidate.has("customer.name") || candidate.has("customer.code") || candidate.has("flow.payer") {
        return;
    }
    // A statement whose amounts are named has its party named, too, or has none.
    if !candidate.kind.makes_customers && candidate.amounts_by_word() {
        return;
    }
    let names = free(candidate, columns).into_iter().filter(|column| column.profile.may_be_names());
    // Names of companies end alike; what has more of them is the likelier column.
    if let Some(first) = names.into_iter().min_by_key(|column| (std::cmp::Reverse(column.profile.companies), column.index)) {
        candidate.columns.push(Assigned { column: first.index, target: "customer.name".to_owned(), by: By::Values });
    }
}

/// A column `入账额` beside a column that tells the direction holds both directions; so does one with amounts below zero and no other
/// column for what went out. A column of directions counts as one whatever its header is, for its cells say it.
fn one_amount_with_direction(candidate: &mut Candidate<'_>, kind: &ImportKind, imports: &Imports, columns: &[Column]) {
    if !kind.columns.iter().any(|(target, _)| target == "flow.direction") {
        return;
    }
    let single = ["flow.in", "flow.out"].into_iter().filter(|target| candidate.has(target)).collect::<Vec<_>>();
    let has_amount = candidate.has("flow.amount");
    if !candidate.has("flow.direction") && (has_amount || single.len() == 1) {
        let tells = |column: &&&Column| {
            let texts = &column.profile.texts;
            column.profile.says_both_directions
                && texts.keys().all(|text| imports.meaning("direction", text).is_some() || text.as_str() == "/")
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
    let Some(column) = candidate.column_of(only).and_then(|assigned| columns.get(assigned.column)) else { return };
    if candidate.has("flow.direction") {
        candidate
            .columns
            .iter_mut()
            .filter(|assigned| assigned.target == *only)
            .for_each(|assigned| assigned.target = "flow.amount".to_owned());
        return;
    }
    // The rows that this column leaves empty have their amount in another one that no header explains.
    let other = if *only == "flow.in" { "flow.out" } else { "flow.in" };
    let moved = column.profile.positives + column.profile.negatives;
    let most = columns.iter().map(|column| column.profile.filled).max().unwrap_or(0);
    let complements = |free: &&&Column| {
        let filled = free.profile.positives + free.profile.negatives;
        free.profile.may_be_money() && filled > 0 && moved + filled <= most && moved + filled + 2 >= most
    };
    let free = free(candidate, columns);
    if let Some(column) = free.iter().find(complements) {
        candidate.columns.push(Assigned { column: column.index, target: other.to_owned(), by: By::Values });
    }
}

/// The party that stands in every row, as payer or as payee: the one whose account it is.
fn own_name(base: &Candidate<'_>, columns: &[Column]) -> Option<String> {
    let texts = |target: &str| base.column_of(target).and_then(|assigned| columns.get(assigned.column)).map(|column| &column.profile);
    let (payers, payees) = (texts("flow.payer")?, texts("flow.payee")?);
    let rows = payers.filled.max(payees.filled);
    payers
        .texts
        .iter()
        .filter_map(|(name, count)| payees.texts.get(name).map(|other| (name, count + other)))
        .find(|(_, count)| *count >= rows)
        .map(|(name, _)| name.clone())
}

/// The ways in which a statement may tell the direction.
fn directions<'a>(base: &Candidate<'a>, imports: &Imports, columns: &[Column]) -> Vec<Candidate<'a>> {
    let profile = |target: &str| base.column_of(target).and_then(|assigned| columns.get(assigned.column)).map(|column| &column.profile);
    let has_amount = base.has("flow.amount") && !(base.has("flow.in") && base.has("flow.out"));
    if !has_amount {
        let mut one = base.clone();
        if let Some(out) = profile("flow.out") {
            one.flow.signs_repeat = out.positives == 0 && out.negatives > 0;
        }
        return vec![one];
    }
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
        } else if let [one, other] = words.texts.keys().collect::<Vec<_>>().as_slice() {
            for (incoming, outgoing) in [(one, other), (other, one)] {
                let mut candidate = repeats.clone();
                candidate.flow.words.insert((*incoming).clone(), Side::In);
                candidate.flow.words.insert((*outgoing).clone(), Side::Out);
                candidate.variant.push(format!("in={incoming}"));
                candidate.direction_open = true;
                all.push(candidate);
            }
        } else if let [only] = words.texts.keys().collect::<Vec<_>>().as_slice() {
            for side in [Side::In, Side::Out] {
                let mut candidate = repeats.clone();
                candidate.flow.words.insert((*only).clone(), side);
                candidate.variant.push(format!("{only}={}", side.name()));
                candidate.direction_open = true;
                all.push(candidate);
            }
        }
        return all;
    }
    if amounts.negatives == 0
        && let Some(own) = own_name(base, columns)
    {
        let mut candidate = base.clone();
        candidate.flow.own_name = Some(own);
        return vec![candidate];
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

/// `借贷标志(1收2付)`: a header that explains its own marks.
fn explained_direction(base: &Candidate<'_>, imports: &Imports, columns: &[Column]) -> Option<std::collections::BTreeMap<String, Side>> {
    let column = columns.get(base.column_of("flow.direction")?.column)?;
    let marks = explained_marks(&column.header, imports);
    let is_mark = |text: &String| marks.contains_key(text);
    (!marks.is_empty() && column.profile.texts.keys().all(is_mark)).then_some(marks)
}

fn explained_marks(header: &str, imports: &Imports) -> std::collections::BTreeMap<String, Side> {
    let mut marks = std::collections::BTreeMap::new();
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
            _ => return std::collections::BTreeMap::new(),
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
