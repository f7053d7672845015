//! The rulebook as people work on it: its decision files, a draft, what a check says, what a case would give, and publishing.
//!
//! [`decision_files`] and [`decision_source`] read; [`check_model`] and [`try_decision`] judge a text that is in nobody's rulebook yet, and keep
//! nothing; [`save_draft`], [`save_settings`] and [`publish_draft`] write. A draft judges only after it was published, from a month on, and it is published only when it
//! loads, its checks find no error, every example comes out as written, what the checks doubt is accepted with a reason, and somebody other than
//! who wrote it publishes it.
//!
//! Never here: the rules themselves. What is wrong with a model says `guiju-dmn`, with a rulebook `guiju-rulebook`.

mod check;
mod compare;
mod draft;
mod editions;
mod files;
mod layers;
mod problem;
mod review;
mod settings;
mod sheets;
mod trial;

pub use check::{CheckedExample, CheckedModel, check_model, generate_examples};
pub use compare::{ComparedCell, ComparedElement, ComparedModel, ComparedRule, ComparedTable, Side, compare_decisions};
pub use draft::{Issue, correct_example, publish_draft, save_draft};
pub use editions::{Edition, Months, edition_judging, editions, judging};
pub use files::{DecisionFile, DecisionSource, decision_files, decision_source};
pub use problem::ModelProblem;
pub use review::{AcceptedDoubt, Doubt, Review, review_draft};
pub use settings::{NewValue, Setting, SettingKind, save_settings, settings};
pub use sheets::{read_sheets, write_sheets};
pub use trial::{TrialInput, TriedDecision, try_decision};
