//! What is open now: charges not settled, receipts not allocated. As of another date or instant, the warehouse answers.

use guiju_types::{EntryId, RecordId, Scope};

use super::{OpenCharge, UnallocatedReceipt};
use crate::sql::{Connection, LIST_LENGTH, Sql};
use crate::tables::record::Types;
use crate::{Store, StoreError, Write, scope};

/// What an entry adds to its charge's balance, for one amount column.
fn balance(column: &str) -> String {
    format!(
        "CAST(sum(CASE WHEN e.kind = 'charge' THEN e.{column}
             WHEN e.kind IN ('allocation', 'credit_note', 'write_off') THEN -e.{column} ELSE 0 END) AS BIGINT)"
    )
}

fn open_charges(connection: &mut Connection, types: &Types, scope: &Scope, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
    let mut sql = Sql::new(&format!(
        "SELECT c.id, c.customer, c.\"order\", c.number, c.business_date, c.due_date, c.currency, c.amount, c.base_amount,
             s.rest, s.base_rest
         FROM (SELECT e.charge AS charge, {} AS rest, {} AS base_rest FROM entry e WHERE e.customer",
        balance("amount"),
        balance("base_amount"),
    ));
    sql.in_list(customers.iter().copied());
    sql.push(" AND e.charge IS NOT NULL GROUP BY e.charge) s JOIN entry c ON c.id = s.charge WHERE (s.rest <> 0 OR s.base_rest <> 0)");
    scope::restrict_by_customer(&mut sql, scope, types, "c.customer");
    sql.push(" ORDER BY c.customer, c.due_date IS NULL, c.due_date, c.business_date, c.id");
    connection.rows(&sql, |row| {
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
    })
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
        "SELECT s.id, s.customer, s.number, s.note, s.business_date, s.currency, s.amount, s.base_amount, s.rest, s.base_rest
         FROM (SELECT r.id, r.customer, r.number, r.note, r.business_date, r.currency, r.amount, r.base_amount, {} AS rest, {} AS base_rest
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
    /// The open charges of these customers, this transaction's own entries included; by customer, what is due first before the rest.
    pub fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
        in_lists(customers, |chunk| open_charges(self.connection, &self.types, &Scope::Company, chunk))
    }

    /// The receipts of these customers that are not fully allocated, this transaction's own included; by customer, the oldest first.
    pub fn unallocated_receipts(&mut self, customers: &[RecordId]) -> Result<Vec<UnallocatedReceipt>, StoreError> {
        in_lists(customers, |chunk| unallocated_receipts(self.connection, &self.types, &Scope::Company, chunk))
    }
}
