//! The ledger: appended, completed, reversed, and never changed.

use crate::on_each;

#[test]
fn a_settled_charge_is_not_open() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let receipt = company.receipt(customer, "R-1", "2026-02-01", "60");
        company.allocate(charge, receipt, "2026-02-01", "60");
        assert_eq!(company.open(customer), [("I-1".to_owned(), "40.00".to_owned())]);
    });
}
