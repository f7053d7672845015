//! Ids that more than one element of a document has. A sheet names elements by their ids, so that it could mean any of them.

use std::collections::BTreeSet;

use super::Sheet;
use super::error::{SheetError, SheetPlace, said};
use super::graph::Graph;
use super::layout;
use super::parse::{ParsedTable, text_at};
use crate::document::Scene;

/// Refuses sheets that name an element by an id that others have too.
pub(super) fn refuse(
    scene: &Scene<'_>,
    tables: &[ParsedTable],
    literals: Option<&Sheet>,
    graph: Option<(&Sheet, &Graph)>,
) -> Result<(), SheetError> {
    let doubled = doubled(scene);
    if doubled.is_empty() {
        return Ok(());
    }
    let check = |id: &str, place: SheetPlace| {
        let expected = said(
            "模型中只有一个元素使用的编号（请在编辑器中修改其余的）",
            "an id that one element of the model has; change the others in the editor",
        );
        if doubled.contains(id) { Err(SheetError::Unexpected { place, expected, found: id.to_owned() }) } else { Ok(()) }
    };
    for table in tables {
        for (id, heading) in [(&table.table, layout::TABLE), (&table.owner, layout::OWNER)] {
            check(id, SheetPlace::cell(&table.sheet, table.heading_rows.get(heading.en).copied().unwrap_or(0), 1))?;
        }
    }
    for (sheet, row) in literals.into_iter().flat_map(|sheet| (1..sheet.rows.len()).map(move |row| (sheet, row))) {
        check(&text_at(sheet, row, 0)?, SheetPlace::cell(&sheet.name, row, 0))?;
    }
    for (sheet, row) in graph.into_iter().flat_map(|(sheet, graph)| graph.rows.iter().map(move |row| (sheet, row))) {
        check(&row.id, SheetPlace::cell(&sheet.name, row.row, 1))?;
    }
    Ok(())
}

fn doubled(scene: &Scene<'_>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let ids = scene.tree.all().filter(|node| scene.tree.is_model(*node)).filter_map(|node| scene.attribute(node, "id"));
    // A decision or knowledge model without an id goes by its name.
    let names = scene.without_id().filter_map(|node| scene.key(node));
    ids.filter(|id| !id.is_empty()).chain(names).filter(|id| !seen.insert(id.clone())).collect()
}
