//! Compares what the product says of a file with what is true of it, and answers its questions as a person would who knows the truth.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::truth::{Money, Parts, Settled, Sums, Truth, What};

/// The most questions that may be asked about a file.
const MOST_QUESTIONS: usize = 2;

/// What the product says of a file, given some answers.
#[derive(Debug, Clone)]
pub(crate) enum Heard {
    /// It could not read it.
    Failed(String),
    /// How it reads it, with what it wants to know first.
    Read(Box<Reading>),
}

/// How the product reads a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) kind: String,
    pub(crate) questions: Vec<Question>,
    pub(crate) money: Found,
    /// The numbers of rows that come back, and the reasons.
    pub(crate) rejected: Vec<u64>,
    pub(crate) reasons: BTreeSet<String>,
    /// How the columns are read, for people.
    pub(crate) columns: String,
    /// The first and last business date.
    pub(crate) days: Option<(jiff::civil::Date, jiff::civil::Date)>,
}

/// An open question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) column: String,
    pub(crate) text: String,
    pub(crate) choices: Vec<Choice>,
}

/// An answer that is offered, with what the file amounts to then.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) money: Option<Found>,
}

/// Charged less credited, received, owed.
pub(crate) type Three = (Parts, Parts, Parts);

/// Money as the product says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Found {
    /// By party and currency.
    pub(crate) parties: BTreeMap<(String, String), Three>,
    pub(crate) lines: BTreeMap<(What, String), Parts>,
}

/// What came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Right,
    Asked,
    /// Whether the file cannot be settled or is broken.
    Refused {
        is_allowed: bool,
    },
    Wrong,
}

/// A verdict with its reason.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub(crate) verdict: Verdict,
    /// A short name of the cause, to count by.
    pub(crate) class: String,
    pub(crate) detail: String,
    pub(crate) questions: usize,
    /// Whether a question had to be answered by trying its choices.
    pub(crate) is_tried: bool,
    /// The codes of the questions.
    pub(crate) codes: BTreeSet<String>,
    /// What was answered in the end.
    pub(crate) answers: BTreeMap<String, String>,
}

impl Judgement {
    fn new(verdict: Verdict, class: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            verdict,
            class: class.into(),
            detail: detail.into(),
            questions: 0,
            is_tried: false,
            codes: BTreeSet::new(),
            answers: BTreeMap::new(),
        }
    }
}

/// Reads a case with answers.
pub(crate) type Reader<'a> = dyn FnMut(&BTreeMap<String, String>) -> Heard + 'a;

/// Judges a case.
pub(crate) fn judge(case: &Case, read: &mut Reader<'_>) -> Judgement {
    let mut answers = BTreeMap::new();
    asked(case, read, &mut answers, 0)
}

fn asked(case: &Case, read: &mut Reader<'_>, answers: &mut BTreeMap<String, String>, before: usize) -> Judgement {
    let truth = &case.truth;
    let reading = match read(answers) {
        Heard::Failed(why) if before == 0 => {
            let class = shortened(&why);
            return Judgement::new(Verdict::Refused { is_allowed: may_refuse(truth) }, class, why);
        }
        Heard::Failed(why) => {
            return Judgement {
                questions: before,
                ..Judgement::new(Verdict::Wrong, format!("failed after an answer: {}", shortened(&why)), why)
            };
        }
        Heard::Read(reading) => reading,
    };
    if reading.questions.is_empty() {
        let mut judgement = compared(case, &reading, before > 0);
        judgement.questions = before;
        judgement.answers.clone_from(answers);
        return judgement;
    }
    let count = before + reading.questions.len();
    let codes: BTreeSet<String> = reading.questions.iter().map(|question| question.code.clone()).collect();
    if count > MOST_QUESTIONS {
        let names: Vec<&str> = codes.iter().map(String::as_str).collect();
        let mut judgement = Judgement::new(Verdict::Wrong, format!("more than two questions: {}", names.join("+")), told(&reading));
        judgement.codes = codes;
        return judgement;
    }
    let mut judgement = answered(case, read, answers, &reading.questions, count);
    judgement.codes.extend(codes);
    if judgement.verdict == Verdict::Wrong && !judgement.detail.contains("read as ") {
        judgement.detail = format!("{}\n{}", told(&reading), judgement.detail);
    }
    judgement
}

