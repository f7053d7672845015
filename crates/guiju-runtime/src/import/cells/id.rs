//! Codes and numbers of papers, as the same text whatever program wrote them.

use guiju_documents::Cell;

use super::width::narrow;
use crate::import::reason::Problem;

/// The text of an id; `None` where the cell holds nothing, and where a program has lost digits of it: then it is nobody's id.
/// `17850.0` is `17850`: a float column of some program.
pub(crate) fn id(cell: &Cell) -> Option<String> {
    written_id(cell).unwrap_or_default()
}

/// The text of an id, or the reason why a cell that holds something is none; `None` where it holds nothing.
pub(crate) fn written_id(cell: &Cell) -> Result<Option<String>, Problem> {
    if has_lost_digits(cell) {
        let shown: String = cell.text().chars().take(40).collect();
        return Err(Problem::new(
            "lost_digits",
            format!("编号“{shown}”已被表格软件丢失数字（只保留 15 位）；请把该列设为文本后重新导出"),
            format!(
                "the id `{shown}` has lost digits in a spreadsheet program (it keeps 15); format the column as text and export it again"
            ),
        ));
    }
    let text = cell.text();
    let plain = narrow(&text);
    let whole = match plain.split_once('.') {
        Some((whole, zeros)) if is_digits(whole) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => &plain,
    };
    let is_nothing = whole.chars().all(|letter| matches!(letter, '-' | '—')) || matches!(whole, "NULL" | "null" | "nan" | "NaN");
    Ok((!is_nothing).then(|| whole.to_owned()))
}

/// Whether a spreadsheet program has rounded the id of a cell: a number of more than 15 digits, or a text in scientific form
/// (`9.1310E+17`). Two different ids may look like that, so it joins nothing.
pub(crate) fn has_lost_digits(cell: &Cell) -> bool {
    match cell {
        Cell::Number(text) => {
            let whole = text.trim_start_matches('-').split('.').next().unwrap_or_default();
            whole.len() > 15 || is_scientific(text)
        }
        Cell::Text(text) => is_scientific(&narrow(text)),
        Cell::Empty | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => false,
    }
}

/// `9.1310E+17`, `1E+15`. Without a point and a plus it is a code: `5E10`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    let is_written = fraction.is_some_and(is_digits) || (fraction.is_none() && power.starts_with('+'));
    is_written
        && whole.strip_prefix('-').unwrap_or(whole).len() == 1
        && is_digits(whole.trim_start_matches('-'))
        && is_digits(digits)
        && digits.len() <= 3
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The id without leading zeros, where it is all digits; by it an id that lost them is found again.
pub(crate) fn without_zeros(id: &str) -> Option<&str> {
    if !is_digits(id) {
        return None;
    }
    let rest = id.trim_start_matches('0');
    Some(if rest.is_empty() { "0" } else { rest })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_the_same_whatever_wrote_it() {
        for text in ["17850", "17850.0", " 17850.00 ", "１７８５０", "'17850", "=\"17850\"", "`17850"] {
            assert_eq!(id(&Cell::from(text)).unwrap(), "17850", "{text}");
        }
        assert_eq!(id(&Cell::Number("17850".into())).unwrap(), "17850");
        assert_eq!(id(&Cell::from("C536379")).unwrap(), "C536379");
        assert_eq!(id(&Cell::from("1.2.0")).unwrap(), "1.2.0");
        assert_eq!(id(&Cell::from("nan")), None);
        assert_eq!(id(&Cell::from("---")), None);
        assert_eq!(id(&Cell::Empty), None);
        assert_eq!(without_zeros("000379"), Some("379"));
        assert_eq!(without_zeros("A12"), None);
    }

    #[test]
    fn an_id_that_lost_digits_is_none() {
        for cell in [
            Cell::from("9.1310E+17"),
            Cell::from("2.6312e+19"),
            Cell::from("1E+15"),
            Cell::from(" ９．１３Ｅ＋１７ "),
            Cell::from("9.1E17"),
            Cell::Number("913100001234568000".into()),
            Cell::Number("1000000000000000".into()),
        ] {
            assert!(has_lost_digits(&cell), "{cell:?}");
            assert_eq!(written_id(&cell).map_err(|problem| problem.code), Err("lost_digits"), "{cell:?}");
            assert_eq!(id(&cell), None);
        }
        for cell in [
            Cell::from("5E10"),
            Cell::from("12E3"),
            Cell::from("E+12"),
            Cell::from("1.2E"),
            Cell::from("A1.5E+3"),
            Cell::from("26312000000000000001"),
            Cell::Number("999999999999999".into()),
            Cell::Number("123456789.12345".into()),
        ] {
            assert!(!has_lost_digits(&cell), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_code_is_itself(code in "[A-Z]{1,4}-?[0-9]{1,20}") {
            prop_assert_eq!(id(&Cell::from(code.as_str())), Some(code));
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = written_id(&Cell::from(text.as_str()));
            let _ = written_id(&Cell::Number(text));
        }
    }
}
