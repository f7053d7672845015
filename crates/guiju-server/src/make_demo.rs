//! A demo company in a folder: its facts, its sign-ins, and the ratings that the pages compare.

use std::path::Path;

use guiju_demo::{DemoError, DemoOptions, DemoScope, DemoSummary, Progress, Stage, generate, group_name, sign_ins};
use guiju_runtime::operations::{RateMonth, rate_month};
use guiju_runtime::{Company, NewCompany, RuntimeError};
use guiju_store::{StoreError, User};
use guiju_types::{Actor, Scope};

use crate::session::password;

/// How many months are rated: the last one, and a year before it for the comparison, and one more.
const RATED_MONTHS: i32 = 14;

/// Why no demo company could be made.
#[derive(Debug, thiserror::Error)]
pub enum MakeDemoError {
    /// The facts could not be made.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The company could not be made or rated.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    /// The database refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A password could not be hashed; the machine gives no random numbers.
    #[error("a password of the demo cannot be hashed: {0}")]
    Password(String),
}

/// Makes a demo company in a folder that is none yet. The folder is a company only when all of it is there.
///
/// # Errors
/// Where an option is out of bounds, or the folder or the database refuse.
pub fn make_demo(
    folder: &Path,
    database: &str,
    options: &DemoOptions,
    is_rated: bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<DemoSummary, MakeDemoError> {
    options.check()?;
    let new = NewCompany { name: group_name(), database: database.to_owned(), is_demo: true, ..NewCompany::default() };
    let (_, summary) = Company::create_filled(folder, &new, |company| {
        let summary = generate(options, company.store(), progress)?;
        put_users(company)?;
        progress(Progress { stage: Stage::Users, done: 1, total: 1 });
        if is_rated {
            rate(company, options, progress)?;
        }
        Ok::<DemoSummary, MakeDemoError>(summary)
    })?;
    Ok(summary)
}

fn put_users(company: &Company) -> Result<(), MakeDemoError> {
    let store = company.store();
    let mut users = Vec::new();
    for user in sign_ins() {
        let person = store.record_by_key(&Scope::Company, "person", user.person_code)?.map(|person| person.id);
        let scope = match user.scope {
            DemoScope::Company => Scope::Company,
            DemoScope::Branch { code } => {
                let unit = store.record_by_key(&Scope::Company, "org_unit", code)?;
                Scope::Units { units: unit.into_iter().map(|unit| unit.id).collect() }
            }
            // Nobody's customers where the person is missing: never more than was meant.
            DemoScope::Own => person.map_or(Scope::Units { units: Vec::new() }, |person| Scope::Own { person }),
        };
        let password_hash = password::hash(user.password).map_err(|error| MakeDemoError::Password(error.to_string()))?;
        users.push(User { name: user.name.to_owned(), password_hash, role: user.role.to_owned(), scope, person, is_disabled: false });
    }
    store.write(&Actor::program("demo"), |write| users.iter().try_for_each(|user| write.put_user(user)))?;
    Ok(())
}

/// Each of the last months, with everything that is known at the demo's end.
fn rate(company: &Company, options: &DemoOptions, progress: &mut dyn FnMut(Progress)) -> Result<(), MakeDemoError> {
    let months = RATED_MONTHS.min(i32::try_from(options.months).unwrap_or(RATED_MONTHS));
    for back in (0..months).rev() {
        let request =
            RateMonth { appraisal: "credit".to_owned(), month: options.until.plus(-back), known_at: None, is_verified: false };
        rate_month(company, &Actor::program("demo"), &request, &|_, _| {})?;
        let done = u64::try_from(months - back).unwrap_or(0);
        progress(Progress { stage: Stage::Ratings, done, total: u64::try_from(months).unwrap_or(0) });
    }
    Ok(())
}
