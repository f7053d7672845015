//! Users: added with a one-time password, given a new one, kept out; only by who may.

use serde_json::json;

use crate::support::Server;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_user_signs_in_once_with_the_password_that_was_shown_once() {
    let server = Server::demo();
    let admin = server.as_demo("admin").await;
    let added = admin.post("/users", json!({ "name": "li.na", "role": "branch_manager", "unit": "NB" })).await.good();
    let password = added["one_time_password"].as_str().unwrap().to_owned();
    let li = server.sign_in("li.na", &password).await;
    let session = li.get("/session").await.good();
    assert_eq!((session["user"]["must_change_password"].clone(), session["user"]["scope"]["kind"].clone()), (json!(true), json!("units")));
    assert_eq!(li.get("/customers").await.code(), (403, "must_change_password".to_owned()));
    let row = |users: &serde_json::Value| users["rows"].as_array().unwrap().iter().find(|row| row["name"] == "li.na").unwrap().clone();
    assert_eq!(row(&admin.get("/users").await.good())["must_change_password"], true);

    let again = admin.post("/users/li.na/password", json!({})).await.good()["one_time_password"].as_str().unwrap().to_owned();
    assert_ne!(again, password);
    assert_eq!(li.get("/session").await.code().0, 401, "the session of before has ended");
    let old = server.post("/session", json!({ "name": "li.na", "password": password })).await;
    assert_eq!(old.code(), (401, "wrong_password".to_owned()));
    let off = admin.put("/users/li.na/state", json!({ "is_disabled": true })).await.good();
    assert_eq!(row(&off)["is_disabled"], true);
    assert_eq!(server.post("/session", json!({ "name": "li.na", "password": again })).await.code().0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_cannot_be_is_refused_with_what_to_do() {
    let server = Server::demo();
    let (admin, finance) = (server.as_demo("admin").await, server.as_demo("finance").await);
    let refused = [
        (json!({ "name": "finance", "role": "finance" }), "已经存在"),
        (json!({ "name": "a b", "role": "finance" }), "登录名"),
        (json!({ "name": "x", "role": "king" }), "没有角色"),
        (json!({ "name": "x", "role": "branch_manager" }), "请指定单元编码"),
        (json!({ "name": "x", "role": "branch_manager", "unit": "MARS" }), "没有编码为 `MARS` 的单元"),
        (json!({ "name": "x", "role": "salesperson" }), "请指定工号"),
    ];
    for (body, words) in refused {
        let answer = admin.post("/users", body.clone()).await;
        assert_eq!(answer.status.as_u16(), 422, "{body}");
        let said = answer.json()["error"]["message_zh"].as_str().unwrap().to_owned();
        assert!(said.contains(words), "{body}: {said}");
    }
    assert_eq!(finance.get("/users").await.code().0, 403);
    assert_eq!(finance.post("/users", json!({ "name": "x", "role": "administrator" })).await.code().0, 403);
    let last = admin.put("/users/admin/state", json!({ "is_disabled": true })).await;
    assert_eq!(last.code(), (422, "refused".to_owned()), "somebody has to be able to let people in again");
    assert_eq!(admin.post("/users/nobody/password", json!({})).await.code().0, 404);
}
