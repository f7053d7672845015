//! What is tested: the only file here that calls the product's import.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use guiju_documents::{OpenOptions, Table};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::import::{self, Answers, Ask, Books, ImportReport, Outcome, Proposal, RunOptions};
use guiju_store::{Database, ONE_AS_RATE, Rate, RecordQuery, Store};
use guiju_types::{Actor, Currency, RecordId, Scope, Sequence};
use jiff::civil::Date;
use tempfile::TempDir;

use crate::case::Case;
use crate::judge::{Choice, Found, Heard, Question, Reading};
use crate::truth::{Parts, What};
use crate::words::{Role, Words};

/// The product's roles of columns with the roles here that its words may stand for.
const ROLES: &[(&str, &[Role])] = &[
    ("party_code", &[Role::CustomerCode]),
    ("customer", &[Role::Customer]),
    ("party", &[Role::Customer, Role::Counterpart, Role::PlainParty]),
    ("payer", &[Role::Payer, Role::PayerSide]),
    ("payee", &[Role::PayeeSide]),
    ("counterparty", &[Role::Counterpart]),
    ("date", &[Role::InvoiceDate, Role::ReceiptDate, Role::BankDate, Role::PlainDate]),
    ("invoice_date", &[Role::InvoiceDate]),
    ("document_date", &[Role::InvoiceDate]),
    ("due", &[Role::Due]),
    ("terms", &[Role::Terms]),
    ("receipt_date", &[Role::ReceiptDate]),
    ("transaction_date", &[Role::BankDate]),
    ("number", &[Role::InvoiceNumber]),
    ("charge_number", &[Role::InvoiceNumber]),
    ("invoice_number", &[Role::InvoiceNumber]),
    ("receipt_number", &[Role::ReceiptNumber]),
    ("applies_to", &[Role::PaidInvoice]),
    ("amount", &[Role::InvoiceAmount, Role::ReceiptAmount, Role::Signed, Role::PlainAmount]),
    ("charge_amount", &[Role::InvoiceAmount]),
    ("net", &[Role::Net]),
    ("tax", &[Role::Tax]),
    ("tax_rate", &[Role::TaxRate]),
    ("gross", &[Role::Gross]),
    ("paid", &[Role::Paid]),
    ("received", &[Role::ReceiptAmount]),
    ("open", &[Role::Open]),
    ("balance", &[Role::Balance]),
    ("balance_side", &[Role::LedgerDirection]),
    ("document_amount", &[Role::DocumentAmount]),
    ("base_amount", &[Role::BaseAmount]),
    ("document_open", &[Role::DocumentOpen]),
    ("base_open", &[Role::BaseOpen]),
    ("money_in", &[Role::In]),
    ("money_out", &[Role::Out]),
    ("ledger_debit", &[Role::Debit]),
    ("ledger_credit", &[Role::Credit]),
    ("direction", &[Role::Flag]),
    ("status", &[Role::Status]),
    ("currency", &[Role::Currency]),
    ("rate", &[Role::Rate]),
    ("own_name", &[Role::Seller]),
];

/// Parts of the product's words that nobody has over such a column: a list of invoices says no `payment amount`, and a bank calls its
/// own client the `account name`. A file with them would have a truth that no reader could know.
const NOT_FOR: &[(Role, &[&str])] = &[
    (
        Role::InvoiceAmount,
        &["交易", "流水", "入账", "记账", "清算", "结算", "发生", "payment", "transaction", "trade", "net", "local", "umsatz"],
    ),
    (
        Role::PlainAmount,
        &[
            "交易",
            "流水",
            "入账",
            "记账",
            "清算",
            "结算",
            "发生",
            "账单",
            "payment",
            "transaction",
            "trade",
            "net",
            "local",
            "gross",
            "umsatz",
        ],
    ),
    (Role::ReceiptAmount, &["账单", "net", "gross", "local", "trade"]),
    (Role::Signed, &["账单", "net", "gross", "payment"]),
    (Role::Counterpart, &["户名", "账户名", "核算", "企业", "accountname"]),
];

/// The product's words, and those of strangers that it has nowhere.
pub(crate) fn words(rulebook: &Rulebook) -> Words {
    let imports = rulebook.imports();
    let mut known = Vec::new();
    let mut all = BTreeSet::new();
    for (name, role) in &imports.roles {
        all.extend(role.words.iter().map(|word| imports.key(word)));
        let roles = ROLES.iter().find(|(known, _)| known == name).map(|(_, roles)| *roles).unwrap_or_default();
        for own in roles {
            let not = NOT_FOR.iter().find(|(known, _)| known == own).map(|(_, parts)| *parts).unwrap_or_default();
            // A word of the kind's own role is right whatever its parts; only the shared roles are sifted.
            let is_shared = roles.len() > 1;
            let words =
                role.words.iter().filter(|word| !is_shared || name == "counterparty" || !not.iter().any(|part| word.contains(part)));
            known.extend(words.map(|word| (*own, word.clone())));
        }
    }
    for column in rulebook.ledger_columns() {
        all.extend(column.aliases.iter().chain([&column.label.zh, &column.label.en]).map(|word| imports.key(word)));
    }
    for kind in rulebook.record_types() {
        for field in &kind.fields {
            all.extend(field.aliases.iter().chain([&field.label.zh, &field.label.en]).map(|word| imports.key(word)));
        }
    }
    Words::new(known, all, imports.variants.clone())
}

