//! Regions as a person would write them: the text of a cell.

use guiju_feel::Value;

use super::{Axis, Grid, Hole, Kind, RegionRange, Spans};

impl Axis {
    /// The cell that lets through exactly these regions.
    pub(crate) fn cell_text(&self, spans: &Spans) -> String {
        if self.domain.is_within(spans) && !self.domain.is_empty() {
            return "-".to_owned();
        }
        self.written(spans)
    }

    /// The same, also where every allowed value passes.
    pub(crate) fn written(&self, spans: &Spans) -> String {
        let spans = &spans.minus(&Spans::range(super::NULL, super::NULL));
        if self.kind == Kind::Text && spans.regions().any(|region| self.is_other(region)) {
            let named = self.everything().minus(spans);
            let texts: Vec<String> = named.regions().filter_map(|region| self.sample(region)).map(Value::to_string).collect();
            return if texts.is_empty() { "-".to_owned() } else { format!("not({})", texts.join(", ")) };
        }
        if spans.is_empty() {
            return "null".to_owned();
        }
        // Everything but a few values is said by these.
        let others = self.domain.minus(spans);
        let are_points = !others.is_empty() && others.ranges().iter().all(|(first, last)| first == last && self.is_point(*first));
        if self.kind.is_ordered() && are_points && spans.ranges().len() > 1 && self.domain == self.everything() {
            let texts: Vec<String> = others.regions().filter_map(|region| self.sample(region)).map(Value::to_string).collect();
            return format!("not({})", texts.join(", "));
        }
        let one = |(first, last): &(usize, usize)| {
            if self.kind.is_ordered() {
                vec![self.interval(*first, *last)]
            } else {
                (*first..=*last).filter_map(|region| self.sample(region)).map(Value::to_string).collect()
            }
        };
        spans.ranges().iter().flat_map(one).collect::<Vec<_>>().join(", ")
    }

    fn is_other(&self, region: usize) -> bool {
        self.regions.get(region).is_some_and(|region| region.range == RegionRange::OtherText)
    }

    fn interval(&self, first: usize, last: usize) -> String {
        let range = |region: usize| self.regions.get(region).map(|region| &region.range);
        let low = match range(first) {
            Some(RegionRange::Point(value)) => Some((value, true)),
            Some(RegionRange::Between(Some(low), _)) => Some((low, false)),
            _ => None,
        };
        let high = match range(last) {
            Some(RegionRange::Point(value)) => Some((value, true)),
            Some(RegionRange::Between(_, Some(high))) => Some((high, false)),
            _ => None,
        };
        match (low, high) {
            (Some((low, true)), Some((high, true))) if first == last || low == high => low.to_string(),
            (Some((low, from)), Some((high, to))) => {
                format!("{}{low}..{high}{}", if from { '[' } else { '(' }, if to { ']' } else { ')' })
            }
            (Some((low, true)), None) => format!(">= {low}"),
            (Some((low, false)), None) => format!("> {low}"),
            (None, Some((high, true))) => format!("<= {high}"),
            (None, Some((high, false))) => format!("< {high}"),
            (None, None) => "-".to_owned(),
        }
    }
}

impl Grid<'_> {
    /// A box in words: heading and cell, for the axes that it says something about.
    pub(crate) fn describe(&self, hole: &Hole) -> String {
        let texts = self.axes.iter().zip(hole).map(|(axis, spans)| (axis, axis.cell_text(spans)));
        let said: Vec<String> = texts.filter(|(_, text)| text != "-").map(|(axis, text)| format!("`{}` {text}", axis.label)).collect();
        if said.is_empty() { "-".to_owned() } else { said.join(", ") }
    }

    /// The cells of a rule for a box, column by column.
    pub(crate) fn cells(&self, hole: &Hole) -> String {
        let mut cells = vec!["-".to_owned(); self.table.inputs.len()];
        for (axis, spans) in self.axes.iter().zip(hole) {
            if let Some(place) = axis.columns.first().and_then(|column| cells.get_mut(*column)) {
                *place = axis.cell_text(spans);
            }
        }
        cells.join(" | ")
    }
}
