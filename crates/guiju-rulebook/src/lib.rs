//! Chapters of a rulebook: loaded, checked and hashed into editions.
