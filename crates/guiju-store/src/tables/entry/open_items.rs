//! What is open now: charges not settled, receipts not allocated. As of another date or instant, the warehouse answers.

use std::collections::BTreeSet;

use guiju_types::{EntryId, ImportId, RecordId, Scope};

use super::reverse::EXPLAINED;
use super::{Clearing, ImportedCharge, OpenCharge, UnallocatedReceipt};
use crate::sql::{Connection, LIST_LENGTH, Row, Sql};
use crate::tables::record::Types;
use crate::{Store, StoreError, Write, scope};

/// What makes an entry `e` one that stands.
pub(super) const IS_LIVE: &str = "e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id)";

/// The columns of [`read_charge`], of a charge `c` with the sums `s` of what is on it.
const CHARGE_COLUMNS: &str =
    "c.id, c.customer, c.\"order\", c.number, c.business_date, c.due_date, c.currency, c.amount, c.base_amount, s.rest, s.base_rest";

/// What an entry adds to its charge's balance, for one amount column.
fn balance(column: &str) -> String {
    format!(
        "CAST(sum(CASE WHEN e.kind = 'charge' THEN e.{column}
             WHEN e.kind IN ('allocation', 'credit_note', 'write_off', 'clearing') THEN -e.{column} ELSE 0 END) AS BIGINT)"
    )
}

