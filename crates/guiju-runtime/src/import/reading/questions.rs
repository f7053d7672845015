//! What only a person can say: as few plain questions as there are doubts, each with what the answers lead to.

use std::collections::{BTreeMap, BTreeSet};

use guiju_types::{Amount, FieldType, RecordType, Text};

use super::candidate::{Candidate, Column};
use super::evaluate::Evaluated;
use super::learned;
use super::proposal::{Answers, Ask, Choice, Question, Remembered};
use super::{Looked, both};
use crate::import::Books;
use crate::import::cells::amount::DecimalSign;
use crate::import::cells::date::DateOrder;
use crate::import::money::Money;
use crate::import::targets::{Shape, Target};

/// All open questions about a file, those first that change most.
pub(super) fn questions(
    books: &Books<'_>,
    ask: &Ask<'_>,
    chosen: &Looked<'_>,
    reading: Option<&Evaluated<'_>>,
    rivals: &[&str],
) -> Vec<Question> {
    let types = books.rulebook.record_types();
    let Some(reading) = reading else {
        return vec![Question {
            key: "nothing_recognised".to_owned(),
            code: "nothing_recognised".to_owned(),
            column: None,
            text: both(
                "没有认出任何列；请在导入页面指定各列，或给出方案",
                "no column was recognised; say what the columns are on the import page, or give a recipe",
            ),
            choices: Vec::new(),
        }];
    };
    // What was said of an earlier file like this holds, but for what differs from its proofs.
    let answers = &chosen.answers;
    let mut questions = Vec::new();
    if !rivals.is_empty() && ask.sheet.is_none() && ask.answers.get("sheet").is_none() {
        questions.push(which_sheet(chosen, rivals));
    }
    if !chosen.decided.between.is_empty() {
        questions.push(which_reading(chosen));
        // What else would be asked depends on the answer.
        questions.extend(open_order(&reading.candidate, &chosen.columns, types, answers));
        questions.extend(open_decimal(&reading.candidate, &chosen.columns, answers));
        return questions;
    }
    questions.extend(open_columns(books, reading, chosen, answers));
    questions.extend(open_order(&reading.candidate, &chosen.columns, types, answers));
    questions.extend(open_decimal(&reading.candidate, &chosen.columns, answers));
    questions.extend(missing(reading, types, answers));
    questions.extend(of_problems(reading, answers, &chosen.remembered));
    questions.extend(sums(reading));
    questions.extend(super::as_of::question(books, reading));
    // What does not fit may fit when the other questions are answered.
    if !questions.iter().any(|question| matches!(question.code.as_str(), "decimal" | "column" | "sums")) {
        questions.extend(differences(reading, ask.answers));
    }
    questions
}

fn which_sheet(chosen: &Looked<'_>, rivals: &[&str]) -> Question {
    let names = std::iter::once(chosen.sheet.name.as_str()).chain(rivals.iter().copied());
    Question {
        key: "sheet".to_owned(),
        code: "sheet".to_owned(),
        column: None,
        text: both(
            "几张表的列不同，各自都可以导入：这次导入哪一张？",
            "several sheets with different columns could be imported: which one now?",
        ),
        choices: names.map(|name| Choice { value: name.to_owned(), label: both(name, name), money: None }).collect(),
    }
}

fn which_reading(chosen: &Looked<'_>) -> Question {
    let readings = chosen.decided.between.iter().filter_map(|place| chosen.readings.get(*place));
    Question {
        key: "kind".to_owned(),
        code: "kind".to_owned(),
        column: None,
        text: both(
            "这个文件可以有几种读法，表头和金额都不能区分：哪一种对？",
            "this file can be read in several ways that its headers and figures do not tell apart: which is right?",
        ),
        choices: readings.map(choice).collect(),
    }
}

fn choice(reading: &Evaluated<'_>) -> Choice {
    let kind = reading.candidate.kind;
    let variants: Vec<Text> = reading.candidate.variant.iter().map(|variant| variant_in_words(variant)).collect();
    let (zh, en) = in_money(&reading.money);
    let failed = failures(&reading.proofs);
    let (zh, en) = if failed.zh.is_empty() { (zh, en) } else { (format!("{zh}（{}）", failed.zh), format!("{en} ({})", failed.en)) };
    let how_zh: String = variants.iter().map(|how| format!("（{}）", how.zh)).collect();
    let how_en: String = variants.iter().map(|how| format!(" ({})", how.en)).collect();
    Choice {
        value: reading.candidate.value(),
        label: both(
            format!("{}{}：{}。{zh}", kind.label.zh, how_zh, kind.means.zh),
            format!("{}{}: {}. {en}", kind.label.en, how_en, kind.means.en),
        ),
        money: Some(reading.money.clone()),
    }
}

