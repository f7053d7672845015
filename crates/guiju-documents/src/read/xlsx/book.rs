//! The outline of a workbook: which sheets it has and where they are, its calendar, its formats.

use std::collections::BTreeMap;

use crate::error::words;

use super::super::xml::Event;
use super::super::{Sheet, Table};
use super::package::{Package, Relation, of_xml};
use super::values::{Shown, of_builtin, of_code};
use crate::DocumentError;

/// Where things are.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) sheets: Vec<(Sheet, String)>,
    pub(super) texts: Option<String>,
    pub(super) styles: Option<String>,
    pub(super) is_1904: bool,
    pub(super) is_to_be_computed: bool,
}

impl Outline {
    pub(super) fn read(table: &Table, package: &Package) -> Result<Self, DocumentError> {
        let root = package.relations(table, "")?;
        let told = root.iter().find(|relation| relation.kind == "officeDocument" && package.has(&relation.target));
        let found = told.map(|relation| relation.target.clone()).filter(|name| name.ends_with(".xml") && !name.starts_with("word/"));
        let by_name = || package.names().find(|name| name.rsplit('/').next() == Some("workbook.xml")).map(ToOwned::to_owned);
        let Some(book) = found.or_else(by_name) else { return Err(what_it_is(table, package)) };
        if !package.names().any(|name| name.ends_with("workbook.xml")) && !is_workbook(table, package, &book)? {
            return Err(what_it_is(table, package));
        }
        let relations = package.relations(table, &book)?;
        let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
        let part = |kind: &str, file: &str| {
            let told = relations.iter().find(|relation| relation.kind.eq_ignore_ascii_case(kind)).map(|relation| relation.target.clone());
            let usual = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
            told.into_iter().chain([usual]).find(|name| package.has(name))
        };
        let texts = part("sharedStrings", "sharedstrings.xml");
        let styles = part("styles", "styles.xml");
        let mut outline = Self { texts, styles, ..Self::default() };
        outline.workbook(table, package, &book, folder, &relations)?;
        if outline.sheets.is_empty() {
            return Err(table.damaged("it lists no sheet that is there"));
        }
        Ok(outline)
    }

    fn workbook(
        &mut self,
        table: &Table,
        package: &Package,
        book: &str,
        folder: &str,
        relations: &[Relation],
    ) -> Result<(), DocumentError> {
        let Some(mut xml) = package.xml(table, book)? else { return Ok(()) };
        let is_yes = |text: Option<String>| matches!(text.as_deref().map(str::trim), Some("1" | "true" | "True" | "TRUE"));
        let mut number = 0_u32;
        loop {
            match xml.next().map_err(|error| of_xml(table, book, error))? {
                Event::Start(tag) if tag.name == b"sheet" => {
                    number += 1;
                    // `r:id` and `sheetId` differ in more than the prefix.
                    let id = tag.attribute("id").unwrap_or_default();
                    let told = relations.iter().find(|relation| relation.id == id);
                    let is_sheet = told.is_none_or(|relation| relation.kind.eq_ignore_ascii_case("worksheet"));
                    let usual = format!("{folder}/worksheets/sheet{number}.xml");
                    let part = told.map_or_else(|| usual.trim_start_matches('/').to_owned(), |relation| relation.target.clone());
                    let name = tag.attribute("name").unwrap_or_else(|| format!("Sheet{number}"));
                    let is_hidden = tag.attribute("state").is_some_and(|state| state != "visible");
                    if is_sheet && package.has(&part) {
                        self.sheets.push((Sheet { name, is_hidden }, part));
                    }
                }
                Event::Start(tag) if tag.name == b"workbookPr" => self.is_1904 = is_yes(tag.attribute("date1904")),
                Event::Start(tag) if tag.name == b"calcPr" => self.is_to_be_computed = is_yes(tag.attribute("fullCalcOnLoad")),
                Event::Done => return Ok(()),
                Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
            }
        }
    }
}

fn is_workbook(table: &Table, package: &Package, part: &str) -> Result<bool, DocumentError> {
    let Some(mut xml) = package.xml(table, part)? else { return Ok(false) };
    let first = xml.next().map_err(|error| of_xml(table, part, error))?;
    Ok(matches!(first, Event::Start(tag) if tag.name == b"workbook"))
}

