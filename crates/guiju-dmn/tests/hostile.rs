//! What nobody means well: every input ends soon, with an error that says what is wrong.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

use std::time::{Duration, Instant};

use guiju_dmn::{Document, compile, read};
use guiju_feel::{Names, Type, compile_unary_tests};

const OPEN: &str = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>";

/// Far more than any of these takes, even on a busy machine without optimisation; a text that explodes takes for ever.
const AT_MOST: Duration = Duration::from_secs(30);

fn within<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < AT_MOST, "it took {:?}", start.elapsed());
    result
}

fn refused(source: &str) -> String {
    within(|| Document::read(source).unwrap_err().to_string())
}

fn decision(text: &str) -> String {
    format!(
        "{OPEN}<decision id='d' name='d'><variable name='d'/><literalExpression><text>{text}</text></literalExpression></decision></definitions>"
    )
}

#[test]
fn entities_are_refused_before_they_grow() {
    let bomb: String = (1..10).map(|level| format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10))).collect();
    let bomb = format!("<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a0 \"lol\">{bomb}]>{OPEN}&a9;</definitions>");
    assert_eq!(refused(&bomb), "a model may not have a document type");
    let outside = format!("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{OPEN}&x;</definitions>");
    assert_eq!(refused(&outside), "a model may not have a document type");
    assert_eq!(refused(&decision("&passwd;")), "a model may not have the entity `passwd`");
    assert!(refused(&decision("&#xD800;")).starts_with("not well-formed XML"));
}

#[test]
fn depth_is_bounded_in_xml_and_in_feel() {
    assert_eq!(refused(&format!("{OPEN}{}", "<a>".repeat(100_000))), "the file has more than 128 levels of elements");
    assert_eq!(refused(&format!("{OPEN}{}", "<context>".repeat(100_000))), "the file has more than 128 levels of elements");
    for text in ["(", "[", "{a:", "-", "not(", "if ", "for i in ", "f(", "function(x) ", "some x in "] {
        let deep = decision(&text.repeat(100_000));
        let problems = within(|| compile(&read(&deep).unwrap()).unwrap_err());
        assert_eq!(problems.first().map(|problem| problem.fault.code()), Some("feel"), "{text}");
        assert!(within(|| compile_unary_tests(&text.repeat(100_000), &Type::Any, &Names::new())).is_err(), "{text}");
    }
    let closed = decision(&format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000)));
    within(|| compile(&read(&closed).unwrap()).unwrap_err());
}

#[test]
fn types_that_double_with_every_level_end() {
    // Each is two of the next one: 2^40 parts in two kilobytes.
    let doubling: String = (0..40)
        .map(|level| {
            let component = |name: &str| format!("<itemComponent name='{name}'><typeRef>t{}</typeRef></itemComponent>", level + 1);
            format!("<itemDefinition name='t{level}'>{}{}</itemDefinition>", component("left"), component("right"))
        })
        .collect();
    let tree =
        "<itemDefinition name='t'><functionItem outputTypeRef='t'><parameters name='x' typeRef='t'/></functionItem></itemDefinition>";
    for (types, name) in [(doubling.as_str(), "t0"), (tree, "t")] {
        let model = format!("{OPEN}{types}<inputData id='i' name='i'><variable name='i' typeRef='{name}'/></inputData></definitions>");
        within(|| drop(compile(&read(&model).unwrap())));
    }
}

#[test]
fn a_cell_of_ten_megabytes_is_read_and_written() {
    let cell = "1 + ".repeat(2_500_000) + "1";
    let document = within(|| Document::read(&decision(&format!("\"{}\"", "x".repeat(10_000_000)))).unwrap());
    assert!(document.write().len() > 10_000_000);
    // As one text it is a value like others; as ten million operators it is more than a tree may have.
    within(|| drop(compile(&read(&decision(&cell)).unwrap())));
}

#[test]
fn a_million_attributes_are_refused_at_the_first_too_many() {
    let attributes: String = (0..1_000_000).map(|index| format!(" a{index}='1'")).collect();
    assert_eq!(refused(&format!("{OPEN}<decision{attributes}/></definitions>")), "the file has more than 512 attributes of one element");
    let spaces: String = (0..1_000_000).map(|index| format!(" xmlns:a{index}='u'")).collect();
    assert_eq!(refused(&format!("{OPEN}<decision{spaces}/></definitions>")), "the file has more than 512 attributes of one element");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let large = vec![b' '; (64 << 20) + 1];
    assert_eq!(within(|| Document::read_bytes(&large).unwrap_err().to_string()), "the file has more than 67108864 bytes");
}

#[test]
fn every_encoding_is_read_or_refused() {
    let bytes = |bytes: &[u8]| within(|| Document::read_bytes(bytes).map(|document| document.definitions().name.clone()));
    let source = decision("1").replace("name='m'", "name='客户'");
    assert_eq!(bytes(source.as_bytes()).unwrap(), "客户");
    for big in [false, true] {
        let wide = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let marked: Vec<u8> = [0xFEFF].into_iter().chain(source.encode_utf16()).flat_map(wide).collect();
        assert_eq!(bytes(&marked).unwrap(), "客户");
        assert_eq!(bytes(&marked[2..]).unwrap(), "客户");
    }
    let declared = format!("<?xml version='1.0' encoding='GB18030'?>{source}");
    let (gb, _, _) = encoding_rs::GB18030.encode(&declared);
    assert_eq!(bytes(&gb).unwrap(), "客户");
    let mut broken = source.into_bytes();
    broken.insert(10, 0xFF);
    assert_eq!(bytes(&broken).unwrap_err().to_string(), "the file is not text in UTF-8");
    assert_eq!(bytes(b"\xFF\xFE\x00").unwrap_err().to_string(), "the file is not text in UTF-16LE");
    assert!(bytes(b"").is_err() && bytes(b"\x00\x00\x00").is_err());
}
