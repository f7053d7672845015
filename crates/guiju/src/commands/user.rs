//! `guiju user add NAME --role ROLE`: who may sign in. Passwords are printed once, as one-time ones.

use clap::{Args, Subcommand};
use guiju_runtime::Company;
use guiju_server::{ADMINISTRATOR, ApiError, NewUser, add_user, reset_password, set_disabled};
use guiju_types::Actor;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct UserOf {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a user; prints a password for the first sign-in.
    Add(Add),
    /// List the users.
    List,
    /// Give a user a new password for the next sign-in; sessions end.
    Reset {
        /// The sign-in name.
        name: String,
    },
    /// Keep a user out; sessions end.
    Disable {
        /// The sign-in name.
        name: String,
    },
    /// Let a user in again.
    Enable {
        /// The sign-in name.
        name: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// The sign-in name.
    name: String,
    /// The role, as the rulebook names it: `administrator`, `finance`, `branch_manager`, `salesperson`.
    #[arg(long, visible_alias = "post", default_value = "administrator")]
    role: String,
    /// The code of the unit whose data the user sees, where the role needs one.
    #[arg(long)]
    unit: Option<String>,
    /// The staff number, where the role sees own customers only.
    #[arg(long)]
    person: Option<String>,
}

pub(crate) fn run(user: &UserOf, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    let actor = Actor::program("user");
    match &user.what {
        What::Add(add) => {
            let new = NewUser { name: add.name.clone(), role: add.role.clone(), unit: add.unit.clone(), person: add.person.clone() };
            let password = add_user(&company, &actor, &new).map_err(|error| said(&error))?;
            password_line(common, &add.name, &password)?;
        }
        What::Reset { name } => {
            let password = reset_password(&company, &actor, name).map_err(|error| said(&error))?;
            password_line(common, name, &password)?;
        }
        What::Disable { name } => set_disabled(&company, &actor, name, true).map_err(|error| said(&error))?,
        What::Enable { name } => set_disabled(&company, &actor, name, false).map_err(|error| said(&error))?,
        What::List => list(&company, common)?,
    }
    Ok(Outcome::Fine)
}

fn list(company: &Company, common: &Common) -> anyhow::Result<()> {
    let users = company.store().users()?;
    let state = |is_disabled: bool| if is_disabled { "disabled" } else { "may sign in" };
    match common.format {
        Format::Json => {
            let rows: Vec<_> = users
                .iter()
                .map(|user| serde_json::json!({ "name": user.name, "role": user.role, "scope": user.scope, "is_disabled": user.is_disabled }))
                .collect();
            output::print_json(&rows)
        }
        Format::Text => {
            let rows: Vec<Vec<String>> =
                users.iter().map(|user| vec![user.name.clone(), user.role.clone(), state(user.is_disabled).to_owned()]).collect();
            if rows.is_empty() {
                output::say("nobody may sign in yet: `guiju user add NAME --role administrator` adds the first");
            }
            output::print(&output::table(&["user", "role", "state"], &rows, &[]))
        }
    }
}

fn password_line(common: &Common, name: &str, password: &str) -> anyhow::Result<()> {
    match common.format {
        Format::Json => output::print_json(&serde_json::json!({ "name": name, "one_time_password": password })),
        Format::Text => {
            output::print(&format!("sign in as {name} with {password} (once; the first sign-in asks for a password of your own)\n"))
        }
    }
}

/// Makes the first user of a company that has none, so that a company can always be entered.
pub(super) fn first_user(company: &Company) -> anyhow::Result<Option<(String, String)>> {
    if !company.store().users()?.is_empty() {
        return Ok(None);
    }
    let first = NewUser { name: ADMINISTRATOR.to_owned(), role: "administrator".to_owned(), ..NewUser::default() };
    let password = add_user(company, &Actor::program("init"), &first).map_err(|error| said(&error))?;
    Ok(Some((first.name, password)))
}

/// A refusal as the command line says it, with what to do.
fn said(error: &ApiError) -> anyhow::Error {
    let (message, help) = error.words();
    match help {
        Some(help) => anyhow::anyhow!("{message}; {help}"),
        None => anyhow::anyhow!("{message}"),
    }
}
