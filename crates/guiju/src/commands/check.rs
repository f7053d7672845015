//! `guiju check [RULEBOOK]`: is the rulebook sound, and do its examples come out as written?

use std::path::PathBuf;

use clap::Args;
use guiju_rulebook::{Base, Findings, Rulebook, Source};
use guiju_runtime::Company;
use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// A rulebook's folder: a whole one (with a rulebook.toml), or one to lay over the default. Without it the company's, else the default.
    #[arg(value_name = "RULEBOOK")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(check: &Check, common: &Common) -> anyhow::Result<Outcome> {
    let source = match &check.folder {
        Some(folder) if !folder.is_dir() => anyhow::bail!("there is no folder `{}`; name a rulebook's folder", folder.display()),
        Some(folder) if folder.join("rulebook.toml").exists() => Source { base: Base::Folder(folder.clone()), ..Source::default() },
        Some(folder) => Source::embedded().with_override(folder.clone()),
        None => match common.folder() {
            Ok(folder) => Company::rulebook_source(folder)?,
            Err(_) => Source::embedded(),
        },
    };
    let rulebook = match Rulebook::load(&source) {
        Ok(rulebook) => rulebook,
        Err(findings) => {
            print_findings(&findings, common.format, None)?;
            return Ok(Outcome::Problems);
        }
    };
    let report = rulebook.check();
    match common.format {
        Format::Json => output::print_json(&serde_json::json!({
            "edition": rulebook.edition(),
            "chapters": rulebook.chapters().len(),
            "findings": findings_json(&report.findings),
            "accepted": report.accepted.iter().map(|accepted| serde_json::json!({
                "rule": accepted.rule, "decision": accepted.decision, "message": accepted.message, "reason": accepted.reason,
            })).collect::<Vec<_>>(),
            "fallbacks": report.fallbacks,
            "coverage": report.coverage.iter().map(|table| serde_json::json!({
                "decision": table.decision, "rules": table.hits.len(), "fired": table.fired(),
                "never": table.never().into_iter().map(|rule| rule.id).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "examples_passed": report.examples_passed.len(),
            "examples_failed": report.examples_failed.iter().map(|example| serde_json::json!({
                "file": example.title.file, "name": example.title.name, "differences": example.differences,
            })).collect::<Vec<_>>(),
        }))?,
        Format::Text => {
            print_findings(&report.findings, Format::Text, Some(&rulebook))?;
            for fallback in &report.fallbacks {
                output::print(&format!("not by columns: {}\n", fallback.en))?;
            }
            for example in &report.examples_failed {
                output::print(&format!("example `{}` did not come out as written:\n", example.title))?;
                for difference in &example.differences {
                    output::print(&format!("  {}\n", difference.en))?;
                }
            }
            output::print(&format!(
                "edition {}: {} chapters, {} findings, {} of {} examples came out as written\n",
                rulebook.edition(),
                rulebook.chapters().len(),
                report.findings.0.len(),
                report.examples_passed.len(),
                report.examples_passed.len() + report.examples_failed.len()
            ))?;
        }
    }
    Ok(if report.is_good() { Outcome::Fine } else { Outcome::Problems })
}

fn print_findings(findings: &Findings, format: Format, rulebook: Option<&Rulebook>) -> anyhow::Result<()> {
    if format == Format::Json {
        return output::print_json(&serde_json::json!({ "edition": rulebook.map(Rulebook::edition), "findings": findings_json(findings) }));
    }
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(110);
    for finding in &findings.0 {
        let mut text = String::new();
        handler.render_report(&mut text, finding)?;
        output::print(&text)?;
    }
    if findings.has_errors() {
        output::print(&format!("{} findings\n", findings.0.len()))?;
    }
    Ok(())
}

fn findings_json(findings: &Findings) -> Vec<serde_json::Value> {
    let json = |finding: &guiju_rulebook::Finding| {
        let (line, column) = finding.line_and_column();
        serde_json::json!({
            "code": finding.code, "message": finding.message, "file": finding.file, "line": line, "column": column,
            "help": finding.help, "is_error": finding.is_error, "is_advice": finding.is_advice,
            "message_zh": finding.message_zh, "help_zh": finding.help_zh,
        })
    };
    findings.0.iter().map(json).collect()
}
