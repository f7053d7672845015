//! Ratings: lists with their customers, history, structure and movements, each within a scope.

use guiju_store::{NewOverride, NewRating, Rating, RatingQuery, RatingSort, RatingState};
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

fn keys(ratings: &[Rating]) -> Vec<&str> {
    ratings.iter().map(|rating| rating.customer_key.as_str()).collect()
}

/// Reads a list page by page.
fn all_pages(company: &Company, scope: &Scope, mut query: RatingQuery) -> Vec<Rating> {
    let mut seen = Vec::new();
    loop {
        let page = company.store.ratings(scope, &query).unwrap();
        assert!(seen.len() < 100, "the pages do not end");
        seen.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next.to_string().parse().unwrap()),
            None => return seen,
        }
    }
}

#[test]
fn a_list_is_sorted_by_each_column_and_paged_over_ties() {
    on_each(|company, database| {
        let rated = rated(company);
        let check = |sort: RatingSort, is_descending: bool, expected: [&str; 5]| {
            for limit in 1..=5 {
                let class_order = ["VIP", "A", "B", "C", "D"].map(str::to_owned).to_vec();
                let query = RatingQuery { sort, is_descending, limit, class_order, ..RatingQuery::new(rated.run) };
                let seen = all_pages(company, &ALL, query);
                assert_eq!(keys(&seen), expected, "{} {sort:?} {is_descending} {limit}", database.name);
            }
        };
        check(RatingSort::Key, false, ["C1", "C2", "C3", "C4", "C5"]);
        check(RatingSort::Name, true, ["C5", "C4", "C3", "C2", "C1"]);
        check(RatingSort::Class, false, ["C3", "C1", "C5", "C2", "C4"]);
        check(RatingSort::Total, false, ["C2", "C1", "C5", "C3", "C4"]);
        check(RatingSort::Total, true, ["C3", "C5", "C1", "C2", "C4"]);
        check(RatingSort::Branch, true, ["C5", "C4", "C3", "C2", "C1"]);
        check(RatingSort::Salesperson, false, ["C1", "C2", "C3", "C4", "C5"]);
        check(RatingSort::BasisPercent, false, ["C4", "C1", "C2", "C3", "C5"]);
    });
}

#[test]
fn a_list_is_filtered_and_counted() {
    on_each(|company, _| {
        let rated = rated(company);
        let check = |query: RatingQuery, expected: &[&str]| {
            let page = company.store.ratings(&ALL, &RatingQuery { with_total: true, ..query }).unwrap();
            assert_eq!(keys(&page.items), expected);
            assert_eq!(page.total, Some(expected.len() as u64));
        };
        let all = || RatingQuery::new(rated.run);
        check(RatingQuery { classes: vec!["A".to_owned(), "D".to_owned()], ..all() }, &["C1", "C2", "C5"]);
        check(RatingQuery { states: vec![RatingState::NotRated], ..all() }, &["C4"]);
        check(RatingQuery { branch: Some(rated.north), ..all() }, &["C1", "C2"]);
        check(RatingQuery { salesperson: Some(rated.bob), ..all() }, &["C3", "C4", "C5"]);
        check(RatingQuery { search: Some("c3 COMP".to_owned()), ..all() }, &["C3"]);
        check(RatingQuery { search: Some("%".to_owned()), ..all() }, &[]);
        check(RatingQuery { only_open_proposals: true, ..all() }, &["C2"]);
        check(RatingQuery::new(RunId(99)), &[]);
    });
}

