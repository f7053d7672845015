//! Runs a probe and compares: first without an answer; where it asks and may, once more in a fresh company with the answers.

use std::path::{Path, PathBuf};

use super::book::{Money, differences};
use super::expect::{Probe, Right};
use super::files;
use super::ledger::Ledger;
use super::subject::{Answers, Asked, Choice, Subject, Told};

/// Questions that a file may raise.
const QUESTIONS: usize = 2;

/// How it ended (`right`, `asked`, `refused`) and everything that is not as it should be.
pub(crate) fn run(folder: &Path, probe: &Probe) -> (&'static str, Vec<String>) {
    let temporary = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> =
        probe.files.iter().enumerate().map(|(place, source)| files::put(source, place + 1, folder, temporary.path())).collect();
    let recipe = probe.recipe.as_ref().map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
    let (ended, told, mut all) = brought_in(&paths, recipe.as_deref(), probe, &Answers::new());
    all.extend(said(&told, probe));
    if !probe.may.split(' ').any(|word| word == ended) && all.is_empty() {
        let why = told
            .refused
            .clone()
            .unwrap_or_else(|| told.questions.iter().map(|asked| format!("{} ({})", asked.key, asked.text)).collect::<Vec<_>>().join("; "));
        return (ended, vec![format!("{ended}, may only be {}: {why}", probe.may)]);
    }
    if ended != "asked" || probe.answers.contains_key("*") {
        return (ended, all);
    }
    all.extend(asked_well(&told.questions, probe));
    if all.is_empty() {
        let (again, told, wrong) = brought_in(&paths, recipe.as_deref(), probe, &chosen(&told.questions, &probe.answers));
        let still = told.questions.iter().map(|asked| asked.key.as_str()).collect::<Vec<_>>().join(", ");
        if again != "right" {
            all.push(format!("answered, and then {again}: {}{still}", told.refused.as_deref().unwrap_or_default()));
        }
        all.extend(wrong.into_iter().map(|difference| format!("answered, and then {difference}")));
    }
    if let Some(other) = &probe.other {
        let answers = chosen(&told.questions, &other.answers);
        if all.is_empty() && !answers.is_empty() {
            let books = Right { owes: other.owes.clone(), ..Right::default() };
            let probe = Probe { right: books, or: Vec::new(), kind: None, proofs: Default::default(), tells: Vec::new(), ..probe.clone() };
            let (_, _, wrong) = brought_in(&paths, recipe.as_deref(), &probe, &answers);
            all.extend(wrong.into_iter().map(|difference| format!("answered the other way, and then {difference}")));
        }
    }
    (ended, all)
}

/// Imports every file into a fresh company; the answers are for the last one.
fn brought_in(paths: &[PathBuf], recipe: Option<&str>, probe: &Probe, answers: &Answers) -> (&'static str, Told, Vec<String>) {
    let subject = Subject::new();
    let (last, first) = paths.split_last().unwrap();
    let mut back = std::collections::BTreeMap::new();
    for path in first {
        let told = subject.import(path, None, &Answers::new());
        if told.refused.is_some() || !told.questions.is_empty() {
            let asked: Vec<_> = told.questions.iter().map(|asked| asked.key.as_str()).collect();
            let difference = format!("{} before it did not come in: {:?} {}", path.display(), told.refused, asked.join(", "));
            return ("wrong", told, vec![difference]);
        }
        for (code, count) in told.back {
            *back.entry(code).or_insert(0) += count;
        }
    }
    let mut told = subject.import(last, recipe, answers);
    if let Some(why) = &told.refused {
        let is_told = probe.because.is_empty() || probe.because.iter().any(|word| why.contains(word.as_str()));
        let wrong = if is_told { Vec::new() } else { vec![format!("refused without a word of {:?}: {why}", probe.because)] };
        return ("refused", told, wrong);
    }
    if !told.questions.is_empty() {
        return ("asked", told, Vec::new());
    }
    for (code, count) in back {
        *told.back.entry(code).or_insert(0) += count;
    }
    let ledger = Ledger::of(subject.store());
    let tried: Vec<Vec<String>> = std::iter::once(&probe.right).chain(&probe.or).map(|right| compared(right, &told, &ledger)).collect();
    let wrong = if tried.iter().any(Vec::is_empty) { Vec::new() } else { tried.into_iter().next().unwrap_or_default() };
    ("right", told, wrong)
}