/// How a reading of a kind differs from others of the same kind, in words: of which column the money is, and what came in.
#[must_use]
pub fn variant_in_words(variant: &str) -> Text {
    match (variant, variant.split_once('=')) {
        ("plus_in", _) => both("没有负号的是收入", "amounts without a minus came in"),
        ("plus_out", _) => both("没有负号的是支出", "amounts without a minus went out"),
        (_, Some(("in", what)) | Some((what, "in"))) => both(format!("“{what}”是收入"), format!("`{what}` is what came in")),
        (_, Some((what, "out"))) => both(format!("“{what}”是支出"), format!("`{what}` is what went out")),
        (_, Some((what, "neither"))) => both(format!("“{what}”不进不出"), format!("`{what}` is neither in nor out")),
        (_, Some((what, "gross"))) => both(format!("“{what}”含税"), format!("`{what}` is with tax")),
        (_, Some((what, "net"))) => both(format!("“{what}”不含税"), format!("`{what}` is without tax")),
        (_, Some((what, "payer"))) => both(format!("“{what}”是付款方"), format!("`{what}` is who paid")),
        (_, Some((what, "currency"))) => both(format!("金额的币种看“{what}”"), format!("amounts are in the currency that `{what}` says")),
        (_, Some((what, "own"))) => both(format!("“{what}”是本方"), format!("`{what}` is the account's own name")),
        (_, Some((what, "rate"))) => both(format!("“{what}”是汇率"), format!("`{what}` is the rate of exchange")),
        (_, Some((what, "party"))) => both(format!("“{what}”是对方"), format!("`{what}` is the other party")),
        (_, Some((what, "charged"))) => both(format!("“{what}”是应收"), format!("`{what}` is what was charged")),
        (_, Some((what, "paid"))) => both(format!("“{what}”是已收"), format!("`{what}` is what was paid of it")),
        (_, Some((what, "open"))) => both(format!("“{what}”是未收"), format!("`{what}` is what is still open")),
        (_, Some(("by", what))) => both(format!("按“{what}”和余额分进出"), format!("in or out by `{what}` and the balance")),
        (header, _) => both(format!("按“{header}”列"), format!("by the column `{header}`")),
    }
}

/// What a reading comes to, in a sentence: the largest party's money, else the directions, else what it costs, else that it brings in none.
fn in_money(money: &Money) -> (String, String) {
    let rows = |name: &str| money.lines.get(name).map_or(0, |line| line.rows);
    let moved = money.by_party.iter().find(|party| [party.charged, party.received, party.credited].iter().any(|amount| !amount.is_zero()));
    if let Some(party) = moved {
        let (name, currency) = (&party.party, party.currency);
        if !party.charged.is_zero() {
            (format!("这样读，{name} 欠 {} {currency}", party.owes), format!("read this way {name} owes {} {currency}", party.owes))
        } else if !party.received.is_zero() {
            (
                format!("这样读，{name} 已付 {} {currency}", party.received),
                format!("read this way {name} has paid {} {currency}", party.received),
            )
        } else {
            (
                format!("这样读，{name} 被冲减 {} {currency}", party.credited),
                format!("read this way {name} is credited {} {currency}", party.credited),
            )
        }
    } else if rows("in") + rows("out") > 0 {
        (format!("进 {} 笔，出 {} 笔", rows("in"), rows("out")), format!("{} in, {} out", rows("in"), rows("out")))
    } else if rows("cost") > 0 {
        (
            format!("这样读，有 {} 笔成本，没有人欠我们", rows("cost")),
            format!("read this way there are {} costs and nobody owes us", rows("cost")),
        )
    } else {
        ("这样读，不记任何金额".to_owned(), "read this way no money is booked".to_owned())
    }
}

