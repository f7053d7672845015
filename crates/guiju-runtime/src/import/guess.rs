//! Proposes a recipe for a file: what each column means, why, and what has to be asked.

use guiju_documents::{Cell, Row, Table};
use guiju_types::{FieldType, RecordType, Text};
use serde::Serialize;

use super::bucketed::buckets;
use super::cells::amount::{NumberStyle, amount};
use super::cells::date::{DateOrder, Written, written};
use super::cells::id::id;
use super::customers::Customers;
use super::header::{self, Header};
use super::recipe::{ColumnRule, FileRule, KnownAt, Recipe};
use super::targets::{CURRENCY_WORDS, Shape, Target, Vocabulary, currency_word, key, split_header};
use super::{Books, ImportError};

/// Rows that are looked at to say what a column holds.
const PROFILED: usize = 5_000;
/// Rows that are shown.
const SHOWN: usize = 20;

/// What a file seems to be.
#[derive(Debug, Clone, Serialize)]
pub struct Proposal {
    /// The sheets of the file.
    pub sheets: Vec<String>,
    /// The sheet that was looked at.
    pub sheet: String,
    /// The number of the header row.
    pub header_row: u64,
    /// The columns in their order.
    pub columns: Vec<ProposedColumn>,
    /// The first rows below the header, as text.
    pub rows: Vec<Vec<String>>,
    /// The recipe, as far as it could be guessed.
    pub recipe: Recipe,
    /// What only a person can say; an import without an answer refuses the rows that need it.
    pub questions: Vec<Question>,
    /// Whether nothing has to be asked.
    pub is_complete: bool,
}

/// A column with what it seems to mean.
#[derive(Debug, Clone, Serialize)]
pub struct ProposedColumn {
    /// Its header.
    pub header: String,
    /// The target, where one was found.
    pub to: Option<String>,
    /// How sure, in percent.
    pub confidence: u32,
    /// Why.
    pub reason: Text,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// What only a person can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// `date_order`, `missing_target`, `nothing_recognised`, `decimal`.
    pub code: &'static str,
    /// The column that it is about.
    pub column: Option<String>,
    /// The question.
    pub text: Text,
    /// The answers that are possible, where they can be listed.
    pub choices: Vec<String>,
}

/// What the cells of a column hold.
#[derive(Debug, Default)]
struct Profile {
    filled: usize,
    dates: usize,
    /// Dates written as three numbers that the order of the column decides.
    open_dates: usize,
    can_be_mdy: bool,
    can_be_dmy: bool,
    can_be_ymd: bool,
    has_short: bool,
    numbers: usize,
    comma_decimals: usize,
    needs_rounding: bool,
    currencies: usize,
    codes_known: usize,
    names_known: usize,
    samples: Vec<String>,
}

impl Profile {
    fn new() -> Self {
        Self { can_be_mdy: true, can_be_dmy: true, can_be_ymd: true, ..Self::default() }
    }

    fn take(&mut self, cell: &Cell, customers: &Customers) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        let text = cell.text();
        if self.samples.len() < 5 && !self.samples.iter().any(|sample| *sample == text) {
            self.samples.push(text.chars().take(40).collect());
        }
        if let Ok(Some(found)) = written(cell) {
            self.dates += 1;
            self.take_date(found);
        }
        match amount(cell, NumberStyle::default()) {
            Ok(Some(_)) => self.numbers += 1,
            Err(problem) if problem.code == "amount_too_precise" => {
                self.numbers += 1;
                self.needs_rounding = true;
            }
            Err(_) if matches!(amount(cell, NumberStyle { decimal: ',', ..NumberStyle::default() }), Ok(Some(_))) => {
                self.comma_decimals += 1
            }
            Ok(None) | Err(_) => {}
        }
        if matches!(cell, Cell::Text(_)) && text.chars().count() <= 4 && currency_word(&text).is_some() {
            self.currencies += 1;
        }
        if let Some(id) = id(cell) {
            self.codes_known += usize::from(customers.has_code(&id));
            self.names_known += usize::from(customers.has_name(&id));
        }
    }

    fn take_date(&mut self, found: Written) {
        match found {
            Written::Clearly(_) => {}
            Written::DayAndMonth { first, second, .. } => {
                self.open_dates += 1;
                self.can_be_mdy &= first <= 12;
                self.can_be_dmy &= second <= 12;
                self.can_be_ymd = false;
            }
            Written::Short { first, second, third } => {
                self.open_dates += 1;
                self.has_short = true;
                self.can_be_mdy &= first <= 12 && second <= 31;
                self.can_be_dmy &= second <= 12 && first <= 31;
                self.can_be_ymd &= second <= 12 && third <= 31;
            }
        }
    }

    /// The orders that every date of the column allows.
    fn orders(&self) -> Vec<DateOrder> {
        let can =
            [(self.can_be_ymd && self.has_short, DateOrder::Ymd), (self.can_be_mdy, DateOrder::Mdy), (self.can_be_dmy, DateOrder::Dmy)];
        can.into_iter().filter(|(can, _)| *can).map(|(_, order)| order).collect()
    }

    fn fits(&self, shape: Shape) -> bool {
        self.fits_in(shape, 8)
    }

    /// Whether so many tenths of the filled cells are what a target holds.
    fn fits_in(&self, shape: Shape, tenths: usize) -> bool {
        let most = |count: usize| count * 10 >= self.filled * tenths;
        match shape {
            _ if self.filled == 0 => true,
            Shape::Date => most(self.dates),
            Shape::Number => most(self.numbers + self.comma_decimals),
            Shape::Currency => most(self.currencies),
            Shape::Id | Shape::Text => true,
        }
    }
}

