//! [`Fault`]: everything that can be wrong in a model, in both languages. No other room puts such a message together.

use guiju_feel::{CompileError, Words};

/// What is wrong in a model.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the messages below")]
pub enum Fault {
    /// An element that has to hold an expression.
    MissingExpression { element: String },
    /// An element that has to have a part.
    MissingPart { element: String, part: String },
    /// An element that does not belong there.
    UnknownElement { holder: String, element: String },
    /// An element without a name.
    MissingName { element: String },
    /// An expression in another language.
    OtherLanguage { language: String },
    /// `importedValues`, which no tool is known to write.
    ImportedValues,
    /// A flag that says neither yes nor no.
    NotAFlag { attribute: String, value: String },
    /// A requirement without an address.
    EmptyRequirement,
    /// A table without an output column.
    NoOutput,
    /// An input column without an expression.
    NoInputExpression,
    /// A rule with another number of input cells than the table has columns.
    InputCells { rule: usize, has: usize, columns: usize },
    /// A rule with another number of output cells than the table has columns.
    OutputCells { rule: usize, has: usize, columns: usize },
    /// An aggregation that DMN does not have.
    UnknownAggregation { value: String },
    /// A hit policy that DMN does not have.
    UnknownHitPolicy { value: String },
    /// Two elements of one id.
    DuplicateId { id: String },
    /// A decision that needs its own result.
    Circle,
    /// Decisions that stand behind too many others.
    LongChain { limit: usize },
    /// A function in Java or PMML: DMN 1.5, 10.2.1.7.
    ExternalFunction,
    /// A requirement of something that is not there.
    MissingReference { address: String },
    /// A `typeRef` that names nothing.
    UnknownType { name: String },
    /// A text that is not FEEL.
    Feel(Box<CompileError>),
    /// An import of something that is not DMN.
    ImportKind { kind: String },
    /// An import of a model that is not at hand.
    UnknownImport { namespace: String },
    /// An import of one of several models.
    AmbiguousImport { namespace: String },
    /// Models that import each other.
    ImportCircle { names: Vec<String> },
    /// Imports that multiply.
    TooManyModels { limit: usize },
    /// An import without a name of a model that shares a name with this one.
    SharedName { name: String },
    /// An import with a name that is taken.
    TakenName { by: NameHolder },
}

/// What has a name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what it is called")]
pub enum NameHolder {
    Import,
    InputData,
    Decision,
    Function,
}

