//! Imports (6.3.3, 13): two levels, the same names, types, functions and services of others.

use guiju_dmn::{Definitions, compile_what_can_be_with};

use crate::{DMN, decide, decision, definitions, function, input, literal};

fn import(name: &str, namespace: &str) -> String {
    format!("<import name='{name}' namespace='urn:{namespace}' importType='{DMN}'/>")
}

#[track_caller]
fn check(main: &str, others: &[Definitions], given: &[(&str, &str)], expected: &str) {
    let model = compile_what_can_be_with(&definitions("main", main), others).0;
    assert_eq!(decide(&model, "d", given), expected, "{main}");
}

/// A model with a type, an input, a decision, a function and a service, all of which others may use.
fn base() -> Definitions {
    let inside = [
        "<itemDefinition name='tPerson'><itemComponent name='name'><typeRef>string</typeRef></itemComponent>\
         <itemComponent name='age'><typeRef>tAge</typeRef></itemComponent></itemDefinition>\
         <itemDefinition name='tAge'><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>"
            .to_owned(),
        input("person", "tPerson"),
        decision("is adult", "boolean", &["person"], &literal("person.age >= 18")).replace("id='is adult'", "id='is_adult'"),
        function("greet", "string", &["who: tPerson"], &literal("\"hello \" + who.name")),
        "<decisionService id='serve' name='serve'><variable name='serve'/><outputDecision href='#is_adult'/><inputData href='#person'/></decisionService>".to_owned(),
    ];
    definitions("base", &inside.concat())
}

const ADULT: &str = "{name: \"A\", age: 20}";

#[test]
fn elements_of_an_import_stand_behind_its_name() {
    let head = import("lib", "base");
    let d = |needs: &str, text: &str| {
        let requirement = if needs == "greet" || needs == "serve" {
            format!("<knowledgeRequirement><requiredKnowledge href='urn:base#{needs}'/></knowledgeRequirement>")
        } else {
            let kind = if needs == "person" { "Input" } else { "Decision" };
            format!("<informationRequirement><required{kind} href='urn:base#{needs}'/></informationRequirement>")
        };
        format!("{head}{}", decision("d", "", &[], &format!("{requirement}{}", literal(text))))
    };
    let given = [("lib.person", ADULT)];
    check(&d("person", "lib.person.name"), &[base()], &given, "\"A\"");
    check(&d("is_adult", "lib.is adult"), &[base()], &given, "true");
    check(&d("greet", &format!("lib.greet({ADULT})")), &[base()], &[], "\"hello A\"");
    check(&d("greet", &format!("lib.greet(who: {ADULT})")), &[base()], &[], "\"hello A\"");
    check(&d("greet", "lib.greet({name: \"A\", age: 200})"), &[base()], &[], "error");
    check(&d("greet", "lib.greet(1)"), &[base()], &[], "error");
    check(&d("serve", &format!("lib.serve({ADULT})")), &[base()], &[], "true");
    check(&d("serve", &format!("lib.serve(person: {ADULT})")), &[base()], &[], "true");
    check(&d("person", "lib.person"), &[base()], &[("lib.person", "{name: \"A\", age: 200}")], "error");
    check(&d("person", "lib.person instance of lib.tPerson"), &[base()], &given, "true");
}

#[test]
fn functions_of_an_import_are_invoked_by_their_qualified_name() {
    let binding = format!("<binding><parameter name='who'/>{}</binding>", literal(ADULT));
    let requirement = "<knowledgeRequirement><requiredKnowledge href='urn:base#greet'/></knowledgeRequirement>";
    let logic = format!("{requirement}<invocation>{}{binding}</invocation>", literal("lib.greet"));
    check(&[import("lib", "base"), decision("d", "", &[], &logic)].concat(), &[base()], &[], "\"hello A\"");
}

#[test]
fn types_of_an_import_are_named_with_its_name() {
    let own = "<itemDefinition name='tPeople' isCollection='true'><typeRef>lib.tPerson</typeRef></itemDefinition>";
    let inside =
        [import("lib", "base"), own.to_owned(), input("people", "tPeople"), decision("d", "", &["people"], &literal("people.name"))]
            .concat();
    check(&inside, &[base()], &[("people", "[{name: \"A\", age: 1}]")], "[\"A\"]");
    check(&inside, &[base()], &[("people", "[{name: \"A\", age: 151}]")], "error");
}

