//! ISO 20022: camt.053 (statement), camt.052 (report during the day) and camt.054 (advice), in every version since .02, which differ in where
//! the same things stand.

use std::io::Read;

use jiff::civil::Date;

use super::super::Table;
use super::super::xml::{Event, Xml, XmlError, declared_encoding};
use super::details::{Own, details, party_independent};
use super::node::Node;
use super::{Balance, Details, Money, Movement, Statement, Status, bad};
use crate::{Cell, DocumentError};

pub(super) fn read(table: &Table, bytes: &[u8]) -> Result<Vec<Statement>, DocumentError> {
    let (text, _, _) = declared_encoding(bytes).decode(bytes);
    let mut reader = Reader { table, xml: Xml::new(text.as_bytes()) };
    let mut statements = Vec::new();
    loop {
        match reader.xml.next().map_err(|error| of_xml(table, error))? {
            Event::Start(tag) if matches!(tag.name, b"Stmt" | b"Rpt" | b"Ntfctn") && !tag.is_empty => statements.push(reader.statement()?),
            Event::Done => return Ok(statements),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
        }
    }
}

fn of_xml(table: &Table, error: XmlError) -> DocumentError {
    match error {
        XmlError::Io(source) => table.io(source),
        XmlError::Cut => bad(table, ("文件不完整", "it is cut off")),
        XmlError::Bad(why) => bad(table, ("不是完整的 XML", why)),
        XmlError::Refused(why) => bad(table, ("含有不允许的 XML 内容", why)),
    }
}

struct Reader<'a, R> {
    table: &'a Table,
    xml: Xml<R>,
}

/// How many elements the parts of one batch may have, about fifty thousand payments.
const ELEMENTS_MAX: usize = 2_000_000;

/// The parts of an entry as they stream by.
#[derive(Default)]
struct Entry {
    heads: Vec<Node>,
    parts: Vec<Node>,
    batch: Option<Node>,
}

