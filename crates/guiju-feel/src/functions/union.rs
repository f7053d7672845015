//! `union` and `distinct values`: lists without duplicates.

use super::concatenate::lists;
use super::{BuiltIn, Call, Outcome};
use crate::eval::feel_equal;
use crate::value::Value;

pub(super) static UNION: BuiltIn = BuiltIn::new("union", &["union(list...: Any): list"], |call| {
    let items = lists(call)?.concat();
    distinct(call, &items)
});
pub(super) static DISTINCT_VALUES: BuiltIn = BuiltIn::new("distinct values", &["distinct values(list: list): same"], |call| {
    let items = call.list(0)?;
    distinct(call, &items)
});

fn distinct(call: &mut Call<'_, '_>, items: &[Value]) -> Outcome {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        // Values have no hash: what FEEL calls equal may be written in several ways.
        call.spend(kept.len() / 8 + 1)?;
        if !kept.iter().any(|other| feel_equal(other, item) == Some(true)) {
            kept.push(item.clone());
        }
    }
    call.list_result(kept)
}