/// The rulebook that is shipped.
pub(crate) fn rulebook() -> Result<Rulebook, Box<dyn Error>> {
    Rulebook::load(&Source::embedded()).map_err(|findings| findings.to_string().into())
}

/// What a unit of each currency is worth, in ten-thousandths of a yuan.
const WORTH: &[(&str, i64)] =
    &[("CNY", 10_000), ("USD", 71_000), ("EUR", 78_000), ("GBP", 91_000), ("CHF", 80_000), ("HKD", 9_100), ("TWD", 2_200), ("JPY", 480)];

/// Companies without entries, in memory, that files are tried on: one for each currency that books are kept in.
pub(crate) struct Subject<'a> {
    rulebook: &'a Rulebook,
    stores: BTreeMap<&'static str, Store>,
    folder: TempDir,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook) -> Result<Self, Box<dyn Error>> {
        let folder = folder()?;
        let mut stores = BTreeMap::new();
        for (base, _) in WORTH {
            stores.insert(*base, company(rulebook, &folder.path().join(format!("{base}.db")), base)?);
        }
        Ok(Self { rulebook, stores, folder })
    }

    /// Where a file of this case is put.
    pub(crate) fn put(&self, case: &Case) -> Result<PathBuf, std::io::Error> {
        let path = self.folder.path().join(&case.file_name);
        std::fs::write(&path, &case.bytes)?;
        Ok(path)
    }

    /// Reads a file without writing anything.
    pub(crate) fn read(&self, case: &Case, path: &Path, answers: &BTreeMap<String, String>) -> Heard {
        let Some(store) = self.stores.get(case.truth.base) else { return Heard::Failed("a currency without a company".to_owned()) };
        read(store, self.rulebook, case, path, answers)
            .map_or_else(|error| Heard::Failed(error.to_string()), |reading| Heard::Read(Box::new(reading)))
    }

    /// Brings files into a store of their own, one after the other, and adds its ledger up after each. Questions are answered by `choose`.
    pub(crate) fn stored(
        &self,
        files: &[&Case],
        answers: &BTreeMap<String, String>,
        choose: &dyn Fn(&Case, &Question) -> Option<String>,
    ) -> Result<Vec<(Found, String)>, Box<dyn Error>> {
        let folder = folder()?;
        let base = files.first().map(|case| case.truth.base).unwrap_or_default();
        let store = company(self.rulebook, &folder.path().join("company.db"), base)?;
        let mut found = Vec::new();
        for (place, case) in files.iter().enumerate() {
            let path = folder.path().join(format!("{place}-{}", case.file_name));
            std::fs::write(&path, &case.bytes)?;
            let books = books(&store, self.rulebook, case)?;
            let table = Table::open(&path, &OpenOptions::default())?;
            // What was said of the first file the company remembers; nobody says it again.
            let mut answers = if place == 0 { answers.clone() } else { BTreeMap::new() };
            let mut proposal = guessed(&books, &table, &answers)?;
            for _ in 0..4 {
                let Some(question) = proposal.questions.first().map(question).filter(|question| !answers.contains_key(&question.key))
                else {
                    break;
                };
                let Some(answer) = choose(case, &question) else { break };
                answers.insert(question.key, answer);
                proposal = guessed(&books, &table, &answers)?;
            }
            if !proposal.is_complete {
                let keys: Vec<&str> = proposal.questions.iter().map(|question| question.key.as_str()).collect();
                return Err(format!("file {}: no answer to {} is true", place + 1, keys.join("+")).into());
            }
            let kind = proposal.kind.as_ref().map(|kind| kind.name.as_str()).unwrap_or_default();
            let how = format!("read as {kind}; {}; answered {answers:?}", columns(&proposal));
            import::run(&books, &Actor::program("fuzz"), &table, &proposal.recipe, RunOptions::default())?;
            found.push((ledger(&store)?, how));
        }
        Ok(found)
    }
}

/// In memory, where the machine has such a place.
fn folder() -> Result<TempDir, std::io::Error> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}

