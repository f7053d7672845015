//! Users: added, given a new password, let in or kept out. Passwords leave this module once, as one-time ones.

use guiju_runtime::operations::scope_of_role;
use guiju_runtime::{Company, RuntimeError};
use guiju_store::{StoreError, User};
use guiju_types::{Actor, Scope};

use crate::error::{ApiError, ErrorCode};
use crate::session::{one_time_setting, password};

/// A user to add.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewUser {
    /// The sign-in name.
    pub name: String,
    /// The role, as the rulebook names it.
    pub role: String,
    /// The code of the unit whose data the user sees, where the role needs one.
    pub unit: Option<String>,
    /// The staff number of the user's own record, where the role needs one.
    pub person: Option<String>,
}

/// The first user of a company.
pub const ADMINISTRATOR: &str = "admin";

/// The longest sign-in name, in characters.
const NAME_LENGTH_MAX: usize = 60;

/// Adds a user. Gives a password that has to be changed at the first sign-in.
///
/// # Errors
/// Where the name is taken or not one, or role, unit or person are not there.
pub fn add_user(company: &Company, actor: &Actor, new: &NewUser) -> Result<String, ApiError> {
    let name = new.name.trim();
    check_name(name)?;
    if company.store().user(name)?.is_some() {
        let (en, zh) = (format!("there is a user `{name}` already"), format!("用户 `{name}` 已经存在"));
        return Err(ApiError::new(ErrorCode::Refused, en, zh).help("choose another name, or give that user a new password"));
    }
    let (role, scope, person) = scope_of_role(company, &new.role, new.unit.as_deref(), new.person.as_deref())?;
    let user = User { name: name.to_owned(), password_hash: String::new(), role: role.name.clone(), scope, person, is_disabled: false };
    keep_with_new_password(company, actor, "add_user", name, Some(user))
}

/// Gives a user a new one-time password; the user's sessions end.
///
/// # Errors
/// Where there is no such user.
pub fn reset_password(company: &Company, actor: &Actor, name: &str) -> Result<String, ApiError> {
    find(company, name)?;
    keep_with_new_password(company, actor, "reset_password", name, None)
}

/// Lets a user in or keeps the user out; the user's sessions end.
///
/// # Errors
/// Where there is no such user, or it is the last one who may administer.
pub fn set_disabled(company: &Company, actor: &Actor, name: &str, is_disabled: bool) -> Result<(), ApiError> {
    find(company, name)?;
    let is_other = |other: &User| other.name != name && !other.is_disabled && other.scope == Scope::Company && administers(company, other);
    let is_done = company.store().write(actor, |write| {
        // Inside the transaction: two who keep each other out at the same time would leave nobody.
        if is_disabled && !write.users()?.iter().any(is_other) {
            return Ok(false);
        }
        let present = write.user(name)?.ok_or(StoreError::Stale { what: "the user" })?;
        write.put_user(&User { is_disabled, ..present })?;
        Ok::<bool, RuntimeError>(true)
    })?;
    if is_done {
        return Ok(());
    }
    let (en, zh) = ("nobody else could let people in again", "再没有别人可以管理用户，不能停用");
    Err(ApiError::new(ErrorCode::Refused, en, zh).help("add another administrator first"))
}

/// Whether a user's role may administer users.
pub(crate) fn administers(company: &Company, user: &User) -> bool {
    let role = company.rulebook().roles().iter().find(|role| role.name == user.role);
    role.map_or(user.role == "administrator", |role| role.rights.iter().any(|right| right == "administer"))
}

fn find(company: &Company, name: &str) -> Result<User, ApiError> {
    company.store().user(name)?.ok_or_else(|| ApiError::not_found("such user", "用户"))
}

/// `new`: a user that there is not yet; else the one that there is.
fn keep_with_new_password(company: &Company, actor: &Actor, action: &str, name: &str, new: Option<User>) -> Result<String, ApiError> {
    let one_time = password::one_time()?;
    let password_hash = password::hash(&one_time)?;
    company.store().write(actor, |write| {
        let present = match new {
            Some(new) if write.user(name)?.is_none() => new,
            Some(_) => return Err(StoreError::Stale { what: "the user" }.into()),
            None => write.user(name)?.ok_or(StoreError::Stale { what: "the user" })?,
        };
        let user = User { password_hash, ..present };
        write.put_user(&user)?;
        write.set_setting(&one_time_setting(&user.name), "true")?;
        write.audit(action, &user.name, &serde_json::json!({ "role": user.role, "scope": user.scope }));
        Ok::<(), RuntimeError>(())
    })?;
    Ok(one_time)
}

/// A name is typed at each sign-in, stands in the audit chain and in every decision.
fn check_name(name: &str) -> Result<(), ApiError> {
    let is_plain = |letter: char| letter.is_alphanumeric() || "._-@".contains(letter);
    if name.is_empty() || name.chars().count() > NAME_LENGTH_MAX || !name.chars().all(is_plain) {
        let en = format!("a sign-in name is 1 to {NAME_LENGTH_MAX} letters, digits and . _ - @");
        return Err(ApiError::invalid("name", en, "登录名用 1 至 60 个字母、汉字、数字或 . _ - @"));
    }
    Ok(())
}