fn open_charges(connection: &mut Connection, types: &Types, scope: &Scope, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
    let mut sql = Sql::new(&format!(
        "SELECT {CHARGE_COLUMNS}
         FROM (SELECT e.charge AS charge, {} AS rest, {} AS base_rest FROM entry e WHERE e.customer",
        balance("amount"),
        balance("base_amount"),
    ));
    sql.in_list(customers.iter().copied());
    sql.push(" AND e.charge IS NOT NULL GROUP BY e.charge) s JOIN entry c ON c.id = s.charge WHERE (s.rest <> 0 OR s.base_rest <> 0)");
    scope::restrict_by_customer(&mut sql, scope, types, "c.customer");
    sql.push(" ORDER BY c.customer, c.due_date IS NULL, c.due_date, c.business_date, c.id");
    connection.rows(&sql, read_charge)
}

fn read_charge(row: &Row<'_>) -> Result<OpenCharge, StoreError> {
    Ok(OpenCharge {
        charge: EntryId(row.integer(0)?),
        customer: row.record(1)?,
        order: row.optional_record(2)?,
        number: row.optional_text(3)?,
        date: row.date(4)?,
        due: row.optional_date(5)?,
        currency: row.currency(6)?,
        amount: row.amount(7)?,
        base_amount: row.amount(8)?,
        open: row.amount(9)?,
        open_base: row.amount(10)?,
    })
}

/// The charges of imports that stand, in the order of their ids.
fn charges_of_imports(
    connection: &mut Connection,
    imports: &[ImportId],
    only_open: bool,
    each: &mut dyn FnMut(ImportedCharge) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if imports.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(&format!(
        "SELECT {CHARGE_COLUMNS}, c.import
         FROM (SELECT e.charge AS charge, {} AS rest, {} AS base_rest FROM entry e
             WHERE e.charge IN (SELECT o.id FROM entry o WHERE o.kind = 'charge' AND o.reverses IS NULL AND o.import",
        balance("amount"),
        balance("base_amount"),
    ));
    sql.in_list(imports.iter().copied());
    sql.push(") GROUP BY e.charge) s JOIN entry c ON c.id = s.charge WHERE NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = c.id)");
    if only_open {
        sql.push(" AND (s.rest <> 0 OR s.base_rest <> 0)");
    }
    sql.push(" ORDER BY c.id");
    connection.query(&sql, &mut |row| {
        let import = row.optional_import(11)?.ok_or_else(|| StoreError::damaged("a charge of an import without one"))?;
        each(ImportedCharge { charge: read_charge(row)?, import })
    })
}

/// Clearings that stand; what is due first before the rest.
fn clearings(
    connection: &mut Connection,
    types: &Types,
    scope: &Scope,
    customers: Option<&[RecordId]>,
) -> Result<Vec<Clearing>, StoreError> {
    let mut sql = Sql::new(&format!(
        "SELECT e.id, e.charge, e.customer, c.number, c.business_date, e.due_date, e.earliest, e.business_date, e.currency, e.amount,
             e.base_amount, e.import,
             (SELECT max(b.id) FROM entry b WHERE b.charge = e.charge AND b.kind = 'clearing' AND b.reverses IS NOT NULL AND b.note = '{EXPLAINED}')
         FROM entry e JOIN entry c ON c.id = e.charge WHERE e.kind = 'clearing' AND {IS_LIVE}"
    ));
    if let Some(customers) = customers {
        sql.push(" AND e.customer").in_list(customers.iter().copied());
    }
    scope::restrict_by_customer(&mut sql, scope, types, "e.customer");
    sql.push(" ORDER BY e.customer, e.due_date IS NULL, e.due_date, c.business_date, e.charge, e.id");
    connection.rows(&sql, |row| {
        Ok(Clearing {
            entry: EntryId(row.integer(0)?),
            considered: row.optional_entry(12)?.unwrap_or(EntryId(0)).max(EntryId(row.integer(0)?)),
            charge: row.optional_entry(1)?.ok_or_else(|| StoreError::damaged("a clearing of no charge"))?,
            customer: row.record(2)?,
            number: row.optional_text(3)?,
            charge_date: row.date(4)?,
            due: row.optional_date(5)?,
            earliest: row.optional_date(6)?.ok_or_else(|| StoreError::damaged("a clearing without an earliest day"))?,
            latest: row.date(7)?,
            currency: row.currency(8)?,
            amount: row.amount(9)?,
            base_amount: row.amount(10)?,
            import: row.optional_import(11)?,
        })
    })
}

/// Which of these customers have something for which allocation may have work: a receipt with a rest, a charge that was reduced below zero, a
/// clearing with another entry behind it that may explain it.
fn customers_to_allocate(connection: &mut Connection, customers: &[RecordId]) -> Result<Vec<RecordId>, StoreError> {
    let mut found = BTreeSet::new();
    let receipts = format!(
        "SELECT r.customer FROM entry r WHERE r.kind = 'receipt' AND r.reverses IS NULL AND {} <> 0 AND r.customer",
        left("amount")
    );
    let cleared = format!(
        "SELECT e.customer FROM entry e WHERE e.kind = 'clearing' AND {IS_LIVE}
             AND EXISTS (SELECT 1 FROM entry o WHERE o.charge = e.charge AND o.id > e.id AND o.reverses IS NULL
                 AND o.kind IN ('allocation', 'credit_note', 'write_off')) AND e.customer"
    );
    for (select, rest) in [
        (receipts.as_str(), String::new()),
        (cleared.as_str(), String::new()),
        (
            "SELECT e.customer FROM entry e WHERE e.charge IS NOT NULL AND e.customer",
            format!(" GROUP BY e.customer, e.charge HAVING {} < 0", balance("amount")),
        ),
    ] {
        let mut sql = Sql::new(select);
        sql.in_list(customers.iter().copied()).push(&rest);
        found.extend(connection.rows(&sql, |row| row.record(0))?);
    }
    Ok(found.into_iter().collect())
}

/// What is left of a receipt, for one amount column. Its allocations are found by the receipt: they may settle another customer's charge.
fn left(column: &str) -> String {
    format!(
        "(SELECT CAST(sum(CASE WHEN e.kind = 'receipt' THEN e.{column} WHEN e.kind = 'allocation' THEN -e.{column} ELSE 0 END) AS BIGINT)
          FROM entry e WHERE e.receipt = r.id)"
    )
}

fn unallocated_receipts(
    connection: &mut Connection,
    types: &Types,
    scope: &Scope,
    customers: &[RecordId],
) -> Result<Vec<UnallocatedReceipt>, StoreError> {
    let mut sql = Sql::new(&format!(
        "SELECT s.id, s.customer, s.number, s.note, s.business_date, s.currency, s.amount, s.base_amount, s.rest, s.base_rest, s.freed
         FROM (SELECT r.id, r.customer, r.number, r.note, r.business_date, r.currency, r.amount, r.base_amount, {} AS rest, {} AS base_rest,
                 (SELECT max(e.business_date) FROM entry e WHERE e.receipt = r.id AND e.kind = 'allocation' AND e.method = 'freed' AND {IS_LIVE})
                     AS freed
             FROM entry r WHERE r.kind = 'receipt' AND r.reverses IS NULL AND r.customer",
        left("amount"),
        left("base_amount"),
    ));
    sql.in_list(customers.iter().copied());
    scope::restrict_by_customer(&mut sql, scope, types, "r.customer");
    sql.push(") s WHERE s.rest <> 0 ORDER BY s.customer, s.business_date, s.id");
    connection.rows(&sql, |row| {
        Ok(UnallocatedReceipt {
            receipt: EntryId(row.integer(0)?),
            customer: row.optional_record(1)?,
            number: row.optional_text(2)?,
            note: row.optional_text(3)?,
            date: row.date(4)?,
            free_from: row.optional_date(10)?.unwrap_or(jiff::civil::Date::MIN).max(row.date(4)?),
            currency: row.currency(5)?,
            amount: row.amount(6)?,
            base_amount: row.amount(7)?,
            open: row.amount(8)?,
            open_base: row.amount(9)?,
        })
    })
}

/// Asks for many customers a list at a time, in the order of their ids.
fn in_lists<T>(customers: &[RecordId], mut ask: impl FnMut(&[RecordId]) -> Result<Vec<T>, StoreError>) -> Result<Vec<T>, StoreError> {
    let mut sorted = customers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut found = Vec::new();
    for chunk in sorted.chunks(LIST_LENGTH) {
        found.extend(ask(chunk)?);
    }
    Ok(found)
}

impl Store {
    /// The charges of these imports that stand, in the order of their ids, each with what is open on it now. For the program's own work: what a
    /// list brought and a later one of the same source replaces. `only_open`: without those that are settled.
    pub fn charges_of_imports(
        &self,
        imports: &[ImportId],
        only_open: bool,
        each: &mut dyn FnMut(ImportedCharge) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.read(|connection| charges_of_imports(connection, imports, only_open, each))
    }

    /// Clearings (settlements of unknown kind) that stand, of a customer or of all; what is due first before the rest.
    pub fn clearings(&self, scope: &Scope, customer: Option<RecordId>) -> Result<Vec<Clearing>, StoreError> {
        let types = self.types();
        self.read(|connection| clearings(connection, &types, scope, customer.as_ref().map(std::slice::from_ref)))
    }

    /// Which of these customers have something for which allocation may have work. For the program's own work.
    pub fn customers_to_allocate(&self, customers: &[RecordId]) -> Result<Vec<RecordId>, StoreError> {
        self.read(|connection| in_lists(customers, |chunk| customers_to_allocate(connection, chunk)))
    }

    /// A customer's open charges, what is due first before the rest.
    pub fn open_charges(&self, scope: &Scope, customer: RecordId) -> Result<Vec<OpenCharge>, StoreError> {
        let types = self.types();
        self.read(|connection| open_charges(connection, &types, scope, &[customer]))
    }

    /// A customer's receipts that are not fully allocated, the oldest first.
    pub fn unallocated_receipts(&self, scope: &Scope, customer: RecordId) -> Result<Vec<UnallocatedReceipt>, StoreError> {
        let types = self.types();
        self.read(|connection| unallocated_receipts(connection, &types, scope, &[customer]))
    }
}

impl Write<'_> {
    /// As [`Store::charges_of_imports`], this transaction's own entries included.
    pub fn charges_of_imports(
        &mut self,
        imports: &[ImportId],
        only_open: bool,
        each: &mut dyn FnMut(ImportedCharge) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        charges_of_imports(self.connection, imports, only_open, each)
    }

    /// The clearings of these customers that stand, this transaction's own included; by customer, what is due first before
    /// the rest.
    pub fn clearings(&mut self, customers: &[RecordId]) -> Result<Vec<Clearing>, StoreError> {
        in_lists(customers, |chunk| clearings(self.connection, &self.types, &Scope::Company, Some(chunk)))
    }

    /// The open charges of these customers, this transaction's own entries included; by customer, what is due first before the rest.
    pub fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
        in_lists(customers, |chunk| open_charges(self.connection, &self.types, &Scope::Company, chunk))
    }

    /// The receipts of these customers that are not fully allocated, this transaction's own included; by customer, the oldest first.
    pub fn unallocated_receipts(&mut self, customers: &[RecordId]) -> Result<Vec<UnallocatedReceipt>, StoreError> {
        in_lists(customers, |chunk| unallocated_receipts(self.connection, &self.types, &Scope::Company, chunk))
    }
}
