//! Table `run`: one row for each time an appraisal judged a month.

use guiju_types::{EditionId, Month, RunId, Sequence, Timestamp};

use crate::sql::{Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE run (
        id {id},
        appraisal {text} NOT NULL,
        month {text} NOT NULL,
        edition {text} NOT NULL,
        known_at BIGINT NOT NULL,
        snapshot BIGINT NOT NULL,
        digest {text} NOT NULL,
        basis {text} NOT NULL, -- JSON
        sequence BIGINT NOT NULL,
        at BIGINT NOT NULL,
        actor {text} NOT NULL
    );
    CREATE INDEX run_month ON run (appraisal, month, id);";

/// A run that was taken back counts for nothing from then on; it and its ratings stay readable.
pub(crate) const CREATE_WITHDRAWAL: &str = "
    CREATE TABLE run_withdrawal (
        id {id},
        run BIGINT NOT NULL UNIQUE REFERENCES run (id),
        reason {text} NOT NULL,
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        sequence BIGINT NOT NULL
    );";

/// A run to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRun {
    /// The appraisal.
    pub appraisal: String,
    /// The month judged.
    pub month: Month,
    /// The rulebook that judged.
    pub edition: EditionId,
    /// What was known.
    pub known_at: Timestamp,
    /// Up to which commit the facts were read.
    pub snapshot: Sequence,
    /// BLAKE3 over all of its ratings, in hex.
    pub digest: String,
    /// What else it rests on (coverage, counts …), as JSON.
    pub basis_json: String,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id; a later run of the same month has a larger one.
    pub id: RunId,
    /// The appraisal.
    pub appraisal: String,
    /// The month judged.
    pub month: Month,
    /// The rulebook that judged.
    pub edition: EditionId,
    /// What was known.
    pub known_at: Timestamp,
    /// Up to which commit the facts were read.
    pub snapshot: Sequence,
    /// BLAKE3 over all of its ratings, in hex.
    pub digest: String,
    /// What else it rests on, as JSON.
    pub basis_json: String,
    /// The commit that wrote it.
    pub sequence: Sequence,
    /// When it was written.
    pub at: Timestamp,
    /// Who ran it.
    pub actor: String,
    /// Where it was taken back.
    pub withdrawal: Option<RunWithdrawal>,
}

/// That a run was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunWithdrawal {
    /// Why.
    pub reason: String,
    /// Who.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

const COLUMNS: &str = "id, appraisal, month, edition, known_at, snapshot, digest, basis, sequence, at, actor";

/// The statement for runs with what became of them, to be restricted.
fn all() -> Sql {
    let list = COLUMNS.split(", ").map(|column| format!("u.{column}")).collect::<Vec<_>>().join(", ");
    Sql::new(&format!("SELECT {list}, w.reason, w.actor, w.at FROM run u LEFT JOIN run_withdrawal w ON w.run = u.id"))
}

fn read(row: &Row<'_>) -> Result<Run, StoreError> {
    let withdrawal = match row.optional_timestamp(13)? {
        Some(at) => Some(RunWithdrawal { reason: row.text(11)?, actor: row.text(12)?, at }),
        None => None,
    };
    Ok(Run {
        id: RunId(row.integer(0)?),
        appraisal: row.text(1)?,
        month: row.month(2)?,
        edition: EditionId(row.text(3)?),
        known_at: row.timestamp(4)?,
        snapshot: row.sequence(5)?,
        digest: row.text(6)?,
        basis_json: row.text(7)?,
        sequence: row.sequence(8)?,
        at: row.timestamp(9)?,
        actor: row.text(10)?,
        withdrawal,
    })
}

impl Store {
    /// The runs of an appraisal that count, the latest month and its latest run first; one that was taken back does not count.
    pub fn runs(&self, appraisal: &str) -> Result<Vec<Run>, StoreError> {
        let mut sql = all();
        sql.push(" WHERE w.run IS NULL AND u.appraisal = ").bind(appraisal).push(" ORDER BY u.month DESC, u.id DESC");
        self.read(|connection| connection.rows(&sql, read))
    }

    /// Every run of a month, the latest first, those taken back included.
    pub fn runs_of_month(&self, appraisal: &str, month: Month) -> Result<Vec<Run>, StoreError> {
        let mut sql = all();
        sql.push(" WHERE u.appraisal = ").bind(appraisal).push(" AND u.month = ").bind(month).push(" ORDER BY u.id DESC");
        self.read(|connection| connection.rows(&sql, read))
    }

    /// One run, also where it was taken back.
    pub fn run(&self, id: RunId) -> Result<Option<Run>, StoreError> {
        let mut sql = all();
        sql.push(" WHERE u.id = ").bind(id);
        self.read(|connection| connection.first(&sql, read))
    }

    /// The latest run of an appraisal's month that counts.
    pub fn latest_run(&self, appraisal: &str, month: Month) -> Result<Option<Run>, StoreError> {
        let mut sql = all();
        sql.push(" WHERE w.run IS NULL AND u.appraisal = ").bind(appraisal).push(" AND u.month = ").bind(month);
        sql.push(" ORDER BY u.id DESC LIMIT 1");
        self.read(|connection| connection.first(&sql, read))
    }
}

impl Write<'_> {
    /// Keeps a run; its ratings follow with [`save_ratings`](Self::save_ratings) in the same transaction.
    pub fn save_run(&mut self, run: &NewRun) -> Result<RunId, StoreError> {
        self.counter.run += 1;
        let id = RunId(self.counter.run);
        let row = vec![
            id.into(),
            run.appraisal.as_str().into(),
            run.month.into(),
            run.edition.0.as_str().into(),
            run.known_at.into(),
            run.snapshot.into(),
            run.digest.as_str().into(),
            run.basis_json.as_str().into(),
            self.sequence().into(),
            self.now().into(),
            self.actor.name.as_str().into(),
        ];
        self.insert("run", COLUMNS, &[row])?;
        let detail = serde_json::json!({
            "appraisal": run.appraisal, "month": run.month, "edition": run.edition, "known_at": run.known_at,
            "snapshot": run.snapshot, "digest": run.digest,
        });
        self.audit("save_run", &format!("run {id}"), &detail);
        Ok(id)
    }

    /// Takes a run back: the one before it counts again, or the month is not rated. Its ratings stay readable.
    pub fn withdraw_run(&mut self, id: RunId, reason: &str) -> Result<(), StoreError> {
        let mut sql = all();
        sql.push(" WHERE u.id = ").bind(id);
        let Some(run) = self.connection.first(&sql, read)? else { return Err(StoreError::NoRun { run: id }) };
        if let Some(withdrawal) = run.withdrawal {
            return Err(StoreError::refused(format!("run {id} was withdrawn before, by {}", withdrawal.actor)));
        }
        // Rows of this table are numbered with the rulings.
        self.counter.ruling += 1;
        let row = vec![
            self.counter.ruling.into(),
            id.into(),
            reason.into(),
            self.actor.name.as_str().into(),
            self.now().into(),
            self.sequence().into(),
        ];
        self.insert("run_withdrawal", "id, run, reason, actor, at, sequence", &[row])?;
        self.audit("withdraw_run", &format!("run {id}"), &serde_json::json!({ "month": run.month, "reason": reason }));
        Ok(())
    }
}