fn dated<'c>(candidate: &Candidate<'_>, columns: &'c [Column], types: &[RecordType]) -> Vec<&'c Column> {
    let is_date = |target: &str| matches!(Target::parse(target, types).map(|target| target.shape()), Ok(Shape::Date));
    let assigned = candidate.columns.iter().filter(|assigned| is_date(&assigned.target));
    assigned.filter_map(|assigned| columns.get(assigned.column)).filter(|column| column.profile.open_dates > 0).collect()
}

fn parsed_order(text: &str) -> Option<DateOrder> {
    match text {
        "ymd" => Some(DateOrder::Ymd),
        "mdy" => Some(DateOrder::Mdy),
        "dmy" => Some(DateOrder::Dmy),
        _ => None,
    }
}

/// The order of dates that a person said.
pub(super) fn order_said(answers: &Answers) -> Option<DateOrder> {
    answers.get("date_order").and_then(parsed_order)
}

/// The order of the dates whose column does not decide it: as answered, else the likeliest, so that a reading can be tried.
pub(super) fn date_order(candidate: &Candidate<'_>, columns: &[Column], types: &[RecordType], answers: &Answers) -> Option<DateOrder> {
    if let Some(order) = order_said(answers) {
        return Some(order);
    }
    let columns = dated(candidate, columns, types);
    let orders: Vec<Vec<DateOrder>> = columns.iter().map(|column| column.profile.orders()).collect();
    let decided = orders.iter().find(|orders| orders.len() == 1).and_then(|orders| orders.first()).copied();
    decided.or_else(|| columns.first().and_then(|column| column.profile.likeliest_order()))
}

/// Whether day or month comes first, where no date of a column says it.
fn open_order(candidate: &Candidate<'_>, columns: &[Column], types: &[RecordType], answers: &Answers) -> Option<Question> {
    if order_said(answers).is_some() {
        return None;
    }
    // Dates without a year are written alike in one table: one column that decides is enough.
    let all = dated(candidate, columns, types);
    let decided = all.iter().any(|column| column.profile.orders().len() == 1);
    let open = all.iter().find(|column| column.profile.orders().len() != 1 && !(decided && column.profile.has_no_year))?;
    let orders = open.profile.orders();
    let sample = open.profile.samples.first().cloned().unwrap_or_default();
    let name = &open.header;
    let text = if orders.is_empty() {
        both(
            format!("“{name}”列的日期有几种写法，没有一种次序适合全部；先写日还是先写月？不能读出的行会退回"),
            format!(
                "the dates in `{name}` are written in several ways and no one order fits all: day or month first? rows that cannot be read come back"
            ),
        )
    } else {
        both(
            format!("“{name}”列的日期（如 {sample}）先写日还是先写月？"),
            format!("do the dates in `{name}` (such as {sample}) begin with the day or the month?"),
        )
    };
    let orders = if orders.is_empty() { vec![DateOrder::Dmy, DateOrder::Mdy] } else { orders };
    let choices = orders.iter().map(|order| {
        let (value, zh, en) = match order {
            DateOrder::Ymd => ("ymd", "年-月-日", "year, month, day"),
            DateOrder::Mdy => ("mdy", "月-日-年", "month, day, year"),
            DateOrder::Dmy => ("dmy", "日-月-年", "day, month, year"),
        };
        Choice { value: value.to_owned(), label: both(zh, en), money: None }
    });
    Some(Question {
        key: "date_order".to_owned(),
        code: "date_order".to_owned(),
        column: Some(name.clone()),
        text,
        choices: choices.collect(),
    })
}

/// Whether the amounts of a column are written with a decimal comma: as its own cells say, else those of the other columns, else a person.
pub(super) fn has_decimal_comma(column: &Column, columns: &[Column], answers: &Answers) -> bool {
    match column.profile.styles.sign() {
        DecimalSign::Comma => true,
        DecimalSign::Point | DecimalSign::Either => false,
        DecimalSign::Mixed => column.profile.styles.comma > column.profile.styles.point,
        DecimalSign::Unknown => match of_all(columns) {
            Some(sign) => sign == ',',
            // Three digits after a comma are a group where nothing else is said.
            None => column.profile.thirds > 0 && answers.get("decimal") == Some(","),
        },
    }
}

