//! Who a customer is: its name, branch, salesperson and terms, how much it ships, and how it behaves.

use super::organisation::{BRANCHES, Branch, GROUP_STYLE, salespeople_of};
use crate::behaviours::{Behaviour, Conduct, Life, Moment, behaviour_of};
use crate::calendar::{Calendar, Day};
use crate::company::Company;
use crate::random::Random;
use crate::words::{CompanyName, company_name, internal_name};

/// How a customer settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    Cash,
    PerJob,
    Monthly,
    Days30,
    Days60,
    Days90,
}

impl Term {
    /// The name in the record's enumeration.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::PerJob => "per_job",
            Self::Monthly => "monthly",
            Self::Days30 => "days_30",
            Self::Days60 => "days_60",
            Self::Days90 => "days_90",
        }
    }

    /// The days of credit that the record states.
    pub(crate) fn credit_days(self) -> i32 {
        match self {
            Self::Cash => 0,
            Self::PerJob => 7,
            Self::Monthly | Self::Days30 => 30,
            Self::Days60 => 60,
            Self::Days90 => 90,
        }
    }

    /// When a charge of a day is due; a monthly settlement is due at the end of the following month.
    pub(crate) fn due(self, charged: Day, calendar: &Calendar) -> Day {
        match self {
            Self::Monthly => calendar.month_end(calendar.month_of(charged) + 1),
            Self::Cash | Self::PerJob | Self::Days30 | Self::Days60 | Self::Days90 => charged + self.credit_days(),
        }
    }

    /// Charges whose due dates fall into one run of so many days are paid together.
    pub(crate) fn payment_run_days(self) -> i32 {
        match self {
            Self::Cash => 1,
            Self::PerJob => 7,
            Self::Monthly | Self::Days30 | Self::Days60 | Self::Days90 => 15,
        }
    }
}

/// A customer.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    /// From 0.
    pub(crate) number: u32,
    pub(crate) behaviour: Behaviour,
    pub(crate) life: Life,
    phase: i8,
    pub(crate) name: CompanyName,
    /// Its place in [`BRANCHES`].
    pub(crate) branch: u16,
    /// The salesperson's number.
    pub(crate) salesperson: u16,
    pub(crate) term: Term,
    /// In whole renminbi.
    pub(crate) registered_capital: i64,
    pub(crate) phone: String,
    pub(crate) admitted: Day,
    /// Orders in a usual month, in thousandths.
    pub(crate) usual_orders: i64,
    /// The usual charges of an order, in whole renminbi.
    pub(crate) usual_charges: i64,
    /// The usual gross profit in thousandths of the charges.
    pub(crate) margin: i64,
    pub(crate) pays_dollars: bool,
    /// By how many thousandths it pays less in time than its behaviour says.
    laxity: u32,
}

/// Charges of a usual month in whole renminbi at 0, 5 … 100 % of the customers: log-normal around 45,000.
const MONTHLY_CHARGES: [i64; 21] = [
    6_000, 12_100, 16_100, 19_600, 22_900, 26_200, 29_600, 33_100, 36_800, 40_700, 45_000, 49_800, 55_100, 61_200, 68_400, 77_200, 88_300,
    103_000, 125_500, 167_800, 360_000,
];
const CAPITALS: [i64; 8] = [500_000, 1_000_000, 1_000_000, 2_000_000, 3_000_000, 5_000_000, 10_000_000, 20_000_000];
const TERMS: [(Term, u64); 6] =
    [(Term::Cash, 8), (Term::PerJob, 15), (Term::Monthly, 32), (Term::Days30, 25), (Term::Days60, 15), (Term::Days90, 5)];

impl Profile {
    /// The customer with a number.
    pub(crate) fn new(company: &Company, number: u32) -> Self {
        let mut random = Random::at(company.seed, 0x4355, u64::from(number));
        let random = &mut random;
        let behaviour = behaviour_of(company.seed, number);
        let life = behaviour.life(i32::try_from(company.calendar.months()).unwrap_or(i32::MAX), random);
        let branch = random.weighted(&BRANCHES.map(|branch| u64::from(branch.salespeople)));
        let place = BRANCHES.get(branch).copied().unwrap_or(BRANCHES[0]);
        let (first, count) = salespeople_of(branch);
        let monthly_charges = random.pick_quantile(&MONTHLY_CHARGES);
        let usual_charges = charges_of_an_order(monthly_charges) * random.between(80, 125) / 100;
        let term = TERMS.get(random.weighted(&TERMS.map(|(_, weight)| weight))).map_or(Term::Days30, |(term, _)| *term);
        Self {
            number,
            behaviour,
            life,
            phase: i8::try_from(random.between(0, 3)).unwrap_or(0),
            name: name_of(behaviour, number, company.seed, &place),
            branch: u16::try_from(branch).unwrap_or(0),
            salesperson: first + u16::try_from(random.below(u64::from(count))).unwrap_or(0),
            term: if behaviour == Behaviour::Vanishing { Term::Days60 } else { term },
            registered_capital: random.pick(&CAPITALS),
            phone: format!("{}-5550{:04}", place.area_code, random.below(10_000)),
            admitted: admitted(life, &company.calendar, random),
            usual_orders: monthly_charges * 1000 / usual_charges.max(1),
            usual_charges,
            margin: random.between(60, 155),
            pays_dollars: random.per_mille(220),
            laxity: place.laxity + u32::try_from(random.between(0, 40)).unwrap_or(0),
        }
    }

