//! Evaluates each line of stdin as an expression and prints its value: a way to try FEEL, and the yardstick for
//! suites from outside. `cargo run -p guiju-feel --example feel < expressions.txt`

use std::io::{BufRead, Write};

use guiju_feel::{EvalContext, Names, compile};

fn main() -> std::io::Result<()> {
    let stdin = std::io::stdin().lock();
    let mut stdout = std::io::stdout().lock();
    let names = Names::new();
    let now = "2026-03-31T14:30:00+08:00[Asia/Shanghai]".parse().ok();
    let context = EvalContext { now, ..EvalContext::default() };
    for line in stdin.lines() {
        // A line stands for one expression; `\n` inside of it is written as the two characters U+2028.
        let source = line?.replace('\u{2028}', "\n");
        match compile(&source, &names) {
            Ok(expression) => {
                let evaluation = expression.evaluate(&[], &context);
                let reason = evaluation.reasons.first().map(|reason| format!("\t# {}", reason.error)).unwrap_or_default();
                writeln!(stdout, "{}{reason}", evaluation.value)?;
            }
            Err(error) => writeln!(stdout, "null\t# compile: {error}")?,
        }
    }
    Ok(())
}
