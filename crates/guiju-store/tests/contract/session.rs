//! Sessions: they hold until they expire, are ended, or their user changes.

use guiju_store::{NewSession, User};
use guiju_types::{Scope, Timestamp};

use crate::on_each;

#[test]
fn a_session_holds_until_it_expires_or_is_ended() {
    on_each(|company, _| {
        let user = User {
            name: "wang".to_owned(),
            password_hash: String::new(),
            role: "clerk".to_owned(),
            scope: Scope::Company,
            person: None,
            is_disabled: false,
        };
        company.write(|write| write.put_user(&user));
        let (early, late): (Timestamp, Timestamp) = ("2990-01-01T00:00:00Z".parse().unwrap(), "2990-01-02T00:00:00Z".parse().unwrap());
        let begin = |token: u8| {
            let session = NewSession { token_hash: [token; 32], user: "wang".to_owned(), begins_at: early, expires_at: late };
            company.write(|write| write.put_session(&session));
        };
        let holds = |token: u8, now| company.store.session(&[token; 32], now).unwrap().map(|session| session.user.name);
        begin(1);
        begin(2);
        assert_eq!((holds(1, early), holds(1, late), holds(3, early)), (Some("wang".to_owned()), None, None));
        company.write(|write| write.end_session(&[1; 32]));
        company.write(|write| write.end_session(&[9; 32]));
        assert_eq!((holds(1, early), holds(2, early)), (None, Some("wang".to_owned())));
        company.write(|write| write.put_user(&User { role: "manager".to_owned(), ..user.clone() }));
        assert_eq!(holds(2, early), None, "a changed user signs in again");
        begin(4);
        company.write(|write| write.put_user(&User { is_disabled: true, ..user.clone() }));
        begin(5);
        assert_eq!((holds(4, early), holds(5, early)), (None, None), "a disabled user has no session");
    });
}