fn compared(right: &Right, told: &Told, ledger: &Ledger) -> Vec<String> {
    let mut all = differences(right, ledger);
    let (wanted, found) = (right.back.values().sum::<u64>(), told.back.values().sum::<u64>());
    let is_named = |code: &str, count: u64| {
        let of_these: u64 = code.split('|').filter_map(|code| told.back.get(code)).sum();
        code == "any" || of_these == count
    };
    if wanted != found || !right.back.iter().all(|(code, count)| is_named(code, *count)) {
        all.push(format!("refused rows are {:?}, not {:?}", told.back, right.back));
    }
    if let Some(left) = right.left.filter(|left| *left != told.left) {
        all.push(format!("{} rows are left out as no data, not {left} ({:?})", told.left, told.codes));
    }
    for (line, wanted) in &right.money {
        let (rows, money) = wanted.split_once(':').unwrap();
        let found = told.money.get(line).cloned().unwrap_or_default();
        if rows.parse::<u64>().unwrap() != found.0 || !Money::of(money).is_map(&found.1) {
            all.push(format!("money `{line}` is {found:?}, not {wanted}"));
        }
    }
    all
}

/// What has to be told whatever the books are.
fn said(told: &Told, probe: &Probe) -> Vec<String> {
    let mut all = Vec::new();
    let texts = told.questions.iter().map(|asked| asked.text.as_str()).chain(told.refused.as_deref());
    for text in texts {
        all.extend(probe.never_says.iter().filter(|word| text.contains(word.as_str())).map(|word| format!("says `{word}`: {text}")));
    }
    if told.refused.is_some() || !told.questions.is_empty() {
        return all;
    }
    if let Some(kind) = probe.kind.as_ref().filter(|kind| !kind.split('|').any(|kind| Some(kind) == told.kind.as_deref())) {
        all.push(format!("is taken for {:?}, not {kind}", told.kind));
    }
    all.extend(
        probe
            .unread
            .iter()
            .filter(|sheet| told.sheets_read.get(*sheet) != Some(&false))
            .map(|sheet| format!("does not say that sheet {sheet} is not read")),
    );
    for (code, holds) in &probe.proofs {
        let found: Vec<bool> =
            told.proofs.iter().filter(|proof| code.split('|').any(|code| code == proof.code)).map(|proof| proof.holds).collect();
        if found.is_empty() || found.iter().all(|found| found != holds) {
            let all_codes: Vec<_> = told.proofs.iter().map(|proof| format!("{}={}", proof.code, proof.holds)).collect();
            all.push(format!("the proof {code} should {}, told are {all_codes:?}", if *holds { "hold" } else { "fail" }));
        }
    }
    let missing = probe.tells.iter().filter(|codes| !codes.split('|').any(|code| told.codes.contains(code)));
    all.extend(missing.map(|codes| format!("does not tell {codes}, only {:?}", told.codes)));
    all
}

/// The answer to each question that a person has one for.
fn chosen(questions: &[Asked], answers: &Answers) -> Answers {
    let answer = |asked: &Asked| {
        answers.get(&asked.key).or_else(|| answers.get(&asked.code)).map(|answer| (asked.key.clone(), value(asked, answer)))
    };
    questions.iter().filter_map(answer).collect()
}

/// The first of the answers that is offered; where none can be listed, the first.
fn value(asked: &Asked, answers: &str) -> String {
    let is_offered = |answer: &&str| asked.choices.iter().any(|choice| choice.value == *answer || choice.label == *answer);
    let answer = answers.split('|').find(is_offered).or_else(|| answers.split('|').next()).unwrap_or_default();
    asked.choices.iter().find(|choice| choice.label == answer).map_or_else(|| answer.to_owned(), |choice| choice.value.clone())
}

/// Whether the questions are few, expected, offer the truth, and say in money what they mean.
fn asked_well(questions: &[Asked], probe: &Probe) -> Vec<String> {
    let mut all = Vec::new();
    if questions.len() > QUESTIONS {
        all.push(format!("asks {} questions", questions.len()));
    }
    for asked in questions {
        let Some(answer) = probe.answers.get(&asked.key).or_else(|| probe.answers.get(&asked.code)) else {
            all.push(format!("asks what nobody expected: {} ({})", asked.key, asked.text));
            continue;
        };
        let truth = value(asked, answer);
        if !asked.choices.is_empty() && !asked.choices.iter().any(|choice| choice.value == truth) {
            let offered: Vec<_> = asked.choices.iter().map(|choice| choice.value.as_str()).collect();
            all.push(format!("{} offers {offered:?}, not {answer}", asked.key));
        }
        for choice in &asked.choices {
            all.extend(probe.says.get(&choice.value).and_then(|money| in_money(choice, money)));
        }
    }
    all
}

fn in_money(choice: &Choice, wanted: &str) -> Option<String> {
    let Some(told) = &choice.money else { return Some(format!("`{}` does not say what it means in money", choice.value)) };
    let (line, money) = wanted.split_once(' ').unwrap();
    let sum = line.split('|').find_map(|line| told.get(line)).map(|line| line.1.clone()).unwrap_or_default();
    (!Money::of(money).is_map(&sum)).then(|| format!("`{}` says {told:?}, not {wanted}", choice.value))
}
