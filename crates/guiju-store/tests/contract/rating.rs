//! Ratings: with their customers, by month, and counted by state, each within a scope.

use guiju_store::{NewRating, RatingState};
use guiju_testkit::{Company, amount};
use guiju_types::{RecordId, RunId, Scope};

use crate::on_each;
use crate::run::new_run;

const ALL: Scope = Scope::Company;

pub(crate) fn new_rating(customer: RecordId, class: Option<&str>, total: Option<&str>) -> NewRating {
    NewRating {
        customer,
        class: class.map(str::to_owned),
        state: if class.is_some() { RatingState::Rated } else { RatingState::NotRated },
        total: total.map(amount),
        basis_percent: if total.is_some() { 100 } else { 40 },
        proposal: (class == Some("D")).then(|| "pay_before_release".to_owned()),
        missing_json: "[]".to_owned(),
        components_json: "[]".to_owned(),
    }
}

pub(crate) fn save(company: &Company, month: &str, ratings: &[NewRating]) -> RunId {
    company.write(|write| {
        let run = write.save_run(&new_run(month, "digest"))?;
        write.save_ratings(run, ratings)?;
        Ok(run)
    })
}

struct Rated {
    run: RunId,
    north: RecordId,
    bob: RecordId,
    customers: Vec<RecordId>,
}

/// Five customers: two of the north (Ann), three of the south (Bob).
fn rated(company: &Company) -> Rated {
    let (north, south) = (company.branch("N"), company.branch("S"));
    let (ann, bob) = (company.person("A", north), company.person("B", south));
    let places = [("C1", north, ann), ("C2", north, ann), ("C3", south, bob), ("C4", south, bob), ("C5", south, bob)];
    let customers: Vec<RecordId> = places.iter().map(|(code, branch, person)| company.customer(code, *branch, *person)).collect();
    let given = [(Some("A"), Some("85")), (Some("D"), Some("20")), (Some("VIP"), Some("95")), (None, None), (Some("A"), Some("85"))];
    let ratings: Vec<_> = customers.iter().zip(given).map(|(customer, (class, total))| new_rating(*customer, class, total)).collect();
    Rated { run: save(company, "2026-10", &ratings), north, bob, customers }
}

#[test]
fn a_scope_sees_only_its_customers_ratings() {
    on_each(|company, _| {
        let rated = rated(company);
        let scope = Scope::Units { units: vec![rated.north] };
        let mut streamed = Vec::new();
        company
            .store
            .ratings_of_run(&scope, rated.run, &mut |rating| {
                streamed.push(rating.customer);
                Ok(())
            })
            .unwrap();
        assert_eq!(streamed, rated.customers[..2]);
        assert_eq!(company.store.rating(&scope, rated.run, rated.customers[2]).unwrap(), None);
        assert_eq!(company.store.ratings_of(&scope, "credit", rated.customers[2]).unwrap(), []);
        let counted = |scope: &Scope| company.store.rating_states(scope, rated.run).unwrap().iter().map(|row| row.count).sum::<u64>();
        assert_eq!((counted(&scope), counted(&Scope::Own { person: rated.bob }), counted(&ALL)), (2, 3, 5));
    });
}

#[test]
fn a_rating_carries_its_customer_as_it_is_now() {
    on_each(|company, _| {
        let rated = rated(company);
        let customer = rated.customers[1];
        let rating = company.store.rating(&ALL, rated.run, customer).unwrap().unwrap();
        assert_eq!((rating.customer_key.as_str(), rating.customer_name.as_str(), rating.branch), ("C2", "C2 company", Some(rated.north)));
        assert_eq!((rating.class.as_deref(), rating.total, rating.month.to_string().as_str()), (Some("D"), Some(amount("20")), "2026-10"));
        let later = save(company, "2027-01", &[new_rating(customer, Some("C"), Some("50"))]);
        let again = save(company, "2026-10", &[new_rating(customer, Some("C"), Some("51"))]);
        let history = company.store.ratings_of(&ALL, "credit", customer).unwrap();
        assert_eq!(history.iter().map(|rating| rating.run).collect::<Vec<_>>(), [later, again], "of each month the latest run");
        company.write(|write| write.withdraw_run(again, "rated too early"));
        let history = company.store.ratings_of(&ALL, "credit", customer).unwrap();
        assert_eq!(
            history.iter().map(|rating| rating.run).collect::<Vec<_>>(),
            [later, rated.run],
            "one that was taken back does not count"
        );
        let states = company.store.rating_states(&ALL, rated.run).unwrap();
        let states: Vec<_> = states.iter().map(|row| (row.state, row.count)).collect();
        assert_eq!(states, [(RatingState::NotRated, 1), (RatingState::Rated, 4)]);
    });
}
