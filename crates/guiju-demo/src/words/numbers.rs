//! How orders, charges, invoices and receipts are numbered, and the fixed notes of the ledger.

use guiju_types::Month;

use crate::facts::JobKind;

/// The note of a credit note.
pub(crate) const CREDIT_NOTE: &str = "运价更正，冲减应收";
/// The note of a write-off.
pub(crate) const WRITE_OFF: &str = "债务人失踪，经批准核销坏账";
/// The note of a receipt of which nobody knows yet what it pays.
pub(crate) const UNEXPLAINED_RECEIPT: &str = "待查收款";

/// An order's number: branch, month, customer and running number (`NB2610-00412-017`).
pub(crate) fn job_number(branch: &str, month: Month, customer: u32, ordinal: u16) -> String {
    format!("{branch}{:02}{:02}-{customer:05}-{ordinal:03}", month.year() % 100, month.month_of_year())
}

/// A charge's number: its order's, and its line.
pub(crate) fn charge_number(job_number: &str, line: u8) -> String {
    format!("{job_number}-{line}")
}

/// An invoice's number: 20 digits, as electronic invoices have.
pub(crate) fn invoice_number(month: Month, branch: u16, customer: u32, invoice: u32) -> String {
    format!("{:02}{:02}2{customer:08}{invoice:07}", month.year() % 100, 31 + branch % 60)
}

/// A receipt's number in the bank's statement.
pub(crate) fn receipt_number(month: Month, customer: u32, receipt: u32) -> String {
    format!("SK{:02}{:02}-{customer:05}-{receipt:03}", month.year() % 100, month.month_of_year())
}

/// What an order is called by its kind.
pub(crate) fn job_kind(kind: JobKind) -> &'static str {
    match kind {
        JobKind::SeaFullContainer => "海运整箱",
        JobKind::SeaShared => "海运拼箱",
        JobKind::Air => "空运",
        JobKind::Rail => "铁路",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_branch_month_and_customer() {
        let month = "2026-10".parse().unwrap();
        assert_eq!(job_number("NB", month, 412, 17), "NB2610-00412-017");
        assert_eq!(charge_number("NB2610-00412-017", 2), "NB2610-00412-017-2");
        assert_eq!(invoice_number(month, 0, 412, 5).len(), 20);
    }
}
