//! One line end for all: `\n`, after every line, the last one included.

use std::io::{self, Read};

/// Gives out a text with every line end as `\n` and one at its end, so that the number of a record's line is a matter of counting.
pub(super) struct Lines<R> {
    inner: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    /// A carriage return that waits for what follows it.
    is_after_return: bool,
    last: u8,
    is_at_end: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, buffer: vec![0; 1 << 16], at: 0, end: 0, is_after_return: false, last: b'\n', is_at_end: false }
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written == 0 && !target.is_empty() {
            if self.at == self.end && !self.is_at_end {
                self.end = self.inner.read(&mut self.buffer)?;
                self.at = 0;
                self.is_at_end = self.end == 0;
            }
            if self.is_at_end {
                let is_open = self.is_after_return || self.last != b'\n';
                self.is_after_return = false;
                self.last = b'\n';
                return match target.first_mut() {
                    Some(place) if is_open => {
                        *place = b'\n';
                        Ok(1)
                    }
                    Some(_) | None => Ok(0),
                };
            }
            // A return that was no part of a line end comes before the byte at hand, so one place is kept for it.
            for byte in self.buffer.get(self.at..self.end).unwrap_or_default() {
                if written + 1 >= target.len() && (self.is_after_return || target.len() == written) {
                    break;
                }
                self.at += 1;
                if std::mem::take(&mut self.is_after_return) && *byte != b'\n' {
                    // Old systems end lines with a return alone.
                    put(target, &mut written, b'\n');
                }
                if *byte == b'\r' {
                    self.is_after_return = true;
                    continue;
                }
                put(target, &mut written, *byte);
                self.last = *byte;
            }
            if written == 0 && target.len() == 1 && self.is_after_return && self.at < self.end {
                // Too narrow for both: the return alone.
                self.is_after_return = false;
                let is_pair = self.buffer.get(self.at) == Some(&b'\n');
                self.at += usize::from(is_pair);
                put(target, &mut written, b'\n');
                self.last = b'\n';
            }
        }
        Ok(written)
    }
}

fn put(target: &mut [u8], written: &mut usize, byte: u8) {
    if let Some(place) = target.get_mut(*written) {
        *place = byte;
        *written += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ends_alike_whatever_the_reader_takes_at_once() {
        for (text, expected) in
            [("a\r\nb", "a\nb\n"), ("a\rb\n", "a\nb\n"), ("", ""), ("a\n", "a\n"), ("a\r\n\r\nb\r", "a\n\nb\n"), ("\r\n", "\n")]
        {
            for size in [1, 2, 3, 64] {
                let mut lines = Lines::new(text.as_bytes());
                let mut all = Vec::new();
                let mut buffer = vec![0; size];
                loop {
                    let count = lines.read(&mut buffer).unwrap();
                    if count == 0 {
                        break;
                    }
                    all.extend_from_slice(&buffer[..count]);
                }
                assert_eq!(String::from_utf8(all).unwrap(), expected, "{text:?} by {size}");
            }
        }
    }
}
