//! The company folder: made whole or not at all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use guiju_runtime::{Company, NewCompany, RuntimeError};

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn unfinished(folder: &Path) -> RuntimeError {
    let refuse = |_: &Company| Err::<(), _>(RuntimeError::refused("磁盘已满", "the disk is full"));
    Company::create_filled(folder, &NewCompany::default(), refuse).map(|_| ()).unwrap_err()
}

#[test]
fn what_could_not_be_finished_leaves_nothing_behind_and_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(unfinished(folder.path()).to_string(), "the disk is full");
    assert_eq!(files(folder.path()), Vec::<String>::new());
    Company::create(folder.path(), &NewCompany::default()).unwrap();
    assert!(Company::open(folder.path()).is_ok());
}

#[test]
fn a_folder_keeps_what_was_in_it_before() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("warehouse")).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    unfinished(folder.path());
    assert_eq!(files(folder.path()), ["notes.txt", "warehouse"]);
}

#[test]
fn a_database_without_a_company_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("company.db"), "somebody's").unwrap();
    let error = Company::create(folder.path(), &NewCompany::default()).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("was never finished"), "{error}");
    assert_eq!(std::fs::read_to_string(folder.path().join("company.db")).unwrap(), "somebody's");
}

#[test]
fn a_company_that_is_opened_again_after_publishing_has_the_same_database_and_columns() {
    let folder = tempfile::tempdir().unwrap();
    let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
    let again = company.reopened().unwrap();
    assert!(std::ptr::eq(company.warehouse(), again.warehouse()), "two would refresh one folder without knowing of one another");
    assert_eq!(company.rulebook().edition(), again.rulebook().edition());
}
