//! The other party of a payment where a cell holds its name and its account together.

use super::width::narrow;

/// The name and the account number of a cell such as `甲公司/6222020012345678`, `甲公司 6222****5678`, `甲公司6222020012345678`,
/// `6222020012345678 甲公司`. The name is all of the text where no account number is in it, or several are.
pub(crate) fn split_party(text: &str) -> (String, Option<String>) {
    let plain = narrow(text);
    let whole = || (plain.trim().to_owned(), None);
    let mut accounts = runs(&plain).filter(|(start, end)| plain.get(*start..*end).is_some_and(is_account));
    let (Some((start, end)), None) = (accounts.next(), accounts.next()) else { return whole() };
    let (Some(before), Some(account), Some(after)) = (plain.get(..start), plain.get(start..end), plain.get(end..)) else { return whole() };
    let is_edge = |letter: char| {
        letter.is_whitespace() || matches!(letter, '/' | '|' | '\\' | ',' | ';' | ':' | '-' | '_' | '、' | '【' | '】' | '[' | ']')
    };
    // Brackets belong to the account only where they stand around it.
    let in_brackets = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
    let (before, after) = match (in_brackets, before.trim_end().strip_suffix('('), after.trim_start().strip_prefix(')')) {
        (true, Some(before), Some(after)) => (before, after),
        _ => (before, after),
    };
    let (before, after) = (before.trim_matches(is_edge), after.trim_matches(is_edge));
    let account: String = account.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '*' | 'X' | 'x')).collect();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => (String::new(), Some(account)),
        (false, true) => (before.to_owned(), Some(account)),
        (true, false) => (after.to_owned(), Some(account)),
        // A number in the middle of words is a part of them.
        (false, false) => whole(),
    }
}

/// The stretches of digits, with the stars of a masked number and the single spaces or hyphens of a grouped one.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'*';
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|byte| !is_part(*byte)) {
            at += 1;
        }
        let start = at;
        while bytes
            .get(at)
            .is_some_and(|byte| is_part(*byte) || (matches!(byte, b' ' | b'-') && bytes.get(at + 1).is_some_and(|next| is_part(*next))))
        {
            at += 1;
        }
        (at > start).then_some((start, at))
    })
}

/// Accounts and cards have eight digits or more, stars counted; a letter beside them makes them a code.
fn is_account(run: &str) -> bool {
    let count = run.bytes().filter(|byte| byte.is_ascii_digit() || *byte == b'*').count();
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    (8..=34).contains(&count) && digits >= 4
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, account: Option<&str>) {
        assert_eq!(split_party(text), (name.to_owned(), account.map(str::to_owned)), "{text}");
    }

    #[test]
    fn a_name_and_an_account_in_one_cell_are_parted() {
        check("甲公司/6222020012345678", "甲公司", Some("6222020012345678"));
        check("甲公司 6222020012345678", "甲公司", Some("6222020012345678"));
        check("甲公司（6222020012345678）", "甲公司", Some("6222020012345678"));
        check("远航（上海）有限公司(6222020012345678)", "远航(上海)有限公司", Some("6222020012345678"));
        check("北京某某管理中心1111111111", "北京某某管理中心", Some("1111111111"));
        check("6222 0200 1234 5678 甲公司", "甲公司", Some("6222020012345678"));
        check("6222020012345678/甲公司", "甲公司", Some("6222020012345678"));
        check("甲公司/6222****5678", "甲公司", Some("6222****5678"));
        check("6222020012345678", "", Some("6222020012345678"));
        check("张三 66666666666666", "张三", Some("66666666666666"));
        check("甲公司", "甲公司", None);
        check("甲公司1号店", "甲公司1号店", None);
        check("甲公司12345678分部", "甲公司12345678分部", None);
        check("甲公司/6222020012345678/6222020012345679", "甲公司/6222020012345678/6222020012345679", None);
        check("", "", None);
        check("--", "--", None);
    }

    proptest! {
        #[test]
        fn what_was_joined_is_parted(name in "[一-龥]{2,12}", account in "[0-9]{8,22}", sign in prop::sample::select(vec!["/", " ", "", "|", " / "])) {
            prop_assert_eq!(split_party(&format!("{name}{sign}{account}")), (name, Some(account)));
        }

        #[test]
        fn any_text_is_parted(text: String) {
            let _ = split_party(&text);
        }
    }
}
