//! Why a decision is null where FEEL itself has no say, in both languages. FEEL's own causes are in its catalogue.

use guiju_feel::{Type, Value, Words, in_chinese};

/// A value that does not fit its declared type.
pub(crate) fn not_of_type(value: &Value, ty: &Type) -> Words {
    let (value, ty) = (shown(value), ty.to_string());
    Words::new(format!("{value} 的类型不是{}", in_chinese(&ty)), format!("{value} is not of type {ty}"))
}

/// A value that its type does not allow.
pub(crate) fn not_allowed(value: &Value, allowed: &str) -> Words {
    let value = shown(value);
    Words::new(format!("{value} 不在允许的取值（{allowed}）之内"), format!("{value} is not one of the allowed values ({allowed})"))
}

/// A value that a table does not take in a column.
pub(crate) fn not_an_input_value(value: &Value, column: &str, values: &str) -> Words {
    let value = shown(value);
    Words::new(
        format!("{value} 不在列“{column}”的输入取值（{values}）之内"),
        format!("{value} is not one of the input values of column `{column}` ({values})"),
    )
}

/// What is wrong in an entry of a context.
pub(crate) fn in_entry(name: &str, cause: &Words) -> Words {
    Words::new(format!("条目“{name}”：{}", cause.zh), format!("entry `{name}`: {}", cause.en))
}

/// What is wrong with the argument of a parameter.
pub(crate) fn in_parameter(name: &str, cause: &Words) -> Words {
    Words::new(format!("参数“{name}”：{}", cause.zh), format!("parameter `{name}`: {}", cause.en))
}

/// Several rules match under UNIQUE.
pub(crate) fn several_rules(table: &Words, matched: &[usize]) -> Words {
    let (zh, en) = numbers(matched);
    Words::new(
        format!("{}：只能有一条规则匹配，规则 {zh} 却都匹配", table.zh),
        format!("{}: only one rule may match, but rules {en} do", table.en),
    )
}

/// Rules match under ANY and give different outputs.
pub(crate) fn rules_disagree(table: &Words, matched: &[usize]) -> Words {
    let (zh, en) = numbers(matched);
    Words::new(format!("{}：规则 {zh} 都匹配而输出不一致", table.zh), format!("{}: rules {en} match and do not agree", table.en))
}

/// A boxed condition that is neither true nor false.
pub(crate) fn no_condition(found: &'static str) -> Words {
    Words::new(format!("条件是{}，应为真或假", in_chinese(found)), format!("the condition is a {found}, not true or false"))
}

/// The same for one of the items of a loop.
pub(crate) fn no_condition_of_item(found: &'static str) -> Words {
    Words::new(
        format!("其中一项的条件是{}，应为真或假", in_chinese(found)),
        format!("the condition is a {found} for one of the items, not true or false"),
    )
}

/// A condition that is null for one of the items and decides nothing for the others.
pub(crate) fn undecided_for_an_item() -> Words {
    Words::new("其中一项的条件既不为真也不为假", "the condition is neither true nor false for one of the items")
}

/// A loop over something that is no list.
pub(crate) fn no_list() -> Words {
    Words::new("没有可以逐项处理的列表", "there is no list to go through")
}

/// A loop over a range of something else than whole numbers or dates.
pub(crate) fn no_steps() -> Words {
    Words::new("没有步长的区间不能逐项处理", "a range without steps cannot be gone through")
}

/// An element without logic.
pub(crate) fn no_logic(element: &Words) -> Words {
    Words::new(format!("{}没有逻辑", element.zh), format!("{} has no logic", element.en))
}

/// An output cell in which nothing stands.
pub(crate) fn empty_output(element: &Words) -> Words {
    Words::new(format!("{}：单元格是空的", element.zh), format!("{}: the cell is empty", element.en))
}

/// A function without a body.
pub(crate) fn no_body(element: &Words) -> Words {
    Words::new(format!("{}：函数没有函数体", element.zh), format!("{}: a function without a body", element.en))
}

/// An input column whose expression is wrong.
pub(crate) fn not_computed(element: &Words) -> Words {
    Words::new(format!("{}无法计算", element.zh), format!("{} cannot be computed", element.en))
}

/// A value for a message: not more of it than a line holds.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(57).collect::<String>() + "…" }
}

/// `2、5、7` and `2, 5 and 7`, counted from 1.
fn numbers(matched: &[usize]) -> (String, String) {
    let numbers: Vec<String> = matched.iter().map(|index| (index + 1).to_string()).collect();
    let en = match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.join(""),
    };
    (numbers.join("、"), en)
}
