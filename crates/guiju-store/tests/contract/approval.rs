//! Proposals: decided once, by a person.

use guiju_store::RatingQuery;
use guiju_types::{RecordId, Scope};

use crate::rating::{new_rating, save};
use crate::{on_each, refusal};

#[test]
fn a_proposal_is_decided_once() {
    on_each(|company, _| {
        let (late, good) = (company.plain_customer("C1"), company.plain_customer("C2"));
        let run = save(company, "2026-10", &[new_rating(late, Some("D"), Some("10")), new_rating(good, Some("A"), Some("90"))]);
        let decide = |customer, is_approved| company.try_write(|write| write.approve_proposal(run, customer, is_approved, "agreed"));
        decide(late, true).unwrap();
        assert_eq!(company.store.rating(&Scope::Company, run, late).unwrap().unwrap().is_approved, Some(true));
        let open = RatingQuery { only_open_proposals: true, ..RatingQuery::new(run) };
        assert_eq!(company.store.ratings(&Scope::Company, &open).unwrap().items, []);
        assert_eq!(refusal(decide(late, false)), format!("the proposal for customer {late} in run {run} was decided before"));
        assert_eq!(refusal(decide(good, true)), format!("the rating of customer {good} in run {run} proposes nothing"));
        assert_eq!(refusal(decide(RecordId(99), true)), format!("run {run} has no rating of customer 99"));
    });
}