impl<R: Read> Reader<'_, R> {
    /// The next element below the one at hand; none at its end.
    fn child(&mut self) -> Result<Option<(Node, bool)>, DocumentError> {
        loop {
            match self.xml.next().map_err(|error| of_xml(self.table, error))? {
                Event::Start(tag) => return Ok(Some((Node::head(&tag), tag.is_empty))),
                Event::End(_) => return Ok(None),
                Event::Done => return Err(of_xml(self.table, XmlError::Cut)),
                Event::Text(_) | Event::Verbatim(_) => {}
            }
        }
    }

    fn whole(&mut self, node: Node, is_empty: bool) -> Result<Node, DocumentError> {
        Node::read(node, is_empty, &mut self.xml).map_err(|error| of_xml(self.table, error))
    }

    fn statement(&mut self) -> Result<Statement, DocumentError> {
        let mut statement = Statement::default();
        let mut interim: Vec<Balance> = Vec::new();
        let mut previous = None;
        while let Some((node, is_empty)) = self.child()? {
            if node.name == "Ntry" && !is_empty {
                let entry = self.entry()?;
                let own = Own { account: &statement.account, name: &statement.account_name };
                let movements = movements(self.table, &entry, &own, &statement.currency)?;
                if statement.currency.is_empty() {
                    statement.currency = entry.amount().and_then(|amount| amount.currency.clone()).unwrap_or_default();
                }
                statement.movements.extend(movements);
                self.table.check_rows(statement.movements.len() as u64)?;
                continue;
            }
            let node = self.whole(node, is_empty)?;
            match node.name.as_str() {
                "Id" => statement.number = node.text().to_owned(),
                // The number by which people know it.
                "LglSeqNb" | "ElctrncSeqNb" if !node.text().is_empty() && statement.number.is_empty() => {
                    statement.number = node.text().to_owned()
                }
                "Acct" => {
                    statement.account = node.first(&["Id/IBAN", "Id/Othr/Id", "Id/BBAN"]).unwrap_or_default().replace(' ', "");
                    statement.account_name = node.first(&["Ownr/Nm", "Ownr/Pty/Nm", "Nm"]).unwrap_or_default().to_owned();
                    statement.currency = node.first(&["Ccy"]).unwrap_or_default().to_owned();
                }
                "Bal" => {
                    let balance = self.balance(&node)?;
                    let currency = node.at("Amt").and_then(|amount| amount.currency.clone()).unwrap_or_default();
                    if statement.currency.is_empty() {
                        statement.currency = currency;
                    } else if currency != statement.currency {
                        continue;
                    }
                    match node.first(&["Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd"]) {
                        Some("OPBD") => statement.opening = Some(balance),
                        Some("PRCD") => previous = Some(balance),
                        Some("CLBD") => statement.closing = Some(balance),
                        Some("ITBD") => interim.push(balance),
                        Some(_) | None => {}
                    }
                }
                _ => {}
            }
        }
        // A page of a longer statement begins or ends with an interim balance.
        let mut interim = interim.into_iter();
        statement.opening = statement.opening.or(previous).or_else(|| interim.next());
        statement.closing = statement.closing.or_else(|| interim.next_back());
        Ok(statement)
    }

    fn balance(&self, node: &Node) -> Result<Balance, DocumentError> {
        let amount = node.at("Amt").and_then(|amount| Money::parse(amount.text()));
        let amount = amount.ok_or_else(|| bad(self.table, ("余额不是金额", "a balance is no amount")))?;
        let is_in = direction(self.table, node.first(&["CdtDbtInd"]))?;
        let date = node.first(&["Dt/Dt", "Dt/DtTm"]).and_then(|text| text.get(..10)?.parse::<Date>().ok());
        Ok(Balance { amount: amount.signed(is_in), date })
    }

    fn entry(&mut self) -> Result<Entry, DocumentError> {
        let mut entry = Entry::default();
        let mut elements = 0;
        while let Some((node, is_empty)) = self.child()? {
            if node.name != "NtryDtls" || is_empty {
                let node = self.whole(node, is_empty)?;
                entry.heads.push(node);
                continue;
            }
            while let Some((node, is_empty)) = self.child()? {
                let node = self.whole(node, is_empty)?;
                elements += node.count();
                if elements > ELEMENTS_MAX {
                    return Err(self.table.too_large("a batch in it has more than 2,000,000 elements; export it by day"));
                }
                match node.name.as_str() {
                    "TxDtls" => entry.parts.push(node),
                    "Btch" => entry.batch = Some(node),
                    _ => {}
                }
                self.table.check_rows(entry.parts.len() as u64)?;
            }
        }
        Ok(entry)
    }
}

impl Entry {
    fn head(&self, name: &str) -> Option<&Node> {
        self.heads.iter().find(|node| node.name == name)
    }

    fn amount(&self) -> Option<&Node> {
        self.head("Amt")
    }

    fn text(&self, name: &str) -> &str {
        self.head(name).map(Node::text).unwrap_or_default()
    }
}

fn direction(table: &Table, word: Option<&str>) -> Result<bool, DocumentError> {
    match word {
        Some("CRDT") => Ok(true),
        Some("DBIT") => Ok(false),
        Some(_) | None => Err(bad(table, ("一笔交易没有标明借贷方向", "a movement says neither CRDT nor DBIT"))),
    }
}

/// A day, or an instant as written where it names its zone: which day that is depends on the reader's.
fn day(node: Option<&Node>) -> Cell {
    let Some(text) = node.and_then(|node| node.first(&["Dt", "DtTm"])) else { return Cell::Empty };
    let is_instant = text.contains('T') && (text.ends_with('Z') || text.get(19..).is_some_and(|rest| rest.contains(['+', '-'])));
    if is_instant {
        return Cell::from(text);
    }
    text.get(..10).and_then(|day| day.parse::<Date>().ok()).map_or_else(|| Cell::from(text), Cell::from)
}

