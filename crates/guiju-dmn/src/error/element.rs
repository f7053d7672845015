//! [`Element`]: where in a model something is, as a path that costs nothing until somebody reads it.

use std::fmt;

use guiju_feel::Words;

/// A part of a model inside of another: ``decision `score`, rule 3, column `amount` ``.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    holder: Option<&'a Element<'a>>,
    part: Part<'a>,
}

/// What a step of the path is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'a> {
    InputData(&'a str),
    Decision(&'a str),
    KnowledgeModel(&'a str),
    Service(&'a str),
    Import(&'a str),
    ItemDefinition(&'a str),
    /// Something of which only the name is known.
    Named(&'a str),
    Entry(&'a str),
    Result,
    Argument(&'a str),
    Parameter(&'a str),
    Component(&'a str),
    InputColumn(&'a str),
    OutputColumn(&'a str),
    Rule(usize),
    Column(&'a str),
}

impl<'a> Element<'a> {
    pub(crate) const fn new(part: Part<'a>) -> Self {
        Self { holder: None, part }
    }

    /// A part of this one.
    pub(crate) const fn part<'b>(&'b self, part: Part<'b>) -> Element<'b>
    where
        'a: 'b,
    {
        Element { holder: Some(self), part }
    }

    /// The path in both languages.
    pub(crate) fn words(&self) -> Words {
        let mut words = Words::new(self.part.zh(), self.part.to_string());
        let mut holder = self.holder;
        while let Some(outer) = holder {
            words = Words::new(format!("{}，{}", outer.part.zh(), words.zh), format!("{}, {}", outer.part, words.en));
            holder = outer.holder;
        }
        words
    }
}

impl Part<'_> {
    fn zh(&self) -> String {
        match self {
            Self::InputData(name) => format!("输入数据“{name}”"),
            Self::Decision(name) => format!("决策“{name}”"),
            Self::KnowledgeModel(name) => format!("业务知识模型“{name}”"),
            Self::Service(name) => format!("决策服务“{name}”"),
            Self::Import(name) => format!("导入“{name}”"),
            Self::ItemDefinition(name) => format!("类型“{name}”"),
            Self::Named(name) => format!("“{name}”"),
            Self::Entry(name) => format!("条目“{name}”"),
            Self::Result => "结果".to_owned(),
            Self::Argument(name) => format!("实参“{name}”"),
            Self::Parameter(name) => format!("参数“{name}”"),
            Self::Component(name) => format!("分量“{name}”"),
            Self::InputColumn(name) => format!("输入列“{name}”"),
            Self::OutputColumn(name) => format!("输出列“{name}”"),
            Self::Rule(number) => format!("规则 {number}"),
            Self::Column(name) => format!("列“{name}”"),
        }
    }
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InputData(name) => write!(out, "input data `{name}`"),
            Self::Decision(name) => write!(out, "decision `{name}`"),
            Self::KnowledgeModel(name) => write!(out, "business knowledge model `{name}`"),
            Self::Service(name) => write!(out, "decision service `{name}`"),
            Self::Import(name) => write!(out, "import `{name}`"),
            Self::ItemDefinition(name) => write!(out, "type `{name}`"),
            Self::Named(name) => write!(out, "`{name}`"),
            Self::Entry(name) => write!(out, "entry `{name}`"),
            Self::Result => out.write_str("result"),
            Self::Argument(name) => write!(out, "argument `{name}`"),
            Self::Parameter(name) => write!(out, "parameter `{name}`"),
            Self::Component(name) => write!(out, "component `{name}`"),
            Self::InputColumn(name) => write!(out, "input column `{name}`"),
            Self::OutputColumn(name) => write!(out, "output column `{name}`"),
            Self::Rule(number) => write!(out, "rule {number}"),
            Self::Column(name) => write!(out, "column `{name}`"),
        }
    }
}
