//! Changes of a DMN file that know its elements.

use super::feel;
use super::random::Random;

/// What can stand in a file, and what must not.
const PIECES: [&str; 22] = [
    "<!-- c -->",
    "<![CDATA[<x> & y]]>",
    "<?pi x?>",
    "&lt;",
    "&#65;",
    "&#x0;",
    "&#1114112;",
    "&unknown;",
    "<!DOCTYPE d>",
    "<x:y xmlns:x='u'/>",
    "<text>1</text>",
    "<rule/>",
    "<input/>",
    "<decisionTable/>",
    "<description/>",
    "<extensionElements><z/></extensionElements>",
    "]]>",
    "<",
    ">",
    "\"",
    "\u{0}",
    "\r\n",
];

const VALUES: [&str; 16] = [
    "",
    "FIRST",
    "COLLECT",
    "RULE ORDER",
    "SUM",
    "MEDIAN",
    "#",
    "#d",
    "urn:x#y",
    "number",
    "tList",
    "feel:string",
    "true",
    "客户",
    "a&quot;b",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
];

/// A file a few steps away from this one.
pub(crate) fn mutate(random: &mut Random, text: &str, texts: &[String]) -> String {
    let mut changed = text.to_owned();
    for _ in 0..=random.below(3) {
        changed = step(random, &changed, texts);
        if changed.len() > 1 << 20 {
            break;
        }
    }
    changed
}

fn step(random: &mut Random, text: &str, texts: &[String]) -> String {
    let (start, end) = element(random, text);
    let element = text.get(start..end).unwrap_or("");
    let with = |piece: &str, from: usize, to: usize| format!("{}{piece}{}", text.get(..from).unwrap_or(""), text.get(to..).unwrap_or(""));
    match random.below(9) {
        0 => with("", start, end),
        1 => with(&element.repeat(1 + random.below(3)), start, end),
        2 => {
            // One element in the place of another.
            let (from, to) = self::element(random, text);
            with(text.get(from..to).unwrap_or(""), start, end)
        }
        3 => with(random.pick(&PIECES).unwrap_or(&""), start, start),
        4 => match quoted(random, text) {
            Some((from, to)) => with(random.pick(&VALUES).unwrap_or(&""), from, to),
            None => text.to_owned(),
        },
        5 | 6 => match content(random, text) {
            Some((from, to)) => {
                let old = text.get(from..to).unwrap_or("");
                let new = feel::mutate(random, old, texts);
                let new = if random.below(8) == 0 { new } else { new.replace('&', "&amp;").replace('<', "&lt;") };
                with(&new, from, to)
            }
            None => text.to_owned(),
        },
        7 => {
            let depth = if random.below(10) == 0 { 3_000 } else { 1 + random.below(4) };
            with(&format!("{}{element}{}", "<d:context>".repeat(depth), "</d:context>".repeat(depth)), start, end)
        }
        _ => {
            let at = boundary(text, random.below(text.len() + 1));
            match random.below(3) {
                0 => text.get(..at).unwrap_or("").to_owned(),
                1 => with("", at, boundary(text, (at + 1 + random.below(8)).min(text.len()))),
                _ => with(random.pick(&PIECES).unwrap_or(&""), at, at),
            }
        }
    }
}

/// An element with everything in it, or nothing at the end.
fn element(random: &mut Random, text: &str) -> (usize, usize) {
    let from = boundary(text, random.below(text.len() + 1));
    let Some(start) = text.get(from..).and_then(|rest| rest.find('<')).map(|found| from + found) else { return (text.len(), text.len()) };
    let mut depth = 0_i32;
    let mut at = start;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let Some(close) = text.get(open..).and_then(|rest| rest.find('>')).map(|found| open + found + 1) else { break };
        let tag = text.get(open..close).unwrap_or("");
        depth +=
            if tag.starts_with("</") { -1 } else { i32::from(!tag.ends_with("/>") && !tag.starts_with("<?") && !tag.starts_with("<!")) };
        at = close;
        if depth <= 0 {
            return (start, close);
        }
    }
    (start, text.len())
}

/// What is between two quotes in a tag.
fn quoted(random: &mut Random, text: &str) -> Option<(usize, usize)> {
    let from = boundary(text, random.below(text.len() + 1));
    let start = from + text.get(from..)?.find("=\"")? + 2;
    Some((start, start + text.get(start..)?.find('"')?))
}

/// What is in a `text`.
fn content(random: &mut Random, text: &str) -> Option<(usize, usize)> {
    let from = boundary(text, random.below(text.len() + 1));
    let start = from + text.get(from..)?.find("text>")? + "text>".len();
    Some((start, start + text.get(start..)?.find('<')?))
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
