//! Table `rating`: what a run judged of each customer.

mod query;
mod structure;

use std::fmt;
use std::str::FromStr;

use guiju_types::{Amount, Month, RecordId, RunId};

use crate::sql::{ColumnKind, Connection, Sql, SqlValue};
use crate::{Cursor, Override, StoreError, Write};

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
        found.ok_or_else(|| StoreError::refused(format!("`{}` is no state of a rating", text.chars().take(40).collect::<String>())))
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
    /// Whether a person approved (`true`) or refused it; `None`: not decided.
    pub is_approved: Option<bool>,
    /// What is missing, as JSON.
    pub missing_json: String,
    /// Every component with its reasons, as JSON.
    pub components_json: String,
    /// The manual override that holds in the run's month.
    pub manual: Option<Override>,
}

/// What a list of ratings is sorted by; the customer's id breaks ties, empty values come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RatingSort {
    /// The customer's key.
    #[default]
    Key,
    /// The customer's name.
    Name,
    /// The class, in the order of [`RatingQuery::class_order`].
    Class,
    /// The total.
    Total,
    /// The branch's name.
    Branch,
    /// The salesperson's name.
    Salesperson,
    /// The share of the weights known.
    BasisPercent,
}

/// A list of the ratings of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingQuery {
    /// The run.
    pub run: RunId,
    /// With one of these classes; empty: any or none.
    pub classes: Vec<String>,
    /// In one of these states; empty: any.
    pub states: Vec<RatingState>,
    /// Whose customer's branch this is.
    pub branch: Option<RecordId>,
    /// Whose customer's salesperson this is.
    pub salesperson: Option<RecordId>,
    /// With a proposal that nobody decided on yet.
    pub only_open_proposals: bool,
    /// Key or name contain this text.
    pub search: Option<String>,
    /// What to sort by.
    pub sort: RatingSort,
    /// Largest first.
    pub is_descending: bool,
    /// Classes from the best to the worst, for [`RatingSort::Class`]; one that is not named comes after them.
    pub class_order: Vec<String>,
    /// Where the last page ended.
    pub after: Option<Cursor>,
    /// How many on a page; at most 10,000.
    pub limit: u32,
    /// Whether to count what is on all pages.
    pub with_total: bool,
}

impl RatingQuery {
    /// The first hundred of a run, by the customer's key.
    #[must_use]
    pub fn new(run: RunId) -> Self {
        Self {
            run,
            classes: Vec::new(),
            states: Vec::new(),
            branch: None,
            salesperson: None,
            only_open_proposals: false,
            search: None,
            sort: RatingSort::Key,
            is_descending: false,
            class_order: Vec::new(),
            after: None,
            limit: 100,
            with_total: false,
        }
    }
}

/// How many ratings of a run have one class and state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassCount {
    /// The class.
    pub class: Option<String>,
    /// The state.
    pub state: RatingState,
    /// How many.
    pub count: u64,
}

/// How many customers went from one class to another between two runs. `None` in a class: rated without one, or not in that run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The class in the first run.
    pub from: Option<String>,
    /// The class in the second run.
    pub to: Option<String>,
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
