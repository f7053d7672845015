//! What becomes of rows, shown by some rows of each sort: they come in, are left out, are refused, or were there already.

use guiju_documents::Row;
use guiju_types::{Amount, Currency, Date, Text};
use serde::{Deserialize, Serialize};

use super::drafts::Gives;

/// Rows that are shown of each sort.
const SHOWN: usize = 3;
/// Cells of a row, and letters of a cell, that are shown.
const CELLS: usize = 40;
const LETTERS: usize = 60;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It comes in.
    ComesIn,
    /// It is read and nothing of it comes in, though nothing is wrong with it.
    LeftOut,
    /// Something is wrong with it.
    Refused,
    /// It came in before.
    AlreadyThere,
}

/// Rows of one fate for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FateRows {
    /// What becomes of them.
    pub fate: Fate,
    /// Why: the reason's code; `None` for rows that come in.
    pub reason: Option<String>,
    /// The same in words.
    pub text: Text,
    /// How many.
    pub count: u64,
    /// The first of them.
    pub rows: Vec<ShownRow>,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ShownRow {
    /// Its number.
    pub row: u64,
    /// Whom it names.
    pub party: Option<String>,
    /// Its day.
    pub date: Option<Date>,
    /// What it gives, or would have given: kinds of entries; `in`, `out`, `neither` for movements that give none.
    pub gives: Vec<ShownAmount>,
    /// What is wrong with it, where that is said of this row.
    pub why: Option<Text>,
    /// Its cells, as the file shows them.
    pub cells: Vec<String>,
}

/// An amount that a row gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAmount {
    /// Of what kind.
    pub kind: String,
    /// The currency.
    pub currency: Currency,
    /// The amount.
    pub amount: Amount,
}

/// The fates of rows, in the making.
#[derive(Debug, Default)]
pub(crate) struct Fates(Vec<FateRows>);

impl Fates {
    pub(crate) fn note(&mut self, fate: Fate, reason: Option<&str>, row: &Row, gives: Option<&Gives>, why: Option<&Text>) {
        let known = self.0.iter().position(|known| known.fate == fate && known.reason.as_deref() == reason);
        let place = known.unwrap_or_else(|| {
            let text = match (fate, reason, why) {
                (Fate::Refused, _, Some(why)) => why.clone(),
                (_, Some(reason), _) => left_out_text(reason),
                (Fate::AlreadyThere, None, _) => Text::new("以前已导入：不重复", "came in before: not again"),
                (_, None, _) => Text::new("导入", "comes in"),
            };
            self.0.push(FateRows { fate, reason: reason.map(str::to_owned), text, count: 0, rows: Vec::new() });
            self.0.len() - 1
        });
        let Some(known) = self.0.get_mut(place) else { return };
        known.count += 1;
        if known.rows.len() < SHOWN {
            known.rows.push(shown(row, gives, why));
        }
    }

    /// Those that come in first, then by what becomes of them, the most frequent first.
    pub(crate) fn finish(&self) -> Vec<FateRows> {
        let mut all = self.0.clone();
        all.sort_by(|one, other| one.fate.cmp(&other.fate).then_with(|| other.count.cmp(&one.count)));
        all
    }
}

fn shown(row: &Row, gives: Option<&Gives>, why: Option<&Text>) -> ShownRow {
    let short =
        |text: &str| if text.chars().count() > LETTERS { text.chars().take(LETTERS).chain(['…']).collect() } else { text.to_owned() };
    let cells = (0..row.cells.len().min(CELLS)).map(|column| short(&row.shown(column).text())).collect();
    let mut amounts: Vec<ShownAmount> = Vec::new();
    if let Some(gives) = gives {
        let entries = gives.entries.iter().map(|entry| &entry.draft);
        amounts.extend(entries.map(|draft| ShownAmount {
            kind: draft.kind.name().to_owned(),
            currency: draft.currency,
            amount: draft.amount,
        }));
        if let (true, Some(flow), Some(currency)) = (amounts.is_empty(), &gives.facts.flow, gives.facts.currency) {
            amounts.push(ShownAmount { kind: flow.side.name().to_owned(), currency, amount: flow.amount });
        }
    }
    ShownRow {
        row: row.number,
        party: gives.and_then(|gives| gives.facts.party.as_deref()).map(short),
        date: gives.and_then(|gives| gives.facts.date.or(gives.date)),
        gives: amounts,
        why: why.cloned(),
        cells,
    }
}

/// Why rows are left out.
fn left_out_text(reason: &str) -> Text {
    let (zh, en) = match reason {
        "out" => ("支出：不是客户付来的钱", "money that went out: no customer paid it"),
        "neither" => ("既非收入也非支出：没有资金进出", "neither in nor out: no money moved"),
        "no_party" => ("收入，但没有写付款人：不知道是谁的", "money in without a payer: nobody knows whose it is"),
        "void" => ("作废、关闭或失败：不算", "void, closed or failed: does not count"),
        "condition" => ("不符合方案的条件", "does not fulfil the recipe's condition"),
        "opening" => ("期初余额：不是本期的发生额", "an opening balance: nothing that happened in the period"),
        "total" => ("合计行：只用来核对", "totals: used as a check only"),
        "subtotal" => ("小计行：只用来核对", "subtotals: used as a check only"),
        "footer" => ("表尾说明", "footers"),
        "stated" => ("文件自己写的笔数和合计：只用来核对", "counts and sums that the file states of itself: used as a check only"),
        "note" => ("说明文字", "notes"),
        "repeated_header" => ("重复的表头", "repeated headers"),
        "repeated_item" => ("与前面的行完全相同：只计一次", "the same as an earlier row: counted once"),
        "replaced" => ("上一份清单已有：只更新余额", "on the earlier list already: only what is open changes"),
        other => (other, other),
    };
    Text::new(zh, en)
}
