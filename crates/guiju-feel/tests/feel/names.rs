//! Names with spaces, operators and Chinese characters.

use crate::check;

#[test]
fn the_longest_name_wins() {
    check("unit price * 2", "50");
    check("unit   price * 2", "50");
    check("unit /* net */ price", "25");
    check("a-b", "7");
    // With spaces it is a subtraction, although there is a name `a-b`.
    check("{b: 1, r: a - b}.r", "2");
    check("a - amount", "-97");
    check("in stock", "true");
    check("if in stock then 1 else 2", "1");
    check("phase 2 cost + 1", "10");
    check("客户等级 = \"VIP\"", "true");
    check("客户.class", "\"A\"");
    check("date and time(\"2026-03-31T00:00:00\").year", "2026");
}

#[test]
fn comments_and_spaces_do_not_matter() {
    check("1 + // one\n 2", "3");
    check("1 /* a * b */ + 2", "3");
    check("\u{3000}1\u{a0}+\u{2003}2", "3");
    check("1 + /* open", "error: the comment that begins here never ends");
}

#[test]
fn strings_have_escapes() {
    check("\"a\\\"b\\\\c\\n\"", "\"a\\\"b\\\\c\\n\"");
    check("\"\\u4f60\\u597d\"", "\"你好\"");
    check("\"\\uD83D\\uDE00\"", "\"😀\"");
    check("\"\\U01F600\"", "\"😀\"");
    check("\"\\d+\"", "\"\\\\d+\"");
    check("\"open", "error: the string that begins here never ends");
}

#[test]
fn what_is_not_there_is_an_error() {
    check("amuont", "error: unknown name `amuont`");
    check("unit prize", "error: unknown name `unit prize`");
    check("客户级等", "error: unknown name `客户级等`");
    check("strng length(\"a\")", "error: unknown function `strng length`");
    check("1 instance of nmber", "error: unknown type `nmber`");
    check("?", "error: unknown name `?`");
    check("", "error: expected an expression, found the end");
    check("1 +", "error: expected an expression, found the end");
    check("1 2", "error: expected an operator or the end, found `2`");
    check("amount == 1", "error: expected an operator or the end, found `==`");
    check("(1", "error: expected `)`, found the end");
    check("“a”", "error: `“` is not part of FEEL");
}
