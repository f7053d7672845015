//! Decision tables.

use super::Writer;
use crate::document::edits::policy_words;
use crate::document::markup::Fresh;
use crate::model::{DecisionTable, HitPolicy, InputClause, OutputClause, Rule};

impl Writer {
    pub(super) fn table(&mut self, table: &DecisionTable) -> Fresh {
        let (policy, aggregation) = policy_words(table.hit_policy);
        let mut fresh = Fresh::new("decisionTable");
        if table.hit_policy != HitPolicy::Unique {
            fresh = fresh.attribute("hitPolicy", policy).maybe("aggregation", aggregation);
        }
        fresh = fresh.children(table.inputs.iter().map(|input| self.input_clause(input)));
        fresh = fresh.children(table.outputs.iter().map(|output| self.output_clause(output)));
        fresh = fresh.children(table.annotations.iter().map(|name| Fresh::new("annotation").attribute("name", name.as_str())));
        fresh.children(table.rules.iter().map(|rule| self.rule(rule)))
    }

    fn input_clause(&mut self, input: &InputClause) -> Fresh {
        let expression = Fresh::with_text("inputExpression", input.expression.as_str())
            .attribute("id", self.ids.fresh("inputExpression"))
            .maybe("typeRef", input.type_ref.as_deref());
        Fresh::new("input")
            .attribute("id", self.ids.fresh("column"))
            .attribute("label", input.label.as_str())
            .child(expression)
            .children(self.tests("inputValues", input.values.as_ref()))
    }

    fn output_clause(&mut self, output: &OutputClause) -> Fresh {
        Fresh::new("output")
            .attribute("id", self.ids.fresh("column"))
            .maybe("name", output.name.as_deref())
            .attribute("label", output.label.as_str())
            .maybe("typeRef", output.type_ref.as_deref())
            .children(self.tests("outputValues", output.values.as_ref()))
            .children(self.tests("defaultOutputEntry", output.default.as_ref()))
    }

    fn rule(&mut self, rule: &Rule) -> Fresh {
        let id = self.ids.wanted(&rule.id, "rule");
        let mut fresh = Fresh::new("rule").attribute("id", id);
        if !rule.description.is_empty() {
            fresh = fresh.child(Fresh::new("description").text(&rule.description));
        }
        for (name, texts) in [("inputEntry", &rule.tests), ("outputEntry", &rule.outputs)] {
            for text in texts {
                fresh = fresh.child(Fresh::with_text(name, text.as_str()).attribute("id", self.ids.fresh(name)));
            }
        }
        fresh.children(rule.annotations.iter().map(|text| Fresh::with_text("annotationEntry", text)))
    }
}
