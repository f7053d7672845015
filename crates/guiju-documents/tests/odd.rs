//! Files that are not what their names say, or are written in ways that the standards allow and programs rarely use.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the small helpers of this test file stand outside of its test functions"
)]

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, GB18030, GBK};
use guiju_documents::{Cell, DocumentError, FileKind, OpenOptions, Row, Table};
use tempfile::TempDir;

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn zip(&self, name: &str, parts: &[(&str, &str)]) -> PathBuf {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (part, text) in parts {
            archive.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        self.put(name, &archive.finish().unwrap().into_inner())
    }
}

fn open(path: &Path) -> Result<Table, DocumentError> {
    Table::open(path, &OpenOptions::default())
}

fn rows(table: &Table, sheet: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let each = &mut |row| {
        rows.push(row);
        Ok::<_, DocumentError>(ControlFlow::Continue(()))
    };
    table.each_row(sheet, each).unwrap();
    rows
}

fn text(table: &Table, sheet: usize) -> String {
    let line = |row: Row| row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|");
    rows(table, sheet).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn refused(path: &Path, expected: &str) {
    let error = open(path).unwrap_err();
    let message = error.to_string();
    assert!(message.contains(expected), "{message}");
    let zh = error.in_words().zh;
    assert!(zh.contains('，') || zh.contains('；'), "{zh}");
}

/// A compound file of one stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().max(4096).div_ceil(512);
    assert!(sectors < 120, "one table of 128 sectors holds it");
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, 1_u32), (48, 1), (56, 4096), (60, 0xFFFF_FFFE), (68, 0xFFFF_FFFE)] {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    header[76..].fill(0xFF);
    header[76..80].copy_from_slice(&0_u32.to_le_bytes());
    let mut table = vec![0xFFFF_FFFD_u32, 0xFFFF_FFFE];
    table.extend((0..sectors).map(|at| if at + 1 == sectors { 0xFFFF_FFFE } else { u32::try_from(at).unwrap() + 3 }));
    table.resize(128, 0xFFFF_FFFF);
    let entry = |name: &str, kind: u8, child: u32, start: u32, bytes: usize| {
        let mut entry = vec![0_u8; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66].copy_from_slice(&u16::try_from(units.len() + 2).unwrap().to_le_bytes());
        (entry[66], entry[67]) = (kind, 1);
        entry[68..76].fill(0xFF);
        entry[76..80].copy_from_slice(&child.to_le_bytes());
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(bytes).unwrap().to_le_bytes());
        entry
    };
    let mut file = header;
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));
    file.extend(entry("Root Entry", 5, 1, 0xFFFF_FFFE, 0));
    file.extend(entry(name, 2, 0xFFFF_FFFF, 2, sectors * 512));
    file.extend([0_u8; 256]);
    file.extend(stream);
    file.resize(512 * (3 + sectors), 0);
    file
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// An old workbook of one sheet: what its head holds beside the usual, the sheet's name as written there, whether it is hidden, and its cells.
fn biff(version: u16, extra: &[Vec<u8>], name: &[u8], is_hidden: bool, cells: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&version.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
    let sheet = |at: usize| {
        let at = u32::try_from(at).unwrap().to_le_bytes();
        record(0x0085, &[&at[..], &[u8::from(is_hidden), 0], name].concat())
    };
    let end = record(0x000A, &[]);
    let begin = [bof(5), extra.concat()].concat();
    let at = begin.len() + sheet(0).len() + end.len();
    [begin, sheet(at), end.clone(), bof(0x10), cells.concat(), end].concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn label(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    record(0x0204, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], text].concat())
}

fn unicode_label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.encode_utf16().count()).unwrap().to_le_bytes();
    label(row, column, &[&length[..], &[1], &wide(text)].concat())
}

fn formula(row: u16, column: u16, result: f64, flags: u16) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    // `=7`.
    record(0x0006, &[&place[..], &result.to_le_bytes(), &flags.to_le_bytes(), &[0; 4], &[3, 0, 0x1E, 7, 0]].concat())
}

fn code_page(page: u16) -> Vec<u8> {
    record(0x0042, &page.to_le_bytes())
}

