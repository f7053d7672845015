//! [`Located`]: a text of the file that knows where each of its parts stands there.

use crate::error::Place;

/// A text with its place. Escapes make the text shorter than what stands in the file, so the place is kept in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Located {
    text: String,
    /// From this byte of the text on, its bytes stand from that byte of the file on.
    pieces: Vec<(usize, usize)>,
}

impl From<&str> for Located {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), pieces: Vec::new() }
    }
}

impl Located {
    pub(crate) fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Text as it stands in a file from `at` on: the ends of its lines become `\n` (XML 1.0, 2.11), and what follows keeps its place.
    pub(crate) fn push_lines(&mut self, raw: &str, mut at: usize) {
        let mut rest = raw;
        while let Some((line, after)) = rest.split_once('\r') {
            self.push(line, at);
            self.push("\n", at + line.len());
            at += line.len() + 1;
            rest = after;
            if let Some(after) = rest.strip_prefix('\n') {
                at += 1;
                rest = after;
            }
        }
        self.push(rest, at);
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a part of the text stands in the file.
    #[must_use]
    pub fn place(&self, part: Place) -> Place {
        // The end is found from the last byte inside, so that it does not slip behind a following escape.
        let end =
            if part.end > part.start { self.position(part.end - 1).max(self.position(part.start)) + 1 } else { self.position(part.start) };
        self.position(part.start)..end
    }

    /// Where the whole text stands.
    #[must_use]
    pub fn whole(&self) -> Place {
        self.place(0..self.text.len())
    }

    fn position(&self, byte: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= byte);
        match piece.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some((start, at)) => at + (byte - start),
            None => 0,
        }
    }
}
