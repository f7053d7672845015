//! Lines above the header and below the table.

use crate::frame::{Line, Said};
use crate::make::{Draft, Make, after};
use crate::truth::Tongue;

/// How the unit and the currency of all amounts are called: `万元`, `USD'000`, `TEUR`.
pub(crate) fn unit_words(make: &mut Make<'_>) -> Option<String> {
    let currency = make.currency;
    let money = match currency {
        "CNY" => "元",
        "USD" => "美元",
        "EUR" => "欧元",
        "HKD" => "港元",
        "JPY" => "日元",
        "GBP" => "英镑",
        other => other,
    };
    let text = match (make.tongue, make.unit) {
        (Tongue::Chinese, 1) => make.dice.pick(&[money, currency]).to_owned(),
        (Tongue::Chinese, 1_000) => format!("千{money}"),
        (Tongue::Chinese, _) => format!("万{money}"),
        (Tongue::Traditional, 1) => match currency {
            "TWD" => make.dice.pick(&["新台幣元", "TWD", "NT$"]).to_owned(),
            other => other.to_owned(),
        },
        (Tongue::Traditional, 1_000) => match currency {
            "TWD" => make.dice.pick(&["新台幣仟元", "新臺幣千元"]).to_owned(),
            other => format!("{other}千元"),
        },
        (Tongue::Traditional, _) => match currency {
            "TWD" => "新台幣萬元".to_owned(),
            other => format!("{other}萬元"),
        },
        (Tongue::English, 1) => currency.to_owned(),
        (Tongue::English, _) => match make.dice.below(3) {
            0 => format!("{currency}'000"),
            1 => format!("in thousands of {currency}"),
            _ => format!("{currency} thousand"),
        },
        (Tongue::German, 1) => currency.to_owned(),
        (Tongue::German, _) => match (make.dice.below(2), currency) {
            (0, _) => format!("T{currency}"),
            (_, _) => format!("in Tsd. {currency}"),
        },
    };
    (!text.is_empty()).then_some(text)
}

fn unit_line(make: &mut Make<'_>, width: usize) -> Vec<String> {
    let Some(unit) = unit_words(make) else { return vec![make.currency.to_owned()] };
    let label = match make.tongue {
        Tongue::Chinese => make.dice.pick(&["单位：", "金额单位：", "单位:", "货币单位："]),
        Tongue::Traditional => "單位：",
        Tongue::English if unit.starts_with("in ") => "Amounts ",
        Tongue::English => make.dice.pick(&["Unit: ", "Currency: ", "All amounts in "]),
        Tongue::German if unit.starts_with("in ") => "Beträge ",
        Tongue::German => make.dice.pick(&["Beträge in ", "Währung: "]),
    };
    let label = if make.unit > 1 && label.contains("urrency") { "Unit: " } else { label };
    let label = if make.unit > 1 && label.contains("ährung") { "Beträge in " } else { label };
    let text = format!("{label}{unit}");
    match make.dice.below(3) {
        0 => vec![text],
        1 => {
            let mut cells = vec![String::new(); width.saturating_sub(1)];
            cells.push(text);
            cells
        }
        _ => {
            let mut cells = vec![company_line(make)];
            cells.resize(width.max(3) - 1, String::new());
            cells.push(text);
            cells
        }
    }
}

fn company_line(make: &Make<'_>) -> String {
    let label = match make.tongue {
        Tongue::Chinese => "编制单位：",
        Tongue::Traditional => "公司：",
        Tongue::English => "Company: ",
        Tongue::German => "Firma: ",
    };
    format!("{label}{}", make.company.own.name)
}

