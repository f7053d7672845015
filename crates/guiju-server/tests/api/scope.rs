//! A user of a branch sees the branch and nothing else, on every endpoint and export that the API description has.

use std::collections::BTreeSet;

use crate::support::{Answer, Client, MONTH, Server, workbook};
use axum::http::header;
use serde_json::Value;

/// Who somebody may not see: codes, names and ids of customers.
struct Foreign {
    words: BTreeSet<String>,
    ids: Vec<i64>,
}

/// Everything that an answer says, workbooks unpacked.
fn words(answer: &Answer) -> String {
    let kind = answer.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.contains("spreadsheetml") {
        return String::from_utf8_lossy(&answer.bytes).into_owned();
    }
    workbook(&answer.bytes).concat().join("\n")
}

async fn customers(client: &Client<'_>) -> Vec<Value> {
    client.get("/customers?limit=500").await.good()["rows"].as_array().unwrap().clone()
}

async fn foreign(server: &Server, own: &[Value]) -> Foreign {
    let own: BTreeSet<i64> = own.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    let all = customers(&server.as_demo("finance").await).await;
    let (mut words, mut ids) = (BTreeSet::new(), Vec::new());
    for row in all.iter().filter(|row| !own.contains(&row["id"].as_i64().unwrap())) {
        ids.push(row["id"].as_i64().unwrap());
        words.extend([&row["code"], &row["name"]].map(|word| word.as_str().unwrap().to_owned()));
    }
    assert!(!own.is_empty() && ids.len() > own.len(), "{} own, {} foreign", own.len(), ids.len());
    Foreign { words, ids }
}

/// Every GET of the description with these parameters in its path, and what its queries can open up.
fn paths(description: &Value, customer: i64, foreign: &Foreign) -> Vec<String> {
    let mut paths = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        if methods.get("get").is_none() {
            continue;
        }
        let id = if path.starts_with("/customers") { customer } else { 1 };
        let path = path.replace("{id}", &id.to_string()).replace("{month}", MONTH).replace("{upload}", "1");
        let path = path.replace("{path}", "credit%2Fclass.dmn");
        let named = if path.contains("templates") { vec!["customers", "open_items"] } else { vec!["credit", "customers"] };
        for name in named {
            let path = path.replace("{name}", name);
            paths.extend(
                [
                    "limit=500",
                    "by=customer&limit=500",
                    "by=salesperson",
                    "measure=payment_timeliness&limit=500",
                    "q=公司",
                    "with=published",
                ]
                .map(|query| format!("{path}?{query}")),
            );
            for id in foreign.ids.iter().take(3) {
                paths.push(format!("{path}?customer={id}&measure=continuity&q={id}"));
            }
            for word in foreign.words.iter().take(6) {
                let word: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
                paths.push(format!("{path}?search={word}&q={word}&measure=gross_profit"));
            }
        }
    }
    paths.sort();
    paths.dedup();
    paths
}

async fn sees_only_own(name: &str) {
    let server = Server::demo();
    let client = server.as_demo(name).await;
    let own = customers(&client).await;
    let foreign = foreign(&server, &own).await;
    let description: Value = serde_json::from_slice(&client.get("/openapi.json").await.bytes).unwrap();
    let customer = own[0]["id"].as_i64().unwrap();
    let (mut asked, mut good) = (0, 0);
    for path in paths(&description, customer, &foreign) {
        let answer = client.get(&path).await;
        assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.bytes));
        let said = words(&answer);
        for word in &foreign.words {
            assert!(!said.contains(word.as_str()), "{name} finds `{word}` at {path}");
        }
        asked += 1;
        good += usize::from(answer.status.is_success());
    }
    // A walk that is refused everywhere proves nothing.
    assert!(asked > 200 && good * 2 > asked, "{good} of {asked} were answered");
    for id in &foreign.ids {
        for part in ["", "/ratings", "/timeline", "/ageing", &format!("/ratings/{MONTH}")] {
            let answer = client.get(&format!("/customers/{id}{part}")).await;
            assert_eq!(answer.code(), (404, "not_found".to_owned()), "{id}{part}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_manager_finds_no_customer_of_another_branch_anywhere() {
    sees_only_own("ningbo").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_salesperson_finds_no_customer_of_a_colleague_anywhere() {
    sees_only_own("chen").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_a_company_add_up_to_what_headquarters_sees() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let ageing = finance.get("/ageing?by=branch").await.good();
    let amount = |value: &Value| value.as_str().unwrap().parse::<guiju_types::Amount>().unwrap();
    let sum: guiju_types::Amount = ageing["rows"].as_array().unwrap().iter().map(|row| amount(&row["total"])).sum();
    assert_eq!(sum, amount(&ageing["total"]));
    let listed = finance.get("/customers?limit=500").await.good();
    assert_eq!(amount(&listed["sums"]["open"]), sum);
    let ningbo = server.as_demo("ningbo").await.get("/ageing?by=branch").await.good();
    let code = |row: &&Value| row["key"]["code"] == "NB";
    let row = ageing["rows"].as_array().unwrap().iter().find(code).unwrap();
    assert_eq!(ningbo["total"], row["total"]);
    assert_eq!(ningbo["rows"].as_array().unwrap().len(), 1);
}
