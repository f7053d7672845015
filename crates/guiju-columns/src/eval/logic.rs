//! `and`, `or`, `if`.

use std::sync::Arc;

use guiju_feel::{Mode, Node};

use super::{Batch, Lowered, Unlowered};
use crate::vector::{Vector, has, merge};

impl Batch<'_> {
    /// `and` (decided by false) and `or` (decided by true). Later operands are not looked at in rows that are decided.
    pub(super) fn chain(&mut self, operands: &[Node], decisive: bool, active: &[bool]) -> Lowered {
        let mut open = active.to_vec();
        let mut is_unknown = vec![false; self.rows];
        for operand in operands {
            let vector = self.eval(operand, &open)?;
            let Vector::Booleans { values, valid } = vector.as_ref() else { return Err(Unlowered) };
            for (row, ((open, is_unknown), value)) in open.iter_mut().zip(&mut is_unknown).zip(values).enumerate() {
                if !*open {
                    continue;
                }
                if has(valid, row) {
                    *open = *value != decisive;
                } else {
                    *is_unknown = true;
                }
            }
        }
        // Null with a reason, unless something decided: what came before then does not matter, but in strict mode.
        let is_strict = self.context.mode == Mode::Strict;
        self.hand_where(active, |row| {
            is_unknown.get(row).copied().unwrap_or(true) && (is_strict || open.get(row).copied().unwrap_or(true))
        });
        // What is still open was decided by nothing.
        let values = open.iter().map(|open| if *open { !decisive } else { decisive }).collect();
        Ok(Arc::new(Vector::Booleans { values, valid: None }))
    }

    pub(super) fn conditional(&mut self, condition: &Node, then: &Node, otherwise: &Node, active: &[bool]) -> Lowered {
        let condition = self.eval(condition, active)?;
        let Vector::Booleans { values, .. } = condition.as_ref() else { return Err(Unlowered) };
        self.hand_nulls(&condition, active);
        let is_true: Vec<bool> = active.iter().zip(values).map(|(active, value)| *active && *value).collect();
        let is_false: Vec<bool> = active.iter().zip(values).map(|(active, value)| *active && !*value).collect();
        let (then, otherwise) = (self.eval(then, &is_true)?, self.eval(otherwise, &is_false)?);
        Ok(merge(values, &then, &otherwise))
    }
}
