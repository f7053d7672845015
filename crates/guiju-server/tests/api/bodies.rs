//! What the main endpoints say of the small demo company.

use crate::support::{MONTH, Server, steady};
use serde_json::{Value, json};

/// The body with its lists cut to so many items: one row shows the shape, all rows bury it.
fn first(mut body: Value, items: usize) -> String {
    fn cut(value: &mut Value, items: usize) {
        match value {
            Value::Array(list) => {
                list.truncate(items);
                list.iter_mut().for_each(|item| cut(item, items));
            }
            Value::Object(fields) => fields.values_mut().for_each(|field| cut(field, items)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    cut(&mut body, items);
    steady(body)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customers_by_what_is_overdue() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let listed = finance.get("/customers?sort=overdue&dir=desc&limit=1").await.good();
    insta::assert_snapshot!(first(listed, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_customer_with_what_it_owes() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let id = finance.get("/customers?sort=overdue&dir=desc&limit=1").await.good()["rows"][0]["id"].clone();
    insta::assert_snapshot!(first(finance.get(&format!("/customers/{id}")).await.good(), 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_months_structure() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    insta::assert_snapshot!(first(finance.get(&format!("/ratings/{MONTH}")).await.good(), 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ageing_by_branch() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let body = finance.get("/ageing?as_of=2026-09-30&buckets=0,30,60").await.good();
    insta::assert_snapshot!(first(body, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_entries_of_a_ledger() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let id = finance.get("/customers?sort=open&dir=desc&limit=1").await.good()["rows"][0]["id"].clone();
    insta::assert_snapshot!(first(finance.get(&format!("/customers/{id}/timeline?kinds=charge,allocation&limit=2")).await.good(), 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_of_the_matrix_is_the_list_behind_it() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let matrix = finance.get(&format!("/ratings/{MONTH}/matrix")).await.good();
    let cells = matrix["cells"].as_array().unwrap();
    assert!(!cells.is_empty());
    for cell in cells {
        let (from, to) = (cell["from"].as_str().unwrap(), cell["to"].as_str().unwrap());
        let listed = finance.get(&format!("/ratings/{MONTH}/customers?from_class={from}&class={to}&limit=1")).await.good();
        assert_eq!(listed["total"], cell["count"], "{from} to {to}");
    }
    let structure = finance.get(&format!("/ratings/{MONTH}")).await.good();
    for class in structure["classes"].as_array().unwrap() {
        let name = class["class"].as_str().unwrap();
        let listed = finance.get(&format!("/ratings/{MONTH}/customers?class={name}&limit=1")).await.good();
        assert_eq!(listed["total"], class["count"], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_list_hold_every_row_once_in_every_order() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    for order in ["sort=code", "sort=total&dir=desc", "sort=days_late_max&dir=desc", "sort=class", "sort=name&dir=desc", "sort=open"] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = finance.get(&format!("/customers?{order}&limit=7{after}")).await.good();
            seen.extend(page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((seen.len(), count), (48, 48), "{order}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_explanation_ends_in_its_records() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let rated = finance.get(&format!("/ratings/{MONTH}/customers?state=rated&limit=1")).await.good();
    let id = rated["rows"][0]["id"].clone();
    let explained = finance.get(&format!("/customers/{id}/ratings/{MONTH}")).await.good();
    assert_eq!(explained["class"], rated["rows"][0]["class"]);
    assert_eq!(explained["total"], rated["rows"][0]["total"]);
    for component in explained["components"].as_array().unwrap() {
        let measure = component["measure"].as_str().unwrap();
        for total in component["totals"].as_array().unwrap() {
            let name = total["name"].as_str().unwrap();
            let path = format!("/customers/{id}/ratings/{MONTH}/records?measure={measure}&total={name}&limit=500");
            let records = finance.get(&path).await.good();
            let counted = records["rows"].as_array().unwrap();
            // Money adds up to the total; months and counts are fewer than their rows.
            if total["value"].as_str().is_some_and(|value| value.contains('.')) {
                let amount = |value: &Value| value.as_str().unwrap().parse::<guiju_types::Amount>().unwrap();
                let sum: guiju_types::Amount = counted.iter().map(|row| amount(&row["counted"])).sum();
                assert_eq!(sum, amount(&total["value"]), "{name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_is_not_rated_says_so_and_rating_it_is_a_job() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    assert_eq!(finance.get("/ratings/2026-08").await.code(), (404, "not_yet_rated".to_owned()));
    let job = finance.finished(&finance.post("/ratings/2026-08", json!({})).await).await;
    assert_eq!((job["state"].clone(), job["result"]["kind"].clone()), (json!("done"), json!("rate")), "{job}");
    assert_eq!(job["result"]["subjects"], 48);
    assert_eq!(finance.get("/ratings/2026-08").await.good()["subjects"], 48);
    let other = server.as_demo("ningbo").await;
    assert_eq!(other.get(&format!("/jobs/{}", job["id"])).await.code(), (404, "not_found".to_owned()));
}
