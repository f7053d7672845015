//! Bills of wallets and payment platforms: a direction word and a status word in each row.

use crate::cell::Cell;
use crate::layout::open_items::pick_customer;
use crate::make::{Draft, DraftRow, Make, after};
use crate::truth::{Settled, Tongue, What};
use crate::words::Role;

/// The words of a platform's bill.
struct Terms {
    money_in: &'static str,
    money_out: &'static str,
    neither: &'static str,
    fine: &'static [&'static str],
    closed: &'static [&'static str],
}

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let terms = terms(make);
    let mut roles = vec![Role::BankDate];
    make.maybe(&mut roles, 50, Role::Category);
    roles.push(Role::Counterpart);
    make.maybe(&mut roles, 60, Role::Goods);
    roles.extend([Role::Flag, Role::Signed]);
    make.maybe(&mut roles, 50, Role::Method);
    roles.extend([Role::Status, Role::Serial]);
    make.maybe(&mut roles, 40, Role::Note);
    let mut rows = Vec::new();
    let mut day = make.from;
    for _ in 0..make.row_count().max(3) {
        day = after(day, make.dice.pick(&[0, 0, 1, 2]));
        let amount = make.amount();
        let (customer, _) = pick_customer(make);
        let vendor_place = make.dice.below(make.company.vendors.len());
        let vendor = make.company.vendors.get(vendor_place).map(|vendor| vendor.name.clone()).unwrap_or_default();
        let mut row = DraftRow::default();
        let what = make.dice.weighted(&[(10, 0), (6, 1), (2, 2), (2, 3)]);
        let (party, flag, status) = match what {
            0 => (customer.clone(), terms.money_in, make.dice.pick(terms.fine)),
            1 => (vendor, terms.money_out, make.dice.pick(terms.fine)),
            2 => (String::new(), terms.neither, make.dice.pick(terms.fine)),
            // A trade that was closed keeps its direction and its amount.
            _ if make.dice.coin() => (customer.clone(), terms.money_in, make.dice.pick(terms.closed)),
            _ => (vendor, terms.money_out, make.dice.pick(terms.closed)),
        };
        row.put(Role::BankDate, Cell::Day(day, make.second()));
        row.put(Role::Category, Cell::text(category(make)));
        row.put(Role::Counterpart, if party.is_empty() { Cell::text("/") } else { Cell::text(&party) });
        row.put(Role::Goods, Cell::Text(make.purpose("")));
        row.put(Role::Flag, Cell::text(flag));
        row.put(Role::Signed, Cell::Money(amount, make.currency));
        row.put(
            Role::Method,
            Cell::text(by_tongue(
                make,
                &["零钱", "余额宝", "招商银行(1234)"],
                &["餘額", "信用卡"],
                &["balance", "Visa 1234"],
                &["Guthaben", "SEPA"],
            )),
        );
        row.put(Role::Status, Cell::text(status));
        row.put(Role::Serial, Cell::id(format!("{}{:014}", day.strftime("%Y%m%d"), make.dice.next() % 100_000_000_000_000)));
        row.put(Role::Note, Cell::text("/"));
        match what {
            0 => row.gives(What::In, Some(&customer), make.currency, amount),
            1 => row.gives(What::Out, None, make.currency, amount),
            _ => row.gives(What::Neither, None, make.currency, amount),
        }
        rows.push(row);
    }
    if make.dice.percent(70) {
        rows.reverse();
    }
    let title = by_tongue(
        make,
        &["微信支付账单明细", "支付宝交易记录明细", "平台收支明细"],
        &["支付平台交易明細", "街口支付帳單"],
        &["Wallet activity", "PayFast transaction report"],
        &["Zahlungsplattform Umsätze"],
    );
    Draft {
        kinds: &["platform_bill", "bank_statement"],
        roles,
        rows,
        settled: Settled::Words,
        has_lines: true,
        title: title.to_owned(),
        is_one_currency: true,
        ..Draft::default()
    }
}

fn by_tongue(make: &mut Make<'_>, zh: &[&'static str], hant: &[&'static str], en: &[&'static str], de: &[&'static str]) -> &'static str {
    match make.tongue {
        Tongue::Chinese => make.dice.pick(zh),
        Tongue::Traditional => make.dice.pick(hant),
        Tongue::English => make.dice.pick(en),
        Tongue::German => make.dice.pick(de),
    }
}

fn category(make: &mut Make<'_>) -> &'static str {
    by_tongue(
        make,
        &["商户消费", "转账", "扫二维码付款", "二维码收款"],
        &["轉帳", "消費"],
        &["Transfer", "Purchase"],
        &["Überweisung", "Kauf"],
    )
}

fn terms(make: &mut Make<'_>) -> Terms {
    match make.tongue {
        Tongue::Chinese => Terms {
            money_in: "收入",
            money_out: "支出",
            neither: make.dice.pick(&["/", "不计收支"]),
            fine: &["支付成功", "交易成功", "已存入零钱"],
            closed: &["交易关闭"],
        },
        Tongue::Traditional => {
            Terms {
                money_in: "收入", money_out: "支出", neither: "/", fine: &["交易成功", "已完成"], closed: &["已取消", "交易關閉"]
            }
        }
        Tongue::English => {
            let (money_in, money_out) = make.dice.pick(&[("In", "Out"), ("Received", "Sent"), ("Credit", "Debit")]);
            Terms { money_in, money_out, neither: "Neutral", fine: &["Completed", "Success"], closed: &["Cancelled", "Failed", "Declined"] }
        }
        Tongue::German => Terms {
            money_in: "Eingang",
            money_out: "Ausgang",
            neither: "Intern",
            fine: &["Abgeschlossen", "Gebucht"],
            closed: &["Storniert", "Fehlgeschlagen"],
        },
    }
}
