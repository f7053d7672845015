//! What an import did, or would do, in words.

use guiju_runtime::import::{CurrencyOwing, Fate, FateRows, ImportReport, Money, Proof, Proposal};
use guiju_types::{Amount, Currency};

use crate::output;

/// Customers that are told.
const CUSTOMERS: usize = 8;
/// Differences of a proof that are told.
const DIFFERENCES: usize = 3;

/// What the file is taken for, and why.
pub(super) fn reading(proposal: &Proposal) -> String {
    let mut text = String::new();
    if let Some(kind) = &proposal.kind {
        text.push_str(&format!("read as {}: {} ({})\n", kind.name, kind.label.zh, kind.label.en));
        for because in &kind.because {
            text.push_str(&format!("  because {} ({})\n", because.zh, because.en));
        }
    }
    if let Some(like) = &proposal.like {
        text.push_str(&format!("  like `{}` of {} (import {})\n", like.name, like.at.strftime("%Y-%m-%d"), like.import));
    }
    for known in &proposal.remembered {
        let file = known.said.file.as_ref().map(|file| format!(" of `{file}`")).unwrap_or_default();
        text.push_str(&format!(
            "  remembered: {} ({}), as {} said{file} on {}",
            known.text.zh,
            known.text.en,
            known.said.by,
            known.said.at.strftime("%Y-%m-%d")
        ));
        match (&known.key, known.choices.iter().find(|choice| Some(&choice.value) != known.value.as_ref())) {
            (Some(key), other) => {
                let other = other.map_or("…", |choice| choice.value.as_str());
                text.push_str(&format!("; otherwise --answer {}\n", super::import_answers::quoted(key, other)));
            }
            (None, _) => text.push_str("; taken back on the customer's page\n"),
        }
    }
    if let Some(rival) = &proposal.rival {
        text.push_str(&format!("  the next best reading: {}, {} ({})\n", rival.name, rival.label.zh, rival.label.en));
        for because in rival.because.iter().take(2) {
            text.push_str(&format!("    {} ({})\n", because.zh, because.en));
        }
    }
    if proposal.sheets.len() > 1 {
        for sheet in &proposal.sheets {
            let what = if sheet.is_read { "read" } else { "not read" };
            text.push_str(&format!("  sheet `{}` {what}: {} ({})\n", sheet.name, sheet.why.zh, sheet.why.en));
        }
    }
    text
}

/// What each column is taken for.
pub(super) fn mapping(proposal: &Proposal) -> String {
    let rows: Vec<Vec<String>> = proposal
        .columns
        .iter()
        .map(|column| {
            let target = column.to.clone().unwrap_or_else(|| "—".to_owned());
            vec![column.header.clone(), target, format!("{} %", column.confidence), column.reason.en.clone()]
        })
        .collect();
    format!(
        "columns of sheet `{}`, header in row {}:\n{}",
        proposal.sheet,
        proposal.header_row,
        output::table(&["column", "is", "sure", "because"], &rows, &[2])
    )
}

/// What the file's own arithmetic says.
pub(super) fn proofs(proofs: &[Proof]) -> String {
    let mut text = String::new();
    for proof in proofs {
        let words = format!("{} ({})", proof.label.zh, proof.label.en);
        if proof.holds {
            text.push_str(&format!("  proof: {words}: held {} times\n", proof.checked));
            continue;
        }
        text.push_str(&format!("  PROOF FAILED: {words}: {} of {}\n", proof.failed, proof.checked));
        for difference in proof.differences.iter().take(DIFFERENCES) {
            text.push_str(&format!(
                "    row {}, `{}`: the file says {}, its rows come to {}\n",
                difference.row, difference.column, difference.stated, difference.found
            ));
        }
        if proof.failed > DIFFERENCES as u64 {
            text.push_str("    … all of them with --format json\n");
        }
    }
    text
}

/// What the rows come to.
pub(super) fn money(money: &Money) -> String {
    let mut text = String::new();
    for (name, line) in &money.lines {
        let sums: Vec<String> = line.sum.iter().map(|(currency, sum)| format!("{} {currency}", output::money(*sum))).collect();
        text.push_str(&format!(
            "  {name}: {} rows, {}\n",
            line.rows,
            if sums.is_empty() { "no amount".to_owned() } else { sums.join(", ") }
        ));
    }
    text
}

