//! Everything that a file of DMN 1.5 may hold is read, with or without a prefix, whoever wrote it.

use guiju_dmn::{Tracing, compile, read};
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
