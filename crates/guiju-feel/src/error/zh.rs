//! The Chinese of the words that messages are put together from.

use std::borrow::Cow;

/// A kind of value, an operation or an expectation in Chinese; what is not known stays as it is.
#[must_use]
pub fn in_chinese(english: &str) -> Cow<'_, str> {
    Cow::Borrowed(match english {
        "null" => "空值",
        "boolean" | "a boolean" => "布尔值",
        "number" => "数字",
        "string" => "字符串",
        "date" => "日期",
        "time" => "时间",
        "date and time" => "日期时间",
        "days and time duration" => "日时时长",
        "years and months duration" => "年月时长",
        "list" => "列表",
        "context" => "上下文",
        "range" => "区间",
        "function" => "函数",
        "number or duration" | "a number or a duration" => "数字或时长",
        "day" => "日期",
        "duration" => "时长",
        "Any" | "any" => "任意值",
        "comparison" => "比较",
        "condition" => "条件",
        "the end" => "结尾",
        "argument" => "参数",
        "an expression" => "表达式",
        "an operator or the end" => "运算符或结尾",
        "a name" => "名称",
        "a type" => "类型",
        "the name of an entry" => "条目名称",
        "a string with a date, time or duration" => "写有日期、时间或时长的字符串",
        "steps" => "步",
        "nested calls" => "层嵌套调用",
        "items in a list" => "个列表项",
        "bytes in a string" => "字节的字符串",
        "levels of nested evaluation" => "层嵌套求值",
        other => return rest(other),
    })
}

fn rest(english: &str) -> Cow<'_, str> {
    if let Some(ty) = english.strip_prefix("something to go with ") {
        return Cow::Owned(format!("能与{}一起计算的值", in_chinese(ty)));
    }
    if let Some(ty) = english.strip_prefix("something to compare with ") {
        return Cow::Owned(format!("能与{}比较的值", in_chinese(ty)));
    }
    Cow::Owned(english.replace("` or `", "` 或 `"))
}
