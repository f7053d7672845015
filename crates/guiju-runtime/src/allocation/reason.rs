//! Why something of a receipt is left.

use guiju_types::Text;
use serde::Serialize;

/// Why the rule did not allocate a receipt, or the rest of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftReason {
    /// The customer owes nothing more.
    NothingOpen,
    /// The customer owes in other currencies only.
    OtherCurrency,
    /// Two numbers of open charges share a part of the text.
    UnclearReference,
    /// Several open charges have the amount, and the rule has no other way.
    UnclearAmount,
    /// No method of the rule fits.
    NoMethod,
    /// Money was paid back, and nothing that was received is unallocated.
    NothingToRefund,
}

impl LeftReason {
    /// The name in reports and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NothingOpen => "nothing_open",
            Self::OtherCurrency => "other_currency",
            Self::UnclearReference => "unclear_reference",
            Self::UnclearAmount => "unclear_amount",
            Self::NoMethod => "no_method",
            Self::NothingToRefund => "nothing_to_refund",
        }
    }

    /// In a sentence, with what to do.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::NothingOpen => Text::new("客户没有未清应收：留作未核销收款", "the customer owes nothing more: it stays unallocated"),
            Self::OtherCurrency => {
                Text::new("客户只有其他币别的未清应收：请人工核销", "the customer owes in other currencies only: allocate it by hand")
            }
            Self::UnclearReference => {
                Text::new("附言里的号码有两种读法：请人工核销", "the text names two charges by the same letters: allocate it by hand")
            }
            Self::UnclearAmount => {
                Text::new("有几笔未清应收金额相同：请人工核销", "several open charges have this amount: allocate it by hand")
            }
            Self::NoMethod => Text::new(
                "附言和金额都对不上，规则也没有其他办法：请人工核销",
                "neither text nor amount fits, and the rule has no other way: allocate it by hand",
            ),
            Self::NothingToRefund => {
                Text::new("退款没有可以冲抵的未核销收款", "money was paid back, and nothing that was received is unallocated")
            }
        }
    }
}
