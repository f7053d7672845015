//! The values of a chapter that are changed without writing a file: weights, names of classes, how measures count, the text of the rule.
//!
//! What is changed goes into the draft, as a file that holds the changed keys and nothing else: it is laid over what comes with the program,
//! so that a new version of the program keeps what the company has not touched. A value that is set back to the default is taken out again.

use guiju_feel::Number;
use guiju_rulebook::{Leaf, Rulebook, Source, leaves};
use guiju_store::{Draft, OwnRule, StoreError};
use guiju_types::{Actor, Text};
use toml_edit::{DocumentMut, Item, Table, Value};

use super::draft::not_publishable;
use super::layers::Layers;
use crate::{Company, RuntimeError};

/// A value of a chapter that a person may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its file and keys: `credit/appraisals.toml#credit.components.continuity.weight`.
    pub id: String,
    /// What it belongs to: `权重`, a measure's name.
    pub group: Text,
    /// What it is.
    pub label: Text,
    /// What it holds.
    pub kind: SettingKind,
    /// In the draft, where that changes it, else in force.
    pub value: String,
    /// In force.
    pub published: String,
    /// Without anything that the company has written on the screens.
    pub default: String,
}

/// What a setting holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingKind {
    /// A number.
    Number,
    /// A name: one line.
    Line,
    /// A paragraph.
    Paragraph,
    /// A FEEL expression.
    Feel,
    /// A whole text in Markdown.
    Markdown,
    /// One of some words.
    Choice(Vec<(String, Text)>),
}

/// A value that a person writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewValue {
    /// The setting.
    pub id: String,
    /// What it is to say.
    pub value: String,
}

const APPRAISALS: &str = "appraisals.toml";
const MEASURES: &str = "measures.toml";
const TEXTS: [(&str, BothWords); 2] = [("README.zh-CN.md", ("中文", "Chinese")), ("README.md", ("英文", "English"))];
/// Chinese and English.
type BothWords = (&'static str, &'static str);

/// The settings of a chapter, and the draft if there is one.
///
/// # Errors
/// Where there is no such chapter, or the database cannot be read.
pub fn settings(company: &Company, chapter: &str) -> Result<(Vec<Setting>, Option<Draft>), RuntimeError> {
    let known: Vec<&str> = company.rulebook().chapters().iter().map(|known| known.name.as_str()).collect();
    if !known.contains(&chapter) {
        return Err(RuntimeError::refused(
            format!("没有章 `{chapter}`；现有 {}", known.join("、")),
            format!("there is no chapter `{chapter}`; there are {}", known.join(", ")),
        ));
    }
    let draft = company.store().draft()?;
    let default = Layers::of(company)?.beneath();
    let published = Layers::of(company)?.drafted(None, []);
    let drafted = Layers::of(company)?.drafted(draft.as_ref(), []);
    let measures = leaves(&drafted, &format!("{chapter}/{MEASURES}"));
    let mut found = Vec::new();
    for file in [APPRAISALS, MEASURES] {
        let path = format!("{chapter}/{file}");
        let of = |source: &Source| leaves(source, &path);
        let (drafted, published, default) = (of(&drafted), of(&published), of(&default));
        let names = Names { own: &drafted, measures: &measures };
        for leaf in &drafted {
            let Some((group, label, kind)) = names.describe(file, &leaf.key) else { continue };
            let value = |leaves: &[Leaf]| at(leaves, &leaf.key).unwrap_or_default().to_owned();
            found.push(Setting {
                id: format!("{path}#{}", leaf.key.join(".")),
                group,
                label,
                kind,
                value: leaf.value.clone(),
                published: value(&published),
                default: value(&default),
            });
        }
    }
    for (file, (zh, en)) in TEXTS {
        let path = format!("{chapter}/{file}");
        let text = |source: &Source| top(source, &path).to_owned();
        found.push(Setting {
            id: path.clone(),
            group: Text::new("制度正文", "Text of the rule"),
            label: Text::new(zh, en),
            kind: SettingKind::Markdown,
            value: text(&drafted),
            published: text(&published),
            default: text(&default),
        });
    }
    Ok((found, draft))
}

/// The uppermost text at a path.
fn top<'s>(source: &'s Source, path: &str) -> &'s str {
    let beneath = match &source.base {
        guiju_rulebook::Base::Files(files) => files.as_slice(),
        guiju_rulebook::Base::Embedded | guiju_rulebook::Base::Folder(_) => &[],
    };
    source.on_top.iter().chain(beneath.iter().rev()).find(|file| file.path == path).map_or("", |file| file.text.as_ref())
}

fn at<'l>(leaves: &'l [Leaf], key: &[String]) -> Option<&'l str> {
    leaves.iter().find(|leaf| leaf.key == key).map(|leaf| leaf.value.as_str())
}

/// What things are called.
struct Names<'l> {
    own: &'l [Leaf],
    measures: &'l [Leaf],
}