#[test]
fn an_old_workbook_is_read_whatever_code_page_it_names() {
    let desk = Desk::new();
    let name = [&[2_u8, 1][..], &wide("支出")].concat();
    let cells = [unicode_label(0, 0, "客户"), unicode_label(0, 1, "Café 名称"), unicode_label(1, 0, "宁波远洋")];
    for page in [1252, 1200, 936, 367, 32768] {
        let stream = biff(0x0600, &[code_page(page)], &name, false, &cells);
        let table = open(&desk.put("a.xls", &compound("Workbook", &stream))).unwrap();
        assert_eq!(table.sheets(), ["支出"], "{page}");
        assert_eq!(text(&table, 0), "客户|Café 名称\n宁波远洋", "{page}");
    }
    for (encoding, words) in [(GBK, ["客户名称", "宁波远洋运输有限公司"]), (BIG5, ["客戶名稱", "長榮海運股份有限公司"])]
    {
        let bytes = |text: &str| encoding.encode(text).0.into_owned();
        let short = |text: &str| [&u16::try_from(bytes(text).len()).unwrap().to_le_bytes()[..], &bytes(text)].concat();
        let cells = [label(0, 0, &short(words[0])), label(1, 0, &short(words[1]))];
        let sheet = [&[u8::try_from(bytes("表").len()).unwrap()][..], &bytes("表")].concat();
        for page in [1252, 936, 950, 32768] {
            let stream = biff(0x0500, &[code_page(page)], &sheet, false, &cells);
            let table = open(&desk.put("a.xls", &compound("Book", &stream))).unwrap();
            assert_eq!(text(&table, 0), words.join("\n"), "{} as {page}", encoding.name());
            assert_eq!(table.sheets(), ["表"]);
        }
    }
}

#[test]
fn an_old_workbook_says_what_the_importer_has_to_know() {
    let desk = Desk::new();
    let name = [1_u8, 0, b'A'];
    let hidden = biff(0x0600, &[record(0x0022, &[1, 0])], &name, true, &[unicode_label(0, 0, "x")]);
    let table = open(&desk.put("a.xls", &compound("Workbook", &hidden))).unwrap();
    assert!(table.is_1904() && table.sheet_list()[0].is_hidden);
    // Nobody computed: every result is zero, and Excel never saw the file.
    let never = biff(0x0600, &[], &name, false, &[formula(0, 0, 0.0, 0), formula(1, 0, 0.0, 2)]);
    let table = open(&desk.put("a.xls", &compound("Workbook", &never))).unwrap();
    assert_eq!(rows(&table, 0)[0].cell(0), &Cell::Uncomputed("=7".into()));
    let by_excel = biff(0x0600, &[record(0x01C1, &[0; 8])], &name, false, &[formula(0, 0, 0.0, 0)]);
    let table = open(&desk.put("a.xls", &compound("Workbook", &by_excel))).unwrap();
    assert_eq!(rows(&table, 0)[0].cell(0), &Cell::Number("0".into()));
    let some = biff(0x0600, &[], &name, false, &[formula(0, 0, 0.0, 0), formula(1, 0, 7.0, 0)]);
    let table = open(&desk.put("a.xls", &compound("Workbook", &some))).unwrap();
    assert_eq!(text(&table, 0), "0\n7");
}

#[test]
fn a_password_is_called_a_password() {
    let desk = Desk::new();
    refused(&desk.put("a.xlsx", &compound("EncryptedPackage", b"...")), "`a.xlsx` is protected by a password; open it with the password");
    let stream = biff(0x0600, &[record(0x002F, &[1, 0, 1, 0, 1, 0])], &[1, 0, b'A'], false, &[]);
    refused(&desk.put("a.xls", &compound("Workbook", &stream)), "protected by a password");
    let mut safe = b"\x62\x14\x23\x65\x11\x02\x01\x00E-SafeNet\x00\x00\x00LOCK".to_vec();
    safe.resize(4096, 0x55);
    refused(&desk.put("a.xlsx", &safe), "encryption software");
}

