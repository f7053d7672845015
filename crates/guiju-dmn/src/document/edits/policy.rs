//! Hit policies and aggregations.

use crate::document::patch::Patches;
use crate::document::scene::Scene;
use crate::document::tree::NodeId;
use crate::model::{Aggregation, HitPolicy};

/// What DMN calls a hit policy, and the aggregation with it.
pub(crate) fn words(policy: HitPolicy) -> (&'static str, Option<&'static str>) {
    match policy {
        HitPolicy::Unique => ("UNIQUE", None),
        HitPolicy::First => ("FIRST", None),
        HitPolicy::Priority => ("PRIORITY", None),
        HitPolicy::Any => ("ANY", None),
        HitPolicy::RuleOrder => ("RULE ORDER", None),
        HitPolicy::OutputOrder => ("OUTPUT ORDER", None),
        HitPolicy::Collect(aggregation) => ("COLLECT", aggregation.map(aggregation_word)),
    }
}

const fn aggregation_word(aggregation: Aggregation) -> &'static str {
    match aggregation {
        Aggregation::Sum => "SUM",
        Aggregation::Count => "COUNT",
        Aggregation::Min => "MIN",
        Aggregation::Max => "MAX",
    }
}

pub(super) fn set(scene: &Scene<'_>, table: NodeId, policy: HitPolicy, out: &mut Patches) {
    let (word, aggregation) = words(policy);
    // A table that says nothing is UNIQUE already.
    if policy != HitPolicy::Unique || scene.attribute(table, "hitPolicy").is_some() {
        scene.set_attribute(table, "hitPolicy", Some(word), out);
    }
    scene.set_attribute(table, "aggregation", aggregation, out);
}
