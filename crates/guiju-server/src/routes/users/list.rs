//! `GET /api/v1/users`: who may sign in, and what roles there are.

use guiju_rulebook::ScopeKind;
use guiju_runtime::Company;

use crate::dto::scalar::Choice;
use crate::dto::user::{RoleInfo, UserRow, Users};
use crate::error::ApiError;
use crate::names::{Names, role};
use crate::session::{Caller, Right, is_one_time, user_scope};

/// Who may sign in, and what roles there are.
#[utoipa::path(get, path = "/users", tag = "users", responses((status = 200, body = Users), ApiError))]
pub(crate) async fn list_users(caller: Caller) -> Result<axum::Json<Users>, ApiError> {
    caller.require(Right::Administer)?;
    caller.with(|company, _| users(company)).await.map(axum::Json)
}

pub(super) fn users(company: &Company) -> Result<Users, ApiError> {
    let users = company.store().users()?;
    let people = Names::of_owners(company, "person", users.iter().filter_map(|user| user.person))?;
    let mut rows = Vec::with_capacity(users.len());
    for user in users {
        rows.push(UserRow {
            role: Choice { value: user.role.clone(), label: role(company, &user.role) },
            scope: user_scope(company, &user.scope)?,
            person: people.get(user.person),
            is_disabled: user.is_disabled,
            must_change_password: is_one_time(company, &user.name)?,
            name: user.name,
        });
    }
    let roles = company.rulebook().roles().iter().map(|role| RoleInfo {
        name: role.name.clone(),
        label: (&role.label).into(),
        description: (&role.description).into(),
        needs_unit: matches!(role.scope, ScopeKind::Unit | ScopeKind::UnitAndBelow),
        needs_person: role.scope == ScopeKind::Own,
    });
    Ok(Users { rows, roles: roles.collect() })
}
