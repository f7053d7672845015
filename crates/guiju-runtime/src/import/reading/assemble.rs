//! From a reading to a recipe and a proposal.

use guiju_documents::Table;
use guiju_types::{Month, Text};

use super::candidate::{Assigned, By, Candidate, Column};
use super::evaluate::Evaluated;
use super::learned::Memory;
use super::proposal::{Answers, Ask, KindFound, Proposal, ProposedColumn, SheetFound};
use super::{Looked, both, questions};
use crate::import::cells::date::DateOrder;
use crate::import::file::header::Header;
use crate::import::file::preamble::Preamble;
use crate::import::file::sheets::Sheet;
use crate::import::plan::SourceFile;
use crate::import::recipe::{ColumnRule, FileRule, KnownAt};
use crate::import::targets::{Shape, Target, key};
use crate::import::{Books, ImportError, Recipe};

/// What files with the same columns have in common, whatever their order: the end of the recipe's name.
pub(super) fn digest(header: &Header) -> String {
    let mut names: Vec<String> = header.names.iter().map(|name| key(name)).filter(|name| !name.is_empty()).collect();
    names.sort();
    blake3::hash(names.join("\n").as_bytes()).to_hex().chars().take(8).collect()
}

/// The recipe of a reading.
pub(super) fn recipe(
    candidate: &Candidate<'_>,
    header: &Header,
    columns: &[Column],
    preamble: &Preamble,
    answers: &Answers,
    books: &Books<'_>,
    memory: &Memory,
) -> Recipe {
    let types = books.rulebook.record_types();
    let mut assigned: Vec<&Assigned> = candidate.columns.iter().collect();
    assigned.sort_by_key(|assigned| assigned.column);
    let mut recipe = Recipe {
        name: format!("{}-{}", candidate.kind.name, digest(header)),
        scope: Some(candidate.kind.name.clone()),
        kind: Some(candidate.kind.name.clone()),
        gives: candidate.kind.gives.clone(),
        flow: candidate.flow.clone(),
        replaces: candidate.kind.replaces,
        ..Recipe::default()
    };
    let order = questions::date_order(candidate, columns, types, answers);
    for assigned in assigned {
        let Some(column) = columns.get(assigned.column) else { continue };
        let Ok(target) = Target::parse(&assigned.target, types) else { continue };
        let mut rule = ColumnRule { from: column.header.clone(), to: Some(assigned.target.clone()), ..ColumnRule::default() };
        match target.shape() {
            Shape::Date if column.profile.open_dates > 0 => rule.date_order = order_of(column, order),
            Shape::Number => {
                let is_rate = !target.is_amount();
                rule.unit = if is_rate { None } else { unit_of(column, preamble) };
                rule.decimal = questions::has_decimal_comma(column, columns, answers).then_some(',');
                rule.round = column.profile.needs_rounding && !is_rate;
                if target.is_amount() && !matches!(target, Target::Check(_)) && !candidate.has_currency_of_row {
                    rule.currency = column.said.currency;
                }
            }
            Shape::Date | Shape::Currency | Shape::Id | Shape::Text => {}
        }
        recipe.columns.push(rule);
    }
    for (column, target) in questions::answered_columns(answers, columns) {
        // With what is still open it is a list of open items, of which the next one takes the place.
        recipe.replaces |= target == "charge.open";
        let rule = ColumnRule { from: column.header.clone(), to: Some(target), unit: unit_of(column, preamble), ..ColumnRule::default() };
        recipe.columns.retain(|known| known.from != rule.from);
        recipe.columns.push(rule);
    }
    constants(&mut recipe, candidate, preamble, types, answers);
    // An amount that is net and tax together has the currency of these.
    if let (Some(net), None) = (candidate.column_of("check.net"), candidate.column_of("charge.amount"))
        && let Some(currency) = columns.get(net.column).and_then(|column| column.said.currency)
        && candidate.column_of("charge.currency").is_none()
    {
        recipe.constants.insert("charge.currency".to_owned(), currency.to_string());
    }
    let currencies = answers.0.keys().filter_map(|key| key.strip_prefix("rate:")).chain(
        answers.get("rate").into_iter().flat_map(|said| said.split([' ', ',', ';', '，', '；'])).filter_map(|pair| pair.split('=').next()),
    );
    for code in currencies {
        if let (Ok(currency), Some(rate)) = (code.trim().parse(), questions::rate_said(answers, code.trim())) {
            recipe.rates.insert(currency, rate);
        }
    }
    super::learned::fill(&mut recipe, candidate, columns, answers, books, memory);
    recipe.renames = answers.get("code_clash") == Some("rename");
    coverage(&mut recipe, types);
    recipe.known_at = if candidate.column_of("known_at").is_some() { KnownAt::Column } else { KnownAt::Now };
    // Any other answer is none: the question is asked again.
    let sums = match answers.get("sums") {
        Some("items") => Some(crate::import::Sum::Items),
        Some("totals") => Some(crate::import::Sum::Totals),
        Some(_) | None => None,
    };
    recipe.file = FileRule { as_of: preamble.as_of, year: year(preamble, answers), sums, ..FileRule::default() };
    recipe
}

