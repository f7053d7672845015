//! `stale-sentence`: the sentence beside a rule says other figures than the rule.

use std::collections::BTreeSet;

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::evaluate::RuleInfo;

pub(super) static RULE: CheckRule = CheckRule {
    id: "stale-sentence",
    severity: Severity::Warning,
    title: Said { zh: "说明与规则不符", en: "a sentence that does not say what its rule does" },
    explanation: Said {
        zh: "规则旁边的说明（注释列或描述）里的数字在规则的单元格中没有，或者规则里的数字在说明中没有，或者说明写的是别的规则的结论。改了规则而没有改说明，看说明的人会照旧办理。\
             没有数字的说明只核对结论；0 可以不写；百分数、万、亿、千按其数值核对。",
        en: "The sentence beside a rule (an annotation or its description) has a number that the rule's cells do not have, or lacks one that they \
             have, or names the conclusion of another rule. Where a rule was changed and its sentence was not, whoever reads the sentence goes on by \
             the old rule. In a sentence without numbers only the conclusion is checked; 0 need not be said; percent, thousands and millions (千, 万, 亿) count as \
             what they mean.",
    },
    example: "UNIQUE | n: number | → points\n\
              1      | >= 96     | 100      # 95% or more gives 100 points\n\n\
              stale-sentence: the sentence of rule 1 in `en` says 95, which the rule does not; it does not say 96",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    let table = subject.grid.table;
    let concluded: BTreeSet<&str> = table.rules.iter().flat_map(|rule| words(&rule.info)).collect();
    for (place, rule) in table.rules.iter().enumerate() {
        let figures =
            numbers(rule.info.conditions.iter().map(|(_, test)| test.as_str()).chain(rule.info.conclusions.iter().map(String::as_str)));
        let headed = table.annotations.iter().map(AsRef::as_ref).zip(rule.info.annotations.iter().map(String::as_str));
        for (heading, sentence) in headed.chain([("", rule.info.description.as_str())]) {
            if subject.is_full() {
                return;
            }
            let Some(difference) = Difference::of(sentence, &figures, &rule.info, &concluded) else { continue };
            let (zh, en) = difference.said();
            let (column_zh, column_en) = if heading.is_empty() {
                (String::new(), String::new())
            } else {
                (format!("“{heading}”列"), format!(" in `{heading}`"))
            };
            let mut finding = subject
                .finding(&RULE, &[place])
                .say(format!("规则 {} {column_zh}的说明{zh}", place + 1), format!("the sentence of rule {}{column_en} {en}", place + 1));
            finding = match difference.correction() {
                Some((old, new)) => finding.suggest(format!("把说明中的 {old} 改为 {new}"), format!("write {new} instead of {old}")),
                None => finding.suggest("把说明改得与规则一致", "make the sentence say what the rule does"),
            };
            let finding = if heading.is_empty() { finding } else { finding.column(heading) };
            subject.push(finding);
        }
    }
}

/// What a sentence and its rule do not agree in.
struct Difference {
    /// Said, and not in the rule.
    said_only: Vec<String>,
    /// In the rule, and not said.
    unsaid: Vec<String>,
    /// The conclusion of another rule that is said instead of the rule's own, and that one.
    concluded: Option<(String, String)>,
}

impl Difference {
    fn of(sentence: &str, figures: &[Figure], rule: &RuleInfo, concluded: &BTreeSet<&str>) -> Option<Self> {
        let said = figures_said(sentence);
        let is_in_rule = |said: &Figure| said.meant.iter().any(|meant| figures.iter().any(|figure| figure.meant.contains(meant)));
        let is_said =
            |figure: &Figure| figure.text == "0" || said.iter().any(|said| said.meant.iter().any(|meant| figure.meant.contains(meant)));
        let texts = |figures: Vec<&Figure>| -> Vec<String> {
            let distinct: BTreeSet<&str> = figures.iter().map(|figure| figure.text.as_str()).collect();
            distinct.into_iter().map(ToOwned::to_owned).collect()
        };
        let said_only = texts(said.iter().filter(|said| !is_in_rule(said)).collect());
        let unsaid = if said.is_empty() { Vec::new() } else { texts(figures.iter().filter(|figure| !is_said(figure)).collect()) };
        let own: Vec<&str> = words(rule).collect();
        let other = concluded.iter().filter(|word| !own.contains(word)).find(|word| says(sentence, word));
        let concluded = match (own.first(), other) {
            (Some(own_word), Some(other)) if !own.iter().any(|word| says(sentence, word)) => {
                Some(((*other).to_owned(), (*own_word).to_owned()))
            }
            _ => None,
        };
        (!said_only.is_empty() || !unsaid.is_empty() || concluded.is_some()).then_some(Self { said_only, unsaid, concluded })
    }

    fn said(&self) -> (String, String) {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        if !self.said_only.is_empty() {
            zh.push(format!("写的 {} 在规则中没有", self.said_only.join("、")));
            en.push(format!("says {}, which the rule does not", self.said_only.join(", ")));
        }
        if !self.unsaid.is_empty() {
            zh.push(format!("没有写规则中的 {}", self.unsaid.join("、")));
            let it = if self.said_only.is_empty() { "" } else { "it " };
            en.push(format!("{it}does not say {}", self.unsaid.join(", ")));
        }
        if let Some((other, own)) = &self.concluded {
            zh.push(format!("写的结论是“{other}”，规则的结论是“{own}”"));
            en.push(format!("concludes \"{other}\" where the rule concludes \"{own}\""));
        }
        (zh.join("，"), en.join("; "))
    }

    /// What to write instead of what, where that is plain.
    fn correction(&self) -> Option<(&str, &str)> {
        match (self.said_only.as_slice(), self.unsaid.as_slice(), &self.concluded) {
            ([old], [new], None) => Some((old, new)),
            ([], [], Some((other, own))) => Some((other, own)),
            _ => None,
        }
    }
}

