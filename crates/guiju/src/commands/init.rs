//! `guiju init DIR`: an empty company with the default rulebook.

use std::path::PathBuf;

use clap::Args;
use guiju_runtime::{Company, NewCompany};
use guiju_types::{Currency, Text};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The new company's folder.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Its name.
    #[arg(long, default_value = "我的公司")]
    name: String,
    /// `sqlite` (a file in the folder) or `postgres://user@host/database`.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// The currency of its books.
    #[arg(long, default_value = "CNY")]
    base_currency: Currency,
    /// The settlement terms of customers whose file states none: `cash`, `per_job`, `monthly`, `days_30`, `days_60`, `days_90`.
    #[arg(long, default_value = "days_30")]
    default_terms: String,
    /// A folder laid over the default rulebook; may be given again.
    #[arg(long, value_name = "DIR")]
    rulebook: Vec<PathBuf>,
}

pub(crate) fn run(init: &Init, common: &Common) -> anyhow::Result<Outcome> {
    let folder = common.folder_or(init.folder.as_deref())?;
    let company = Company::create(
        folder,
        &NewCompany {
            name: Text::new(init.name.clone(), init.name.clone()),
            database: init.database.clone(),
            base_currency: init.base_currency,
            default_terms: init.default_terms.clone(),
            rulebook: init.rulebook.clone(),
            is_demo: false,
        },
    )?;
    let edition = company.rulebook().edition();
    let first = super::user::first_user(&company)?;
    match common.format {
        Format::Json => output::print_json(&serde_json::json!({
            "company": folder, "edition": edition, "base_currency": init.base_currency, "record_types": company.rulebook().record_types().len(),
            "administrator": first.as_ref().map(|(name, password)| serde_json::json!({ "name": name, "one_time_password": password })),
        }))?,
        Format::Text => {
            output::print(&format!("made the company in {} (rulebook edition {edition})\n", folder.display()))?;
            if let Some((name, password)) = &first {
                output::print(&format!("sign in as {name} with {password} (once; the first sign-in asks for a password of your own)\n"))?;
            }
            output::say(&format!(
                "next: guiju serve {} opens the pages; or export GUIJU_COMPANY={} && guiju import FILE --dry-run",
                folder.display(),
                folder.display()
            ));
        }
    }
    Ok(Outcome::Fine)
}
