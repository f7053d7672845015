//! `is`: whether two values are the same in kind and in every part, the zone included.

use super::BuiltIn;
use crate::value::Value;

pub(super) static IS: BuiltIn = BuiltIn::new("is", &["is(value1: Any or null, value2: Any or null): boolean"], |call| {
    Ok(Value::Boolean(call.value(0) == call.value(1)))
});
