//! `min` and `max`: the least and the greatest of comparable values.

use std::cmp::Ordering;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::feel_order;

pub(super) static MIN: BuiltIn =
    BuiltIn::new("min", &["min(list: list): item", "min(c...: Any): Any"], |call| extreme(call, Ordering::Less));
pub(super) static MAX: BuiltIn =
    BuiltIn::new("max", &["max(list: list): item", "max(c...: Any): Any"], |call| extreme(call, Ordering::Greater));

fn extreme(call: &mut Call<'_, '_>, wanted: Ordering) -> Outcome {
    let items = call.list(0)?;
    call.spend(items.len())?;
    let Some((first, rest)) = items.split_first() else {
        return Err(call.bad(ArgumentError::EmptyList));
    };
    // One item has to be comparable too: with itself.
    if feel_order(first, first).is_none() {
        return Err(call.bad(ArgumentError::Contains { found: first.kind() }));
    }
    let mut best = first;
    for item in rest {
        let order = feel_order(item, best).ok_or_else(|| call.bad(ArgumentError::Mixed { found: item.kind(), beside: best.kind() }))?;
        if order == wanted {
            best = item;
        }
    }
    Ok(best.clone())
}
