//! `guiju rates`: exchange rates, listed and set.

use clap::{Args, Subcommand};
use guiju_runtime::Company;
use guiju_runtime::rates::{NewRate, put_rates, rate_text, rates};
use guiju_types::{Actor, Currency, Date};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Rates {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Set what a unit of a currency is worth in the currency of the books, from a day on.
    Set {
        /// The currency, as USD.
        currency: Currency,
        /// What a unit is worth, as 7.1234.
        rate: String,
        /// The first day for which it holds.
        #[arg(long, value_name = "DAY")]
        from: Date,
    },
}

pub(crate) fn run(arguments: &Rates, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    if let Some(What::Set { currency, rate, from }) = &arguments.what {
        let new = NewRate { currency: *currency, date: *from, rate: rate.clone() };
        put_rates(&company, &Actor::program("rates"), &[new])?;
    }
    let (base, all) = (company.base_currency()?, rates(&company)?);
    match common.format {
        Format::Json => {
            let rows: Vec<_> = all
                .iter()
                .map(|rate| serde_json::json!({ "currency": rate.currency, "from": rate.date, "rate": rate_text(rate.base_per_unit) }))
                .collect();
            output::print_json(&serde_json::json!({ "base_currency": base, "rates": rows }))?;
        }
        Format::Text if all.is_empty() => {
            output::say(&format!(
                "there are no rates to {base} yet: `guiju rates set USD 7.1234 --from 2026-10-01`, or import a list of rates"
            ));
        }
        Format::Text => {
            let rows: Vec<Vec<String>> = all
                .iter()
                .map(|rate| vec![rate.currency.to_string(), rate.date.to_string(), format!("{} {base}", rate_text(rate.base_per_unit))])
                .collect();
            output::print(&output::table(&["currency", "from", "a unit is worth"], &rows, &[2]))?;
        }
    }
    Ok(Outcome::Fine)
}
