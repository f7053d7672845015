//! The tables whose rows may change: the sum over the rows of each, kept with every commit, so that the audit chain tells when somebody else
//! changed one.
//!
//! Every table that a migration makes is one of them, unless it is named in [`OTHERWISE`]: so a new table cannot be forgotten.
//!
//! INVARIANT: rows of these tables are written by [`Write::insert`], [`Write::update`], [`Write::delete`] and [`Write::put`] only.

use std::collections::{BTreeMap, BTreeSet};

use crate::row_sum::{RowHasher, RowSum};
use crate::sql::{ColumnKind, Connection, Schema, Sql, SqlValue};
use crate::tables::migration;
use crate::{StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE table_sum (
        name {text} PRIMARY KEY,
        sum {bytes} NOT NULL -- over the rows, modulo 2^2048
    );";

/// The tables that the chain vouches for in another way.
const OTHERWISE: &[&str] = &[
    // The chain itself.
    "audit_entry",
    // By a digest of what each commit wrote: their rows stay as they were written, in the order of writing.
    "entry",
    "rating",
    // By a digest of its own, and by the chain, whose end it names.
    "counter",
    // What it says follows from this program.
    "migration",
    // Follows from the rows.
    "table_sum",
];

/// The tables with a sum, and their columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summed {
    tables: Schema,
}

impl Summed {
    pub(crate) fn of(mut schema: Schema) -> Self {
        let made = migration::tables();
        schema.retain(|name, _| made.contains(name.as_str()) && !OTHERWISE.contains(&name.as_str()));
        Self { tables: schema }
    }

    fn columns(&self, table: &str) -> Option<&[(String, ColumnKind)]> {
        self.tables.get(table).map(Vec::as_slice)
    }

    pub(crate) fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The table with a sum that a statement changes, if it is one.
    pub(crate) fn changed_by<'s>(&self, statement: &'s str) -> Option<&'s str> {
        let mut words = statement.split_whitespace();
        let table = match words.next()? {
            "UPDATE" => words.next()?,
            "DELETE" | "INSERT" => words.nth(1)?,
            _ => return None,
        };
        Some(unquoted(table)).filter(|table| self.has(table))
    }

    /// The sum over the rows that a table has, and how many they are.
    pub(crate) fn compute(&self, connection: &mut Connection, table: &str) -> Result<(RowSum, u64), StoreError> {
        let (mut sum, mut rows) = (RowSum::EMPTY, 0);
        let Some(columns) = self.columns(table) else { return Ok((sum, rows)) };
        let mut hasher = RowHasher::new(table, columns.iter().map(|(name, _)| name.as_str()));
        each_row(connection, table, columns, &Sql::new("1 = 1"), &mut |row| {
            sum.add(&hasher.hash(row));
            rows += 1;
        })?;
        Ok((sum, rows))
    }
}

/// Shows the rows of a table for which a condition holds, with all of their columns.
fn each_row(
    connection: &mut Connection,
    table: &str,
    columns: &[(String, ColumnKind)],
    condition: &Sql,
    each: &mut dyn FnMut(&Vec<SqlValue>),
) -> Result<(), StoreError> {
    let list = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let text = format!("SELECT {list} FROM {} WHERE {}", quoted(table), condition.text);
    let mut cells = Vec::with_capacity(columns.len());
    connection.query(&Sql { text, values: condition.values.clone() }, &mut |row| {
        cells.clear();
        for (place, (_, kind)) in columns.iter().enumerate() {
            cells.push(row.value(place, *kind)?);
        }
        each(&cells);
        Ok(())
    })
}

/// A table's name as an identifier: `user` is a word of SQL's.
fn quoted(table: &str) -> String {
    format!("\"{}\"", unquoted(table))
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches('"')
}

/// The sums of the tables that a transaction touches: as they were, and as they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    touched: BTreeMap<String, (RowSum, RowSum)>,
}

impl Sums {
    /// The sum of a table, to be changed with each row.
    fn of(&mut self, connection: &mut Connection, table: &str) -> Result<&mut RowSum, StoreError> {
        if !self.touched.contains_key(table) {
            let kept = load(connection, table)?.unwrap_or(RowSum::EMPTY);
            self.touched.insert(table.to_owned(), (kept, kept));
        }
        self.touched.get_mut(table).map(|(_, now)| now).ok_or_else(|| StoreError::damaged("the sums of tables"))
    }

    /// Keeps the sums, and gives for each table its digest before and after, as the chain says it. What was before is said too: whoever changes
    /// rows and the kept sum together is found by the break between two commits.
    pub(crate) fn save(&self, connection: &mut Connection) -> Result<Vec<(String, String)>, StoreError> {
        let mut said = Vec::with_capacity(self.touched.len());
        for (table, (before, now)) in &self.touched {
            connection.execute(&Sql::with(
                "INSERT INTO table_sum (name, sum) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET sum = excluded.sum",
                [table.as_str().into(), now.to_bytes().into()],
            ))?;
            said.push((table.clone(), format!("{} {}", before.digest(), now.digest())));
        }
        Ok(said)
    }
}

