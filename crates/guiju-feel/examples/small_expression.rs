//! Reads, types and computes one small expression over and over: for callgrind, which counts what a clock on a busy machine cannot.
//!
//! `echo 1000 | valgrind --tool=callgrind target/release/examples/small_expression`; the difference of two counts is what the runs
//! between cost.

use guiju_feel::{CompileError, EvalContext, Names, Type, Value};

fn main() -> Result<(), CompileError> {
    let mut runs = String::new();
    let runs: u32 = std::io::stdin().read_line(&mut runs).ok().and_then(|_| runs.trim().parse().ok()).unwrap_or(1_000);
    let mut names = Names::new();
    names.declare("amount", Type::Number);
    names.declare("kind", Type::Text);
    let (slots, context) = ([Value::from(250), Value::from("gold")], EvalContext::default());
    let text = "if kind = \"gold\" and amount > 100 then amount * 0.9 else amount";
    for _ in 0..runs {
        let expression = guiju_feel::compile(std::hint::black_box(text), &names)?;
        std::hint::black_box(expression.evaluate(&slots, &context));
    }
    Ok(())
}
