//! One file per subcommand: its arguments, what it does, how its result is printed.

pub(crate) mod age;
pub(crate) mod allocate;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod decide;
pub(crate) mod demo;
pub(crate) mod examples;
pub(crate) mod explain;
pub(crate) mod import;
mod import_answers;
mod import_text;
pub(crate) mod imports;
pub(crate) mod init;
pub(crate) mod rate;
pub(crate) mod rates;
pub(crate) mod readiness;
pub(crate) mod serve;
pub(crate) mod sheets;
pub(crate) mod user;

use crate::arguments::{Command, Common};
use crate::output::Outcome;

/// Runs a subcommand to its end.
pub(crate) fn run(command: Command, common: &Common) -> anyhow::Result<Outcome> {
    match command {
        Command::Init(init) => init::run(&init, common),
        Command::Demo(demo) => demo::run(&demo, common),
        Command::Import(import) => import::run(&import, common),
        Command::Imports(imports) => imports::run(&imports, common),
        Command::Allocate(allocate) => allocate::run(&allocate, common),
        Command::Readiness => readiness::run(common),
        Command::Rate(rate) => rate::run(&rate, common),
        Command::Explain(explain) => explain::run(&explain, common),
        Command::Age(age) => age::run(&age, common),
        Command::Check(check) => check::run(&check, common),
        Command::Decide(decide) => decide::run(&decide, common),
        Command::Examples(examples) => examples::run(&examples, common),
        Command::Sheets(sheets) => sheets::run(&sheets, common),
        Command::Serve(serve) => serve::run(&serve, common),
        Command::User(user) => user::run(&user, common),
        Command::Rates(rates) => rates::run(&rates, common),
        Command::Audit(audit) => audit::run(&audit, common),
        Command::Backup(arguments) => backup::back_up(&arguments, common),
        Command::Restore(arguments) => backup::restore(&arguments, common),
    }
}
