//! What columns are called: by the product's own words, read from its rulebook at run time, or by words that it has nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::dice::Dice;
use crate::truth::Tongue;
use crate::word_list::{MONEY_WORDS, OTHER_WORDS};

/// What a column is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Role {
    /// Columns of a list that says neither that it is of invoices nor that it is of receipts.
    PlainParty,
    PlainDate,
    PlainAmount,
    Customer,
    CustomerCode,
    InvoiceNumber,
    InvoiceDate,
    Due,
    Terms,
    InvoiceAmount,
    Open,
    Paid,
    Payer,
    ReceiptDate,
    ReceiptAmount,
    ReceiptNumber,
    PaidInvoice,
    Currency,
    Rate,
    DocumentAmount,
    BaseAmount,
    DocumentOpen,
    BaseOpen,
    BankDate,
    In,
    Out,
    Signed,
    Flag,
    Balance,
    Counterpart,
    PayerSide,
    PayeeSide,
    Status,
    Net,
    Tax,
    Gross,
    TaxRate,
    Seller,
    Debit,
    Credit,
    LedgerDirection,
    LedgerBalance,
    /// A bucket of an ageing table; the number is its place.
    Bucket(usize),
    Purpose,
    Note,
    RowNumber,
    CounterAccount,
    CounterBank,
    OwnAccount,
    OwnName,
    Serial,
    Salesperson,
    Department,
    Quantity,
    Weight,
    UnitPrice,
    Phone,
    Postcode,
    Vessel,
    CreditLimit,
    ContractAmount,
    Period,
    Category,
    Method,
    Goods,
    /// A column without a name and without values.
    #[default]
    Nothing,
}

impl Role {
    /// Whether the money of a file depends on what the column is taken for.
    pub(crate) fn matters(self) -> bool {
        MONEY_WORDS.iter().any(|(role, _)| *role == self) || matches!(self, Self::DocumentOpen | Self::BaseOpen | Self::LedgerBalance)
    }

    /// Whether its cells are amounts of money that a total row adds up.
    pub(crate) fn is_summed(self) -> bool {
        matches!(
            self,
            Self::InvoiceAmount
                | Self::PlainAmount
                | Self::Open
                | Self::Paid
                | Self::ReceiptAmount
                | Self::BaseAmount
                | Self::BaseOpen
                | Self::In
                | Self::Out
                | Self::Net
                | Self::Tax
                | Self::Gross
                | Self::Debit
                | Self::Credit
                | Self::Bucket(_)
        )
    }

    /// The role whose words it is called by, where it has none of its own.
    fn words_of(self) -> Self {
        if self == Self::LedgerBalance { Self::Balance } else { self }
    }
}

/// Whose words a file's header uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Vocabulary {
    /// The product's, in every column that money depends on.
    #[default]
    Known,
    /// Strangers', in every column.
    Unknown,
    /// Some of either.
    Mixed,
}

/// The words of both sides.
#[derive(Debug)]
pub(crate) struct Words {
    known: BTreeMap<(Role, usize), Vec<String>>,
    /// By role and place of the language; the fifth is abbreviations.
    unknown: BTreeMap<(Role, usize), Vec<&'static str>>,
    all: BTreeSet<String>,
    /// Letters that the product reads as others.
    variants: BTreeMap<char, char>,
}

/// A word without case, spaces and punctuation, in the letters of the product's lists.
pub(crate) fn key(text: &str, variants: &BTreeMap<char, char>) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.map(|letter| variants.get(&letter).copied().unwrap_or(letter)).collect()
}

fn place(tongue: Tongue) -> usize {
    match tongue {
        Tongue::Chinese => 0,
        Tongue::Traditional => 1,
        Tongue::English => 2,
        Tongue::German => 3,
    }
}

/// The languages that a word may be of, by its letters.
fn fits(word: &str, tongue: Tongue) -> bool {
    const ONLY_TRADITIONAL: &str = "戶號發單稱買賣應數額帳餘貨幣類別項書銀開電話說備誰實際沖結對轉進";
    const ONLY_GERMAN: &[&str] =
        &["rechnung", "betrag", "kunde", "datum", "zahl", "saldo", "buchung", "haben", "soll", "fällig", "währung"];
    let is_han = word.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    let is_traditional = word.chars().any(|letter| ONLY_TRADITIONAL.contains(letter));
    let lower = word.to_lowercase();
    let is_german = ONLY_GERMAN.iter().any(|part| lower.contains(part));
    match tongue {
        Tongue::Chinese => is_han && !is_traditional,
        Tongue::Traditional => is_traditional,
        Tongue::English => !is_han && !is_german,
        Tongue::German => is_german,
    }
}

impl Words {
    /// `known` are the product's words with the role they stand for here, `all` every word that the product has for anything.
    pub(crate) fn new(known: Vec<(Role, String)>, all: BTreeSet<String>, variants: BTreeMap<char, char>) -> Self {
        let mut by_role: BTreeMap<(Role, usize), Vec<String>> = BTreeMap::new();
        for (role, word) in known {
            for tongue in [Tongue::Chinese, Tongue::Traditional, Tongue::English, Tongue::German] {
                if fits(&word, tongue) {
                    by_role.entry((role, place(tongue))).or_default().push(capitalised(&word));
                }
            }
        }
        let mut unknown: BTreeMap<(Role, usize), Vec<&'static str>> = BTreeMap::new();
        for (role, lists) in MONEY_WORDS.iter().chain(OTHER_WORDS) {
            for (place, list) in lists.iter().enumerate() {
                let words = list.split('|').filter(|word| !all.contains(&key(word, &variants)));
                unknown.entry((*role, place)).or_default().extend(words);
            }
        }
        Self { known: by_role, unknown, all, variants }
    }

    /// How many words of strangers are left for roles that money depends on, and how many the lists have.
    pub(crate) fn unknown_left(&self) -> (usize, usize) {
        let left = self.unknown.iter().filter(|((role, _), _)| role.matters()).map(|(_, words)| words.len()).sum();
        let all = MONEY_WORDS.iter().flat_map(|(_, lists)| lists.iter()).map(|list| list.split('|').count()).sum();
        (left, all)
    }

    /// Whether the product has a word for anything.
    pub(crate) fn is_known(&self, word: &str) -> bool {
        self.all.contains(&key(word, &self.variants))
    }

    /// The product's word for a role; `None` where it has none in this language or a neighbouring one.
    pub(crate) fn known(&self, dice: &mut Dice, role: Role, tongue: Tongue) -> Option<String> {
        let of = |tongue: Tongue| self.known.get(&(role.words_of(), place(tongue)));
        // Programs of Taiwan and Germany have English headers, too.
        let words = of(tongue).or_else(|| of(Tongue::English))?;
        words.get(dice.below(words.len())).cloned()
    }

    /// A stranger's word for a role.
    pub(crate) fn unknown(&self, dice: &mut Dice, role: Role, tongue: Tongue, is_short: bool) -> Option<String> {
        let role = role.words_of();
        let of = |place: usize| self.unknown.get(&(role, place)).filter(|words| !words.is_empty());
        let words = if is_short { of(4).or_else(|| of(place(tongue))) } else { of(place(tongue)).or_else(|| of(4)) };
        let words = words.or_else(|| of(2)).or_else(|| of(0))?;
        Some(dice.pick(words).to_owned())
    }
}

/// The product keeps its words without capitals; files do not.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
