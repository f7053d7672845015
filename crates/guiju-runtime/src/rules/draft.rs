//! The draft: saved file by file, then published as an edition.

use guiju_rulebook::{ExampleFailure, Findings, Report, Rulebook};
use guiju_store::{Draft, OwnRule, StoreError};
use guiju_types::{Actor, EditionId, Month, Text};

use super::layers::Layers;
use super::review::{AcceptedDoubt, Doubt, check_accepted, sound};
use crate::company::edition_files;
use crate::{Company, RuntimeError};

/// Saves a decision file in the draft. It need not be right yet; what does not even fit the rulebook's folders is refused.
///
/// # Errors
/// Where the path is no DMN file of a chapter, or somebody has saved since `version`.
pub fn save_draft(company: &Company, actor: &Actor, rule: &OwnRule, note: &str, version: Option<i64>) -> Result<Draft, RuntimeError> {
    check_path(company, &rule.path)?;
    let edition = company.rulebook().edition().clone();
    company.store().write(actor, |write| write.save_draft(rule, &edition, note, version))?;
    Ok(company.store().draft()?.ok_or(StoreError::Stale { what: "the draft" })?)
}

fn check_path(company: &Company, path: &str) -> Result<(), RuntimeError> {
    let chapters = company.rulebook().chapters();
    let Some((chapter, file)) = path.split_once('/') else {
        return Err(RuntimeError::refused(
            format!("`{path}` 不在任何一章中；请写成 `章名/文件名.dmn`"),
            format!("`{path}` is in no chapter; write `chapter/name.dmn`"),
        ));
    };
    if !chapters.iter().any(|known| known.name == chapter) {
        let known: Vec<&str> = chapters.iter().map(|known| known.name.as_str()).collect();
        return Err(RuntimeError::refused(
            format!("没有章 `{chapter}`；现有 {}", known.join("、")),
            format!("there is no chapter `{chapter}`; there are {}", known.join(", ")),
        ));
    }
    let is_plain = |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    let examples = file.strip_prefix("examples/").and_then(|file| file.strip_suffix(".toml"));
    if !file.strip_suffix(".dmn").or(examples).is_some_and(is_plain) {
        return Err(RuntimeError::refused(
            format!("`{file}` 不是决策文件（`名称.dmn`）或样例文件（`examples/名称.toml`）；名称只用字母、数字、`-` 和 `_`"),
            format!(
                "`{file}` is no file of decisions (`NAME.dmn`) or examples (`examples/NAME.toml`); a name is letters, digits, `-` and `_`"
            ),
        ));
    }
    Ok(())
}

/// Makes an example expect what the draft gives, and saves its file in the draft. `name` is the English one; `version` that of the draft
/// that it was seen in.
///
/// # Errors
/// [`RuntimeError::NotPublishable`] where the draft does not load, [`RuntimeError::Refused`] where the example comes out as written, and
/// where somebody has saved since.
pub fn correct_example(company: &Company, actor: &Actor, file: &str, name: &str, version: i64) -> Result<Draft, RuntimeError> {
    let draft = company.store().draft()?.filter(|draft| draft.version == version).ok_or(StoreError::Stale { what: "the draft" })?;
    let is_drafted = draft.files.iter().any(|rule| rule.path == file);
    let rulebook = Rulebook::load(&Layers::of(company)?.drafted(Some(&draft), [])).map_err(|findings| not_publishable(&findings, &[]))?;
    let Some(text) = rulebook.corrected_example(file, name) else {
        return Err(RuntimeError::refused(
            format!("`{file}` 中没有与草稿结果不符的样例“{name}”"),
            format!("`{file}` has no example `{name}` that does not come out as written"),
        ));
    };
    save_draft(company, actor, &OwnRule { path: file.to_owned(), text }, &draft.note, is_drafted.then_some(version))
}

/// How a draft is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The draft's version that the publisher has seen.
    pub version: i64,
    /// What people call the edition.
    pub name: String,
    /// What changes, and why.
    pub note: String,
    /// The first month that it judges; `None`: every month, when it is rated again.
    pub effective_from: Option<Month>,
    /// What the checks doubt and the publisher accepts.
    pub accepted: Vec<AcceptedDoubt>,
}

impl Issue {
    /// A longer name does not fit where editions are named.
    const NAME_MAX: usize = 40;

    fn check(&self) -> Result<(), RuntimeError> {
        let length = self.name.trim().chars().count();
        if !(1..=Self::NAME_MAX).contains(&length) {
            return Err(RuntimeError::refused(
                format!("请给版本起一个 1 至 {} 字的名称，如“2027 年版”", Self::NAME_MAX),
                format!("give the edition a name of 1 to {} characters, such as `2027`", Self::NAME_MAX),
            ));
        }
        if self.note.trim().is_empty() {
            return Err(RuntimeError::refused(
                "请简要说明改了什么、为什么；说明随版本留存",
                "say in a few words what changes and why; the note stays with the edition",
            ));
        }
        Ok(())
    }
}