/// Answers the questions one after the other and reads again.
fn answered(case: &Case, read: &mut Reader<'_>, answers: &mut BTreeMap<String, String>, questions: &[Question], count: usize) -> Judgement {
    let Some((question, rest)) = questions.split_first() else { return asked(case, read, answers, count) };
    if answers.contains_key(&question.key) {
        return Judgement::new(
            Verdict::Wrong,
            format!("asks again: {}", question.code),
            format!("question {question:?} was answered {answers:?}"),
        );
    }
    let (candidates, is_tried) = candidates(&case.truth, question);
    let mut first_failure = None;
    for value in candidates {
        answers.insert(question.key.clone(), value);
        let mut judgement = answered(case, read, answers, rest, count);
        answers.remove(&question.key);
        judgement.is_tried |= is_tried;
        if judgement.verdict != Verdict::Wrong {
            return judgement;
        }
        first_failure = first_failure.or(Some(judgement));
    }
    first_failure.unwrap_or_else(|| {
        Judgement::new(Verdict::Wrong, format!("no answer to {} is true", question.code), format!("question {question:?}"))
    })
}

/// The answers that a person who knows the truth would give, the likeliest first; whether they are no more than guesses.
pub(crate) fn candidates(truth: &Truth, question: &Question) -> (Vec<String>, bool) {
    let all = || question.choices.iter();
    let value_is =
        |wanted: &str| -> Vec<String> { all().filter(|choice| choice.value == wanted).map(|choice| choice.value.clone()).collect() };
    match question.code.as_str() {
        "unit" => return (value_is(&truth.unit.to_string()), false),
        "date_order" => return (value_is(truth.date_order), false),
        "as_of" => return (truth.list_day.iter().map(ToString::to_string).collect(), false),
        "column" => return (value_is(role_of_column(truth, &question.column)), false),
        "missing_target" => return (headers_for(truth, &question.column), false),
        _ => {}
    }
    let is_true = |choice: &&Choice| choice.money.as_ref().is_some_and(|money| difference(truth, &truth.money, money).is_none());
    let mut by_money: Vec<String> = all().filter(is_true).map(|choice| choice.value.clone()).collect();
    // Who knows what the file is says so, where two kinds come to the same.
    let rank = |value: &String| truth.kinds.iter().position(|kind| value.split(':').next() == Some(*kind)).unwrap_or(usize::MAX);
    by_money.sort_by_key(rank);
    if !by_money.is_empty() {
        return (by_money, false);
    }
    // With another answer open, the money of each choice may not be the last word; the kind is.
    let is_of_kind = |choice: &&Choice, kind: &str| choice.value.split(':').next() == Some(kind);
    let of_kind = |kind: &&str| all().filter(|choice| is_of_kind(choice, kind)).map(|choice| choice.value.clone()).collect::<Vec<_>>();
    let by_kind: Vec<String> = truth.kinds.iter().flat_map(of_kind).collect();
    if !by_kind.is_empty() {
        return (by_kind, false);
    }
    // Nobody who knows better takes money that is not true.
    if all().any(|choice| choice.money.is_some()) {
        return (Vec::new(), false);
    }
    (all().map(|choice| choice.value.clone()).collect(), true)
}

/// What a person would say that an unexplained column of amounts is.
fn role_of_column(truth: &Truth, header: &str) -> &'static str {
    let role = truth.headers.iter().find(|(name, _)| name == header).map(|(_, role)| role.as_str());
    match role {
        Some("Paid") => "paid",
        Some("Open" | "DocumentOpen") => "open",
        Some("InvoiceAmount" | "Gross" | "PlainAmount" | "DocumentAmount") => "amount",
        _ => "ignore",
    }
}

/// The columns that a person would name for a target that was not found.
fn headers_for(truth: &Truth, target: &str) -> Vec<String> {
    let roles: &[&str] = match target {
        "charge.date" => &["InvoiceDate", "PlainDate"],
        "receipt.date" => &["ReceiptDate", "BankDate", "PlainDate"],
        "customer.name" | "customer.code" => &["Customer", "PlainParty", "Payer", "Counterpart"],
        "charge.amount" => &["InvoiceAmount", "Gross", "PlainAmount", "DocumentAmount"],
        "receipt.amount" => &["ReceiptAmount", "PlainAmount", "Signed"],
        _ => &[],
    };
    let found = roles.iter().filter_map(|role| truth.headers.iter().find(|(_, own)| own == role));
    found.map(|(name, _)| name.clone()).collect()
}

