//! The headings of the sheets: Chinese first, English beside. Reading takes either half.

/// A heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

impl Heading {
    const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    pub(super) fn written(self) -> String {
        format!("{} {}", self.zh, self.en)
    }

    /// Whether a cell has this heading: both halves, or one of them, in any case.
    pub(super) fn is(self, text: &str) -> bool {
        let text = text.trim();
        text == self.zh || text.eq_ignore_ascii_case(self.en) || text.eq_ignore_ascii_case(&self.written())
    }
}

pub(super) const TABLE: Heading = Heading::new("决策表", "Decision table");
pub(super) const OWNER: Heading = Heading::new("决策", "Decision");
pub(super) const NAME: Heading = Heading::new("名称", "Name");
pub(super) const POLICY: Heading = Heading::new("命中策略", "Hit policy");
pub(super) const AGGREGATION: Heading = Heading::new("汇总", "Aggregation");
pub(super) const COLUMN: Heading = Heading::new("列", "Column");
pub(super) const INPUT: Heading = Heading::new("输入", "Input");
pub(super) const OUTPUT: Heading = Heading::new("输出", "Output");
pub(super) const ANNOTATION: Heading = Heading::new("注释", "Annotation");
pub(super) const DESCRIPTION: Heading = Heading::new("说明", "Description");
pub(super) const ID: Heading = Heading::new("编号", "Id");
pub(super) const LABEL: Heading = Heading::new("标题", "Label");
pub(super) const EXPRESSION: Heading = Heading::new("表达式或名称", "Expression or name");
pub(super) const TYPE: Heading = Heading::new("类型", "Type");
pub(super) const VALUES: Heading = Heading::new("取值", "Values");
pub(super) const DEFAULT: Heading = Heading::new("缺省", "Default");
pub(super) const RULE: Heading = Heading::new("规则编号", "Rule id");

pub(super) const GRAPH_SHEET: &str = "决策图 DRD";
pub(super) const MODEL: Heading = Heading::new("模型", "Model");
pub(super) const NAMESPACE: Heading = Heading::new("命名空间", "Namespace");
pub(super) const KIND: Heading = Heading::new("种类", "Kind");
pub(super) const VARIABLE: Heading = Heading::new("变量", "Variable");
pub(super) const REQUIRES: Heading = Heading::new("依据", "Requires");
pub(super) const PLACE: [Heading; 4] =
    [Heading::new("横", "x"), Heading::new("纵", "y"), Heading::new("宽", "width"), Heading::new("高", "height")];

/// The columns of the graph before the place.
pub(super) const GRAPH: [Heading; 7] = [KIND, ID, NAME, VARIABLE, TYPE, DESCRIPTION, REQUIRES];

/// The elements of the graph.
pub(super) const KINDS: [(&str, Heading); 6] = [
    ("inputData", Heading::new("输入数据", "Input data")),
    ("decision", Heading::new("决策", "Decision")),
    ("businessKnowledgeModel", Heading::new("业务知识模型", "Business knowledge model")),
    ("decisionService", Heading::new("决策服务", "Decision service")),
    ("knowledgeSource", Heading::new("知识来源", "Knowledge source")),
    ("textAnnotation", Heading::new("文字注释", "Text annotation")),
];

pub(super) const LITERAL_SHEET: &str = "表达式 Expressions";
pub(super) const FEEL: Heading = Heading::new("表达式", "Expression");
pub(super) const FILE_SHEET: &str = "原文件 XML";
pub(super) const FILE: Heading = Heading::new("原文件（请勿修改）", "The file itself, leave as it is");