/// A number as it is written, and the values that it may mean.
struct Figure {
    text: String,
    meant: Vec<String>,
}

/// The numbers of cells: each may be said as a share or as its percentage.
fn numbers<'t>(cells: impl Iterator<Item = &'t str>) -> Vec<Figure> {
    let each = cells.flat_map(|cell| written(cell).into_iter().map(|found| found.text));
    each.map(|text| Figure { meant: vec![shifted(&text, 0)], text }).collect()
}

/// The numbers of a sentence with what stands behind them: `95%`, `1.5 万元`, `20k`.
fn figures_said(sentence: &str) -> Vec<Figure> {
    let figure = |found: Written<'_>| {
        let rest = found.rest.trim_start();
        let places: &[i32] = match rest.chars().next() {
            Some('%' | '％') => &[0, -2],
            Some('千') => &[0, 3],
            Some('万') if rest.starts_with("万亿") => &[12],
            Some('万') => &[0, 4],
            Some('亿') => &[0, 8],
            _ if rest.starts_with("thousand") || found.rest.starts_with(['k', 'K']) => &[0, 3],
            _ if rest.starts_with("million") => &[0, 6],
            _ => &[0],
        };
        Figure { meant: places.iter().map(|places| shifted(&found.text, *places)).collect(), text: found.text }
    };
    // `R1` and `Q3` are names.
    written(sentence).into_iter().filter(|found| !found.is_in_word).map(figure).collect()
}

struct Written<'t> {
    text: String,
    rest: &'t str,
    is_in_word: bool,
}

/// The numbers of a text, without the commas of thousands.
fn written(text: &str) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut before) = (text, None);
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let (number, after) = number(rest);
            let is_in_word = before.is_some_and(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
            found.push(Written { text: number, rest: after, is_in_word });
            (rest, before) = (after, Some(first));
        } else {
            (rest, before) = (rest.get(first.len_utf8()..).unwrap_or_default(), Some(first));
        }
    }
    found
}

/// The number that a text begins with, and what follows it.
fn number(text: &str) -> (String, &str) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    let after = |end: usize| text.get(end..).unwrap_or_default();
    // `15,000`, but not `1,5` or a list of figures.
    while end <= 3 || text.as_bytes().get(end.saturating_sub(4)) == Some(&b',') {
        match after(end).strip_prefix(',') {
            Some(group) if digits(group) == 3 => end += 4,
            _ => break,
        }
    }
    if let Some(fraction) = after(end).strip_prefix('.') {
        end += match digits(fraction) {
            0 => 0,
            places => places + 1,
        };
    }
    let written: String = text.chars().take(end).filter(|letter| *letter != ',').collect();
    (shifted(&written, 0), after(end))
}

/// A decimal number times a power of ten, without zeros that say nothing.
fn shifted(number: &str, places: i32) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).unwrap_or(i32::MAX).saturating_add(places);
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let padded = format!("{}{digits}{}", zeros(1 - point), zeros(point - length));
    let point = usize::try_from(point.max(1)).unwrap_or(1);
    let (whole, fraction) = (padded.get(..point).unwrap_or(&padded), padded.get(point..).unwrap_or_default());
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    match (whole, fraction) {
        ("", "") => "0".to_owned(),
        (whole, "") => whole.to_owned(),
        ("", fraction) => format!("0.{fraction}"),
        (whole, fraction) => format!("{whole}.{fraction}"),
    }
}

/// The texts that a rule concludes.
fn words(rule: &RuleInfo) -> impl Iterator<Item = &str> {
    let text = |cell: &'_ String| -> Option<(usize, usize)> {
        let trimmed = cell.trim();
        let inside = trimmed.strip_prefix('"')?.strip_suffix('"')?;
        (!inside.is_empty() && !inside.contains('"')).then(|| (cell.find('"').map_or(0, |at| at + 1), inside.len()))
    };
    rule.conclusions.iter().filter_map(move |cell| text(cell).and_then(|(from, length)| cell.get(from..from + length)))
}

/// Whether a sentence has a word, not as a part of a longer one.
fn says(sentence: &str, word: &str) -> bool {
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let is_whole = |at: usize| {
        let (before, after) = (sentence.get(..at).unwrap_or_default(), sentence.get(at + word.len()..).unwrap_or_default());
        let inside_before = is_letter(word.chars().next()) && is_letter(before.chars().next_back());
        let inside_after = is_letter(word.chars().next_back()) && is_letter(after.chars().next());
        !inside_before && !inside_after
    };
    sentence.match_indices(word).any(|(at, _)| is_whole(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shifted_and_loses_zeros_that_say_nothing() {
        for (number, places, expected) in [
            ("95", 0, "95"),
            ("95", -2, "0.95"),
            ("1.5", 4, "15000"),
            ("0.50", 0, "0.5"),
            ("007", 0, "7"),
            ("0", 4, "0"),
            ("5", -2, "0.05"),
            ("1.25", 1, "12.5"),
        ] {
            assert_eq!(shifted(number, places), expected, "{number} {places}");
        }
    }

    #[test]
    fn numbers_are_found_in_cells_and_sentences() {
        for (text, expected) in [
            ("[95..98)", vec!["95", "98"]),
            (">= 15,000 和 1,234,567.80", vec!["15000", "1234567.8"]),
            ("60,360", vec!["60360"]),
            ("60, 360", vec!["60", "360"]),
            ("1,5", vec!["1", "5"]),
            ("[0.5..1.25]", vec!["0.5", "1.25"]),
            ("没有数字", vec![]),
        ] {
            assert_eq!(written(text).into_iter().map(|found| found.text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
