//! Table `run`: one row for each time an appraisal judged a month.

use guiju_types::{EditionId, Month, RunId, Sequence, Timestamp};

use crate::{Store, StoreError, Write};

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

impl Store {
    /// The runs of an appraisal, the latest month and its latest run first.
    pub fn runs(&self, appraisal: &str) -> Result<Vec<Run>, StoreError> {
        let _ = appraisal;
        Err(StoreError::refused("not built yet"))
    }

    /// One run.
    pub fn run(&self, id: RunId) -> Result<Option<Run>, StoreError> {
        let _ = id;
        Err(StoreError::refused("not built yet"))
    }

    /// The latest run of an appraisal's month.
    pub fn latest_run(&self, appraisal: &str, month: Month) -> Result<Option<Run>, StoreError> {
        let _ = (appraisal, month);
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Keeps a run; its ratings follow with [`save_ratings`](Self::save_ratings) in the same transaction.
    pub fn save_run(&mut self, run: &NewRun) -> Result<RunId, StoreError> {
        let _ = run;
        Err(StoreError::refused("not built yet"))
    }
}
