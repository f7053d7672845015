//! [`Grid`]: a decision table as boxes of regions, which checks, test generation and the search for the nearest change share.
//!
//! Columns that read the same slot, or the same expression, are one axis, so that cells that contradict each other show. On every
//! axis a rule has the regions that it must match and those that it may: they differ where a cell is not understood, and whoever
//! draws a conclusion takes the side on which it holds whatever the cell says.
//!
//! Every region has a sample value that comes from the cells' own constants, and FEEL itself says what null passes. So a witness
//! made of samples shows what it is said to show.

mod axis;
mod cell;
mod natural;
mod pairs;
mod places;
mod region;
mod segments;
mod spans;
mod sweep;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_feel::{UnaryTests, Value};

pub(crate) use axis::{Axis, NULL};
pub(crate) use cell::{CellSet, known_output};
pub(crate) use natural::{Steps, compare, decimals};
pub(crate) use pairs::Pairs;
pub(crate) use places::{Place, table_places};
pub(crate) use region::{Kind, RegionRange};
pub(crate) use segments::Segments;
pub(crate) use spans::Spans;
pub(crate) use sweep::{Budget, Hole, Sweep};

use crate::evaluate::{OutputColumn, Read, Table};
use crate::model::HitPolicy;
use axis::Given;

/// A table as boxes.
#[derive(Debug)]
pub(crate) struct Grid<'m> {
    pub(crate) table: &'m Table,
    pub(crate) axes: Vec<Axis>,
    pub(crate) rules: Vec<Box<[Side]>>,
    /// By rule, where they are the same for every case.
    outputs: Vec<Option<Vec<Value>>>,
    /// Rule and column of the cells that are not understood.
    pub(crate) opaque: Vec<(usize, usize)>,
}

/// What a rule matches on an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    /// It matches here, whatever its cells that are not understood say.
    pub(crate) must: Spans,
    /// It does not match anywhere else.
    pub(crate) may: Spans,
}

/// Which of the two is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sure {
    Must,
    May,
}

impl Side {
    pub(crate) fn spans(&self, sure: Sure) -> &Spans {
        match sure {
            Sure::Must => &self.must,
            Sure::May => &self.may,
        }
    }
}

/// One region for each axis.
pub(crate) type Point = Vec<usize>;

impl<'m> Grid<'m> {
    pub(crate) fn new(place: &Place<'m>) -> Self {
        let table = place.table;
        let mut opaque = Vec::new();
        let mut axes = Vec::new();
        let mut sides: Vec<Vec<Side>> = table.rules.iter().map(|_| Vec::new()).collect();
        for columns in columns_by_reading(table) {
            let by_column: Vec<Vec<CellSet<'m>>> = columns
                .iter()
                .map(|column| {
                    let cell = |rule: &'m crate::evaluate::Rule| rule.cells.get(*column).map_or(CellSet::Everything, CellSet::of_cell);
                    table.rules.iter().map(cell).collect()
                })
                .collect();
            let axis = Axis::cut(given(place, columns), &by_column.concat());
            for (rule, sides) in sides.iter_mut().enumerate() {
                let whole = axis.everything().union(&Spans::range(NULL, NULL));
                let mut side = Side { must: whole.clone(), may: whole };
                for (column, cells) in axis.columns.iter().zip(&by_column) {
                    let passed = axis.passed(cells.get(rule).unwrap_or(&CellSet::Broken));
                    if passed.must != passed.may {
                        opaque.push((rule, *column));
                    }
                    side.must = side.must.intersection(&passed.must);
                    side.may = side.may.intersection(&passed.may);
                }
                sides.push(side);
            }
            axes.push(axis);
        }
        opaque.sort_unstable();
        let outputs = table.rules.iter().map(|rule| rule.outputs.iter().map(known_output).collect()).collect();
        Self { table, axes, outputs, rules: sides.into_iter().map(Vec::into_boxed_slice).collect(), opaque }
    }

    pub(crate) fn rule(&self, rule: usize) -> &[Side] {
        self.rules.get(rule).map_or(&[], |sides| sides)
    }

    /// Whether all cells of a rule are understood.
    pub(crate) fn is_understood(&self, rule: usize) -> bool {
        let from = self.opaque.partition_point(|(opaque, _)| *opaque < rule);
        self.opaque.get(from).is_none_or(|(opaque, _)| *opaque != rule)
    }

    /// The domain of every axis, null left out.
    pub(crate) fn domain(&self) -> Vec<Spans> {
        self.axes.iter().map(|axis| axis.domain.clone()).collect()
    }

    /// Where a rule may match, null included.
    pub(crate) fn reach(&self, rule: usize) -> Vec<Spans> {
        self.axes.iter().zip(self.rule(rule)).map(|(axis, side)| side.may.intersection(&axis.domain_and_null())).collect()
    }