struct Candidate {
    column: usize,
    target: String,
    confidence: u32,
    reason: Text,
}

/// Looks at a sheet of a file (the first that has rows, unless one is named) and proposes a recipe.
///
/// # Errors
/// Where the file cannot be read, no header is found, or it is an ageing table already put into buckets.
pub fn guess(books: &Books<'_>, table: &Table, sheet: Option<&str>) -> Result<Proposal, ImportError> {
    let vocabulary = Vocabulary::of(books.rulebook);
    let (place, rows) = first_rows(table, sheet)?;
    let name = table.sheets().get(place).cloned().unwrap_or_default();
    let not_recognised = |why: &str| ImportError::NotRecognised { file: table.name().to_owned(), why: why.to_owned() };
    let header = header::find(&rows, &vocabulary).ok_or_else(|| not_recognised("no row of the first 50 looks like a header"))?;
    let found = buckets(&header.names);
    if !found.is_empty() {
        return Err(ImportError::AlreadyBucketed { file: table.name().to_owned(), columns: found });
    }
    let customers = Customers::load(books, &[])?;
    let body: Vec<&Row> =
        rows.iter().filter(|row| row.number > header.row && header::mark(row).is_none() && !header::repeats(row, &header)).collect();
    let profiles = profiles(&header, &body, &customers);
    let chosen = choose(&header, &profiles, &vocabulary, books.rulebook.record_types());
    let chosen = with_only_date(&header, &profiles, chosen, books.rulebook.record_types());
    let mut proposal = assemble(&header, &profiles, chosen, books);
    proposal.sheets = table.sheets().to_vec();
    proposal.recipe.file =
        FileRule { sheet: (table.sheets().len() > 1).then(|| name.clone()), header_row: None, encoding: None, delimiter: None };
    proposal.sheet = name;
    proposal.rows =
        body.iter().take(SHOWN).map(|row| (0..header.names.len()).map(|column| row.shown(column).text().into_owned()).collect()).collect();
    Ok(proposal)
}

fn first_rows(table: &Table, sheet: Option<&str>) -> Result<(usize, Vec<Row>), ImportError> {
    let read = |place: usize| -> Result<Vec<Row>, ImportError> {
        let mut rows = Vec::new();
        table.each_row(place, &mut |row| {
            rows.push(row);
            Ok::<_, ImportError>(if rows.len() >= PROFILED {
                std::ops::ControlFlow::Break(())
            } else {
                std::ops::ControlFlow::Continue(())
            })
        })?;
        Ok(rows)
    };
    if let Some(sheet) = sheet {
        let place = table.sheet(sheet)?;
        return Ok((place, read(place)?));
    }
    for place in 0..table.sheets().len() {
        let rows = read(place)?;
        if rows.len() > 1 {
            return Ok((place, rows));
        }
    }
    Err(ImportError::NotRecognised { file: table.name().to_owned(), why: "no sheet has more than one row".to_owned() })
}

