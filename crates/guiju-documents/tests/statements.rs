//! Banks' statements as their standards have them: MT940 of SWIFT, camt.052 to camt.054 of ISO 20022. Every figure is made up.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the small helpers of this test file stand outside of its test functions"
)]

use std::ops::ControlFlow;

use guiju_documents::{DocumentError, FileKind, OpenOptions, Row, STATEMENT_COLUMNS, Table};

fn open(name: &str, bytes: &[u8]) -> Result<Table, DocumentError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    // Statements are read when opened, so that the file may go.
    Table::open(&path, &OpenOptions::default())
}

fn rows(table: &Table, sheet: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let each = &mut |row| {
        rows.push(row);
        Ok::<_, DocumentError>(ControlFlow::Continue(()))
    };
    table.each_row(sheet, each).unwrap();
    assert_eq!(rows[0].cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>(), STATEMENT_COLUMNS);
    rows.remove(0);
    rows
}

/// Some columns of every line.
fn told(table: &Table, sheet: usize, columns: &[&str]) -> Vec<String> {
    let at = |name: &str| STATEMENT_COLUMNS.iter().position(|column| *column == name).unwrap();
    let line = |row: Row| columns.iter().map(|name| row.cell(at(name)).text().into_owned()).collect::<Vec<_>>().join("|");
    rows(table, sheet).into_iter().map(line).collect()
}

const MT940: &str = "{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\r
:20:STARTUMS\r
:25:37040044/0532013000\r
:28C:00031/001\r
:60F:C260330EUR1000,00\r
:61:2603310331CR250,5NTRFNONREF//BANK-1\r
/OCMT/EUR250,50/\r
:86:166?00GUTSCHRIFT?20EREF+INV-7?21SVWZ+Rechnung INV-7?30DEUTDEFF?31DE893704004405320\r
13000?32Nordsee Reederei\r
:61:2603310331DR100,NCHKREF-2\r
:86:check 2\r
:61:2512310102RD40,00NTRFREF-3//BANK-3\r
:61:260331RC50,00NRTIREF-4\r
:86:returned\r
:62M:C260331EUR1140,50\r
-}{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\r
:20:STARTUMS\r
:25:37040044/0532013000\r
:28C:00031/002\r
:60M:C260331EUR1140,50\r
:61:2603310331C9,5NMSCNONREF\r
:86:last\r
:62F:C260331EUR1150,00\r
:64:C260331EUR1150,00\r
:86:closing text\r
-}\r
:20:OTHER\r
:25:NL91ABNA0417164300\r
:28C:5\r
:60F:D260330USD10,\r
:61:260331D5,NTRFX\r
:62F:D260331USD15,\r
-\r
";

#[test]
fn mt940_is_a_sheet_for_each_statement() {
    let table = open("a.sta", MT940.as_bytes()).unwrap();
    assert_eq!(
        (table.kind(), table.sheets()),
        (FileKind::Mt940, &["37040044/0532013000 00031/001".to_owned(), "NL91ABNA0417164300 5".to_owned()][..])
    );
    assert_eq!(
        told(
            &table,
            0,
            &["line", "booking_date", "value_date", "currency", "credit", "debit", "amount", "reversal", "balance", "running_balance"]
        ),
        [
            "opening_balance|2026-03-30|2026-03-30|EUR|||||1000.00|1000.00",
            "entry|2026-03-31|2026-03-31|EUR|250.50||250.50|||1250.50",
            "entry|2026-03-31|2026-03-31|EUR||100.00|-100.00|||1150.50",
            "entry|2026-01-02|2025-12-31|EUR|40.00||40.00|yes||1190.50",
            "entry|2026-03-31|2026-03-31|EUR||50.00|-50.00|yes||1140.50",
            "entry|2026-03-31|2026-03-31|EUR|9.50||9.50|||1150.00",
            "closing_balance|2026-03-31|2026-03-31|EUR|||||1150.00|1150.00",
        ]
    );
    assert_eq!(
        told(
            &table,
            0,
            &["counterparty_name", "counterparty_account", "remittance", "end_to_end_id", "reference", "bank_reference", "code"]
        )[1..6],
        [
            "Nordsee Reederei|DE89370400440532013000|Rechnung INV-7|INV-7||BANK-1|NTRF",
            "||check 2||REF-2||NCHK",
            "||||REF-3|BANK-3|NTRF",
            "||returned||REF-4||NRTI",
            "||last||||NMSC",
        ]
    );
    assert_eq!(
        told(&table, 1, &["account", "currency", "amount", "balance"]),
        ["NL91ABNA0417164300|USD||-10.00", "NL91ABNA0417164300|USD|-5.00|", "NL91ABNA0417164300|USD||-15.00"]
    );
}

