//! Ends an import whose rows are all told: what the file says as a whole, in the last commit.

use std::collections::BTreeSet;

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
        let (first, last) = (all().map(|days| days.first).min(), all().map(|days| days.last).max());
        let today = today();
        // Somewhere it is tomorrow.
        let today = today.tomorrow().unwrap_or(today);
        let strange: BTreeSet<(&'static str, u64)> = telling.dates.values().flat_map(|days| days.strange(today)).collect();
        let coverage = match &self.coverage {
            _ if !self.has_brought(telling)? => Vec::new(),
            Some(coverage) => coverage.clone(),
            None => self.declared(&telling.dates, today)?,
        };
        for (code, row) in strange {
            telling.report.warn(code, row);
        }
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
        telling.report.as_of = self.recipe.file.as_of;
        // Where nobody said of which day the list is, it is not of a later one than today; and the last charge says nothing of it.
        let drafts = replaced.finish(self.recipe.file.as_of.unwrap_or_else(today), &mut telling.report);
        if self.recipe.file.as_of.is_none() && !drafts.is_empty() {
            telling.report.warn("list_without_day", 0);
        }
        for draft in &drafts {
            telling.report.count(draft.kind.name(), 1);
        }
        drafts
    }

    /// Whether the import brought anything. Rows that were there already are another import's, which declared what they are complete for: its
    /// declaration ends when it is undone.
    fn has_brought(&self, telling: &Telling) -> Result<bool, ImportError> {
        let report = &telling.report;
        if report.rows_accepted > 0 || report.rows_already_there == 0 {
            return Ok(true);
        }
        let mut has_rows = false;
        // What came in before it was killed.
        if let (Some((import, _)), true) = (self.target, report.is_resumed) {
            self.books.store.rows_of_import(import, &mut |_| {
                has_rows = true;
                Ok(())
            })?;
        }
        Ok(has_rows)
    }

    /// The periods that the recipe declares complete: nothing by default for what the file has no rows of, or has strange days of.
    fn declared(&self, dates: &Spans, today: Date) -> Result<Vec<Coverage>, ImportError> {
        let mut coverage = Vec::new();
        for (fact, rule) in &self.recipe.coverage {
            // Receipts that say no charge settle all the same, when they are allocated.
            let days = dates.get(fact).or_else(|| dates.get("receipt").filter(|_| fact == "settlement"));
            let span = days.filter(|days| days.strange(today).is_empty()).map(|days| (days.first, days.last));
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

fn today() -> Date {
    jiff::tz::TimeZone::UTC.to_datetime(guiju_types::Timestamp::now()).date()
}