impl Names<'_> {
    fn label(leaves: &[Leaf], keys: &[&str]) -> Text {
        let of = |language: &str| {
            let key: Vec<String> = keys.iter().copied().chain(["label", language]).map(ToOwned::to_owned).collect();
            at(leaves, &key).map(ToOwned::to_owned)
        };
        let last = keys.last().copied().unwrap_or_default();
        Text::new(of("zh").unwrap_or_else(|| last.to_owned()), of("en").unwrap_or_else(|| last.to_owned()))
    }

    /// Group, label and kind of a value that a person may change; `None` for the others.
    fn describe(&self, file: &str, key: &[String]) -> Option<(Text, Text, SettingKind)> {
        let keys: Vec<&str> = key.iter().map(String::as_str).collect();
        let language = |language: &str| if language == "zh" { ("中文", "Chinese") } else { ("英文", "English") };
        let named = |name: &Text, (zh, en): BothWords| Text::new(format!("{}（{zh}）", name.zh), format!("{} ({en})", name.en));
        let both = |zh: &str, en: &str| Text::new(zh, en);
        if file == APPRAISALS {
            let appraisal = |name: &str| Self::label(self.own, &[name]);
            return Some(match keys.as_slice() {
                [name, "on_unknown"] => (appraisal(name), both("有指标未知时", "Where a measure is unknown"), on_unknown()),
                [name, "rating_needs", "basis_percent"] => {
                    (appraisal(name), both("评级至少需要的依据占比（%）", "Basis that a rating needs at least (%)"), SettingKind::Number)
                }
                [_, "components", measure, "weight"] => {
                    (both("权重", "Weights"), Self::label(self.measures, &[measure]), SettingKind::Number)
                }
                [_, "classes", class, "label", of] => {
                    (both("等级名称", "Names of classes"), named(&both(class, class), language(of)), SettingKind::Line)
                }
                [name, "proposals", proposal, "when"] => {
                    let label = Self::label(self.own, &[name, "proposals", proposal]);
                    (
                        both("建议", "Proposals"),
                        Text::new(format!("何时建议{}", label.zh), format!("When to propose {}", label.en)),
                        SettingKind::Feel,
                    )
                }
                [name, "proposals", proposal, "label", of] => (
                    both("建议", "Proposals"),
                    named(&Self::label(self.own, &[name, "proposals", proposal]), language(of)),
                    SettingKind::Line,
                ),
                _ => return None,
            });
        }
        let (measure, rest) = keys.split_first()?;
        let group = Self::label(self.own, &[measure]);
        Some(match rest {
            ["label", of] => (group, named(&both("名称", "Name"), language(of)), SettingKind::Line),
            ["definition", of] => (group, named(&both("口径", "Definition"), language(of)), SettingKind::Paragraph),
            ["value"] => (group, both("怎么算", "How it is computed"), SettingKind::Feel),
            ["totals", total, "months"] => {
                let name = Self::label(self.own, &[measure, "totals", total]);
                (group, Text::new(format!("{}：取几个月", name.zh), format!("{}: months", name.en)), SettingKind::Number)
            }
            ["totals", total, "where"] => {
                let name = Self::label(self.own, &[measure, "totals", total]);
                (group, Text::new(format!("{}：条件", name.zh), format!("{}: condition", name.en)), SettingKind::Feel)
            }
            ["totals", total, "label", of] => {
                (group, named(&Self::label(self.own, &[measure, "totals", total]), language(of)), SettingKind::Line)
            }
            _ => return None,
        })
    }
}

fn on_unknown() -> SettingKind {
    SettingKind::Choice(vec![
        ("not_rated".to_owned(), Text::new("不评级，写明缺什么", "no class, and what is missing is named")),
        ("rebase".to_owned(), Text::new("按其余权重折算", "the other weights are taken as the whole")),
    ])
}

