//! The shape of a CSV text, block by block: how many rows and columns it has, and whether it is complete.

use std::collections::BTreeMap;

/// The state of a text after what has been taken so far.
pub(super) struct Scan {
    delimiter: u8,
    line_end: u8,
    pub(super) line: u64,
    pub(super) rows: u64,
    /// Cells of the current row so far.
    pub(super) columns: usize,
    pub(super) cell_bytes: usize,
    is_quoted: bool,
    /// After a quote inside a quoted cell: another one makes a quote, anything else ends the quoting.
    is_after_quote: bool,
    pub(super) quote_line: u64,
    /// The width of the rows, and whether all that were wider than one cell have it.
    pub(super) width: Option<usize>,
    pub(super) is_even: bool,
    /// The longest cell and the widest row, with their lines.
    pub(super) longest: (usize, u64, usize),
    pub(super) widest: (usize, u64),
    /// How many rows there are of each width, where that is asked for.
    pub(super) widths: Option<BTreeMap<usize, usize>>,
}

impl Scan {
    /// `line_end` is `\n`, or `\r` in a text that has no `\n`.
    pub(super) const fn new(delimiter: u8, line_end: u8) -> Self {
        Self {
            delimiter,
            line_end,
            line: 1,
            rows: 0,
            columns: 1,
            cell_bytes: 0,
            is_quoted: false,
            is_after_quote: false,
            quote_line: 0,
            width: None,
            is_even: true,
            longest: (0, 0, 0),
            widest: (0, 0),
            widths: None,
        }
    }

    pub(super) fn take(&mut self, block: &[u8]) {
        let mut rest = block;
        while !rest.is_empty() {
            rest = if self.is_quoted { self.inside(rest) } else { self.outside(rest) };
        }
        self.measure();
    }

    /// Whether a quote that was opened is never closed.
    pub(super) const fn is_open(&self) -> bool {
        self.is_quoted && !self.is_after_quote
    }

    fn inside<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        if self.is_after_quote {
            self.is_after_quote = false;
            if let [b'"', behind @ ..] = rest {
                self.cell_bytes += 1;
                return behind;
            }
            self.is_quoted = false;
            return rest;
        }
        let length = memchr::memchr(b'"', rest);
        let (passed, behind) = rest.split_at_checked(length.unwrap_or(rest.len())).unwrap_or((rest, b""));
        self.cell_bytes += passed.len();
        self.line += memchr::memchr_iter(self.line_end, passed).count() as u64;
        self.is_after_quote = length.is_some();
        behind.get(1..).unwrap_or_default()
    }

    fn outside<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let mut from = 0;
        for at in memchr::memchr3_iter(self.delimiter, self.line_end, b'"', rest) {
            self.cell_bytes += at - from;
            from = at + 1;
            match rest.get(at) {
                Some(b'"') if self.cell_bytes == 0 => {
                    self.is_quoted = true;
                    self.quote_line = self.line;
                    self.cell_bytes = 1;
                    return rest.get(from..).unwrap_or_default();
                }
                Some(b'"') => self.cell_bytes += 1,
                Some(byte) if *byte == self.delimiter => {
                    self.measure();
                    self.columns += 1;
                    self.cell_bytes = 0;
                }
                Some(_) => {
                    // The return of a line that ends with both.
                    if self.cell_bytes == 1 && at.checked_sub(1).and_then(|before| rest.get(before)) == Some(&b'\r') {
                        self.cell_bytes = 0;
                    }
                    self.end_row();
                }
                None => {}
            }
        }
        self.cell_bytes += rest.len() - from;
        b""
    }

    const fn measure(&mut self) {
        if self.cell_bytes > self.longest.0 {
            self.longest = (self.cell_bytes, self.line, self.columns);
        }
        if self.columns > self.widest.0 {
            self.widest = (self.columns, self.line);
        }
    }

    fn end_row(&mut self) {
        self.measure();
        self.line += 1;
        self.rows += 1;
        // Rows of one cell are titles and blank lines.
        if self.columns > 1 {
            match self.width {
                None => self.width = Some(self.columns),
                Some(width) => self.is_even &= width == self.columns,
            }
            if let Some(widths) = &mut self.widths {
                *widths.entry(self.columns).or_default() += self.columns;
            }
        }
        self.columns = 1;
        self.cell_bytes = 0;
    }
}

/// The candidate that parts the most lines of the head into the same number of cells, more than one.
pub(super) fn found_delimiter(head: &[u8], line_end: u8) -> u8 {
    if let Some([delimiter, b'\r' | b'\n', ..]) = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).strip_prefix(b"sep=") {
        return *delimiter;
    }
    let mut best = (0, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut scan = Scan::new(delimiter, line_end);
        scan.widths = Some(BTreeMap::new());
        scan.take(head);
        let open = scan.columns;
        let mut widths = scan.widths.unwrap_or_default();
        if open > 1 {
            *widths.entry(open).or_default() += open;
        }
        let score = widths.values().copied().max().unwrap_or(0);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}
