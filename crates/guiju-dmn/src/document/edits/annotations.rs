//! Annotation columns. A rule may end before its last remarks, so that it has an entry only where it says something there or later.

use super::EditError;
use super::clauses::{check_place, put};
use super::rules::nth;
use crate::document::markup::Fresh;
use crate::document::patch::Patches;
use crate::document::scene::{Scene, TableNodes};

pub(super) fn add(scene: &Scene<'_>, table: &TableNodes, at: usize, name: &str, out: &mut Patches) -> Result<(), EditError> {
    check_place(table.annotations.len(), at, "annotation column")?;
    let annotation = Fresh::new("annotation").attribute("name", name);
    put(scene, table.table, &table.annotations, at, &table.rules, &annotation, out);
    for rule in &table.rules {
        let entries = scene.children(*rule, "annotationEntry");
        if at < entries.len() {
            put(scene, *rule, &entries, at, &[], &Fresh::with_text("annotationEntry", ""), out);
        }
    }
    Ok(())
}

pub(super) fn remove(scene: &Scene<'_>, table: &TableNodes, at: usize, out: &mut Patches) -> Result<(), EditError> {
    scene.remove(nth(&table.annotations, at, "annotation column")?, out);
    for rule in &table.rules {
        if let Some(entry) = scene.children(*rule, "annotationEntry").get(at) {
            scene.remove(*entry, out);
        }
    }
    Ok(())
}
