//! What a column may mean: fields of record types, and parts of ledger entries.

use guiju_rulebook::Rulebook;
use guiju_types::{EntryKind, Field, FieldType, RecordType};

use super::cells::width::narrow;

/// A part of a ledger entry that a column gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The number on the paper.
    Number,
    /// The business date.
    Date,
    /// When a charge falls due.
    Due,
    /// The amount.
    Amount,
    /// What is still open of a charge.
    Open,
    /// The currency.
    Currency,
    /// What a unit of the currency is worth in the base currency.
    Rate,
    /// Settlement terms in words.
    Terms,
    /// Free text.
    Note,
    /// The number of the charge or invoice that it refers to.
    Charge,
    /// A cost's vendor.
    Vendor,
}

/// What a column gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A field of a record.
    Field { kind: String, field: Field },
    /// A part of an entry.
    Entry(EntryKind, Part),
    /// When the row's facts became known.
    KnownAt,
}

const PARTS: [(&str, Part); 11] = [
    ("number", Part::Number),
    ("date", Part::Date),
    ("due", Part::Due),
    ("amount", Part::Amount),
    ("open", Part::Open),
    ("currency", Part::Currency),
    ("rate", Part::Rate),
    ("terms", Part::Terms),
    ("note", Part::Note),
    ("charge", Part::Charge),
    ("vendor", Part::Vendor),
];

impl Target {
    /// The target with a recipe's name for it, such as `charge.amount` or `customer.code`.
    pub(crate) fn parse(name: &str, types: &[RecordType]) -> Result<Self, String> {
        if name == "known_at" {
            return Ok(Self::KnownAt);
        }
        let unknown = || format!("`{name}` is no target; write `<record type>.<field>` or `charge.amount`, `receipt.date` …");
        let (thing, part) = name.split_once('.').ok_or_else(unknown)?;
        if let Some(kind) = types.iter().find(|kind| kind.name == thing) {
            let field = kind.fields.iter().find(|field| field.name == part).ok_or_else(|| {
                let known: Vec<&str> = kind.fields.iter().map(|field| field.name.as_str()).collect();
                format!("`{thing}` has no field `{part}`; it has: {}", known.join(", "))
            })?;
            return Ok(Self::Field { kind: thing.to_owned(), field: field.clone() });
        }
        let kind: EntryKind = thing.parse().map_err(|_| unknown())?;
        let part = PARTS.iter().find(|(known, _)| *known == part).map(|(_, part)| *part).ok_or_else(unknown)?;
        Ok(Self::Entry(kind, part))
    }