/// An archive that is no workbook, by what it holds.
fn what_it_is(table: &Table, package: &Package) -> DocumentError {
    let refuse = |what: (&str, &str), help: (&str, &str)| DocumentError::NotATable {
        file: table.name.clone(),
        what: words(what.0, what.1),
        help: words(help.0, help.1),
    };
    const SAVE: (&str, &str) = ("请在原软件中另存为 .xlsx", "save it as .xlsx in its own program");
    const TABLE: (&str, &str) = ("请把其中的表格另存为 .xlsx 或 .csv", "save the table in it as .xlsx or .csv");
    let has = |name: &str| package.has(name);
    let any = |test: &dyn Fn(&str) -> bool| package.names().any(test);
    if any(&|name| name.ends_with("workbook.bin")) {
        return refuse(("是二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"), ("请另存为 .xlsx", "save it as .xlsx"));
    }
    if any(&|name| name.ends_with(".iwa") || name == "index.zip" || name == "index/document.iwa") {
        let help = ("请在 Numbers 中导出为 Excel（.xlsx）", "export it to Excel (.xlsx) in Numbers");
        return refuse(("是苹果 Numbers 表格", "an Apple Numbers document"), help);
    }
    if has("word/document.xml") {
        return refuse(("是 Word 文档（.docx）", "a Word document (.docx)"), TABLE);
    }
    if has("ppt/presentation.xml") {
        return refuse(("是演示文稿（.pptx）", "a presentation (.pptx)"), TABLE);
    }
    if has("content.xml") {
        return refuse(("是 OpenDocument 文件", "an OpenDocument file"), SAVE);
    }
    if has("ofd.xml") {
        let help = ("请从开票或网银系统导出表格（.xlsx 或 .csv）", "export the table as .xlsx or .csv where it came from");
        return refuse(("是 OFD 版式文件", "an OFD document"), help);
    }
    let is_table = |name: &&str| {
        let ends = [".xlsx", ".xls", ".csv", ".xlsm", ".et", ".txt", ".tsv", ".xml", ".sta", ".940", ".mt940"];
        ends.iter().any(|end| name.ends_with(end)) && !name.contains("[content_types]") && !name.starts_with("__macosx/")
    };
    let tables: Vec<&str> = package.names().filter(is_table).take(4).collect();
    let inside = tables.join(", ");
    match tables.len() {
        0 => refuse(
            ("是压缩包，里面没有工作簿", "a zip archive without a workbook"),
            ("请解压后导入其中的表格", "unpack it and import the table inside"),
        ),
        1 => refuse(
            ("是压缩包", "a zip archive"),
            (&format!("请解压后导入其中的 {inside}"), &format!("unpack it and import `{inside}` inside")),
        ),
        _ => refuse(
            ("是压缩包", "a zip archive"),
            (&format!("请解压后逐个导入其中的表格（{inside} 等）"), &format!("unpack it and import the tables inside ({inside})")),
        ),
    }
}

/// What each style of a cell shows of a number.
pub(super) fn styles(table: &Table, package: &Package, part: &str) -> Result<Vec<Shown>, DocumentError> {
    let Some(mut xml) = package.xml(table, part)? else { return Ok(Vec::new()) };
    let mut own: BTreeMap<u32, Shown> = BTreeMap::new();
    let mut ids = Vec::new();
    let mut is_in_cells = false;
    loop {
        match xml.next().map_err(|error| of_xml(table, part, error))? {
            Event::Start(tag) if tag.name == b"numFmt" => {
                let id = tag.attribute("numFmtId").and_then(|id| id.trim().parse().ok());
                if let (Some(id), Some(code)) = (id, tag.attribute("formatCode")) {
                    own.insert(id, of_code(&code));
                }
            }
            Event::Start(tag) if tag.name == b"cellXfs" => is_in_cells = !tag.is_empty,
            Event::End(name) if name == b"cellXfs" => is_in_cells = false,
            Event::Start(tag) if tag.name == b"xf" && is_in_cells => {
                ids.push(tag.attribute("numFmtId").and_then(|id| id.trim().parse::<u32>().ok()).unwrap_or(0));
            }
            Event::Done => break,
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
        }
    }
    Ok(ids.into_iter().map(|id| own.get(&id).copied().unwrap_or_else(|| of_builtin(id))).collect())
}
