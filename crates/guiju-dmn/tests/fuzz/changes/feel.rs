//! Changes of a FEEL text that know its tokens.

use super::random::Random;

/// What the grammar knows, and what is just beside it.
const WORDS: [&str; 64] = [
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "function",
    "external",
    "and",
    "or",
    "not",
    "between",
    "instance of",
    "null",
    "true",
    "false",
    "item",
    "partial",
    "?",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "..",
    ":",
    "->",
    "+",
    "-",
    "*",
    "/",
    "**",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "!=",
    "@",
    "\"",
    "'",
    "\\u{",
    "//",
    "/*",
    "*/",
    "0",
    "1e400",
    "99999999999999999999999999999999999",
    "0.1",
    "date(\"2024-02-30\")",
    "duration(\"P999999999Y\")",
    "list<",
    "sum(",
    "string join(",
    "客户 等级",
    "\u{202E}",
    "\u{0}",
    "\u{FFFF}",
];

/// Pairs that go around something.
const WRAPS: [(&str, &str); 12] = [
    ("(", ")"),
    ("[", "]"),
    ("{a: ", "}"),
    ("not(", ")"),
    ("if true then ", " else 1"),
    ("for i in 1..3 return ", ""),
    ("some x in ", " satisfies x"),
    ("function(x) ", ""),
    ("-", ""),
    ("(", ")[item > 1]"),
    ("string(", ")"),
    ("[1..", ")"),
];

/// A text a few steps away from this one.
pub(crate) fn mutate(random: &mut Random, text: &str, others: &[String]) -> String {
    let mut tokens = tokens(text);
    for _ in 0..=random.below(4) {
        step(random, &mut tokens, others);
        tokens.truncate(4_000);
    }
    tokens.concat()
}

fn step(random: &mut Random, tokens: &mut Vec<String>, others: &[String]) {
    let at = random.below(tokens.len() + 1);
    let word = |random: &mut Random| (*random.pick(&WORDS).unwrap_or(&"")).to_owned();
    match random.below(9) {
        0 if at < tokens.len() => drop(tokens.remove(at)),
        1 => tokens.insert(at, word(random)),
        2 if at < tokens.len() => tokens[at] = word(random),
        3 => {
            let other = random.below(tokens.len().max(1));
            if at < tokens.len() && other < tokens.len() {
                tokens.swap(at, other);
            }
        }
        4 => {
            // A piece of another text, which has met other parts of the grammar.
            let other = self::tokens(random.pick(others).map_or("", String::as_str));
            let from = random.below(other.len() + 1);
            let count = random.below(other.len() - from + 1);
            tokens.splice(at..at, other[from..from + count].iter().cloned());
        }
        5 => {
            let (open, close) = *random.pick(&WRAPS).unwrap_or(&("(", ")"));
            let depth = if random.below(20) == 0 { 2_000 } else { 1 + random.below(3) };
            let end = at + random.below(tokens.len() - at + 1);
            tokens.insert(end, close.repeat(depth));
            tokens.insert(at, open.repeat(depth));
        }
        6 => {
            let end = at + random.below(tokens.len() - at + 1);
            let piece: Vec<String> = tokens[at..end].to_vec();
            for _ in 0..random.below(6) {
                tokens.splice(at..at, piece.iter().cloned());
            }
        }
        7 => tokens.truncate(at),
        _ => tokens.insert(at, char::from_u32(u32::try_from(random.below(0x0011_0000)).unwrap_or(0)).unwrap_or('x').to_string()),
    }
}

/// Words, numbers, strings, white space, and everything else one by one.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut kind = 0;
    for letter in text.chars() {
        let next = if letter.is_alphanumeric() { 1 } else { 2 + u32::from(letter.is_whitespace()) };
        match tokens.last_mut() {
            Some(last) if next == kind && next != 2 => last.push(letter),
            _ => tokens.push(letter.to_string()),
        }
        kind = next;
    }
    tokens
}