#[test]
fn what_is_no_table_is_called_what_it_is() {
    let desk = Desk::new();
    refused(&desk.put("a.xls", &compound("WordDocument", b"...")), "a Word document (.doc)");
    refused(&desk.put("a.xls", &compound("Contents", b"...")), "a compound file without a workbook");
    for (name, bytes, expected) in [
        ("a.png", &b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], "a picture"),
        ("a.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF", "a picture"),
        ("a.csv", b"%PDF-1.7", "a PDF document"),
        ("a.csv", b"  \r\n", "is empty"),
        ("a.csv", b"\xEF\xBB\xBF", "is empty"),
        ("a.rar", b"Rar!\x1A\x07\x01\0", "an archive (.rar)"),
        ("a.json", b"[{\"a\": 1}]", "JSON data"),
        ("a.xml", b"<?xml version=\"1.0\"?><orders><order/></orders>", "an XML file"),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "single-file web page"),
        ("a.xls", b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00", "very old Excel"),
    ] {
        refused(&desk.put(name, bytes), expected);
    }
    for (parts, expected) in [
        (
            &[("Index/Document.iwa", ""), ("Metadata/Properties.plist", "")][..],
            "an Apple Numbers document, not a table; export it to Excel (.xlsx) in Numbers",
        ),
        (&[("word/document.xml", "<w/>")], "a Word document (.docx)"),
        (&[("ppt/presentation.xml", "<p/>")], "a presentation"),
        (&[("xl/workbook.bin", "")], "a binary workbook (.xlsb)"),
        (&[("mimetype", ""), ("content.xml", "<o/>")], "an OpenDocument file"),
        (&[("OFD.xml", "<o/>")], "an OFD document"),
        (&[("对账单/3月.csv", "a,b\n")], "unpack it and import `对账单/3月.csv` inside"),
        (&[("a.csv", ""), ("b.xlsx", "")], "import the tables inside (a.csv, b.xlsx)"),
        (&[("readme.md", "")], "a zip archive without a workbook"),
    ] {
        refused(&desk.zip("a.zip", parts), expected);
    }
}

const SHEET: &str = r#"<worksheet xmlns="m"><dimension ref="A1"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row><row r="2"><c r="B2" s="1"><v>46027</v></c></row></sheetData></worksheet>"#;
const TEXTS: &str = "<sst><si><t>客户</t></si></sst>";
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" state="veryHidden" r:id="rId1"/></sheets></workbook>"#;

fn relations(targets: &[(&str, &str)]) -> String {
    let line = |(at, (kind, target)): (usize, &(&str, &str))| {
        format!(r#"<Relationship Id="rId{}" Type="http://s/relationships/{kind}" Target="{target}"/>"#, at + 1)
    };
    format!("<Relationships>{}</Relationships>", targets.iter().enumerate().map(line).collect::<String>())
}

#[test]
fn a_package_may_be_laid_out_in_any_way_that_its_relations_tell() {
    let desk = Desk::new();
    let kinds = |sheet, texts, styles| relations(&[("worksheet", sheet), ("sharedStrings", texts), ("styles", styles)]);
    let usual = kinds("worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml");
    let absolute = kinds("/xl/worksheets/sheet1.xml", "/xl/sharedStrings.xml", "/xl/styles.xml");
    let root = |book| relations(&[("officeDocument", book)]);
    let (in_folder, at_root) = (root("xl/workbook.xml"), root("/workbook.xml"));
    let flat = kinds("sheet.xml", "texts.xml", "looks.xml");
    let layouts: [&[(&str, &str)]; 5] = [
        &[
            ("_rels/.rels", &in_folder),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", &usual),
            ("xl/worksheets/sheet1.xml", SHEET),
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/styles.xml", STYLES),
        ],
        &[
            ("_rels\\.rels", &in_folder),
            ("xl\\workbook.xml", BOOK),
            ("xl\\_rels\\workbook.xml.rels", &usual),
            ("xl\\worksheets\\sheet1.xml", SHEET),
            ("xl\\sharedStrings.xml", TEXTS),
            ("xl\\styles.xml", STYLES),
        ],
        &[
            ("_rels/.rels", &in_folder),
            ("XL/Workbook.xml", BOOK),
            ("XL/_rels/workbook.xml.rels", &absolute),
            ("XL/Worksheets/Sheet1.XML", SHEET),
            ("XL/SharedStrings.xml", TEXTS),
            ("XL/Styles.xml", STYLES),
        ],
        &[
            ("_rels/.rels", &at_root),
            ("workbook.xml", BOOK),
            ("_rels/workbook.xml.rels", &flat),
            ("sheet.xml", SHEET),
            ("texts.xml", TEXTS),
            ("looks.xml", STYLES),
        ],
        &[
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", &usual),
            ("xl/worksheets/sheet1.xml", SHEET),
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/styles.xml", STYLES),
        ],
    ];
    for (at, parts) in layouts.iter().enumerate() {
        let table = open(&desk.zip("a.xlsx", parts)).unwrap_or_else(|error| panic!("layout {at}: {error}"));
        assert_eq!(text(&table, 0), "客户|x\n|2026-01-05", "layout {at}");
        let hidden: Vec<_> = table.sheet_list().iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect();
        assert_eq!(hidden, [("一", false), ("二", true)], "layout {at}");
    }
    let broken = SHEET.replace("<v>0</v>", "<v>7</v>");
    let parts = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", &usual),
        ("xl/worksheets/sheet1.xml", &broken),
        ("xl/sharedStrings.xml", TEXTS),
    ];
    let table = open(&desk.zip("a.xlsx", &parts)).unwrap();
    let outcome = table.each_row(0, &mut |_| Ok::<_, DocumentError>(ControlFlow::Continue(())));
    assert!(outcome.unwrap_err().to_string().contains("a shared text that is not there"));
    refused(&desk.zip("a.xlsx", &[("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>")]), "document type");
}