#[test]
fn a_scope_sees_only_its_customers_ratings() {
    on_each(|company, _| {
        let rated = rated(company);
        let scope = Scope::Units { units: vec![rated.north] };
        let page = company.store.ratings(&scope, &RatingQuery { with_total: true, ..RatingQuery::new(rated.run) }).unwrap();
        assert_eq!((keys(&page.items), page.total), (vec!["C1", "C2"], Some(2)));
        let mut streamed = Vec::new();
        company
            .store
            .ratings_of_run(&scope, rated.run, &mut |rating| {
                streamed.push(rating.customer);
                Ok(())
            })
            .unwrap();
        assert_eq!(streamed, rated.customers[..2]);
        let asked = company.store.ratings_of_customers(&scope, rated.run, &rated.customers).unwrap();
        assert_eq!(keys(&asked), ["C1", "C2"]);
        assert_eq!(company.store.rating(&scope, rated.run, rated.customers[2]).unwrap(), None);
        assert_eq!(company.store.ratings_of(&scope, "credit", rated.customers[2]).unwrap(), []);
        assert_eq!(company.store.structure(&scope, rated.run).unwrap().iter().map(|row| row.count).sum::<u64>(), 2);
        assert_eq!(company.store.migration(&scope, rated.run, rated.run).unwrap().iter().map(|row| row.count).sum::<u64>(), 2);
        let own = Scope::Own { person: rated.bob };
        assert_eq!(company.store.ratings(&own, &RatingQuery::new(rated.run)).unwrap().items.len(), 3);
    });
}

#[test]
fn a_rating_carries_its_customer_and_its_override() {
    on_each(|company, _| {
        let rated = rated(company);
        let customer = rated.customers[1];
        let manual = NewOverride {
            customer,
            appraisal: "credit".to_owned(),
            class: "B".to_owned(),
            reason: "guaranteed by the group".to_owned(),
            from: "2026-10".parse().unwrap(),
            until: "2026-12".parse().unwrap(),
        };
        company.write(|write| write.put_override(&manual));
        let rating = company.store.rating(&ALL, rated.run, customer).unwrap().unwrap();
        assert_eq!((rating.customer_key.as_str(), rating.customer_name.as_str(), rating.branch), ("C2", "C2 company", Some(rated.north)));
        assert_eq!((rating.class.as_deref(), rating.total, rating.month.to_string().as_str()), (Some("D"), Some(amount("20")), "2026-10"));
        assert_eq!(rating.manual.map(|manual| manual.class), Some("B".to_owned()));
        let later = save(company, "2027-01", &[new_rating(customer, Some("C"), Some("50"))]);
        assert_eq!(company.store.rating(&ALL, later, customer).unwrap().unwrap().manual, None, "it expired");
        let again = save(company, "2026-10", &[new_rating(customer, Some("C"), Some("51"))]);
        let history = company.store.ratings_of(&ALL, "credit", customer).unwrap();
        assert_eq!(history.iter().map(|rating| rating.run).collect::<Vec<_>>(), [later, again], "of each month the latest run");
    });
}

#[test]
fn structure_and_movements_count_every_customer_once() {
    on_each(|company, _| {
        let rated = rated(company);
        let customers = &rated.customers;
        let counts = company.store.structure(&ALL, rated.run).unwrap();
        let counts: Vec<_> = counts.iter().map(|row| (row.class.as_deref(), row.state, row.count)).collect();
        let rated_state = RatingState::Rated;
        assert_eq!(
            counts,
            [(Some("A"), rated_state, 2), (Some("D"), rated_state, 1), (Some("VIP"), rated_state, 1), (None, RatingState::NotRated, 1)]
        );
        let newcomer = company.plain_customer("C6");
        let second = save(
            company,
            "2026-11",
            &[
                new_rating(customers[0], Some("B"), Some("70")),
                new_rating(customers[4], Some("B"), Some("70")),
                new_rating(customers[2], Some("VIP"), Some("99")),
                new_rating(newcomer, Some("A"), Some("80")),
            ],
        );
        let moves = company.store.migration(&ALL, rated.run, second).unwrap();
        let moves: Vec<_> = moves.iter().map(|row| (row.from.as_deref(), row.to.as_deref(), row.count)).collect();
        assert_eq!(
            moves,
            [(Some("A"), Some("B"), 2), (Some("D"), None, 1), (Some("VIP"), Some("VIP"), 1), (None, Some("A"), 1), (None, None, 1),]
        );
    });
}
