//! The company folder: made whole or not at all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use guiju_runtime::{Company, NewCompany, RuntimeError};
use guiju_types::Actor;

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

/// A folder to lay over the default rulebook, in which customers have one field more.
fn with_a_new_field(company: &Company) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let default = company.rulebook().files().iter().find(|file| file.path == "customers/records.toml").unwrap();
    let field = "[customer.fields.rating_agency]\nlabel = { zh = \"评级机构\", en = \"Rating agency\" }\ntype = \"text\"\n";
    std::fs::create_dir(folder.path().join("customers")).unwrap();
    std::fs::write(folder.path().join("customers/records.toml"), format!("{}\n{field}", default.text)).unwrap();
    folder
}

#[test]
fn a_what_if_changes_nothing_and_says_what_the_data_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
    let overlay = with_a_new_field(&company);
    let before = (company.store().sequence().unwrap(), company.store().record_types());
    let refused = company.with_rulebook(&[overlay.path().to_owned()]).unwrap_err().to_string();
    assert!(refused.contains("does not have: customer.rating_agency;"), "{refused}");
    assert_eq!((company.store().sequence().unwrap(), company.store().record_types()), before);
    // Opened with that folder, the company gets the field, in a commit of its own that says so.
    let file = folder.path().join("guiju.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("rulebook = []"), "{text}");
    std::fs::write(&file, text.replace("rulebook = []", &format!("rulebook = [{:?}]", overlay.path()))).unwrap();
    let opened = Company::open(folder.path()).unwrap();
    let last = opened.store().audit_entries(&guiju_store::AuditQuery::default()).unwrap().remove(0);
    assert_eq!(
        (last.action.as_str(), last.detail_json.contains("add field customer.rating_agency")),
        ("migrate_records", true),
        "{last:?}"
    );
    opened.with_rulebook(&[overlay.path().to_owned()]).unwrap();
}

#[test]
fn a_month_rated_as_a_what_if_is_not_kept() {
    use guiju_runtime::operations::{RateMonth, rate_month};
    let folder = tempfile::tempdir().unwrap();
    let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
    let before = company.store().sequence().unwrap();
    let rate = |is_kept: bool| {
        let month = "2026-03".parse().unwrap();
        let request = RateMonth { appraisal: "credit".to_owned(), month, known_at: None, is_verified: false, is_kept };
        rate_month(&company, &Actor::program("test"), &request, &|_, _| {}).unwrap()
    };
    let tried = rate(false);
    assert_eq!((tried.run, company.store().sequence().unwrap()), (None, before));
    let kept = rate(true);
    assert!(kept.run.is_some() && company.store().sequence().unwrap() > before);
    assert_eq!(kept.digest, tried.digest);
}

#[test]
fn a_backup_writes_nothing_outside_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("rules")).unwrap();
    drop(Company::create(&at("home"), &NewCompany::default()).unwrap());
    let file = std::fs::read_to_string(at("home/guiju.toml")).unwrap();
    std::fs::write(at("home/guiju.toml"), file.replace("rulebook = []", "rulebook = [\"../rules\"]")).unwrap();
    let company = Company::open(&at("home")).unwrap();
    let backup = company.back_up(&at("kept/backup")).unwrap();
    assert_eq!(backup.not_copied, [at("home/../rules")], "it lies outside of the company");
    let there: Vec<_> = std::fs::read_dir(at("kept")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, ["backup"]);
}

#[test]
fn a_backup_made_while_others_write_is_a_whole_company() {
    let folder = tempfile::tempdir().unwrap();
    let (home, at) = (folder.path().join("home"), |name: &str| folder.path().join(name));
    let company = Company::create(&home, &NewCompany::default()).unwrap();
    let is_done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut count = 0;
            while !is_done.load(std::sync::atomic::Ordering::Relaxed) {
                count += 1;
                let value = count.to_string();
                let set = |write: &mut guiju_store::Write<'_>| {
                    write.set_setting("one", &value)?;
                    write.set_setting("other", &value)
                };
                company.store().write(&Actor::program("test"), set).unwrap();
            }
            count
        });
        for number in 0..5 {
            let backup = company.back_up(&at(&format!("backup {number}"))).unwrap();
            assert!(!at(&format!("backup {number}/warehouse")).exists());
            let (restored, report) = Company::restore(&at(&format!("backup {number}")), &at(&format!("again {number}"))).unwrap();
            assert_eq!(report.first_broken, None);
            assert_eq!(restored.store().audit_head(None).unwrap().unwrap().to_string(), backup.head);
            let setting = |name: &str| restored.store().setting(name).unwrap();
            assert_eq!(setting("one"), setting("other"), "half of a commit");
        }
        is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(writer.join().unwrap() > 0);
    });
    let said = company.back_up(&at("backup 0")).unwrap_err().to_string();
    assert!(said.contains("is not empty"), "{said}");
    let said = Company::restore(&at("backup 0"), &home).unwrap_err().to_string();
    assert!(said.contains("is not empty"), "{said}");
    std::fs::remove_file(at("backup 1/backup.json")).unwrap();
    let said = Company::restore(&at("backup 1"), &at("never")).unwrap_err().to_string();
    assert!(said.contains("is not a whole backup") && !at("never").exists(), "{said}");
}

/// The mistake that a documented restore keeps people from, made all the same.
#[test]
fn a_database_put_back_beside_columns_that_went_on_is_read_by_itself() {
    use guiju_runtime::operations::{AgeingRequest, read_ageing};
    use guiju_types::{EntryDraft, EntryKind, Scope, Value};
    let folder = tempfile::tempdir().unwrap();
    let (home, backup) = (folder.path().join("home"), folder.path().join("backup"));
    let charge = |company: &Company, amounts: &[&str]| {
        for amount in amounts {
            company
                .store()
                .write(&Actor::program("test"), |write| {
                    let fields =
                        vec![("code".to_owned(), Value::Text("C1".to_owned())), ("name".to_owned(), Value::Text("one".to_owned()))];
                    let draft = guiju_store::RecordDraft { fields, ..guiju_store::RecordDraft::default() };
                    let customer = write.put_records("customer", &[draft])?[0];
                    let amount: guiju_types::Amount = amount.parse().unwrap();
                    let draft = EntryDraft {
                        customer: Some(customer),
                        due_date: Some("2026-01-31".parse().unwrap()),
                        ..EntryDraft::new(EntryKind::Charge, "2026-01-01".parse().unwrap(), amount)
                    };
                    write.append(None, &[draft])
                })
                .unwrap();
        }
        company.warehouse().refresh(company.store()).unwrap();
    };
    let owed = |company: &Company| {
        let filter = guiju_warehouse::AgeFilter::default();
        let as_of = "2026-06-30".parse().unwrap();
        let request = AgeingRequest { as_of, known_at: None, by: Vec::new(), buckets: vec![0, 30], filter, items: None };
        read_ageing(company, &Scope::Company, &request).unwrap().total.to_string()
    };
    let company = Company::create(&home, &NewCompany::default()).unwrap();
    charge(&company, &["100"]);
    company.back_up(&backup).unwrap();
    charge(&company, &["7", "8", "9"]);
    assert_eq!(owed(&company), "124.00");
    drop(company);
    for name in ["company.db-wal", "company.db-shm"] {
        let _ = std::fs::remove_file(home.join(name));
    }
    std::fs::copy(backup.join("company.db"), home.join("company.db")).unwrap();
    let company = Company::open(&home).unwrap();
    assert_eq!(owed(&company), "100.00");
    charge(&company, &["1", "2", "3", "4"]);
    assert_eq!(owed(&company), "110.00");
}