/// The decimal sign that the amounts of a table share, where some of them tell it.
fn of_all(columns: &[Column]) -> Option<char> {
    let has = |sign: DecimalSign| columns.iter().any(|column| column.profile.may_be_money() && column.profile.styles.sign() == sign);
    match (has(DecimalSign::Comma), has(DecimalSign::Point)) {
        (true, false) => Some(','),
        (false, true) => Some('.'),
        _ => None,
    }
}

/// `1.234` and nothing beside it that tells whether the point is a decimal sign.
fn open_decimal(candidate: &Candidate<'_>, columns: &[Column], answers: &Answers) -> Option<Question> {
    if matches!(answers.get("decimal"), Some("." | ",")) || of_all(columns).is_some() {
        return None;
    }
    let is_open = |column: &&Column| column.profile.thirds > 0 && column.profile.styles.sign() == DecimalSign::Unknown;
    let open = candidate.columns.iter().filter_map(|assigned| columns.get(assigned.column)).find(is_open)?;
    let sample = open.profile.texts.keys().find(|text| text.contains('.')).cloned().unwrap_or_default();
    let choice = |value: &str, zh: &str, en: &str| Choice { value: value.to_owned(), label: both(zh, en), money: None };
    Some(Question {
        key: "decimal".to_owned(),
        code: "decimal".to_owned(),
        column: Some(open.header.clone()),
        text: both(
            format!("“{}”列的 {sample}：点是小数点，还是千分位？", open.header),
            format!("`{sample}` in `{}`: is the point a decimal sign, or does it separate thousands?", open.header),
        ),
        choices: vec![choice(".", "小数点", "a decimal sign"), choice(",", "千分位（逗号是小数点）", "it separates thousands")],
    })
}

/// Columns that a person gave a target.
pub(super) fn answered_columns<'c>(answers: &Answers, columns: &'c [Column]) -> Vec<(&'c Column, String)> {
    let of_column = |column: &'c Column| {
        let target = answers.get(&format!("column:{}", column.header))?;
        let target = match target {
            "party" => "customer.name",
            "paid" => "receipt.amount",
            "open" => "charge.open",
            "amount" => "charge.amount",
            "ignore" => return None,
            other => other,
        };
        Some((column, target.to_owned()))
    };
    let by_missing = |(key, value): (&String, &String)| {
        let target = key.strip_prefix("missing:")?;
        columns.iter().find(|column| column.header == *value).map(|column| (column, target.to_owned()))
    };
    columns.iter().filter_map(of_column).chain(answers.0.iter().filter_map(by_missing)).collect()
}

/// The amount of a cell, by the decimal sign of its column.
pub(super) fn amount_of(row: &guiju_documents::Row, at: usize, columns: &[Column], answers: &Answers) -> Option<Amount> {
    use crate::import::cells::amount::{NumberStyle, compared_amount};
    let decimal = columns.get(at).is_some_and(|column| has_decimal_comma(column, columns, answers));
    compared_amount(row.cell(at), NumberStyle { decimal: if decimal { ',' } else { '.' }, ..NumberStyle::default() }).ok().flatten()
}

