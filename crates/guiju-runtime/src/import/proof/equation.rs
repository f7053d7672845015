//! Equations between the columns of a row: net + tax = gross, document × rate = base, amount − paid = open, date + terms = due.

use guiju_store::ONE_AS_RATE;
use guiju_types::Amount;

use super::{Proof, Tally};
use crate::import::drafts::Facts;

/// A cent: what rounding to two decimals may differ by.
const CENT: i64 = Amount::PARTS_PER_UNIT / 100;

/// The equations of a file's rows.
#[derive(Debug, Default)]
pub(crate) struct Equations {
    tax: Tally,
    base: Tally,
    open: Tally,
    due: Tally,
}

impl Equations {
    pub(crate) fn row(&mut self, number: u64, facts: &Facts) {
        if let (Some(net), Some(tax), Some(gross)) = (facts.net, facts.tax, facts.amount) {
            near(&mut self.tax, number, gross, net.checked_add(tax).unwrap_or(net));
        }
        if let (Some(rate), Some(document), Some(base)) = (facts.rate, facts.amount, facts.base) {
            near(&mut self.base, number, base, document.checked_ratio(rate, ONE_AS_RATE).unwrap_or(document));
        }
        if let (Some(rate), Some(document), Some(base)) = (facts.rate, facts.open, facts.base_open) {
            near(&mut self.base, number, base, document.checked_ratio(rate, ONE_AS_RATE).unwrap_or(document));
        }
        if let (Some(amount), Some(paid), Some(open)) = (facts.amount, facts.paid, facts.open) {
            self.open.note(number, "open", open, amount - paid);
        }
        if let Some((due, by_terms)) = facts.due {
            self.due.checked += 1;
            if due != by_terms {
                self.due.fail(number, "due", due.to_string(), by_terms.to_string());
            }
        }
    }

    pub(crate) fn proofs(&self) -> Vec<Proof> {
        [
            self.tax.proof("net_tax_gross", "不含税金额加税额等于价税合计", "net plus tax is gross"),
            self.base.proof("document_base", "原币金额乘汇率等于本币金额", "the amount in its currency times the rate is the base amount"),
            self.open.proof("amount_paid_open", "应收减已收等于未收", "the amount less what was paid is what is open"),
            self.due.proof("date_terms_due", "开票日加账期等于到期日", "the date plus the terms is the due date"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Amounts in cents may differ by a cent after a multiplication.
fn near(tally: &mut Tally, number: u64, stated: Amount, found: Amount) {
    let is_near = (stated - found).abs().parts() <= CENT;
    tally.note(number, "amount", stated, if is_near { stated } else { found });
}
