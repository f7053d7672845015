//! What can be done with a company, one operation per file; the command line and the server call the same ones.

mod ageing;
mod case_totals;
mod changes_since;
mod class_limits;
mod class_trend;
mod customer_facts;
mod decision_tables;
mod explain_rating;
mod find_customer;
mod impact;
mod judgement;
mod month_bounds;
mod month_facts;
mod overview;
mod overview_select;
mod rate_month;
mod rulings;
mod scope_of_role;
mod verify_ratings;
mod withdraw_run;

pub use ageing::{AgeingBucket, AgeingCurrency, AgeingItem, AgeingKey, AgeingReport, AgeingRequest, AgeingRow, read_ageing};
pub use case_totals::{CaseFacts, CaseTotals, Counted, RecordFact, case_totals};
pub use changes_since::changes_since;
pub use class_limits::{ClassLimit, class_limits};
pub use class_trend::{TrendFilter, TrendMonth, class_trend};
pub use customer_facts::{CustomerFacts, Known, KnownRecord, customer_facts};
pub use decision_tables::{ReadableDecision, ReadableRule, ReadableTable, decision_tables};
pub use explain_rating::{
    ExplainedChange, ExplainedComponent, ExplainedNext, ExplainedRecord, ExplainedTotal, RatingExplanation, explain_rating,
};
pub use find_customer::{CustomerName, find_customer};
pub use impact::{ClassChange, Impact, impact};
pub use judgement::{StoredComponent, StoredJudgement, StoredRule};
pub use month_bounds::check_month;
pub use overview::{
    ComponentBrief, CustomerFigures, Overview, OverviewQuery, OverviewRow, RatingBrief, RecordName, customer_figures, each_record,
    other_names, overview, record_names, referenced_kind,
};
pub use overview_select::{Movement, OverviewFilter, OverviewSort, ProposalState};
pub use rate_month::{MonthRating, RateMonth, RatedCustomer, rate_month};
pub use rulings::{
    AnswerProposals, AskClass, OpenOrder, Seen, answer_proposals, answer_rulings, ask_class, because, label_of_class, latest_rating,
    open_orders, revoke_ruling, rulings_that_set, set_by, withdraw_ruling,
};
pub use scope_of_role::scope_of_role;
pub use withdraw_run::withdraw_run;
