//! The demo company through the command line: made, rated, verified, explained, aged.

use crate::desk::Desk;

#[test]
fn a_demo_is_rated_the_same_twice_verified_and_explained_to_the_entries() {
    let desk = Desk::new();
    let made = desk.json("demo {}/demo --customers 120 --months 16 --seed 7 --rated-months 0");
    assert_eq!(made["customers"], 120);
    assert_eq!(made["last_month"], "2026-10");

    let rate = "rate --company {}/demo --month 2026-10 --known-at 2026-11-10T00:00:00Z --verify --list 0";
    let first = desk.json(rate);
    let second = desk.json(rate);
    assert_eq!(first["digest"], second["digest"]);
    assert_eq!(first["ratings"], second["ratings"]);
    assert_eq!(first["verified"], 120);
    let counted = |key: &str| first[key].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>();
    let subjects =
        first["rated"].as_u64().unwrap() + counted("not_rated") + first["activity"].as_u64().unwrap() + first["internal"].as_u64().unwrap();
    assert_eq!(subjects, 120);
    assert!(first["rated"].as_u64().unwrap() > 60, "{first}");

    for rating in first["ratings"].as_array().unwrap() {
        let code = rating["customer"].as_str().unwrap();
        let why = desk.json(&format!("explain rating {code} --company {{}}/demo --month 2026-10"));
        assert_eq!(why["class"], rating["class"], "{code}");
        assert_eq!(why["total"], rating["total"], "{code}");
        if rating["state"] == "rated" {
            check_points(code, &why);
        }
    }
}

/// The points add up to the total, and a measure that is known rests on entries or says that there were none.
fn check_points(code: &str, why: &serde_json::Value) {
    let number = |value: &serde_json::Value| value.as_str().unwrap().parse::<f64>().unwrap();
    let components = why["components"].as_array().unwrap();
    let points: f64 =
        components.iter().filter(|component| component["points"].is_string()).map(|component| number(&component["points"])).sum();
    assert!((points - number(&why["total"])).abs() < 0.001, "{code}: {points} is not {}", why["total"]);
    for component in components {
        assert_eq!(component["missing"].is_null(), component["value"].is_string(), "{code}: {component}");
        let rows: u64 = component["totals"].as_array().unwrap().iter().map(|total| total["rows"].as_u64().unwrap()).sum();
        let listed: u64 =
            component["records"].as_array().unwrap().iter().map(|record| record["counted"].as_array().unwrap().len() as u64).sum();
        assert_eq!(rows, listed, "{code}: every row that counted is listed");
    }
}

#[test]
fn ageing_by_branch_adds_up_to_the_whole_and_to_its_items() {
    let desk = Desk::new();
    desk.json("demo {}/demo --customers 60 --months 12 --seed 3 --rated-months 0");
    let whole = desk.json("age --company {}/demo --as-of 2026-06-30 --buckets 0,30,60,90 --by branch,salesperson,customer --items 100000");
    let parts = |value: &serde_json::Value| value.as_str().unwrap().parse::<guiju_types::Amount>().unwrap();
    let rows = whole["rows"].as_array().unwrap();
    assert!(rows.len() > 20, "{rows:?}");
    assert_eq!(rows.iter().map(|row| parts(&row["total"])).sum::<guiju_types::Amount>(), parts(&whole["total"]));
    let items = whole["open_items"].as_array().unwrap();
    assert_eq!(items.len() as u64, whole["items"].as_u64().unwrap());
    assert_eq!(items.iter().map(|item| parts(&item["open_base"])).sum::<guiju_types::Amount>(), parts(&whole["total"]));
    let buckets = whole["buckets"].as_array().unwrap();
    assert_eq!(buckets.iter().map(|bucket| parts(&bucket["amount"])).sum::<guiju_types::Amount>(), parts(&whole["total"]));
    assert_eq!(buckets.len(), 5);

    // What was known on an earlier day is no more than what is known now.
    let known = desk.json("age --company {}/demo --as-of 2026-06-30 --known-at 2026-05-31T00:00:00Z --buckets 0,30,60,90");
    assert_ne!(known["total"], whole["total"]);
    assert_eq!(known["rests_on_asserted"], true);
    assert_eq!(desk.run("audit verify --company {}/demo").code, 0);
}
