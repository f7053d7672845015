//! What may happen to a ruling, and who may do it.

use guiju_types::{Date, Month, RecordId};

use super::query::{of_appraisal, with_steps};
use super::{Ruling, RulingKind, RulingState};
use crate::sql::SqlValue;
use crate::{StoreError, Write};

/// A ruling to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRuling {
    /// What it is about.
    pub kind: RulingKind,
    /// In which appraisal.
    pub appraisal: String,
    /// The record type of the subject: `customer`.
    pub subject_type: String,
    /// About whom.
    pub subject: RecordId,
    /// The class asked for, or the name of the proposal.
    pub value: String,
    /// The class that counts while it holds.
    pub class: Option<String>,
    /// The first month for which it holds.
    pub from: Month,
    /// The last month for which it holds; `None`: until it is revoked.
    pub until: Option<Month>,
    /// The first day of what it sets.
    pub from_day: Option<Date>,
    /// What it is decided on, as JSON.
    pub basis_json: String,
    /// Why; required.
    pub reason: String,
}

const COLUMNS: &str = "id, kind, appraisal, subject_type, subject, value, class, from_month, until_month, from_day, basis, sequence";
const STEP_COLUMNS: &str = "id, ruling, step, month, day, by_ruling, reason, actor, person, at, sequence";

/// Where and when a ruling ends.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    month: Option<Month>,
    day: Option<Date>,
    by_ruling: Option<i64>,
}

