//! A company is backed up, restored and verified from a head that was kept.

use crate::desk::Desk;

#[test]
fn a_backup_is_restored_and_verified_from_its_head() {
    let desk = Desk::new();
    desk.json("init {}/home --name 金规");
    let head = desk.json("audit head --company {}/home")["head"].as_str().unwrap().to_owned();
    let backup = desk.json("backup {}/backup --company {}/home");
    let kept = backup["head"].as_str().unwrap();
    assert!(kept.contains('@') && !desk.path("backup/warehouse").exists(), "{backup}");
    assert_eq!(desk.json("restore {}/backup --to {}/again")["is_whole"], true);
    assert_eq!(desk.json(&format!("audit verify --company {{}}/again --head {kept}"))["is_whole"], true);
    assert_eq!(desk.json(&format!("audit verify --company {{}}/again --head {head}"))["is_whole"], true, "the chain went on from it");
    let later = format!("{}@999", "0".repeat(64));
    let missing = desk.run(&format!("audit verify --company {{}}/again --head {later}"));
    assert_eq!(missing.code, 1, "{}", missing.stderr);
    assert!(missing.stdout.contains("the last commits were removed"), "{}", missing.stdout);
    let over = desk.run("restore {}/backup --to {}/home");
    assert_eq!(over.code, 2);
    assert!(over.stderr.contains("is not empty"), "{}", over.stderr);
    assert!(desk.run("audit rebuild --company {}/again").stdout.starts_with("0 marks of superseded versions were wrong"));
}