/// What the largest parties of a reading come to, where nothing came in yet.
pub(super) fn parties(money: &Money) -> String {
    let rows: Vec<Vec<String>> = money
        .by_party
        .iter()
        .take(CUSTOMERS)
        .map(|party| {
            let mut row = vec![party.party.clone(), party.currency.to_string()];
            row.extend([party.charged, party.received, party.credited].map(shown));
            row
        })
        .collect();
    if rows.is_empty() { String::new() } else { output::table(&["party", "in", "charged", "received", "credited"], &rows, &[2, 3, 4]) }
}

fn shown(amount: Amount) -> String {
    if amount.is_zero() { "—".to_owned() } else { output::money(amount) }
}

fn owing(report: &ImportReport) -> String {
    let owing = &report.owing;
    let without =
        |(currency, amount): (&Currency, &Amount)| format!("  received from nobody who is known: {} {currency}\n", output::money(*amount));
    let without: String = owing.without_customer.iter().map(without).collect();
    if owing.totals.is_empty() {
        return without;
    }
    let asked = |amount: Option<Amount>| amount.map_or_else(|| "?".to_owned(), output::money);
    let total = |total: &CurrencyOwing| {
        let mut row = vec![format!("all {} customers", total.customers), total.currency.to_string(), asked(total.before)];
        row.extend([total.charged, total.received, total.credited].map(shown));
        row.push(asked(total.after));
        row
    };
    let mut rows: Vec<Vec<String>> = owing.totals.iter().map(total).collect();
    rows.extend(owing.customers.iter().take(CUSTOMERS).map(|customer| {
        let name = if customer.is_new { format!("{} (new)", customer.name) } else { customer.name.clone() };
        let mut row = vec![name, customer.currency.to_string(), output::money(customer.before)];
        row.extend([customer.charged, customer.received, customer.credited].map(shown));
        row.push(output::money(customer.after));
        row
    }));
    let what = if report.is_dry_run { "owed before, and after if it comes in" } else { "owed before and after" };
    format!(
        "{what}:\n{}{without}",
        output::table(&["customer", "in", "before", "charged", "received", "credited", "after"], &rows, &[2, 3, 4, 5, 6])
    )
}

fn left_out(rows: &[FateRows]) -> String {
    let told = rows.iter().filter(|rows| rows.fate == Fate::LeftOut);
    let line = |rows: &FateRows| {
        let first: Vec<String> = rows.rows.iter().map(|row| row.row.to_string()).collect();
        format!("  left out: {} × {} ({}), as row {}\n", rows.count, rows.text.zh, rows.text.en, first.join(", "))
    };
    told.map(line).collect()
}

/// The whole report.
pub(super) fn text(report: &ImportReport) -> String {
    let what = if report.is_dry_run { "would come in (nothing was written)" } else { "came in" };
    let mut text = format!(
        "{}: {} rows read, {} {what}, {} came back, {} were there already\n",
        report.file, report.rows_read, report.rows_accepted, report.rows_rejected, report.rows_already_there
    );
    let reason = |code: &str| {
        report.reasons.get(code).map(|reason| {
            let row = if reason.first_row == 0 { String::new() } else { format!(", first in row {}", reason.first_row) };
            format!("{} ({}){row}", reason.text.zh, reason.text.en)
        })
    };
    for (title, counts) in [("came back", &report.rejected_by_reason), ("warning", &report.warnings)] {
        for (code, count) in counts {
            text.push_str(&format!("  {title}: {count} × {code}: {}\n", reason(code).unwrap_or_default()));
        }
    }
    for (title, counts) in [("made", &report.created), ("changed", &report.changed)] {
        for (kind, count) in counts {
            text.push_str(&format!("  {title}: {count} {kind}\n"));
        }
    }
    text.push_str(&left_out(&report.rows));
    text.push_str(&proofs(&report.proofs));
    text.push_str(&money(&report.money));
    text.push_str(&owing(report));
    for coverage in &report.coverage {
        text.push_str(&format!("  complete from {} to {}: {}\n", coverage.from, coverage.to, coverage.fact));
    }
    if report.rests_on_asserted {
        text.push_str("  when these facts were known is asserted by the import; figures as known in the past say so\n");
    }
    if let Some(import) = report.import {
        text.push_str(&format!("  wrong? `guiju imports undo {import} --reason \"read wrongly\"` takes all of it back\n"));
    }
    if !report.is_complete {
        text.push_str("  stopped before the end; run the same command again to go on\n");
    }
    text
}
