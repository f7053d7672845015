//! The product as the program uses it: guess, answers, run, allocation. The only file of these tests that calls it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use guiju_documents::{OpenOptions, Table};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::allocation;
use guiju_runtime::import::{self, Ask, Books, ImportError, Proposal, Recipe, RunOptions, guess, run};
use guiju_store::Store;
use guiju_testkit::TestDatabase;
use guiju_types::{Actor, Amount, Currency, Date};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| match Rulebook::load(&Source::embedded()) {
    Ok(rulebook) => rulebook,
    Err(findings) => panic!("the default rulebook loads: {findings}"),
});

/// Answers of a person, by key or code of the question; `a|b` takes the first that is offered.
pub(crate) type Answers = BTreeMap<String, String>;

/// How many rows, and their money.
pub(crate) type Line = (u64, BTreeMap<Currency, Amount>);

/// What an import told.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Why the file was refused as a whole.
    pub(crate) refused: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) header_row: u64,
    pub(crate) sheets_read: BTreeMap<String, bool>,
    pub(crate) questions: Vec<Asked>,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) money: BTreeMap<String, Line>,
    /// Refused rows by reason.
    pub(crate) back: BTreeMap<String, u64>,
    /// Rows that are no data.
    pub(crate) left: u64,
    /// Everything that was said, by code.
    pub(crate) codes: BTreeSet<String>,
    pub(crate) dates: Option<(Date, Date)>,
    /// Rows of money as they were understood, where they are told.
    pub(crate) rows: Vec<Flow>,
}

/// A question.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) text: String,
    pub(crate) choices: Vec<Choice>,
}

/// An answer that is offered.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) money: Option<BTreeMap<String, Line>>,
}

/// A proof.
#[derive(Debug)]
pub(crate) struct Proof {
    pub(crate) code: String,
    pub(crate) holds: bool,
    /// Row, what the file says, what its rows give.
    pub(crate) differences: Vec<(u64, String, String)>,
}

/// A row of a statement as it was understood.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) row: u64,
    pub(crate) sheet: String,
    pub(crate) date: Date,
    /// `in`, `out` or `neither`.
    pub(crate) direction: String,
    pub(crate) currency: Currency,
    pub(crate) amount: Amount,
    pub(crate) party: Option<String>,
}

/// A fresh company.
pub(crate) struct Subject {
    database: TestDatabase,
}

impl Subject {
    pub(crate) fn new() -> Self {
        let database = guiju_testkit::sqlite();
        database.store.migrate_records(&Actor::program("test"), RULEBOOK.record_types(), &[]).unwrap();
        Self { database }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.database.store
    }

    /// Brings a file in. With open questions nothing is written and they are told.
    pub(crate) fn import(&self, path: &Path, recipe: Option<&str>, answers: &Answers) -> Told {
        self.tried(path, recipe, answers).unwrap_or_else(|error| Told { refused: Some(error.to_string()), ..Told::default() })
    }

    fn tried(&self, path: &Path, recipe: Option<&str>, answers: &Answers) -> Result<Told, ImportError> {
        let books =
            Books { store: &self.database.store, rulebook: &RULEBOOK, base_currency: Currency::CNY, default_terms: "days_30".to_owned() };
        let table = Table::open(path, &OpenOptions::default())?;
        let mut told = Told::default();
        let recipe = match recipe {
            Some(recipe) => Recipe::parse(recipe)?,
            None => {
                let mut said = import::Answers::default();
                let mut proposal = guess(&books, &table, &Ask { sheet: None, answers: &said })?;
                // An answer may bring up another question; three rounds are more than a person would stand.
                for _ in 0..3 {
                    let found: Vec<(String, String)> = proposal.questions.iter().filter_map(|question| answer(question, answers)).collect();
                    if found.is_empty() {
                        break;
                    }
                    said.0.extend(found);
                    proposal = guess(&books, &table, &Ask { sheet: None, answers: &said })?;
                }
                told = proposed(&proposal);
                if !proposal.is_complete {
                    return Ok(told);
                }
                proposal.recipe
            }
        };
        let mut rows = Vec::new();
        let mut movement = |moved: &import::Movement<'_>| {
            rows.push(Flow {
                row: moved.row,
                sheet: moved.sheet.to_owned(),
                date: moved.date.unwrap_or_default(),
                direction: moved.side.name().to_owned(),
                currency: moved.currency,
                amount: moved.amount,
                party: moved.party.map(str::to_owned),
            });
        };
        let options = RunOptions { movement: Some(&mut movement), ..RunOptions::default() };
        let outcome = run(&books, &Actor::program("import"), &table, &recipe, options)?;
        let report = outcome.report;
        told.questions.clear();
        told.rows = rows;
        told.kind = report.kind;
        told.header_row = report.header_row;
        told.back = report.rejected_by_reason;
        told.left = report.rows_skipped.values().sum();
        told.codes.extend(report.warnings.into_keys().chain(report.rows_skipped.into_keys()));
        told.proofs = report.proofs.iter().map(proof).collect();
        told.money = lines(&report.money);
        told.dates = report.first_date.zip(report.last_date);
        allocation::allocate(books.store, &Actor::program("allocate"), None, RULEBOOK.allocation())?;
        Ok(told)
    }
}

/// The answer that is meant for a question: by its key or its code; of `a|b` the first that is offered.
fn answer(question: &import::Question, answers: &Answers) -> Option<(String, String)> {
    let meant = answers.get(&question.key).or_else(|| answers.get(&question.code))?;
    let offered = |value: &&str| {
        question.choices.is_empty()
            || question.choices.iter().any(|choice| choice.value == *value || choice.value.split(':').next() == Some(*value))
    };
    let chosen = meant.split('|').find(offered).unwrap_or(meant);
    Some((question.key.clone(), chosen.to_owned()))
}

fn lines(money: &import::Money) -> BTreeMap<String, Line> {
    money.lines.iter().map(|(name, line)| (name.clone(), (line.rows, line.sum.clone()))).collect()
}

fn proof(proof: &import::Proof) -> Proof {
    let differences = proof.differences.iter().map(|difference| (difference.row, difference.stated.clone(), difference.found.clone()));
    Proof { code: proof.code.clone(), holds: proof.holds, differences: differences.collect() }
}

fn proposed(proposal: &Proposal) -> Told {
    let questions = proposal.questions.iter().map(|question| Asked {
        key: question.key.clone(),
        code: question.code.clone(),
        text: question.text.en.clone(),
        choices: question
            .choices
            .iter()
            .map(|choice| Choice { value: choice.value.clone(), label: choice.label.en.clone(), money: choice.money.as_ref().map(lines) })
            .collect(),
    });
    Told {
        kind: proposal.kind.as_ref().map(|kind| kind.name.clone()),
        header_row: proposal.header_row,
        sheets_read: proposal.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.is_read)).collect(),
        questions: questions.collect(),
        proofs: proposal.proofs.iter().map(proof).collect(),
        money: lines(&proposal.money),
        ..Told::default()
    }
}
