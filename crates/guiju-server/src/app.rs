//! What every request shares.

/// What every request shares; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct App {}
