//! A whole file for a model that was made in code: every element with an id, and a diagram of what requires what.

mod diagram;
mod layout;
mod logic;
mod table;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::ids::Ids;
use super::markup::{Fresh, Style};
use crate::model::{Decision, DecisionService, Definitions, Import, InputData, ItemDefinition, KnowledgeModel, Located, Requirement};

/// The file.
pub(super) fn document(model: &Definitions) -> String {
    let inputs = model.inputs.iter().map(|input| input.id.clone()).collect();
    let mut writer = Writer { ids: Ids::default(), inputs, nodes: BTreeMap::new(), own: BTreeMap::new(), order: Vec::new() };
    writer.take_ids(model);
    let style = Style { gap: "\n".to_owned(), unit: "  ".to_owned(), prefix: String::new() };
    let mut root = Fresh::new("definitions")
        .attribute("xmlns", "https://www.omg.org/spec/DMN/20230324/MODEL/")
        .attribute("xmlns:dmndi", "https://www.omg.org/spec/DMN/20230324/DMNDI/")
        .attribute("xmlns:dc", "http://www.omg.org/spec/DMN/20180521/DC/")
        .attribute("xmlns:di", "http://www.omg.org/spec/DMN/20180521/DI/")
        .attribute("id", writer.ids.fresh("definitions"))
        .attribute("name", model.name.as_str())
        .attribute("namespace", model.namespace.as_str());
    root = root.children(model.imports.iter().map(|import| writer.import(import)));
    root = root.children(model.item_definitions.iter().map(|item| writer.item("itemDefinition", item)));
    root = root.children(model.inputs.iter().map(|input| writer.input(input)));
    root = root.children(model.decisions.iter().map(|decision| writer.decision(decision)));
    root = root.children(model.knowledge_models.iter().map(|knowledge| writer.knowledge(knowledge)));
    root = root.children(model.services.iter().map(|service| writer.service(service)));
    root = root.child(diagram::of(model, &mut writer));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", root.written(&style))
}

/// Gives ids out while the elements are made.
pub(super) struct Writer {
    pub(super) ids: Ids,
    /// The ids of the input data.
    inputs: BTreeSet<String>,
    /// The ids of the nodes of the graph as they are written, by the ids that the model has.
    nodes: BTreeMap<String, String>,
    /// For each of those ids, what the nodes that have it are called, in the order in which they are written.
    own: BTreeMap<String, VecDeque<String>>,
    /// The ids of the nodes as they are written, in that order, which is also the diagram's.
    pub(super) order: Vec<String>,
}

impl Writer {
    /// The nodes come first: their ids are what the model refers to.
    fn take_ids(&mut self, model: &Definitions) {
        let nodes = (model.inputs.iter().map(|node| (&node.id, "input")))
            .chain(model.decisions.iter().map(|node| (&node.id, "decision")))
            .chain(model.knowledge_models.iter().map(|node| (&node.id, "knowledge")))
            .chain(model.services.iter().map(|node| (&node.id, "service")));
        for (id, stem) in nodes {
            let written = self.ids.wanted(id, stem);
            self.nodes.entry(id.clone()).or_insert_with(|| written.clone());
            self.own.entry(id.clone()).or_default().push_back(written.clone());
            self.order.push(written);
        }
    }

    /// The id of the node that is being written: of two that have one id in the model, the second gets another.
    fn own(&mut self, id: &str) -> String {
        self.own.get_mut(id).and_then(VecDeque::pop_front).unwrap_or_else(|| self.node(id))
    }

