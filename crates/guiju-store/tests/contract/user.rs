//! Users: by name, with role and scope.

use guiju_store::User;
use guiju_types::{RecordId, Scope};

use crate::{on_each, refusal};

#[test]
fn a_user_comes_back_as_it_was_put_and_its_hash_is_not_printed() {
    on_each(|company, _| {
        let mut user = User {
            name: "wang".to_owned(),
            password_hash: "$argon2id$secret".to_owned(),
            role: "branch_manager".to_owned(),
            scope: Scope::Units { units: vec![RecordId(3), RecordId(4)] },
            person: Some(RecordId(7)),
            is_disabled: false,
        };
        company.write(|write| write.put_user(&user));
        assert_eq!(company.store.user("wang").unwrap().as_ref(), Some(&user));
        user.scope = Scope::Own { person: RecordId(7) };
        user.is_disabled = true;
        assert_eq!(company.write(|write| write.user_as_seen(&User { is_disabled: false, ..user.clone() })).name, "wang");
        company.write(|write| write.put_user(&user));
        let stale = "the user was changed meanwhile; load it again";
        assert_eq!(refusal(company.try_write(|write| write.user_as_seen(&user))), stale, "kept out meanwhile");
        let changed = User { is_disabled: false, password_hash: "$argon2id$another secret".to_owned(), ..user.clone() };
        company.write(|write| write.put_user(&changed));
        assert_eq!(refusal(company.try_write(|write| write.user_as_seen(&user))), stale, "given another password meanwhile");
        company.write(|write| write.put_user(&user));
        assert_eq!(company.store.users().unwrap(), [user.clone()]);
        assert_eq!(company.store.user("li").unwrap(), None);
        assert!(!format!("{user:?}").contains("secret"));
        let audit = company.store.audit_entries(&guiju_store::AuditQuery::default()).unwrap();
        assert!(audit.iter().all(|entry| !entry.detail_json.contains("secret")));
    });
}
