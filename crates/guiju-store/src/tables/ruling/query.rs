//! Reads rulings, and tells which of them concerns a rating.

use std::collections::HashMap;
use std::sync::Arc;

use guiju_types::{Month, RecordId, Scope};

use super::{Ruling, RulingKind, RulingState, RulingStep};
use crate::sql::{Connection, LIST_LENGTH, Row, Sql};
use crate::{Rating, Store, StoreError, scope};

/// A list of rulings, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingQuery {
    /// In this appraisal.
    pub appraisal: String,
    /// About this subject.
    pub subject: Option<RecordId>,
    /// Only approved ones that set something from a day on.
    pub only_setting: bool,
    /// In one of these states now; empty: any.
    pub states: Vec<RulingState>,
    /// Older than this one.
    pub before: Option<i64>,
    /// How many; at most 10,000.
    pub limit: u32,
}

impl RulingQuery {
    /// The latest hundred of an appraisal.
    #[must_use]
    pub fn new(appraisal: &str) -> Self {
        Self { appraisal: appraisal.to_owned(), subject: None, only_setting: false, states: Vec::new(), before: None, limit: 100 }
    }
}

const COLUMNS: &str = "r.id, r.kind, r.appraisal, r.subject, r.value, r.class, r.from_month, r.until_month, r.from_day, r.basis";

fn read(row: &Row<'_>) -> Result<Ruling, StoreError> {
    Ok(Ruling {
        id: row.integer(0)?,
        kind: RulingKind::parse(&row.text(1)?)?,
        appraisal: row.text(2)?,
        subject: row.record(3)?,
        value: row.text(4)?,
        class: row.optional_text(5)?,
        from: row.month(6)?,
        until: row.optional_month(7)?,
        from_day: row.optional_date(8)?,
        basis_json: row.text(9)?,
        steps: Vec::new(),
    })
}

fn read_step(row: &Row<'_>) -> Result<(i64, RulingStep), StoreError> {
    let step = RulingStep {
        id: row.integer(1)?,
        state: row.text(2)?.parse()?,
        month: row.optional_month(3)?,
        day: row.optional_date(4)?,
        by_ruling: row.optional_integer(5)?,
        reason: row.text(6)?,
        actor: row.text(7)?,
        person: row.optional_record(8)?,
        at: row.timestamp(9)?,
    };
    Ok((row.integer(0)?, step))
}

/// Reads rulings with their steps.
pub(super) fn with_steps(connection: &mut Connection, sql: &Sql) -> Result<Vec<Ruling>, StoreError> {
    let mut found = connection.rows(sql, read)?;
    let places: HashMap<i64, usize> = found.iter().enumerate().map(|(place, ruling)| (ruling.id, place)).collect();
    let ids: Vec<i64> = found.iter().map(|ruling| ruling.id).collect();
    for chunk in ids.chunks(LIST_LENGTH) {
        let mut steps = Sql::new(
            "SELECT s.ruling, s.id, s.step, s.month, s.day, s.by_ruling, s.reason, s.actor, s.person, s.at FROM ruling_step s WHERE s.ruling",
        );
        steps.in_list(chunk.iter().copied()).push(" ORDER BY s.id");
        for (ruling, step) in connection.rows(&steps, read_step)? {
            if let Some(ruling) = places.get(&ruling).and_then(|place| found.get_mut(*place)) {
                ruling.steps.push(step);
            }
        }
    }
    Ok(found)
}

/// The statement for all rulings, to be restricted.
pub(super) fn all() -> Sql {
    Sql::new(&format!("SELECT {COLUMNS} FROM ruling r"))
}

/// The statement for rulings of an appraisal, to be restricted further.
pub(super) fn of_appraisal(appraisal: &str) -> Sql {
    let mut sql = all();
    sql.push(" WHERE r.appraisal = ").bind(appraisal);
    sql
}

/// What concerns the ratings of some subjects: the one place that puts rulings beside ratings.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    by_subject: HashMap<RecordId, Vec<Arc<Ruling>>>,
}

impl Standing {
    /// Of these subjects, or of all.
    pub(crate) fn read(connection: &mut Connection, appraisal: &str, subjects: Option<&[RecordId]>) -> Result<Self, StoreError> {
        let mut standing = Self::default();
        match subjects {
            None => standing.add(with_steps(connection, of_appraisal(appraisal).push(" ORDER BY r.id"))?),
            Some(subjects) => {
                for chunk in subjects.chunks(LIST_LENGTH) {
                    let mut sql = of_appraisal(appraisal);
                    sql.push(" AND r.subject").in_list(chunk.iter().copied()).push(" ORDER BY r.id");
                    standing.add(with_steps(connection, &sql)?);
                }
            }
        }
        Ok(standing)
    }

    fn add(&mut self, rulings: Vec<Ruling>) {
        for ruling in rulings {
            self.by_subject.entry(ruling.subject).or_default().push(Arc::new(ruling));
        }
    }

    /// Puts beside a rating what people decided about it.
    pub(crate) fn put_beside(&self, rating: &mut Rating) {
        let Some(rulings) = self.by_subject.get(&rating.customer) else { return };
        let last = |wanted: &dyn Fn(&Ruling) -> bool| rulings.iter().rev().find(|ruling| wanted(ruling)).cloned();
        let month: Month = rating.month;
        rating.last_step = rulings.iter().flat_map(|ruling| ruling.steps.last()).map(|step| step.id).max().unwrap_or(0);
        // The one approved last, which need not be the one asked for last.
        let approved = |ruling: &Arc<Ruling>| ruling.step(RulingState::Approved).map(|step| step.id);
        let holding = rulings.iter().filter(|ruling| ruling.class.is_some() && ruling.holds_in(month));
        rating.ruling = holding.max_by_key(|ruling| approved(ruling)).cloned();
        rating.asked = last(&|ruling| ruling.waits_in(month));
        rating.answer = rating.proposal.as_deref().and_then(|proposal| {
            let approves = |ruling: &Ruling| ruling.kind == RulingKind::Proposal && ruling.value == proposal && ruling.holds_in(month);
            last(&|ruling| approves(ruling) || ruling.declines(proposal, month))
        });
    }
}

impl Store {
    /// Rulings, the newest first.
    pub fn rulings(&self, scope: &Scope, query: &RulingQuery) -> Result<Vec<Ruling>, StoreError> {
        let mut sql = of_appraisal(&query.appraisal);
        sql.push(" AND r.id < ").bind(query.before.unwrap_or(i64::MAX));
        if let Some(subject) = query.subject {
            sql.push(" AND r.subject = ").bind(subject);
        }
        if query.only_setting {
            sql.push(" AND r.from_day IS NOT NULL AND EXISTS (SELECT 1 FROM ruling_step s WHERE s.ruling = r.id AND s.step = 'approved')");
        }
        if !query.states.is_empty() {
            // The last step is the state.
            sql.push(" AND (SELECT s.step FROM ruling_step s WHERE s.ruling = r.id ORDER BY s.id DESC LIMIT 1)");
            sql.in_list(query.states.iter().map(|state| state.name()));
        }
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "r.subject");
        sql.push(" ORDER BY r.id DESC LIMIT ").bind(query.limit.min(10_000));
        self.read(|connection| with_steps(connection, &sql))
    }

    /// One ruling.
    pub fn ruling(&self, scope: &Scope, id: i64) -> Result<Option<Ruling>, StoreError> {
        let mut sql = all();
        sql.push(" WHERE r.id = ").bind(id);
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "r.subject");
        self.read(|connection| Ok(with_steps(connection, &sql)?.into_iter().next()))
    }
}
