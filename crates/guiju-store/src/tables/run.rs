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
}

const COLUMNS: &str = "id, appraisal, month, edition, known_at, snapshot, digest, basis, sequence, at, actor";

fn read(row: &Row<'_>) -> Result<Run, StoreError> {
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
    })
}

impl Store {
    /// The runs of an appraisal, the latest month and its latest run first.
    pub fn runs(&self, appraisal: &str) -> Result<Vec<Run>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM run WHERE appraisal = ?1 ORDER BY month DESC, id DESC");
        self.read(|connection| connection.rows(&Sql::with(&text, [appraisal.into()]), read))
    }

    /// One run.
    pub fn run(&self, id: RunId) -> Result<Option<Run>, StoreError> {
        let sql = Sql::with(&format!("SELECT {COLUMNS} FROM run WHERE id = ?1"), [id.into()]);
        self.read(|connection| connection.first(&sql, read))
    }

    /// The latest run of an appraisal's month.
    pub fn latest_run(&self, appraisal: &str, month: Month) -> Result<Option<Run>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM run WHERE appraisal = ?1 AND month = ?2 ORDER BY id DESC LIMIT 1");
        self.read(|connection| connection.first(&Sql::with(&text, [appraisal.into(), month.into()]), read))
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
}
