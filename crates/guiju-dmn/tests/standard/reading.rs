//! Everything that a file of DMN 1.5 may hold is read, with or without a prefix, whoever wrote it.

use guiju_dmn::{ReadError, Tracing, compile, read};
use guiju_feel::EvalContext;

const EVERYTHING: &str = r##"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- a comment -->
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:feel="https://www.omg.org/spec/DMN/20230324/FEEL/"
  xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
  xmlns:vendor="urn:vendor" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="_m" name="everything" namespace="urn:everything"
  expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/" typeLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/" exporter="x" exporterVersion="1" vendor:a="b">
  <dmn:description>words</dmn:description>
  <dmn:extensionElements><vendor:any><vendor:inner a="b">text</vendor:inner></vendor:any></dmn:extensionElements>
  <dmn:itemDefinition id="_t" name="tAmount" label="amount" typeLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/" isCollection="false">
    <dmn:description>words</dmn:description><dmn:extensionElements/>
    <dmn:typeRef>feel:number</dmn:typeRef>
    <dmn:allowedValues id="_av" expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/"><dmn:description/><dmn:text>[0..100]</dmn:text></dmn:allowedValues>
    <dmn:typeConstraint id="_tc"><dmn:text>&gt;= 0</dmn:text></dmn:typeConstraint>
  </dmn:itemDefinition>
  <dmn:inputData id="_i" name="amount" label="l"><dmn:description>d</dmn:description><dmn:extensionElements/>
    <dmn:variable id="_iv" name="amount" typeRef="tAmount" label="x"><dmn:description>d</dmn:description><dmn:extensionElements/></dmn:variable></dmn:inputData>
  <dmn:knowledgeSource id="_ks" name="law" locationURI="http://x"><dmn:description>d</dmn:description><dmn:authorityRequirement id="_ar1"><dmn:requiredInput href="#_i"/></dmn:authorityRequirement>
    <dmn:type>law</dmn:type><dmn:owner href="#_ou"/></dmn:knowledgeSource>
  <dmn:businessKnowledgeModel id="_f" name="double"><dmn:description>d</dmn:description><dmn:variable id="_fv" name="double" typeRef="feel:number"/>
    <dmn:encapsulatedLogic id="_el" kind="FEEL" typeRef="feel:number"><dmn:description/><dmn:formalParameter id="_fp" name="x" typeRef="feel:number"><dmn:description/></dmn:formalParameter>
      <dmn:literalExpression id="_fl" typeRef="feel:number" label="l"><dmn:description>d</dmn:description><dmn:text><![CDATA[x * 2]]></dmn:text></dmn:literalExpression></dmn:encapsulatedLogic>
    <dmn:authorityRequirement id="_ar2"><dmn:requiredAuthority href="#_ks"/></dmn:authorityRequirement></dmn:businessKnowledgeModel>
  <dmn:decision id="_d" name="decided" label="l"><dmn:description>d</dmn:description><dmn:extensionElements><vendor:x/></dmn:extensionElements>
    <dmn:question>which?</dmn:question><dmn:allowedAnswers>any</dmn:allowedAnswers>
    <dmn:variable id="_dv" name="decided" typeRef="feel:string"/>
    <dmn:informationRequirement id="_ir"><dmn:description/><dmn:extensionElements/><dmn:requiredInput href="#_i"/></dmn:informationRequirement>
    <dmn:knowledgeRequirement id="_kr"><dmn:requiredKnowledge href="#_f"/></dmn:knowledgeRequirement>
    <dmn:authorityRequirement id="_ar"><dmn:requiredAuthority href="#_ks"/></dmn:authorityRequirement>
    <dmn:supportedObjective href="#_pi"/><dmn:impactedPerformanceIndicator href="#_pi"/><dmn:decisionMaker href="#_ou"/><dmn:decisionOwner href="#_ou"/>
    <dmn:usingProcess href="urn:p"/><dmn:usingTask href="urn:t"/>
    <dmn:decisionTable id="_dt" hitPolicy="UNIQUE" outputLabel="decided" preferredOrientation="Rule-as-Row" typeRef="feel:string"><dmn:description/><dmn:extensionElements/>
      <dmn:input id="_in" label="amount"><dmn:inputExpression id="_ie" typeRef="feel:number"><dmn:description/><dmn:text>double(amount)</dmn:text></dmn:inputExpression>
        <dmn:inputValues id="_ivs"><dmn:text>[0..200]</dmn:text></dmn:inputValues></dmn:input>
      <dmn:output id="_o" label="o" name="decided" typeRef="feel:string"><dmn:outputValues id="_ovs"><dmn:text>"low","high"</dmn:text></dmn:outputValues>
        <dmn:defaultOutputEntry id="_do"><dmn:text>"low"</dmn:text></dmn:defaultOutputEntry></dmn:output>
      <dmn:annotation name="why"/>
      <dmn:rule id="_r1"><dmn:description/><dmn:inputEntry id="_r1i"><dmn:text>&gt; 10</dmn:text></dmn:inputEntry><dmn:outputEntry id="_r1o"><dmn:text>"high"</dmn:text></dmn:outputEntry>
        <dmn:annotationEntry><dmn:text>much</dmn:text></dmn:annotationEntry></dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <dmn:decisionService id="_s" name="service"><dmn:description/><dmn:variable id="_sv" name="service" typeRef="feel:string"/><dmn:outputDecision href="#_d"/><dmn:encapsulatedDecision href="#_d"/><dmn:inputData href="#_i"/></dmn:decisionService>
  <dmn:textAnnotation id="_ta" textFormat="text/plain"><dmn:text>remark</dmn:text></dmn:textAnnotation>
  <dmn:association id="_as" associationDirection="None"><dmn:sourceRef href="#_d"/><dmn:targetRef href="#_ta"/></dmn:association>
  <dmn:group id="_g" name="g"/>
  <dmn:elementCollection id="_ec" name="e"><dmn:drgElement href="#_d"/></dmn:elementCollection>
  <dmn:performanceIndicator id="_pi" name="pi" URI="u"><dmn:description/><dmn:impactingDecision href="#_d"/></dmn:performanceIndicator>
  <dmn:organizationUnit id="_ou" name="ou"><dmn:decisionMade href="#_d"/><dmn:decisionOwned href="#_d"/></dmn:organizationUnit>
  <dmndi:DMNDI><dmndi:DMNDiagram id="_di" name="page" useAlternativeInputDataShape="false"><dmndi:Size width="1" height="1"/>
    <dmndi:DMNShape id="_sh" dmnElementRef="_d"><di:extension/><dc:Bounds x="1" y="1" width="1" height="1"/><dmndi:DMNLabel/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</dmn:definitions>
