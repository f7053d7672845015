//! Why a row is refused, or what it is warned of, in both languages.

use guiju_types::Text;
use serde::{Deserialize, Serialize};

/// What is wrong with a row, or worth knowing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The reason as it is counted in the report.
    pub code: &'static str,
    /// The column of the file, where it is one.
    pub column: Option<String>,
    /// The reason in words.
    pub text: Text,
    /// The word that it is about, where a person can explain it: terms, a status, a currency.
    pub about: Option<String>,
}

impl Problem {
    pub(crate) fn new(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, column: None, text: Text::new(zh, en), about: None }
    }

    pub(crate) fn at(mut self, column: &str) -> Self {
        self.column.get_or_insert_with(|| column.to_owned());
        self
    }
}

/// A refused row as the report shows the first of them, and as the workbook of refused rows has them all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Its number in the file.
    pub row: u64,
    /// The reason's code.
    pub code: String,
    /// The column of the file.
    pub column: Option<String>,
    /// The reason in words.
    pub text: Text,
}

/// What the warnings of a report mean.
pub(crate) fn warning_text(code: &str) -> Text {
    let (zh, en) = match code {
        "no_customer" => ("没有客户的行：已保留，但不计入任何客户", "rows without a customer: kept, and counted for nobody"),
        "negative_quantity" => ("数量为负的行：已按原样保留", "rows with a negative quantity: kept as they are"),
        "cancellation" => ("取消单（号码以 C 开头）：已按原样保留", "cancellations (a number that begins with C): kept as they are"),
        "negative_amount" => ("金额为负的应收：作为冲减保留", "charges below zero: kept as credits"),
        "zero_amount" => ("金额为零：不产生应收", "an amount of zero: no charge is made of it"),
        "duplicate_number" => {
            ("同一号码在本文件中出现多次：每行都已保留", "a number that stands on several rows of the file: each row is kept")
        }
        "number_known" => {
            ("号码在台账中已有，金额不同：请核对是否重复", "a number that the ledger has with another amount: check whether it is the same")
        }
        "charge_known" => (
            "台账中已有同一客户、号码、日期和金额的应收：不重复记账，只补收款",
            "a charge that the ledger has already: not booked again, only what was paid since",
        ),
        "exact_duplicate" => ("与前面某行完全相同的行：已保留", "rows equal to an earlier row of the file: kept"),
        "leading_zeros_lost" => {
            ("编号丢失了前导零：已按已有客户补回", "ids that lost their leading zeros: found among the known customers")
        }
        "lost_digits" => (
            "编号被表格软件丢失数字（只保留 15 位）：没有用它对应客户或单据",
            "ids that lost digits in a spreadsheet program, which keeps 15: they were not used to find customers or papers",
        ),
        "matched_by_alias" => ("按简称或别名对应到已有客户", "customers found by short name or alias"),
        "due_from_terms" => ("到期日由结算方式推算", "due dates taken from the settlement terms"),
        "due_before_date" => ("到期日早于开票日", "due dates before the date of the charge"),
        "overpaid" => ("收款多于应收：多出部分留作未核销收款", "paid more than charged: the rest stays unallocated"),
        "paid_before_charge" => ("收款日早于应收日", "paid before the date of the charge"),
        "open_differs" => ("未收金额与应收减已收不符", "the open amount is not the charge less what was paid"),
        "settled_credit" => {
            ("已结清的负数应收：记为负数收款（退款）", "a settled charge below zero: booked with a receipt below zero, a refund")
        }
        "identity_number_wrong" => (
            "统一社会信用代码或身份证号的校验位不对：请核对",
            "credit codes or identity numbers whose check character is wrong: look at them again",
        ),
        "opening_balance" => ("期初余额：记为一笔应收", "an opening balance: booked as one charge"),
        "refund" => (
            "负数收款：记为退款，从客户未核销的收款中扣除",
            "receipts below zero: booked as refunds, out of what the customer has not used yet",
        ),
        "settled_unknown" => (
            "清单只说已结清一部分，没有说怎样、何时：记为未知结清",
            "a part that the list calls settled without saying how or when: booked as cleared in an unknown way",
        ),
        "replaced" => ("上一份清单已有的项目：以这一份的余额为准", "items of the earlier list: what this list says is open holds"),
        "item_gone" => (
            "上一份清单有而这一份没有的项目：记为未知结清，请说明是收款、贷项还是坏账",
            "items of the earlier list that this one has no more: booked as cleared in an unknown way; say whether it was a receipt, a credit note or a write-off",
        ),
        "item_reduced" => (
            "比上一份清单少的项目：差额记为未知结清",
            "items of which less is open than in the earlier list: the difference is booked as cleared in an unknown way",
        ),
        "other_list" => (
            "这份清单很少提到上一份清单的项目：没有把其余项目当作已结清；若是同一来源的新清单，请核对",
            "the list hardly speaks of the items of the earlier one: the others were not taken for settled; check whether it is of the same source",
        ),
        "item_grew" => ("比上一份清单多的项目：请核对", "items of which more is open than the ledger has: check them"),
        "unknown_payer" => {
            ("付款人不是已有客户：收款已保留，未对应到客户", "payers that are no known customer: the receipt is kept without a customer")
        }
        "repeated_item" => ("号码、日期、金额都相同的行：只计一次", "rows equal to an earlier one, number included: counted once"),
        "reference_created" => ("文件提到的档案原来没有：已新建", "records that the file names and that were not there: created"),
        "list_without_day" => (
            "清单没有写明是哪一天的：减少的欠款记为今天以前结清",
            "the list does not say of which day it is: what is less was cleared by today at the latest",
        ),
        "date_in_future" => (
            "日期在今天以后：请核对年份；这类内容不声明完整",
            "dates after today: check the year; what they are about is not declared complete",
        ),
        "date_far_off" => (
            "日期与其余各行相差一年以上：请核对年份；这类内容不声明完整",
            "dates that lie years apart from the others: check the year; what they are about is not declared complete",
        ),
        "reference_changed" => (
            "客户的分公司、业务员等与原来不同：已按文件修改",
            "customers whose branch, salesperson or the like is another one now: changed as the file says",
        ),
        "formula_text" => ("以 = + - @ 开头的文字：只作为文字保存", "texts that begin like a formula: kept as text only"),
        "charge_not_found" => ("收款提到的应收找不到：留作未核销收款", "receipts that name a charge that is not there: left unallocated"),
        "total_differs" => ("合计行与各行之和不符", "a total row that is not the sum of its rows"),
        "future_known_at" => ("声明的入账时点在将来：按现在计", "a known-at time in the future: taken as now"),
        _ => (code, code),
    };
    Text::new(zh, en)
}