    /// Where two rules both match; `None` where they never do. Null counts where nothing else is left.
    pub(crate) fn common(&self, a: usize, b: usize, sure: Sure) -> Option<Vec<Spans>> {
        let sides = || self.rule(a).iter().zip(self.rule(b)).map(|(a, b)| (a.spans(sure), b.spans(sure)));
        // Most pairs part here, without a new set.
        if !sides().all(|(a, b)| a.meets(b)) {
            return None;
        }
        let common: Vec<Spans> =
            self.axes.iter().zip(sides()).map(|(axis, (a, b))| a.intersection(b).intersection(&axis.domain_and_null())).collect();
        common.iter().all(|spans| !spans.is_empty()).then_some(common)
    }

    /// Whether everything that one rule may match, the other must.
    pub(crate) fn is_within(&self, inner: usize, outer: usize) -> bool {
        self.axes.iter().zip(self.rule(inner)).zip(self.rule(outer)).all(|((axis, inner), outer)| {
            inner.may.is_within(&outer.must) || inner.may.intersection(&axis.domain_and_null()).is_within(&outer.must)
        })
    }

    /// A point of a box: a value rather than null, and inside rather than on a bound.
    pub(crate) fn point(&self, of: &[Spans]) -> Point {
        let choose = |(axis, spans): (&Axis, &Spans)| {
            let inside = |region: &usize| {
                axis.regions.get(*region).is_some_and(|region| matches!(region.range, RegionRange::Between(Some(_), Some(_))))
            };
            let regions = || spans.regions().filter(|region| *region != NULL && axis.sample(*region).is_some());
            regions().find(inside).or_else(|| regions().next()).unwrap_or(NULL)
        };
        self.axes.iter().zip(of).map(choose).collect()
    }

    /// The values of a point, axis by axis.
    pub(crate) fn values(&self, point: &[usize]) -> Vec<Value> {
        self.axes.iter().zip(point).map(|(axis, region)| axis.sample(*region).cloned().unwrap_or_default()).collect()
    }

    /// Whether a rule matches at a point.
    pub(crate) fn matches(&self, rule: usize, point: &[usize], sure: Sure) -> bool {
        self.rule(rule).iter().zip(point).all(|(side, region)| side.spans(sure).contains(*region))
    }

    /// The outputs of a rule, where they are the same for every case.
    pub(crate) fn outputs(&self, rule: usize) -> Option<&[Value]> {
        self.outputs.get(rule)?.as_deref()
    }

    /// The rank of a rule under PRIORITY: the places of its outputs in the lists of output values, the highest first.
    pub(crate) fn rank(&self, rule: usize) -> Option<Vec<usize>> {
        let place = |(value, column): (&Value, &OutputColumn)| column.values.iter().position(|known| known == value).unwrap_or(usize::MAX);
        Some(self.outputs(rule)?.iter().zip(&self.table.outputs).map(place).collect())
    }

    /// Of rules that match those whose conclusions count: under PRIORITY the highest alone.
    pub(crate) fn decide(&self, matched: &[usize]) -> Vec<usize> {
        if self.table.hit_policy != HitPolicy::Priority {
            return matched.to_vec();
        }
        let ranked = matched.iter().map(|rule| Some((self.rank(*rule)?, *rule))).collect::<Option<Vec<_>>>();
        match ranked {
            Some(ranked) => ranked.into_iter().min().map(|(_, rule)| rule).into_iter().collect(),
            None => matched.to_vec(),
        }
    }

    /// The outputs of a rule as they are written, for telling whether two rules conclude the same.
    pub(crate) fn conclusions(&self, rule: usize) -> &[String] {
        self.table.rules.get(rule).map_or(&[], |rule| &rule.info.conclusions)
    }

    /// Whether two rules conclude the same: written alike, or with equal constants.
    pub(crate) fn conclude_alike(&self, a: usize, b: usize) -> bool {
        self.conclusions(a) == self.conclusions(b) || matches!((self.outputs(a), self.outputs(b)), (Some(a), Some(b)) if a == b)
    }
}

/// The columns, those that read the same together.
fn columns_by_reading(table: &Table) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, column) in table.inputs.iter().enumerate() {
        let reads = match &column.read {
            Read::Slot(slot) => format!("#{slot}"),
            Read::Expression(expression) => expression.source().split_whitespace().collect::<Vec<_>>().join(" "),
            Read::Broken(_) => format!("#broken {index}"),
        };
        match known.get(&reads).and_then(|group| groups.get_mut(*group)) {
            Some(group) => group.push(index),
            None => {
                known.insert(reads, groups.len());
                groups.push(vec![index]);
            }
        }
    }
    groups
}

fn given<'m>(place: &Place<'m>, columns: Vec<usize>) -> Given<'m> {
    let mut given = Given { columns, ..Given::default() };
    for column in given.columns.iter().rev().filter_map(|column| place.table.inputs.get(*column)) {
        given.label = Arc::clone(&column.label);
        given.ty = column.ty.clone();
        given.allowed.extend(column.values.iter());
        given.allowed.extend(column.allowed.iter().map(|tests| -> &UnaryTests { tests }));
        if let Read::Slot(slot) = &column.read
            && let Some(origin) = place.origins.get(slot)
        {
            given.input = origin.input;
            given.values.clone_from(&origin.values);
            given.allowed.extend(origin.allowed.iter().map(|tests| -> &UnaryTests { tests }));
        }
    }
    given
}
