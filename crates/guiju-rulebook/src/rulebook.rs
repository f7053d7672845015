//! [`Rulebook`]: loaded, checked and compiled.

use std::sync::Arc;

use guiju_dmn::{Coverage, DecisionId, Model};
use guiju_feel::Budget;
use guiju_types::{EditionId, RecordType, Text, Value};

use crate::allocation::AllocationRule;
use crate::appraisal::CompiledAppraisal;
use crate::check::{Correction, ExampleTitle, Report};
use crate::decisions::{Accepted, DecisionFile};
use crate::examples::Example;
use crate::facts::FactDefinition;
use crate::finding::Findings;
use crate::imports::Imports;
use crate::ledger::LedgerColumn;
use crate::node::Sink;
use crate::records::RecordRules;
use crate::roles::Role;
use crate::source::{Files, RuleFile, Source};

/// The rules that the program runs.
///
/// ```
/// use guiju_rulebook::{Coverages, Rulebook, Source, State, Totals};
///
/// let rulebook = Rulebook::load(&Source::embedded()).unwrap();
/// let credit = rulebook.appraisal("credit").unwrap();
/// let coverages = Coverages::complete("2026-10".parse().unwrap(), rulebook.facts().iter().map(|fact| fact.name.clone()));
/// let nothing = vec![None; credit.totals().len()];
/// let judgement = credit.judge(&Totals(&nothing), &coverages);
/// assert_eq!(judgement.state, State::NotRated);
/// assert_eq!(judgement.components[0].missing.as_ref().unwrap().en, "nothing fell due, and nothing is overdue");
/// ```
#[derive(Debug, Clone)]
pub struct Rulebook {
    pub(crate) edition: EditionId,
    pub(crate) files: Vec<RuleFile>,
    pub(crate) chapters: Vec<Chapter>,
    pub(crate) record_types: Vec<RecordType>,
    pub(crate) records: Vec<RecordRules>,
    pub(crate) facts: Vec<FactDefinition>,
    pub(crate) roles: Vec<Role>,
    pub(crate) ledger_columns: Vec<LedgerColumn>,
    pub(crate) allocation: AllocationRule,
    pub(crate) imports: Arc<Imports>,
    pub(crate) appraisals: Vec<CompiledAppraisal>,
    pub(crate) examples: Vec<Example>,
    pub(crate) decisions: Vec<DecisionFile>,
    pub(crate) accepted: Vec<Accepted>,
    pub(crate) warnings: Findings,
}

/// A chapter: the rules of one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its folder.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The rule in words, as Markdown.
    pub readme: Text,
    /// The record types that it declares.
    pub record_types: Vec<String>,
    /// The appraisals that it declares.
    pub appraisals: Vec<String>,
    /// Its decision files, by path in the rulebook, with their text.
    pub decisions: Vec<(String, String)>,
}

/// What is wrong with a field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// What is wrong, in both languages.
    pub message: Text,
}

impl Rulebook {
    /// Loads, checks and compiles a rulebook.
    ///
    /// # Errors
    /// Everything that is wrong, where something is. Warnings are in [`Rulebook::check`].
    pub fn load(source: &Source) -> Result<Self, Findings> {
        let mut findings = Findings::default();
        let files = Files::gather(source, &mut findings);
        if findings.has_errors() {
            return Err(findings);
        }
        let sink = Sink::with(findings);
        let rulebook = crate::load::load(&files, &sink);
        let findings = sink.into_findings();
        if findings.has_errors() {
            return Err(findings);
        }
        Ok(Self { warnings: findings, ..rulebook })
    }

    /// Its name: a hash over its files.
    #[must_use]
    pub fn edition(&self) -> &EditionId {
        &self.edition
    }

    /// The files that it was loaded from, by path; those of one path from the lowest to the one on top. [`Source::kept`] takes them back.
    #[must_use]
    pub fn files(&self) -> &[RuleFile] {
        &self.files
    }

    /// The chapters, in order.
    #[must_use]
    pub fn chapters(&self) -> &[Chapter] {
        &self.chapters
    }

    /// The record types of all chapters.
    #[must_use]
    pub fn record_types(&self) -> &[RecordType] {
        &self.record_types
    }

    /// How new records of a type are numbered: `C{5}` gives `C00001`; `None` where people give the key.
    #[must_use]
    pub fn numbering(&self, kind: &str) -> Option<&str> {
        self.records.iter().find(|record| record.kind.name == kind)?.numbering.as_deref()
    }

    /// The facts that measures count.
    #[must_use]
    pub fn facts(&self) -> &[FactDefinition] {
        &self.facts
    }

