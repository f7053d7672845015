//! `all` and `any`: conjunction and disjunction of a list, with null as unknown.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static ALL: BuiltIn =
    BuiltIn::new("all", &["all(list: list<boolean>): boolean", "all(b...: boolean): boolean"], |call| decide(call, false));
pub(super) static ANY: BuiltIn =
    BuiltIn::new("any", &["any(list: list<boolean>): boolean", "any(b...: boolean): boolean"], |call| decide(call, true));

/// One item that is decisive decides, whatever the others are.
fn decide(call: &mut Call<'_, '_>, decisive: bool) -> Outcome {
    let items = call.list(0)?;
    call.spend(items.len())?;
    if items.contains(&Value::Boolean(decisive)) {
        return Ok(Value::Boolean(decisive));
    }
    match items.iter().find(|item| !matches!(item, Value::Boolean(_))) {
        None => Ok(Value::Boolean(!decisive)),
        Some(other) => Err(call.bad(ArgumentError::Contains { found: other.kind() })),
    }
}
