//! Whether something besides the habit of files says that a reading is right.
//!
//! A reading is taken without a question where its headers or the file's own figures settle what the amounts are and which way they went,
//! and where there is no doubt. Each doubt is a function here; what it doubts is asked (`questions.rs`), never taken in silence.

use super::candidate::{Candidate, Column};
use super::decide::{held, same_money, speaks_against};
use super::evaluate::Evaluated;

/// A reading among the others of its sheet.
struct Case<'c, 'a> {
    reading: &'c Evaluated<'a>,
    all: &'c [Evaluated<'a>],
    columns: &'c [Column],
}

/// What may be wrong with a reading, each as a question to it.
const DOUBTS: [fn(&Case<'_, '_>) -> bool; 22] = [
    nothing_marks_the_kind,
    a_header_is_of_another_kind,
    a_gross_amount_stands_beside,
    the_title_names_another_kind,
    companies_are_not_read,
    a_payee_is_not_read,
    a_tax_may_be_within,
    party_or_date_are_guessed,
    nobody_paid,
    the_company_itself_is_among_the_payers,
    more_is_open_than_was_charged,
    nobody_owes_anything,
    an_amount_beside_is_broken,
    what_is_open_has_parts,
    a_cost_may_be_a_charge,
    an_open_amount_stands_beside,
    a_direction_is_not_read,
    a_word_is_told_by_the_other,
    empty_rows_beside_amounts,
    rows_come_back_beside_amounts,
    amounts_beside_records,
    another_kind_runs_on_as_well,
];

/// Whether a reading may be taken without a question.
pub(super) fn is_vouched(reading: &Evaluated<'_>, all: &[Evaluated<'_>], columns: &[Column]) -> bool {
    let case = Case { reading, all, columns };
    DOUBTS.iter().all(|doubt| !doubt(&case)) && (case.is_of_records() || (case.is_direction_settled() && case.are_amounts_settled()))
}

/// Whether something speaks against a reading that was right for an earlier file of these columns: what that one lacked, money that went
/// out or a word for it, this one has.
pub(super) fn has_more_than_before(reading: &Evaluated<'_>, all: &[Evaluated<'_>], columns: &[Column]) -> bool {
    let case = Case { reading, all, columns };
    let told_apart: [fn(&Case<'_, '_>) -> bool; 3] = [a_direction_is_not_read, empty_rows_beside_amounts, rows_come_back_beside_amounts];
    told_apart.iter().any(|doubt| doubt(&case))
}

impl<'c, 'a> Case<'c, 'a> {
    fn candidate(&self) -> &'c Candidate<'a> {
        &self.reading.candidate
    }

    fn has(&self, targets: &[&str]) -> bool {
        targets.iter().any(|target| self.candidate().has(target))
    }

    /// The columns that the reading does not use.
    fn unread(&self) -> impl Iterator<Item = &'c Column> {
        let candidate = self.candidate();
        self.columns.iter().filter(move |column| !candidate.takes(column.index))
    }

    /// Whether amounts stand in a column that no header explains and the reading does not use.
    fn has_unread_money(&self) -> bool {
        let is_money = |column: &Column| column.said.roles.is_empty() && column.profile.may_be_money() && column.profile.fractions > 0;
        self.unread().any(is_money)
    }

    fn of_other_kinds(&self) -> impl Iterator<Item = &'c Evaluated<'a>> {
        let kind = self.candidate().kind;
        self.all.iter().filter(move |other| other.candidate.kind.name != kind.name)
    }

    /// The other readings of the kind that come to other money.
    fn others(&self) -> impl Iterator<Item = &'c Evaluated<'a>> {
        let reading = self.reading;
        let is_other = move |other: &&Evaluated<'_>| {
            !std::ptr::eq(*other, reading) && other.candidate.kind.name == reading.candidate.kind.name && !same_money(other, reading)
        };
        self.all.iter().filter(is_other)
    }

    /// Whether rows give records and no money.
    fn is_of_records(&self) -> bool {
        self.reading.money.lines.is_empty() && self.reading.refused < self.reading.read
    }

    /// A proof settles what is open where it holds for this reading but for single rows, and more often than for any other.
    fn settles(&self, code: &str) -> bool {
        let (yes, no) = held(self.reading, code);
        yes > 0 && yes >= no * 4 && self.others().all(|other| held(other, code).0 < yes)
    }

    fn is_direction_settled(&self) -> bool {
        let is_stated = || {
            let (yes, no) = held(self.reading, "stated");
            yes >= 2 && no == 0 && self.others().all(|other| held(other, "stated").1 > 0 || held(other, "stated").0 < yes)
        };
        !self.candidate().direction_open || self.settles("running_balance") || is_stated()
    }

    fn are_amounts_settled(&self) -> bool {
        let candidate = self.candidate();
        let by_word = candidate.amounts_by_word();
        let by_proof = || ["net_tax_gross", "document_base", "amount_paid_open", "totals"].iter().any(|code| self.settles(code));
        (by_word && (!candidate.amount_open || self.others().next().is_none()))
            || self.settles("running_balance")
            || (candidate.amount_open && by_word && by_proof())
    }
}

