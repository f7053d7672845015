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

        let january = "2027-01".parse().unwrap();
        company.write(|write| write.number_edition(&first));
        company.write(|write| write.number_edition(&first));
        assert_eq!(company.write(|write| write.publish_edition(&second, "2027", "九月会议", Some(january))), 2);
        assert_eq!(company.write(|write| write.publish_edition(&first, "as before", "withdrawn", None)), 3);
        let issued = company.store.publications().unwrap();
        let said: Vec<_> = issued
            .iter()
            .map(|one| (one.number, one.edition.0.as_str(), one.name.as_str(), one.note.as_str(), one.actor.as_str()))
            .collect();
        assert_eq!(
            said,
            [(3, "aaaa", "as before", "withdrawn", "tester"), (2, "bbbb", "2027", "九月会议", "tester"), (1, "aaaa", "", "", "")]
        );
        assert_eq!(issued[1].effective_from, Some(january));
        assert!(!issued[1].judges("2026-12".parse().unwrap()) && issued[1].judges("2027-02".parse().unwrap()));
        let (third, fourth) = (EditionId("dddd".to_owned()), EditionId("eeee".to_owned()));
        for edition in [&third, &fourth] {
            company.write(|write| write.keep_edition(edition, &files));
        }
        company.write(|write| write.publish_edition(&third, "new year", "agreed", Some(january)));
        company.write(|write| write.number_edition(&fourth));
        let last = company.store.publications().unwrap().remove(0);
        assert_eq!((last.number, last.edition, last.effective_from), (5, fourth, Some(january)), "an upgrade takes the place of the last");
        let unknown = company.try_write(|write| write.publish_edition(&EditionId("cccc".to_owned()), "c", "", None));
        assert_eq!(refusal(unknown), "edition cccc was not kept, so it cannot be published");
    });
}