#[test]
fn the_same_names_in_two_models_do_not_meet() {
    let own = [
        "<itemDefinition name='tAge'><typeRef>string</typeRef></itemDefinition>".to_owned(),
        input("person", "string"),
        function("greet", "string", &["who: string"], &literal("\"bye \" + who")),
    ]
    .concat();
    let requirements = "<informationRequirement><requiredInput href='#person'/></informationRequirement>\
        <informationRequirement><requiredInput href='urn:base#person'/></informationRequirement>\
        <knowledgeRequirement><requiredKnowledge href='#greet'/></knowledgeRequirement>\
        <knowledgeRequirement><requiredKnowledge href='urn:base#greet'/></knowledgeRequirement>";
    let logic = format!("{requirements}{}", literal("[greet(person), lib.greet(lib.person)]"));
    let inside = [import("lib", "base"), own, decision("d", "", &[], &logic)].concat();
    check(&inside, &[base()], &[("person", "\"X\""), ("lib.person", ADULT)], "[\"bye X\", \"hello A\"]");
}

#[test]
fn imports_go_on_over_two_levels() {
    let requirement = "<informationRequirement><requiredDecision href='urn:base#is_adult'/></informationRequirement>";
    let middle = |name: &str| {
        let logic = format!("{requirement}{}", literal(&format!("if lib.is adult then \"{name} yes\" else \"{name} no\"")));
        definitions(name, &[import("lib", "base"), decision("answer", "", &[], &logic)].concat())
    };
    let requirements: String = ["one", "two"]
        .map(|name| format!("<informationRequirement><requiredDecision href='urn:{name}#answer'/></informationRequirement>"))
        .concat();
    let logic = format!("{requirements}{}", literal("[first.answer, second.answer]"));
    let inside = [import("first", "one"), import("second", "two"), decision("d", "", &[], &logic)].concat();
    let given = [("first.lib.person", ADULT), ("second.lib.person", "{name: \"B\", age: 2}")];
    check(&inside, &[base(), middle("one"), middle("two")], &given, "[\"one yes\", \"two no\"]");
}

#[test]
fn elements_of_an_import_without_a_name_are_as_if_they_were_own() {
    let requirements = "<informationRequirement><requiredInput href='urn:base#person'/></informationRequirement>\
        <informationRequirement><requiredDecision href='urn:base#is_adult'/></informationRequirement>\
        <knowledgeRequirement><requiredKnowledge href='urn:base#greet'/></knowledgeRequirement>";
    let logic = format!("{requirements}{}", literal("[person.name, is adult, greet(person), person instance of tPerson]"));
    check(
        &[import("", "base"), decision("d", "", &[], &logic)].concat(),
        &[base()],
        &[("person", ADULT)],
        "[\"A\", true, \"hello A\", true]",
    );
}

#[test]
fn the_name_of_an_import_may_hold_spaces_and_the_other_model_may_be_used_twice() {
    let requirements = "<informationRequirement><requiredDecision href='urn:base#is_adult'/></informationRequirement>\
        <knowledgeRequirement><requiredKnowledge href='urn:base#greet'/></knowledgeRequirement>";
    let text = format!("if the library.is adult then the library.greet(who: {ADULT}) + \"!\" else \"no\"");
    let logic = format!("{requirements}{}", literal(&text));
    let inside = [import("the library", "base"), decision("d", "", &[], &logic)].concat();
    check(&inside, &[base()], &[("the library.person", ADULT)], "\"hello A!\"");
    let typed = "(function(p: the library.tPerson) p.name)";
    let inside = [import("the library", "base"), decision("d", "", &[], &literal(&format!("{typed}({ADULT})")))].concat();
    check(&inside, &[base()], &[], "\"A\"");
    let inside = [import("the library", "base"), decision("d", "", &[], &literal(&format!("{typed}(1)")))].concat();
    check(&inside, &[base()], &[], "error");
}