/// The sum that is kept of a table.
fn load(connection: &mut Connection, table: &str) -> Result<Option<RowSum>, StoreError> {
    let kept = connection.first(&Sql::with("SELECT sum FROM table_sum WHERE name = ?1", [table.into()]), |row| row.bytes(0))?;
    // What is no sum was not written by this program; the next verification says so, since nothing adds up to it.
    Ok(kept.map(|bytes| RowSum::from_bytes(&bytes).unwrap_or(RowSum::EMPTY)))
}

/// The tables of which sums are kept, with those.
pub(crate) fn kept(connection: &mut Connection) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    let rows = connection.rows(&Sql::new("SELECT name, sum FROM table_sum"), |row| Ok((row.text(0)?, row.bytes(1)?)))?;
    Ok(rows.into_iter().collect())
}

impl Write<'_> {
    /// Vouches for the rows of tables that have no sum yet: those of a database that an earlier version of this program filled.
    pub(crate) fn vouch(&mut self) -> Result<(), StoreError> {
        let known: BTreeSet<String> = kept(self.connection)?.into_keys().collect();
        let summed = self.summed;
        let mut vouched = BTreeMap::new();
        for table in summed.names().filter(|table| !known.contains(*table)) {
            let (sum, rows) = summed.compute(self.connection, table)?;
            if rows > 0 {
                *self.sums.of(self.connection, table)? = sum;
                vouched.insert(table, rows);
            }
        }
        if !vouched.is_empty() {
            self.audit("vouch", "tables", &serde_json::json!(vouched));
        }
        Ok(())
    }

    /// Adds rows to the sum of their table, where it has one.
    pub(crate) fn sum_inserted<R: crate::sql::BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), StoreError> {
        let table = unquoted(table);
        if !self.summed.has(table) {
            return Ok(());
        }
        let mut hasher = RowHasher::new(table, columns.split(',').map(unquoted));
        let sum = self.sums.of(self.connection, table)?;
        for row in rows {
            sum.add(&hasher.hash(row));
        }
        Ok(())
    }

    /// Sets columns of the rows for which a condition holds. Gives how many they are.
    pub(crate) fn update(&mut self, table: &str, set: &[(&str, SqlValue)], whose: &Sql) -> Result<u64, StoreError> {
        let table = unquoted(table);
        let summed = self.summed;
        if let Some(columns) = summed.columns(table) {
            let place = |name: &str| columns.iter().position(|(known, _)| known == unquoted(name));
            let changes: Vec<(Option<usize>, &SqlValue)> = set.iter().map(|(name, value)| (place(name), value)).collect();
            let mut hasher = RowHasher::new(table, columns.iter().map(|(name, _)| name.as_str()));
            let mut sum = *self.sums.of(self.connection, table)?;
            each_row(self.connection, table, columns, whose, &mut |row| {
                sum.subtract(&hasher.hash(row));
                let mut changed = row.clone();
                for (place, value) in &changes {
                    if let Some(cell) = place.and_then(|place| changed.get_mut(place)) {
                        *cell = (*value).clone();
                    }
                }
                sum.add(&hasher.hash(&changed));
            })?;
            *self.sums.of(self.connection, table)? = sum;
        }
        let mut values = whose.values.clone();
        let mut assignments = Vec::with_capacity(set.len());
        for (name, value) in set {
            values.push(value.clone());
            assignments.push(format!("\"{}\" = ?{}", unquoted(name), values.len()));
        }
        let text = format!("UPDATE {} SET {} WHERE {}", quoted(table), assignments.join(", "), whose.text);
        self.execute_summed(&Sql { text, values })
    }

    /// Removes the rows for which a condition holds. Gives how many they were.
    pub(crate) fn delete(&mut self, table: &str, whose: &Sql) -> Result<u64, StoreError> {
        let table = unquoted(table);
        let summed = self.summed;
        if let Some(columns) = summed.columns(table) {
            let mut hasher = RowHasher::new(table, columns.iter().map(|(name, _)| name.as_str()));
            let mut sum = *self.sums.of(self.connection, table)?;
            each_row(self.connection, table, columns, whose, &mut |row| sum.subtract(&hasher.hash(row)))?;
            *self.sums.of(self.connection, table)? = sum;
        }
        let text = format!("DELETE FROM {} WHERE {}", quoted(table), whose.text);
        self.execute_summed(&Sql { text, values: whose.values.clone() })
    }

    /// Writes a row over the one with the same key, or adds it. The first `key` cells are the key.
    pub(crate) fn put(&mut self, table: &str, key: usize, row: &[(&str, SqlValue)]) -> Result<(), StoreError> {
        let (keys, rest) = row.split_at(key.min(row.len()));
        let mut whose = Sql::default();
        for (place, (name, value)) in keys.iter().enumerate() {
            whose.push(if place == 0 { "" } else { " AND " }).push(&format!("\"{}\" = ", unquoted(name))).bind(value.clone());
        }
        if !rest.is_empty() && self.update(table, rest, &whose)? > 0 {
            return Ok(());
        }
        let columns = row.iter().map(|(name, _)| format!("\"{}\"", unquoted(name))).collect::<Vec<_>>().join(", ");
        let cells: Vec<SqlValue> = row.iter().map(|(_, value)| value.clone()).collect();
        self.insert(&quoted(table), &columns, &[cells])
    }
}
