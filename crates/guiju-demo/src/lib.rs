//! A seeded demo company: customers, jobs, invoices and receipts with believable behaviour.
