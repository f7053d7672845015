//! Recognises an ageing table that is already put into buckets: it has amounts by age and no items, so nothing can be aged from it.

use guiju_rulebook::Imports;

use crate::import::cells::width::narrow;
use crate::import::targets::split_header;

/// The columns that are buckets, where the header is that of such a table.
pub(crate) fn buckets(names: &[String], imports: &Imports) -> Vec<String> {
    let found: Vec<String> = names.iter().filter(|name| is_bucket(name, imports)).cloned().collect();
    if found.len() >= 3 { found } else { Vec::new() }
}

fn is_bucket(name: &str, imports: &Imports) -> bool {
    // A unit or a currency may stand behind it in brackets.
    let (bare, unit) = split_header(name);
    says_age(name, imports) || (unit.is_some_and(|unit| unit.contains(char::is_alphabetic)) && says_age(&bare, imports))
}

fn says_age(name: &str, imports: &Imports) -> bool {
    if imports.meaning("bucket", name) == Some("not_due") {
        return true;
    }
    // What is left of `1-30天`, `31~60 days`, `90天以上`, `>90`, `1-3个月`, `120+`, `逾期30天内` without its age has to be nothing.
    let plain = narrow(name).to_lowercase().replace(' ', "");
    let has_digit = plain.chars().any(|letter| letter.is_ascii_digit());
    let is_sign = |letter: char| matches!(letter, '-' | '~' | '～' | '—' | '–' | '>' | '<' | '+' | '=' | '≤' | '≥' | '(' | ')');
    let is_bound = |letter: char| is_sign(letter) && !matches!(letter, '=' | '(' | ')');
    let letters = plain.chars().filter(|letter| !letter.is_ascii_digit() && !is_sign(*letter)).collect::<String>();
    let mut rest = imports.key(&letters);
    let words = |what: &str| imports.words("bucket", what);
    let mut longest: Vec<&String> = words("bound").iter().chain(words("age")).collect();
    longest.sort_by_key(|word| std::cmp::Reverse(word.len()));
    // A bare year or a month of a pivot is no bucket; an age has a span, a bound or days.
    let mut is_bounded = plain.contains(is_bound);
    for word in longest {
        if rest.contains(word.as_str()) {
            rest = rest.replace(word.as_str(), "");
            is_bounded |= words("bound").contains(word);
        }
    }
    has_digit && rest.is_empty() && is_bounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ageing_table_is_recognised_by_its_columns() {
        let rulebook = guiju_rulebook::Rulebook::load(&guiju_rulebook::Source::embedded()).unwrap();
        let buckets = |text: &str| buckets(&text.split('|').map(str::to_owned).collect::<Vec<_>>(), rulebook.imports());
        assert_eq!(buckets("客户名称|未到期|1-30天|31-60天|61-90天|90天以上|合计").len(), 5);
        assert_eq!(buckets("Customer|Current|1-30|31-60|61-90|>90|Total").len(), 5);
        assert_eq!(buckets("客户|3个月以内|3-6个月|6-12个月|1年以上").len(), 4);
        assert_eq!(buckets("Kunde|nicht fällig|1-30 Tage|31-60 Tage|über 60 Tage|Saldo").len(), 4);
        assert_eq!(buckets("客戶|未到期|1-30天|31-60天|61天以上").len(), 4);
        assert!(buckets("客户名称|发票号|开票日期|到期日|应收金额|已收金额").is_empty());
        assert!(buckets("customerID|InvoiceDate|DueDate|InvoiceAmount|DaysToSettle|DaysLate").is_empty());
        assert!(buckets("客户|2024|2025|2026").is_empty());
        assert!(buckets("客户|1月|2月|3月").is_empty());
    }
}
