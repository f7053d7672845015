//! What a header says: the roles that its words name, and a unit or a currency beside them.
//!
//! A header is taken as a whole, or not at all: `客户摘要` is no customer. What may be left off is only what is understood itself: a unit, a
//! currency, or a translation in brackets.

use std::collections::HashMap;
use std::sync::OnceLock;

use guiju_rulebook::{Imports, Rulebook};
use guiju_types::Currency;

use super::cells::width::narrow;
use super::targets::{currency_word, split_header};

/// The words of a rulebook by which columns are called.
#[derive(Debug)]
pub(crate) struct Vocabulary<'a> {
    pub(crate) imports: &'a Imports,
    rulebook: &'a Rulebook,
    /// Labels of targets: of two columns with the same role the one that is called as the screens call it goes first. Made when one is
    /// asked for: most plans ask for none.
    labels: OnceLock<HashMap<String, String>>,
}

/// What a header says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The roles that it names.
    pub(crate) roles: Vec<String>,
    /// What one of its amounts is: 10,000 for `（万元）`.
    pub(crate) unit: Option<i64>,
    /// The currency of its amounts.
    pub(crate) currency: Option<Currency>,
}

impl<'a> Vocabulary<'a> {
    pub(crate) fn of(rulebook: &'a Rulebook) -> Self {
        Self { imports: rulebook.imports(), rulebook, labels: OnceLock::new() }
    }

    fn labels(&self) -> &HashMap<String, String> {
        self.labels.get_or_init(|| {
            let columns = self.rulebook.ledger_columns().iter();
            let named =
                columns.flat_map(|column| [&column.label.zh, &column.label.en].map(|text| (self.imports.key(text), column.name.clone())));
            named.collect()
        })
    }

    /// Whether some role is called so.
    pub(crate) fn knows(&self, header: &str) -> bool {
        !self.said(header).roles.is_empty()
    }

    /// The target whose own name on screens the header is.
    pub(crate) fn label(&self, header: &str) -> Option<&str> {
        self.labels().get(&self.imports.key(bare(header))).map(String::as_str)
    }

    fn of_key(&self, key: &str) -> Option<&[String]> {
        Some(self.imports.roles_of(key)).filter(|roles| !roles.is_empty())
    }

    /// What a header says.
    pub(crate) fn said(&self, header: &str) -> Said {
        let header = bare(header);
        let whole = self.imports.key(header);
        let (outside, inner) = split_header(header);
        let unit = inner.as_deref().and_then(|inner| self.unit_said(inner));
        let inner_currency = inner.as_deref().and_then(|inner| self.currency_said(inner));
        if let Some(roles) = self.of_key(&whole) {
            return Said { roles: roles.to_vec(), unit, currency: self.foreign(inner_currency, inner.as_deref()) };
        }
        let outside_key = self.imports.key(&outside);
        if let Some(inner) = &inner {
            let inner_key = self.imports.key(inner);
            let by_outside = self.of_key(&outside_key);
            let by_inner = self.of_key(&inner_key);
            let is_decoration = unit.is_some() || inner_currency.is_some() || inner_key.is_empty();
            let is_foreign_text = outside.is_ascii() != inner.is_ascii();
            match (by_outside, by_inner) {
                // One is the other's translation, or says the same in other words.
                (Some(one), Some(other)) if one.iter().any(|role| other.contains(role)) => {
                    let both = one.iter().filter(|role| other.contains(role)).cloned().collect();
                    return Said { roles: both, unit, currency: None };
                }
                (Some(roles), None) if is_decoration || is_foreign_text => {
                    return Said { roles: roles.to_vec(), unit, currency: self.foreign(inner_currency, Some(inner)) };
                }
                (None, Some(roles)) if is_foreign_text => return Said { roles: roles.to_vec(), unit, currency: None },
                _ => {}
            }
        }
        let currency = || self.foreign(inner_currency, inner.as_deref());
        self.with_currency(&outside, unit).unwrap_or_else(|| Said { roles: Vec::new(), unit, currency: currency() })
    }

    /// `元` behind an amount is a unit; a currency that stands alone in brackets is one.
    fn foreign(&self, currency: Option<Currency>, inner: Option<&str>) -> Option<Currency> {
        let is_plain = inner.is_some_and(|inner| matches!(self.imports.key(inner).as_str(), "元" | "人民币元" | "圆"));
        currency.filter(|_| !is_plain)
    }