fn order_of(column: &Column, answered: Option<DateOrder>) -> Option<DateOrder> {
    match column.profile.orders().as_slice() {
        [one] => Some(*one),
        several => answered.filter(|order| several.is_empty() || several.contains(order)),
    }
}

fn unit_of(column: &Column, preamble: &Preamble) -> Option<i64> {
    let said = preamble.unit.as_ref().map(|(unit, _)| *unit);
    column.said.unit.or(said).filter(|unit| *unit != 1)
}

fn year(preamble: &Preamble, answers: &Answers) -> Option<String> {
    answers
        .get("year")
        .map(str::to_owned)
        .or_else(|| preamble.period.map(|period| format!("{}..{}", Month::of(period.first), Month::of(period.last))))
}

/// Values that every row has: what the sheet says once, and what a person said.
fn constants(recipe: &mut Recipe, candidate: &Candidate<'_>, preamble: &Preamble, types: &[guiju_types::RecordType], answers: &Answers) {
    let currency_targets = candidate.kind.columns.iter().map(|(target, _)| target).filter(|target| target.ends_with(".currency"));
    let answered = answers.get("currency").and_then(|code| code.trim().to_uppercase().parse().ok());
    if let Some(currency) = answered.or(preamble.currency) {
        for target in currency_targets.filter(|target| candidate.column_of(target).is_none()) {
            recipe.constants.insert(target.clone(), currency.to_string());
        }
    }
    let takes_party = candidate.kind.columns.iter().any(|(target, _)| target == "customer.name") && candidate.kind.makes_customers;
    let has_party = ["customer.name", "customer.code"].iter().any(|target| candidate.column_of(target).is_some());
    if let Some(party) = preamble.party.as_ref().filter(|_| takes_party && !has_party) {
        recipe.constants.insert("customer.name".to_owned(), party.clone());
    }
    for (key, value) in &answers.0 {
        let Some(target) = key.strip_prefix("missing:") else { continue };
        if Target::parse(target, types).is_err() {
            continue;
        }
        // An answer that is a header is a column; anything else is the value of every row.
        recipe.constants.insert(target.to_owned(), value.clone());
    }
}

/// The periods that such a file is usually complete for.
fn coverage(recipe: &mut Recipe, types: &[guiju_types::RecordType]) {
    let has = |target: &str| recipe.columns.iter().any(|rule| rule.to.as_deref() == Some(target));
    let has_charge = has("charge.amount") || has("charge.open");
    let has_receipt = has("receipt.amount") || (has_charge && has("receipt.date"));
    let is_ledger = recipe.flow.out_gives.is_some();
    let facts = [
        ("charge", has_charge || is_ledger),
        ("receipt", has_receipt || is_ledger),
        ("settlement", has_receipt),
        ("cost", has("cost.amount")),
    ];
    let mut coverage: Vec<String> = facts.iter().filter(|(_, is_given)| *is_given).map(|(fact, _)| (*fact).to_owned()).collect();
    let things: Vec<&str> = recipe.columns.iter().filter_map(|rule| rule.to.as_deref()).filter_map(|to| to.split('.').next()).collect();
    // A record type is a fact where it has a customer and a date; the customers themselves are none.
    let is_fact =
        |kind: &&guiju_types::RecordType| kind.business_date.is_some() && kind.fields.iter().any(|field| field.name == "customer");
    coverage.extend(types.iter().filter(is_fact).filter(|kind| things.contains(&kind.name.as_str())).map(|kind| kind.name.clone()));
    for fact in coverage {
        recipe.coverage.insert(fact, "span".to_owned());
    }
}

