//! Imports, allocation and readiness: load, decide, commit.