impl Fault {
    /// A word for programs: `feel`, `missing_reference`, `unsupported` …
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingExpression { .. } => "missing_expression",
            Self::MissingPart { .. } | Self::NoOutput | Self::NoInputExpression => "missing_element",
            Self::UnknownElement { .. } => "unknown_element",
            Self::MissingName { .. } => "missing_name",
            Self::OtherLanguage { .. } | Self::ImportedValues | Self::ExternalFunction | Self::ImportKind { .. } => "unsupported",
            Self::EmptyRequirement | Self::MissingReference { .. } => "missing_reference",
            Self::InputCells { .. } | Self::OutputCells { .. } => "wrong_number_of_cells",
            Self::UnknownAggregation { .. } | Self::UnknownHitPolicy { .. } | Self::NotAFlag { .. } => "unknown_value",
            Self::DuplicateId { .. } => "duplicate_id",
            Self::Circle | Self::LongChain { .. } => "circle",
            Self::UnknownType { .. } => "unknown_type",
            Self::Feel(_) => "feel",
            Self::UnknownImport { .. } => "unknown_import",
            Self::AmbiguousImport { .. } => "ambiguous_import",
            Self::ImportCircle { .. } => "import_circle",
            Self::TooManyModels { .. } => "too_large",
            Self::SharedName { .. } | Self::TakenName { .. } => "duplicate_name",
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Words {
        match self {
            Self::MissingExpression { element } => {
                Words::new(format!("`{element}` 中没有表达式"), format!("this `{element}` has no expression in it"))
            }
            Self::MissingPart { element, part } => {
                Words::new(format!("`{element}` 缺少 `{part}`"), format!("this `{element}` has no `{part}`"))
            }
            Self::UnknownElement { holder, element } => {
                Words::new(format!("`{holder}` 中不能有元素 `{element}`"), format!("`{holder}` cannot have an element `{element}`"))
            }
            Self::MissingName { element } => Words::new(format!("`{element}` 没有名称"), format!("this `{element}` has no name")),
            Self::OtherLanguage { language } => {
                Words::new(format!("不支持用 `{language}` 写的表达式"), format!("expressions in `{language}` are not supported"))
            }
            Self::ImportedValues => Words::new("不支持导入的值", "imported values are not supported"),
            Self::NotAFlag { attribute, value } => Words::new(
                format!("`{attribute}` 只能是 true、1、false 或 0，现为 `{value}`"),
                format!("`{attribute}` is true, 1, false or 0, and not `{value}`"),
            ),
            Self::EmptyRequirement => Words::new("这个要求没有指明对象", "this requirement names nothing"),
            Self::NoOutput => Words::new("没有输出列的决策表什么也不能决定", "a decision table without an output decides nothing"),
            Self::NoInputExpression => Words::new("这个输入列没有要检验的表达式", "this input column tests nothing"),
            Self::InputCells { rule, has, columns } => Words::new(
                format!("规则 {rule} 有 {has} 个输入单元格，决策表有 {columns} 个输入列"),
                format!("rule {rule} has {has} input entries, the table has {columns} input columns"),
            ),
            Self::OutputCells { rule, has, columns } => Words::new(
                format!("规则 {rule} 有 {has} 个输出单元格，决策表有 {columns} 个输出列"),
                format!("rule {rule} has {has} output entries, the table has {columns} output columns"),
            ),
            Self::UnknownAggregation { value } => Words::new(
                format!("没有聚合方式 `{value}`；可用 SUM、COUNT、MIN 或 MAX"),
                format!("`{value}` is no aggregation; use SUM, COUNT, MIN or MAX"),
            ),
            Self::UnknownHitPolicy { value } => Words::new(
                format!("没有命中策略 `{value}`；可用 UNIQUE、FIRST、PRIORITY、ANY、RULE ORDER、OUTPUT ORDER 或 COLLECT"),
                format!("`{value}` is no hit policy; use UNIQUE, FIRST, PRIORITY, ANY, RULE ORDER, OUTPUT ORDER or COLLECT"),
            ),
            Self::DuplicateId { id } => Words::new(format!("编号 `{id}` 出现了两次"), format!("the id `{id}` is there twice")),
            Self::Circle => Words::new("直接或间接地需要自己的结果", "requires itself, directly or through others"),
            Self::LongChain { limit } => {
                Words::new(format!("前面的决策链超过 {limit} 个"), format!("stands behind a chain of more than {limit} decisions"))
            }
            Self::ExternalFunction => Words::new("只运行用 FEEL 写的函数", "functions in other languages than FEEL are not run"),
            Self::MissingReference { address } => {
                Words::new(format!("要求 `{address}`，模型中没有它"), format!("requires `{address}`, which is not in the model"))
            }
            Self::UnknownType { name } => Words::new(format!("没有名为 `{name}` 的类型"), format!("no type is called `{name}`")),
            Self::Feel(error) => Words::new(error.message_zh(), error.to_string()),
            Self::ImportKind { kind } => Words::new(format!("不支持 `{kind}` 格式的模型"), format!("models in `{kind}` are not supported")),
            Self::UnknownImport { namespace } => {
                Words::new(format!("没有命名空间为 `{namespace}` 的模型"), format!("no model has the namespace `{namespace}`"))
            }
            Self::AmbiguousImport { namespace } => {
                Words::new(format!("有两个模型的命名空间都是 `{namespace}`"), format!("two models have the namespace `{namespace}`"))
            }
            Self::ImportCircle { names } => {
                let names = names.join(" → ");
                Words::new(format!("模型之间循环导入：{names}"), format!("the models import each other in a circle: {names}"))
            }
            Self::TooManyModels { limit } => {
                Words::new(format!("导入牵涉的模型超过 {limit} 个"), format!("the imports lead to more than {limit} models"))
            }
            Self::SharedName { name } => Words::new(
                format!("两个模型都有元素 `{name}`，而导入没有名称，无法区分"),
                format!("both models have an element `{name}`, and the import has no name to tell them apart"),
            ),
            Self::TakenName { by } => {
                let (zh, en) = by.words();
                Words::new(format!("模型中已有同名的{zh}"), format!("the model has {en} of the same name"))
            }
        }
    }

