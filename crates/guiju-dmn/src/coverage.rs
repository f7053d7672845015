//! [`Coverage`]: which rules a set of cases made fire, added up from what evaluations say anyway.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checks::RuleRef;
use crate::evaluate::{Model, Outcome, RuleInfo};
use crate::grid::table_places;

/// Which rules fired, table by table. One for each thread, then [`Coverage::merge`], is as good as one for all.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    tables: Vec<TableCoverage>,
    by_name: BTreeMap<Arc<str>, usize>,
}

/// Which rules of a table fired.
#[derive(Debug, Clone)]
pub struct TableCoverage {
    /// The table, as [`TableTrace::table`](crate::TableTrace::table) names it.
    pub table: Arc<str>,
    /// The id of the decision or knowledge model that it is in.
    pub decision: String,
    /// By rule, how often it matched and counted.
    pub hits: Vec<u64>,
    /// How often no rule matched.
    pub misses: u64,
    /// Whether a default output stands in then.
    pub has_default: bool,
    rules: Vec<Arc<RuleInfo>>,
}

impl Coverage {
    /// Nothing fired yet.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut coverage = Self::default();
        for place in table_places(&model.inner) {
            let name = Arc::clone(&place.table.element);
            coverage.by_name.entry(Arc::clone(&name)).or_insert(coverage.tables.len());
            coverage.tables.push(TableCoverage {
                table: name,
                decision: place.owner.to_owned(),
                hits: vec![0; place.table.rules.len()],
                misses: 0,
                has_default: place.table.outputs.iter().any(|output| output.default.is_some()),
                rules: place.table.rules.iter().map(|rule| Arc::clone(&rule.info)).collect(),
            });
        }
        coverage
    }

    /// Adds what an evaluation read.
    pub fn add(&mut self, outcome: &Outcome) {
        for trace in &outcome.tables {
            self.add_matched(&trace.table, &trace.matched, 1);
        }
    }

    /// Adds cases in which these rules of a table, counted from 0, matched: a bulk run has them by tuple of codes.
    pub fn add_matched(&mut self, table: &str, matched: &[usize], cases: u64) {
        let Some(table) = self.by_name.get(table).and_then(|place| self.tables.get_mut(*place)) else { return };
        if matched.is_empty() {
            table.misses += cases;
        }
        for rule in matched {
            if let Some(hits) = table.hits.get_mut(*rule) {
                *hits += cases;
            }
        }
    }

    /// Adds a case in which a rule of a decision's own table decided, where that is all that is known of it.
    pub fn add_rule(&mut self, decision: &str, rule: &str) {
        for table in self.tables.iter_mut().filter(|table| table.decision == decision) {
            let hits = table.rules.iter().zip(&mut table.hits).filter(|(info, _)| info.id == rule);
            hits.for_each(|(_, hits)| *hits += 1);
        }
    }

    /// Adds what another one of the same model counted.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.tables.iter_mut().zip(&other.tables) {
            mine.misses += theirs.misses;
            mine.hits.iter_mut().zip(&theirs.hits).for_each(|(mine, theirs)| *mine += theirs);
        }
    }

    /// The tables, in the order of the file.
    #[must_use]
    pub fn tables(&self) -> &[TableCoverage] {
        &self.tables
    }
}

impl TableCoverage {
    /// How many rules fired.
    #[must_use]
    pub fn fired(&self) -> usize {
        self.hits.iter().filter(|hits| **hits > 0).count()
    }

    /// The rules, in the order of [`TableCoverage::hits`].
    pub fn rules(&self) -> impl Iterator<Item = RuleRef> + '_ {
        self.rules.iter().map(|rule| RuleRef { number: rule.number, id: rule.id.clone() })
    }

    /// The rules that never did.
    #[must_use]
    pub fn never(&self) -> Vec<RuleRef> {
        let rules = self.rules.iter().zip(&self.hits).filter(|(_, hits)| **hits == 0);
        rules.map(|(rule, _)| RuleRef { number: rule.number, id: rule.id.clone() }).collect()
    }

    /// The conclusions, as they are written, each with how often a rule that has it fired.
    #[must_use]
    pub fn outputs(&self) -> Vec<(String, u64)> {
        let mut outputs: Vec<(String, u64)> = Vec::new();
        for (rule, hits) in self.rules.iter().zip(&self.hits) {
            let said = rule.conclusions.join(", ");
            match outputs.iter_mut().find(|(known, _)| *known == said) {
                Some((_, known)) => *known += hits,
                None => outputs.push((said, *hits)),
            }
        }
        outputs
    }

    /// Whether no rule matched in some case and a default output stood in.
    #[must_use]
    pub fn reached_default(&self) -> bool {
        self.has_default && self.misses > 0
    }
}
