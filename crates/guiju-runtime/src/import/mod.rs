//! Files of the company brought in as records and ledger entries.
