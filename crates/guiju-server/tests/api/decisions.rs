//! The decision editor's endpoints: read, check, try, draft, compare, publish.

use serde_json::{Value, json};

use crate::support::{Client, MONTH, Server};

const CLASS: &str = "/rulebook/decisions/credit%2Fclass.dmn";

async fn class_table(client: &Client<'_>) -> String {
    client.get(CLASS).await.good()["xml"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_checked_and_tried_without_being_kept() {
    let server = Server::demo();
    let chen = server.as_demo("chen").await;
    let files = chen.get("/rulebook/decisions").await.good();
    assert_eq!((files["may_edit"].as_bool(), files["draft"].is_null()), (Some(false), true), "{files}");
    assert!(files["files"].as_array().unwrap().iter().any(|file| file["path"] == "credit/class.dmn"), "{files}");

    let xml = class_table(&chen).await;
    let good = chen.post("/rulebook/decisions/check", json!({ "path": "credit/class.dmn", "xml": xml })).await.good();
    assert_eq!((&good["problems"], &good["findings"]), (&json!([]), &json!([])), "the shipped table is sound");
    assert!(good["examples"].as_array().unwrap().iter().all(|example| example["passed"] == true), "{good}");
    let gap = xml.replace("[68..80)", "[70..80)");
    let found = chen.post("/rulebook/decisions/check", json!({ "path": "credit/class.dmn", "xml": gap })).await.good();
    let finding = found["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "gap").unwrap();
    let witness: f64 = finding["witness"][0]["value"].as_str().unwrap().parse().unwrap();
    assert!((68.0..70.0).contains(&witness), "{finding}");

    let case = json!({ "xml": gap, "decision": "credit_class", "inputs": { "total": witness.to_string() } });
    let tried = chen.post("/rulebook/decisions/try", case).await.good();
    assert_eq!((tried["value"].as_str(), tried["inputs"][0]["name"].as_str()), (Some("null"), Some("total")), "{tried}");
    assert_eq!(tried["steps"][0]["table"]["matched"], json!([]));
    assert!(chen.get("/rulebook/decisions").await.good()["draft"].is_null());
}

/// The budget is the one that is emptied when the client leaves (`app.rs`).
#[tokio::test(flavor = "multi_thread")]
async fn a_check_takes_no_more_than_its_budget() {
    let server = Server::demo();
    let chen = server.as_demo("chen").await;
    let scores = chen.get("/rulebook/decisions/credit%2Fscores.dmn").await.good();
    // Nine examples ask for four scores each, of which every one takes millions of steps.
    let slow = "+ 0 * sum(for i in 1..900000 return i + i + i + i)</text>\n        </inputExpression>";
    let xml = scores["xml"].as_str().unwrap().replace("</text>\n        </inputExpression>", slow);
    let refused = chen.post("/rulebook/decisions/check", json!({ "path": "credit/scores.dmn", "xml": xml })).await;
    assert_eq!(refused.code(), (422, "refused".to_owned()));
    assert!(refused.json().to_string().contains("too much work"), "{}", refused.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_saved_compared_and_published_by_whoever_may() {
    let server = Server::demo();
    let (finance, chen) = (server.as_demo("finance").await, server.as_demo("chen").await);
    let xml = class_table(&finance).await.replace("总分 90 分及以上为 VIP 级", "总分满 90 分为 VIP 级");
    let save = |version: Option<i64>| json!({ "path": "credit/class.dmn", "xml": xml, "version": version, "note": "口径统一" });
    assert_eq!(chen.put("/rulebook/draft", save(None)).await.code(), (403, "forbidden".to_owned()));
    let version = finance.put("/rulebook/draft", save(None)).await.good()["version"].clone();
    assert_eq!(finance.put("/rulebook/draft", save(None)).await.code(), (409, "stale".to_owned()));
    let compared = finance.get(&format!("{CLASS}/compare?with=published")).await.good();
    assert_eq!((&compared["right"], &compared["tables"][0]["rules"][0]["cells"][0]["column"]), (&json!("draft"), &json!(2)), "{compared}");

    let before = finance.get("/rulebook").await.good()["edition"].clone();
    let own = finance.post("/rulebook/draft/publish", json!({ "version": version, "name": "试行版", "note": "口径统一" })).await;
    assert_eq!(own.code(), (422, "refused".to_owned()), "nobody publishes what they wrote");
    let admin = server.as_demo("admin").await;
    let published = admin.post("/rulebook/draft/publish", json!({ "version": version, "name": "试行版", "note": "口径统一" })).await.good();
    assert_ne!(published["edition"], before);
    assert_eq!(finance.get("/rulebook").await.good()["edition"], published["edition"], "it is in force at once");
    let editions = finance.get("/rulebook/editions").await.good();
    let latest = &editions["items"][0];
    assert_eq!((latest["is_latest"].as_bool(), latest["published_by"].as_str()), (Some(true), Some("admin")), "{editions}");
    assert_eq!(
        (&latest["number"], &latest["name"], &latest["judges"]),
        (&json!(2), &json!("试行版"), &json!({ "from": null, "until": null }))
    );
    let first = &editions["items"][1];
    assert_eq!((&first["number"], &first["edition"], &first["judges"]), (&json!(1), &before, &Value::Null), "{editions}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_wrong_is_not_published_and_says_why() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let xml = class_table(&finance).await.replace("[68..80)", "[50..80)");
    let saved = finance.put("/rulebook/draft", json!({ "path": "credit/class.dmn", "xml": xml, "version": null })).await.good();
    let refused = server.as_demo("admin").await;
    let refused = refused.post("/rulebook/draft/publish", json!({ "version": saved["version"], "name": "试行版", "note": "放宽" })).await;
    assert_eq!(refused.code(), (422, "rulebook_wrong".to_owned()));
    let error = &refused.json()["error"];
    for (language, said) in [("message", "would not be a sound rulebook"), ("message_zh", "草稿还不能发布")] {
        let message = error[language].as_str().unwrap();
        assert!(message.contains(said), "{language}: {error}");
        assert!(message.contains("credit/class.dmn"), "{language}: {error}");
    }
    assert_eq!(finance.delete("/rulebook/draft").await.status, 204);
    assert!(finance.get("/rulebook/decisions").await.good()["draft"].is_null());
    assert_eq!(finance.get("/rulebook/decisions/credit%2Fnone.dmn").await.code(), (404, "not_found".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_edited_in_a_spreadsheet_and_taken_back() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let xml = class_table(&finance).await;
    let ask = |format: &str, decision: &str| json!({ "name": "class", "xml": xml, "format": format, "decision": decision });
    let workbook = finance.post("/rulebook/decisions/sheets", ask("xlsx", "")).await;
    assert_eq!((workbook.status.as_u16(), workbook.bytes.get(..2)), (200, Some(&b"PK"[..])));
    let read = |texts: Vec<(&'static str, String)>, name: &'static str, content: Vec<u8>| {
        let finance = &finance;
        async move {
            let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            finance.form("/rulebook/decisions/sheets/read", &texts, name, &content).await
        }
    };
    let back = read(vec![("xml", xml.clone())], "class.xlsx", workbook.bytes.to_vec()).await.good();
    assert_eq!(back["xml"].as_str(), Some(xml.as_str()), "nothing was edited, so nothing changes");

    let examples = json!({ "path": "credit/class.dmn", "xml": xml, "decision": "credit_class" });
    let examples = finance.post("/rulebook/decisions/examples", examples).await.good();
    assert!(examples["text"].as_str().unwrap().contains("given = { total = 68 }"), "{examples}");

    let csv = finance.post("/rulebook/decisions/sheets", ask("csv", "credit_class")).await;
    let text = String::from_utf8(csv.bytes.to_vec()).unwrap();
    assert!(text.contains("[68..80)"), "{text}");
    let edited = read(vec![("xml", xml.clone())], "class.csv", text.replace("[68..80)", "[68..79)").into_bytes()).await.good();
    assert_eq!(edited["xml"].as_str(), Some(xml.replace("[68..80)", "[68..79)").as_str()), "exactly that cell");

    let wrong = read(vec![("xml", xml.clone())], "class.csv", text.replace("[68..80)", "[68..").into_bytes()).await;
    assert_eq!(wrong.code(), (422, "invalid_value".to_owned()));
    assert!(wrong.json()["error"]["message_zh"].as_str().unwrap().contains("行"), "{}", wrong.json());
    assert_eq!(read(Vec::new(), "class.csv", Vec::new()).await.code(), (400, "bad_request".to_owned()));
    // What people send by mistake: nothing, another kind of file, a workbook that is none. Each is refused in Chinese.
    for (name, content, status) in [("class.csv", &b""[..], 422), ("class.txt", b"a", 422), ("class.xlsx", b"PK no workbook", 422)] {
        let refused = read(vec![("xml", xml.clone())], name, content.to_vec()).await;
        assert_eq!(refused.status.as_u16(), status, "{name}: {}", refused.json());
        let said = refused.json()["error"]["message_zh"].as_str().unwrap().to_owned();
        assert!(said.chars().any(|letter| letter > '\u{2E80}'), "{name}: {said}");
    }
    let huge = read(vec![("xml", xml.clone())], "class.csv", vec![b'a'; 17 << 20]).await;
    assert_eq!(huge.code(), (413, "file_too_large".to_owned()));
    let unpublished = json!({ "version": 1, "name": "试行版", "note": " " });
    let refused = finance.post("/rulebook/draft/publish", unpublished).await;
    assert!(refused.json()["error"]["message_zh"].as_str().unwrap().contains("说明"), "{}", refused.json());
    assert_eq!(finance.post("/rulebook/decisions/sheets", ask("csv", "nothing")).await.code(), (422, "invalid_value".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_says_who_would_change_class_and_what_is_doubted() {
    let server = Server::demo();
    let (finance, admin) = (server.as_demo("finance").await, server.as_demo("admin").await);
    // VIP begins at 99: whoever has 90 to 99 would have no class.
    let xml = class_table(&finance).await.replace("&gt;= 90", "&gt;= 99");
    let saved = finance.put("/rulebook/draft", json!({ "path": "credit/class.dmn", "xml": xml, "version": null })).await.good();
    let review = admin.get(&format!("/rulebook/draft/review?version={}", saved["version"])).await.good();
    assert_eq!((review["authors"].clone(), review["is_own"].clone()), (json!(["finance"]), json!(false)));
    assert_eq!(finance.get(&format!("/rulebook/draft/review?version={}", saved["version"])).await.good()["is_own"], true);
    let impact = &review["impact"];
    let rated = finance.get(&format!("/ratings/{MONTH}/customers?class=VIP&limit=500")).await.good();
    let total = |row: &Value| row["total"].as_str().unwrap().parse::<f64>().unwrap();
    let expected: Vec<&Value> = rated["rows"].as_array().unwrap().iter().filter(|row| total(row) < 99.0).collect();
    assert!(!expected.is_empty());
    assert_eq!(impact["changed"], expected.len(), "{impact}");
    let mut listed: Vec<i64> = impact["rows"].as_array().unwrap().iter().map(|row| row["customer"]["id"].as_i64().unwrap()).collect();
    let mut ids: Vec<i64> = expected.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    listed.sort_unstable();
    ids.sort_unstable();
    assert_eq!(listed, ids);
    assert_eq!(impact["moves"], json!([{ "from": "VIP", "to": "none", "count": expected.len() }]));

    let publish = |accepted: Value| json!({ "version": saved["version"], "name": "试行版", "note": "试行", "accepted": accepted });
    let refused = admin.post("/rulebook/draft/publish", publish(json!([]))).await;
    assert_eq!(refused.code(), (422, "rulebook_wrong".to_owned()));
    assert!(refused.json()["error"]["message_zh"].as_str().unwrap().contains("写明理由后接受"));
    let doubts = review["doubts"].as_array().unwrap();
    let accepted: Vec<Value> = doubts.iter().map(|doubt| json!({ "id": doubt["id"], "reason": "过渡期内不评级" })).collect();
    admin.post("/rulebook/draft/publish", publish(json!(accepted))).await.good();
    assert_eq!(
        finance.get(&format!("/ratings/{MONTH}")).await.good()["stale"].as_array().unwrap().len(),
        1,
        "the month is of an older edition"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn months_before_the_first_month_of_a_new_edition_are_judged_by_the_one_before() {
    let server = Server::demo();
    let (finance, admin) = (server.as_demo("finance").await, server.as_demo("admin").await);
    let before = finance.get(&format!("/ratings/{MONTH}")).await.good();
    let xml = class_table(&finance).await.replace("&gt;= 90", "&gt;= 99");
    let saved = finance.put("/rulebook/draft", json!({ "path": "credit/class.dmn", "xml": xml, "version": null })).await.good();
    let review = admin.get(&format!("/rulebook/draft/review?version={}", saved["version"])).await.good();
    let stale = |doubt: &&Value| doubt["message"]["en"].as_str().unwrap().contains("says 90, which the rule does not; it does not say 99");
    assert_eq!(
        review["doubts"].as_array().unwrap().iter().filter(stale).count(),
        2,
        "the sentences still say 90, in both languages: {review}"
    );
    let doubts = review["doubts"].as_array().unwrap().iter();
    let accepted: Vec<Value> = doubts.map(|doubt| json!({ "id": doubt["id"], "reason": "过渡期内不评级" })).collect();
    let next = finance.get("/rulebook/editions").await.good()["next_month"].clone();
    assert!(next.as_str().unwrap() > MONTH);
    let publish =
        json!({ "version": saved["version"], "name": "新年版", "note": "提高门槛", "effective_from": next, "accepted": accepted });
    let published = admin.post("/rulebook/draft/publish", publish).await.good();
    let after = finance.get(&format!("/ratings/{MONTH}")).await.good();
    assert_eq!(after["stale"], json!([]), "this month is still judged by the edition that it was rated by");
    let job = finance.finished(&finance.post(&format!("/ratings/{MONTH}"), json!({})).await).await;
    assert_eq!(job["state"], "done", "{job}");
    let again = finance.get(&format!("/ratings/{MONTH}")).await.good();
    assert_eq!((&again["edition"], &again["classes"]), (&before["edition"], &before["classes"]), "rated again, it is as it was");
    let editions = finance.get("/rulebook/editions").await.good();
    assert_eq!(editions["items"][0]["edition"], published["edition"]);
    assert_eq!(editions["items"][0]["judges"], json!({ "from": next, "until": null }));
    assert_eq!(editions["items"][1]["judges"], json!({ "from": null, "until": MONTH }));
}

#[tokio::test(flavor = "multi_thread")]
async fn weights_are_changed_on_a_page_and_what_they_would_do_is_seen_before() {
    let server = Server::demo();
    let (finance, chen) = (server.as_demo("finance").await, server.as_demo("chen").await);
    let weight = "credit/appraisals.toml#credit.components.gross_profit.weight";
    let read = finance.get("/rulebook/chapters/credit/settings").await.good();
    let known = read["items"].as_array().unwrap().iter().find(|item| item["id"] == weight).unwrap();
    assert_eq!((&known["value"], &known["group"]["zh"], &known["kind"]), (&json!("30"), &json!("权重"), &json!("number")));
    let change = |value: &str| json!({ "version": read["version"], "note": "看重利润", "values": [{ "id": weight, "value": value }] });
    assert_eq!(chen.put("/rulebook/chapters/credit/settings", change("60")).await.code().0, 403);
    assert_eq!(chen.get("/rulebook/chapters/credit/settings").await.good()["may_edit"], false);
    let wrong = finance.put("/rulebook/chapters/credit/settings", change("-1")).await;
    assert_eq!(wrong.code().0, 422, "{}", wrong.json());
    let saved = finance.put("/rulebook/chapters/credit/settings", change("60")).await.good();
    let admin = server.as_demo("admin").await;
    let review = admin.get(&format!("/rulebook/draft/review?version={}", saved["version"])).await.good();
    assert!(!review["failing"].as_array().unwrap().is_empty(), "the examples expect the weights as they were");
    assert!(review["impact"]["changed"].as_u64().unwrap() > 0, "what it would do is said all the same: {review}");
    assert_eq!(admin.get("/rulebook/chapters/nothing/settings").await.code().0, 422);
}
