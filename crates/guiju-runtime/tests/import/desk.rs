//! A desk with a folder for files, a fresh company and its rulebook.

use std::path::PathBuf;
use std::sync::LazyLock;

use guiju_documents::{OpenOptions, Table};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::import::{Answers, Ask, Books, ImportError, ImportReport, Outcome, Proposal, Recipe, RunOptions, dry_run, guess, run};
use guiju_store::{EntryQuery, RecordQuery};
use guiju_testkit::TestDatabase;
use guiju_types::{Actor, Amount, Currency, Date, Entry, EntryKind, Scope, Timestamp};
use tempfile::TempDir;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| match Rulebook::load(&Source::embedded()) {
    Ok(rulebook) => rulebook,
    Err(findings) => panic!("the default rulebook loads: {findings}"),
});

/// A desk.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) database: TestDatabase,
    pub(crate) base_currency: Currency,
    pub(crate) default_terms: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::on(guiju_testkit::sqlite())
    }

    pub(crate) fn on(database: TestDatabase) -> Self {
        database.store.migrate_records(&Actor::program("test"), RULEBOOK.record_types(), &[]).unwrap();
        Self { folder: tempfile::tempdir().unwrap(), database, base_currency: Currency::CNY, default_terms: "days_30".to_owned() }
    }

    pub(crate) fn books(&self) -> Books<'_> {
        Books {
            store: &self.database.store,
            rulebook: &RULEBOOK,
            base_currency: self.base_currency,
            default_terms: self.default_terms.clone(),
        }
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn table(&self, path: &std::path::Path) -> Result<Table, ImportError> {
        Ok(Table::open(path, &OpenOptions::default())?)
    }

    pub(crate) fn import(&self, path: &std::path::Path, recipe: &str) -> Result<Outcome, ImportError> {
        self.import_with(path, recipe, RunOptions::default())
    }

    pub(crate) fn import_with(&self, path: &std::path::Path, recipe: &str, options: RunOptions<'_>) -> Result<Outcome, ImportError> {
        let recipe = Recipe::parse(recipe)?;
        run(&self.books(), &Actor::program("import"), &self.table(path)?, &recipe, options)
    }

    /// Imports a CSV text and gives the report.
    pub(crate) fn report(&self, text: &str, recipe: &str) -> ImportReport {
        let path = self.put("file.csv", text);
        self.import(&path, recipe).unwrap().report
    }

    pub(crate) fn dry(&self, path: &std::path::Path, recipe: &str) -> Outcome {
        dry_run(&self.books(), &self.table(path).unwrap(), &Recipe::parse(recipe).unwrap(), RunOptions::default()).unwrap()
    }

    pub(crate) fn guess(&self, text: &str) -> Result<Proposal, ImportError> {
        let path = self.put("guess.csv", text);
        guess(&self.books(), &self.table(&path)?, &Ask { sheet: None, answers: &Answers::default() })
    }

    pub(crate) fn entries(&self, kind: EntryKind) -> Vec<Entry> {
        let query = EntryQuery { kinds: vec![kind], only_live: true, limit: 10_000, ..EntryQuery::default() };
        self.database.store.entries(&Scope::Company, &query).unwrap()
    }

    pub(crate) fn count(&self, kind: &str) -> u64 {
        let query = RecordQuery { limit: 1, with_total: true, ..RecordQuery::new(kind) };
        self.database.store.records(&Scope::Company, &query).unwrap().total.unwrap()
    }

    /// A field of a record, as text.
    pub(crate) fn field(&self, kind: &str, key: &str, field: &str) -> String {
        let record = self.database.store.record_by_key(&Scope::Company, kind, key).unwrap().unwrap();
        match record.fields.get(field) {
            guiju_types::Value::Text(text) => text.clone(),
            guiju_types::Value::Null => String::new(),
            other => format!("{other:?}"),
        }
    }

    /// Every entry of the company by id, as the ledger wrote it.
    pub(crate) fn ledger(&self) -> Vec<Entry> {
        let mut all = Vec::new();
        let each = &mut |entry| {
            all.push(entry);
            Ok(())
        };
        self.database.store.entries_after(guiju_types::Sequence(0), each).unwrap();
        all
    }

    /// What is owed at a date with what was known at an instant: not due, due, items.
    pub(crate) fn aged(&self, as_of: Date, known_at: Option<Timestamp>) -> (Amount, Amount, usize) {
        let mut balances: std::collections::BTreeMap<guiju_types::EntryId, (Amount, Option<Date>)> = std::collections::BTreeMap::new();
        for entry in self.ledger() {
            if entry.business_date > as_of || known_at.is_some_and(|known_at| entry.known_at > known_at) {
                continue;
            }
            let Some(charge) = entry.charge else { continue };
            let balance = balances.entry(charge).or_default();
            balance.1 = balance.1.or(entry.due_date);
            match entry.kind {
                EntryKind::Charge => balance.0 += entry.base_amount,
                EntryKind::Allocation | EntryKind::CreditNote | EntryKind::WriteOff | EntryKind::Clearing => {
                    balance.0 = balance.0 - entry.base_amount
                }
                _ => {}
            }
        }
        let (mut not_due, mut late, mut items) = (Amount::ZERO, Amount::ZERO, 0);
        for (amount, due) in balances.values().filter(|(amount, _)| !amount.is_zero()) {
            items += 1;
            if due.is_some_and(|due| due < as_of) { late += *amount } else { not_due += *amount }
        }
        (not_due, late, items)
    }
}

pub(crate) fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The recipe of a list of invoices in Chinese.
pub(crate) const INVOICES: &str = r#"
name = "invoices"
[[column]]
from = "客户名称"
to = "customer.name"
[[column]]
from = "发票号"
to = "invoice.number"
[[column]]
from = "开票日期"
to = "charge.date"
[[column]]
from = "到期日"
to = "charge.due"
[[column]]
from = "应收金额"
to = "charge.amount"
"#;