/// Publishes the draft: it becomes the latest edition, and judges from the month on that is said. Gives the hash over its files; the company
/// has to be opened again to work on with it.
///
/// # Errors
/// [`RuntimeError::NotPublishable`] where the rulebook would not load, a check finds an error, an example fails, or a check doubts something
/// that is not accepted; where the publisher wrote a part of it; a stale version; a name or note that says nothing.
pub fn publish_draft(company: &Company, actor: &Actor, issue: &Issue) -> Result<EditionId, RuntimeError> {
    issue.check()?;
    let version = issue.version;
    let draft = company.store().draft()?.filter(|draft| draft.version == version).ok_or(StoreError::Stale { what: "the draft" })?;
    if draft.based_on != *company.rulebook().edition() {
        return Err(RuntimeError::refused(
            "草稿开始之后，现行规矩已有新版本；请比较后重新保存草稿",
            "the rulebook in force has changed since the draft was begun; compare, and save the draft again on top of it",
        ));
    }
    if company.store().draft_authors()?.contains(&actor.name) {
        return Err(RuntimeError::refused(
            "草稿中有您自己的修改，须由另一位有权修改制度的人发布",
            "you wrote a part of the draft; somebody else who may change the rulebook has to publish it",
        ));
    }
    let given_up: Vec<String> = Layers::of(company)?.given_up(&draft).into_iter().map(ToOwned::to_owned).collect();
    let (rulebook, doubts) = sound(company, &draft)?;
    check_accepted(&doubts, &issue.accepted)?;
    if rulebook.record_types() != company.rulebook().record_types() {
        // Tables are changed by opening the company, in a commit that says so. A publication that did both could stop in between.
        return Err(RuntimeError::refused(
            "草稿改动了记录类型或字段；这要改动数据表，不能随发布进行。请把改动放进 `guiju.toml` 的 `rulebook` 所列的文件夹，再打开公司",
            "the draft changes types or fields of records, which changes tables and is not done by publishing; put the change into a folder that `guiju.toml` names under `rulebook`, and open the company again",
        ));
    }
    let edition = rulebook.edition().clone();
    company.store().write(actor, |write| {
        write.adopt_draft(version, &given_up)?;
        // The one before goes on judging the months before, also where it came as files and has judged nothing yet.
        write.keep_edition(company.rulebook().edition(), &company.edition_files())?;
        write.number_edition(company.rulebook().edition())?;
        write.keep_edition(&edition, &edition_files(&rulebook))?;
        write.publish_edition(&edition, issue.name.trim(), issue.note.trim(), issue.effective_from)?;
        if !doubts.is_empty() {
            write.audit("accept_doubts", &edition.0, &serde_json::json!({ "accepted": issue.accepted, "doubts": doubted(&doubts) }));
        }
        Ok::<(), RuntimeError>(())
    })?;
    Ok(edition)
}

/// What was doubted, as the audit chain keeps it.
fn doubted(doubts: &[Doubt]) -> Vec<&str> {
    doubts.iter().map(|doubt| doubt.message.en.as_str()).collect()
}

pub(super) fn of_report(report: &Report) -> RuntimeError {
    let failed = |failure: &ExampleFailure| {
        let joined = |pick: fn(&Text) -> &str, between: &str| failure.differences.iter().map(pick).collect::<Vec<_>>().join(between);
        let (file, name) = (&failure.title.file, &failure.title.name);
        Text::new(
            format!("样例 {file}“{}”：{}", name.zh, joined(|text| &text.zh, "；")),
            format!("example {file} `{}`: {}", name.en, joined(|text| &text.en, "; ")),
        )
    };
    not_publishable(&report.findings, &report.examples_failed.iter().map(failed).collect::<Vec<_>>())
}

pub(super) fn not_publishable(findings: &Findings, failed: &[Text]) -> RuntimeError {
    RuntimeError::NotPublishable { reasons: said(findings).into_iter().chain(failed.iter().cloned()).collect() }
}

/// The errors among findings, each with its file.
pub(super) fn said(findings: &Findings) -> Vec<Text> {
    let errors = findings.0.iter().filter(|finding| finding.is_error).map(|finding| {
        let zh = finding.message_zh.as_ref().unwrap_or(&finding.message);
        Text::new(format!("{}：{zh}", finding.file), format!("{}: {}", finding.file, finding.message))
    });
    errors.collect()
}
