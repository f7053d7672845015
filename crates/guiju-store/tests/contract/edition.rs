//! Editions: kept word for word, each text once.

use guiju_store::EditionFile;
use guiju_types::EditionId;

use crate::{on_each, refusal};

fn file(path: &str, layer: u32, text: &str) -> EditionFile {
    EditionFile { path: path.to_owned(), layer, text: text.to_owned() }
}

#[test]
fn an_edition_is_kept_with_its_layers_and_published_once_it_is() {
    on_each(|company, _| {
        let first = EditionId("aaaa".to_owned());
        let second = EditionId("bbbb".to_owned());
        let files = [file("credit/class.dmn", 0, "低"), file("credit/class.dmn", 1, "高"), file("rulebook.toml", 0, "")];
        company.write(|write| write.keep_edition(&first, &files));
        company.write(|write| write.keep_edition(&first, &[file("another", 0, "is not looked at")]));
        company.write(|write| write.keep_edition(&second, &files[1..]));
        assert_eq!(company.store.edition_files(&first).unwrap(), files);
        assert_eq!(company.store.edition_files(&second).unwrap(), files[1..]);
        assert_eq!(company.store.edition_files(&EditionId("cccc".to_owned())).unwrap(), []);

        company.write(|write| write.publish_edition(&second, "九月会议"));
        let editions = company.store.editions().unwrap();
        let seen: Vec<_> = editions.iter().map(|kept| (kept.edition.0.as_str(), kept.note.as_str())).collect();
        assert_eq!(seen, [("bbbb", "九月会议"), ("aaaa", "")]);
        assert_eq!(editions[0].published.as_ref().unwrap().1, "tester");
        assert!(editions[1].published.is_none());
        let unknown = company.try_write(|write| write.publish_edition(&EditionId("cccc".to_owned()), ""));
        assert_eq!(refusal(unknown), "edition cccc was not kept, so it cannot be published");
    });
}
