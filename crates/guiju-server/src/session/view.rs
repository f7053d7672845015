//! The session on the wire: who is signed in, and to which company.

use guiju_runtime::Company;
use guiju_types::Scope;

use super::caller::permissions;
use crate::cache::Figures;
use crate::dto::scalar::{Day, Reference, Text, YearMonth};
use crate::dto::session::{CompanyInfo, ScopeKind, Session, User, UserScope};
use crate::error::ApiError;
use crate::names::{CREDIT, CustomerType, Names, role};
use crate::today::{data_until, today};

/// A user's session in a company.
pub(crate) fn view(figures: &Figures, company: &Company, user: &guiju_store::User) -> Result<Session, ApiError> {
    let customers = CustomerType::of(company)?;
    // One's own name is one's own, whatever one's scope is of other people's.
    let person = Names::of_owners(company, &customers.person_kind(), user.person)?.get(user.person);
    let role_label = role(company, &user.role);
    let demo_label = || {
        let known = guiju_demo::sign_ins().into_iter().find(|known| known.name == user.name);
        known.filter(|_| company.is_demo()).map(|known| Text::from(known.label))
    };
    let own_label = person.as_ref().map(|person| Text::new(&person.name, &person.name));
    Ok(Session {
        user: User {
            name: user.name.clone(),
            label: demo_label().or(own_label).unwrap_or_else(|| role_label.clone()),
            role: user.role.clone(),
            role_label,
            scope: user_scope(company, &user.scope)?,
            person,
            must_change_password: super::is_one_time(company, &user.name)?,
            may: permissions(company, user),
        },
        company: company_info(figures, company, &user.scope)?,
    })
}

/// Whose data somebody sees, with the names of the units.
pub(crate) fn user_scope(company: &Company, scope: &Scope) -> Result<UserScope, ApiError> {
    let (kind, units) = match scope {
        Scope::Company => (ScopeKind::Company, Vec::new()),
        Scope::Own { .. } => (ScopeKind::Own, Vec::new()),
        Scope::Units { units } => {
            let names = Names::of_owners(company, &CustomerType::of(company)?.unit_kind(), units.iter().copied())?;
            (ScopeKind::Units, units.iter().filter_map(|unit| names.get(Some(*unit))).collect::<Vec<Reference>>())
        }
    };
    Ok(UserScope { kind, units })
}

fn company_info(figures: &Figures, company: &Company, scope: &Scope) -> Result<CompanyInfo, ApiError> {
    let latest = company.store().runs(CREDIT)?.into_iter().next();
    Ok(CompanyInfo {
        name: company.name().into(),
        base_currency: company.base_currency()?.to_string(),
        is_demo: company.is_demo(),
        edition: company.rulebook().edition().to_string(),
        latest_month: latest.map(|run| YearMonth(run.month)),
        data_until: data_until(figures, company, scope)?.map(Day),
        today: Day(today(company)?),
        default_terms: Some(company.default_terms()?),
    })
}