fn profiles(header: &Header, body: &[&Row], customers: &Customers) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = header.names.iter().map(|_| Profile::new()).collect();
    for row in body {
        for (column, profile) in profiles.iter_mut().enumerate() {
            profile.take(row.shown(column), customers);
        }
    }
    profiles
}

/// How sure a header is that is a target's own name.
const EXACT: u32 = 95;

/// How well a header says that its column is a target, in percent.
fn likeness(header: &str, word: &str) -> u32 {
    if header == word {
        return EXACT;
    }
    let (long, short) = if header.len() >= word.len() { (header, word) } else { (word, header) };
    let is_long_enough = if short.is_ascii() { short.len() >= 4 } else { short.chars().count() >= 2 };
    if !is_long_enough || !long.contains(short) || header.len() < word.len() {
        return 0;
    }
    let share = short.chars().count() * 100 / long.chars().count().max(1);
    u32::try_from(40 + share * 45 / 100).unwrap_or(0)
}

/// The candidates of a column, from its header and its values.
fn candidates(column: usize, header: &Header, profile: &Profile, vocabulary: &Vocabulary, types: &[RecordType]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let name = header.names.get(column).map_or("", String::as_str);
    let plain = name.split('#').next().unwrap_or(name);
    let (words, _) = split_header(plain);
    let without_currency = CURRENCY_WORDS.iter().fold(words.clone(), |text, word| text.replace(word, ""));
    let keys = [key(&words), key(&without_currency)];
    for word in &vocabulary.words {
        let confidence = keys.iter().map(|key| likeness(key, &word.key)).max().unwrap_or(0);
        if confidence == 0 {
            continue;
        }
        let Ok(target) = Target::parse(&word.target, types) else { continue };
        // A header that says exactly what its column is stands even where many cells are wrong: those rows come back with the reason,
        // whereas an amount that is not recognised would be lost without a word.
        let tenths = if confidence >= EXACT { 3 } else { 8 };
        let fits = profile.fits_in(target.shape(), tenths);
        let confidence = if fits { confidence } else { confidence / 5 };
        if confidence >= 30 {
            let reason = Text::new(format!("表头“{name}”"), format!("its header is `{name}`"));
            found.push(Candidate { column, target: word.target.clone(), confidence, reason });
        }
    }
    if profile.filled > 0 {
        let by_value = [
            (profile.codes_known, "customer.code", "已有客户的编号", "its values are codes of known customers"),
            (profile.names_known, "customer.name", "已有客户的名称", "its values are names of known customers"),
            (profile.currencies, "charge.currency", "币种", "its values are currencies"),
        ];
        for (count, target, zh, en) in by_value {
            if count * 10 >= profile.filled * 6 {
                let reason = Text::new(format!("各值是{zh}"), en);
                found.push(Candidate { column, target: target.to_owned(), confidence: 75, reason });
            }
        }
    }
    found
}

