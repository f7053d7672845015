//! Table `rating`: what a run judged of each customer.

mod query;
mod structure;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use guiju_types::{Amount, Month, RecordId, RunId};

use crate::sql::{ColumnKind, Connection, Sql, SqlValue};
use crate::{Ruling, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE rating (
        run BIGINT NOT NULL REFERENCES run (id),
        customer BIGINT NOT NULL,
        class {text},
        state {text} NOT NULL, -- rated, not_rated, activity, internal
        total BIGINT, -- ten-thousandths of a point
        basis_percent BIGINT NOT NULL,
        proposal {text},
        missing {text} NOT NULL, -- JSON
        components {text} NOT NULL, -- JSON
        place BIGINT NOT NULL, -- the order of writing within its commit
        PRIMARY KEY (run, customer)
    );
    CREATE INDEX rating_customer ON rating (customer, run);";

const COLUMNS: &str = "run, customer, class, state, total, basis_percent, proposal, missing, components, place";

const KINDS: [ColumnKind; 10] = {
    use ColumnKind::{Integer as I, Text as T};
    [I, I, T, T, I, I, T, T, T, I]
};

/// Walks over every rating in the order of writing, with the bytes that a commit's digest covers: all of its columns.
pub(crate) fn walk_for_digest(connection: &mut Connection, each: &mut dyn FnMut(i64, &[u8])) -> Result<(), StoreError> {
    let list = COLUMNS.split(", ").map(|column| format!("g.{column}")).collect::<Vec<_>>().join(", ");
    let text = format!("SELECT {list}, u.sequence FROM rating g JOIN run u ON u.id = g.run ORDER BY u.sequence, g.place");
    let mut bytes = Vec::new();
    connection.query(&Sql::new(&text), &mut |row| {
        bytes.clear();
        for (place, kind) in KINDS.iter().enumerate() {
            row.value(place, *kind)?.encode_into(&mut bytes);
        }
        each(row.integer(KINDS.len())?, &bytes);
        Ok(())
    })
}

/// What kind of judgement a rating is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingState {
    /// A class was given.
    Rated,
    /// Something that a class needs is unknown.
    NotRated,
    /// A total that rests on too little to be a rating.
    Activity,
    /// A company of the group: marked, never scored.
    Internal,
}

impl RatingState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Rated, Self::NotRated, Self::Activity, Self::Internal];

    /// The name in tables and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rated => "rated",
            Self::NotRated => "not_rated",
            Self::Activity => "activity",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for RatingState {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for RatingState {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|state| state.name() == text);
        found.ok_or_else(|| StoreError::refused(format!("`{}` is not a state of a rating", text.chars().take(40).collect::<String>())))
    }
}

/// A rating to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRating {
    /// Who was judged.
    pub customer: RecordId,
    /// The class given.
    pub class: Option<String>,
    /// What kind of judgement it is.
    pub state: RatingState,
    /// The sum of the points.
    pub total: Option<Amount>,
    /// The share of the weights that rests on known measures.
    pub basis_percent: i32,
    /// What a person is asked to approve.
    pub proposal: Option<String>,
    /// What is missing, as JSON.
    pub missing_json: String,
    /// Every component with its reasons, as JSON.
    pub components_json: String,
}

/// A rating, with what a list shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The run.
    pub run: RunId,
    /// Its appraisal.
    pub appraisal: String,
    /// Its month.
    pub month: Month,
    /// Who was judged.
    pub customer: RecordId,
    /// The customer's key, as its current record says; empty where the record was withdrawn.
    pub customer_key: String,
    /// The customer's field `name`, or else the key.
    pub customer_name: String,
    /// The organisation unit that owns the customer now.
    pub branch: Option<RecordId>,
    /// The person in charge of the customer now.
    pub salesperson: Option<RecordId>,
    /// The class given.
    pub class: Option<String>,
    /// What kind of judgement it is.
    pub state: RatingState,
    /// The sum of the points.
    pub total: Option<Amount>,
    /// The share of the weights that rests on known measures.
    pub basis_percent: i32,
    /// What a person is asked to approve.
    pub proposal: Option<String>,
    /// What is missing, as JSON.
    pub missing_json: String,
    /// Every component with its reasons, as JSON.
    pub components_json: String,
    /// The ruling that gives the class which counts in the run's month.
    pub ruling: Option<Arc<Ruling>>,
    /// A class that somebody asked for, which waits for a second person.
    pub asked: Option<Arc<Ruling>>,
    /// What a person answered to the proposal.
    pub answer: Option<Arc<Ruling>>,
    /// The last step of any ruling about the customer, 0 where there is none: who decides says it, so that nobody decides on a page that is
    /// out of date.
    pub last_step: i64,
}

impl Rating {
    /// The class that counts: the one that a person's ruling gives, else the computed one. Every list, page, count and export asks here.
    #[must_use]
    pub fn class_in_force(&self) -> Option<&str> {
        self.ruling.as_ref().and_then(|ruling| ruling.class.as_deref()).or(self.class.as_deref())
    }
}

/// How many ratings of a run are in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: RatingState,
    /// How many.
    pub count: u64,
}

impl Write<'_> {
    /// Keeps ratings of a run that this transaction saved.
    pub fn save_ratings(&mut self, run: RunId, ratings: &[NewRating]) -> Result<(), StoreError> {
        let sql = Sql::with("SELECT sequence FROM run WHERE id = ?1", [run.into()]);
        match self.connection.first(&sql, |row| row.sequence(0))? {
            None => return Err(StoreError::NoRun { run }),
            Some(sequence) if sequence != self.sequence() => {
                return Err(StoreError::refused(format!("run {run} is complete; a run's ratings are written in its own transaction")));
            }
            Some(_) => {}
        }
        let mut bytes = Vec::new();
        for chunk in ratings.chunks(5_000) {
            let mut place = self.rated;
            let rows: Vec<Vec<SqlValue>> = chunk
                .iter()
                .map(|rating| {
                    place += 1;
                    vec![
                        run.into(),
                        rating.customer.into(),
                        rating.class.as_deref().into(),
                        rating.state.name().into(),
                        rating.total.into(),
                        rating.basis_percent.into(),
                        rating.proposal.as_deref().into(),
                        rating.missing_json.as_str().into(),
                        rating.components_json.as_str().into(),
                        place.into(),
                    ]
                })
                .collect();
            self.rated = place;
            let hasher = self.digest("rating");
            for row in &rows {
                bytes.clear();
                for value in row {
                    value.encode_into(&mut bytes);
                }
                hasher.update(&bytes);
            }
            self.insert("rating", COLUMNS, &rows)?;
        }
        Ok(())
    }
}
