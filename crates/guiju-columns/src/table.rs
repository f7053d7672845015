//! Decision tables over a batch: buckets for each input column, then the rules of each row from the table's index.
//!
//! A cell that the index leaves open is tried for the rows that reach it, rule by rule. What the rules that match say is computed
//! once for each set of them where the outputs are constants, so the cost of a row is the search alone.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::Array;
use guiju_dmn::HitPolicy;
use guiju_dmn::logic::{Bucket, ColumnBuckets, Input, Kind, TableIndex, TableLogic};
use guiju_feel::{Number, Value};

use crate::eval::{Batch, Lowered, Unlowered};
use crate::output::{NO_RULES, TableHits};
use crate::vector::{Vector, has};

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
        let buckets: Vec<Vec<Bucket>> = inputs
            .iter()
            .enumerate()
            .map(|(place, vector)| index.column(place).map(|column| buckets(column, vector)).unwrap_or_default())
            .collect();
        let mut search = Search { table, index, inputs: &inputs, known: BTreeMap::new(), row: Vec::with_capacity(buckets.len()) };
        let mut columns: Vec<_> = buckets.iter().map(|column| column.iter()).collect();
        for row in 0..self.rows {
            search.row.clear();
            search.row.extend(columns.iter_mut().map(|column| column.next().copied().unwrap_or_default()));
            if self.handed.get(row).copied().unwrap_or(true) {
                continue;
            }
            match search.find(self, row, &mut hits) {
                Some(set) => hits.add(row, set),
                None => self.hand(row),
            }
        }
        Ok((self.conclude(table, &mut hits)?, hits))
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
        // One value for each set of rules; none for a set that comes with a reason.
        let mut codes = vec![u32::MAX; hits.set_count()];
        let mut values: Vec<Value> = Vec::new();
        let mut of_rows = vec![0; self.rows];
        for (row, of_row) in of_rows.iter_mut().enumerate() {
            if self.handed.get(row).copied().unwrap_or(true) {
                continue;
            }
            let set = hits.set_of(row);
            let Some(code) = codes.get_mut(set) else { continue };
            if *code == u32::MAX {
                if let Some(value) = table.conclude(&hits.rules_of_set(set), &mut Vec::new(), self.context) {
                    *code = u32::try_from(values.len()).unwrap_or(0);
                    values.push(value);
                } else {
                    *code = REASON;
                }
            }
            if *code == REASON {
                self.hand(row);
            } else {
                *of_row = *code;
            }
        }
        if values.is_empty() {
            values.push(Value::Null);
        }
        Ok(Arc::new(Vector::coded(of_rows, values)))
    }
}

/// The code of a set of rules whose value comes with a reason.
const REASON: u32 = u32::MAX - 1;

/// The search in one table.
struct Search<'a> {
    table: &'a TableLogic<'a>,
    index: TableIndex<'a>,
    inputs: &'a [Arc<Vector>],
    /// The sets of rules that were met, where several may match.
    known: BTreeMap<Vec<u32>, u32>,
    /// The buckets of the row under way.
    row: Vec<Bucket>,
}

