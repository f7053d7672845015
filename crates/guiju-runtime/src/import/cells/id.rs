//! Codes and numbers of papers, as the same text whatever program wrote them.

use guiju_documents::Cell;

use super::width::narrow;

/// The text of an id; `None` where the cell holds nothing. `17850.0` is `17850`: a float column of some program.
pub(crate) fn id(cell: &Cell) -> Option<String> {
    let text = cell.text();
    let plain = narrow(&text);
    let whole = match plain.split_once('.') {
        Some((whole, zeros)) if is_digits(whole) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => &plain,
    };
    if whole.is_empty() || matches!(whole, "-" | "--" | "—" | "NULL" | "null" | "nan" | "NaN") {
        return None;
    }
    Some(whole.to_owned())
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
    use super::*;

    #[test]
    fn an_id_is_the_same_whatever_wrote_it() {
        for text in ["17850", "17850.0", " 17850.00 ", "１７８５０", "'17850"] {
            assert_eq!(id(&Cell::from(text)).unwrap(), "17850", "{text}");
        }
        assert_eq!(id(&Cell::Number("17850".into())).unwrap(), "17850");
        assert_eq!(id(&Cell::from("C536379")).unwrap(), "C536379");
        assert_eq!(id(&Cell::from("1.2.0")).unwrap(), "1.2.0");
        assert_eq!(id(&Cell::from("nan")), None);
        assert_eq!(id(&Cell::Empty), None);
        assert_eq!(without_zeros("000379"), Some("379"));
        assert_eq!(without_zeros("A12"), None);
    }
}
