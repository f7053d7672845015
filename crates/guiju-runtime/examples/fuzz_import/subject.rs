//! What is tested: the only file here that calls the product's import.

use std::collections::BTreeSet;
use std::error::Error;

use guiju_rulebook::{Rulebook, Source};

use crate::words::{Role, Words};

/// The product's roles of columns with the roles here that its words may stand for.
const ROLES: &[(&str, &[Role])] = &[
    ("party_code", &[Role::CustomerCode]),
    ("customer", &[Role::Customer]),
    ("party", &[Role::Customer, Role::Counterpart]),
    ("payer", &[Role::Payer, Role::PayerSide]),
    ("payee", &[Role::PayeeSide]),
    ("counterparty", &[Role::Counterpart]),
    ("date", &[Role::InvoiceDate, Role::ReceiptDate, Role::BankDate]),
    ("invoice_date", &[Role::InvoiceDate]),
    ("document_date", &[Role::InvoiceDate]),
    ("due", &[Role::Due]),
    ("terms", &[Role::Terms]),
    ("receipt_date", &[Role::ReceiptDate]),
    ("transaction_date", &[Role::BankDate]),
    ("number", &[Role::InvoiceNumber]),
    ("charge_number", &[Role::InvoiceNumber]),
    ("invoice_number", &[Role::InvoiceNumber]),
    ("receipt_number", &[Role::ReceiptNumber]),
    ("applies_to", &[Role::PaidInvoice]),
    ("amount", &[Role::InvoiceAmount, Role::ReceiptAmount, Role::Signed]),
    ("charge_amount", &[Role::InvoiceAmount]),
    ("net", &[Role::Net]),
    ("tax", &[Role::Tax]),
    ("tax_rate", &[Role::TaxRate]),
    ("gross", &[Role::Gross]),
    ("paid", &[Role::Paid]),
    ("received", &[Role::ReceiptAmount]),
    ("open", &[Role::Open]),
    ("balance", &[Role::Balance]),
    ("balance_side", &[Role::LedgerDirection]),
    ("document_amount", &[Role::DocumentAmount]),
    ("base_amount", &[Role::BaseAmount]),
    ("document_open", &[Role::DocumentOpen]),
    ("base_open", &[Role::BaseOpen]),
    ("money_in", &[Role::In]),
    ("money_out", &[Role::Out]),
    ("ledger_debit", &[Role::Debit]),
    ("ledger_credit", &[Role::Credit]),
    ("direction", &[Role::Flag]),
    ("status", &[Role::Status]),
    ("currency", &[Role::Currency]),
    ("rate", &[Role::Rate]),
    ("own_name", &[Role::Seller]),
];

/// The product's words, and those of strangers that it has nowhere.
pub(crate) fn words(rulebook: &Rulebook) -> Words {
    let imports = rulebook.imports();
    let mut known = Vec::new();
    let mut all = BTreeSet::new();
    for (name, role) in &imports.roles {
        all.extend(role.words.iter().map(|word| imports.key(word)));
        let roles = ROLES.iter().find(|(known, _)| known == name).map(|(_, roles)| *roles).unwrap_or_default();
        known.extend(roles.iter().flat_map(|own| role.words.iter().map(|word| (*own, word.clone()))));
    }
    for column in rulebook.ledger_columns() {
        all.extend(column.aliases.iter().chain([&column.label.zh, &column.label.en]).map(|word| imports.key(word)));
    }
    for kind in rulebook.record_types() {
        for field in &kind.fields {
            all.extend(field.aliases.iter().chain([&field.label.zh, &field.label.en]).map(|word| imports.key(word)));
        }
    }
    Words::new(known, all, imports.variants.clone())
}

/// The rulebook that is shipped.
pub(crate) fn rulebook() -> Result<Rulebook, Box<dyn Error>> {
    Rulebook::load(&Source::embedded()).map_err(|findings| findings.to_string().into())
}