    /// What the cells of such a column have to hold.
    pub(crate) fn shape(&self) -> Shape {
        match self {
            Self::KnownAt => Shape::Date,
            Self::Entry(_, Part::Date | Part::Due) => Shape::Date,
            Self::Entry(_, Part::Amount | Part::Open | Part::Rate) => Shape::Number,
            Self::Entry(_, Part::Currency) => Shape::Currency,
            Self::Entry(_, Part::Number | Part::Charge) => Shape::Id,
            Self::Entry(_, Part::Terms | Part::Note | Part::Vendor) => Shape::Text,
            Self::Field { field, .. } => match &field.kind {
                FieldType::Date | FieldType::Instant => Shape::Date,
                FieldType::Integer | FieldType::Decimal | FieldType::Amount => Shape::Number,
                FieldType::Text | FieldType::Boolean | FieldType::Enumeration(_) | FieldType::Reference(_) => Shape::Text,
            },
        }
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Dates.
    Date,
    /// Numbers.
    Number,
    /// Currencies.
    Currency,
    /// Codes.
    Id,
    /// Anything.
    Text,
}

/// The words by which files name the parts of entries; the rulebook's own words are added to them.
const LEDGER_WORDS: [(&str, &str); 31] = [
    ("charge.number", "应收单号|应收编号|费用编号|单据编号|单据号|单号|账单号|charge number|charge no|document number|doc no|document no"),
    ("invoice.number", "发票号|发票号码|发票编号|发票代码号|invoice number|invoice no|invoice id|invoice|inv no|invoicenumber"),
    (
        "charge.date",
        "开票日期|发票日期|业务日期|应收日期|记账日期|单据日期|入账日期|费用日期|日期|invoice date|charge date|document date|doc date|bill date|posting date|date",
    ),
    ("charge.due", "到期日|到期日期|应收到期日|付款到期日|约定付款日|约定收款日|应付日期|due date|due|maturity date|payment due"),
    (
        "charge.amount",
        "应收金额|应收款|应收账款|应收|发票金额|开票金额|价税合计|含税金额|费用金额|金额|本币金额|invoice amount|amount due|charge amount|total amount|amount|total|gross amount",
    ),
    (
        "charge.open",
        "未收金额|未收款|未收|应收余额|欠款金额|欠款|余额|未核销金额|outstanding|outstanding amount|balance|open amount|open balance|amount open",
    ),
    ("charge.currency", "币别|币种|货币|货币代码|原币|currency|currency code|curr|ccy"),
    ("charge.rate", "汇率|折算汇率|exchange rate|fx rate|rate"),
    ("charge.terms", "结算方式|付款条件|账期|结算条件|信用期|payment terms|terms|credit terms"),
    ("charge.note", "备注|摘要|说明|remark|remarks|memo|note|notes|comment"),
    (
        "receipt.number",
        "收款单号|收款编号|回款单号|流水号|银行流水号|交易号|凭证号|receipt number|receipt no|payment number|payment no|transaction id|voucher no",
    ),
    (
        "receipt.date",
        "收款日期|实收日期|到账日期|回款日期|付款日期|结清日期|核销日期|入账时间|交易日期|settled date|settlement date|payment date|paid date|date paid|receipt date|clearing date|value date",
    ),
    (
        "receipt.amount",
        "已收金额|已收款|已收|实收金额|实收|收款金额|到账金额|回款金额|已付金额|付款金额|贷方金额|paid amount|amount paid|received amount|receipt amount|payment amount|paid|received|credit amount",
    ),
    ("receipt.currency", "收款币别|收款币种|receipt currency|payment currency"),
    ("receipt.note", "附言|用途|汇款附言|付款摘要|remittance text|remittance|payment reference|reference text"),
    ("receipt.charge", "核销发票号|对应发票号|所付发票|核销单号|paid invoice|applied invoice|applied to"),
    ("cost.number", "成本单号|应付单号|cost number|vendor invoice|supplier invoice"),
    ("cost.date", "成本日期|应付日期|cost date"),
    ("cost.amount", "成本金额|应付金额|成本|应付|采购金额|cost amount|cost|payable amount"),
    ("cost.currency", "成本币别|应付币别|cost currency"),
    ("cost.vendor", "供应商|供应商名称|承运人|承运商|往来供应商|vendor|vendor name|supplier|supplier name|carrier"),
    ("bill.number", "对账单号|bill number|statement number"),
    ("bill.date", "对账单日期|出账日期|statement date"),
    ("confirmation.date", "对账确认日期|确认日期|confirmation date"),
    ("credit_note.number", "贷项通知单号|红字发票号|credit note number|credit note no"),
    ("credit_note.date", "红冲日期|credit note date"),
    ("credit_note.amount", "冲减金额|红冲金额|credit note amount"),
    ("write_off.date", "坏账日期|write off date"),
    ("write_off.amount", "坏账金额|核销坏账|write off amount|written off"),
    ("invoice.charge", "对应应收单号|charge of invoice"),
    ("known_at", "录入时间|登记时间|创建时间|制单时间|recorded at|created at|entry date|known at"),
];

/// A word of files with what it means.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// As [`key`] makes it.
    pub(crate) key: String,
    /// The name of the target in recipes.
    pub(crate) target: String,
}

