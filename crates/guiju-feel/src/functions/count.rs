//! `count`: how many items a list has.

use super::BuiltIn;
use crate::value::Value;

pub(super) static COUNT: BuiltIn =
    BuiltIn::new("count", &["count(list: list): number", "count(c...: Any): number"], |call| Ok(Value::Number(call.list(0)?.len().into())));