    /// How the id of a node is written.
    pub(super) fn node(&self, id: &str) -> String {
        self.nodes.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn import(&mut self, import: &Import) -> Fresh {
        Fresh::new("import")
            .attribute("id", self.ids.fresh("import"))
            .attribute("name", import.name.as_str())
            .attribute("namespace", import.namespace.as_str())
            .attribute("importType", import.kind.as_str())
    }

    fn item(&mut self, element: &'static str, item: &ItemDefinition) -> Fresh {
        let stem = if element == "itemDefinition" { "type" } else { "component" };
        let mut fresh = Fresh::new(element).attribute("id", self.ids.fresh(stem)).attribute("name", item.name.as_str());
        if item.is_collection {
            fresh = fresh.attribute("isCollection", "true");
        }
        if let Some(name) = &item.type_ref {
            fresh = fresh.child(Fresh::new("typeRef").text(name));
        }
        fresh = fresh.children(self.tests("allowedValues", item.allowed_values.as_ref()));
        fresh = fresh.children(self.tests("typeConstraint", item.type_constraint.as_ref()));
        fresh = fresh.children(item.components.iter().map(|component| self.item("itemComponent", component)));
        if let Some(function) = &item.function {
            let parameters = function.parameters.iter().map(|(name, ty)| {
                Fresh::new("parameters")
                    .attribute("id", self.ids.fresh("parameter"))
                    .attribute("name", name.as_str())
                    .maybe("typeRef", ty.as_deref())
            });
            fresh = fresh.child(Fresh::new("functionItem").maybe("outputTypeRef", function.result.as_deref()).children(parameters));
        }
        fresh
    }

    pub(super) fn tests(&mut self, element: &'static str, text: Option<&Located>) -> Option<Fresh> {
        text.map(|text| Fresh::with_text(element, text.as_str()).attribute("id", self.ids.fresh(element)))
    }

    fn variable(&mut self, name: &str, ty: Option<&str>) -> Fresh {
        Fresh::new("variable").attribute("id", self.ids.fresh("variable")).attribute("name", name).maybe("typeRef", ty)
    }

    fn input(&mut self, input: &InputData) -> Fresh {
        Fresh::new("inputData")
            .attribute("id", self.own(&input.id))
            .attribute("name", input.name.as_str())
            .child(self.variable(&input.name, input.type_ref.as_deref()))
    }

    fn decision(&mut self, decision: &Decision) -> Fresh {
        let owner = self.own(&decision.id);
        let mut fresh = Fresh::new("decision").attribute("id", owner.as_str()).attribute("name", decision.name.as_str());
        if !decision.description.is_empty() {
            fresh = fresh.child(Fresh::new("description").text(&decision.description));
        }
        fresh = fresh.child(self.variable(&decision.variable, decision.type_ref.as_deref()));
        fresh = fresh.children(decision.requirements.iter().enumerate().map(|(index, requirement)| {
            let kind = if self.inputs.contains(&requirement.href) { "requiredInput" } else { "requiredDecision" };
            self.requirement("informationRequirement", kind, &owner, index, requirement)
        }));
        fresh = fresh.children(self.knowledge_requirements(&owner, &decision.knowledge));
        fresh.children(decision.logic.as_ref().map(|logic| self.boxed(logic)))
    }

    fn knowledge(&mut self, model: &KnowledgeModel) -> Fresh {
        let owner = self.own(&model.id);
        let mut fresh = Fresh::new("businessKnowledgeModel").attribute("id", owner.as_str()).attribute("name", model.name.as_str());
        fresh = fresh.child(self.variable(&model.variable, model.type_ref.as_deref()));
        fresh = fresh.children(model.logic.as_ref().map(|logic| self.function("encapsulatedLogic", logic)));
        fresh.children(self.knowledge_requirements(&owner, &model.knowledge))
    }

    fn knowledge_requirements(&mut self, owner: &str, requirements: &[Requirement]) -> Vec<Fresh> {
        let number = |(index, requirement)| self.requirement("knowledgeRequirement", "requiredKnowledge", owner, index, requirement);
        requirements.iter().enumerate().map(number).collect()
    }

    fn requirement(&mut self, element: &'static str, kind: &'static str, owner: &str, index: usize, requirement: &Requirement) -> Fresh {
        Fresh::new(element)
            .attribute("id", self.edge_id(element, owner, index))
            .child(Fresh::new(kind).attribute("href", self.address(requirement)))
    }

    /// The id of a requirement. The diagram asks for the same one again.
    pub(super) fn edge_id(&mut self, element: &str, owner: &str, index: usize) -> String {
        let key = format!("{element} {owner} {index}");
        if let Some(known) = self.nodes.get(&key) {
            return known.clone();
        }
        let id = self.ids.fresh("requirement");
        self.nodes.insert(key, id.clone());
        id
    }

    /// How a requirement names what it requires: `#id`, or, in another model, `namespace#id`.
    fn address(&self, requirement: &Requirement) -> String {
        if requirement.href.contains('#') { requirement.href.clone() } else { format!("#{}", self.node(&requirement.href)) }
    }

    fn service(&mut self, service: &DecisionService) -> Fresh {
        let fresh = Fresh::new("decisionService").attribute("id", self.own(&service.id)).attribute("name", service.name.as_str());
        let mut fresh = fresh.child(self.variable(&service.variable, service.type_ref.as_deref()));
        for (element, list) in
            [("outputDecision", &service.outputs), ("inputDecision", &service.input_decisions), ("inputData", &service.inputs)]
        {
            fresh = fresh.children(list.iter().map(|one| Fresh::new(element).attribute("href", self.address(one))));
        }
        fresh
    }
}
