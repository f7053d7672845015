//! `mergeable`: two rules that can be written as one.

use std::collections::BTreeMap;

use super::finding::{Severity, numbered};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Grid, Spans};
use crate::model::{Aggregation, HitPolicy};

pub(super) static RULE: CheckRule = CheckRule {
    id: "mergeable",
    severity: Severity::Advice,
    title: Said { zh: "可以合并的规则", en: "two rules that can be one" },
    explanation: Said {
        zh: "两条规则结论相同，只有一列不同，而且这一列的取值彼此相接（区间相邻，或都是列举的文字），可以写成一条。FIRST 与 RULE ORDER 表中只看前后相邻的两条。",
        en: "Two rules conclude the same and differ in one column only, and what they say there joins up (neighbouring intervals, or lists of \
             texts), so that one rule can say it. In a FIRST or RULE ORDER table only rules that follow each other are looked at.",
    },
    example: "UNIQUE | age: number | → price\n\
              1      | < 6         | 0\n\
              2      | [6..14)     | 0\n\n\
              mergeable: rules 1 and 2 can be one; for example age = 5 and age = 7 conclude the same",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    // Where every hit counts, one rule gives one hit less on what both match; rules that are apart give the same.
    if subject.policy() == HitPolicy::Collect(Some(Aggregation::Count)) || subject.rule_count() < 2 {
        return;
    }
    let grid = subject.grid;
    let mut merged = vec![false; subject.rule_count()];
    for axis in 0..grid.axes.len() {
        if subject.is_full() {
            break;
        }
        for rules in groups(grid, axis) {
            for pair in neighbours(grid, axis, &rules) {
                let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
                let is_apart = !matches!(subject.policy(), HitPolicy::First | HitPolicy::RuleOrder) || b == a + 1;
                if !is_apart || [a, b].iter().any(|rule| merged.get(*rule).copied().unwrap_or(true)) {
                    continue;
                }
                [a, b].iter().for_each(|rule| {
                    if let Some(flag) = merged.get_mut(*rule) {
                        *flag = true;
                    }
                });
                note(subject, axis, a, b);
            }
        }
    }
}

/// The rules that conclude the same and are alike on every other axis.
fn groups(grid: &Grid<'_>, axis: usize) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(&[String], Vec<&Spans>), Vec<usize>> = BTreeMap::new();
    for rule in (0..grid.rules.len()).filter(|rule| grid.is_understood(*rule)) {
        let others = grid.rule(rule).iter().enumerate().filter(|(place, _)| *place != axis).map(|(_, side)| &side.must);
        groups.entry((grid.conclusions(rule), others.collect())).or_default().push(rule);
    }
    groups.into_values().filter(|rules| rules.len() > 1).collect()
}

/// Pairs whose regions on the axis join up without overlapping.
fn neighbours(grid: &Grid<'_>, axis: usize, rules: &[usize]) -> Vec<(usize, usize)> {
    let Some(of) = grid.axes.get(axis) else { return Vec::new() };
    let mut sides: Vec<(&Spans, usize)> = rules.iter().filter_map(|rule| Some((&grid.rule(*rule).get(axis)?.must, *rule))).collect();
    sides.sort_unstable();
    let joins = |a: &Spans, b: &Spans| {
        let (a, b) = (a.intersection(&of.domain_and_null()), b.intersection(&of.domain_and_null()));
        let is_whole = |spans: &Spans| spans.ranges().len() <= 1;
        !a.is_empty() && !b.is_empty() && !a.meets(&b) && (!of.kind.is_ordered() || is_whole(&closed(of, &a.union(&b))))
    };
    let pairs = sides.windows(2).filter_map(|pair| if let [(a, x), (b, y)] = pair { joins(a, b).then_some((*x, *y)) } else { None });
    pairs.collect()
}

/// With the regions that have no values, so that one day and the next are neighbours.
fn closed(axis: &crate::grid::Axis, spans: &Spans) -> Spans {
    let empty = axis.regions.iter().enumerate().filter(|(_, region)| region.sample.is_none()).map(|(index, _)| (index, index));
    let empty = Spans::of(empty.collect());
    let with = spans.union(&empty);
    // Only those between two ranges count.
    Spans::of(with.ranges().iter().copied().filter(|(first, last)| spans.meets(&Spans::range(*first, *last))).collect())
}

fn note(subject: &mut Subject<'_>, axis: usize, a: usize, b: usize) {
    let grid = subject.grid;
    let Some(of) = grid.axes.get(axis) else { return };
    let side = |rule: usize| grid.rule(rule).get(axis).map(|side| side.must.clone()).unwrap_or_default();
    let cell = of.cell_text(&closed(of, &side(a).union(&side(b))));
    let witness = subject.witness(&grid.point(&grid.reach(a)));
    let other = subject.witness(&grid.point(&grid.reach(b)));
    let rules = numbered(&[a, b]);
    let mut finding = subject
        .finding(&RULE, &[a, b])
        .say(
            format!("规则 {} 可以合并为一条；例如 {witness} 与 {other} 结论相同", rules.zh),
            format!("rules {} can be one; for example {witness} and {other} conclude the same", rules.en),
        )
        .suggest(
            format!("保留规则 {}，“{}”写成“{cell}”，删去规则 {}", a + 1, of.label, b + 1),
            format!("keep rule {} with `{cell}` for `{}`, and delete rule {}", a + 1, of.label, b + 1),
        )
        .column(&of.label);
    finding.witness = Some(witness);
    subject.findings.push(finding);
}
