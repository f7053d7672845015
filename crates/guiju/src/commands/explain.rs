//! `guiju explain rating CUSTOMER --month 2026-10`: why this class, down to the entries.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use guiju_runtime::Company;
use guiju_runtime::operations::{ExplainedComponent, RatingExplanation, explain_rating, find_customer};
use guiju_types::{Month, Scope};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A customer's rating of a month.
    Rating(RatingOf),
}

#[derive(Debug, Args)]
struct RatingOf {
    /// The customer's code or full name.
    customer: String,
    /// The month, such as 2026-10.
    #[arg(long)]
    month: Month,
    /// Which appraisal.
    #[arg(long, default_value = "credit")]
    appraisal: String,
    /// How many entries to list for each measure.
    #[arg(long, default_value_t = 8)]
    records: usize,
    /// The default rulebook with this folder laid over it, where the month was rated by that; may be given again.
    #[arg(long, value_name = "DIR")]
    rulebook: Vec<PathBuf>,
}

pub(crate) fn run(explain: &Explain, common: &Common) -> anyhow::Result<Outcome> {
    let What::Rating(rating) = &explain.what;
    let mut company = Company::open(common.folder()?)?;
    if !rating.rulebook.is_empty() {
        company = company.with_rulebook(&rating.rulebook)?;
    }
    let customer = find_customer(&company, &Scope::Company, &rating.customer)?;
    let explanation = explain_rating(&company, &Scope::Company, &rating.appraisal, &customer, rating.month)?;
    match common.format {
        Format::Json => output::print_json(&explanation)?,
        Format::Text => output::print(&text(&explanation, rating.records))?,
    }
    Ok(Outcome::Fine)
}

fn text(rating: &RatingExplanation, records: usize) -> String {
    let mut text = format!(
        "{} {} in {}\n{}\n{}\n\n",
        rating.customer.code, rating.customer.name, rating.month, rating.sentence.zh, rating.sentence.en
    );
    let rows: Vec<Vec<String>> = rating.components.iter().map(waterfall_row).collect();
    text.push_str(&output::table(&["measure", "value", "score", "weight", "points"], &rows, &[1, 2, 3, 4]));
    if let Some(total) = rating.total {
        text.push_str(&format!("total {total}, resting on {} % of the weights\n", rating.basis_percent));
    }
    if let Some(rule) = &rating.class_rule {
        text.push_str(&format!("class by rule `{}` of `{}`: {}\n", rule.id, rule.decision, rule.text.en));
    }
    if let Some(because) = &rating.because {
        let (class, computed) = (rating.class.as_deref().unwrap_or("none"), rating.computed_class.as_deref().unwrap_or("none"));
        text.push_str(&format!("class in force {class}, computed {computed}: {} ({})\n", because.zh, because.en));
    }
    for said in &rating.said {
        text.push_str(&format!("decided or asked: {} ({})\n", said.zh, said.en));
    }
    if let Some(proposal) = &rating.proposal {
        let state = match rating.is_approved {
            None => "waits for a person's approval",
            Some(true) => "approved",
            Some(false) => "refused",
        };
        text.push_str(&format!("proposed: {proposal} ({state})\n"));
    }
    for component in &rating.components {
        text.push_str(&component_text(component, records));
    }
    text.push_str(&next_text(rating));
    if rating.is_of_older_edition {
        text.push_str(
            "the rulebook has changed since: entries are shown by today's definitions; rate the month again to judge by today's rules\n",
        );
    }
    text.push_str(&format!("\n{} ({})\nedition {}, known at {}\n", rating.clause.zh, rating.clause.en, rating.edition, rating.known_at));
    text
}

fn waterfall_row(component: &ExplainedComponent) -> Vec<String> {
    let said = |number: &Option<String>| number.clone().unwrap_or_else(|| "unknown".to_owned());
    vec![
        format!("{} {}", component.label.zh, component.label.en),
        said(&component.value),
        said(&component.score),
        component.weight.clone(),
        said(&component.points),
    ]
}

fn component_text(component: &ExplainedComponent, records: usize) -> String {
    let mut text = format!("\n{} {}\n", component.label.zh, component.label.en);
    if let Some(missing) = &component.missing {
        text.push_str(&format!("  unknown: {} ({})\n", missing.zh, missing.en));
    }
    if let Some(rule) = &component.rule {
        text.push_str(&format!("  rule `{}` of `{}`: {}\n", rule.id, rule.decision, rule.text.en));
    }
    for total in &component.totals {
        let value = total.value.as_deref().unwrap_or("nothing");
        text.push_str(&format!("  {} = {value} from {} rows\n", total.label.en, total.rows));
    }
    for record in component.records.iter().take(records) {
        let date = |date: &Option<guiju_types::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let amount = record.amount.map(|amount| amount.to_string()).unwrap_or_default();
        let currency = record.currency.map(|currency| currency.to_string()).unwrap_or_default();
        let number = record.number.as_deref().unwrap_or("-");
        let due = record.due.map(|due| format!(" due {due}")).unwrap_or_default();
        text.push_str(&format!(
            "    {} {} {number} {amount} {currency}{due} [{} {}]\n",
            date(&record.date),
            record.kind,
            record.kind,
            record.id
        ));
    }
    if component.records.len() > records {
        text.push_str(&format!("    … and {} more (`--records N` shows N)\n", component.records.len() - records));
    }
    text
}

fn next_text(rating: &RatingExplanation) -> String {
    let Some(next) = &rating.next else { return String::new() };
    let mut text = format!("\nnext class {}: a total of {}, {} more\n", next.class, next.total, next.gap);
    if next.ways.is_empty() {
        text.push_str("  nothing that can still happen reaches it\n");
    }
    for way in &next.ways {
        let changes: Vec<String> = way
            .iter()
            .map(|change| format!("{} {} → {} (+{}): {}", change.measure, change.from, change.to, change.points, change.text.en))
            .collect();
        text.push_str(&format!("  {}\n", changes.join("\n  and ")));
    }
    text
}