/// The most likely target of each column; a target goes to one column only, but for amounts of different currencies.
fn choose(header: &Header, profiles: &[Profile], vocabulary: &Vocabulary, types: &[RecordType]) -> Vec<Option<Candidate>> {
    let mut all: Vec<Candidate> =
        profiles.iter().enumerate().flat_map(|(column, profile)| candidates(column, header, profile, vocabulary, types)).collect();
    let has = |all: &[Candidate], target: &str| all.iter().any(|candidate| candidate.target == target && candidate.confidence >= 60);
    // What gives items of an order is not a ledger: an order's number is no invoice without an amount of its own.
    let is_lines = types.iter().any(|kind| kind.name == "order_line") && has(&all, "order_line.quantity");
    let has_amount = ["charge.amount", "charge.open"].iter().any(|target| has(&all, target));
    // A list of receipts calls its date and amount just that.
    let is_receipts =
        !has_amount_of_charge(&all) && (has(&all, "receipt.number") || has(&all, "receipt.date") || has(&all, "receipt.amount"));
    // Terms, notes and numbers of a list of customers or orders are theirs, not a ledger's.
    let is_ledger_file =
        has_amount || is_receipts || ["cost.amount", "credit_note.amount", "write_off.amount"].iter().any(|target| has(&all, target));
    for candidate in &mut all {
        let whole = candidate.target.clone();
        let thing = whole.split('.').next().unwrap_or_default();
        let is_ledger = matches!(thing, "charge" | "invoice" | "receipt" | "cost" | "bill" | "confirmation" | "credit_note" | "write_off");
        let is_line = matches!(thing, "order_line" | "order");
        if is_ledger && !is_ledger_file {
            candidate.confidence /= 3;
        }
        if is_lines && is_ledger && is_ledger_file && !has_amount {
            candidate.confidence /= 3;
        }
        if !is_lines && is_line && has_amount {
            candidate.confidence = candidate.confidence * 9 / 10;
        }
        if is_receipts && thing == "charge" {
            let part = whole.split('.').nth(1).unwrap_or_default();
            if matches!(part, "amount" | "date" | "number" | "currency" | "note") {
                candidate.target = format!("receipt.{part}");
                candidate.confidence = candidate.confidence * 9 / 10;
            }
        }
        if is_receipts && candidate.target == "invoice.number" {
            "receipt.charge".clone_into(&mut candidate.target);
        }
        // Master data of other types is only named by a ledger file, not described by it.
        let is_known = is_ledger || matches!(thing, "customer" | "order" | "order_line" | "known_at");
        if !is_known && (has_amount || is_receipts) {
            candidate.confidence /= 3;
        }
    }
    all.sort_by(|one, other| other.confidence.cmp(&one.confidence).then(one.column.cmp(&other.column)));
    let mut chosen: Vec<Option<Candidate>> = header.names.iter().map(|_| None).collect();
    let mut taken: Vec<(String, Option<guiju_types::Currency>)> = Vec::new();
    for candidate in all.into_iter().filter(|candidate| candidate.confidence >= 45) {
        let currency = header.names.get(candidate.column).and_then(|name| header_currency(name));
        let claim = (candidate.target.clone(), currency);
        let is_taken =
            taken.iter().any(|(target, other)| *target == claim.0 && (other.is_none() || currency.is_none() || *other == currency));
        let Some(place) = chosen.get_mut(candidate.column) else { continue };
        if place.is_none() && !is_taken {
            taken.push(claim);
            *place = Some(candidate);
        }
    }
    chosen
}

/// A record type that needs a date gets the one date column that nothing else took.
fn with_only_date(
    header: &Header,
    profiles: &[Profile],
    mut chosen: Vec<Option<Candidate>>,
    types: &[RecordType],
) -> Vec<Option<Candidate>> {
    let things: Vec<String> = chosen.iter().flatten().filter_map(|choice| choice.target.split('.').next()).map(str::to_owned).collect();
    for kind in types.iter().filter(|kind| kind.name != "customer" && things.iter().filter(|thing| **thing == kind.name).count() > 1) {
        for field in kind.fields.iter().filter(|field| field.is_required && field.kind == FieldType::Date) {
            let target = format!("{}.{}", kind.name, field.name);
            if chosen.iter().flatten().any(|choice| choice.target == target) {
                continue;
            }
            let is_date = |column: &usize| {
                profiles.get(*column).is_some_and(|profile| profile.filled > 0 && profile.fits(Shape::Date) && profile.dates > 0)
            };
            let free: Vec<usize> =
                (0..header.names.len()).filter(|column| chosen.get(*column).is_some_and(Option::is_none)).filter(is_date).collect();
            if let [column] = free.as_slice()
                && let Some(place) = chosen.get_mut(*column)
            {
                let reason = Text::new("文件中唯一未用的日期列", "the only date column that nothing else took");
                *place = Some(Candidate { column: *column, target, confidence: 55, reason });
            }
        }
    }
    chosen
}

fn has_amount_of_charge(all: &[Candidate]) -> bool {
    // `金额` alone says nothing about whose amount it is; `应收金额` and `InvoiceAmount` do.
    all.iter().any(|candidate| matches!(candidate.target.as_str(), "charge.due" | "charge.open") && candidate.confidence >= 60)
        || all.iter().any(|candidate| candidate.target == "invoice.number" && candidate.confidence >= 90)
}

/// The currency that a header names: `应收金额（USD）`, `应收金额 RMB`, `美元金额`.
fn header_currency(name: &str) -> Option<guiju_types::Currency> {
    let (words, inner) = split_header(name);
    let inner = inner.as_deref().and_then(|inner| CURRENCY_WORDS.iter().find(|word| inner.contains(**word)).copied());
    let found = inner.or_else(|| CURRENCY_WORDS.iter().find(|word| words.to_uppercase().contains(**word)).copied());
    found.and_then(currency_word)
}

