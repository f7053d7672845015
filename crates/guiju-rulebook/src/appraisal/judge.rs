//! The judgement of one subject: measures, scores, total, class.

use guiju_types::Value;

use super::{CompiledAppraisal, Coverages, Judgement, Mark, State, Totals};

impl CompiledAppraisal {
    /// Judges a subject by its totals. Deterministic: the same totals and coverage give the same judgement.
    #[must_use]
    pub fn judge(&self, totals: &Totals<'_>, coverages: &Coverages) -> Judgement {
        let _ = (totals, coverages);
        Judgement {
            state: State::NotRated,
            class: None,
            total: None,
            basis_percent: 0,
            proposal: None,
            components: Vec::new(),
            class_rule: None,
        }
    }

    /// The mark of a subject that is marked instead of scored, by the fields of its record (absent ones are null).
    #[must_use]
    pub fn mark(&self, fields: &[(String, Value)]) -> Option<&Mark> {
        let _ = fields;
        None
    }
}