/// A company with rates of every currency.
fn company(rulebook: &Rulebook, path: &Path, base: &str) -> Result<Store, Box<dyn Error>> {
    let store = Store::open(&Database::Sqlite(path.to_owned()))?;
    let actor = Actor::program("fuzz");
    store.migrate_records(&actor, rulebook.record_types(), &[])?;
    let worth = WORTH.iter().find(|(code, _)| *code == base).map_or(10_000, |(_, worth)| *worth);
    let mut rates = Vec::new();
    for (code, other) in WORTH.iter().filter(|(code, _)| *code != base) {
        rates.push(Rate { currency: code.parse()?, date: Date::new(2015, 1, 1)?, base_per_unit: other * ONE_AS_RATE / worth });
    }
    store.write(&actor, |write| write.put_rates(&rates))?;
    Ok(store)
}

fn books<'b>(store: &'b Store, rulebook: &'b Rulebook, case: &Case) -> Result<Books<'b>, Box<dyn Error>> {
    let base_currency: Currency = case.truth.base.parse()?;
    Ok(Books { store, rulebook, base_currency, default_terms: "days_30".to_owned() })
}

fn guessed(books: &Books<'_>, table: &Table, answers: &BTreeMap<String, String>) -> Result<Proposal, import::ImportError> {
    let answers = Answers(answers.clone());
    import::guess(books, table, &Ask { sheet: None, answers: &answers })
}

fn read(
    store: &Store,
    rulebook: &Rulebook,
    case: &Case,
    path: &Path,
    answers: &BTreeMap<String, String>,
) -> Result<Reading, Box<dyn Error>> {
    let books = books(store, rulebook, case)?;
    let table = Table::open(path, &OpenOptions::default())?;
    let proposal = guessed(&books, &table, answers)?;
    let mut reading = Reading {
        kind: proposal.kind.as_ref().map(|kind| kind.name.clone()).unwrap_or_default(),
        questions: proposal.questions.iter().map(question).collect(),
        columns: columns(&proposal),
        money: money(&proposal.money),
        ..Reading::default()
    };
    if !proposal.is_complete {
        return Ok(reading);
    }
    let Outcome { report, .. } = import::dry_run(&books, &table, &proposal.recipe, RunOptions::default())?;
    take_report(&mut reading, &report);
    Ok(reading)
}

/// What each column is read as.
fn columns(proposal: &Proposal) -> String {
    let columns = proposal.columns.iter().map(|column| format!("{} → {}", column.header, column.to.as_deref().unwrap_or("·")));
    columns.collect::<Vec<_>>().join(", ")
}

fn take_report(reading: &mut Reading, report: &ImportReport) {
    reading.money = money(&report.money);
    reading.questions.extend(report.questions.iter().map(question));
    reading.rejected = report.first_rejected.iter().map(|rejection| rejection.row).collect();
    reading.reasons = report.rejected_by_reason.keys().cloned().collect();
    reading.days = report.first_date.zip(report.last_date);
}

fn question(question: &import::Question) -> Question {
    Question {
        key: question.key.clone(),
        code: question.code.clone(),
        column: question.column.clone().unwrap_or_default(),
        text: question.text.en.clone(),
        choices: question
            .choices
            .iter()
            .map(|choice| Choice { value: choice.value.clone(), money: choice.money.as_ref().map(money) })
            .collect(),
    }
}

fn money(money: &import::Money) -> Found {
    let mut found = Found::default();
    for party in &money.by_party {
        let sums = (party.charged.parts() - party.credited.parts(), party.received.parts(), party.owes.parts());
        found.parties.insert((party.party.clone(), party.currency.to_string()), sums);
    }
    for (name, what) in [("in", What::In), ("out", What::Out), ("neither", What::Neither)] {
        for (currency, sum) in money.lines.get(name).map(|line| &line.sum).into_iter().flatten() {
            found.lines.insert((what, currency.to_string()), sum.parts());
        }
    }
    found
}

/// What a ledger says by customer and currency.
fn ledger(store: &Store) -> Result<Found, Box<dyn Error>> {
    let query = RecordQuery { limit: 10_000, ..RecordQuery::new("customer") };
    let customers = store.records(&Scope::Company, &query)?;
    let names: BTreeMap<RecordId, String> =
        customers.items.iter().map(|record| (record.id, record.fields.text("name").unwrap_or_default().to_owned())).collect();
    let mut found = Found::default();
    store.entries_after(Sequence(0), &mut |entry| {
        let sign = match entry.kind.name() {
            "charge" => 1,
            "receipt" | "credit_note" | "write_off" | "clearing" => -1,
            _ => 0,
        };
        let party = entry.customer.and_then(|customer| names.get(&customer)).cloned().unwrap_or_default();
        let sums: &mut (Parts, Parts, Parts) = found.parties.entry((party, entry.currency.to_string())).or_default();
        sums.2 += sign * entry.amount.parts();
        Ok(())
    })?;
    Ok(found)
}