/// Amounts beside the charge's that no header explains and that could be what was paid of it.
fn open_columns(books: &Books<'_>, reading: &Evaluated<'_>, chosen: &Looked<'_>, answers: &Answers) -> Vec<Question> {
    let candidate = &reading.candidate;
    let Some(amount) = candidate.column_of("charge.amount") else { return Vec::new() };
    let has_settled = candidate.column_of("charge.open").is_some() || candidate.column_of("receipt.amount").is_some();
    if has_settled {
        return Vec::new();
    }
    let has_fractions = chosen.columns.get(amount.column).is_some_and(|column| column.profile.fractions > 0);
    let could_be = |column: &&Column| {
        column.said.roles.iter().all(|role| role == "amount")
            && !column.header.is_empty()
            && !column.is_bucket
            && !column.profile.counts_up()
            && !candidate.columns.iter().any(|assigned| assigned.column == column.index)
            && column.profile.may_be_money()
            // Beside amounts with decimals whole numbers are counts and positions.
            && (!has_fractions || column.profile.fractions + column.profile.zeros > 0)
            && answers.get(&format!("column:{}", column.header)).is_none()
            && chosen.figures.is_part_of(column.index, amount.column)
            && candidate.column_of("check.base").is_none_or(|base| !chosen.figures.are_same(column.index, base.column))
            && !chosen.multiplied.contains(&column.index)
    };
    let open: Vec<&Column> = chosen.columns.iter().filter(could_be).collect();
    // Two parts that make up the amount, as net and tax do, are explained by that.
    let rates = super::by_tax::rates_of_tax(books.rulebook.imports());
    let is_taxed =
        |net: usize, tax: usize| chosen.figures.is_sum(amount.column, net, tax) && chosen.figures.is_tax_of(tax, net, false, &rates);
    let parts = |one: &&&Column| open.iter().any(|other| is_taxed(one.index, other.index) || is_taxed(other.index, one.index));
    // Nor is what another one of them comes to in the books' own currency.
    let base = candidate.column_of("check.base").map(|assigned| assigned.column);
    let is_in_base = |one: &&&Column| {
        let others = || open.iter().filter(|other| other.index != one.index);
        base.is_some_and(|base| others().any(|other| chosen.figures.is_in_ratio(one.index, other.index, (base, amount.column))))
    };
    let explained: Vec<usize> = open.iter().filter(|one| parts(one) || is_in_base(one)).map(|column| column.index).collect();
    let open: Vec<&Column> = open.into_iter().filter(|column| !explained.contains(&column.index)).collect();
    open.into_iter()
        .map(|column| {
            let name = &column.header;
            let choice = |value: &str, zh: &str, en: &str| Choice { value: value.to_owned(), label: both(zh, en), money: None };
            Question {
                key: format!("column:{name}"),
                code: "column".to_owned(),
                column: Some(name.clone()),
                text: both(
                    format!("“{name}”列是金额，表头没有说明；每行都不大于应收金额：它是什么？"),
                    format!("`{name}` holds amounts that its header does not explain, none above the amount charged: what are they?"),
                ),
                choices: vec![
                    choice("ignore", "与应收无关：不导入", "nothing to do with the debt: not imported"),
                    choice("paid", "已收金额", "what was paid already"),
                    choice("open", "未收金额", "what is still open"),
                ],
            }
        })
        .collect()
}

/// What a row needs and no column gives.
fn missing(reading: &Evaluated<'_>, types: &[RecordType], answers: &Answers) -> Vec<Question> {
    let candidate = &reading.candidate;
    let recipe = &reading.recipe;
    let has = |target: &str| recipe.columns.iter().any(|rule| rule.to.as_deref() == Some(target)) || recipe.constants.contains_key(target);
    let mut needed: Vec<(String, Text)> = Vec::new();
    let mut need = |target: &str, zh: &str, en: &str| needed.push((target.to_owned(), both(zh, en)));
    let gives_charge = has("charge.amount") || has("charge.open") || (has("check.net") && has("check.tax"));
    if gives_charge && !has("charge.date") && candidate.kind.gives.iter().any(|given| given == "charge") {
        need("charge.date", "应收日期（开票日期）", "date of the charge");
    }
    if gives_charge && !has("customer.code") && !has("customer.name") {
        need("customer.name", "客户", "customer");
    }
    let is_flow = recipe.columns.iter().any(|rule| rule.to.as_deref().is_some_and(|to| to.starts_with("flow.") && to != "flow.status"));
    if !gives_charge && (has("receipt.amount") || is_flow) && !has("receipt.date") && !has("flow.posted") {
        need("receipt.date", "收款日期", "date of the receipts");
    }
    if recipe.flow.out_gives.is_some() && !has("customer.code") && !has("customer.name") {
        need("customer.name", "客户", "customer");
    }
    if has("credit_note.amount") && !has("credit_note.date") {
        need("credit_note.date", "贷项日期", "date of the credit notes");
    }
    if has("rate.value") && !has("rate.date") {
        need("rate.date", "汇率日期", "date of the rates");
    }
    let things: BTreeSet<&str> =
        recipe.columns.iter().filter_map(|rule| rule.to.as_deref()).filter_map(|to| to.split('.').next()).collect();
    for kind in types.iter().filter(|kind| things.contains(kind.name.as_str())) {
        for field in kind.fields.iter().filter(|field| field.is_required && field.name != kind.key) {
            let target = format!("{}.{}", kind.name, field.name);
            let is_reference_in_row = matches!(&field.kind, FieldType::Reference(to) if things.contains(to.as_str()));
            let is_name = kind.name == "customer" && field.name == "name";
            if !has(&target) && !is_reference_in_row && !is_name {
                needed.push((target, field.label.clone()));
            }
        }
    }
    needed
        .into_iter()
        .filter(|(target, _)| answers.get(&format!("missing:{target}")).is_none())
        .map(|(target, name)| Question {
            key: format!("missing:{target}"),
            code: "missing_target".to_owned(),
            column: Some(target),
            text: both(
                format!("没有找到{}：请指定一列，或给出固定值", name.zh),
                format!("no {} was found: name a column, or give a constant", name.en),
            ),
            choices: Vec::new(),
        })
        .collect()
}