"##;

#[test]
fn everything_that_a_file_may_hold_is_read() {
    let model = compile(&read(EVERYTHING).unwrap()).unwrap();
    let decide = |amount: &str| {
        let outcome = model.evaluate(model.decision("decided").unwrap(), &[crate::feel(amount)], &EvalContext::default(), Tracing::Matches);
        outcome.value.to_string()
    };
    assert_eq!(decide("6"), "\"high\"");
    assert_eq!(decide("5"), "\"low\"");
    assert_eq!(decide("101"), "\"low\"", "what is not allowed is null, and null matches no rule");
}

/// What is said of a model that is `EVERYTHING` with one part replaced.
fn refused(part: &str, replacement: &str) -> String {
    assert!(EVERYTHING.contains(part), "{part}");
    let source = EVERYTHING.replacen(part, replacement, 1);
    match read(&source) {
        Ok(model) => {
            compile(&model).map_or_else(|problems| problems.iter().take(1).map(ToString::to_string).collect(), |_| "fine".to_owned())
        }
        Err(ReadError::Model(problem)) => {
            let tag = source.get(problem.at.clone()).unwrap_or_default().split_whitespace().next().unwrap_or_default().to_owned();
            format!("{tag}: {problem}")
        }
        Err(other) => other.to_string(),
    }
}

/// FEEL is known by the addresses of all versions and by its name; every other language is refused at the text that is in it.
#[test]
fn a_text_in_another_language_is_refused_where_it_stands() {
    let python = "expressions in `python` are not supported";
    for element in [
        "inputExpression id=\"_ie\"",
        "inputEntry id=\"_r1i\"",
        "outputEntry id=\"_r1o\"",
        "defaultOutputEntry id=\"_do\"",
        "inputValues id=\"_ivs\"",
        "outputValues id=\"_ovs\"",
        "typeConstraint id=\"_tc\"",
        "literalExpression id=\"_fl\"",
    ] {
        let name = element.split_whitespace().next().unwrap();
        assert_eq!(refused(element, &format!("{element} expressionLanguage=\"python\"")), format!("<dmn:{name}: {python}"));
        for feel in ["feel", "FEEL", " S-FEEL ", "", "http://www.omg.org/spec/FEEL/20140401", "http://www.omg.org/spec/DMN/20180521/FEEL/"]
        {
            assert_eq!(refused(element, &format!("{element} expressionLanguage=\"{feel}\"")), "fine", "{element} {feel}");
        }
    }
    // Without one of their own, the texts are in the language of the model.
    let common = "expressionLanguage=\"https://www.omg.org/spec/DMN/20230324/FEEL/\" typeLanguage";
    assert_eq!(refused(common, "expressionLanguage=\"juel\" typeLanguage"), "<dmn:typeConstraint: expressions in `juel` are not supported");
    assert_eq!(refused(common, "typeLanguage"), "fine");
    assert_eq!(
        refused(common, "expressionLanguage=\"http://www.w3.org/1999/XPath\" typeLanguage").split(':').nth(1),
        Some("typeConstraint")
    );
    // What says nothing says so in every language.
    let entry = "<dmn:inputEntry id=\"_r1i\"><dmn:text>&gt; 10</dmn:text>";
    assert_eq!(refused(entry, "<dmn:inputEntry id=\"_r1i\" expressionLanguage=\"python\"><dmn:text> </dmn:text>"), "fine");
}

#[test]
fn flags_are_written_in_the_four_ways_of_xml_schema() {
    let list = |flag: &str| {
        let item = format!("<itemDefinition name='tN' isCollection='{flag}'><typeRef>number</typeRef></itemDefinition>");
        let source = format!(
            "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>{item}\
             <inputData name='i'><variable name='i' typeRef='tN'/></inputData></definitions>"
        );
        read(&source).map(|model| model.item_definitions[0].is_collection).map_err(|error| error.to_string())
    };
    assert_eq!([list("true"), list("1"), list(" 1 ")], [Ok(true), Ok(true), Ok(true)]);
    assert_eq!([list("false"), list("0"), list("")], [Ok(false), Ok(false), Ok(false)]);
    assert_eq!(list("yes"), Err("`isCollection` is true, 1, false or 0, and not `yes`".to_owned()));
}

#[test]
fn a_type_of_other_engines_is_named_with_the_one_to_write() {
    let source = EVERYTHING.replacen("<dmn:typeRef>feel:number</dmn:typeRef>", "<dmn:typeRef>integer</dmn:typeRef>", 1);
    let problems = compile(&read(&source).unwrap()).unwrap_err();
    assert!(problems[0].to_string().contains("no type is called `integer`"), "{problems:?}");
    assert_eq!(problems[0].fault.help().unwrap().en, "FEEL has one type for all numbers: write `number`");
}
