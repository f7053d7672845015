//! The running balance: each balance is the one before, plus what came in, less what went out. It holds for rows from old to new or from
//! new to old, for each account of the file by itself, and proves direction and sign.

use std::collections::{BTreeMap, HashMap};

use guiju_types::Amount;

use super::{Proof, Tally};
use crate::import::drafts::Flow;

/// The balances of all accounts in both orders of rows.
#[derive(Debug, Default)]
pub(crate) struct RunningBalance {
    last: HashMap<u64, (Amount, Amount)>,
    /// From old to new.
    down: Tally,
    /// From new to old.
    up: Tally,
    first: Option<(Amount, Amount)>,
    latest: Option<(Amount, Amount)>,
    accounts: usize,
}

impl RunningBalance {
    pub(crate) fn row(&mut self, number: u64, flow: &Flow) {
        let change = flow.change();
        let Some(balance) = flow.balance else {
            self.last.remove(&flow.account);
            return;
        };
        if self.first.is_none() {
            self.first = Some((balance, change));
        }
        self.latest = Some((balance, change));
        match self.last.insert(flow.account, (balance, change)) {
            // Where nothing moved and nothing changed, nothing is proved.
            Some((before, before_change)) if before == balance && change.is_zero() && before_change.is_zero() => {}
            Some((before, before_change)) => {
                let wanted = before.checked_add(change).unwrap_or(before);
                self.down.note(number, "balance", balance, wanted);
                let wanted = balance.checked_add(before_change).unwrap_or(balance);
                self.up.note(number, "balance", before, wanted);
            }
            None => self.accounts += 1,
        }
    }

    /// A row was not read, or another block begins: the next balance follows from none.
    pub(crate) fn interrupt(&mut self) {
        self.last.clear();
    }

    pub(crate) fn proof(&self) -> Option<Proof> {
        let is_up = self.up.failed < self.down.failed;
        let tally = if is_up { &self.up } else { &self.down };
        let mut proof = tally.proof(
            "running_balance",
            "余额逐行相符：上一行余额加收入、减支出，等于本行余额",
            "each balance is the one before plus what came in, less what went out",
        )?;
        let mut found = BTreeMap::new();
        found.insert("order".to_owned(), if is_up { "newest first" } else { "oldest first" }.to_owned());
        if self.accounts == 1
            && let (Some(first), Some(last)) = (self.first, self.latest)
        {
            let (oldest, newest) = if is_up { (last, first) } else { (first, last) };
            found.insert("opening".to_owned(), (oldest.0 - oldest.1).to_string());
            found.insert("closing".to_owned(), newest.0.to_string());
        }
        proof.found = found;
        Some(proof)
    }
}