/// The rate that a person gave of a currency: `rate:USD = "7.1"`, or `rate = "USD=7.1 JPY=0.048"`.
pub(super) fn rate_said(answers: &Answers, currency: &str) -> Option<String> {
    let own = answers.get(&format!("rate:{currency}")).map(|said| said.rsplit('=').next().unwrap_or(said));
    let listed = || {
        let said = answers.get("rate")?;
        said.split([' ', ',', ';', '，', '；'])
            .find_map(|pair| pair.split_once('=').filter(|(code, _)| code.trim() == currency).map(|(_, rate)| rate))
    };
    own.or_else(listed).map(|rate| rate.trim().to_owned())
}

/// What the rows that were looked at could not say themselves.
fn of_problems(reading: &Evaluated<'_>, answers: &Answers, remembered: &[Remembered]) -> Vec<Question> {
    let mut questions = Vec::new();
    let is_remembered = |code: &str| remembered.iter().any(|known| known.code == code);
    let without: Vec<&str> = reading.rates.iter().map(String::as_str).filter(|currency| rate_said(answers, currency).is_none()).collect();
    if let (Some((count, _)), Some(first)) = (reading.problems.get("rate_missing"), without.first()) {
        let key = if without.len() == 1 { format!("rate:{first}") } else { "rate".to_owned() };
        let example = without.iter().map(|currency| format!("{currency}=7.1")).collect::<Vec<_>>().join(" ");
        let listed = without.join("、");
        questions.push(Question {
            key,
            code: "rate".to_owned(),
            column: None,
            text: both(
                format!("{count} 行是 {listed}，没有汇率：一个单位折多少本位币？（如 {example}；也可以先导入汇率表）"),
                format!(
                    "{count} rows are in {} and there is no rate: what is a unit worth in the base currency? (as {example}; or import a list of rates first)",
                    without.join(", ")
                ),
            ),
            choices: Vec::new(),
        });
    }
    questions.extend(open_terms(reading, is_remembered("terms")));
    if reading.problems.contains_key("code_clash") && !matches!(answers.get("code_clash"), Some("refuse" | "rename")) {
        let (count, problem) =
            reading.problems.get("code_clash").cloned().unwrap_or_else(|| (0, crate::import::Problem::new("code_clash", "", "")));
        let choice = |value: &str, zh: &str, en: &str| Choice { value: value.to_owned(), label: both(zh, en), money: None };
        questions.push(Question {
            key: "code_clash".to_owned(),
            code: "code_clash".to_owned(),
            column: None,
            text: both(
                format!("{}（共 {count} 行）。是同一客户换了名称吗？", problem.text.zh),
                format!("{} ({count} rows). Is it one customer with a new name?", problem.text.en),
            ),
            choices: vec![
                choice("refuse", "不是：这些行退回", "no: these rows come back"),
                choice("rename", "是同一客户：用新名称", "yes: it has the new name from now on"),
            ],
        });
    }
    questions.extend(open_names(reading, answers));
    questions.extend(open_statuses(reading, is_remembered("status")));
    if let (Some((count, _)), None) = (reading.problems.get("currency_unclear"), answers.get("currency")) {
        questions.push(Question {
            key: "currency".to_owned(),
            code: "currency".to_owned(),
            column: None,
            text: both(
                format!("{count} 行的货币符号可以是几种货币：是哪一种？（写 USD 这样的代码）"),
                format!("the currency sign of {count} rows may be of several currencies: which is it? (a code as USD)"),
            ),
            choices: Vec::new(),
        });
    }
    if let (Some((count, problem)), None) = (reading.problems.get("year_missing"), answers.get("year")) {
        questions.push(Question {
            key: "year".to_owned(),
            code: "year".to_owned(),
            column: problem.column.clone(),
            text: both(
                format!("{count} 行的日期没有年份，标题也没有写：是哪一年？（跨年时写最后一个月，如 2026-01）"),
                format!("the dates of {count} rows have no year, nor has the title: which year is it? (where it turns, the last month, as 2026-01)"),
            ),
            choices: Vec::new(),
        });
    }
    questions
}

