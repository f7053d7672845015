//! Messages, underlines and helps: part of the contract.

use guiju_feel::{CompileError, compile};

use crate::{evaluate, scope};

/// A diagnostic as the terminal shows it, without colours.
fn rendered(source: &str, diagnostic: impl miette::Diagnostic + Send + Sync + 'static) -> String {
    let report = miette::Report::new(diagnostic).with_source_code(source.to_owned());
    let mut text = String::new();
    let theme = miette::GraphicalTheme::unicode_nocolor();
    miette::GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(100)
        .render_report(&mut text, report.as_ref())
        .expect("rendered");
    text
}

fn error(source: &str) -> CompileError {
    let (names, _) = scope();
    compile(source, &names).expect_err(source)
}

fn explain(source: &str) -> String {
    rendered(source, error(source))
}

fn reason(source: &str) -> String {
    let reason = evaluate(source).expect(source).reasons.into_iter().next().expect(source);
    rendered(source, reason.error)
}

#[test]
fn unknown_name_points_at_the_name_and_suggests_one() {
    insta::assert_snapshot!(explain("1 + amuont"), @r#"
    unknown_name

      × unknown name `amuont`
       ╭────
     1 │ 1 + amuont
       ·     ───┬──
       ·        ╰── no input has this name
       ╰────
      help: did you mean `amount`?
    "#);
}

#[test]
fn a_misspelt_name_of_several_words_is_one_name() {
    insta::assert_snapshot!(explain("unit prize * 2"), @r#"
    unknown_name

      × unknown name `unit prize`
       ╭────
     1 │ unit prize * 2
       · ─────┬────
       ·      ╰── no input has this name
       ╰────
      help: did you mean `unit price`?
    "#);
}

#[test]
fn a_misspelt_chinese_name_is_found_too() {
    insta::assert_snapshot!(explain("客户登级 = \"VIP\""), @r#"
    unknown_name

      × unknown name `客户登级`
       ╭────
     1 │ 客户登级 = "VIP"
       · ────┬───
       ·     ╰── no input has this name
       ╰────
      help: did you mean `客户等级`?
    "#);
}

#[test]
fn full_width_punctuation_is_explained() {
    insta::assert_snapshot!(explain("max(amount，a)"), @r#"
    unknown_name

      × unknown name `amount，a`
       ╭────
     1 │ max(amount，a)
       ·     ────┬────
       ·         ╰── no input has this name
       ╰────
      help: `，` is part of a name here; the operator is `,` in half width
    "#);
    insta::assert_snapshot!(explain("客户等级 = “VIP”"), @r#"
    unknown_character

      × `“` is not part of FEEL
       ╭────
     1 │ 客户等级 = “VIP”
       ·            ┬
       ·            ╰── this character
       ╰────
      help: type `"` in half width
    "#);
}

#[test]
fn wrong_arguments_show_how_to_call() {
    insta::assert_snapshot!(explain("substring(\"foobar\")"), @r#"
    wrong_arguments

      × `substring` cannot be called like this: 1 argument given
       ╭────
     1 │ substring("foobar")
       · ─────────┬─────────
       ·          ╰── this call
       ╰────
      help: substring(string: string, start position: number, length?: number): string
    "#);
}

#[test]
fn a_null_tells_which_operation_and_where() {
    insta::assert_snapshot!(reason("amount / (a - 3)"), @r#"
    division_by_zero

      × division by zero
       ╭────
     1 │ amount / (a - 3)
       · ────────┬───────
       ·         ╰── the divisor is 0
       ╰────
    "#);
    insta::assert_snapshot!(reason("[1, 2, substring(\"abc\", 9 - 9)]"), @r#"
    bad_argument

      × `substring`: no position 0 in a string of 3
       ╭────
     1 │ [1, 2, substring("abc", 9 - 9)]
       ·        ───────────┬───────────
       ·                   ╰── in this call
       ╰────
    "#);
}

#[test]
fn every_message_is_there_in_chinese() {
    assert_eq!(error("amuont").message_zh(), "未知名称“amuont”");
    assert_eq!(error("1 +").message_zh(), "此处应为表达式，却是结尾");
    let reason = evaluate("1 / 0").expect("compiles").reasons.into_iter().next().expect("a reason");
    assert_eq!(reason.error.message_zh(), "除数为零");
    let reason = evaluate("amount < \"40\"").expect("compiles").reasons.into_iter().next().expect("a reason");
    assert_eq!(reason.error.message_zh(), "数字与字符串不能比较");
    let (names, _) = scope();
    let warning = compile("amount + \"a\"", &names).expect("compiles").warnings()[0].message_zh();
    assert_eq!(warning, "`+` 需要能与数字一起计算的值，这里却是字符串，结果总是空值");
}

/// Every reason of a built-in is Chinese through and through, but for names, values and what stands in code marks.
#[test]
fn reasons_of_built_ins_are_there_in_chinese() {
    for (expression, expected) in [
        ("substring(\"abc\", 0)", "函数“substring”：字符串有 3 个字符，没有第 0 个"),
        ("date(2026, 2, 30)", "函数“date”：不存在日期 2026-2-30"),
        ("number(\"12a\")", "函数“number”：“12a”不是数字"),
        ("sum([1, \"a\"])", "函数“sum”：列表中既有字符串又有数字"),
        ("min([])", "函数“min”：列表为空"),
        ("abs(null)", "函数“abs”：参数“n”为空值"),
        ("matches(\"a\", \"[\")", "函数“matches”：“[”不是有效的模式"),
        ("insert before([1], 5, 2)", "函数“insert before”：列表有 1 项，没有第 5 项"),
        ("(function(x) x)(1, 2)", "不能这样调用该函数：有 1 个参数，却给了 2 个"),
    ] {
        let reasons = evaluate(expression).expect("compiles").reasons;
        assert_eq!(reasons.first().map(|reason| reason.error.message_zh()).as_deref(), Some(expected), "{expression}");
    }
}

#[test]
fn what_to_do_is_there_in_chinese() {
    let wrong = error("amuont");
    assert_eq!((wrong.label_zh(), wrong.help_zh().as_deref()), ("没有这个名称的输入", Some("是否想写 `amount`？")));
    assert_eq!(error("1 == 2").help_zh().as_deref(), Some("相等写作 `=`"));
    assert_eq!(error("substring(\"a\")").message_zh(), "不能这样调用“substring”：给了 1 个参数");
}
