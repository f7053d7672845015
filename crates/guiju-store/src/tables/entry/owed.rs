//! What customers owe in all: charges, less receipts and what else settled them, whether allocated or not.

use guiju_types::{Amount, Currency, RecordId, Scope};

use crate::sql::{Connection, LIST_LENGTH, Sql};
use crate::tables::record::Types;
use crate::{Store, StoreError, scope};

/// A reversing entry has the negative amount, so that what was taken back counts for nothing.
fn owed(connection: &mut Connection, types: &Types, scope: &Scope, customers: &[RecordId]) -> Result<Vec<Owed>, StoreError> {
    let mut sql = Sql::new(
        "SELECT e.customer, e.currency, CAST(sum(CASE WHEN e.kind = 'charge' THEN e.amount
             WHEN e.kind IN ('receipt', 'credit_note', 'write_off', 'clearing') THEN -e.amount ELSE 0 END) AS BIGINT)
         FROM entry e WHERE e.customer",
    );
    sql.in_list(customers.iter().copied());
    scope::restrict_by_customer(&mut sql, scope, types, "e.customer");
    sql.push(" GROUP BY e.customer, e.currency ORDER BY e.customer, e.currency");
    connection.rows(&sql, |row| Ok(Owed { customer: row.record(0)?, currency: row.currency(1)?, amount: row.amount(2)? }))
}

/// What a customer owes in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Who.
    pub customer: RecordId,
    /// In which currency.
    pub currency: Currency,
    /// How much; below zero where the customer has paid more than was charged.
    pub amount: Amount,
}

impl Store {
    /// What these customers owe now, by currency: charges less receipts, credit notes, write-offs and clearings. Who never had an entry is
    /// not in it.
    pub fn owed(&self, scope: &Scope, customers: &[RecordId]) -> Result<Vec<Owed>, StoreError> {
        let types = self.types();
        self.read(|connection| {
            let mut all = Vec::new();
            for chunk in customers.chunks(LIST_LENGTH) {
                all.extend(owed(connection, &types, scope, chunk)?);
            }
            Ok(all)
        })
    }
}