/// Words that nobody understands: one question for all of them, or where others of them are remembered, one for each.
fn each_or_all(code: &str, words: &BTreeMap<String, String>, each: bool, ask: impl Fn(&[&str]) -> (Text, Vec<Choice>)) -> Vec<Question> {
    let question = |key: String, listed: &[&str]| {
        let (text, choices) = ask(listed);
        Question { key, code: code.to_owned(), column: None, text, choices }
    };
    if each {
        return words.iter().map(|(key, word)| question(key.clone(), &[word.as_str()])).collect();
    }
    let listed: Vec<&str> = words.values().map(String::as_str).collect();
    if listed.is_empty() { Vec::new() } else { vec![question(code.to_owned(), &listed)] }
}

/// Terms that are not understood.
fn open_terms(reading: &Evaluated<'_>, each: bool) -> Vec<Question> {
    let words = reading.terms.iter().map(|words| (learned::terms_key(words), words.clone())).collect();
    each_or_all("terms", &words, each, |listed| {
        let (zh, en) = (listed.join("”“"), listed.join("`, `"));
        let (zh_each, en_each) = if listed.len() > 1 {
            (
                "；各不相同时，在答案文件中写 \"terms:原文\" = \"30天\"",
                "; where they differ, the answers file may say \"terms:<the words>\" = \"30 days\"",
            )
        } else {
            ("", "")
        };
        let text = both(
            format!("看不懂的账期：“{zh}”。何时到期？（写 30天、月结、次月25日 等{zh_each}）"),
            format!("terms that are not understood: `{en}`. When is it due? (write `30 days`, `monthly`, `25th of next month` …{en_each})"),
        );
        (text, Vec::new())
    })
}

/// Statuses that do not say whether their rows count.
fn open_statuses(reading: &Evaluated<'_>, each: bool) -> Vec<Question> {
    let bare = |status: &String| crate::import::plan::bare_status(status).trim().to_owned();
    let words = reading.statuses.iter().map(|status| (learned::status_key(status), bare(status))).collect();
    each_or_all("status", &words, each, |listed| {
        let (zh, en) = (listed.join("”“"), listed.join("`, `"));
        (both(format!("状态为“{zh}”的行算不算数？"), format!("do rows with the status `{en}` count?")), status_choices())
    })
}

/// What can be said of a status.
pub(super) fn status_choices() -> Vec<Choice> {
    let choice = |value: &str, zh: &str, en: &str| Choice { value: value.to_owned(), label: both(zh, en), money: None };
    vec![choice("count", "算数：导入", "they count"), choice("leave", "不算数：不导入", "they do not")]
}

/// Names that are listed in a question.
const LISTED: usize = 20;

/// Names that differ from known customers' in the kind of company only, or leave it out: one question for all that can be but one
/// customer, and one for each that can be several.
fn open_names(reading: &Evaluated<'_>, answers: &Answers) -> Vec<Question> {
    let open: Vec<(&String, &Vec<(String, String)>)> =
        reading.similar.iter().filter(|(name, _)| !learned::is_said_new(answers, name)).collect();
    let (single, several): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, known)| known.len() == 1);
    let one = |(name, known): (&String, &Vec<(String, String)>)| Question {
        key: learned::customer_key(name),
        code: "same_customer".to_owned(),
        column: None,
        text: both(
            format!("“{name}”与已有客户的名称只差公司形式，是哪一家？"),
            format!("`{name}` differs from known customers in the kind of company only: which of them is it?"),
        ),
        choices: learned::customer_choices(known),
    };
    let mut questions: Vec<Question> = match single.as_slice() {
        [(name, known)] => vec![one((name, known))],
        [] => Vec::new(),
        several => vec![same_customers(several)],
    };
    questions.extend(several.into_iter().take(LISTED).map(one));
    questions
}

