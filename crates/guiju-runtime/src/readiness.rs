//! What the data so far can answer.