/// Saves changed values of a chapter in the draft. Nothing is saved unless the rulebook loads with all of them.
///
/// # Errors
/// Where a value is no setting or does not fit it, the rulebook would not load, or somebody has saved one of the files since `version`.
pub fn save_settings(
    company: &Company,
    actor: &Actor,
    chapter: &str,
    values: &[NewValue],
    note: &str,
    version: Option<i64>,
) -> Result<Draft, RuntimeError> {
    let (known, draft) = settings(company, chapter)?;
    let layers = Layers::of(company)?;
    let drafted = |path: &str| draft.iter().flat_map(|draft| &draft.files).find(|rule| rule.path == path).map(|rule| rule.text.as_str());
    let mut changed: Vec<OwnRule> = Vec::new();
    for new in values {
        let setting = known.iter().find(|setting| setting.id == new.id).ok_or_else(|| {
            RuntimeError::refused(
                format!("`{}` 不是这一章可以修改的项目；请刷新页面", new.id),
                format!("`{}` is nothing that can be changed in this chapter; reload the page", new.id),
            )
        })?;
        check(setting, &new.value)?;
        let (path, keys) = setting.id.split_once('#').unwrap_or((&setting.id, ""));
        let place = changed.iter().position(|rule| rule.path == path);
        let before = place.and_then(|place| changed.get(place)).map(|rule| rule.text.as_str());
        let before = before.or_else(|| drafted(path)).or_else(|| layers.own(path)).unwrap_or_default();
        let text = if keys.is_empty() { new.value.replace("\r\n", "\n") } else { laid(before, keys, setting, &new.value)? };
        match place.and_then(|place| changed.get_mut(place)) {
            Some(rule) => rule.text = text,
            None => changed.push(OwnRule { path: path.to_owned(), text }),
        }
    }
    if changed.is_empty() {
        return Err(RuntimeError::refused("没有修改任何内容", "nothing was changed"));
    }
    let unsaved = changed.iter().map(|rule| (rule.path.as_str(), rule.text.as_str()));
    Rulebook::load(&layers.drafted(draft.as_ref(), unsaved)).map_err(|findings| not_publishable(&findings, &[]))?;
    let edition = company.rulebook().edition().clone();
    company.store().write(actor, |write| {
        for rule in &changed {
            // A file that the draft does not have yet is read as it is in force.
            let version = drafted(&rule.path).and(version);
            write.save_draft(rule, &edition, note, version)?;
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(company.store().draft()?.ok_or(StoreError::Stale { what: "the draft" })?)
}

fn check(setting: &Setting, value: &str) -> Result<(), RuntimeError> {
    let refused = |zh: &str, en: &str| {
        let (group, label) = (&setting.group, &setting.label);
        Err(RuntimeError::refused(format!("{} › {}：{zh}", group.zh, label.zh), format!("{} › {}: {en}", group.en, label.en)))
    };
    let is_empty = value.trim().is_empty();
    match &setting.kind {
        SettingKind::Number if value.trim().parse::<Number>().is_err() => refused("请填数字", "write a number"),
        SettingKind::Choice(words) if !words.iter().any(|(word, _)| word == value) => refused("请选择其中一项", "choose one of them"),
        SettingKind::Line | SettingKind::Paragraph | SettingKind::Feel | SettingKind::Markdown if is_empty => {
            refused("不能为空", "it may not be empty")
        }
        SettingKind::Line if value.lines().count() > 1 => refused("只能写一行", "one line only"),
        SettingKind::Number
        | SettingKind::Choice(_)
        | SettingKind::Line
        | SettingKind::Paragraph
        | SettingKind::Feel
        | SettingKind::Markdown => Ok(()),
    }
}

/// A file of the company's own with one more key set, or taken out where the value is the default again.
fn laid(text: &str, keys: &str, setting: &Setting, value: &str) -> Result<String, RuntimeError> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        RuntimeError::refused(format!("`{}` 不是有效的 TOML：{error}", setting.id), format!("`{}` is not valid TOML: {error}", setting.id))
    })?;
    let keys: Vec<&str> = keys.split('.').collect();
    if value == setting.default {
        take_out(document.as_table_mut(), &keys);
    } else if let Some((last, above)) = keys.split_last() {
        let mut table: &mut dyn toml_edit::TableLike = document.as_table_mut();
        for key in above {
            let inner = table.entry(key).or_insert_with(|| {
                let mut inner = Table::new();
                inner.set_implicit(true);
                Item::Table(inner)
            });
            table = inner.as_table_like_mut().ok_or_else(|| {
                RuntimeError::refused(
                    format!("`{}` 中 `{key}` 不是表", setting.id),
                    format!("`{key}` is no table in `{}`; it has to be one", setting.id),
                )
            })?;
        }
        table.insert(last, Item::Value(written(&setting.kind, value)));
    }
    Ok(document.to_string())
}

/// A value as TOML has it.
fn written(kind: &SettingKind, value: &str) -> Value {
    let number = || value.trim().parse::<i64>().map(Value::from).or_else(|_| value.trim().parse::<f64>().map(Value::from));
    match kind {
        SettingKind::Number => number().unwrap_or_else(|_| Value::from(value)),
        SettingKind::Choice(_) | SettingKind::Line | SettingKind::Paragraph | SettingKind::Feel | SettingKind::Markdown => {
            Value::from(value)
        }
    }
}

/// Takes a key out, and the tables that are empty then.
fn take_out(table: &mut dyn toml_edit::TableLike, keys: &[&str]) {
    let Some((first, rest)) = keys.split_first() else { return };
    if rest.is_empty() {
        table.remove(first);
        return;
    }
    if let Some(inner) = table.get_mut(first).and_then(Item::as_table_like_mut) {
        take_out(inner, rest);
        if inner.is_empty() {
            table.remove(first);
        }
    }
}
