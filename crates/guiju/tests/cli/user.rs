//! Who may sign in: a new company can always be entered, and a second person is a minute away.

use crate::desk::Desk;

#[test]
fn a_new_company_says_how_to_sign_in_and_takes_more_users() {
    let desk = Desk::new();
    let made = desk.json("init {}/mine");
    assert_eq!(made["administrator"]["name"], "admin");
    assert_eq!(made["administrator"]["one_time_password"].as_str().unwrap().len(), 16);
    let added = desk.json("user add li.na --role finance --company {}/mine");
    let reset = desk.json("user reset li.na --company {}/mine");
    assert_ne!(added["one_time_password"], reset["one_time_password"]);
    assert_eq!(desk.run("user disable li.na --company {}/mine").code, 0);
    let listed = desk.json("user list --company {}/mine");
    let seen: Vec<_> =
        listed.as_array().unwrap().iter().map(|user| (user["name"].as_str().unwrap(), user["is_disabled"].as_bool().unwrap())).collect();
    assert_eq!(seen, [("admin", false), ("li.na", true)]);
    assert_eq!(desk.run("audit verify --company {}/mine").code, 0);
}

#[test]
fn a_user_that_cannot_be_is_refused_with_what_to_do() {
    let desk = Desk::new();
    assert_eq!(desk.run("init {}/mine").code, 0);
    let refused = |line: &str, words: &str| {
        let ran = desk.run(&format!("user {line} --company {{}}/mine"));
        assert_eq!(ran.code, 2, "{line}: {}", ran.stdout);
        assert!(ran.stderr.contains(words), "{line}: {}", ran.stderr);
    };
    refused("add admin", "choose another name, or give that user a new password");
    refused("add li --role king", "choose one of");
    refused("add li --role branch_manager", "name the unit by its code");
    refused("add li --role branch_manager --unit NB", "import the organisation chart");
    refused("disable admin", "add another administrator first");
    refused("reset nobody", "there is no such user here");
}