#[test]
fn mt940_in_chinese_and_without_an_envelope() {
    let text = ":20:A\n:25:622200\n:28C:1\n:60F:C260301CNY0,00\n:61:2603020302C10000,00NTRFNONREF\n:86:宁波远洋 货款 INV-1\n:62F:C260302CNY10000,00\n-\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    for bytes in [text.as_bytes(), &gb] {
        let table = open("a.txt", bytes).unwrap();
        assert_eq!(told(&table, 0, &["amount", "remittance"])[1], "10000.00|宁波远洋 货款 INV-1");
    }
    let error = open("a.txt", text.replace("C10000,00N", "X10000,00N").as_bytes()).unwrap_err();
    assert!(error.to_string().contains("field :61: in line 5 is no movement"), "{error}");
    assert!(error.in_words().zh.contains("第 5 行"), "{error:?}");
}

fn camt(version: &str, statement: &str) -> String {
    let (root, message) = match version.get(5..8).unwrap() {
        "052" => ("BkToCstmrAcctRpt", "Rpt"),
        "054" => ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
        _ => ("BkToCstmrStmt", "Stmt"),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:{version}\"><{root}><GrpHdr><MsgId>M</MsgId></GrpHdr>{}</{root}></Document>",
        statement.replace("<Stmt>", &format!("<{message}>")).replace("</Stmt>", &format!("</{message}>"))
    )
}

const ACCOUNT: &str = "<Id>S-1</Id><ElctrncSeqNb>31</ElctrncSeqNb><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Hafen GmbH</Nm></Ownr></Acct>\
    <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>\
    <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1210.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>";

fn entry(amount: &str, direction: &str, rest: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{rest}<Sts>BOOK</Sts><BookgDt><Dt>2026-03-31</Dt></BookgDt><ValDt><DtTm>2026-03-30T16:00:00Z</DtTm></ValDt></Ntry>"
    )
}

fn part(amount: &str, debtor: &str, text: &str) -> String {
    format!(
        "<TxDtls><Refs><EndToEndId>E-{text}</EndToEndId></Refs>{amount}<RltdPties>{debtor}<DbtrAcct><Id><IBAN>NL91 ABNA 0417 1643 00</IBAN></Id></DbtrAcct>\
         <Cdtr><Nm>Hafen GmbH</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
    )
}

