//! What a person answers to an import's questions: from a file, or word by word; checked against what is asked.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use guiju_documents::Table;
use guiju_runtime::import::{self, Answers, Ask, Books, Proposal, Question};

use crate::output;

/// Questions that are asked one after the other, at most.
const ROUNDS: usize = 8;

/// `key=value` of the command line; a header may hold a `=` itself, so the last one counts.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => Ok((key.trim().to_owned(), value.trim().to_owned())),
        Some(_) | None => Err("write the question and the answer, as in kind=receipts".to_owned()),
    }
}

/// All that was answered; a word of the command line goes before the file.
pub(super) fn read(file: Option<&Path>, words: &[(String, String)]) -> anyhow::Result<Answers> {
    let mut answers = match file {
        None => Answers::default(),
        Some(path) => {
            let text = fs::read_to_string(path).with_context(|| format!("cannot read the answers `{}`", path.display()))?;
            Answers::parse(&text).with_context(|| format!("the answers `{}` cannot be used", path.display()))?
        }
    };
    answers.0.extend(words.iter().cloned());
    Ok(answers)
}

/// The proposal with the answers, each of which has to be one.
pub(super) fn propose(books: &Books<'_>, table: &Table, sheet: Option<&str>, answers: &Answers) -> anyhow::Result<Proposal> {
    let sheet = sheet.or_else(|| answers.0.get("sheet").map(String::as_str));
    let propose = |answers: &Answers| import::guess(books, table, &Ask { sheet, answers });
    let proposal = propose(answers)?;
    if answers.0.is_empty() {
        return Ok(proposal);
    }
    if let Some(question) = proposal.questions.iter().find(|question| answers.0.contains_key(&question.key)) {
        let given = answers.0.get(&question.key).map(String::as_str).unwrap_or_default();
        bail!("`{given}` is no answer to `{}`: {}{}", question.key, question.text.en, choices(question));
    }
    if let (Some(wanted), Some(kind)) = (answers.0.get("kind"), &proposal.kind)
        && wanted.split(':').next() != Some(kind.name.as_str())
    {
        bail!("`{wanted}` is no answer to `kind`: the file cannot be read so; it is read as `{}`", kind.name);
    }
    for key in unasked(propose, answers)? {
        output::say(&format!("note: `{key}` was not asked of this file, and its answer is not used"));
    }
    Ok(proposal)
}

/// Answers to questions that the file does not put.
fn unasked(
    propose: impl Fn(&Answers) -> Result<Proposal, import::ImportError>,
    answers: &Answers,
) -> Result<BTreeSet<String>, import::ImportError> {
    let mut open: BTreeSet<String> = answers.0.keys().filter(|key| !matches!(key.as_str(), "kind" | "sheet")).cloned().collect();
    let mut given =
        Answers(answers.0.iter().filter(|(key, _)| !open.contains(*key)).map(|(key, value)| (key.clone(), value.clone())).collect());
    for _ in 0..ROUNDS {
        if open.is_empty() {
            break;
        }
        let proposal = propose(&given)?;
        let remembered = proposal.remembered.into_iter().filter_map(|known| known.key);
        // What is remembered may be answered otherwise, word by word or all at once.
        let remembered = remembered.flat_map(|key| [key.split(':').next().unwrap_or_default().to_owned(), key]);
        let asked = proposal.questions.into_iter().map(|question| question.key).chain(remembered);
        let asked: BTreeSet<String> = asked.filter(|key| open.contains(key)).collect();
        if asked.is_empty() {
            break;
        }
        for key in asked {
            if let Some(value) = answers.0.get(&key) {
                given.0.insert(key.clone(), value.clone());
            }
            open.remove(&key);
        }
    }
    Ok(open)
}

/// The answers that a question takes, in words, each with how it is given.
pub(super) fn choices(question: &Question) -> String {
    let mut text = String::new();
    for choice in &question.choices {
        text.push_str(&format!(
            "\n    --answer {}\n      {}\n      {}",
            quoted(&question.key, &choice.value),
            choice.label.zh,
            choice.label.en
        ));
    }
    if question.choices.is_empty() {
        text.push_str(&format!("\n    --answer {}", quoted(&question.key, "…")));
    }
    text
}

/// As a shell takes it.
pub(super) fn quoted(key: &str, value: &str) -> String {
    let word = format!("{key}={value}");
    let is_plain = word.chars().all(|letter| letter.is_alphanumeric() || "=:._-/…+".contains(letter));
    if is_plain { word } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// Every open question with its answers.
pub(super) fn asked(questions: &[Question]) -> String {
    let each = questions.iter().map(|question| format!("\n  {}\n  {}{}", question.text.zh, question.text.en, choices(question)));
    format!(
        "only a person can say this; nothing was written. Give the answer with the same command (`--answer key=value`, or `--answers FILE` with one `key = \"value\"` a line):{}",
        each.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_hold_the_sign_between_question_and_answer() {
        assert_eq!(pair("kind=receipts").unwrap(), ("kind".to_owned(), "receipts".to_owned()));
        assert_eq!(pair("column:A=B=paid").unwrap(), ("column:A=B".to_owned(), "paid".to_owned()));
        assert!(pair("receipts").is_err());
        assert!(pair("kind=").is_err());
    }

    #[test]
    fn answers_are_shown_as_a_shell_takes_them() {
        assert_eq!(quoted("kind", "receipts:收入"), "kind=receipts:收入");
        assert_eq!(quoted("column:a b", "paid"), "'column:a b=paid'");
    }
}