    /// What stands under the place.
    #[must_use]
    pub fn label(&self) -> Words {
        match self {
            Self::MissingExpression { .. } => Words::new("空", "empty"),
            Self::MissingPart { .. } => Words::new("不完整", "incomplete"),
            Self::UnknownElement { .. } => Words::new("未知", "not known"),
            Self::MissingName { .. } => Words::new("请给出 `name`", "give it a `name`"),
            Self::OtherLanguage { .. } => Words::new("不是 FEEL", "not FEEL"),
            Self::ImportedValues => Words::new("这个导入", "this import"),
            Self::NotAFlag { .. } => Words::new("既非是也非否", "neither yes nor no"),
            Self::EmptyRequirement => Words::new("请给出 `href`", "give it an `href`"),
            Self::NoOutput => Words::new("没有 `output`", "no `output`"),
            Self::NoInputExpression => Words::new("没有 `inputExpression`", "no `inputExpression`"),
            Self::InputCells { .. } | Self::OutputCells { .. } => Words::new("这条规则", "this rule"),
            Self::UnknownAggregation { .. } => Words::new("它的 `aggregation`", "its `aggregation`"),
            Self::UnknownHitPolicy { .. } => Words::new("它的 `hitPolicy`", "its `hitPolicy`"),
            Self::DuplicateId { .. } => Words::new("第二个", "the second"),
            Self::Circle => Words::new("循环的一环", "part of a circle"),
            Self::LongChain { .. } => Words::new("排得太后", "too far behind"),
            Self::ExternalFunction => Words::new("它的 `kind`", "its `kind`"),
            Self::MissingReference { .. } => Words::new("没有这个编号", "nothing has this id"),
            Self::UnknownType { .. } => Words::new("它的 `typeRef`", "its `typeRef`"),
            Self::Feel(error) => Words::new(error.label_zh(), feel_label(error)),
            Self::ImportKind { .. } => Words::new("它的 `importType`", "its `importType`"),
            Self::UnknownImport { .. } | Self::AmbiguousImport { .. } => Words::new("它的 `namespace`", "its `namespace`"),
            Self::ImportCircle { .. } => Words::new("在此成环", "closes the circle"),
            Self::TooManyModels { .. } => Words::new("多了一个", "one too many"),
            Self::SharedName { .. } => Words::new("没有 `name`", "without a `name`"),
            Self::TakenName { .. } => Words::new("它的 `name`", "its `name`"),
        }
    }

    /// What to do, where that is not plain from what is wrong.
    #[must_use]
    pub fn help(&self) -> Option<Words> {
        Some(match self {
            Self::OtherLanguage { .. } | Self::ExternalFunction => Words::new("请用 FEEL 书写", "write it in FEEL"),
            Self::MissingReference { address } if address.contains('#') => Words::new(
                "引用其他模型的元素，须先导入该模型的命名空间",
                "an element of another model needs an import of that model's namespace",
            ),
            Self::Feel(error) => feel_help(error)?,
            // Types that other engines know beside those of the standard.
            Self::UnknownType { name } if matches!(name.as_str(), "integer" | "int" | "long" | "double" | "decimal" | "float") => {
                Words::new("FEEL 的数只有一种类型：请写 `number`", "FEEL has one type for all numbers: write `number`")
            }
            Self::ImportKind { .. } => Words::new("请导入 DMN 模型", "import models of DMN"),
            Self::UnknownImport { .. } => {
                Words::new("请把该命名空间的文件放在本文件旁边", "put the file with this namespace beside this one")
            }
            Self::AmbiguousImport { .. } => Words::new("请让每个模型有自己的命名空间", "give each model a namespace of its own"),
            Self::TooManyModels { .. } => Words::new("请减少导入公共模型的途径", "import the shared models by fewer paths"),
            Self::SharedName { .. } => {
                Words::new("请给导入起名，或给其中一个元素改名", "give the import a name, or one of the elements another")
            }
            Self::TakenName { .. } => Words::new("请给导入另起名称", "give the import another name"),
            Self::MissingExpression { .. }
            | Self::MissingPart { .. }
            | Self::UnknownElement { .. }
            | Self::MissingName { .. }
            | Self::ImportedValues
            | Self::NotAFlag { .. }
            | Self::EmptyRequirement
            | Self::NoOutput
            | Self::NoInputExpression
            | Self::InputCells { .. }
            | Self::OutputCells { .. }
            | Self::UnknownAggregation { .. }
            | Self::UnknownHitPolicy { .. }
            | Self::DuplicateId { .. }
            | Self::Circle
            | Self::LongChain { .. }
            | Self::MissingReference { .. }
            | Self::UnknownType { .. }
            | Self::ImportCircle { .. } => return None,
        })
    }
}

impl NameHolder {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Import => ("另一个导入", "a second import"),
            Self::InputData => ("输入数据", "input data"),
            Self::Decision => ("决策", "a decision"),
            Self::Function => ("函数", "a function"),
        }
    }
}

fn feel_label(error: &CompileError) -> String {
    use miette::Diagnostic;
    error.labels().and_then(|mut labels| labels.next()).and_then(|label| label.label().map(ToOwned::to_owned)).unwrap_or_default()
}

fn feel_help(error: &CompileError) -> Option<Words> {
    use miette::Diagnostic;
    Some(Words::new(error.help_zh()?, error.help()?.to_string()))
}
