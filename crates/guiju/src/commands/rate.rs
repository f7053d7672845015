//! `guiju rate --month 2026-10`: every customer's class for a month.

use std::path::PathBuf;

use clap::Args;
use guiju_runtime::Company;
use guiju_runtime::operations::{MonthRating, RateMonth, check_month, rate_month};
use guiju_types::{Actor, Month, Timestamp};

use crate::arguments::{Common, Format, instant};
use crate::output::{self, Outcome};
use crate::progress;

#[derive(Debug, Args)]
pub(crate) struct Rate {
    /// The month, such as 2026-10.
    #[arg(long)]
    month: Month,
    /// Only what was known at this instant, or at the end of this day; now unless given.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    known_at: Option<Timestamp>,
    /// Rate a month that is not over, although what it gives will change.
    #[arg(long)]
    unfinished: bool,
    /// Which appraisal.
    #[arg(long, default_value = "credit")]
    appraisal: String,
    /// Compute every rating again from the ledger, case by case, and compare.
    #[arg(long)]
    verify: bool,
    /// How many ratings to list; 0 for all.
    #[arg(long, value_name = "N")]
    list: Option<usize>,
    /// Try the default rulebook with this folder laid over it instead of the company's: what comes of it is shown, and nothing is kept. May be given
    /// again.
    #[arg(long, value_name = "DIR")]
    rulebook: Vec<PathBuf>,
}

pub(crate) fn run(rate: &Rate, common: &Common) -> anyhow::Result<Outcome> {
    let mut company = Company::open(common.folder()?)?;
    if !rate.rulebook.is_empty() {
        company = company.with_rulebook(&rate.rulebook)?;
    }
    check_month(&company, rate.month, company.today()?, rate.unfinished)?;
    let request = RateMonth {
        appraisal: rate.appraisal.clone(),
        month: rate.month,
        known_at: rate.known_at,
        is_verified: rate.verify,
        is_kept: rate.rulebook.is_empty(),
    };
    let bar = progress::bar("customers");
    let mut result = rate_month(&company, &Actor::program("rate"), &request, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    let listed = match rate.list {
        None => 0,
        Some(0) => usize::MAX,
        Some(count) => count,
    };
    result.ratings.truncate(listed);
    match common.format {
        Format::Json => output::print_json(&result)?,
        Format::Text => output::print(&text(&result))?,
    }
    if result.run.is_none() {
        output::say("nothing is kept: this was a try; the company's own rulebook is in `guiju.toml`, and what was published over it");
    }
    if result.subjects == 0 {
        output::say("there are no customers yet; bring some in with `guiju import FILE`");
    }
    Ok(Outcome::Fine)
}

fn text(result: &MonthRating) -> String {
    let mut text = format!(
        "{} of {}: {} customers, {} rated (edition {}, known at {})\n",
        result.appraisal, result.month, result.subjects, result.rated, result.edition, result.known_at
    );
    let classes: Vec<Vec<String>> = result.classes.iter().map(|(class, count)| vec![class.clone(), count.to_string()]).collect();
    text.push_str(&output::table(&["class", "customers"], &classes, &[1]));
    for (reason, count) in &result.not_rated {
        text.push_str(&format!("not rated: {count}, {reason}\n"));
    }
    for (what, count) in [("activity score only", result.activity), ("companies of the group, marked", result.internal)] {
        if count > 0 {
            text.push_str(&format!("{what}: {count}\n"));
        }
    }
    for (proposal, count) in &result.proposals {
        text.push_str(&format!("proposed: {proposal} for {count}, to be approved by a person\n"));
    }
    if result.rests_on_asserted {
        text.push_str("some of it rests on instants of knowledge that imports asserted\n");
    }
    if let Some(count) = result.verified {
        text.push_str(&format!("{count} computed again from the ledger, 0 differ\n"));
    }
    text.push_str(&format!("digest {}\n", result.digest));
    if !result.ratings.is_empty() {
        let rows: Vec<Vec<String>> = result
            .ratings
            .iter()
            .map(|rating| {
                vec![
                    rating.customer.clone(),
                    rating.name.clone(),
                    rating.class.clone().unwrap_or_else(|| rating.state.to_owned()),
                    rating.total.map(|total| total.to_string()).unwrap_or_default(),
                    rating.basis_percent.to_string(),
                ]
            })
            .collect();
        text.push('\n');
        text.push_str(&output::table(&["customer", "name", "class", "total", "basis %"], &rows, &[3, 4]));
    }
    text
}