fn may_refuse(truth: &Truth) -> bool {
    matches!(truth.settled, Settled::No(_)) || !truth.broken_rows.is_empty()
}

/// A reading without open questions against the truth.
fn compared(case: &Case, reading: &Reading, was_asked: bool) -> Judgement {
    let truth = &case.truth;
    let lost: Vec<&u64> = reading.rejected.iter().filter(|number| truth.rows.iter().any(|(_, row, _)| row == *number)).collect();
    let expected = if lost.is_empty() { truth.money.clone() } else { without(truth, &reading.rejected) };
    if let Some(difference) = difference(truth, &expected, &reading.money) {
        let (class, detail) = difference;
        let class = format!("{}: {class} (read as {})", if was_asked { "truth not offered" } else { "SILENT" }, reading.kind);
        return Judgement::new(Verdict::Wrong, class, format!("{detail}\n{}", told(reading)));
    }
    if let Some(place) = truth.broken_rows.iter().find(|(_, row)| !reading.rejected.contains(row)) {
        return Judgement::new(Verdict::Wrong, "SILENT: a broken row was passed over", format!("row {place:?}\n{}", told(reading)));
    }
    if reading.days.is_some() && lost.is_empty() && truth.broken_rows.is_empty() && !case.days.contains(&reading.days) {
        let detail = format!("dates {:?}, true are {:?}\n{}", reading.days, case.days, told(reading));
        return Judgement::new(Verdict::Wrong, if was_asked { "dates after an answer" } else { "SILENT: dates" }, detail);
    }
    if !lost.is_empty() {
        let reasons: Vec<&str> = reading.reasons.iter().map(String::as_str).collect();
        let is_allowed = may_refuse(truth);
        return Judgement::new(Verdict::Refused { is_allowed }, format!("rows came back: {}", reasons.join("+")), told(reading));
    }
    Judgement::new(if was_asked { Verdict::Asked } else { Verdict::Right }, "", "")
}

/// The truth of the rows that did not come back.
fn without(truth: &Truth, rejected: &[u64]) -> Money {
    let mut money = Money::default();
    let kept = truth.rows.iter().filter(|(_, row, _)| !rejected.contains(row));
    for effect in kept.flat_map(|(_, _, effects)| effects) {
        money.take(effect);
    }
    money
}

/// A party's true money and what was found of it.
type Both = (Sums, Three);

/// Where the product's money differs: a name for the sort of difference, and the figures.
fn difference(truth: &Truth, expected: &Money, found: &Found) -> Option<(String, String)> {
    // A list says nothing of what went out; what came in is compared by customer then.
    let is_by_customer = found.lines.is_empty() && !found.parties.is_empty();
    if truth.has_lines && !is_by_customer {
        for what in [What::In, What::Out, What::Neither] {
            let of_truth: BTreeMap<&str, Parts> =
                expected.lines.iter().filter(|((own, _), sum)| *own == what && **sum != 0).map(|((_, code), sum)| (*code, *sum)).collect();
            let of_found: BTreeMap<&str, Parts> = found
                .lines
                .iter()
                .filter(|((own, _), sum)| *own == what && **sum != 0)
                .map(|((_, code), sum)| (code.as_str(), *sum))
                .collect();
            if of_truth != of_found {
                let class = ratio(of_truth.values().sum(), of_found.values().sum());
                return Some((format!("money {what:?} {class}"), format!("{what:?}: true {of_truth:?}, found {of_found:?}")));
            }
        }
    }
    let mut names: BTreeMap<(String, &str), Both> = BTreeMap::new();
    for ((party, code), sums) in &expected.parties {
        let known = names.entry((plain(party), code)).or_default();
        known.0.charged += sums.charged;
        known.0.received += sums.received;
    }
    for ((party, code), (charged, received, owes)) in &found.parties {
        let known = names.entry((plain(party), code)).or_default();
        known.1.0 += charged;
        known.1.1 += received;
        known.1.2 += owes;
    }
    let differs = |(sums, (charged, received, owes)): &Both| {
        sums.owes() != *owes || (truth.is_split_known && (sums.charged != *charged || sums.received != *received))
    };
    let wrong: Vec<_> = names.iter().filter(|(_, both)| differs(both)).collect();
    let ((party, code), (sums, other)) = wrong.first()?;
    let all_true: Parts = expected.parties.values().map(|sums| sums.owes()).sum();
    let all_found: Parts = found.parties.values().map(|(_, _, owes)| owes).sum();
    let class = if expected.parties.is_empty() {
        "money of nobody".to_owned()
    } else if found.parties.is_empty() {
        "no money".to_owned()
    } else if all_true == all_found && wrong.len() > 1 {
        "another party or currency".to_owned()
    } else {
        format!("owed {}", ratio(all_true, all_found))
    };
    let detail = format!(
        "{} of {} differ, first `{party}` {code}: true charged {} received {} owes {}; found charged {} received {} owes {}",
        wrong.len(),
        names.len(),
        sums.charged,
        sums.received,
        sums.owes(),
        other.0,
        other.1,
        other.2
    );
    Some((class, detail))
}