fn header_unit(name: &str) -> Option<i64> {
    let (_, inner) = split_header(name);
    let inner = inner?;
    if inner.contains("亿") {
        Some(100_000_000)
    } else if inner.contains('万') {
        Some(10_000)
    } else if inner.contains("千元") || inner.contains('千') {
        Some(1_000)
    } else {
        None
    }
}

fn assemble(header: &Header, profiles: &[Profile], chosen: Vec<Option<Candidate>>, books: &Books<'_>) -> Proposal {
    let types = books.rulebook.record_types();
    let mut questions = Vec::new();
    let mut rules = Vec::new();
    let mut columns = Vec::new();
    // The order that some column of the file decides is the likeliest for the others, but they are still asked about.
    let decided: Vec<DateOrder> =
        profiles.iter().filter(|profile| profile.open_dates > 0).filter_map(|profile| single(&profile.orders())).collect();
    for ((name, profile), choice) in header.names.iter().zip(profiles).zip(chosen) {
        if name.is_empty() {
            continue;
        }
        let target = choice.as_ref().and_then(|choice| Target::parse(&choice.target, types).ok());
        let mut rule = ColumnRule { from: name.clone(), to: choice.as_ref().map(|choice| choice.target.clone()), ..ColumnRule::default() };
        match target.as_ref().map(Target::shape) {
            Some(Shape::Date) if profile.open_dates > 0 => rule.date_order = date_order(name, profile, &decided, &mut questions),
            Some(Shape::Number) => {
                rule.unit = header_unit(name);
                rule.decimal = (profile.comma_decimals > profile.numbers / 2).then_some(',');
                rule.round = profile.needs_rounding;
                if matches!(target, Some(Target::Entry(..))) {
                    rule.currency = header_currency(name);
                }
            }
            Some(Shape::Date | Shape::Currency | Shape::Id | Shape::Text) | None => {}
        }
        let (to, confidence, reason) = match choice {
            Some(choice) => (Some(choice.target), choice.confidence, choice.reason),
            None => (None, 0, Text::new("没有认出含义：不导入", "its meaning is not recognised: not imported")),
        };
        columns.push(ProposedColumn { header: name.clone(), to, confidence, reason, samples: profile.samples.clone() });
        if rule.to.is_some() {
            rules.push(rule);
        }
    }
    let mut recipe = Recipe { columns: rules, ..Recipe::default() };
    ask_for_missing(&mut recipe, types, &mut questions);
    name_recipe(&mut recipe, header);
    Proposal {
        sheets: Vec::new(),
        sheet: String::new(),
        header_row: header.row,
        columns,
        rows: Vec::new(),
        recipe,
        is_complete: questions.is_empty(),
        questions,
    }
}

fn single(orders: &[DateOrder]) -> Option<DateOrder> {
    match orders {
        [one] => Some(*one),
        _ => None,
    }
}

fn date_order(name: &str, profile: &Profile, decided: &[DateOrder], questions: &mut Vec<Question>) -> Option<DateOrder> {
    let orders = profile.orders();
    if let Some(order) = single(&orders) {
        return Some(order);
    }
    let choices: Vec<String> = orders.iter().map(|order| format!("{order:?}").to_lowercase()).collect();
    let sample = profile.samples.first().cloned().unwrap_or_default();
    let text = if orders.is_empty() {
        Text::new(
            format!("“{name}”列的日期有几种写法，没有一种次序适合全部；不能读出的行会退回"),
            format!("the dates in `{name}` are written in several ways and no one order fits all; rows that cannot be read come back"),
        )
    } else {
        Text::new(
            format!("“{name}”列的日期（如 {sample}）先写日还是先写月？"),
            format!("do the dates in `{name}` (such as {sample}) begin with the day or the month?"),
        )
    };
    questions.push(Question { code: "date_order", column: Some(name.to_owned()), text, choices });
    // Proposed where every column that decides says the same; the question stays open for a person to confirm.
    match decided {
        [first, rest @ ..] if orders.contains(first) && rest.iter().all(|order| order == first) => Some(*first),
        _ => None,
    }
}