#[test]
fn a_workbook_says_what_the_importer_has_to_know() {
    let desk = Desk::new();
    let usual = relations(&[("worksheet", "worksheets/sheet1.xml")]);
    let book = |rest: &str| BOOK.replace("<sheets>", &format!("{rest}<sheets>"));
    let sheet = |cells: &str| {
        format!("<x:worksheet xmlns:x='m'><x:sheetData><x:row>{cells}</x:row></x:sheetData></x:worksheet>")
            .replace("<c", "<x:c")
            .replace("</c", "</x:c")
    };
    let read = |rest: &str, cells: &str| {
        let (book, sheet) = (book(rest), sheet(cells));
        let parts = [
            ("xl/workbook.xml", book.as_str()),
            ("xl/_rels/workbook.xml.rels", &usual),
            ("xl/worksheets/sheet1.xml", &sheet),
            ("xl/styles.xml", STYLES),
        ];
        let table = open(&desk.zip("a.xlsx", &parts)).unwrap();
        (table.is_1904(), rows(&table, 0).remove(0).cells)
    };
    let number = |text: &str| Cell::Number(text.into());
    let formula = |text: &str| Cell::Uncomputed(text.into());
    let (is_1904, cells) = read("<workbookPr date1904='1'/>", "<c><v>44595</v></c><c s='1'><v>44595</v></c>");
    assert_eq!((is_1904, &cells[0], cells[1].text().as_ref()), (true, &number("44595"), "2026-02-04"));
    let (_, cells) = read(
        "",
        "<c><f>D3+90</f><v/></c><c><f>A1&amp;\"x\"</f></c><c t='str'><f>\"\"</f><v></v></c><c t='str'><f>B1</f></c><c><f>1-1</f><v>0</v></c><c><f>2</f><v>0.0</v></c><c><f t='shared' si='0'/></c>",
    );
    let expected = [formula("=D3+90"), formula("=A1&\"x\""), Cell::Empty, formula("=B1"), number("0"), formula("=2"), formula("=")];
    assert_eq!(cells, expected);
    let (_, cells) = read("<calcPr fullCalcOnLoad='1'/>", "<c><f>1-1</f><v>0</v></c><c><f>1+1</f><v>2</v></c><c><v>0</v></c>");
    assert_eq!(cells, [formula("=1-1"), number("2"), number("0")]);
    let (_, cells) = read(
        "",
        "<c><v>9.13100001234568E+17</v></c><c><v>26312000000000000000</v></c><c><v>913100001234568</v></c><c t='str'><v>9.1310E+17</v></c>",
    );
    assert_eq!(cells.iter().map(Cell::has_lost_digits).collect::<Vec<_>>(), [true, true, false, true]);
    let (_, cells) = read(
        "",
        "<c t='str'><v>a &lt;b&gt;_x000D_\n</v></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='d'><v>2026-01-05</v></c><c><v>abc</v></c>",
    );
    assert_eq!(cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>(), ["a <b>", "TRUE", "#N/A", "2026-01-05", "abc"]);
}