/// What one sum is of another, in words that group cases.
fn ratio(of_truth: Parts, found: Parts) -> String {
    match (of_truth, found) {
        (0, _) => "out of nothing".to_owned(),
        (_, 0) => "missing".to_owned(),
        (one, other) if one == -other => "turned".to_owned(),
        (one, other) if other == one.saturating_mul(2) => "twice".to_owned(),
        (one, other) if other == one.saturating_mul(10_000) || one == other.saturating_mul(10_000) => "by ten thousand".to_owned(),
        (one, other) if other == one.saturating_mul(1_000) || one == other.saturating_mul(1_000) => "by a thousand".to_owned(),
        (one, other) if one == other => "same sum".to_owned(),
        (one, other) if (one < 0) != (other < 0) => "of the other sign".to_owned(),
        (one, other) if other.abs() > one.abs() => "too much".to_owned(),
        _ => "too little".to_owned(),
    }
}

/// A party's name without what writing changes.
fn plain(name: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    name.chars().map(narrow).filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn shortened(text: &str) -> String {
    // Names of files and columns stand in backticks: without them messages of one kind are one class.
    let mut out = String::new();
    for (place, part) in text.split('`').enumerate() {
        out.push_str(if place % 2 == 0 { part } else { "…" });
    }
    out.chars().filter(|letter| !letter.is_ascii_digit()).take(110).collect()
}

/// Whether a ledger says what is true; the figures where it does not.
pub(crate) fn ledger_difference(expected: &Money, found: &Found) -> Option<String> {
    let mut names: BTreeMap<(String, &str), (Parts, Parts)> = BTreeMap::new();
    // Money of payers that nobody knows stands in the ledger without a customer.
    let is_nameless = found.parties.keys().any(|(party, _)| party.is_empty());
    let name = |party: &str| if is_nameless { String::new() } else { plain(party) };
    for ((party, code), sums) in &expected.parties {
        names.entry((name(party), code)).or_default().0 += sums.owes();
    }
    for ((party, code), (_, _, owes)) in &found.parties {
        names.entry((name(party), code)).or_default().1 += owes;
    }
    let wrong: Vec<_> = names.iter().filter(|(_, (one, other))| one != other).collect();
    let ((party, code), (one, other)) = wrong.first()?;
    Some(format!("{} of {} differ, first `{party}` {code}: true owes {one}, the ledger says {other}", wrong.len(), names.len()))
}

/// What the product said, for people.
fn told(reading: &Reading) -> String {
    let mut text = format!("read as {}; {}\n", reading.kind, reading.columns);
    for question in &reading.questions {
        let values: Vec<&str> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
        text.push_str(&format!(
            "question {} ({}) about `{}`: {} {values:?}\n",
            question.key, question.code, question.column, question.text
        ));
        for choice in question.choices.iter().filter(|choice| choice.money.is_some()) {
            let money = choice.money.as_ref().map(|money| format!("{:?} {:?}", money.parties, money.lines)).unwrap_or_default();
            text.push_str(&format!("    {}: {}\n", choice.value, money.chars().take(300).collect::<String>()));
        }
    }
    if !reading.rejected.is_empty() {
        text.push_str(&format!("rows that come back: {:?} {:?}\n", reading.rejected, reading.reasons));
    }
    text.push_str(&format!("lines {:?}\n", reading.money.lines));
    text
}