/// What the found targets still need before a row can give anything, and the coverage that such a file usually has.
fn ask_for_missing(recipe: &mut Recipe, types: &[RecordType], questions: &mut Vec<Question>) {
    let has = |recipe: &Recipe, target: &str| recipe.columns.iter().any(|rule| rule.to.as_deref() == Some(target));
    let thing_of = |rule: &ColumnRule| rule.to.as_deref().and_then(|to| to.split('.').next()).map(str::to_owned);
    let mut things: Vec<String> = recipe.columns.iter().filter_map(thing_of).collect();
    things.sort();
    things.dedup();
    let has_charge = has(recipe, "charge.amount") || has(recipe, "charge.open") || has(recipe, "invoice.amount");
    let has_receipt = has(recipe, "receipt.amount") || (has_charge && has(recipe, "receipt.date"));
    // A thing without its core gives nothing: its columns are left out rather than refusing every row.
    for (thing, is_given) in
        [("charge", has_charge), ("invoice", has_charge), ("receipt", has_receipt), ("cost", has(recipe, "cost.amount"))]
    {
        if !is_given {
            recipe.columns.retain(|rule| !rule.to.as_deref().is_some_and(|to| to.starts_with(&format!("{thing}."))));
        }
    }
    let mut need = |target: &str, zh: &str, en: &str| {
        let text =
            Text::new(format!("没有找到{zh}：请指定一列，或给出固定值"), format!("no {en} was found: name a column, or give a constant"));
        questions.push(Question { code: "missing_target", column: Some(target.to_owned()), text, choices: Vec::new() });
    };
    if has_charge && !has(recipe, "charge.date") && !has(recipe, "invoice.date") {
        need("charge.date", "应收日期（开票日期）", "date of the charge");
    }
    if has_charge && !has(recipe, "customer.code") && !has(recipe, "customer.name") {
        need("customer.code", "客户", "customer");
    }
    if has_receipt && !has(recipe, "receipt.date") {
        need("receipt.date", "收款日期", "date of the receipts");
    }
    for kind in types.iter().filter(|kind| things.contains(&kind.name)) {
        let is_described = recipe.columns.iter().any(|rule| thing_of(rule).as_ref() == Some(&kind.name));
        for field in kind.fields.iter().filter(|field| is_described && field.is_required && field.name != kind.key) {
            let target = format!("{}.{}", kind.name, field.name);
            let is_reference_in_row = matches!(&field.kind, FieldType::Reference(to) if things.contains(to));
            let is_customer_name = kind.name == "customer" && field.name == "name";
            if !has(recipe, &target) && !is_reference_in_row && !is_customer_name {
                need(&target, &field.label.zh, &field.label.en);
            }
        }
    }
    if recipe.columns.iter().all(|rule| rule.to.is_none()) {
        let text = Text::new("没有认出任何列", "no column was recognised");
        questions.push(Question { code: "nothing_recognised", column: None, text, choices: Vec::new() });
    }
    for (fact, is_given) in
        [("charge", has_charge), ("receipt", has_receipt), ("settlement", has_receipt), ("cost", has(recipe, "cost.amount"))]
    {
        if is_given {
            recipe.coverage.insert(fact.to_owned(), "span".to_owned());
        }
    }
    // A record type is a fact where it has a customer and a date; the customers themselves are none.
    let is_fact = |kind: &&RecordType| kind.business_date.is_some() && kind.fields.iter().any(|field| field.name == "customer");
    for kind in types.iter().filter(is_fact).filter(|kind| things.contains(&kind.name)) {
        recipe.coverage.insert(kind.name.clone(), "span".to_owned());
    }
    recipe.known_at = if has(recipe, "known_at") { KnownAt::Column } else { KnownAt::Now };
}

/// A name that is the same for every file with these columns, so that the rows of next month's file are known again.
fn name_recipe(recipe: &mut Recipe, header: &Header) {
    let mut things: Vec<&str> = recipe.columns.iter().filter_map(|rule| rule.to.as_deref()).filter_map(|to| to.split('.').next()).collect();
    things.sort_unstable();
    things.dedup();
    let mut names: Vec<String> = header.names.iter().map(|name| key(name)).collect();
    names.sort();
    let digest = blake3::hash(names.join("\n").as_bytes()).to_hex();
    recipe.name = format!("{}-{}", things.join("-"), digest.chars().take(8).collect::<String>());
}
