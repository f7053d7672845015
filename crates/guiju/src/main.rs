//! The guiju program.
fn main() {}
