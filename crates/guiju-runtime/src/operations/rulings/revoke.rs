//! The end of a ruling by a person: what was asked is withdrawn, what holds is revoked.

use guiju_types::{Actor, Date, Month, Scope};

use super::answer::find;
use super::reason;
use crate::{Company, RuntimeError};

/// Ends a ruling in force, from a month on; what it set ends on a day. The months before keep it.
///
/// # Errors
/// Where there is no such ruling, it is not in force, the month is before its first one, or the reason is too short.
pub fn revoke_ruling(
    company: &Company,
    scope: &Scope,
    actor: &Actor,
    id: i64,
    (month, day): (Month, Date),
    why: &str,
) -> Result<(), RuntimeError> {
    let ruling = find(company, scope, id)?;
    let why = reason(why)?;
    if ruling.state() != guiju_store::RulingState::Approved {
        return Err(RuntimeError::refused("这项决定现在并不生效；未作任何更改", "this ruling is not in force; nothing was changed"));
    }
    if month < ruling.from {
        return Err(RuntimeError::refused(
            format!("它从 {} 起生效，不能自 {month} 撤销", ruling.from),
            format!("it holds from {}; it cannot be revoked from {month}", ruling.from),
        ));
    }
    company.store().write(actor, |write| write.revoke_ruling(id, month, day, why).map_err(RuntimeError::from))
}

/// Takes back what the caller asked for and nobody has answered.
///
/// # Errors
/// Where there is no such ruling, it was answered, or somebody else asked for it.
pub fn withdraw_ruling(company: &Company, scope: &Scope, actor: &Actor, id: i64, why: &str) -> Result<(), RuntimeError> {
    let ruling = find(company, scope, id)?;
    if ruling.steps.first().is_some_and(|step| step.actor != actor.name) {
        return Err(RuntimeError::refused(
            "只有提出的人可以撤回；审批人请选择不同意",
            "only who asked can withdraw it; who approves declines it",
        ));
    }
    company.store().write(actor, |write| write.withdraw_ruling(id, why.trim()).map_err(RuntimeError::from))
}
