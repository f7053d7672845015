//! `list contains`: whether a list has a value.

use super::{BuiltIn, Call, Outcome};
use crate::eval::feel_equal;
use crate::value::Value;

pub(super) static LIST_CONTAINS: BuiltIn =
    BuiltIn::new("list contains", &["list contains(list: list, element: Any or null): boolean"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let wanted = call.value(1);
    Ok(Value::Boolean(list.iter().any(|item| feel_equal(item, wanted) == Some(true))))
}