    /// `USD金额`, `Amount USD`, `应收金额 RMB`: a role with a currency before or behind it.
    fn with_currency(&self, header: &str, unit: Option<i64>) -> Option<Said> {
        let plain = narrow(header);
        let found = |rest: &str, word: &str| {
            let currency = currency_word(word)?;
            let roles = self.of_key(&self.imports.key(rest))?;
            Some(Said { roles: roles.to_vec(), unit, currency: Some(currency) })
        };
        if let Some((rest, word)) = plain.rsplit_once([' ', '_', '-'])
            && let Some(said) = found(rest, word)
        {
            return Some(said);
        }
        if let Some((word, rest)) = plain.split_once([' ', '_', '-'])
            && let Some(said) = found(rest, word)
        {
            return Some(said);
        }
        let boundaries: Vec<usize> = plain.char_indices().map(|(at, _)| at).skip(1).take(6).collect();
        for at in boundaries {
            let (word, rest) = plain.split_at_checked(at)?;
            if let Some(said) = found(rest, word) {
                return Some(said);
            }
        }
        let ends: Vec<usize> = plain.char_indices().rev().map(|(at, _)| at).take(6).collect();
        for at in ends {
            let (rest, word) = plain.split_at_checked(at)?;
            if let Some(said) = found(rest, word) {
                return Some(said);
            }
        }
        None
    }

    /// The currency that a text beside a header says, alone or with a unit: `USD`, `千欧元`, `USD萬元`.
    fn currency_said(&self, text: &str) -> Option<Currency> {
        let plain = narrow(text);
        let plain = plain.trim_start_matches(['+', '-']);
        currency_word(plain).or_else(|| currency_word(plain.trim_start_matches(['千', '百', '万', '萬', '亿', '億']))).or_else(|| {
            let cuts = plain.char_indices().map(|(at, _)| at).skip(1).take(8);
            let mut cuts = cuts.filter_map(|at| plain.split_at_checked(at)).filter(|(_, tail)| self.unit(tail).is_some());
            let before = cuts.find_map(|(head, _)| currency_word(head));
            // `TEUR`, `in Tsd. HKD`.
            let of_thousands = || currency_word(plain.strip_prefix(['T', 't', 'K', 'k'])?);
            before.or_else(of_thousands).or_else(|| currency_word(plain.rsplit_once(' ')?.1))
        })
    }

    /// [`Self::unit`] of a text that may begin as such texts do: `单位：万元`, `in Tsd. CHF`.
    pub(crate) fn unit_said(&self, text: &str) -> Option<i64> {
        self.unit(text).or_else(|| {
            let key = self.imports.key(text);
            let labels = self.imports.words("unit_label", "is");
            labels.iter().filter_map(|label| key.strip_prefix(label.as_str())).find_map(|rest| self.unit(rest))
        })
    }

    /// What one is in a unit: 10,000 for 万元.
    pub(crate) fn unit(&self, text: &str) -> Option<i64> {
        let unit = |text: &str| self.imports.meaning("unit", text).and_then(|unit| unit.parse::<i64>().ok());
        unit(text).or_else(|| {
            // `HKD千元`, `新臺幣千元`, `千港元`: a currency before or behind the unit.
            let plain = narrow(text);
            // `in thousands of GBP`, as a text and as a key.
            if let Some((head, tail)) = plain.rsplit_once("of")
                && currency_word(tail.trim()).is_some()
            {
                return unit(head.trim());
            }
            // `TCHF`, `kUSD`: thousands of a currency in one word.
            let of_thousands = plain.strip_prefix(['T', 't', 'K', 'k']).filter(|rest| rest.len() == 3 && rest.is_ascii());
            if of_thousands.and_then(currency_word).is_some() {
                return Some(1000);
            }
            let cuts: Vec<usize> = plain.char_indices().map(|(at, _)| at).skip(1).take(8).collect();
            cuts.into_iter().find_map(|at| {
                let (head, tail) = plain.split_at_checked(at)?;
                match (currency_word(head), currency_word(tail)) {
                    (Some(_), _) => unit(tail),
                    (None, Some(_)) => unit(head),
                    (None, None) => None,
                }
            })
        })
    }
}

/// A header without the number that makes it different from another of the same name.
fn bare(header: &str) -> &str {
    match header.rsplit_once('#') {
        Some((name, number)) if !name.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() => name,
        _ => header,
    }
}