/// The proposal for a file whose main sheet was found.
pub(super) fn proposal(
    books: &Books<'_>,
    table: &Table,
    ask: &Ask<'_>,
    sheets: &[Sheet],
    chosen: &Looked<'_>,
    rivals: &[&str],
) -> Result<Proposal, ImportError> {
    let reading = chosen.decided.chosen.and_then(|place| chosen.readings.get(place));
    let second = reading.and_then(|reading| {
        chosen.readings.iter().find(|other| !std::ptr::eq(*other, reading) && !super::decide::same_money(other, reading))
    });
    let mut recipe = reading.map(|reading| reading.recipe.clone()).unwrap_or_default();
    let found = read_sheets(books, sheets, chosen, &mut recipe, SourceFile::of(table))?;
    let is_read = |name: &str| found.iter().any(|sheet| sheet.is_read && sheet.name == name);
    let rivals: Vec<&str> = rivals.iter().copied().filter(|rival| !is_read(rival)).collect();
    let read: Vec<String> = found.iter().filter(|sheet| sheet.is_read).map(|sheet| sheet.name.clone()).collect();
    if sheets.len() > 1 {
        recipe.file.sheet = read.first().cloned();
        if read.len() > 1 {
            recipe.file.sheets = read;
        }
    }
    let questions = questions::questions(books, ask, chosen, reading, &rivals);
    let rows = chosen.sheet.rows.iter().filter(|row| chosen.shown.contains(&row.number));
    recipe.answers = super::learned::lasting(&chosen.answers);
    Ok(Proposal {
        like: chosen.like.clone(),
        kind: reading.map(|reading| kind_found(reading, &chosen.columns)),
        rival: second.map(|reading| kind_found(reading, &chosen.columns)),
        sheets: found,
        sheet: chosen.sheet.name.clone(),
        header_row: chosen.header.row,
        columns: chosen
            .columns
            .iter()
            .filter(|column| !column.header.is_empty())
            .map(|column| proposed(column, reading, &recipe))
            .collect(),
        rows: rows.map(|row| (0..chosen.header.names.len()).map(|column| row.shown(column).text().into_owned()).collect()).collect(),
        proofs: reading.map(|reading| reading.proofs.clone()).unwrap_or_default(),
        money: reading.map(|reading| reading.money.clone()).unwrap_or_default(),
        is_whole: chosen.sheet.is_whole,
        recipe,
        is_complete: questions.is_empty(),
        remembered: chosen.remembered.clone(),
        questions,
    })
}

fn kind_found(reading: &Evaluated<'_>, columns: &[Column]) -> KindFound {
    let kind = reading.candidate.kind;
    let mut because: Vec<Text> = reading.candidate.variant.iter().map(|variant| questions::variant_in_words(variant)).collect();
    let marks: Vec<&str> = columns
        .iter()
        .filter(|column| column.said.roles.iter().any(|role| kind.marks.contains(role)))
        .map(|column| column.header.as_str())
        .collect();
    if !marks.is_empty() {
        because.push(both(format!("表头：{}", marks.join("、")), format!("headers: {}", marks.join(", "))));
    }
    for proof in reading.proofs.iter().filter(|proof| proof.holds) {
        because.push(both(
            format!("{}（核对 {} 处）", proof.label.zh, proof.checked),
            format!("{} ({} times)", proof.label.en, proof.checked),
        ));
    }
    KindFound { name: kind.name.clone(), label: kind.label.clone(), because }
}