/// An entry as one movement, or as one for each part of a batch.
fn movements(table: &Table, entry: &Entry, own: &Own<'_>, currency: &str) -> Result<Vec<Movement>, DocumentError> {
    let missing = || bad(table, ("一笔交易没有金额", "a movement has no amount"));
    let amount = entry.amount().ok_or_else(missing)?;
    let value = Money::parse(amount.text()).ok_or_else(missing)?;
    let is_in = direction(table, entry.head("CdtDbtInd").map(Node::text))?;
    let is_reversal = matches!(entry.text("RvslInd"), "true" | "1");
    let status = match entry.head("Sts").map(|status| status.first(&["Cd", "Prtry"]).unwrap_or_else(|| status.text())) {
        Some("PDNG" | "FUTR") => Status::Pending,
        Some("INFO") => Status::Information,
        Some(_) | None => Status::Booked,
    };
    let unit = amount.currency.as_deref().unwrap_or(currency);
    let base = Movement {
        status,
        booking: day(entry.head("BookgDt")),
        value: day(entry.head("ValDt")),
        amount: value.signed(is_in),
        is_reversal,
        details: common(entry),
        ..Movement::default()
    };
    let filled = |part: &Node, is_in: bool| details(part, own, is_in != is_reversal, unit, &base.details);
    match entry.parts.as_slice() {
        [] => Ok(vec![base]),
        [only] => {
            let details = filled(only, is_in);
            Ok(vec![Movement { details, ..base }])
        }
        parts => {
            let signed = |part: &Node| {
                let is_in = direction(table, part.first(&["CdtDbtInd"])).unwrap_or(is_in);
                part_amount(part, unit).map(|amount| (amount.signed(is_in), is_in))
            };
            let amounts: Option<Vec<(Money, bool)>> = parts.iter().map(signed).collect();
            let Some(amounts) = amounts else {
                let note = format!("parts_without_amounts: {}", parts.len());
                return Ok(vec![Movement { note, details: shared(parts, own, is_in != is_reversal, &base.details), ..base }]);
            };
            let sum = Money(amounts.iter().map(|(amount, _)| amount.0).sum());
            if sum != base.amount {
                let note = format!("parts_differ: {} of {} in {} parts", sum.text(), base.amount.text(), parts.len());
                return Ok(vec![Movement { note, details: shared(parts, own, is_in != is_reversal, &base.details), ..base }]);
            }
            let part = |(part, (amount, is_in)): (&Node, &(Money, bool))| Movement {
                is_part: true,
                amount: *amount,
                details: filled(part, *is_in),
                ..base.clone()
            };
            Ok(parts.iter().zip(&amounts).map(part).collect())
        }
    }
}

/// What the entry itself tells, for all of its parts.
fn common(entry: &Entry) -> Details {
    let batch = |path: &str| entry.batch.as_ref().and_then(|batch| batch.first(&[path])).unwrap_or_default().to_owned();
    let mut found = Details {
        remittance: entry.text("AddtlNtryInf").to_owned(),
        reference: batch("PmtInfId"),
        bank_reference: entry.text("AcctSvcrRef").to_owned(),
        ..Details::default()
    };
    if found.bank_reference.is_empty() {
        entry.text("NtryRef").clone_into(&mut found.bank_reference);
    }
    if let Some(code) = entry.head("BkTxCd") {
        found.code = party_independent::code(code);
    }
    found
}

/// What all parts of a batch that is kept whole tell alike.
fn shared(parts: &[Node], own: &Own<'_>, is_payer: bool, base: &Details) -> Details {
    let mut each = parts.iter().map(|part| details(part, own, is_payer, "", base));
    let first = each.next().unwrap_or_default();
    if each.all(|other| (&other.name, &other.account) == (&first.name, &first.account)) {
        return Details { name: first.name, account: first.account, bank: first.bank, ..base.clone() };
    }
    base.clone()
}

/// The amount of a part in the currency of its entry.
fn part_amount(part: &Node, currency: &str) -> Option<Money> {
    let places = ["Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt", "AmtDtls/CntrValAmt/Amt"];
    let amounts = places.iter().filter_map(|path| part.at(path));
    let found = amounts.into_iter().find(|amount| amount.currency.as_deref().is_none_or(|unit| unit == currency))?;
    Money::parse(found.text())
}