fn same_customers(names: &[(&String, &Vec<(String, String)>)]) -> Question {
    let listed: Vec<String> = names
        .iter()
        .take(LISTED)
        .flat_map(|(name, known)| known.iter().map(move |(code, known)| format!("{name} = {known} ({code})")))
        .collect();
    let more = names.len().saturating_sub(LISTED);
    let (zh, en) =
        if more == 0 { (String::new(), String::new()) } else { (format!("……另有 {more} 个"), format!(" … and {more} more")) };
    let choice = |value: &str, zh: &str, en: &str| Choice { value: value.to_owned(), label: both(zh, en), money: None };
    Question {
        key: "same_customer".to_owned(),
        code: "same_customer".to_owned(),
        column: None,
        text: both(
            format!("这些名称与已有客户只差公司形式，是同一家吗？{}{zh}", listed.join("；")),
            format!("these names differ from known customers in the kind of company only: are they the same? {}{en}", listed.join("; ")),
        ),
        choices: vec![
            choice("different", "都不是：作为新客户", "no: they are new customers"),
            choice("same", "都是：记为已有客户的别名", "yes: they are other names of these"),
        ],
    }
}

/// Rows that are the sum of those above them and have a date: totals of a day, or items that happen to be it.
fn sums(reading: &Evaluated<'_>) -> Option<Question> {
    let first = reading.sums.first().filter(|_| reading.recipe.file.sums.is_none())?;
    let count = reading.sums.len();
    let choice = |value: &str, zh: &str, en: &str, money: Option<Money>| Choice { value: value.to_owned(), label: both(zh, en), money };
    Some(Question {
        key: "sums".to_owned(),
        code: "sums".to_owned(),
        column: None,
        text: both(
            format!("{count} 行有日期，金额正好是上面各行之和，又缺别的行都有的内容（如第 {first} 行）：是合计，还是一笔业务？"),
            format!(
                "{count} rows have a date, are the sum of the rows above them and lack what the others have (row {first}, for one): are they totals or items?"
            ),
        ),
        choices: vec![
            choice("totals", "合计：不计入", "totals: they do not count", Some(reading.money.clone())),
            choice("items", "业务：计入", "items: they count", reading.with_sums.clone()),
        ],
    })
}

/// The proofs that failed, in words; empty where none did.
fn failures(proofs: &[crate::import::proof::Proof]) -> Text {
    let failed = || proofs.iter().filter(|proof| !proof.holds);
    let zh = failed().map(|proof| format!("{}：{} 处不符", proof.label.zh, proof.failed)).collect::<Vec<_>>().join("；");
    let en =
        failed().map(|proof| format!("{}: {} of {} do not", proof.label.en, proof.failed, proof.checked)).collect::<Vec<_>>().join("; ");
    both(zh, en)
}

/// Proofs that failed while everything else is settled: one confirmation takes the file in as it is.
fn differences(reading: &Evaluated<'_>, answers: &Answers) -> Option<Question> {
    let failed: Vec<&crate::import::proof::Proof> = reading.proofs.iter().filter(|proof| !proof.holds).collect();
    // Who chose a reading was shown its differences.
    if failed.is_empty() || answers.get("differences") == Some("accept") || answers.get("kind").is_some() {
        return None;
    }
    let first = failed.iter().find_map(|proof| proof.differences.first());
    let told = failures(&reading.proofs);

    let example = first.map(|first| {
        both(
            format!("例如第 {} 行：文件写 {}，各行算出 {}。", first.row, first.stated, first.found),
            format!(" Row {}, for one: the file says {}, its rows come to {}.", first.row, first.stated, first.found),
        )
    });
    let (zh, en) = example.map(|text| (text.zh, text.en)).unwrap_or_default();
    Some(Question {
        key: "differences".to_owned(),
        code: "differences".to_owned(),
        column: None,
        text: both(format!("{}。{zh}按各行导入吗？", told.zh), format!("{}.{en} Take the rows as they are?", told.en)),
        choices: vec![Choice {
            value: "accept".to_owned(),
            label: both("按各行导入", "take the rows as they are"),
            money: Some(reading.money.clone()),
        }],
    })
}
