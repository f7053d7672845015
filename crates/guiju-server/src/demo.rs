//! Makes the demo company: the facts, the sign-ins, and the ratings of its last months.

use std::path::Path;

use guiju_demo::{DemoError, DemoOptions, DemoScope, DemoSummary, DemoUser, Progress, Stage};
use guiju_runtime::operations::{RateMonth, rate_month};
use guiju_runtime::{Company, NewCompany, RuntimeError};
use guiju_store::User;
use guiju_types::{Actor, RecordId, Scope, Text};

use crate::error::ApiError;
use crate::session::password;

/// Which demo company to make.
#[derive(Debug, Clone)]
pub struct MakeDemo {
    /// Its facts.
    pub facts: DemoOptions,
    /// `sqlite` for a file in the folder, or `postgres://…`.
    pub database: String,
    /// How many of its last months it comes with ratings of.
    pub rated_months: u32,
}

impl Default for MakeDemo {
    /// Two rated years, so that a year ago can be compared over a year.
    fn default() -> Self {
        Self { facts: DemoOptions::default(), database: NewCompany::default().database, rated_months: 24 }
    }
}

/// Why a demo company was not made. Choose other options or another folder; nothing else helps.
#[derive(Debug, thiserror::Error)]
pub enum MakeDemoError {
    /// The options are out of bounds, or the store refused.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The company could not be made, or a month not rated.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    /// A password could not be hashed: the system gives no random numbers.
    #[error("cannot make the demo's sign-ins: the system gives no random numbers")]
    Password,
}

impl From<MakeDemoError> for ApiError {
    fn from(error: MakeDemoError) -> Self {
        match error {
            MakeDemoError::Runtime(error) => error.into(),
            MakeDemoError::Demo(error @ DemoError::Option { .. }) => Self::invalid("customers", error.to_string(), "超出允许的范围"),
            error @ (MakeDemoError::Demo(_) | MakeDemoError::Password) => Self::internal(error),
        }
    }
}

/// Makes a demo company in a folder that has none: facts, sign-ins, and the ratings of its last months. The folder is a company only when
/// all of it is there.
///
/// `progress` gets what is made, how much of it is done, and of how much.
///
/// # Errors
/// Where the folder is a company already, an option is out of bounds, or the disk refuses.
pub fn make_demo(
    folder: &Path,
    demo: &MakeDemo,
    progress: &mut dyn FnMut(&Text, u64, u64),
) -> Result<(Company, DemoSummary), MakeDemoError> {
    demo.facts.check()?;
    let new = NewCompany { name: guiju_demo::group_name(), database: demo.database.clone(), is_demo: true, ..NewCompany::default() };
    Company::create_filled(folder, &new, |company| {
        let summary = guiju_demo::generate(&demo.facts, company.store(), &mut |step: Progress| {
            progress(&stage(step.stage), step.done, step.total);
        })?;
        let today = demo.facts.until.last_day().to_string();
        company
            .store()
            .write(&Actor::program("demo"), |write| write.set_setting(guiju_runtime::DEMO_TODAY, &today))
            .map_err(RuntimeError::Store)?;
        put_sign_ins(company)?;
        rate(company, demo, progress)?;
        Ok(summary)
    })
}

/// Rates the last months, with everything that is known at the demo's end.
fn rate(company: &Company, demo: &MakeDemo, progress: &mut dyn FnMut(&Text, u64, u64)) -> Result<(), MakeDemoError> {
    let months = demo.rated_months.min(demo.facts.months);
    for done in 0..months {
        let rating = Text::new("评级", "rating");
        progress(&rating, u64::from(done), u64::from(months));
        let back = i32::try_from(months - 1 - done).unwrap_or(0);
        let month = demo.facts.until.plus(-back);
        let request = RateMonth { appraisal: "credit".to_owned(), month, known_at: None, is_verified: false, is_kept: true };
        rate_month(company, &Actor::program("demo"), &request, &|_, _| {})?;
    }
    Ok(())
}

fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Organisation => Text::new("建立组织", "organisation"),
        Stage::Customers => Text::new("建立客户", "customers"),
        Stage::Facts => Text::new("生成业务与台账", "orders and ledger"),
        Stage::Users => Text::new("建立登录账号", "sign-ins"),
    }
}

/// Adds the demo's sign-ins.
fn put_sign_ins(company: &Company) -> Result<(), MakeDemoError> {
    for user in guiju_demo::sign_ins() {
        let (scope, person) = scope_of(company, &user)?;
        let password_hash = password::hash(user.password).map_err(|_| MakeDemoError::Password)?;
        let (name, role) = (user.name.to_owned(), user.role.to_owned());
        let new = User { name, password_hash, role, scope, person, is_disabled: false };
        company.store().write(&Actor::program("demo"), |write| {
            write.put_user(&new)?;
            write.audit("put_user", &new.name, &serde_json::json!({ "role": new.role, "scope": new.scope }));
            Ok::<(), RuntimeError>(())
        })?;
    }
    Ok(())
}

fn scope_of(company: &Company, user: &DemoUser) -> Result<(Scope, Option<RecordId>), RuntimeError> {
    let find = |kind: &str, code: &str| -> Result<Option<RecordId>, RuntimeError> {
        Ok(company.store().record_by_key(&Scope::Company, kind, code)?.map(|record| record.id))
    };
    let missing = |what: &str| RuntimeError::refused(format!("演示数据不完整（{what}）"), format!("the demo has no {what}"));
    let person = user.person_code.map(|code| find("person", code)).transpose()?.flatten();
    let scope = match user.scope {
        DemoScope::Company => Scope::Company,
        DemoScope::Branch { code } => Scope::Units { units: vec![find("org_unit", code)?.ok_or_else(|| missing("such branch"))?] },
        DemoScope::Own => Scope::Own { person: person.ok_or_else(|| missing("such person"))? },
    };
    Ok((scope, person))
}
