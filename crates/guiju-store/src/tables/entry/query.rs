//! Lists of ledger entries.

use guiju_types::{Date, Entry, EntryId, EntryKind, Scope, Sequence};

use super::open_items::IS_LIVE;
use super::{EntryQuery, read, select_list};
use crate::sql::{Connection, LIST_LENGTH, Sql};
use crate::tables::counter;
use crate::tables::record::Types;
use crate::{Store, StoreError, Write, scope};

/// The statement for a query.
fn statement(types: &Types, scope: &Scope, query: &EntryQuery) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {} FROM entry e WHERE 1 = 1", select_list("e")));
    let links = [
        ("e.customer", query.customer.map(|id| id.0)),
        ("e.charge", query.charge.map(|id| id.0)),
        ("e.receipt", query.receipt.map(|id| id.0)),
        ("e.\"order\"", query.order.map(|id| id.0)),
        ("e.import", query.import.map(|id| id.0)),
    ];
    for (column, id) in links {
        if let Some(id) = id {
            sql.push(&format!(" AND {column} = ")).bind(id);
        }
    }
    if !query.kinds.is_empty() {
        sql.push(" AND e.kind").in_list(query.kinds.iter().map(|kind| kind.name()));
    }
    if !query.numbers.is_empty() {
        sql.push(" AND e.number").in_list(query.numbers.iter().map(String::as_str));
    }
    if let Some(from) = query.from {
        sql.push(" AND e.business_date >= ").bind(from);
    }
    if let Some(to) = query.to {
        sql.push(" AND e.business_date <= ").bind(to);
    }
    if let Some(known_at) = query.known_at {
        sql.push(" AND e.known_at <= ").bind(known_at);
    }
    if query.only_live {
        sql.push(" AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id");
        // What was taken back later than the instant of the question was live then.
        if let Some(known_at) = query.known_at {
            sql.push(" AND b.known_at <= ").bind(known_at);
        }
        sql.push(")");
    }
    scope::restrict_by_customer(&mut sql, scope, types, "e.customer");
    let (operator, direction) = if query.newest_first { ("<", "DESC") } else { (">", "ASC") };
    if let Some((date, id)) = query.after {
        sql.push(&format!(" AND (e.business_date, e.id) {operator} (")).bind(date).push(", ").bind(id).push(")");
    }
    sql.push(&format!(" ORDER BY e.business_date {direction}, e.id {direction} LIMIT ")).bind(query.limit.clamp(1, 10_000));
    sql
}

fn run(connection: &mut Connection, types: &Types, scope: &Scope, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
    connection.rows(&statement(types, scope, query), read)
}

/// The last entry of the commits up to `sequence`, by halves. INVARIANT: ids grow in the order of commits, since a writer locks the counter first.
fn last_until(connection: &mut Connection, sequence: Sequence) -> Result<EntryId, StoreError> {
    // What is written while this looks has ids above.
    let last = connection.first(&Sql::new("SELECT max(id) FROM entry"), |row| row.optional_integer(0))?.flatten().unwrap_or(0);
    let (mut before, mut after) = (0, if sequence == Sequence(0) { 1 } else { last.saturating_add(1) });
    while before + 1 < after {
        let middle = before + (after - before) / 2;
        let sql = Sql::with("SELECT id, sequence FROM entry WHERE id >= ?1 ORDER BY id LIMIT 1", [middle.into()]);
        match connection.first(&sql, |row| Ok((row.integer(0)?, row.sequence(1)?)))? {
            Some((id, found)) if found <= sequence => before = id,
            Some(_) | None => after = middle,
        }
    }
    Ok(EntryId(before))
}

impl Store {
    /// Entries in the order of business date and id.
    pub fn entries(&self, scope: &Scope, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
        let types = self.types();
        self.read(|connection| run(connection, &types, scope, query))
    }

    /// One entry, where the scope may see it.
    pub fn entry(&self, scope: &Scope, id: EntryId) -> Result<Option<Entry>, StoreError> {
        let mut sql = Sql::new(&format!("SELECT {} FROM entry e WHERE e.id = ", select_list("e")));
        sql.bind(id);
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "e.customer");
        self.read(|connection| connection.first(&sql, read))
    }

    /// Every entry of the company that was written after `after`, in the order of writing. For the program's own work; returns the
    /// sequence up to which that is complete.
    pub fn entries_after(&self, after: Sequence, each: &mut dyn FnMut(Entry) -> Result<(), StoreError>) -> Result<Sequence, StoreError> {
        let text = format!("SELECT {} FROM entry e WHERE e.id > ?1 AND e.sequence <= ?2 ORDER BY e.id", select_list("e"));
        self.read(|connection| {
            let last = counter::last_sequence(connection)?;
            let before = last_until(connection, after)?;
            connection.query(&Sql::with(&text, [before.into(), last.into()]), &mut |row| each(read(row)?))?;
            Ok(last)
        })
    }

    /// How many entries up to a business date were written after `after`: whether a figure computed then still stands.
    pub fn count_entries_since(&self, after: Sequence, until: Date) -> Result<u64, StoreError> {
        self.read(|connection| {
            let before = last_until(connection, after)?;
            let sql = Sql::with("SELECT count(*) FROM entry e WHERE e.id > ?1 AND e.business_date <= ?2", [before.into(), until.into()]);
            Ok(connection.first(&sql, |row| row.count(0))?.unwrap_or(0))
        })
    }

    /// How many entries of each kind there are, reversals and what they take back left out.
    pub fn entry_counts(&self) -> Result<Vec<(EntryKind, u64)>, StoreError> {
        // A reversal has the kind of what it takes back, so each takes two off.
        let sql = Sql::new("SELECT kind, count(*) - 2 * count(reverses) FROM entry GROUP BY kind ORDER BY kind");
        self.read(|connection| {
            connection.rows(&sql, |row| {
                let kind = row.text(0)?;
                Ok((kind.parse().map_err(|_| StoreError::damaged(format!("the kind of entry `{kind}`")))?, row.count(1)?))
            })
        })
    }
}

impl Write<'_> {
    /// Entries of the whole company, this transaction's own included.
    pub fn entries(&mut self, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
        run(self.connection, &self.types, &Scope::Company, query)
    }

    /// What stands on these charges (invoices, allocations, credit notes …), this transaction's own included, by charge in the order of writing.
    pub fn entries_on(&mut self, charges: &[EntryId]) -> Result<Vec<Entry>, StoreError> {
        let mut found = Vec::new();
        for chunk in charges.chunks(LIST_LENGTH) {
            let mut sql =
                Sql::new(&format!("SELECT {} FROM entry e WHERE e.kind <> 'charge' AND {IS_LIVE} AND e.charge", select_list("e")));
            sql.in_list(chunk.iter().copied()).push(" ORDER BY e.charge, e.id");
            found.extend(self.connection.rows(&sql, read)?);
        }
        Ok(found)
    }
}
