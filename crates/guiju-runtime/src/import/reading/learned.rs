//! What earlier imports taught: a file like one that came in before is read as that one was, and what a person said of a word or a name
//! is known for later files.

use std::collections::BTreeMap;

use guiju_rulebook::Imports;
use guiju_store::{Import, ImportState};
use guiju_types::Text;

use super::candidate::{Candidate, Column};
use super::evaluate::Evaluated;
use super::proposal::{Answers, Choice, LikeFile, Remembered, SaidAt};
use super::{both, questions};
use crate::import::cells::terms::Terms;
use crate::import::customers::Customers;
use crate::import::file::header::Header;
use crate::import::plan::bare_status;
use crate::import::{Books, ImportError, Recipe};

/// How an earlier file with the same columns was read.
#[derive(Debug)]
pub(crate) struct Learned {
    pub(crate) recipe: Recipe,
    /// Which file that was.
    pub(crate) file: LikeFile,
}

impl Learned {
    /// Whether a reading is that of the earlier file.
    pub(crate) fn is_like(&self, recipe: &Recipe) -> bool {
        let columns = |recipe: &Recipe| {
            let mut columns: Vec<(String, Option<String>)> =
                recipe.columns.iter().map(|column| (column.from.clone(), column.to.clone())).collect();
            columns.sort();
            columns
        };
        // Which statuses a file has is no part of how it is laid out.
        let flow = |recipe: &Recipe| crate::import::FlowRule { statuses: BTreeMap::new(), ..recipe.flow.clone() };
        self.recipe.kind == recipe.kind && flow(&self.recipe) == flow(recipe) && columns(&self.recipe) == columns(recipe)
    }

    /// What was said of the earlier file, and what is said of this one.
    pub(crate) fn with(&self, answers: &Answers) -> Answers {
        let mut all = lasting(&Answers(self.recipe.answers.clone()));
        all.extend(answers.0.clone());
        Answers(all)
    }
}

/// What was said of files of one kind.
#[derive(Debug, Default)]
struct Said {
    /// Whether rows of a status count.
    statuses: BTreeMap<String, (bool, SaidAt)>,
    /// What terms mean that are not understood by themselves.
    terms: BTreeMap<String, (String, SaidAt)>,
}

/// The imports that came in and were not taken back, with what was said at them.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The oldest first.
    imports: Vec<(Import, Recipe)>,
    by_kind: BTreeMap<String, Said>,
}

impl Memory {
    pub(crate) fn load(books: &Books<'_>) -> Result<Self, ImportError> {
        let imports = books.rulebook.imports();
        let mut memory = Self::default();
        for import in books.store.imports()?.into_iter().rev().filter(|import| import.state == ImportState::Finished) {
            let Ok(recipe) = serde_json::from_str::<Recipe>(&import.recipe_json) else { continue };
            memory.note(&import, &recipe, imports);
            memory.imports.push((import, recipe));
        }
        Ok(memory)
    }

    /// A recipe carries on what was said before it: said is what differs from that.
    fn note(&mut self, import: &Import, recipe: &Recipe, imports: &Imports) {
        let Some(kind) = &recipe.kind else { return };
        let said = self.by_kind.entry(kind.clone()).or_default();
        for (status, counts) in &recipe.flow.statuses {
            let key = imports.key(bare_status(status));
            if said.statuses.get(&key).is_none_or(|(known, _)| known != counts) {
                said.statuses.insert(key, (*counts, said_at(import)));
            }
        }
        for (words, terms) in &recipe.terms_said {
            if said.terms.get(words).is_none_or(|(known, _)| known != terms) {
                said.terms.insert(words.clone(), (terms.clone(), said_at(import)));
            }
        }
    }

    /// The reading of the last file with these columns.
    pub(crate) fn kind_of(&self, header: &Header) -> Option<Learned> {
        let digest = super::assemble::digest(header);
        let (import, recipe) = self.imports.iter().rev().find(|(import, _)| import.recipe_name.ends_with(&digest))?;
        let at = import.finished_at.unwrap_or(import.begun_at);
        let file = LikeFile { import: import.id, name: import.file_name.clone(), at };
        Some(Learned { recipe: recipe.clone(), file })
    }