#[test]
fn chinese_texts_are_read_in_whichever_encoding_they_are() {
    let desk = Desk::new();
    let simple = "客户编号,客户名称,应收金额\nC01,宁波远洋,100\nC02,\u{4DB6}\u{9FA5}（B）有限公司,200\n";
    let traditional = "客戶編號,客戶名稱,應收金額\nC01,甲公司,100\nC02,臺灣玻璃股份有限公司,200\n";
    let little: Vec<u8> = wide("客户\t金额\n宁波远洋\t1\n");
    let big: Vec<u8> = "客户\t金额\n宁波远洋\t1\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, encoding, expected) in [
        (GB18030.encode(simple).0.into_owned(), "gb18030", simple),
        (BIG5.encode(traditional).0.into_owned(), "Big5", traditional),
        (GB18030.encode(traditional).0.into_owned(), "gb18030", traditional),
        ([b"\xEF\xBB\xBF", simple.as_bytes()].concat(), "UTF-8", simple),
        (little, "UTF-16LE", "客户,金额\n宁波远洋,1\n"),
        (big, "UTF-16BE", "客户,金额\n宁波远洋,1\n"),
    ] {
        let table = open(&desk.put("a.csv", &bytes)).unwrap();
        assert_eq!((table.encoding(), table.has_replaced_bytes()), (Some(encoding), false), "{expected}");
        assert_eq!(text(&table, 0).replace('|', ","), expected.trim_end());
    }
    let (bytes, _, _) = GBK.encode("客户名称,备注\n宁波远洋,X \n上海港务,正常\n");
    let stray = bytes.iter().flat_map(|byte| if *byte == b'X' { vec![0xE9] } else { vec![*byte] }).collect::<Vec<_>>();
    let table = open(&desk.put("a.csv", &stray)).unwrap();
    assert_eq!((table.encoding(), table.has_replaced_bytes()), (Some("gb18030"), true));
    assert_eq!(text(&table, 0), "客户名称|备注\n宁波远洋|\u{FFFD}\n上海港务|正常");
    let stray = [simple.as_bytes(), b"C03,caf\xE9,1\n"].concat();
    let table = open(&desk.put("a.csv", &stray)).unwrap();
    assert_eq!((table.encoding(), table.has_replaced_bytes()), (Some("UTF-8"), true));
    let table = open(&desk.put("a.csv", b"name;amount\nM\xFCller & S\xF6hne;1\n")).unwrap();
    assert_eq!(text(&table, 0), "name|amount\nMüller & Söhne|1");
    let table = open(&desk.put("a.csv", b"sep=;\r\na;b\r\n1,5;2\r\n")).unwrap();
    assert_eq!(text(&table, 0), "a|b\n1,5|2");
    assert_eq!(rows(&table, 0)[0].number, 2);
}

#[test]
fn a_web_page_is_read_as_a_spreadsheet_program_shows_it() {
    let desk = Desk::new();
    let page = "<!DOCTYPE html><html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'><title>x</title>\
        <style>td { color: red }</style></head><body><!-- <td>no</td> --><h3>应收账款明细（单位：万元）</h3>\
        <TABLE><tr><th colspan=2>客户&amp;名称</th><th rowspan='2'>金&nbsp;额</th></tr><tr><td>编号<td>简称</tr>\
        <tr><td x:str>=\"0012\"</td><td>远航<br>货运&#65288;宁波&#65289;</td><td> 1,200.50&nbsp;</td></tr>\
        <tr><td></td><td><table><tr><td>内</td><td>层</td></tr></table></td></tr></TABLE>\
        <p>合计 1 &lt; 2</p><script>document.write('<td>no</td>')</script></body></html>";
    for bytes in [GBK.encode(page).0.into_owned(), page.replace("gb2312", "utf-8").into_bytes(), page.as_bytes().to_vec()] {
        let table = open(&desk.put("a.xls", &bytes)).unwrap();
        assert_eq!((table.kind(), table.sheets()), (FileKind::Page, &["a".to_owned()][..]));
        assert_eq!(
            text(&table, 0),
            "应收账款明细（单位：万元）\n客户&名称||金\u{A0}额\n编号|简称\n0012|远航\n货运（宁波）|1,200.50\n内|层\n合计 1 < 2"
        );
        let rows = rows(&table, 0);
        assert_eq!((rows[1].shown(1).text(), rows[2].shown(2).text()), ("客户&名称".into(), "金\u{A0}额".into()));
    }
    let table = open(&desk.put("a.xls", b"<table><tr><td rowspan=99999999 colspan=99999999>a</td></tr><tr></tr></table>")).unwrap();
    assert_eq!(text(&table, 0), "a");
    refused(&desk.put("a.xls", &[&b"<table><tr>"[..], &b"<td>a".repeat(3000)].concat()), "more than 2000 columns");
}