impl Search<'_> {
    /// The set of rules that match in a row; `None` where a cell gives a reason.
    fn find(&mut self, batch: &Batch<'_>, row: usize, hits: &mut TableHits) -> Option<u32> {
        let is_first = self.table.hit_policy() == HitPolicy::First;
        if is_first {
            match self.index.first(&self.row) {
                None => return Some(NO_RULES),
                Some((rule, false)) => return u32::try_from(rule + 1).ok(),
                Some((_, true)) => {}
            }
        }
        let mut matched: Vec<u32> = Vec::new();
        let mut has_reason = false;
        let mut given: Option<(Vec<Value>, Vec<Value>)> = None;
        self.index.search(&self.row, |rule, is_unsure| {
            let is_match = if is_unsure {
                let (inputs, frame) =
                    given.get_or_insert_with(|| (self.inputs.iter().map(|vector| vector.value(row)).collect(), batch.row_of_frame(row)));
                match self.table.try_rule(rule, inputs, frame, batch.context) {
                    Some(is_match) => is_match,
                    None => {
                        has_reason = true;
                        return ControlFlow::Break(());
                    }
                }
            } else {
                true
            };
            if is_match {
                matched.push(u32::try_from(rule).unwrap_or(u32::MAX));
                if is_first {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
        if has_reason {
            return None;
        }
        if is_first {
            return Some(matched.first().map_or(NO_RULES, |rule| rule + 1));
        }
        if matched.is_empty() {
            return Some(NO_RULES);
        }
        if let Some(set) = self.known.get(&matched) {
            return Some(*set);
        }
        let set = hits.keep(&matched);
        self.known.insert(matched, set);
        Some(set)
    }
}

/// The bucket of each row.
fn buckets(column: ColumnBuckets<'_>, vector: &Vector) -> Vec<Bucket> {
    let null = column.of_null();
    match vector {
        Vector::Whole { values, scale, valid } => {
            let bucket = WholeBuckets::new(column, *scale);
            values.iter().enumerate().map(|(row, value)| if has(valid, row) { bucket.of(*value) } else { null }).collect()
        }
        Vector::Booleans { values, valid } => {
            values.iter().enumerate().map(|(row, value)| if has(valid, row) { column.of_boolean(*value) } else { null }).collect()
        }
        Vector::Texts(texts) => {
            (0..texts.len()).map(|row| if texts.is_null(row) { null } else { column.of_text(texts.value(row)) }).collect()
        }
        Vector::Dates { values, valid } => {
            let day = |value: &i32| column.of_whole(Kind::Date, i128::from(*value));
            values.iter().enumerate().map(|(row, value)| if has(valid, row) { day(value) } else { null }).collect()
        }
        Vector::Moments { values, unit, zone, valid } => {
            let kind = if zone.kind().is_some() { Kind::ZonedMoment } else { Kind::LocalMoment };
            let moment = |value: &i64| column.of_whole(kind, i128::from(*value) * i128::from(*unit));
            values.iter().enumerate().map(|(row, value)| if has(valid, row) { moment(value) } else { null }).collect()
        }
        Vector::Coded { codes, values } => {
            let of_values: Vec<Bucket> = values.iter().map(|value| column.of(value)).collect();
            let at = |code: &u32| usize::try_from(*code).ok().and_then(|code| of_values.get(code)).copied().unwrap_or(null);
            codes.iter().map(at).collect()
        }
        vector => (0..vector.len()).map(|row| column.of(&vector.value(row))).collect(),
    }
}

/// Buckets of integers of one scale.
struct WholeBuckets<'a> {
    column: ColumnBuckets<'a>,
    scale: u32,
    /// The points of the index as integers, where all are and the values need no raising.
    points: Option<Vec<i64>>,
    raise: i64,
}

impl<'a> WholeBuckets<'a> {
    fn new(column: ColumnBuckets<'a>, scale: u32) -> Self {
        let points = column.numbers().unwrap_or(&[]);
        let at = |scale: u32| points.iter().map(|point| point.to_scaled(scale)).collect::<Option<Vec<i64>>>();
        let found = (scale..scale + 7).find_map(|wider| at(wider).map(|points| (points, wider - scale)));
        let raise = found.as_ref().and_then(|(_, digits)| 10_i64.checked_pow(*digits)).unwrap_or(1);
        Self { column, scale, points: found.map(|(points, _)| points), raise }
    }

    fn of(&self, value: i64) -> Bucket {
        if let (Some(points), Some(raised)) = (&self.points, value.checked_mul(self.raise)) {
            let before = points.partition_point(|point| *point < raised);
            return self.column.of_number(before, points.get(before) == Some(&raised));
        }
        self.column.of(&Value::Number(Number::from_scaled(value, self.scale)))
    }
}
