//! How long the checks take on large tables: `cargo run --release -p guiju-dmn --example check_speed`.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measuring program prints, and stops at what is wrong")]

use std::fmt::Write as _;
use std::time::Instant;

use guiju_dmn::{CaseOptions, CheckOptions, NearestOptions, compile, read};
use guiju_feel::{EvalContext, Value};

fn main() {
    for policy in ["UNIQUE", "FIRST", "COLLECT"] {
        for rules in [100, 1_000, 10_000] {
            measure(policy, "distinct", rules, |rule| {
                let (a, b) = (rule % 10, rule / 10 % 10);
                let low = rule / 100 * 10;
                format!("\"a{a}\" | \"b{b}\" | [{low}..{}) | -", low + 10)
            });
            let mut seed = 1_u64;
            let mut random = move |below: u64| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) % below
            };
            measure(policy, "random", rules, move |_| {
                let (low, other) = (random(1_000), random(1_000));
                format!("\"a{}\" | \"b{}\" | [{low}..{}) | >= {other}", random(20), random(20), low + random(100) + 1)
            });
            let mut seed = 1_u64;
            let mut random = move |below: u64| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) % below
            };
            measure(policy, "ranges", rules, move |_| {
                let range = |low: u64, width: u64| format!("[{low}..{}]", low + width);
                let mut next = || range(random(1_000), random(200) + 1);
                format!("{} | {} | {} | {}", next(), next(), next(), next())
            });
        }
    }
}

fn measure(policy: &str, shape: &str, rules: usize, mut cells: impl FnMut(usize) -> String) {
    let is_text = |column: usize| shape != "ranges" && column < 2;
    let mut xml = String::from("<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>");
    let (mut requirements, mut columns) = (String::new(), String::new());
    for column in 0..4 {
        let ty = if is_text(column) { "string" } else { "number" };
        write!(xml, "<inputData id='c{column}' name='c{column}'><variable name='c{column}' typeRef='{ty}'/></inputData>").unwrap();
        write!(requirements, "<informationRequirement><requiredInput href='#c{column}'/></informationRequirement>").unwrap();
        write!(columns, "<input><inputExpression><text>c{column}</text></inputExpression></input>").unwrap();
    }
    write!(xml, "<decision id='d' name='d'><variable name='d'/>{requirements}<decisionTable hitPolicy='{policy}'>{columns}<output/>")
        .unwrap();
    for rule in 0..rules {
        xml += "<rule>";
        for cell in cells(rule).split('|') {
            let cell = cell.trim().replace('>', "&gt;");
            write!(xml, "<inputEntry><text>{cell}</text></inputEntry>").unwrap();
        }
        write!(xml, "<outputEntry><text>{}</text></outputEntry></rule>", rule % 7).unwrap();
    }
    xml += "</decisionTable></decision></definitions>";
    let model = compile(&read(&xml).unwrap()).unwrap();
    let start = Instant::now();
    let findings = model.findings(&CheckOptions::default());
    let seconds = start.elapsed().as_secs_f64();
    let is_stopped = findings.iter().any(|finding| finding.rule == "analysis-stopped" && finding.message.en.starts_with("stopped"));
    let decision = model.decision("d").unwrap();
    let start = Instant::now();
    let cases = model.generate_cases(decision, &EvalContext::default(), &CaseOptions::default()).cases.len();
    let generating = start.elapsed().as_secs_f64();
    let inputs: Vec<Value> =
        (0..4).map(|column| if is_text(column) { Value::text(format!("a{column}")) } else { Value::from(500) }).collect();
    let start = Instant::now();
    let changes = model.nearest_changes(decision, &inputs, None, &EvalContext::default(), &NearestOptions::default()).len();
    let nearest = start.elapsed().as_secs_f64();
    println!("    {cases} cases in {generating:.3} s, {changes} nearest changes in {nearest:.3} s");
    println!(
        "{policy} {shape} {rules} rules × 4: {seconds:.3} s, {} findings{}",
        findings.len(),
        if is_stopped { ", stopped" } else { "" }
    );
}