    /// Whether a status was explained, in a file of any kind.
    pub(crate) fn knows_status(&self, status: &str, imports: &Imports) -> bool {
        if self.by_kind.values().all(|said| said.statuses.is_empty()) {
            return false;
        }
        let key = imports.key(bare_status(status));
        self.by_kind.values().any(|said| said.statuses.contains_key(&key))
    }

    fn status(&self, kind: &str, status: &str, imports: &Imports) -> Option<&(bool, SaidAt)> {
        self.by_kind.get(kind)?.statuses.get(&imports.key(bare_status(status)))
    }

    fn terms(&self, kind: &str, words: &str) -> Option<&(String, SaidAt)> {
        self.by_kind.get(kind)?.terms.get(words)
    }
}

fn said_at(import: &Import) -> SaidAt {
    SaidAt {
        by: import.actor.clone(),
        at: import.finished_at.unwrap_or(import.begun_at),
        import: Some(import.id),
        file: Some(import.file_name.clone()),
    }
}

/// The statuses of a reading's column that its kind of file does not explain.
fn open_statuses<'c>(candidate: &Candidate<'_>, columns: &'c [Column], imports: &'c Imports) -> impl Iterator<Item = &'c String> {
    let column = candidate.column_of("flow.status").and_then(|assigned| columns.get(assigned.column));
    let is_open = move |text: &&String| !matches!(imports.meaning("status", bare_status(text)), Some("void" | "fine"));
    column.into_iter().flat_map(|column| column.profile.texts.keys()).filter(is_open)
}

/// The terms of a reading's column that are not understood by themselves.
fn open_terms<'c>(candidate: &Candidate<'_>, columns: &'c [Column]) -> impl Iterator<Item = &'c String> {
    let column = candidate.column_of("charge.terms").and_then(|assigned| columns.get(assigned.column));
    column.into_iter().flat_map(|column| column.profile.texts.keys()).filter(|text| Terms::parse(text).is_none())
}

/// How a status is named in answers.
pub(super) fn status_key(status: &str) -> String {
    format!("status:{}", bare_status(status).trim().chars().take(20).collect::<String>())
}

/// How terms are named in answers.
pub(super) fn terms_key(words: &str) -> String {
    format!("terms:{}", words.trim())
}

fn status_said(answers: &Answers, status: &str) -> Option<bool> {
    let said = answers.get(&status_key(status)).or_else(|| answers.get("status"))?;
    [("count", true), ("leave", false)].into_iter().find(|(word, _)| *word == said).map(|(_, counts)| counts)
}

fn terms_said<'a>(answers: &'a Answers, words: &str) -> Option<&'a str> {
    answers.get(&terms_key(words)).or_else(|| answers.get("terms")).filter(|said| Terms::parse(said).is_some())
}

/// Puts what was said of statuses and terms into a reading's recipe: of this file, else of an earlier one of its kind.
pub(super) fn fill(
    recipe: &mut Recipe,
    candidate: &Candidate<'_>,
    columns: &[Column],
    answers: &Answers,
    books: &Books<'_>,
    memory: &Memory,
) {
    let (kind, imports) = (candidate.kind.name.as_str(), books.rulebook.imports());
    let status = |text: &String| {
        let known = || memory.status(kind, text, imports).map(|(counts, _)| *counts);
        status_said(answers, text).or_else(known).map(|counts| (bare_status(text).trim().to_owned(), counts))
    };
    recipe.flow.statuses = open_statuses(candidate, columns, imports).filter_map(status).collect();
    let terms = |text: &String| {
        let known = || memory.terms(kind, text).map(|(terms, _)| terms.clone());
        terms_said(answers, text).map(str::to_owned).or_else(known).map(|said| (text.clone(), said))
    };
    recipe.terms_said = open_terms(candidate, columns).filter_map(terms).collect();
}

