//! Takes the rating of a month back: it counts for nothing from then on and stays readable.

use guiju_types::{Actor, Month, RunId};

use super::rulings::reason;
use crate::{Company, RuntimeError};

/// Takes a run back; the one before it counts again, or the month is not rated.
///
/// # Errors
/// Where it is not the run of the month that counts, or the reason is too short.
pub fn withdraw_run(
    company: &Company,
    actor: &Actor,
    appraisal: &str,
    (month, run): (Month, RunId),
    why: &str,
) -> Result<(), RuntimeError> {
    let latest = company.store().latest_run(appraisal, month)?.ok_or(RuntimeError::NotYetRated { month })?;
    if latest.id != run {
        return Err(RuntimeError::Stale(guiju_types::Text::new(
            format!("{month} 现在生效的是另一次评级（{}，{} 执行）；请重新查看后再决定", latest.id, latest.actor),
            format!("another run counts for {month} now ({}, by {}); look again before you decide", latest.id, latest.actor),
        )));
    }
    let why = reason(why)?;
    company.store().write(actor, |write| write.withdraw_run(run, why).map_err(RuntimeError::from))
}
