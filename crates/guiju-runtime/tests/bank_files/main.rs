//! Real bank, card and wallet files (`GUIJU_DATA/bank_files`) by guess alone, or with one question that the truth answers, against the
//! right values of `expected.json`. Where the data is absent the test says so and passes.
//!
//! A file is *right*, *asked* (and right afterwards) or *wrong*; the table at the end says which. `untold` lists what the product does not
//! tell although the file has it: that is no wrong figure, but the reader of the report misses it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "the small helpers of this test stand outside of its test functions"
)]

mod compare;
mod expected;
#[expect(dead_code, reason = "two tests share it, and each reads a part of what is told")]
#[path = "../cases/subject.rs"]
mod subject;

use std::path::{Path, PathBuf};

use expected::{Expected, File};
use subject::{Answers, Asked, Subject, Told};

fn data() -> Option<PathBuf> {
    let root = std::env::var_os("GUIJU_DATA");
    let root = root.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from).join("bank_files");
    if root.join("expected.json").exists() {
        return Some(root);
    }
    eprintln!("skipped: there is no `{}`; set GUIJU_DATA", root.display());
    None
}

#[test]
fn every_bank_file_comes_in_as_it_is() {
    let Some(root) = data() else { return };
    let expected: Expected = serde_json::from_str(&std::fs::read_to_string(root.join("expected.json")).unwrap()).unwrap();
    let wanted = std::env::var("GUIJU_CASE").unwrap_or_default();
    let (mut table, mut wrong) = (String::new(), 0);
    for (name, file) in expected.files.iter().filter(|(name, _)| name.contains(&wanted)) {
        let (ended, told, mut differences) = understood(&root.join(name), file);
        let untold = if told.refused.is_none() { compare::untold(&told, file) } else { Vec::new() };
        if ended != "refused" && differences.is_empty() {
            differences = compare::differences(&told, file);
        }
        let ended = if differences.is_empty() { ended } else { "WRONG" };
        wrong += usize::from(!differences.is_empty());
        table += &format!("{name:<24} {ended:<6} {:<16} {}\n", told.kind.as_deref().unwrap_or("-"), untold.join("; "));
        differences.iter().for_each(|difference| table += &format!("    {difference}\n"));
    }
    assert!(wrong == 0, "{wrong} of {} files are wrong:\n{table}", expected.files.len());
    eprintln!("{table}");
}

/// The file as the product takes it, in a company that knows nobody.
fn understood(path: &Path, file: &File) -> (&'static str, Told, Vec<String>) {
    let told = Subject::new().import(path, None, &rates());
    if let Some(why) = &told.refused {
        let differences = vec![format!("refused: {why}")];
        return ("refused", told, differences);
    }
    if told.questions.is_empty() {
        return ("right", told, Vec::new());
    }
    let asked = |told: &Told| told.questions.iter().map(|asked| format!("{} ({})", asked.key, asked.text)).collect::<Vec<_>>().join("; ");
    let [question] = told.questions.as_slice() else {
        let differences = vec![format!("asks more than one question: {}", asked(&told))];
        return ("asked", told, differences);
    };
    let Some(answer) = truth(question, file) else {
        let offered: Vec<_> = question.choices.iter().map(|choice| format!("{} {:?}", choice.value, choice.money)).collect();
        let differences = vec![format!("asks {}, and the truth is not among {}", asked(&told), offered.join(", "))];
        return ("asked", told, differences);
    };
    let again = Subject::new().import(path, None, &rates().into_iter().chain([(question.key.clone(), answer.clone())]).collect());
    let why = match &again.refused {
        Some(why) => Some(format!("answered {} = {answer}, and then refused: {why}", question.key)),
        None if !again.questions.is_empty() => Some(format!("answered {} = {answer}, and then asks {}", question.key, asked(&again))),
        None => None,
    };
    ("asked", again, why.into_iter().collect())
}

/// The choice whose money is the file's; where choices say none, the one that the expected values name.
fn truth(question: &Asked, file: &File) -> Option<String> {
    let by_money = question.choices.iter().find(|choice| choice.money.as_ref().is_some_and(|money| compare::money(money, file).is_empty()));
    let named = |words: &[&str]| question.choices.iter().find(|choice| words.contains(&choice.value.as_str()));
    let kinds: &[&str] = if file.kind == "list of receipts" { &["receipts"] } else { &["bank_statement", "platform_bill"] };
    let year = file.first_date.get(..4).unwrap_or_default();
    by_money.or_else(|| named(kinds)).or_else(|| named(&[year, "ymd", "CNY"])).map(|choice| choice.value.clone())
}

/// Rates of the currencies that the files have; amounts are compared in their own currency, so that any will do.
fn rates() -> Answers {
    Answers::from([("rate".to_owned(), "USD=7.1 JPY=0.05".to_owned())])
}
