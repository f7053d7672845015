//! What a file is before anybody says what it means: sheets, the header and what stands above it, totals and footers.

pub(crate) mod bucketed;
pub(crate) mod header;
pub(crate) mod marks;
pub(crate) mod preamble;
pub(crate) mod sheets;