fn proposed(column: &Column, reading: Option<&Evaluated<'_>>, recipe: &Recipe) -> ProposedColumn {
    let assigned = reading.and_then(|reading| reading.candidate.columns.iter().find(|assigned| assigned.column == column.index));
    let to = recipe.columns.iter().find(|rule| rule.from == column.header).and_then(|rule| rule.to.clone());
    let (confidence, reason) = match assigned.map(|assigned| assigned.by) {
        Some(By::Word) => (95, both("表头就是这个名称", "its header is a name of this")),
        Some(By::Values) => (60, both("按各值推断，表头没有说明", "by its values; the header does not say it")),
        None if to.is_some() => (95, both("由您指定", "as you said")),
        None if column.said.roles.is_empty() => (0, both("没有认出含义：不导入", "its meaning is not recognised: not imported")),
        None => (0, both("这类文件不需要这一列：不导入", "files of this kind do not need it: not imported")),
    };
    ProposedColumn { header: column.header.clone(), to, confidence, reason, samples: column.profile.samples.clone() }
}

/// Which sheets the reading takes: all of the same columns, but for hidden ones and those that only repeat another.
fn read_sheets(
    books: &Books<'_>,
    sheets: &[Sheet],
    chosen: &Looked<'_>,
    recipe: &mut Recipe,
    file: SourceFile<'_>,
) -> Result<Vec<SheetFound>, ImportError> {
    let mut found = Vec::new();
    let mut seen: Vec<Vec<Vec<String>>> = Vec::new();
    for sheet in sheets {
        let mut put = |is_read: bool, zh: &str, en: &str| {
            found.push(SheetFound { name: sheet.name.clone(), is_hidden: sheet.is_hidden, is_read, why: Text::new(zh, en) });
        };
        if sheet.place != chosen.sheet.place {
            if sheet.rows.is_empty() {
                put(false, "空表", "it is empty");
                continue;
            }
            if sheet.is_hidden {
                put(false, "隐藏的表：不导入", "it is hidden: not imported");
                continue;
            }
            let fits = fits_sheet(books, recipe, file, sheet);
            if !fits {
                put(false, "列不同：不导入", "its columns are others: not imported");
                continue;
            }
        }
        let content = values(books, recipe, file, sheet);
        if !content.is_empty() && seen.contains(&content) {
            put(false, "与前面的表内容相同：不重复导入", "it repeats another sheet: not imported twice");
            continue;
        }
        seen.push(content);
        put(true, "导入", "imported");
    }
    Ok(found)
}

/// Whether a sheet has what the reading needs; what else it lacks becomes optional.
fn fits_sheet(books: &Books<'_>, recipe: &mut Recipe, file: SourceFile<'_>, sheet: &Sheet) -> bool {
    match crate::import::plan::Plan::make(books, recipe, file, &sheet.rows) {
        Ok(_) => true,
        Err(ImportError::MissingColumns { missing, .. }) => {
            let is_core = |rule: &ColumnRule| {
                let target = rule.to.as_deref().unwrap_or_default();
                let part = target.rsplit('.').next().unwrap_or_default();
                matches!(part, "amount" | "open" | "in" | "out" | "refund" | "direction" | "date")
                    || (matches!(target, "customer.name" | "customer.code") && !recipe.flow.only_known_parties)
            };
            if recipe.columns.iter().any(|rule| missing.contains(&rule.from) && is_core(rule)) {
                return false;
            }
            for rule in recipe.columns.iter_mut().filter(|rule| missing.contains(&rule.from)) {
                rule.optional = true;
            }
            crate::import::plan::Plan::make(books, recipe, file, &sheet.rows).is_ok()
        }
        Err(_) => false,
    }
}

/// The values of a sheet that its rows are known by, however they are written.
fn values(books: &Books<'_>, recipe: &Recipe, file: SourceFile<'_>, sheet: &Sheet) -> Vec<Vec<String>> {
    let Ok(plan) = crate::import::plan::Plan::make(books, recipe, file, &sheet.rows) else { return Vec::new() };
    let rows = sheet.rows.iter().filter(|row| row.number > plan.header.row);
    rows.map(|row| {
        plan.columns
            .iter()
            .map(|column| {
                let cell = row.shown(column.index);
                match column.target.shape() {
                    Shape::Number => {
                        crate::import::cells::amount::amount(cell, column.reading.style).ok().flatten().map(|amount| amount.to_string())
                    }
                    Shape::Date => {
                        crate::import::cells::date::dated(cell, &column.reading.dates).ok().flatten().map(|date| date.to_string())
                    }
                    Shape::Currency | Shape::Id | Shape::Text => None,
                }
                .unwrap_or_else(|| cell.text().trim().to_owned())
            })
            .collect()
    })
    .collect()
}
