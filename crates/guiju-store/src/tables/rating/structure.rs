//! How many customers a run judged, by the kind of judgement.

use guiju_types::{RunId, Scope};

use super::StateCount;
use crate::sql::Sql;
use crate::{Store, StoreError, scope};

impl Store {
    /// How many ratings of a run are in each state. By class they are counted where the rulings of people are known.
    pub fn rating_states(&self, scope: &Scope, run: RunId) -> Result<Vec<StateCount>, StoreError> {
        let mut sql = Sql::new("SELECT g.state, count(*) FROM rating g WHERE g.run = ");
        sql.bind(run);
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "g.customer");
        sql.push(" GROUP BY g.state ORDER BY g.state");
        self.read(|connection| connection.rows(&sql, |row| Ok(StateCount { state: row.text(0)?.parse()?, count: row.count(1)? })))
    }
}
