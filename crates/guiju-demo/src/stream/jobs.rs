//! The orders of a month and what is charged, invoiced and spent for them.

use super::{Claim, Stream};
use crate::behaviours::Behaviour;
use crate::calendar::{Day, Second};
use crate::company::Term;
use crate::facts::{Fact, JobKind, JobNumber, JobStatus, Money, Tender};

/// How full a month is in the whole trade, in percent: little around the Spring Festival, much before Christmas.
const TRADE_SEASON: [u32; 12] = [92, 62, 98, 102, 104, 103, 105, 110, 112, 98, 104, 108];
/// From where the invoices of monthly settlements are numbered: one for all charges of a month.
const STATEMENTS: u32 = 500_000;
/// Which vendors do which part of a job, as numbers of [`crate::words`].
const SEA_CARRIERS: (i64, i64) = (0, 7);
const AIR_CARRIERS: (i64, i64) = (8, 10);
const RAIL_CARRIERS: (i64, i64) = (11, 11);
const LOCAL_VENDORS: (i64, i64) = (12, 35);

impl Stream<'_> {
    /// Books the orders of a month with their charges, invoices and costs; gives the charges to be paid.
    pub(super) fn month_of_jobs(&mut self, offset: u32) -> Vec<Claim> {
        let mut claims = Vec::new();
        let count = self.orders_in(offset);
        if count == 0 {
            return claims;
        }
        let mut days: Vec<Day> = (0..count).map(|_| self.order_day(offset)).collect();
        days.sort_unstable();
        for day in days {
            self.job(offset, day, &mut claims);
        }
        claims
    }

    fn orders_in(&mut self, offset: u32) -> i64 {
        let conduct = self.profile.conduct(offset, &self.company.calendar);
        let month = usize::try_from(self.company.calendar.month(offset).month_of_year() - 1).unwrap_or(0);
        let season = i64::from(TRADE_SEASON.get(month).copied().unwrap_or(100));
        let percent = i64::from(conduct.activity) * season / 100 * i64::from(self.company.activity_percent) / 100;
        let thousandths = self.profile.usual_orders * percent / 100 * self.random.between(70, 130) / 100;
        thousandths / 1000 + i64::from(self.random.between(0, 999) < thousandths % 1000)
    }

    /// Sales close their month by its 28th day.
    fn order_day(&mut self, offset: u32) -> Day {
        let start = self.company.calendar.month_start(offset);
        let day = self.company.calendar.working_day_from(start + self.random.days(0, 26));
        day.min(self.company.calendar.working_day_until(self.company.calendar.month_end(offset)))
    }

    fn job(&mut self, offset: u32, ordered: Day, claims: &mut Vec<Claim>) {
        let job = JobNumber { month: u16::try_from(offset).unwrap_or(u16::MAX), ordinal: self.orders };
        self.orders = self.orders.saturating_add(1);
        let kind = self.job_kind();
        let charged = self.charged_day(offset, ordered);
        let is_cancelled = self.random.per_mille(20);
        let status = match charged {
            _ if is_cancelled => JobStatus::Cancelled,
            day if day > self.company.calendar.end() - 12 => JobStatus::Open,
            _ => JobStatus::Completed,
        };
        let known = self.within_hours(ordered, 18, 21);
        self.book(ordered, known, Fact::Order { job, kind, status });
        if !is_cancelled {
            self.charge_job(job, kind, charged, claims);
        }
    }

    fn job_kind(&mut self) -> JobKind {
        match self.random.below(100) {
            0..64 => JobKind::SeaFullContainer,
            64..82 => JobKind::SeaShared,
            82..95 => JobKind::Air,
            _ => JobKind::Rail,
        }
    }

    /// Most jobs are charged in the month in which they are ordered, when the ship sails.
    fn charged_day(&mut self, offset: u32, ordered: Day) -> Day {
        let calendar = &self.company.calendar;
        let sails = calendar.working_day_from(ordered + self.random.days(1, 9));
        let closing = calendar.working_day_until(calendar.month_end(offset));
        if sails > closing && closing > ordered && self.random.per_mille(800) { closing } else { sails }
    }

    fn charge_job(&mut self, job: JobNumber, kind: JobKind, charged: Day, claims: &mut Vec<Claim>) {
        let size = match kind {
            JobKind::SeaFullContainer | JobKind::Rail => self.random.between(75, 140),
            JobKind::SeaShared => self.random.between(30, 90),
            JobKind::Air => self.random.between(60, 170),
        };
        let total = (self.profile.usual_charges * size / 100).max(300);
        let known = self.charge_known(charged);
        // Freight by sea and air is quoted in dollars to some, what is done on land always in renminbi.
        let freight_in_dollars = self.profile.pays_dollars && kind != JobKind::Rail;
        let freight = if freight_in_dollars { total * self.random.between(62, 80) / 100 } else { total };
        let month = self.company.calendar.month_of(charged).min(self.company.calendar.months().saturating_sub(1));
        let freight_money = if freight_in_dollars { self.company.rates.dollars(freight, month) } else { self.renminbi(freight) };
        claims.push(self.charge(job, 1, charged, known, freight_money));
        if freight_in_dollars {
            let local = self.renminbi(total - freight);
            claims.push(self.charge(job, 2, charged, known, local));
        }
        if self.profile.behaviour != Behaviour::Uncosted {
            self.costs(job, kind, charged, total, freight_in_dollars.then_some(month));
        }
    }

    /// Whole renminbi, now and then with fifty cents.
    fn renminbi(&mut self, units: i64) -> Money {
        let cents = if self.random.per_mille(300) { 5_000 } else { 0 };
        Money { tender: Tender::Cny, parts: units.max(1) * 10_000 + cents }
    }

    /// The evening of the day, or the next morning; the month's last charges before it closes.
    fn charge_known(&mut self, charged: Day) -> Second {
        let calendar = &self.company.calendar;
        let next = calendar.working_day_from(charged + 1);
        let is_late = self.random.per_mille(180) && calendar.month_of(next) == calendar.month_of(charged);
        if is_late { self.within_hours(next, 9, 12) } else { self.within_hours(charged, 18, 21) }
    }

    fn charge(&mut self, job: JobNumber, line: u8, charged: Day, known: Second, money: Money) -> Claim {
        let charge = self.next_charge();
        let due = self.profile.term.due(charged, &self.company.calendar);
        self.book(charged, known, Fact::Charge { charge, job, line, money, due });
        self.invoice(charge, charged, known, money);
        let payable = self.credit_note(charge, charged, known, money);
        Claim { charge, charged, known, due, payable }
    }

    fn invoice(&mut self, charge: u32, charged: Day, known: Second, money: Money) {
        let calendar = &self.company.calendar;
        if self.profile.term == Term::Monthly {
            let month = calendar.month_of(charged);
            let day = calendar.working_day_from(calendar.month_end(month) + 3);
            let at = self.within_hours(day, 14, 17);
            self.book(day, at, Fact::Invoice { charge, invoice: STATEMENTS + month, money });
            return;
        }
        let day = calendar.working_day_from(charged + self.random.days(0, 4));
        let invoice = self.invoices;
        self.invoices += 1;
        let at = self.within_hours(day, 14, 17).max(known + 600);
        self.book(day, at, Fact::Invoice { charge, invoice, money });
    }

    /// A few charges are corrected downwards; gives what is left to pay.
    fn credit_note(&mut self, charge: u32, charged: Day, known: Second, money: Money) -> Money {
        if !self.random.per_mille(14) {
            return money;
        }
        let parts = money.parts / 10_000 * self.random.between(3, 12) / 100 * 10_000;
        if parts == 0 {
            return money;
        }
        let day = self.company.calendar.working_day_from(charged + self.random.days(4, 20));
        let at = self.within_hours(day, 10, 17).max(known + 600);
        self.book(day, at, Fact::CreditNote { charge, money: Money { parts, ..money } });
        Money { parts: money.parts - parts, ..money }
    }

    /// What the job's vendors are paid. Costs belong to the day of the charges, so that a month's profit compares like with like;
    /// they are booked within days, and all before the month closes.
    fn costs(&mut self, job: JobNumber, kind: JobKind, charged: Day, total: i64, dollars_of: Option<u32>) {
        let margin = self.profile.margin + self.random.between(-35, 35) - if self.random.per_mille(20) { 160 } else { 0 };
        let all = total * (1000 - margin) / 1000;
        let has_local = self.random.per_mille(420);
        let local = if has_local { all * self.random.between(12, 30) / 100 } else { 0 };
        let carriers = match kind {
            JobKind::SeaFullContainer | JobKind::SeaShared => SEA_CARRIERS,
            JobKind::Air => AIR_CARRIERS,
            JobKind::Rail => RAIL_CARRIERS,
        };
        let carried = all - local;
        let rates = &self.company.rates;
        let money = dollars_of.map_or_else(|| self.renminbi(carried), |month| rates.dollars(carried, month));
        self.cost(job, charged, carriers, money);
        if has_local {
            let money = self.renminbi(local);
            self.cost(job, charged, LOCAL_VENDORS, money);
        }
    }

    fn cost(&mut self, job: JobNumber, charged: Day, vendors: (i64, i64), money: Money) {
        let calendar = &self.company.calendar;
        let closing = calendar.month_end(calendar.month_of(charged));
        let booked = (charged + self.random.days(0, 5)).min(closing);
        let vendor = u16::try_from(self.random.between(vendors.0, vendors.1)).unwrap_or(0);
        let at = self.within_hours(booked, 21, 23);
        self.book(charged, at, Fact::Cost { job, vendor, money });
    }
}
