//! Records, ledger, ratings, imports and audit on SQLite and PostgreSQL.
