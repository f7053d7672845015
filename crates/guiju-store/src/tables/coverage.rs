//! Table `coverage`: for which periods the facts are declared complete.

use guiju_types::{Coverage, ImportId, Sequence};

use crate::sql::{Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE coverage (
        id {id},
        import BIGINT REFERENCES import (id), -- empty: declared by hand
        fact {text} NOT NULL,
        from_date BIGINT NOT NULL,
        to_date BIGINT NOT NULL,
        ended_sequence BIGINT -- the commit that ended it
    );";

/// A declaration without one is of a build that did not note it, and counts for every commit before its end.
pub(crate) const ADD_DECLARED: &str = "ALTER TABLE coverage ADD COLUMN declared_sequence BIGINT; -- the commit that declared it";

fn read(row: &Row<'_>) -> Result<Coverage, StoreError> {
    Ok(Coverage { fact: row.text(0)?, from: row.date(1)?, to: row.date(2)? })
}

impl Store {
    /// The periods declared by imports that are not undone, and those set by hand.
    pub fn coverage(&self) -> Result<Vec<Coverage>, StoreError> {
        let sql = Sql::new(
            "SELECT DISTINCT fact, from_date, to_date FROM coverage WHERE ended_sequence IS NULL ORDER BY fact, from_date, to_date",
        );
        self.read(|connection| connection.rows(&sql, read))
    }

    /// The periods that were declared, and not ended, by a commit and those before it.
    pub fn coverage_at(&self, sequence: Sequence) -> Result<Vec<Coverage>, StoreError> {
        let sql = Sql::with(
            "SELECT DISTINCT fact, from_date, to_date FROM coverage
             WHERE (declared_sequence IS NULL OR declared_sequence <= ?1) AND (ended_sequence IS NULL OR ended_sequence > ?1)
             ORDER BY fact, from_date, to_date",
            [sequence.into()],
        );
        self.read(|connection| connection.rows(&sql, read))
    }
}

impl Write<'_> {
    /// Declares periods complete; those of an import end when it is undone.
    pub fn declare_coverage(&mut self, import: Option<ImportId>, periods: &[Coverage]) -> Result<(), StoreError> {
        if let Some(import) = import {
            self.running_import(import)?;
        }
        let mut rows = Vec::with_capacity(periods.len());
        for period in periods {
            if period.from > period.to {
                return Err(StoreError::refused(format!(
                    "the period of `{}` ends before it begins: {} to {}",
                    period.fact, period.from, period.to
                )));
            }
            self.counter.coverage += 1;
            let (number, declared) = (self.counter.coverage, self.sequence());
            let (fact, from, to) = (period.fact.as_str().into(), period.from.into(), period.to.into());
            rows.push(vec![number.into(), import.into(), fact, from, to, declared.into()]);
        }
        if rows.is_empty() {
            return Ok(());
        }
        self.insert("coverage", "id, import, fact, from_date, to_date, declared_sequence", &rows)?;
        let subject = import.map_or_else(|| "by hand".to_owned(), |import| format!("import {import}"));
        self.audit("declare_coverage", &subject, &serde_json::json!(periods));
        Ok(())
    }

    /// Ends the periods of a fact that were declared by hand.
    pub fn end_coverage(&mut self, fact: &str) -> Result<(), StoreError> {
        let whose = Sql::with("import IS NULL AND ended_sequence IS NULL AND fact = ?1", [fact.into()]);
        if self.update("coverage", &[("ended_sequence", self.sequence().into())], &whose)? > 0 {
            self.audit("end_coverage", fact, &serde_json::Value::Null);
        }
        Ok(())
    }
}
