//! `guiju readiness`: what the data so far can answer.

use guiju_runtime::Company;
use guiju_runtime::readiness::{Answer, readiness};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

pub(crate) fn run(common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    let answers = readiness(&company)?;
    match common.format {
        Format::Json => output::print_json(&answers)?,
        Format::Text => {
            let rows: Vec<Vec<String>> = answers
                .iter()
                .map(|ready| {
                    let answer = match ready.answer {
                        Answer::Yes => "yes",
                        Answer::Partly => "partly",
                        Answer::No => "no",
                    };
                    vec![
                        format!("{} {}", ready.question.zh, ready.question.en),
                        answer.to_owned(),
                        format!("{} {}", ready.why.zh, ready.why.en),
                    ]
                })
                .collect();
            output::print(&output::table(&["question", "answer", "why"], &rows, &[]))?;
        }
    }
    Ok(Outcome::Fine)
}
