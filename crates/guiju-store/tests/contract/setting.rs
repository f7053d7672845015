//! Settings are text by name; the last one set holds.

use guiju_types::Actor;

use crate::on_each;

#[test]
fn the_last_value_set_holds() {
    on_each(|company, database| {
        assert_eq!(company.store.setting("base_currency").unwrap(), None);
        company.write(|write| write.set_setting("base_currency", "CNY"));
        company.write(|write| write.set_setting("base_currency", "USD"));
        assert_eq!(database.reopen().setting("base_currency").unwrap().as_deref(), Some("USD"));
    });
}

#[test]
fn a_refused_transaction_leaves_nothing() {
    on_each(|company, _| {
        let before = company.store.sequence().unwrap();
        let refused = company.try_write(|write| {
            write.set_setting("name", "half")?;
            Err::<(), _>(guiju_store::StoreError::Busy)
        });
        assert!(refused.is_err());
        assert_eq!(company.store.setting("name").unwrap(), None);
        assert_eq!(company.store.sequence().unwrap(), before);
    });
}

#[test]
fn an_error_of_the_callers_own_comes_back() {
    #[derive(Debug, thiserror::Error)]
    #[error("own")]
    struct Own;
    impl From<guiju_store::StoreError> for Own {
        fn from(_: guiju_store::StoreError) -> Self {
            Self
        }
    }
    on_each(|company, _| {
        let result: Result<(), Own> = company.store.write(&Actor::program("test"), |_| Err(Own));
        assert!(result.is_err());
    });
}
