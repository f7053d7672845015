//! Random boxed expressions as DMN.

use std::fmt::Write as _;

use super::case::{Body, Table};
use super::expression::Tree;

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

pub(crate) fn literal(tree: &Tree) -> String {
    format!("<literalExpression><text>{}</text></literalExpression>", escape(&tree.written()))
}

impl Body {
    pub(crate) fn write(&self, declared: &str, xml: &mut String) {
        match self {
            // Where a type is declared, the expression itself has it too.
            Self::Literal(tree) if declared != "Any" => *xml += &literal(tree).replacen('>', &format!(" typeRef=\"{declared}\">"), 1),
            Self::Literal(tree) => *xml += &literal(tree),
            Self::Context(entries, result) => {
                *xml += "<context>";
                for (place, entry) in entries.iter().enumerate() {
                    let _ = write!(xml, "<contextEntry><variable name=\"e{place}\"/>{}</contextEntry>", literal(entry));
                }
                if let Some(result) = result {
                    *xml += &format!("<contextEntry>{}</contextEntry>", literal(result));
                }
                *xml += "</context>";
            }
            Self::Table(table) => table.write(xml),
            Self::If(condition, then, otherwise) => {
                let _ = write!(xml, "<conditional><if>{}</if><then>", literal(condition));
                then.write("Any", xml);
                *xml += "</then><else>";
                otherwise.write("Any", xml);
                *xml += "</else></conditional>";
            }
            Self::Call(name, given) => {
                let _ = write!(xml, "<invocation><literalExpression><text>{name}</text></literalExpression>");
                for (parameter, tree) in given {
                    let _ = write!(xml, "<binding><parameter name=\"{parameter}\"/>{}</binding>", literal(tree));
                }
                *xml += "</invocation>";
            }
        }
    }
}

impl Table {
    fn write(&self, xml: &mut String) {
        let _ = writeln!(xml, "<decisionTable hitPolicy=\"{}\">", self.policy);
        for input in &self.inputs {
            let allowed =
                self.allowed.map_or_else(String::new, |tests| format!("<inputValues><text>{}</text></inputValues>", escape(tests)));
            let _ = writeln!(xml, "<input><inputExpression><text>{}</text></inputExpression>{allowed}</input>", escape(&input.written()));
        }
        for output in 0..self.outputs {
            let default =
                self.default.map_or_else(String::new, |default| format!("<defaultOutputEntry><text>{default}</text></defaultOutputEntry>"));
            let _ = writeln!(
                xml,
                "<output name=\"o{output}\"><outputValues><text>7, 2, 1, 0, \"b\", \"a\"</text></outputValues>{default}</output>"
            );
        }
        for (cells, outputs) in &self.rules {
            *xml += "<rule>";
            cells.iter().for_each(|cell| *xml += &format!("<inputEntry><text>{}</text></inputEntry>", escape(cell)));
            outputs.iter().for_each(|output| *xml += &format!("<outputEntry><text>{}</text></outputEntry>", escape(&output.written())));
            *xml += "</rule>\n";
        }
        *xml += "</decisionTable>";
    }
}