impl Write<'_> {
    /// Asks for a class by hand; it waits for a second person. Gives its id.
    ///
    /// Refused where the same is asked for already: two requests about one subject would be answered one after the other, unseen.
    pub fn ask_ruling(&mut self, new: &NewRuling) -> Result<i64, StoreError> {
        self.check(new)?;
        let mut sql = of_appraisal(&new.appraisal);
        sql.push(" AND r.subject = ").bind(new.subject);
        let known = with_steps(self.connection, &sql)?;
        if let Some(waiting) = known.iter().find(|ruling| ruling.state() == RulingState::Asked) {
            let by = waiting.steps.first().map(|step| step.actor.as_str()).unwrap_or_default();
            return Err(StoreError::refused(format!("ruling {} of {by} about the same customer still waits for an answer", waiting.id)));
        }
        let id = self.add_ruling(new)?;
        self.add_step(id, RulingState::Asked, End::default(), &new.reason)?;
        self.audit("ask_ruling", &subject(new), &detail(id, new));
        Ok(id)
    }

    /// Answers what a rule proposes: the rule asked, so that one person is enough. Gives the ruling's id.
    pub fn answer_proposal(&mut self, new: &NewRuling, is_approved: bool) -> Result<i64, StoreError> {
        self.check(new)?;
        let mut sql = of_appraisal(&new.appraisal);
        sql.push(" AND r.subject = ").bind(new.subject);
        // Two people may have had the same page open.
        let is_answered = |ruling: &Ruling| {
            ruling.declines(&new.value, new.from)
                || (ruling.kind == RulingKind::Proposal && ruling.value == new.value && ruling.holds_in(new.from))
        };
        if let Some(answered) = with_steps(self.connection, &sql)?.iter().find(|ruling| is_answered(ruling)) {
            return Err(StoreError::refused(format!("the proposal was answered before, by ruling {}", answered.id)));
        }
        let id = self.add_ruling(new)?;
        let state = if is_approved { RulingState::Approved } else { RulingState::Declined };
        self.add_step(id, state, End::default(), &new.reason)?;
        if is_approved {
            self.supersede_for(id)?;
        }
        self.audit(if is_approved { "approve_proposal" } else { "decline_proposal" }, &subject(new), &detail(id, new));
        Ok(id)
    }

    /// Approves or declines what somebody else asked for.
    pub fn answer_ruling(&mut self, id: i64, is_approved: bool, reason: &str) -> Result<(), StoreError> {
        let ruling = self.waiting(id)?;
        let asked = ruling.steps.first();
        let is_own = asked.is_some_and(|step| step.actor == self.actor.name || (step.person.is_some() && step.person == self.actor.person));
        if is_own {
            return Err(StoreError::refused(format!(
                "nobody answers what they asked for: ruling {id} was asked for by `{}`",
                self.actor.name
            )));
        }
        let state = if is_approved { RulingState::Approved } else { RulingState::Declined };
        self.add_step(id, state, End::default(), reason)?;
        if is_approved {
            self.supersede_for(id)?;
        }
        let action = if is_approved { "approve_ruling" } else { "decline_ruling" };
        self.audit(action, &format!("customer {}", ruling.subject), &serde_json::json!({ "ruling": id, "reason": reason }));
        Ok(())
    }

    /// Takes back what nobody answered yet; only who asked can.
    pub fn withdraw_ruling(&mut self, id: i64, reason: &str) -> Result<(), StoreError> {
        let ruling = self.waiting(id)?;
        if ruling.steps.first().is_some_and(|step| step.actor != self.actor.name) {
            return Err(StoreError::refused(format!("only who asked for ruling {id} can withdraw it; decline it instead")));
        }
        self.add_step(id, RulingState::Withdrawn, End::default(), reason)?;
        self.audit("withdraw_ruling", &format!("customer {}", ruling.subject), &serde_json::json!({ "ruling": id, "reason": reason }));
        Ok(())
    }

    /// Ends a ruling in force, from a month on and what it set from a day on. The months before keep it.
    pub fn revoke_ruling(&mut self, id: i64, month: Month, day: Date, reason: &str) -> Result<(), StoreError> {
        let ruling = self.ruling_to_change(id)?;
        if ruling.state() != RulingState::Approved {
            return Err(StoreError::refused(format!("ruling {id} is not in force: it is {}", ruling.state().name())));
        }
        let end = End { month: Some(month), day: ruling.from_day.map(|_| day), by_ruling: None };
        self.add_step(id, RulingState::Revoked, end, reason)?;
        let detail = serde_json::json!({ "ruling": id, "month": month, "day": end.day, "reason": reason });
        self.audit("revoke_ruling", &format!("customer {}", ruling.subject), &detail);
        Ok(())
    }

    /// Of the rulings that give a class only one holds in a month: the one approved last. The others end where it begins; one that would
    /// hold longer has to be revoked by a person first.
    fn supersede_for(&mut self, id: i64) -> Result<(), StoreError> {
        let new = self.ruling_to_change(id)?;
        if new.class.is_none() {
            return Ok(());
        }
        let mut sql = of_appraisal(&new.appraisal);
        sql.push(" AND r.subject = ").bind(new.subject).push(" AND r.class IS NOT NULL AND r.id <> ").bind(id);
        let day = new.from_day.unwrap_or_else(|| new.from.first_day());
        for earlier in with_steps(self.connection, &sql)? {
            if earlier.outlasts(new.from, new.until) {
                return Err(StoreError::refused(format!(
                    "ruling {} ({}) holds longer than ruling {id}; revoke it first",
                    earlier.id, earlier.value
                )));
            }
            let ends_before = earlier.until.is_some_and(|until| until < new.from);
            let begins_after = new.until.is_some_and(|until| until < earlier.from);
            if earlier.state() != RulingState::Approved || ends_before || begins_after {
                continue;
            }
            let end = End { month: Some(new.from), day: earlier.from_day.map(|_| day), by_ruling: Some(id) };
            self.add_step(earlier.id, RulingState::Superseded, end, "")?;
        }
        Ok(())
    }

    fn waiting(&mut self, id: i64) -> Result<Ruling, StoreError> {
        let ruling = self.ruling_to_change(id)?;
        if ruling.state() == RulingState::Asked {
            return Ok(ruling);
        }
        Err(StoreError::refused(format!("ruling {id} was answered before: it is {}", ruling.state().name())))
    }

    fn ruling_to_change(&mut self, id: i64) -> Result<Ruling, StoreError> {
        let mut sql = super::query::all();
        sql.push(" WHERE r.id = ").bind(id);
        let found = with_steps(self.connection, &sql)?.into_iter().next();
        found.ok_or_else(|| StoreError::refused(format!("there is no ruling {id}")))
    }

    fn check(&mut self, new: &NewRuling) -> Result<(), StoreError> {
        if new.reason.trim().is_empty() || new.value.trim().is_empty() {
            return Err(StoreError::refused("a ruling needs what it gives and a reason"));
        }
        if let Some(until) = new.until.filter(|until| new.from > *until) {
            return Err(StoreError::refused(format!("the ruling ends in {until} before it begins in {}", new.from)));
        }
        if !self.missing_records(&new.subject_type, [new.subject])?.is_empty() {
            return Err(StoreError::NoRecord { kind: new.subject_type.clone(), record: new.subject });
        }
        Ok(())
    }

    fn add_ruling(&mut self, new: &NewRuling) -> Result<i64, StoreError> {
        // The first step has the same number.
        let id = self.counter.ruling + 1;
        let row: Vec<SqlValue> = vec![
            id.into(),
            new.kind.name().into(),
            new.appraisal.as_str().into(),
            new.subject_type.as_str().into(),
            new.subject.into(),
            new.value.as_str().into(),
            new.class.as_deref().into(),
            new.from.into(),
            new.until.into(),
            new.from_day.into(),
            new.basis_json.as_str().into(),
            self.sequence().into(),
        ];
        self.insert("ruling", COLUMNS, &[row])?;
        Ok(id)
    }

    fn add_step(&mut self, ruling: i64, state: RulingState, end: End, reason: &str) -> Result<(), StoreError> {
        self.counter.ruling += 1;
        let row: Vec<SqlValue> = vec![
            self.counter.ruling.into(),
            ruling.into(),
            state.name().into(),
            end.month.into(),
            end.day.into(),
            end.by_ruling.into(),
            reason.into(),
            self.actor.name.as_str().into(),
            self.actor.person.into(),
            self.now().into(),
            self.sequence().into(),
        ];
        self.insert("ruling_step", STEP_COLUMNS, &[row])
    }
}

fn subject(new: &NewRuling) -> String {
    format!("{} {}", new.subject_type, new.subject)
}

fn detail(id: i64, new: &NewRuling) -> serde_json::Value {
    serde_json::json!({
        "ruling": id, "kind": new.kind, "appraisal": new.appraisal, "value": new.value, "class": new.class, "reason": new.reason,
        "from": new.from, "until": new.until, "from_day": new.from_day,
        "basis": serde_json::from_str::<serde_json::Value>(&new.basis_json).unwrap_or_default(),
    })
}
