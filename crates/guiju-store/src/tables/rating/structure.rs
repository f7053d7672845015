//! How many customers have each class, and how they moved between two runs.

use guiju_types::{RunId, Scope};

use super::{ClassCount, Migration};
use crate::sql::Sql;
use crate::{Store, StoreError, scope};

impl Store {
    /// How many ratings of a run have each class and state.
    pub fn structure(&self, scope: &Scope, run: RunId) -> Result<Vec<ClassCount>, StoreError> {
        let mut sql = Sql::new("SELECT g.class, g.state, count(*) FROM rating g WHERE g.run = ");
        sql.bind(run);
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "g.customer");
        sql.push(" GROUP BY g.class, g.state ORDER BY g.class IS NULL, g.class, g.state");
        self.read(|connection| {
            connection.rows(&sql, |row| Ok(ClassCount { class: row.optional_text(0)?, state: row.text(1)?.parse()?, count: row.count(2)? }))
        })
    }

    /// How many customers went from each class to each other between two runs.
    pub fn migration(&self, scope: &Scope, first: RunId, second: RunId) -> Result<Vec<Migration>, StoreError> {
        let types = self.types();
        let mut sql = Sql::new("SELECT m.a, m.b, count(*) FROM (");
        // Everybody of the first run, and those only in the second.
        sql.push("SELECT f.customer AS customer, f.class AS a, s.class AS b FROM rating f LEFT JOIN rating s ON s.customer = f.customer AND s.run = ");
        sql.bind(second).push(" WHERE f.run = ").bind(first);
        scope::restrict_by_customer(&mut sql, scope, &types, "f.customer");
        sql.push(" UNION ALL SELECT s.customer, NULL, s.class FROM rating s WHERE s.run = ").bind(second);
        sql.push(" AND NOT EXISTS (SELECT 1 FROM rating f WHERE f.customer = s.customer AND f.run = ").bind(first).push(")");
        scope::restrict_by_customer(&mut sql, scope, &types, "s.customer");
        sql.push(") m GROUP BY m.a, m.b ORDER BY m.a IS NULL, m.a, m.b IS NULL, m.b");
        self.read(|connection| {
            connection.rows(&sql, |row| Ok(Migration { from: row.optional_text(0)?, to: row.optional_text(1)?, count: row.count(2)? }))
        })
    }
}