    /// The fact with a name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&FactDefinition> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    /// The roles of all chapters.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The columns that files about the ledger have, with their names in both languages.
    #[must_use]
    pub fn ledger_columns(&self) -> &[LedgerColumn] {
        &self.ledger_columns
    }

    /// What the files of a company are called and made of.
    #[must_use]
    pub const fn imports(&self) -> &Arc<Imports> {
        &self.imports
    }

    /// How receipts are allocated that do not say what they pay.
    #[must_use]
    pub fn allocation(&self) -> &AllocationRule {
        &self.allocation
    }

    /// The appraisals of all chapters.
    #[must_use]
    pub fn appraisals(&self) -> &[CompiledAppraisal] {
        &self.appraisals
    }

    /// The appraisal with a name.
    #[must_use]
    pub fn appraisal(&self, name: &str) -> Option<&CompiledAppraisal> {
        self.appraisals.iter().find(|appraisal| appraisal.name == name)
    }

    /// The decision with an id or a name, and the model that it is in: to decide, explain, or look for the nearest change.
    #[must_use]
    pub fn decision(&self, name: &str) -> Option<(&Model, DecisionId)> {
        self.decisions.iter().find_map(|file| file.model.decision(name).map(|decision| (&file.model, decision)))
    }

    /// The ids of all decisions, in the order of the files.
    pub fn decision_ids(&self) -> impl Iterator<Item = &str> {
        self.decisions.iter().flat_map(|file| file.model.decisions().map(|decision| file.model.id(decision)))
    }

    /// Checks the decisions and runs the examples, and gives the warnings of the load with what was found.
    #[must_use]
    pub fn check(&self) -> Report {
        let mut report = Report { findings: self.warnings.clone(), ..Report::default() };
        self.check_decisions(&mut report);
        self.run_examples(&mut report, &self.appraisals, None);
        report
    }

    /// The examples, and which rules they make fire, of a rulebook with a text in it that somebody typed in; `None` where the budget does not
    /// suffice, since an example that was cut short says nothing.
    #[must_use]
    pub fn check_examples(&self, budget: &Arc<Budget>) -> Option<Report> {
        let appraisals: Vec<CompiledAppraisal> = self.appraisals.iter().map(|appraisal| appraisal.within(budget)).collect();
        let mut report = Report::default();
        self.run_examples(&mut report, &appraisals, Some(budget));
        (!budget.is_empty()).then_some(report)
    }

    fn run_examples(&self, report: &mut Report, appraisals: &[CompiledAppraisal], budget: Option<&Arc<Budget>>) {
        let mut coverage: Vec<Coverage> = self.decisions.iter().map(|file| Coverage::of(&file.model)).collect();
        for example in &self.examples {
            if budget.is_some_and(|budget| budget.is_empty()) {
                return;
            }
            match example.run(appraisals, &self.facts, &mut coverage, budget) {
                Ok(()) => report.examples_passed.push(example.title().clone()),
                Err(failure) => report.examples_failed.push(failure),
            }
        }
        report.coverage = coverage.iter().flat_map(Coverage::tables).cloned().collect();
    }

    /// A file of examples in which an example that does not come out as written expects what comes out now, everything else as it was;
    /// `None` where the file has no such example, or it comes out. `name` is the English one.
    #[must_use]
    pub fn corrected_example(&self, file: &str, name: &str) -> Option<String> {
        let is_meant = |title: &ExampleTitle| title.file == file && title.name.en == name;
        let failures = self
            .examples
            .iter()
            .filter(|example| is_meant(example.title()))
            .filter_map(|example| example.run(&self.appraisals, &self.facts, &mut [], None).err());
        let mut corrections: Vec<Correction> = failures.flat_map(|failure| failure.corrections).collect();
        if corrections.is_empty() {
            return None;
        }
        // From the last to the first, so that the places before one stay right.
        corrections.sort_by_key(|correction| std::cmp::Reverse(correction.span.start));
        let mut text = self.files().iter().rfind(|known| known.path == file)?.text.to_string();
        for correction in corrections {
            text.replace_range(correction.span, &correction.text);
        }
        Some(text)
    }

    /// What is wrong with the fields of a record: what is required and absent, of the wrong kind, or fails its validation.
    #[must_use]
    pub fn validate(&self, kind: &str, fields: &[(String, Value)]) -> Vec<FieldProblem> {
        match self.records.iter().find(|record| record.kind.name == kind) {
            Some(record) => record.validate(fields),
            None => vec![FieldProblem {
                field: String::new(),
                message: Text::new(format!("没有档案类型“{kind}”"), format!("there is no record type `{kind}`")),
            }],
        }
    }
}