/// The lines above a header.
pub(crate) fn above(make: &mut Make<'_>, draft: &Draft, said: Said, width: usize) -> Vec<Line> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let count = make.dice.weighted(&[(9, 0), (5, 1), (5, 3), (3, 5), (1, 12), (1, 24)]);
    let needs_title = said == Said::Title
        || (draft.has_lines && draft.title.contains("信用卡"))
        || make.traits.contains(&"cash_book")
        || make.traits.contains(&"card");
    if count > 0 || needs_title {
        let unit = if said == Said::Title { unit_words(make) } else { None };
        let title = match (unit, make.tongue) {
            (Some(unit), Tongue::Chinese | Tongue::Traditional) => format!("{}（单位：{unit}）", draft.title),
            (Some(unit), Tongue::English | Tongue::German) => format!("{} ({unit})", draft.title),
            (None, _) => draft.title.clone(),
        };
        lines.push(vec![title]);
    }
    lines.extend(draft.above.iter().cloned());
    while lines.len() < count {
        let line = info(make, lines.len());
        lines.push(line);
    }
    if said == Said::Above {
        let line = unit_line(make, width);
        lines.push(line);
    }
    // Programs pad each line to the width of the table.
    let is_padded = make.dice.percent(40);
    let mut lines: Vec<Line> = lines
        .into_iter()
        .map(|mut texts| {
            if is_padded && texts.len() < width {
                texts.resize(width, String::new());
            }
            Line::of_texts(texts)
        })
        .collect();
    if !lines.is_empty() && make.dice.one_in(5) {
        lines.push(Line::default());
    }
    lines
}

fn info(make: &mut Make<'_>, place: usize) -> Vec<String> {
    let from = make.from;
    let to = after(from, 60);
    let own = make.company.own.clone();
    let amount = format!("{}.00", make.dice.between(100, 90_000));
    let pair =
        |label: &str, value: String, is_split: bool| if is_split { vec![label.to_owned(), value] } else { vec![format!("{label}{value}")] };
    let is_split = make.dice.coin();
    let choice = make.dice.below(9);
    match make.tongue {
        Tongue::Chinese | Tongue::Traditional => match choice {
            0 => pair("查询期间：", format!("{from} 至 {to}"), is_split),
            1 => pair("打印日期：", format!("{to}"), is_split),
            2 => pair("账号：", own.account, is_split),
            3 => pair("户名：", own.name, is_split),
            4 => pair("开户机构：", own.bank, is_split),
            5 => vec!["----------------------------------------".to_owned()],
            6 => vec![format!("特别提示：{place}. 本明细仅供参考，不作为凭证。")],
            7 => pair("导出时间：", format!("{to} 10:15:08"), is_split),
            _ => vec![format!("操作员：{}，期末数据以系统为准 {amount}", place + 1)],
        },
        Tongue::English => match choice {
            0 => pair("Period: ", format!("{from} to {to}"), is_split),
            1 => pair("Printed: ", format!("{to}"), is_split),
            2 => pair("Account: ", own.account, is_split),
            3 => pair("Account holder: ", own.name, is_split),
            4 => vec!["=====".to_owned()],
            5 => vec!["This report is confidential. For internal use only.".to_owned()],
            _ => pair("Generated by: ", format!("user{place}"), is_split),
        },
        Tongue::German => match choice {
            0 => pair("Zeitraum: ", format!("{from} - {to}"), is_split),
            1 => pair("Erstellt am: ", format!("{to}"), is_split),
            2 => pair("Konto: ", own.account, is_split),
            3 => pair("Inhaber: ", own.name, is_split),
            _ => vec![format!("Seite {place}")],
        },
    }
}

/// The lines below a table.
pub(crate) fn below(make: &mut Make<'_>, width: usize) -> Vec<Line> {
    if !make.dice.one_in(5) {
        return Vec::new();
    }
    let texts: &[&str] = match make.tongue {
        Tongue::Chinese => {
            &["制表人：张三", "以上数据仅供参考，具体内容请以柜台为准", "审核：      复核：", "第1页 共1页", "备注：本表已核对"]
        }
        Tongue::Traditional => &["製表人：王小明", "以上資料僅供參考", "第1頁"],
        Tongue::English => &["Prepared by: J. Smith", "Page 1 of 1", "End of report", "*** E. & O. E. ***"],
        Tongue::German => &["Erstellt von: K. Meier", "Seite 1 von 1", "Alle Angaben ohne Gewähr"],
    };
    let mut line = vec![make.dice.pick(texts).to_owned()];
    if make.dice.coin() {
        line.resize(width, String::new());
    }
    let mut lines = vec![Line::of_texts(line)];
    if make.dice.one_in(3) {
        lines.insert(0, Line::default());
    }
    lines
}
