//! Company names, so that the same company is found under the ways it is written.

use super::width::narrow;

const FORMS: [&str; 20] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "公司",
    "集团",
    "incorporated",
    "corporation",
    "limited",
    "coltd",
    "ltd",
    "inc",
    "llc",
    "corp",
    "gmbh",
    "plc",
    "pty",
    "bv",
    "co",
];

/// A company's name without spaces, punctuation, case and legal form: `远航货运（上海）有限公司` and `远航货运(上海)` are the same.
/// Empty where nothing is left that could tell companies apart.
pub(crate) fn company_key(name: &str) -> String {
    let mut key: String = narrow(name).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    loop {
        let shorter = FORMS.iter().find_map(|form| {
            let rest = key.strip_suffix(form)?;
            // An ASCII form has to leave a name of some length: `texco` is no `tex`.
            let is_form = !form.is_ascii() || rest.chars().count() > form.len() + 2;
            (is_form && rest.chars().count() >= 2).then_some(rest.len())
        });
        match shorter {
            Some(length) => key.truncate(length),
            None => return key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_company_has_one_key() {
        for name in ["远航货运（上海）有限公司", "远航货运(上海)有限责任公司", " 远航货运（上海） ", "远航货运(上海)股份有限公司"]
        {
            assert_eq!(company_key(name), "远航货运上海", "{name}");
        }
        assert_eq!(company_key("Acme Trading Co., Ltd."), "acmetrading");
        assert_eq!(company_key("ACME TRADING LLC"), "acmetrading");
        assert_eq!(company_key("公司"), "公司");
        assert_eq!(company_key("！"), "");
    }
}