/// Every word by which a rulebook's users may call a column.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    pub(crate) words: Vec<Word>,
}

impl Vocabulary {
    pub(crate) fn of(rulebook: &Rulebook) -> Self {
        let mut words = Vec::new();
        let mut put = |text: &str, target: &str| {
            let key = key(text);
            if !key.is_empty() {
                words.push(Word { key, target: target.to_owned() });
            }
        };
        for column in rulebook.ledger_columns() {
            let target = &column.name;
            for text in column.aliases.iter().chain([&column.label.zh, &column.label.en]) {
                put(text, target);
            }
        }
        for (target, texts) in LEDGER_WORDS {
            for text in texts.split('|') {
                put(text, target);
            }
        }
        for kind in rulebook.record_types() {
            for field in &kind.fields {
                let target = format!("{}.{}", kind.name, field.name);
                for text in &field.aliases {
                    put(text, &target);
                }
                put(&format!("{} {}", kind.name, field.name), &target);
                put(&format!("{}{}", kind.label.zh, field.label.zh), &target);
                put(&format!("{} {}", kind.label.en, field.label.en), &target);
                put(&field.label.zh, &target);
                put(&field.label.en, &target);
                put(&field.name, &target);
            }
        }
        for (target, texts) in [
            (
                "customer.code",
                "客户编号|客户编码|客户代码|客户号|customer id|customer code|customer no|customer number|client id|account no",
            ),
            (
                "customer.name",
                "客户名称|客户|客户全称|往来单位|付款单位|单位名称|公司名称|customer name|customer|client|client name|account name|payer",
            ),
        ] {
            for text in texts.split('|') {
                put(text, target);
            }
        }
        Self { words }
    }

    /// Whether some word is this text.
    pub(crate) fn knows(&self, text: &str) -> bool {
        let key = key(&split_header(text).0);
        self.words.iter().any(|word| word.key == key)
    }
}

/// A header without case, spaces and punctuation: `Invoice_No.` and `invoice no` are one word.
pub(crate) fn key(text: &str) -> String {
    narrow(text).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a header and what stands in brackets after them: `应收金额（万元）` is `应收金额` and `万元`.
pub(crate) fn split_header(text: &str) -> (String, Option<String>) {
    let plain = narrow(text);
    match plain.split_once(['(', '[', '【']) {
        Some((words, rest)) if !words.trim().is_empty() => {
            let inner = rest.trim_end_matches([')', ']', '】']).trim();
            (words.trim().to_owned(), Some(inner.to_owned()))
        }
        _ => (plain.into_owned(), None),
    }
}

/// The currency that a word names.
pub(crate) fn currency_word(text: &str) -> Option<guiju_types::Currency> {
    let plain = narrow(text).trim().to_uppercase();
    let code = match plain.as_str() {
        "RMB" | "CNY" | "人民币" | "元" | "人民币元" | "￥" | "¥" | "本币" | "CNH" => "CNY",
        "USD" | "US$" | "$" | "美元" | "美金" => "USD",
        "EUR" | "€" | "欧元" => "EUR",
        "HKD" | "HK$" | "港币" | "港元" => "HKD",
        "JPY" | "日元" | "日币" => "JPY",
        "GBP" | "£" | "英镑" => "GBP",
        "AUD" | "澳元" => "AUD",
        "SGD" | "新加坡元" => "SGD",
        "KRW" | "韩元" => "KRW",
        "TWD" | "新台币" => "TWD",
        "CAD" | "加元" => "CAD",
        "CHF" | "瑞士法郎" => "CHF",
        other => other,
    };
    code.parse().ok()
}

/// Codes that a header may name a currency by without brackets: `USD金额`, `Amount USD`.
pub(crate) const CURRENCY_WORDS: [&str; 16] =
    ["人民币", "美元", "美金", "欧元", "港币", "港元", "日元", "英镑", "RMB", "CNY", "USD", "EUR", "HKD", "JPY", "GBP", "SGD"];
