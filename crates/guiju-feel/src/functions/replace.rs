//! `replace`: what a pattern matches, replaced; `$1` is its first group.

use super::pattern::compile;
use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;

pub(super) static REPLACE: BuiltIn =
    BuiltIn::new("replace", &["replace(input: string, pattern: string, replacement: string, flags?: string): string"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (input, pattern, replacement) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let flags = if call.is_given(3) && !call.value(3).is_null() { call.text(3)? } else { "".into() };
    call.spend(input.len() / 8)?;
    let pattern = compile(&pattern, &flags).map_err(|problem| call.bad(problem))?;
    let parts = if flags.contains('q') { vec![Part::Text(replacement.to_string())] } else { parts(call, &replacement, pattern.groups())? };
    let mut result = String::new();
    let rest = pattern.walk(call, &input, |call, before, found| {
        result.push_str(before);
        for part in &parts {
            result.push_str(match part {
                Part::Text(text) => text,
                Part::Group(index) => found.get(*index).cloned().flatten().and_then(|group| input.get(group)).unwrap_or(""),
            });
        }
        call.spend(1)?;
        Ok(call.evaluator.check_text(result.len(), call.span)?)
    })?;
    result.push_str(rest);
    call.text_result(&result)
}

/// A piece of the replacement.
enum Part {
    Text(String),
    Group(usize),
}

fn parts(call: &Call<'_, '_>, replacement: &str, groups: usize) -> Outcome<Vec<Part>> {
    let (mut parts, mut text) = (Vec::new(), String::new());
    let mut rest = replacement.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek().copied()) {
            ('\\', Some(escaped @ ('\\' | '$'))) => {
                text.push(escaped);
                rest.next();
            }
            ('$', Some(digit)) if digit.is_ascii_digit() => {
                parts.push(Part::Text(std::mem::take(&mut text)));
                let mut group = 0;
                // `$12` is group 12 if there is one, and otherwise group 1 with a 2 after it.
                while let Some(digit) = rest.peek().and_then(|c| c.to_digit(10)).and_then(|digit| usize::try_from(digit).ok()) {
                    if group > 0 && group * 10 + digit > groups {
                        break;
                    }
                    group = group * 10 + digit;
                    rest.next();
                    if group == 0 {
                        break;
                    }
                }
                parts.push(Part::Group(group));
            }
            ('\\' | '$', _) => return Err(call.bad(ArgumentError::Replacement { character: c })),
            (c, _) => text.push(c),
        }
    }
    parts.push(Part::Text(text));
    Ok(parts)
}
