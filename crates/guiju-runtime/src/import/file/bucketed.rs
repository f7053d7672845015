//! Recognises an ageing table that is already put into buckets: it has amounts by age and no items, so nothing can be aged from it.

use crate::import::cells::width::narrow;

/// The columns that are buckets, where the header is that of such a table.
pub(crate) fn buckets(names: &[String]) -> Vec<String> {
    let found: Vec<String> = names.iter().filter(|name| is_bucket(name)).cloned().collect();
    if found.len() >= 3 { found } else { Vec::new() }
}

fn is_bucket(name: &str) -> bool {
    let plain = narrow(name).to_lowercase().replace(' ', "");
    if matches!(plain.as_str(), "未到期" | "未逾期" | "current" | "notdue" | "信用期内" | "账期内") {
        return true;
    }
    // What is left of `1-30天`, `31~60 days`, `90天以上`, `>90`, `1-3个月`, `120+`, `逾期30天内` without its age has to be nothing.
    let has_digit = plain.chars().any(|letter| letter.is_ascii_digit());
    let mut rest = plain.clone();
    for word in [
        "个月",
        "天以上",
        "天以内",
        "天内",
        "以上",
        "以内",
        "以下",
        "逾期",
        "超期",
        "账龄",
        "过期",
        "days",
        "day",
        "months",
        "month",
        "over",
        "above",
        "pastdue",
        "overdue",
        "大于",
        "小于",
        "天",
        "日",
        "月",
        "年",
        "内",
        "to",
        "至",
        "到",
        "and",
        "within",
        "years",
        "year",
    ] {
        rest = rest.replace(word, "");
    }
    let is_span = rest.chars().all(|letter| {
        letter.is_ascii_digit() || matches!(letter, '-' | '~' | '～' | '—' | '–' | '>' | '<' | '+' | '=' | '≤' | '≥' | '(' | ')')
    });
    // A bare year or a month of a pivot is no bucket; an age has a span, a bound or days.
    let bounds =
        ["-", "~", "～", "—", "–", ">", "<", "+", "至", "到", "to", "以上", "以内", "以下", "大于", "小于", "over", "above", "天", "day"];
    has_digit && is_span && bounds.iter().any(|bound| plain.contains(bound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ageing_table_is_recognised_by_its_columns() {
        let names = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(buckets(&names("客户名称|未到期|1-30天|31-60天|61-90天|90天以上|合计")).len(), 5);
        assert_eq!(buckets(&names("Customer|Current|1-30|31-60|61-90|>90|Total")).len(), 5);
        assert_eq!(buckets(&names("客户|3个月以内|3-6个月|6-12个月|1年以上")).len(), 4);
        assert!(buckets(&names("客户名称|发票号|开票日期|到期日|应收金额|已收金额")).is_empty());
        assert!(buckets(&names("customerID|InvoiceDate|DueDate|InvoiceAmount|DaysToSettle|DaysLate")).is_empty());
        assert!(buckets(&names("客户|2024|2025|2026")).is_empty());
        assert!(buckets(&names("客户|1月|2月|3月")).is_empty());
    }
}
