//! Words as the lists have them, and short ways of writing many of them.

/// How many words one line may unfold to.
const MOST: usize = 4_096;

/// A header without case, width, spaces and punctuation: `Invoice_No.` and `ｉｎｖｏｉｃｅ no` are one word.
#[must_use]
pub fn header_key(text: &str) -> String {
    letters(text).collect()
}

/// Those of [`header_key`], as far as they are wanted.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|letter| match letter {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            other => other,
        })
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// Every word of a line: `(未收|未付)(金额|款|)` is six words. `None` where brackets do not close or there would be too many.
pub(super) fn unfolded(line: &str) -> Option<Vec<String>> {
    let mut words = vec![String::new()];
    let mut rest = line;
    while let Some((before, inner)) = rest.split_once('(') {
        let (choices, after) = inner.split_once(')')?;
        let choices: Vec<&str> = choices.split('|').collect();
        if words.len().checked_mul(choices.len())? > MOST {
            return None;
        }
        words = words.iter().flat_map(|word| choices.iter().map(move |choice| format!("{word}{before}{choice}"))).collect();
        rest = after;
    }
    for word in &mut words {
        word.push_str(rest);
    }
    let words: Vec<String> = words.iter().map(|word| header_key(word)).collect();
    (!words.iter().any(String::is_empty) && !rest.contains(')')).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_unfolds_to_its_words() {
        assert_eq!(unfolded("(未收|未付)(金额|款)额").unwrap(), ["未收金额额", "未收款额", "未付金额额", "未付款额"]);
        assert_eq!(unfolded("Invoice No.").unwrap(), ["invoiceno"]);
        assert_eq!(unfolded("应收(账款|)").unwrap(), ["应收账款", "应收"]);
        assert_eq!(unfolded("(a|b"), None);
        assert_eq!(unfolded("()"), None);
        assert_eq!(unfolded(&"(a|b|c|d)".repeat(9)), None);
    }
}