fn nothing_marks_the_kind(case: &Case<'_, '_>) -> bool {
    let marks = &case.candidate().kind.marks;
    let is_marked = marks.is_empty() || case.columns.iter().any(|column| column.said.roles.iter().any(|role| marks.contains(role)));
    !is_marked || case.reading.read == 0
}

fn a_header_is_of_another_kind(case: &Case<'_, '_>) -> bool {
    case.columns.iter().any(|column| speaks_against(case.candidate(), column))
}

fn a_gross_amount_stands_beside(case: &Case<'_, '_>) -> bool {
    case.reading.net_beside.is_some()
}

/// A book of the bank account and a ledger of debts have the same columns; the title tells them apart.
fn the_title_names_another_kind(case: &Case<'_, '_>) -> bool {
    let has_titled = || case.all.iter().any(|other| !other.is_titled_otherwise);
    case.reading.is_titled_otherwise && (case.candidate().has_flow() || has_titled())
}

/// Companies in a column that nobody explained, beside a party that stands above the table alone.
fn companies_are_not_read(case: &Case<'_, '_>) -> bool {
    let above = case.reading.recipe.constants.get("customer.name");
    let is_other = |column: &Column| column.profile.texts.keys().any(|name| Some(name) != above);
    // Beside a code alone the names that nobody explained are those of the codes.
    let is_by_code = case.has(&["customer.code"]);
    let has_companies = |column: &Column| {
        column.said.roles.is_empty()
            && (column.profile.companies > 1 || (column.profile.companies > 0 && (is_by_code || (above.is_some() && is_other(column)))))
    };
    let is_ledger = case.candidate().has_flow() && case.candidate().kind.makes_customers;
    is_ledger && !case.has(&["customer.name", "flow.payer"]) && case.columns.iter().any(has_companies)
}

/// Payments by one company, beside another column of companies: those who were paid. Which of the two the books are of, nothing says.
fn a_payee_is_not_read(case: &Case<'_, '_>) -> bool {
    let is_list = case.has(&["receipt.amount"]) && !case.has(&["charge.amount", "charge.open"]) && case.candidate().kind.makes_customers;
    is_list && case.unread().any(|column| column.said.roles.is_empty() && column.profile.companies > 0)
}

/// An amount beside a tax may be with it or without it; only the sum of both, a rate or a header tells.
fn a_tax_may_be_within(case: &Case<'_, '_>) -> bool {
    let candidate = case.candidate();
    let amount = candidate.column_of("charge.amount").and_then(|assigned| case.columns.get(assigned.column));
    let is_neutral = amount.is_some_and(|column| !column.said.roles.iter().any(|role| role == "gross" || role == "charge_amount"));
    candidate.has("check.tax") && !candidate.has("check.net") && is_neutral && !candidate.is_taxed
}

fn party_or_date_are_guessed(case: &Case<'_, '_>) -> bool {
    !case.candidate().party_by_word() || !case.candidate().date_is_plain(case.columns)
}

/// Money that came in from nobody, beside a column of names that may be those who paid.
fn nobody_paid(case: &Case<'_, '_>) -> bool {
    let kind = case.candidate().kind;
    let has_party = |other: &Evaluated<'_>| {
        other.candidate.kind.name == kind.name && !other.candidate.party_by_word() && !other.money.by_party.is_empty()
    };
    let brings_in = case.reading.money.lines.get("in").is_some_and(|line| line.rows > 0);
    let has_companies = |column: &Column| column.said.roles.is_empty() && column.profile.companies > 0;
    !kind.makes_customers
        && case.reading.money.by_party.is_empty()
        && (case.all.iter().any(has_party) || (brings_in && case.unread().any(has_companies)))
}

/// A list of payments whose payer is now the company itself, now another, is a statement.
fn the_company_itself_is_among_the_payers(case: &Case<'_, '_>) -> bool {
    let has_own_name = |other: &Evaluated<'_>| other.candidate.flow.own_name.is_some() && other.refused * 2 < other.read;
    !case.candidate().has_flow() && case.candidate().kind.makes_customers && case.all.iter().any(has_own_name)
}

