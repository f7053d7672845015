//! How a customer pays: which charges together, by when, in parts or not, and how the money is matched with them.

use super::{Claim, Stream};
use crate::calendar::{Day, Second};
use crate::facts::{Fact, Matching, Money, Tender};

impl Stream<'_> {
    /// Books what the customer will do about the claims: payment runs of claims in one currency that fall due together.
    pub(super) fn settle(&mut self, claims: &mut [Claim]) {
        let run_days = self.profile.term.payment_run_days();
        let run = |claim: &Claim| (claim.payable.tender, claim.due.div_euclid(run_days));
        claims.sort_by_key(|claim| (run(claim), claim.due, claim.charge));
        for together in claims.chunk_by(|one, other| run(one) == run(other)) {
            self.payment_run(together);
        }
        self.unexplained_receipt(claims);
    }

    fn payment_run(&mut self, claims: &[Claim]) {
        let (mut in_time, mut late) = (Vec::new(), Vec::new());
        for claim in claims {
            let conduct = self.conduct_at(claim.due);
            if self.random.per_mille(conduct.on_time) {
                in_time.push(*claim);
            } else if !self.random.per_mille(conduct.unpaid) {
                late.push(*claim);
            } else if let Some(days) = conduct.written_off_after {
                self.write_off(claim, days);
            }
        }
        self.pay_in_time(&in_time);
        self.pay_late(&late);
    }

    fn pay_in_time(&mut self, claims: &[Claim]) {
        let (Some(due), Some(charged)) = (claims.iter().map(|claim| claim.due).min(), claims.iter().map(|claim| claim.charged).max())
        else {
            return;
        };
        let planned = self.company.calendar.working_day_until(due - self.random.days(0, 4));
        self.pay(claims, planned.max(charged), due);
    }

    fn pay_late(&mut self, claims: &[Claim]) {
        let Some(due) = claims.iter().map(|claim| claim.due).max() else { return };
        let (least, most) = self.conduct_at(due).late_days;
        let day = self.company.calendar.working_day_from(due + self.random.days(least.max(1), most));
        self.pay(claims, day, due);
    }

    /// One receipt for all of the claims, or two where the customer pays in parts.
    fn pay(&mut self, claims: &[Claim], day: Day, due: Day) {
        let total: i64 = claims.iter().map(|claim| claim.payable.parts).sum();
        let conduct = self.conduct_at(due);
        let first =
            if self.random.per_mille(conduct.in_parts) { total / 10_000 * self.random.between(40, 80) / 100 * 10_000 } else { total };
        if first == 0 {
            return;
        }
        let mut open: Vec<Claim> = claims.to_vec();
        self.receive(&mut open, day, first);
        if first < total {
            let (least, most) = conduct.late_days;
            let later = self.company.calendar.working_day_from(day.max(due) + self.random.days(least.max(1), most.max(10)));
            self.receive(&mut open, later, total - first);
        }
    }

    /// Books a receipt and its allocations, the oldest claims first.
    fn receive(&mut self, open: &mut [Claim], day: Day, parts: i64) {
        let Some(tender) = open.first().map(|claim| claim.payable.tender) else { return };
        let receipt = self.receipts;
        self.receipts += 1;
        // Now and then a customer pays a round sum too much; the rest stays unallocated.
        let excess = if self.random.per_mille(12) { self.random.between(1, 8) * 5_000_000 } else { 0 };
        let known = self.receipt_known(day);
        let money = Money { tender, parts: parts + excess };
        self.book(day, known, Fact::Receipt { receipt, money, is_unexplained: false });
        let (matched, by_hand) = self.matched(known);
        let is_single = open.iter().filter(|claim| claim.payable.parts > 0).count() == 1;
        let mut left = parts;
        for claim in open.iter_mut().filter(|claim| claim.payable.parts > 0) {
            let share = claim.payable.parts.min(left);
            if share == 0 {
                break;
            }
            let method = match (by_hand, is_single) {
                (true, _) => Matching::Manual,
                (false, true) if share == parts && share == claim.payable.parts => Matching::ExactAmount,
                (false, true) => Matching::Reference,
                (false, false) => Matching::OldestFirst,
            };
            claim.payable.parts -= share;
            left -= share;
            let at = matched.max(claim.known + 300);
            self.book(day, at, Fact::Allocation { charge: claim.charge, receipt, money: Money { tender, parts: share }, method });
        }
    }

    /// The bank's statement is read in the afternoon, or on the next working morning.
    fn receipt_known(&mut self, day: Day) -> Second {
        if self.random.per_mille(750) {
            return self.within_hours(day, 16, 18);
        }
        let next = self.company.calendar.working_day_from(day + 1);
        self.within_hours(next, 9, 11)
    }

    /// When a receipt is matched with what it pays, and whether by hand: mostly within the hour, sometimes after weeks.
    fn matched(&mut self, known: Second) -> (Second, bool) {
        let days = match self.random.below(100) {
            0..72 => 0,
            72..92 => self.random.between(1, 2),
            92..99 => self.random.between(3, 12),
            _ => self.random.between(15, 40),
        };
        (known + days * 86_400 + 1800, days > 2)
    }

    fn write_off(&mut self, claim: &Claim, days: i32) {
        let day = self.company.calendar.working_day_from(claim.due + days);
        let at = self.within_hours(day, 10, 16);
        self.book(day, at, Fact::WriteOff { charge: claim.charge, money: claim.payable });
    }

    /// Money of which nobody knows yet what it pays.
    fn unexplained_receipt(&mut self, claims: &[Claim]) {
        let Some(claim) = claims.first() else { return };
        if !self.random.per_mille(4) {
            return;
        }
        let receipt = self.receipts;
        self.receipts += 1;
        let day = self.company.calendar.working_day_from(claim.charged + self.random.days(2, 25));
        let known = self.receipt_known(day);
        let money = Money { tender: Tender::Cny, parts: self.random.between(20, 300) * 1_000_000 };
        self.book(day, known, Fact::Receipt { receipt, money, is_unexplained: true });
    }
}
