//! Decision tables over a batch: buckets for each input column, then the rules of each row from the table's index.
//!
//! A cell that the index leaves open is tried for the rows that reach it, rule by rule. What the rules that match say is computed
//! once for each set of them where the outputs are constants, so the cost of a row is the search alone.

mod buckets;
mod few;
mod memo;
mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_dmn::logic::{Bucket, Input, TableIndex, TableLogic};
use guiju_feel::Value;

use crate::eval::{Batch, Lowered, Unlowered};
use crate::output::TableHits;
use crate::vector::Vector;
use buckets::each_bucket;
use memo::Memo;
use search::Search;

impl Batch<'_> {
    /// Decides a table in every row that is not handed over.
    pub(crate) fn table(&mut self, table: &TableLogic<'_>) -> Lowered<(Arc<Vector>, TableHits)> {
        if self.is_in_call() && !table.open_cells().is_empty() {
            return Err(Unlowered);
        }
        let inputs = self.table_inputs(table)?;
        let mut hits = TableHits::new(table, self.rows);
        let Some(index) = table.index(self.context) else {
            self.handed.fill(true);
            return Ok((self.nulls(), hits));
        };
        if !self.few_rules(table, index, &inputs, &mut hits) {
            self.many_rules(table, index, &inputs, &mut hits);
        }
        Ok((self.conclude(table, &mut hits)?, hits))
    }

    fn many_rules(&mut self, table: &TableLogic<'_>, index: TableIndex<'_>, inputs: &[Arc<Vector>], hits: &mut TableHits) {
        let of_column = |(place, vector): (usize, &Arc<Vector>)| {
            let mut buckets = Vec::with_capacity(self.rows);
            if let Some(column) = index.column(place) {
                each_bucket(column, vector, |bucket| buckets.push(bucket));
            }
            buckets
        };
        let buckets: Vec<Vec<Bucket>> = inputs.iter().enumerate().map(of_column).collect();
        let (row, memo) = (Vec::with_capacity(buckets.len()), Memo::new(buckets.len()));
        let mut search = Search { table, index, inputs, known: BTreeMap::new(), memo, row };
        let mut columns: Vec<_> = buckets.iter().map(|column| column.iter()).collect();
        for row in 0..self.rows {
            search.row.clear();
            search.row.extend(columns.iter_mut().map(|column| column.next().copied().unwrap_or_default()));
            if self.handed.get(row).copied().unwrap_or(true) {
                continue;
            }
            match search.find(self, row, hits) {
                Some(set) => hits.add(row, set),
                None => self.hand(row),
            }
        }
    }

    fn table_inputs(&mut self, table: &TableLogic<'_>) -> Lowered<Vec<Arc<Vector>>> {
        let mut inputs = Vec::new();
        for (input, tests) in table.inputs() {
            let vector = match input {
                Input::Slot(slot) => self.frame.slots.get(slot).map(Arc::clone),
                Input::Expression(expression) => Some(self.expression(expression)?),
                Input::Broken => {
                    self.handed.fill(true);
                    None
                }
            };
            let vector = vector.unwrap_or_else(|| Arc::new(Vector::constant(&Value::Null, self.rows)));
            if let Some(tests) = tests {
                let passed = self.column_tests(&vector, tests);
                let active = self.active();
                self.hand_where(&active, |row| !vector.is_null(row) && !passed.get(row).copied().unwrap_or(false));
            }
            inputs.push(vector);
        }
        Ok(inputs)
    }

    /// The value of each row, from the set of rules that match in it.
    fn conclude(&mut self, table: &TableLogic<'_>, hits: &mut TableHits) -> Lowered {
        if !table.has_constant_outputs() {
            return self.outputs(table, hits);
        }
        // One value for each set of rules that a row has; none for a set that comes with a reason.
        let mut codes: Vec<Option<u32>> = vec![None; hits.set_count()];
        let mut values: Vec<Value> = Vec::new();
        for (row, handed) in self.handed.iter_mut().enumerate() {
            let set = hits.set_of(row);
            let Some(code) = codes.get_mut(set) else { continue };
            if code.is_none() {
                *code = Some(match table.conclude(&hits.rules_of_set(set), &mut Vec::new(), self.context) {
                    Some(value) => {
                        values.push(value);
                        u32::try_from(values.len() - 1).unwrap_or(REASON)
                    }
                    None => REASON,
                });
            }
            *handed |= *code == Some(REASON);
        }
        let code_of =
            |set: &u32| usize::try_from(*set).ok().and_then(|set| codes.get(set).copied().flatten()).filter(|code| *code != REASON);
        let of_rows: Vec<u32> = hits.sets().iter().map(|set| code_of(set).unwrap_or(0)).collect();
        if values.is_empty() {
            values.push(Value::Null);
        }
        Ok(Arc::new(Vector::coded(of_rows, values)))
    }
}

/// The code of a set of rules whose value comes with a reason.
const REASON: u32 = u32::MAX;
