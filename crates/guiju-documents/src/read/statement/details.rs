//! What a part of an entry tells: who, what for, and by which references. Older versions have the name right below the party, newer ones have a
//! person or a bank between.

use super::node::Node;
use super::{Details, Money};

/// The account holder, who is never its own counterparty where there is another.
pub(super) struct Own<'a> {
    pub(super) account: &'a str,
    pub(super) name: &'a str,
}

struct Party<'a> {
    name: &'a str,
    account: String,
    bank: &'a str,
}

/// `is_payer`: the other party is the one who paid.
pub(super) fn details(part: &Node, own: &Own<'_>, is_payer: bool, currency: &str, base: &Details) -> Details {
    let mut found = base.clone();
    let (debtor, creditor) = (party(part, "Dbtr"), party(part, "Cdtr"));
    let (wanted, other) = if is_payer { (debtor, creditor) } else { (creditor, debtor) };
    let is_own = |party: &Party<'_>| {
        if party.account.is_empty() { !own.name.is_empty() && party.name == own.name } else { party.account == own.account }
    };
    let is_told = |party: &Party<'_>| !(party.name.is_empty() && party.account.is_empty());
    let chosen = [wanted, other].into_iter().find(|party| is_told(party) && !is_own(party));
    if let Some(party) = chosen {
        party.name.clone_into(&mut found.name);
        party.bank.clone_into(&mut found.bank);
        found.account = party.account;
    }
    let set = |target: &mut String, text: Option<&str>| {
        if let Some(text) = text {
            text.clone_into(target);
        }
    };
    set(&mut found.end_to_end, part.first(&["Refs/EndToEndId"]).filter(|id| *id != "NOTPROVIDED"));
    set(&mut found.reference, part.first(&["Refs/InstrId", "Refs/PmtInfId", "Refs/TxId", "Refs/ChqNb"]));
    set(&mut found.bank_reference, part.first(&["Refs/AcctSvcrRef"]));
    if let Some(code) = part.at("BkTxCd") {
        found.code = party_independent::code(code);
    }
    let remittance = party_independent::remittance(part);
    if !remittance.is_empty() {
        found.remittance = remittance;
    }
    set(&mut found.return_reason, part.first(&["RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/AddtlInf"]));
    let originals = ["AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "Amt"];
    found.original = originals.iter().filter_map(|path| part.at(path)).find_map(|node| {
        let unit = node.currency.as_deref().filter(|unit| *unit != currency && !currency.is_empty())?;
        Some((Money::parse(node.text())?, unit.to_owned()))
    });
    found
}

fn party<'a>(part: &'a Node, role: &str) -> Party<'a> {
    let path = |rest: &str| format!("RltdPties/{role}{rest}");
    let names = ["/Nm", "/Pty/Nm", "/Agt/FinInstnId/Nm"].map(path);
    let ultimate = [format!("RltdPties/Ultmt{role}/Nm"), format!("RltdPties/Ultmt{role}/Pty/Nm")];
    let accounts = ["Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/BBAN"].map(path);
    let banks = ["BICFI", "BIC", "Nm", "ClrSysMmbId/MmbId"].map(|id| format!("RltdAgts/{role}Agt/FinInstnId/{id}"));
    let first = |paths: &[String]| paths.iter().find_map(|path| part.first(&[path.as_str()])).unwrap_or_default();
    let name = Some(first(&names)).filter(|name| !name.is_empty()).unwrap_or_else(|| first(&ultimate));
    Party { name, account: first(&accounts).replace(' ', ""), bank: first(&banks) }
}

/// What does not depend on who the parties are.
pub(super) mod party_independent {
    use super::Node;

    /// `PMNT-RCDT-ESCT`, or the bank's own code.
    pub(in super::super) fn code(node: &Node) -> String {
        let part = |path: &str| node.first(&[path]).unwrap_or_default();
        let domain = part("Domn/Cd");
        if domain.is_empty() {
            return part("Prtry/Cd").to_owned();
        }
        [domain, part("Domn/Fmly/Cd"), part("Domn/Fmly/SubFmlyCd")].join("-").trim_end_matches('-').to_owned()
    }

    /// Free text, then references and document numbers, then what the bank adds.
    pub(in super::super) fn remittance(part: &Node) -> String {
        let mut words: Vec<&str> = Vec::new();
        for information in part.all("RmtInf") {
            words.extend(information.all("Ustrd").map(Node::text));
            for structured in information.all("Strd") {
                words.extend(structured.first(&["CdtrRefInf/Ref"]));
                words.extend(structured.all("RfrdDocInf").filter_map(|document| document.first(&["Nb"])));
                words.extend(structured.all("AddtlRmtInf").map(Node::text));
            }
        }
        words.retain(|word| !word.is_empty());
        if words.is_empty() {
            words.extend(part.first(&["AddtlTxInf"]));
        }
        words.join(" ")
    }
}
