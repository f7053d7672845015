//! Inputs of the fuzzer as lines of a text file: one line, one input, so that a corpus of hundreds is one file that a person can read
//! and a change of it shows what came and what went.
//!
//! Line ends, tabs, back slashes, control characters and bytes that are no UTF-8 are escaped; everything else stands as it is. A line
//! that begins with a `#` says something about the one after it; an input that does is escaped.

use std::fmt::Write as _;

/// The line for an input.
pub(crate) fn line(input: &[u8]) -> String {
    let mut line = String::with_capacity(input.len());
    for chunk in input.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '\\' => line.push_str("\\\\"),
                '\n' => line.push_str("\\n"),
                '\r' => line.push_str("\\r"),
                '\t' => line.push_str("\\t"),
                '#' if line.is_empty() => line.push_str("\\x23"),
                letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                    letter.to_string().bytes().for_each(|byte| escape(byte, &mut line));
                }
                letter => line.push(letter),
            }
        }
        chunk.invalid().iter().for_each(|byte| escape(*byte, &mut line));
    }
    line
}

fn escape(byte: u8, line: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(line, "\\x{byte:02x}");
}

/// The input of a line; `None` where an escape is broken.
pub(crate) fn input(line: &str) -> Option<Vec<u8>> {
    let mut input = Vec::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            input.extend(letter.encode_utf8(&mut [0; 4]).bytes());
            continue;
        }
        match letters.next()? {
            'n' => input.push(b'\n'),
            'r' => input.push(b'\r'),
            't' => input.push(b'\t'),
            '\\' => input.push(b'\\'),
            'x' => input.push(u8::try_from(letters.next()?.to_digit(16)? * 16 + letters.next()?.to_digit(16)?).ok()?),
            _ => return None,
        }
    }
    Some(input)
}

/// The inputs of a file; an empty line is the empty input. What is no line of ours is an error that says which.
pub(crate) fn inputs(file: &str) -> Result<Vec<Vec<u8>>, String> {
    let numbered = file.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    numbered.map(|(number, line)| input(line).ok_or_else(|| format!("line {} has a broken escape", number + 1))).collect()
}
