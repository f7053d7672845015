//! The built-ins.

/// A built-in function.
#[derive(Debug)]
pub struct BuiltIn {
    /// Its name.
    pub name: &'static str,
}

/// Every built-in.
#[must_use]
pub fn built_ins() -> &'static [&'static BuiltIn] {
    &[]
}
