//! Ends an import whose rows are all told: what the file says as a whole, in the last commit.

use guiju_types::{Actor, Coverage, Date, EntryDraft, ImportId, Month};

use super::tell::{Spans, Telling};
use crate::import::commit::Replaced;
use crate::import::{Books, ImportError, KnownAt, Recipe};

/// What the end of an import needs.
pub(super) struct Finish<'a> {
    pub(super) books: &'a Books<'a>,
    pub(super) recipe: &'a Recipe,
    /// `None`: nothing is written.
    pub(super) target: Option<(ImportId, &'a Actor)>,
    /// What earlier lists of the same source said, where this one takes their place.
    pub(super) replaced: Option<&'a Replaced>,
    /// The periods that the file is declared complete for, instead of what the recipe says.
    pub(super) coverage: Option<Vec<Coverage>>,
}

impl Finish<'_> {
    pub(super) fn finish(self, telling: &mut Telling) -> Result<(), ImportError> {
        let all = || telling.dates.values().chain(telling.seen.values());
        let (first, last) = (all().map(|(first, _)| *first).min(), all().map(|(_, last)| *last).max());
        let coverage = match &self.coverage {
            Some(coverage) => coverage.clone(),
            None => self.declared(&telling.dates)?,
        };
        let report = &mut telling.report;
        report.is_complete = true;
        report.first_date = first;
        report.last_date = last;
        report.rests_on_asserted = self.recipe.known_at != KnownAt::Now && report.rows_accepted > 0;
        report.coverage = coverage;
        let cleared = self.cleared(telling);
        telling.report.owing = telling.owing.finish(self.books.store, self.target.is_some(), &cleared)?;
        if let Some((import, actor)) = self.target {
            let report = serde_json::to_string(&telling.report).map_err(|error| ImportError::Recipe(error.to_string()))?;
            let coverage = &telling.report.coverage;
            self.books.store.write(actor, |write| {
                if !cleared.is_empty() {
                    write.append(Some(import), &cleared)?;
                }
                write.declare_coverage(Some(import), coverage)?;
                write.finish_import(import, &report)
            })?;
        }
        Ok(())
    }

    /// What the list as a whole says of what earlier ones did: which items are settled, as of its day.
    fn cleared(&self, telling: &mut Telling) -> Vec<EntryDraft> {
        let Some(replaced) = self.replaced else { return Vec::new() };
        let last = telling.dates.get("charge").map(|(_, last)| *last).or(telling.report.last_date);
        let Some(as_of) = self.recipe.file.as_of.or(last) else { return Vec::new() };
        telling.report.as_of = Some(as_of);
        let drafts = replaced.finish(as_of, &mut telling.report);
        for draft in &drafts {
            telling.report.count(draft.kind.name(), 1);
        }
        drafts
    }

    /// The periods that the recipe declares complete.
    fn declared(&self, dates: &Spans) -> Result<Vec<Coverage>, ImportError> {
        let whole = dates.values().copied().reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let mut coverage = Vec::new();
        for (fact, rule) in &self.recipe.coverage {
            let span = dates.get(fact).copied().or(whole);
            let period = match (rule.as_str(), span) {
                ("span", span) => span,
                ("months", span) => span.map(|(first, last)| (Month::of(first).first_day(), Month::of(last).last_day())),
                (text, _) => {
                    let parsed = text.split_once("..").and_then(|(from, to)| Some((from.trim().parse().ok()?, to.trim().parse().ok()?)));
                    let is_period = parsed.filter(|(from, to): &(Date, Date)| from <= to);
                    Some(is_period.ok_or_else(|| ImportError::BadRecipe {
                        recipe: self.recipe.name.clone(),
                        why: format!("the coverage `{text}` of `{fact}` is none of `span`, `months` and `2012-01-01..2013-12-31`"),
                    })?)
                }
            };
            coverage.extend(period.map(|(from, to)| Coverage { fact: fact.clone(), from, to }));
        }
        Ok(coverage)
    }
}