#[test]
fn a_workbook_of_2003_as_xml_is_read_like_any_other() {
    let desk = Desk::new();
    let book = "<?xml version=\"1.0\" encoding=\"gb2312\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Worksheet ss:Name=\"旧\"><Table><Row><Cell><Data ss:Type=\"String\">x</Data></Cell></Row></Table>\
        <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>\
        <Worksheet ss:Name=\"应收\"><Table><Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">客户&amp;名称</Data></Cell><Cell><Data ss:Type=\"String\">金额</Data></Cell></Row>\
        <Row ss:Index=\"4\"><Cell ss:Index=\"2\"><Data ss:Type=\"DateTime\">2026-01-05T00:00:00.000</Data></Cell><Cell ss:Formula=\"=R[-1]C\"><Data ss:Type=\"Number\">0.30000000000000004</Data></Cell>\
        <Cell ss:Formula=\"=1+1\"/></Row></Table></Worksheet></Workbook>";
    for bytes in [GBK.encode(book).0.into_owned(), book.replace("gb2312", "UTF-8").into_bytes()] {
        let table = open(&desk.put("a.xls", &bytes)).unwrap();
        assert_eq!(table.kind(), FileKind::XmlSheets);
        assert_eq!(table.sheet_list().iter().map(|sheet| sheet.is_hidden).collect::<Vec<_>>(), [true, false]);
        assert_eq!(text(&table, 0), "x");
        assert_eq!(text(&table, 1), "客户&名称||金额\n|2026-01-05|0.3|=1+1");
        let rows = rows(&table, 1);
        assert_eq!((rows[1].number, rows[1].cell(3)), (4, &Cell::Uncomputed("=1+1".into())));
        assert_eq!(rows[0].shown(1).text(), "客户&名称");
        refused(&desk.put("a.xls", &bytes[..bytes.len() - 30]), "has no end");
    }
}

/// A generator of numbers, the same at every run.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap()
}

#[test]
fn a_damaged_file_gives_rows_or_a_reason_and_nothing_else() {
    let desk = Desk::new();
    let usual = relations(&[("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]);
    let merged = SHEET.replace("</worksheet>", "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>");
    let parts = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", &usual),
        ("xl/worksheets/sheet1.xml", &merged),
        ("xl/sharedStrings.xml", TEXTS),
        ("xl/styles.xml", STYLES),
    ];
    // Stored and not packed, so that a changed byte is a changed byte of the XML.
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (part, text) in parts {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(part, stored).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let old = biff(0x0600, &[code_page(1252)], &[2, 1, b'A', 0, b'B', 0], false, &[unicode_label(0, 0, "客户"), formula(1, 0, 0.0, 2)]);
    let camt = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><Stmt><Acct><Id><IBAN>X</IBAN></Id></Acct><Ntry><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls/></NtryDtls></Ntry></Stmt></Document>";
    let samples = [
        archive.finish().unwrap().into_inner(),
        compound("Workbook", &old),
        compound("EncryptedPackage", b"x"),
        b"<html><table><tr><td colspan=2 rowspan=3>&#65;&nbsp;</td></tr><tr><td>b</table>".to_vec(),
        camt.as_bytes().to_vec(),
        b":20:A\n:25:X\n:28C:1\n:60F:C260301CNY0,00\n:61:2603020302C10,00NTRFNONREF\n:86:166?20SVWZ+a?32b\n:62F:C260302CNY10,00\n-\n"
            .to_vec(),
        GBK.encode("客户名称,金额\n\"远航\",\"1,200\"\n").0.into_owned(),
        wide("客户\t金额\n远航\t1\n"),
    ];
    let mut seed = 17;
    for sample in &samples {
        assert!(sample.len() > 20);
        for _ in 0..150 {
            let mut bytes = sample.clone();
            for _ in 0..=next(&mut seed) % 4 {
                let at = next(&mut seed) % bytes.len();
                match next(&mut seed) % 3 {
                    0 => bytes[at] = u8::try_from(next(&mut seed) % 256).unwrap(),
                    1 => drop(bytes.remove(at)),
                    _ => bytes.insert(at, b"<>&\"'\0\n\xFF,"[next(&mut seed) % 9]),
                }
            }
            if let Ok(table) = open(&desk.put("a.bin", &bytes)) {
                for sheet in 0..table.sheets().len() {
                    // Rows or a reason.
                    let _ = table.each_row(sheet, &mut |_| Ok::<_, DocumentError>(ControlFlow::Continue(())));
                }
            }
        }
    }
}
