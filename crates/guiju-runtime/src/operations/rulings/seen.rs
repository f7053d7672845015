//! What a page showed when a person decided.

use std::fmt;
use std::str::FromStr;

use guiju_rulebook::CompiledAppraisal;
use guiju_store::{Rating, Ruling};
use guiju_types::{RunId, Text};

use super::in_force::{because, label_of_class};
use crate::RuntimeError;

/// What a page showed of a rating when a person decided: on the wire an opaque text, `run:step:class`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The run that judged.
    pub run: RunId,
    /// The last step of any ruling about the subject.
    pub step: i64,
    /// The class that counted.
    pub class: Option<String>,
}

impl Seen {
    /// What a page that shows this rating has seen.
    #[must_use]
    pub fn of(rating: &Rating) -> Self {
        Self { run: rating.run, step: rating.last_step, class: rating.class_in_force().map(ToOwned::to_owned) }
    }

    /// Refuses where the rating is no longer what was seen, with the difference.
    pub(super) fn check(&self, appraisal: &CompiledAppraisal, now: &Rating) -> Result<(), RuntimeError> {
        if *self == Self::of(now) {
            return Ok(());
        }
        Err(RuntimeError::Stale(self.difference(appraisal, now)))
    }

    fn difference(&self, appraisal: &CompiledAppraisal, now: &Rating) -> Text {
        let class = |class: Option<&str>| class.map_or_else(|| Text::new("无等级", "no class"), |class| label_of_class(appraisal, class));
        let (before, after) = (class(self.class.as_deref()), class(now.class_in_force()));
        let name = &now.customer_name;
        let why = last_ruling(now).map(|ruling| because(appraisal, ruling));
        if before == after {
            let (zh, en) = match why {
                Some(why) if self.step != now.last_step => (format!("：{}", why.zh), format!(": {}", why.en)),
                _ if self.run != now.run => ("：该月已重新评级".to_owned(), ": the month was rated again".to_owned()),
                _ => (String::new(), String::new()),
            };
            return Text::new(
                format!("{name} 的情况在打开页面之后有变化{zh}；请重新查看后再决定"),
                format!("something about {name} has changed since the page was opened{en}; look again before you decide"),
            );
        }
        let (zh, en) = match why {
            Some(why) if self.step != now.last_step => (format!("（{}）", why.zh), format!(" ({})", why.en)),
            _ => (String::new(), String::new()),
        };
        Text::new(
            format!("{name} 的等级在打开页面之后由 {} 变为 {}{zh}；请重新查看后再决定", before.zh, after.zh),
            format!("the class of {name} has become {} since the page showed {}{en}; look again before you decide", after.en, before.en),
        )
    }
}

/// The ruling that has to do with the month and was changed last.
fn last_ruling(rating: &Rating) -> Option<&Ruling> {
    let rulings = [&rating.ruling, &rating.asked, &rating.answer].into_iter().flatten();
    rulings.map(AsRef::as_ref).max_by_key(|ruling| ruling.steps.last().map_or(0, |step| step.id))
}

impl fmt::Display for Seen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.run.0, self.step, self.class.as_deref().unwrap_or_default())
    }
}

impl FromStr for Seen {
    type Err = RuntimeError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (run, rest) = text.split_once(':')?;
            let (step, class) = rest.split_once(':')?;
            Some(Self {
                run: RunId(run.parse().ok()?),
                step: step.parse().ok()?,
                class: Some(class.to_owned()).filter(|class| !class.is_empty()),
            })
        };
        parse().ok_or_else(|| {
            RuntimeError::refused(
                "`seen` 应是读取评级时一同给出的那段文字",
                "`seen` is the text that came with the rating when it was read; send it as it was",
            )
        })
    }
}
