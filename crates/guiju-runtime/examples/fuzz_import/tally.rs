//! Counts what came of the cases, and says it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::case::Case;
use crate::judge::{Judgement, Verdict};
use crate::truth::Settled;

/// How many of each verdict.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    right: u64,
    asked: u64,
    refused: u64,
    /// Of the refused, those whose file was neither open nor broken.
    refused_wrongly: u64,
    wrong: u64,
}

impl Counts {
    fn take(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Asked => self.asked += 1,
            Verdict::Refused { is_allowed } => {
                self.refused += 1;
                self.refused_wrongly += u64::from(!is_allowed);
            }
            Verdict::Wrong => self.wrong += 1,
        }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.asked += other.asked;
        self.refused += other.refused;
        self.refused_wrongly += other.refused_wrongly;
        self.wrong += other.wrong;
    }

    fn all(self) -> u64 {
        self.right + self.asked + self.refused + self.wrong
    }

    fn line(self) -> String {
        let percent = |part: u64| percent(part, self.all());
        format!(
            "{} right ({}), {} asked ({}), {} refused ({}; {} of files that are settled: {}), {} wrong",
            self.right,
            percent(self.right),
            self.asked,
            percent(self.asked),
            self.refused,
            percent(self.refused),
            self.refused_wrongly,
            percent(self.refused_wrongly),
            self.wrong
        )
    }
}

fn percent(part: u64, all: u64) -> String {
    let all = all.max(1);
    format!("{}.{} %", part * 100 / all, part * 1000 / all % 10)
}

/// Cases that fail in the same way.
#[derive(Debug, Clone, Default)]
struct Class {
    count: u64,
    /// The cases with the smallest files: bytes, number.
    first: Vec<(usize, u64)>,
    traits: BTreeMap<&'static str, u64>,
}

/// What came of all cases.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    known: Counts,
    unknown: Counts,
    kinds: BTreeMap<&'static str, Counts>,
    /// Wrong, and refused without need: verdict, kind, class.
    classes: BTreeMap<(Verdict, &'static str, String), Class>,
    questions: BTreeMap<String, u64>,
    open_asked: u64,
    open: u64,
    tried: u64,
    /// Real imports into a store of their own.
    pub(crate) stored: u64,
    /// Cases whose ledger was wrong.
    wrong_stored: u64,
}

impl Tally {
    pub(crate) fn take(&mut self, number: u64, case: &Case, judgement: &Judgement) {
        if case.is_known {
            self.known.take(judgement.verdict);
        } else {
            self.unknown.take(judgement.verdict);
        }
        self.kinds.entry(case.kind.name()).or_default().take(judgement.verdict);
        for code in &judgement.codes {
            *self.questions.entry(code.clone()).or_default() += 1;
        }
        self.tried += u64::from(judgement.is_tried && judgement.verdict == Verdict::Asked);
        if matches!(case.truth.settled, Settled::No(_)) {
            self.open += 1;
            self.open_asked += u64::from(judgement.verdict == Verdict::Asked);
        }
        if matches!(judgement.verdict, Verdict::Wrong | Verdict::Refused { is_allowed: false }) {
            let class = self.classes.entry((judgement.verdict, case.kind.name(), judgement.class.clone())).or_default();
            class.count += 1;
            class.first.push((case.bytes.len(), number));
            class.first.sort_unstable();
            class.first.truncate(4);
            for name in &case.truth.traits {
                *class.traits.entry(name).or_default() += 1;
            }
            let words = if case.is_known { "known words" } else { "unknown words" };
            *class.traits.entry(words).or_default() += 1;
        }
    }

    /// Something that went wrong in a store.
    pub(crate) fn take_stored(&mut self, number: u64, kind: &'static str, class: String) {
        let class = self.classes.entry((Verdict::Wrong, kind, class)).or_default();
        class.count += 1;
        class.first.push((0, number));
        class.first.truncate(4);
        self.wrong_stored += 1;
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.known.add(other.known);
        self.unknown.add(other.unknown);
        for (kind, counts) in other.kinds {
            self.kinds.entry(kind).or_default().add(counts);
        }
        for (key, class) in other.classes {
            let own = self.classes.entry(key).or_default();
            own.count += class.count;
            own.first.extend(class.first);
            own.first.sort_unstable();
            own.first.truncate(4);
            for (name, count) in class.traits {
                *own.traits.entry(name).or_default() += count;
            }
        }
        for (code, count) in other.questions {
            *self.questions.entry(code).or_default() += count;
        }
        self.open += other.open;
        self.open_asked += other.open_asked;
        self.tried += other.tried;
        self.stored += other.stored;
        self.wrong_stored += other.wrong_stored;
    }

    pub(crate) fn wrong(&self) -> u64 {
        self.known.wrong + self.unknown.wrong + self.wrong_stored
    }

    /// Everything that was counted, the line of all cases last.
    pub(crate) fn told(&self) -> String {
        let mut text = String::new();
        let mut classes: Vec<_> = self.classes.iter().collect();
        classes.sort_by_key(|((verdict, ..), class)| (*verdict, u64::MAX - class.count));
        for ((verdict, kind, name), class) in classes.iter().take(120) {
            let mut traits: Vec<_> = class.traits.iter().collect();
            traits.sort_by_key(|(_, count)| u64::MAX - **count);
            let traits: Vec<String> = traits.iter().take(7).map(|(name, count)| format!("{name} {count}")).collect();
            let verdict = if *verdict == Verdict::Wrong { "WRONG" } else { "refused" };
            let _ = writeln!(
                text,
                "{verdict} {:>6} {kind}: {name}\n        [{}] cases {:?}",
                class.count,
                traits.join(", "),
                class.first.iter().map(|(_, number)| *number).collect::<Vec<u64>>()
            );
        }
        let questions: Vec<String> = self.questions.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let _ = writeln!(text, "questions: {}; {} answered by trying", questions.join(", "), self.tried);
        for (kind, counts) in &self.kinds {
            let _ = writeln!(text, "{kind}: {}", counts.line());
        }
        let _ = writeln!(text, "files with two equal readings: {} of {} asked", self.open_asked, self.open);
        let _ = writeln!(text, "imported into a store: {}, wrong there {}", self.stored, self.wrong_stored);
        let _ = writeln!(text, "known words: {} cases, {}", self.known.all(), self.known.line());
        let _ = writeln!(text, "unknown words: {} cases, {}", self.unknown.all(), self.unknown.line());
        let mut all = self.known;
        all.add(self.unknown);
        let _ =
            write!(text, "{} cases: {} right, {} asked, {} refused, {} wrong", all.all(), all.right, all.asked, all.refused, self.wrong());
        text
    }
}
