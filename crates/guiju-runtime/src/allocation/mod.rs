//! Receipts that no file allocates are allocated by a written rule.