    /// What the customer does in the month at an offset.
    pub(crate) fn conduct(&self, offset: u32, calendar: &Calendar) -> Conduct {
        let month = i32::try_from(offset).unwrap_or(i32::MAX);
        let conduct = self.behaviour.conduct(Moment {
            since_turn: month.saturating_sub(self.life.turn),
            month_of_year: calendar.month(offset).month_of_year(),
            phase: self.phase,
        });
        let activity = if month < self.life.first { 0 } else { conduct.activity };
        Conduct { activity, on_time: conduct.on_time.saturating_sub(self.laxity), ..conduct }
    }

    /// The branch.
    pub(crate) fn branch(&self) -> Branch {
        BRANCHES.get(usize::from(self.branch)).copied().unwrap_or(BRANCHES[0])
    }

    /// Whether it is a company of the group.
    pub(crate) fn is_internal(&self) -> bool {
        self.behaviour == Behaviour::Internal
    }

    /// The record's key.
    pub(crate) fn code(&self, customers: u32) -> String {
        let width = if customers > 99_999 { 7 } else { 5 };
        format!("C{:0width$}", self.number + 1)
    }
}

/// Large customers ship more often *and* more at a time: the charges of an order grow with the square root.
fn charges_of_an_order(monthly_charges: i64) -> i64 {
    let root = monthly_charges.max(0).unsigned_abs().isqrt();
    100 * i64::try_from(root).unwrap_or(0)
}

fn name_of(behaviour: Behaviour, number: u32, seed: u64, branch: &Branch) -> CompanyName {
    if behaviour == Behaviour::Internal {
        internal_name(u64::from(number), GROUP_STYLE, branch.town)
    } else {
        company_name(u64::from(number), seed, &branch.places)
    }
}

/// A customer who ships from the first month on was admitted in the years before it.
fn admitted(life: Life, calendar: &Calendar, random: &mut Random) -> Day {
    let first_day = calendar.month_start(u32::try_from(life.first).unwrap_or(0));
    if life.first == 0 { first_day - random.days(5, 3000) } else { first_day - random.days(3, 25) }
}

/// Every profile of a company, one after another.
pub(crate) fn profiles(company: &Company) -> impl Iterator<Item = Profile> + '_ {
    (0..company.customers).map(|number| Profile::new(company, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DemoOptions;

    fn company(customers: u32) -> Company {
        Company::new(&DemoOptions { customers, ..DemoOptions::default() })
    }

    #[test]
    fn monthly_charges_lie_around_the_forwarders_usual_size() {
        let company = company(2000);
        let mut monthly: Vec<i64> = profiles(&company).map(|profile| profile.usual_orders * profile.usual_charges / 1000).collect();
        monthly.sort_unstable();
        assert!((38_000..52_000).contains(&monthly[1000]), "median {}", monthly[1000]);
        let orders: i64 = profiles(&company).map(|profile| profile.usual_orders).sum::<i64>() / 2000;
        assert!((1800..3200).contains(&orders), "{orders} thousandths of an order a month");
    }

    #[test]
    fn a_monthly_settlement_is_due_at_the_end_of_the_following_month() {
        let calendar = Calendar::new("2026-09".parse().unwrap(), 2);
        let charged = calendar.month_start(0) + 4;
        assert_eq!(Term::Monthly.due(charged, &calendar), calendar.month_end(1));
        assert_eq!(Term::Days60.due(charged, &calendar), charged + 60);
    }

    #[test]
    fn every_branch_has_customers_and_a_salesperson_belongs_to_the_customers_branch() {
        let company = company(500);
        let people = super::super::people(7);
        let mut seen = [0; 8];
        for profile in profiles(&company) {
            seen[usize::from(profile.branch)] += 1;
            assert_eq!(people[usize::from(profile.salesperson)].unit, profile.branch().code);
        }
        assert!(seen.iter().all(|count| *count > 15), "{seen:?}");
    }
}