#[test]
fn camt_batches_come_as_their_parts_in_every_version() {
    let plain = |name: &str| format!("<Dbtr><Nm>{name}</Nm></Dbtr>");
    let deep = |name: &str| format!("<Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr>");
    let old = |amount: &str| format!("<AmtDtls><TxAmt><Amt Ccy=\"EUR\">{amount}</Amt></TxAmt></AmtDtls>");
    let new = |amount: &str| format!("<Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>");
    let batch = |first: String, second: String, wrong: String| {
        [
            entry("250.00", "CRDT", &format!("<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>{first}{second}</NtryDtls>")),
            entry("90.00", "DBIT", &format!("<RvslInd>true</RvslInd><NtryDtls>{wrong}</NtryDtls>")),
            entry("60.00", "CRDT", &format!("<NtryDtls>{first}{second}</NtryDtls><AddtlNtryInf>collected</AddtlNtryInf>")),
            entry("10.00", "DBIT", "<BkTxCd><Domn><Cd>ACMT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn></BkTxCd><AddtlNtryInf>fee</AddtlNtryInf>"),
            entry("7.00", "CRDT", "").replace("BOOK", "PDNG"),
        ]
        .concat()
    };
    let by_version = [
        (
            "camt.053.001.02",
            batch(
                part(&old("100.00"), &plain("Zee BV"), "INV-1"),
                part(&old("150.00"), &plain("Meer AG"), "INV-2"),
                part("", &plain("Zee BV"), "back"),
            ),
        ),
        (
            "camt.053.001.04",
            batch(
                part(&new("100.00"), &plain("Zee BV"), "INV-1"),
                part(&new("150.00"), &plain("Meer AG"), "INV-2"),
                part("", &plain("Zee BV"), "back"),
            ),
        ),
        (
            "camt.053.001.08",
            batch(
                part(&new("100.00"), &deep("Zee BV"), "INV-1"),
                part(&new("150.00"), &deep("Meer AG"), "INV-2"),
                part("", &deep("Zee BV"), "back"),
            ),
        ),
        (
            "camt.052.001.08",
            batch(
                part(&new("100.00"), &deep("Zee BV"), "INV-1"),
                part(&new("150.00"), &deep("Meer AG"), "INV-2"),
                part("", &deep("Zee BV"), "back"),
            ),
        ),
    ];
    for (version, entries) in by_version {
        let text = camt(version, &format!("<Stmt>{ACCOUNT}{entries}</Stmt>"));
        let text = if version.ends_with("08") { text.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>") } else { text };
        let table = open("a.xml", text.as_bytes()).unwrap();
        assert_eq!((table.kind(), table.sheets()), (FileKind::Camt, &["DE89370400440532013000 S-1".to_owned()][..]));
        assert_eq!(
            told(
                &table,
                0,
                &[
                    "line",
                    "status",
                    "amount",
                    "reversal",
                    "running_balance",
                    "counterparty_name",
                    "counterparty_account",
                    "remittance",
                    "end_to_end_id",
                    "note"
                ]
            ),
            [
                "opening_balance|booked|||1000.00|||||",
                "part|booked|100.00||1100.00|Zee BV|NL91ABNA0417164300|INV-1|E-INV-1|",
                "part|booked|150.00||1250.00|Meer AG|NL91ABNA0417164300|INV-2|E-INV-2|",
                "entry|booked|-90.00|yes|1160.00|Zee BV|NL91ABNA0417164300|back|E-back|",
                "entry|booked|60.00||1220.00|||collected||parts_differ: 250.00 of 60.00 in 2 parts",
                "entry|booked|-10.00||1210.00|||fee||",
                "entry|pending|7.00|||||||",
                "closing_balance|booked|||1210.00|||||",
            ],
            "{version}"
        );
        assert_eq!(
            told(&table, 0, &["account", "account_name", "statement", "currency", "booking_date", "value_date", "code", "balance"])[5..],
            [
                "DE89370400440532013000|Hafen GmbH|S-1|EUR|2026-03-31|2026-03-30T16:00:00Z|ACMT-MDOP-CHRG|",
                "DE89370400440532013000|Hafen GmbH|S-1|EUR|2026-03-31|2026-03-30T16:00:00Z||",
                "DE89370400440532013000|Hafen GmbH|S-1|EUR|2026-03-31|2026-03-31||1210.00",
            ]
        );
    }
}

#[test]
fn camt_with_several_accounts_prefixes_and_other_currencies() {
    let other = ACCOUNT
        .replace("<IBAN>DE89370400440532013000</IBAN>", "<Othr><Id>622200</Id></Othr>")
        .replace("OPBD", "PRCD")
        .replace("CRDT", "DBIT");
    let foreign = "<NtryDtls><TxDtls><AmtDtls><InstdAmt><Amt Ccy=\"USD\">270.00</Amt></InstdAmt></AmtDtls><RltdPties><Cdtr><Nm>Ocean Ltd</Nm></Cdtr></RltdPties>\
        <RltdAgts><CdtrAgt><FinInstnId><BIC>BOFAUS3N</BIC></FinInstnId></CdtrAgt></RltdAgts><RmtInf><Strd><RfrdDocInf><Nb>INV-9</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf>\
        <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>";
    let body = format!("<Stmt>{ACCOUNT}</Stmt><Stmt>{other}{}</Stmt>", entry("250.00", "DBIT", foreign));
    let text = camt("camt.053.001.02", &body);
    let prefixed = text
        .replace("</", "\u{1}")
        .replace("<?", "\u{2}")
        .replace('<', "<n:")
        .replace('\u{1}', "</n:")
        .replace('\u{2}', "<?")
        .replace("xmlns=", "xmlns:n=");
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes(), prefixed.as_bytes(), &wide] {
        let table = open("a.xml", bytes).unwrap();
        assert_eq!(table.sheets(), ["DE89370400440532013000 S-1", "622200 S-1"]);
        assert_eq!(
            told(&table, 0, &["line", "balance", "running_balance"]),
            ["opening_balance|1000.00|1000.00", "closing_balance|1210.00|1000.00"]
        );
        assert_eq!(
            told(
                &table,
                1,
                &[
                    "debit",
                    "counterparty_name",
                    "counterparty_bank",
                    "remittance",
                    "original_amount",
                    "original_currency",
                    "return_reason",
                    "balance"
                ]
            ),
            ["|||||||-1000.00", "250.00|Ocean Ltd|BOFAUS3N|RF18 INV-9|270.00|USD|AC04|", "|||||||-1210.00"]
        );
    }
    let advice =
        open("a.xml", camt("camt.054.001.04", &format!("<Stmt><Id>N</Id>{}</Stmt>", entry("1.00", "CRDT", ""))).as_bytes()).unwrap();
    assert_eq!(told(&advice, 0, &["line", "currency", "amount", "running_balance"]), ["entry|EUR|1.00|"]);
}

#[test]
fn what_is_no_whole_statement_is_refused() {
    let check = |text: &str, expected: &str| {
        let error = open("a.xml", text.as_bytes()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.in_words().zh.contains('；'), "{error}");
    };
    let whole = camt("camt.053.001.02", &format!("<Stmt>{ACCOUNT}{}</Stmt>", entry("1.00", "CRDT", "")));
    check(whole.get(..whole.len() - 40).unwrap(), "it is cut off");
    check(&whole.replace("<Amt Ccy=\"EUR\">1.00", "<Amt Ccy=\"EUR\">1,000.00"), "a movement has no amount");
    check(&whole.replacen("<CdtDbtInd>CRDT</CdtDbtInd><Sts>", "<Sts>", 1), "neither CRDT nor DBIT");
    check(&camt("camt.053.001.02", ""), "there is no statement in it");
    let evil = whole.replacen("<Document", "<!DOCTYPE d [<!ENTITY a \"b\">]><Document", 1);
    assert!(open("a.xml", evil.as_bytes()).is_err());
}
