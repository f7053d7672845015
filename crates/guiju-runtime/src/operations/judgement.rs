//! A judgement as it is kept beside a rating: every component with its reasons, readable without the rulebook that made it.

use guiju_feel::Number;
use guiju_rulebook::{Component, Judgement, RuleHit};
use guiju_types::Text;
use serde::{Deserialize, Serialize};

/// What is kept of a judgement beside class and total.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StoredJudgement {
    /// The measures, in the appraisal's order.
    pub components: Vec<StoredComponent>,
    /// The rule that gave the class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_rule: Option<StoredRule>,
}

/// One measure of a judgement. Numbers are decimal texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredComponent {
    /// The measure.
    pub name: String,
    /// Its value; absent where it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The 0–100 that the value gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// Its weight.
    pub weight: String,
    /// What it adds to the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// The rule that gave the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<StoredRule>,
    /// Why it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Text>,
    /// What of its window is not covered although it counts as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partly: Option<Text>,
    /// Its totals, in the measure's order: ten-thousandths for sums, counts otherwise.
    #[serde(default)]
    pub totals: Vec<Option<i64>>,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRule {
    /// The decision.
    pub decision: String,
    /// The rule's id in the DMN file.
    pub id: String,
    /// What it says, in words.
    pub text: Text,
}

impl StoredRule {
    pub(crate) fn of(rule: &RuleHit) -> Self {
        Self { decision: rule.decision.clone(), id: rule.rule_id.clone(), text: rule.text.clone() }
    }
}

impl StoredComponent {
    fn of(component: &Component) -> Self {
        let text = |number: &Option<Number>| number.as_ref().map(ToString::to_string);
        Self {
            name: component.measure.to_string(),
            value: text(&component.value),
            score: text(&component.score),
            weight: component.weight.to_string(),
            points: text(&component.points),
            rule: component.rule.as_deref().map(StoredRule::of),
            missing: component.missing.clone(),
            partly: component.partly.clone(),
            totals: component.totals.clone(),
        }
    }
}

impl StoredJudgement {
    /// What is kept of a judgement.
    #[must_use]
    pub fn of(judgement: &Judgement) -> Self {
        Self {
            components: judgement.components.iter().map(StoredComponent::of).collect(),
            class_rule: judgement.class_rule.as_deref().map(StoredRule::of),
        }
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// Where the text is not what [`StoredJudgement::of`] gives.
    pub fn read(json: &str) -> Result<Self, crate::RuntimeError> {
        serde_json::from_str(json).map_err(|source| crate::RuntimeError::Stored { what: "a judgement", source })
    }
}
