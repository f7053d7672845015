//! `not`: the opposite of a boolean; null of everything else.

use super::BuiltIn;
use crate::value::Value;

pub(super) static NOT: BuiltIn = BuiltIn::new("not", &["not(negand: boolean): boolean"], |call| Ok(Value::Boolean(!call.boolean(0)?)));
