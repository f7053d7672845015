//! What the data so far can answer, and what is missing for the rest.

use guiju_rulebook::{CompiledAppraisal, Coverages, Covered, OnUnknown};
use guiju_types::{Coverage, EntryKind, Month, Text, Timestamp};
use serde::Serialize;

use crate::{Company, RuntimeError};

/// A question and whether the data can answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ready {
    /// `age`, or `rate:` with an appraisal's name.
    pub name: String,
    /// The question.
    pub question: Text,
    /// Whether it can be answered.
    pub answer: Answer,
    /// Why, in a sentence.
    pub why: Text,
    /// What is missing for a whole answer.
    pub missing: Vec<Text>,
}

/// Whether a question can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It can.
    Yes,
    /// It can in part.
    Partly,
    /// It cannot.
    No,
}

/// What the data of a company so far can answer. Ratings are judged for the last month that some declared period reaches.
///
/// # Errors
/// Where the database cannot be read.
pub fn readiness(company: &Company) -> Result<Vec<Ready>, RuntimeError> {
    let store = company.store();
    let counts = store.entry_counts()?;
    let coverage = store.coverage()?;
    let mut answers = vec![age(&counts)];
    let month = last_month(&coverage);
    answers.extend(company.rulebook().appraisals().iter().map(|appraisal| rate(appraisal, &coverage, month)));
    Ok(answers)
}

fn last_month(coverage: &[Coverage]) -> Month {
    let last = coverage.iter().map(|period| period.to).max();
    Month::of(last.unwrap_or_else(|| jiff::tz::TimeZone::UTC.to_datetime(Timestamp::now()).date()))
}

fn age(counts: &[(EntryKind, u64)]) -> Ready {
    let count = |kind: EntryKind| counts.iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| *count);
    let (charges, receipts) = (count(EntryKind::Charge), count(EntryKind::Receipt));
    let no_receipts = Text::new("没有任何收款：所有应收都显示为未收", "there are no receipts: every charge shows as open");
    let (answer, why, missing) = match (charges, receipts) {
        (0, _) => (
            Answer::No,
            Text::new("还没有应收", "there are no charges yet"),
            vec![Text::new("应收（发票或未收清单）", "charges: invoices, or a list of open items")],
        ),
        (charges, 0) => {
            (Answer::Partly, Text::new(format!("有 {charges} 笔应收"), format!("there are {charges} charges")), vec![no_receipts])
        }
        (charges, receipts) => (
            Answer::Yes,
            Text::new(format!("有 {charges} 笔应收、{receipts} 笔收款"), format!("there are {charges} charges and {receipts} receipts")),
            Vec::new(),
        ),
    };
    Ready { name: "age".to_owned(), question: Text::new("能做账龄分析吗？", "can it be aged?"), answer, why, missing }
}

fn rate(appraisal: &CompiledAppraisal, coverage: &[Coverage], month: Month) -> Ready {
    let coverages = Coverages::new(coverage, month);
    let mut missing = Vec::new();
    let mut unknown = Vec::new();
    for measure in &appraisal.measures {
        for need in &measure.needs {
            match coverages.of(&need.fact, need.months, need.months_min) {
                Covered::Wholly => {}
                Covered::Partly { gaps } => missing.push(part(&need.label, &gaps)),
                Covered::No { gaps } => {
                    missing.push(absent(&need.label, need.months, &gaps));
                    if !unknown.contains(&&measure.label) {
                        unknown.push(&measure.label);
                    }
                }
            }
        }
    }
    missing.sort();
    missing.dedup();
    let known = appraisal.measures.len() - unknown.len();
    let names = |zh: bool| unknown.iter().map(|label| if zh { label.zh.as_str() } else { label.en.as_str() }).collect::<Vec<_>>();
    let (answer, why) = match (unknown.is_empty(), missing.is_empty()) {
        (true, true) => (Answer::Yes, Text::new(format!("{month} 所需数据齐全"), format!("everything that {month} needs is there"))),
        (true, false) => {
            (Answer::Partly, Text::new(format!("{month} 的部分月份不完整"), format!("some months that {month} needs are not complete")))
        }
        (false, _) => {
            let is_rebased = appraisal.on_unknown == OnUnknown::Rebase && known > 0;
            let why = Text::new(
                format!("{month} 无法计算：{}", names(true).join("、")),
                format!("not to be computed for {month}: {}", names(false).join(", ")),
            );
            (if is_rebased { Answer::Partly } else { Answer::No }, why)
        }
    };
    let question = Text::new(format!("能做{}吗？", appraisal.label.zh), format!("can it rate: {}?", appraisal.label.en));
    Ready { name: format!("rate:{}", appraisal.name), question, answer, why, missing }
}

fn absent(label: &Text, months: u32, gaps: &[Month]) -> Text {
    if u32::try_from(gaps.len()).is_ok_and(|gaps| gaps >= months) {
        return Text::new(format!("缺少最近 {months} 个月的{}", label.zh), format!("{} of the last {months} months are missing", label.en));
    }
    let gaps = span(gaps);
    Text::new(format!("缺少 {gaps} 的{}", label.zh), format!("{} of {gaps} are missing", label.en))
}

fn part(label: &Text, gaps: &[Month]) -> Text {
    let gaps = span(gaps);
    Text::new(format!("{gaps} 的{}不完整", label.zh), format!("{} of {gaps} are not complete", label.en))
}

fn span(gaps: &[Month]) -> String {
    match gaps {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first}–{last}"),
    }
}