fn more_is_open_than_was_charged(case: &Case<'_, '_>) -> bool {
    case.reading.beyond * 2 > case.reading.read
}

/// A list of debts of which every one is below zero is no list of debts: a balance of the bank is below zero where it is overdrawn.
fn nobody_owes_anything(case: &Case<'_, '_>) -> bool {
    case.candidate().kind.replaces && case.reading.below > 0 && case.reading.below == case.reading.read
}

/// A cell that is no amount (`#REF!`, `12.3.4`) in a column of amounts that is not read: read, its row would come back.
fn an_amount_beside_is_broken(case: &Case<'_, '_>) -> bool {
    !case.is_of_records() && case.unread().any(|column| column.profile.broken > 0 && column.profile.may_be_money())
}

/// Amounts that nobody explained, none above what is open, paid or owed to a vendor: then that may be what was charged, and one of these
/// what is left of it.
fn what_is_open_has_parts(case: &Case<'_, '_>) -> bool {
    case.reading.has_parts
}

/// 应付款: what we are to pay, or what the customer is.
fn a_cost_may_be_a_charge(case: &Case<'_, '_>) -> bool {
    let cost = case.candidate().column_of("cost.amount").and_then(|assigned| case.columns.get(assigned.column));
    let says_charge = |column: &Column| column.said.roles.iter().any(|role| role == "charge_amount");
    cost.is_some_and(says_charge) && !case.has(&["cost.vendor"])
}

/// Another kind explains two more columns: what is open, and the same in the books' own currency.
fn an_open_amount_stands_beside(case: &Case<'_, '_>) -> bool {
    let has_pair = |other: &Evaluated<'_>| other.candidate.has("check.base_open") && other.refused * 2 < other.read;
    !case.has(&["charge.open"]) && case.has(&["charge.amount"]) && case.of_other_kinds().any(has_pair)
}

/// A column that says which way money went, and a reading that takes all rows for one.
fn a_direction_is_not_read(case: &Case<'_, '_>) -> bool {
    let says_out = !case.candidate().has_flow() && case.unread().any(|column| column.profile.says_out);
    let says_both = !case.has(&["flow.direction", "flow.in"]) && case.unread().any(|column| column.profile.says_both_directions);
    says_out || says_both
}

/// Two words for the direction, of which the balances speak of one alone.
fn a_word_is_told_by_the_other(case: &Case<'_, '_>) -> bool {
    case.candidate().is_told_by_other
}

/// Rows without an amount, beside a column of amounts that nobody explained: what it holds is not nothing.
fn empty_rows_beside_amounts(case: &Case<'_, '_>) -> bool {
    let neither = case.reading.money.lines.get("neither");
    let is_empty = |line: &&crate::import::money::Line| line.rows > 0 && line.sum.values().all(|sum| sum.is_zero());
    let may_be_money = |column: &Column| column.said.roles.is_empty() && column.profile.may_be_money();
    neither
        .filter(is_empty)
        .is_some_and(|line| case.has_unread_money() || (line.rows == case.reading.read && case.unread().any(may_be_money)))
}

/// Many rows come back, beside amounts that are not read: they may be those of these rows.
fn rows_come_back_beside_amounts(case: &Case<'_, '_>) -> bool {
    let is_money = |column: &Column| column.profile.may_be_money() && column.profile.fractions > 0;
    case.reading.refused * 5 > case.reading.read && case.unread().any(is_money)
}

/// Records alone, and amounts beside them that another kind of file would read.
fn amounts_beside_records(case: &Case<'_, '_>) -> bool {
    let reads_money = |other: &Evaluated<'_>| !other.money.lines.is_empty() && other.refused * 2 < other.read;
    let may_be_money = |column: &Column| column.profile.may_be_money() && (column.said.roles.is_empty() || column.profile.fractions > 0);
    case.is_of_records() && case.unread().any(may_be_money) && case.of_other_kinds().any(reads_money)
}

/// Columns found by a balance that runs on: another kind of file may have found them as well, a ledger beside a statement.
fn another_kind_runs_on_as_well(case: &Case<'_, '_>) -> bool {
    let own = held(case.reading, "running_balance").0.max(1);
    let is_found = case.candidate().has_flow() && !case.candidate().amounts_by_word();
    is_found && case.of_other_kinds().any(|other| other.refused * 2 < other.read && held(other, "running_balance").0 >= own)
}
