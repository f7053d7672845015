//! A reader that gives out a text in any encoding as UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// Gives out a text in any encoding as UTF-8. What the encoding does not have becomes `U+FFFD`, and is remembered.
pub(super) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    input_at: usize,
    input_end: usize,
    output: Vec<u8>,
    output_at: usize,
    output_end: usize,
    is_at_end: bool,
    is_finished: bool,
    has_errors: bool,
}

impl<R: Read> Transcoder<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: vec![0; 1 << 15],
            input_at: 0,
            input_end: 0,
            output: vec![0; 1 << 16],
            output_at: 0,
            output_end: 0,
            is_at_end: false,
            is_finished: false,
            has_errors: false,
        }
    }

    pub(super) const fn has_errors(&self) -> bool {
        self.has_errors
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.input_at == self.input_end && !self.is_at_end {
            self.input_end = self.inner.read(&mut self.input)?;
            self.input_at = 0;
            self.is_at_end = self.input_end == 0;
        }
        let source = self.input.get(self.input_at..self.input_end).unwrap_or_default();
        let (result, read, written, had_errors) = self.decoder.decode_to_utf8(source, &mut self.output, self.is_at_end);
        self.has_errors |= had_errors;
        self.input_at += read;
        self.output_at = 0;
        self.output_end = written;
        self.is_finished = self.is_at_end && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.output_at == self.output_end {
            if self.is_finished {
                return Ok(0);
            }
            self.refill()?;
        }
        let ready = self.output.get(self.output_at..self.output_end).unwrap_or_default();
        let count = ready.len().min(target.len());
        if let (Some(to), Some(from)) = (target.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.output_at += count;
        Ok(count)
    }
}
