//! Row keys: a row comes in once.

use std::collections::HashSet;

use guiju_store::{NewImport, RowKey, StoreError};

use crate::on_each;

#[test]
fn a_row_key_is_known_until_its_import_is_undone() {
    on_each(|company, _| {
        let keys: Vec<[u8; 32]> = (0..2_500_u32).map(|number| *blake3::hash(&number.to_le_bytes()).as_bytes()).collect();
        let rows = |keys: &[[u8; 32]]| -> Vec<RowKey> { keys.iter().map(|key| RowKey { key: *key, gave: "{}".to_owned() }).collect() };
        assert!(!company.store.has_imported_rows().unwrap());
        let import = company.write(|write| {
            let import = write.begin_import(&NewImport::default())?;
            write.record_rows(import, &rows(&keys[..2_000]))?;
            assert_eq!(write.known_rows(&keys)?.len(), 2_000);
            Ok(import)
        });
        assert!(company.store.has_imported_rows().unwrap());
        let known = company.store.known_rows(&keys).unwrap();
        assert_eq!(known, keys[..2_000].iter().copied().collect::<HashSet<_>>());
        let taken = company.try_write(|write| write.record_rows(import, &rows(&keys[1_999..])));
        assert!(matches!(taken, Err(StoreError::Stale { .. })), "one of them is known: {taken:?}");
        assert_eq!(company.store.known_rows(&keys).unwrap().len(), 2_000);
        let mut read = 0;
        company
            .store
            .rows_of_import(import, &mut |gave| {
                assert_eq!(gave, "{}");
                read += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(read, 2_000);
        let report = company.write(|write| write.undo_import(import, "wrong file"));
        assert_eq!(report.freed_rows, 2_000);
        assert_eq!(company.store.known_rows(&keys).unwrap(), HashSet::new());
    });
}