/// What a reading takes from earlier files, and may be answered otherwise for this one.
pub(super) fn remembered(
    reading: &Evaluated<'_>,
    columns: &[Column],
    answers: &Answers,
    books: &Books<'_>,
    customers: &Customers,
    memory: &Memory,
) -> Vec<Remembered> {
    let (candidate, imports) = (&reading.candidate, books.rulebook.imports());
    let kind = candidate.kind.name.as_str();
    let mut found: Vec<Remembered> = Vec::new();
    for status in open_statuses(candidate, columns, imports).filter(|status| status_said(answers, status).is_none()) {
        let key = status_key(status);
        let Some((counts, said)) =
            memory.status(kind, status, imports).filter(|_| found.iter().all(|known| known.key.as_ref() != Some(&key)))
        else {
            continue;
        };
        let bare = bare_status(status).trim();
        let text = if *counts {
            both(format!("状态为“{bare}”的行算数"), format!("rows with the status `{bare}` count"))
        } else {
            both(format!("状态为“{bare}”的行不算数"), format!("rows with the status `{bare}` do not count"))
        };
        let value = if *counts { "count" } else { "leave" };
        found.push(Remembered::new("status", text, said).answerable(key, value, questions::status_choices()));
    }
    for words in open_terms(candidate, columns).filter(|words| terms_said(answers, words).is_none()) {
        if let Some((terms, said)) = memory.terms(kind, words) {
            let text = both(format!("账期“{words}”按“{terms}”"), format!("the terms `{words}` are `{terms}`"));
            found.push(Remembered::new("terms", text, said).answerable(terms_key(words), terms, Vec::new()));
        }
    }
    for name in &reading.by_alias {
        let Some((slot, alias)) = customers.said(name) else { continue };
        let file = alias.import.and_then(|id| memory.imports.iter().find(|(import, _)| import.id == id));
        let said =
            SaidAt { by: alias.actor.clone(), at: alias.at, import: alias.import, file: file.map(|(import, _)| import.file_name.clone()) };
        let known = customers.known_name(slot).unwrap_or_default();
        let text = both(format!("“{name}”就是客户“{known}”"), format!("`{name}` is the customer `{known}`"));
        found.push(Remembered { customer: Some(alias.customer), ..Remembered::new("same_customer", text, &said) });
    }
    found
}

/// What a person says now of names that are like those of known customers: the name, and the customer's code.
pub(super) fn aliases(
    similar: &BTreeMap<String, Vec<(String, String)>>,
    customers: &Customers,
    answers: &Answers,
) -> BTreeMap<String, String> {
    let said = |(name, known): (&String, &Vec<(String, String)>)| {
        let own = answers.get(&customer_key(name));
        let code = match (own.or_else(|| answers.get("same_customer"))?, known.as_slice()) {
            ("same", [(code, _)]) => code.clone(),
            // Of several that it could be none is meant.
            ("same" | "different", _) => return None,
            (code, _) => own.filter(|own| customers.has_code(own)).map(|_| code.to_owned())?,
        };
        Some((name.trim().to_owned(), code))
    };
    similar.iter().filter_map(said).collect()
}

/// How a name is named in answers.
pub(super) fn customer_key(name: &str) -> String {
    format!("same_customer:{}", name.trim())
}

/// Whether a person said that a name is no known customer's.
pub(super) fn is_said_new(answers: &Answers, name: &str) -> bool {
    match answers.get(&customer_key(name)) {
        Some(said) => said == "different",
        None => answers.get("same_customer") == Some("different"),
    }
}

/// The choices of a name that is like those of known customers.
pub(super) fn customer_choices(known: &[(String, String)]) -> Vec<Choice> {
    let choice = |value: &str, label: Text| Choice { value: value.to_owned(), label, money: None };
    let same = known.iter().map(|(code, name)| {
        choice(code, both(format!("是{name}（{code}）：记为它的别名"), format!("it is {name} ({code}): another name of it")))
    });
    same.chain([choice("different", both("都不是：作为新客户", "none of them: a new customer"))]).collect()
}

/// Questions about how files of a kind are laid out. What is said of differences is said of those that were shown; what is said of a status,
/// of terms or of a name is remembered by the word itself.
const OF_LAYOUT: [&str; 4] = ["kind", "date_order", "decimal", "currency"];
const OF_LAYOUT_WITH: [&str; 2] = ["column:", "missing:"];

/// Answers that hold for the next file with the same columns, too.
pub(crate) fn lasting(answers: &Answers) -> BTreeMap<String, String> {
    let holds = |key: &String| OF_LAYOUT.contains(&key.as_str()) || OF_LAYOUT_WITH.iter().any(|start| key.starts_with(start));
    answers.0.iter().filter(|(key, _)| holds(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}
