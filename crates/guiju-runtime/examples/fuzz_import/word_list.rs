//! Header words of strangers: what people and programs call columns, by language. None of these may stand in the product's lists;
//! `words.rs` leaves those out that do.

use crate::words::Role;

/// Words of a role in Chinese, traditional Chinese, English, German, and as abbreviations and names of database columns.
pub(crate) type Entry = (Role, [&'static str; 5]);

pub(crate) const MONEY_WORDS: &[Entry] = &[
    (
        Role::PlainParty,
        [
            "客商名称|客商|对方公司|合作方|往来|厂家",
            "客戶名稱|往來客戶|公司寶號",
            "Cust.|Trading Partner|Entity|Who",
            "Kunde|Firma|Geschäftspartner",
            "KHMC|khmc|cust_nm|partner_nm|BP|NAME1",
        ],
    ),
    (Role::PlainDate, ["日子|发生日|记录日", "日期別|日子", "Day|dt.|On", "Datum|Tag|vom", "RQ|dt|BLDAT"]),
    (Role::PlainAmount, ["额|款额数|数|钱数", "款項|金額數", "Amt.|Value in total|Figure", "Wert|Betrag in EUR|Summe", "JE|amt|WRBTR"]),
    (
        Role::Customer,
        [
            "客商名称|客商|购货单位|需方|买受人|欠款单位|欠款方|委托方|托运人|对方公司|甲方|受票方|开票抬头|合作方|收票单位|债务单位|客户抬头|客户简称|货主单位|往来|厂家",
            "客戶名稱|客戶|客戶簡稱|買受人|買方|往來客戶|公司寶號|抬頭|欠款人|帳戶名稱|客戶全名",
            "Debtor|Sold-to|Bill To|Buyer|Cust.|Cust. Name|Trading Partner|Account Debtor|Invoicee|Sold-to party|Party|Company|Entity|Who",
            "Kunde|Debitor|Kundenname|Käufer|Rechnungsempfänger|Firma|Geschäftspartner|Schuldner|Abnehmer",
            "KHMC|khmc|cust_nm|DEB_NAME|KdName|GSMC|partner_nm|BP|NAME1",
        ],
    ),
    (
        Role::CustomerCode,
        [
            "客商编码|户号|往来编号|会员号|单位代码|客户ID号|客商代号",
            "客戶代號|客戶編號|統一編號",
            "Cust#|Debtor No|Acct|BP code|Sold-to no.|Customer Ref",
            "KdNr|Kundennr.|Debitorennummer|Konto-Nr.|Kundennummer",
            "KHBM|cust_id|KUNNR|partner_cd",
        ],
    ),
    (
        Role::InvoiceNumber,
        [
            "票据号|单证号|发票流水|税票号|凭单号|账单编码|应收凭单|票号码|Invoice号|单子编号",
            "發票號碼|單據編號|帳單號碼|統一發票|單號",
            "Inv#|Inv.|Doc#|Bill No|Bill #|Reference doc|Our ref|Inv. ref|Tax invoice no",
            "Rechnung|Rechnungsnr.|RgNr|Belegnr|Belegnummer|Rechnungsnummer|Re.-Nr.",
            "FPHM|inv_num|doc_no|VBELN|BELNR|DJH",
        ],
    ),
    (
        Role::InvoiceDate,
        [
            "日子|票据日|出票日|制单日|发生日|填开日期|立账日|单据日|票面日期|开具日|时间",
            "開票日期|單據日期|發票日期|開立日|立帳日",
            "Inv. dt|Dated|Issued|Issue dt|Bill dt|Doc dt|Raised|Inv. day|Day",
            "Datum|Rechnungsdatum|Belegdatum|Ausstellungsdatum|RgDatum|vom",
            "RQ|KPRQ|doc_dt|BLDAT|inv_dt|dt",
        ],
    ),
    (
        Role::Due,
        [
            "应结日|账期截止|最迟收款|付款截止|应收款日|约定回款日|还款期限",
            "到期日|應收日|付款期限|應收到期日",
            "Pay by|Due on|Maturity dt|Payable by|Net date|To be paid by",
            "Fällig|Fälligkeit|Fällig am|Zahlbar bis|Fälligkeitsdatum",
            "DQR|due_dt|ZFBDT|dueon",
        ],
    ),
    (
        Role::InvoiceAmount,
        [
            "票面额|应收额|账款|开票额|货款额|账单额|票面合计|欠我司|额|结算额|计费额",
            "應收金額|發票金額|帳款|應收款項|含稅金額|金額",
            "Inv amt|Billed|Inv. total|Bill amt|Charges|Amt|Sum|Value|Inv. value",
            "Rechnungsbetrag|Forderung|Bruttobetrag|Rg-Betrag|Betrag|Summe EUR|Wert",
            "YSJE|KPJE|inv_amt|JE|amt",
        ],
    ),
    (
        Role::Open,
        [
            "尚欠|未结金额|欠额|未回款|剩余应收|未清|未结|待收|应收未收|还欠",
            "未收餘額|未收款|未沖金額|尚欠|應收餘額",
            "O/S|Still due|Unpaid|Remaining|Open bal.|To collect|Rest|Left to pay",
            "Offen|Offener Betrag|Restbetrag|Saldo offen|OP-Betrag|Rest|noch offen",
            "WSJE|os_amt|QK|open_amt",
        ],
    ),
    (
        Role::Paid,
        [
            "已结|已回|已冲|累计回款|已核销额|收回|已回款",
            "已收|已沖金額|已付款額|已收款項",
            "Settled|Collected|Pd|Paid to date|Less paid|Received to date",
            "Bezahlt|Gezahlt|Ausgeglichen|bereits gezahlt",
            "YSK|pd_amt|HXJE|settled_amt",
        ],
    ),
    (
        Role::Payer,
        [
            "汇款人|打款方|来款单位|交款单位|缴款人|汇款单位|回款单位|交款人",
            "匯款人|付款人|繳款人|來款單位|匯款公司",
            "Remitter|Paid by|From|Sender|Ordering party|Depositor",
            "Zahler|Einzahler|Auftraggeber|Zahlungspflichtiger|Absender",
            "FKF|payer_nm|HKR|remitter_name",
        ],
    ),
    (
        Role::ReceiptDate,
        [
            "来款日|进账日|到款日期|回款时间|收讫日|缴款日期|到款日",
            "收款日|入帳日|匯入日|收款日期",
            "Rcvd on|Paid on|Pmt date|Cleared on|Deposit dt|Received on",
            "Zahlungseingang am|Zahldatum|Eingangsdatum|Gezahlt am|Eingang am",
            "DKRQ|pay_dt|SKRQ|rcpt_dt",
        ],
    ),
    (
        Role::ReceiptAmount,
        [
            "来款额|到款额|进账金额|回款数|收讫金额|本次回款|到款",
            "收款額|匯入金額|實收|收款金額",
            "Rcvd|Amt rcvd|Collected|Collections|Pmt amt|Cash in",
            "Zahlbetrag|Zahlungseingang|Zahlungsbetrag|Erhalten|Eingang",
            "DKJE|SKJE|pmt_amt|rcpt_amt",
        ],
    ),
    (
        Role::ReceiptNumber,
        [
            "到款单编号|进账单号|水单号|回单编号",
            "收款單號|水單號碼",
            "Rcpt#|Pmt ref|Slip no|Bank slip",
            "Zahlungsnr.|Belegnr. Zahlung|Quittung",
            "SKDH|rcpt_no|pmt_id",
        ],
    ),
    (
        Role::PaidInvoice,
        [
            "冲账单据|所结票号|结清单据|冲抵发票",
            "沖帳單號|沖銷發票",
            "Against inv|For invoice|Settles|Inv paid",
            "für Rechnung|Zahlt Rechnung|Ausgleich Beleg",
            "HXDH|applied_inv|REBZG",
        ],
    ),
    (
        Role::Currency,
        [
            "结算货币|币|钱币|外币种类|货币单位",
            "幣別|幣種|貨幣",
            "Cur.|Curcy|Curr.|FX ccy|Money",
            "Währung|Whg|Wrg|Whrg.",
            "BZ|cur_cd|WAERS|cncy",
        ],
    ),
    (
        Role::Rate,
        [
            "折算率|牌价|折合率|兑换率|记账汇价",
            "匯率|折算匯率",
            "Exch.|Xrate|FX conv.|ROE|Conv. rate",
            "Kurs|Wechselkurs|Umrechnungskurs",
            "HL|fx|KURSF|xr",
        ],
    ),
    (
        Role::DocumentAmount,
        [
            "外币额|原币值|票面外币|交易币金额|外币应收",
            "原幣金額|外幣金額",
            "Doc amt|FC amount|Foreign amt|Amt (orig.)|TC amount",
            "Fremdwährungsbetrag|Betrag FW|Belegbetrag|Betrag in BW",
            "YBJE|amt_fc|WRBTR",
        ],
    ),
    (
        Role::BaseAmount,
        [
            "折本币|折合人民币|记账本位额|折人民币|本位额",
            "本幣金額|折合本幣",
            "LC amount|Local amt|Amt (eqv.)|Equiv.|Book amt",
            "Hauswährungsbetrag|Betrag HW|Betrag in HW|Eigenwährung",
            "BBJE|amt_lc|DMBTR",
        ],
    ),
    (
        Role::BankDate,
        [
            "发生日|入账时点|过账日|动账时间|发生时间|时间|日子",
            "交易日期|帳務日期|記帳日|交易時間",
            "Txn date|Posted|Booked|Trans. dt|Booking|When|Day",
            "Buchungstag|Wertstellung|Buchung|Buchungsdatum|Datum",
            "JYRQ|txn_dt|val_dt|RQ|dt",
        ],
    ),
    (
        Role::In,
        [
            "进账|入账额|存入|转入额|收方|来款|收进|划入",
            "存入|入帳|存入金額|收入金額",
            "Money in|Paid in|Deposits|Inflow|Cr.|Lodgements",
            "Haben|Gutschrift|Eingänge|Zugang|Habenumsatz",
            "SR|amt_in|cr_amt|C_AMT",
        ],
    ),
    (
        Role::Out,
        [
            "出账|付出|支取|转出额|付方|划出|支用",
            "提出|支出|扣帳|提款金額",
            "Money out|Paid out|Withdrawals|Outflow|Dr.|Payments made",
            "Soll|Lastschrift|Ausgänge|Abgang|Sollumsatz",
            "ZC|amt_out|dr_amt|D_AMT",
        ],
    ),
    (
        Role::Signed,
        [
            "变动额|发生数|交易额|收付金额|变动|额|动账金额",
            "異動金額|交易額|金額",
            "Movement|Value|Net amt|Txn amt|Change|Amt",
            "Betrag|Umsatz|Buchungsbetrag|Bewegung",
            "JYJE|txn_amt|mvmt|JE|amt",
        ],
    ),
    (
        Role::Flag,
        [
            "方向|收付|进出|类别标识|借/贷方|收付标志|进出账|标志",
            "借貸別|收支別|存提",
            "D/C ind|Sign|Direction|In-Out|Mvt type|Side",
            "S/H|Richtung|Kennzeichen|SH-Kz",
            "FX|dc_ind|SHKZG|flg",
        ],
    ),
    (
        Role::Balance,
        [
            "结存|账面余|结余|可用结余|户余|余",
            "餘額|結餘|帳戶餘額",
            "Running bal.|Bal.|Closing bal|Bal after|Ledger bal",
            "Saldo|Kontostand|Endsaldo|Saldo danach",
            "YE|bal_amt|JC|bal",
        ],
    ),
    (
        Role::Counterpart,
        [
            "对家|对方名|往来户|交易对家|对手方|对方抬头|对方户",
            "對方戶名|對方名稱|交易對象|往來戶",
            "Counterparty|Other party|Beneficiary/Payer|Name|Details of party|Payer/Payee",
            "Empfänger/Auftraggeber|Begünstigter/Zahler|Gegenpartei|Name|Partner",
            "DFHM|cpty|DFMC|opp_name",
        ],
    ),
    (
        Role::PayerSide,
        [
            "汇出方|付方名称|打款户名|出款户",
            "付款方戶名|匯出戶名",
            "Originator|Debit party|Remitter name|From account name",
            "Zahler|Auftraggeber|Belastetes Konto Inhaber",
            "FKRMC|dbtr_nm|payer",
        ],
    ),
    (
        Role::PayeeSide,
        [
            "汇入方|收方名称|收款户名|入款户",
            "收款方戶名|匯入戶名",
            "Recipient|Credit party|Beneficiary name|To account name",
            "Empfänger|Begünstigter|Gutgeschriebenes Konto Inhaber",
            "SKRMC|cdtr_nm|payee",
        ],
    ),
    (
        Role::Status,
        [
            "单据状态|交易情况|处理结果|状况|单况",
            "狀態|交易狀態|發票狀態",
            "State|Txn status|Result|Outcome",
            "Zustand|Stand|Bearbeitung",
            "ZT|stat|st_cd",
        ],
    ),
    (
        Role::Net,
        [
            "不含税额|未税金额|净额|不含税价款",
            "未稅金額|銷售額",
            "Excl. tax|Net amt|Taxable|Ex VAT",
            "Netto|Nettobetrag|Nettowert",
            "BHSJE|net_amt|net",
        ],
    ),
    (Role::Tax, ["税款|销项税|增值税|税", "稅額|營業稅", "VAT|GST|Tax amt|Sales tax", "MwSt|USt|Steuer|MwSt-Betrag", "SE|tax_amt|vat"]),
    (
        Role::Gross,
        [
            "含税额|价税总额|税价合计|总额|含税合计",
            "含稅總額|總計金額|合計金額",
            "Incl. tax|Total incl.|Gross total|Inc VAT",
            "Brutto|Gesamt|Bruttobetrag|Endbetrag",
            "JSHJ|gross_amt|gross|tot",
        ],
    ),
    (Role::TaxRate, ["税点|征收率|税率档", "稅率", "VAT %|Tax %", "MwSt %|Steuersatz", "SL|tax_rt"]),
    (
        Role::Seller,
        [
            "销方|开票方|供方|出票单位",
            "賣方名稱|賣方",
            "Supplier name on invoice|Issued by|Vendor of record",
            "Aussteller|Verkäufer|Lieferant",
            "XFMC|seller_nm|xf",
        ],
    ),
    (
        Role::Debit,
        [
            "借方数|借方发生|本期应收|增加|应收发生",
            "借方金額|借方",
            "Debit amt|Charged|Increase|Dr amount",
            "Soll|Sollbetrag|Belastung",
            "JF|dr|debit_amt",
        ],
    ),
    (
        Role::Credit,
        [
            "贷方数|贷方发生|本期收回|减少|回款发生",
            "貸方金額|貸方",
            "Credit amt|Credited|Decrease|Cr amount",
            "Haben|Habenbetrag|Entlastung",
            "DF|cr|credit_amt",
        ],
    ),
    (Role::LedgerDirection, ["余额方向|方向|借或贷", "餘額方向|借貸", "Dr/Cr|Bal side", "S/H|Saldoart", "YEFX|bal_dc"]),
    (
        Role::Terms,
        [
            "结账方式|付款约定|回款条件|账期约定",
            "付款方式|收款條件",
            "Pmt terms|Net days|Credit",
            "Zahlungsziel|Zahlungsbedingung|ZB",
            "FKTJ|pmt_term|ZTERM",
        ],
    ),
];

/// Columns that are no money and no party. Their words are never wrong, whatever they are read as, as long as the money is right.
pub(crate) const OTHER_WORDS: &[Entry] = &[
    (
        Role::Purpose,
        [
            "事由|款项说明|内容|往来说明|业务说明|摘要说明",
            "摘要|說明|附註|用途",
            "Narrative|Particulars|Details|Description|Text",
            "Verwendungszweck|Buchungstext|Text|Zweck",
            "ZY|narr|SGTXT",
        ],
    ),
    (Role::Note, ["其他|备考|附记|批注", "備註|備考", "Comments|Misc|Notes 2", "Bemerkung|Notiz|Anmerkung", "BZXX|rmk|ZUONR"]),
    (Role::RowNumber, ["序|编号|行|No", "序號|項次", "#|No.|Line|Seq", "Nr.|Pos.|lfd. Nr.", "XH|seq|rn"]),
    (
        Role::CounterAccount,
        [
            "对方账户号|对家账号|往来账号",
            "對方帳號",
            "Cpty account|Other account|IBAN of party",
            "IBAN|Konto Gegenpartei",
            "DFZH|cpty_acct",
        ],
    ),
    (
        Role::CounterBank,
        ["对方行|开户行全称|对家银行", "對方銀行|存戶銀行", "Bank of party|Cpty bank", "Bank|Kreditinstitut", "DFYH|cpty_bank"],
    ),
    (
        Role::OwnAccount,
        ["本户|我方账户|本账号", "本行帳號|帳號", "Account|Own account|Acct no", "Auftragskonto|Konto|Eigenes Konto", "BFZH|acct"],
    ),
    (Role::OwnName, ["我方户名|本户名|开户主体", "本行戶名|戶名", "Account holder|Own name", "Kontoinhaber|Inhaber", "BFHM|acct_nm"]),
    (
        Role::Serial,
        [
            "交易流水|银行参考|日志号|检索号",
            "流水號|交易序號",
            "Bank ref|Txn id|Trace no",
            "Referenz|Vorgangsnr.|Primanota",
            "LSH|txn_id|trc",
        ],
    ),
    (Role::Salesperson, ["跟单|经办|责任人|业务", "業務員|經辦人", "Rep|Handled by|Owner", "Sachbearbeiter|Vertreter", "YWY|rep_cd"]),
    (Role::Department, ["事业部|科室|组别", "部門", "Dept.|Cost centre|Unit", "Abteilung|KST", "BM|dept_cd"]),
    (Role::Quantity, ["数量|件数|箱量|票数", "數量|件數", "Qty|Pcs|Boxes|TEU", "Menge|Stk.|Anzahl", "SL1|qty|pcs"]),
    (Role::Weight, ["毛重|重量(KG)|体积", "毛重|重量", "Gross wt|kg|CBM", "Gewicht|kg brutto", "ZL|wt_kg"]),
    (Role::UnitPrice, ["单价|单位价", "單價", "Unit price|Price each", "Einzelpreis|EP", "DJ|unit_pr"]),
    (Role::Phone, ["联系电话|手机|电话", "電話|手機", "Phone|Tel.|Mobile", "Telefon|Tel", "LXDH|tel"]),
    (Role::Postcode, ["邮编|邮政编码", "郵遞區號", "Postcode|ZIP", "PLZ", "YB|zip"]),
    (Role::Vessel, ["船名航次|提单|品名|项目", "品名|船名", "Vessel|B/L|Item|Project", "Artikel|Projekt|Ware", "PM|item|proj"]),
    (Role::CreditLimit, ["授信|信用额度|额度上限", "信用額度", "Credit limit|Limit", "Kreditlimit|Limit", "XYED|cr_lim"]),
    (Role::ContractAmount, ["合同额|合同总价|订单总额", "合約金額", "Contract value|PO value", "Auftragswert|Bestellwert", "HTJE|po_val"]),
    (Role::Period, ["会计期间|账期月|所属月份", "會計期間", "Period|Month|FY/P", "Periode|Monat", "KJQJ|period"]),
    (Role::Category, ["业务类别|交易种类|款项类别", "類別|交易種類", "Category|Class", "Art|Kategorie", "LB|cat"]),
    (Role::Method, ["付款渠道|支付渠道|结算途径", "付款管道", "Channel|Paid with", "Zahlungsart|Zahlweg", "QD|chan"]),
    (Role::Goods, ["货物名称|商品内容|标的", "商品名稱|品項", "Goods|Item bought", "Artikel|Leistung", "SP|goods"]),
];
