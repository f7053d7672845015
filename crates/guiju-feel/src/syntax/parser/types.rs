//! Types: `number`, `list<tOrder>`, `context<a: string>`, `function<number> -> string`.

use std::sync::Arc;

use super::{Parsed, Parser};
use crate::error::{CompileError, Words};
use crate::names::Names;
use crate::syntax::lexer::TokenKind;
use crate::types::{ContextType, Type};

/// Parses a text that is a type and nothing else.
pub(crate) fn parse_whole_type(text: &str, names: &Names) -> Parsed<Type> {
    let mut parser = Parser::new(text, names)?;
    let ty = parser.type_name()?;
    parser.expect_end()?;
    Ok(ty)
}

impl Parser<'_> {
    /// A type.
    pub(super) fn type_name(&mut self) -> Parsed<Type> {
        self.nested(Self::type_name_here)
    }

    /// The type after `instance of`. A list, context or range type has parameters there (table 61): without them nothing can be said.
    pub(super) fn type_of_instance(&mut self) -> Parsed<Type> {
        let token = self.token();
        let name = self.text_of(token);
        let wanted = match name {
            "list" => "list<Any>",
            "range" => "range<Any>",
            "context" => "context<name: Any>",
            _ => return self.type_name(),
        };
        if self.is_ahead(1, "<") || self.names.named_type(name).is_some() {
            return self.type_name();
        }
        Err(Box::new(CompileError::UnknownType {
            name: name.to_owned(),
            at: token.span,
            help: Some(Words::boxed(format!("请写作 `{wanted}`"), format!("write `{wanted}`"))),
        }))
    }

    fn type_name_here(&mut self) -> Parsed<Type> {
        let token = self.token();
        if token.kind != TokenKind::Word {
            return Err(self.unexpected("a type"));
        }
        if self.is_ahead(1, "<") {
            match self.text_of(token) {
                "list" => return Ok(Type::list(self.item_type()?)),
                "range" => return Ok(Type::Range(Box::new(self.item_type()?))),
                "context" => return self.context_type(),
                "function" => return self.function_type(),
                _ => {}
            }
        }
        let known = self.readings.types.longest(self.remaining(), self.source).map(|(name, count)| (name.name.as_ref(), count));
        let (name, count) = known.unwrap_or_else(|| (self.text_of(token), 1));
        self.at += count;
        let found = self.names.named_type(name).cloned().or_else(|| Type::simple(name));
        found.ok_or_else(|| {
            let known = TYPES.iter().copied().chain(self.names.types().map(|(name, _)| name));
            Box::new(CompileError::UnknownType {
                name: name.to_owned(),
                at: self.span_from(token.span),
                help: crate::check::did_you_mean(name, known),
            })
        })
    }

    fn item_type(&mut self) -> Parsed<Type> {
        self.advance();
        self.expect("<")?;
        let item = self.type_name()?;
        self.expect(">")?;
        Ok(item)
    }

    fn context_type(&mut self) -> Parsed<Type> {
        self.advance();
        self.expect("<")?;
        let mut context = ContextType::default();
        while !self.is(">") {
            let (name, _) = self.key()?;
            context.fields.insert(name.to_shared(), self.type_name()?);
            if !self.accept(",") {
                break;
            }
        }
        self.expect(">")?;
        Ok(Type::Context(Box::new(context)))
    }

    fn function_type(&mut self) -> Parsed<Type> {
        self.advance();
        self.expect("<")?;
        let mut parameters: Vec<(Arc<str>, Type)> = Vec::new();
        while !self.is(">") {
            parameters.push(("".into(), self.type_name()?));
            if !self.accept(",") {
                break;
            }
        }
        self.expect(">")?;
        let result = if self.accept("->") { self.type_name()? } else { Type::Any };
        Ok(Type::Function { parameters, result: Box::new(result) })
    }
}

const TYPES: [&str; 13] = [
    "Any",
    "Null",
    "boolean",
    "number",
    "string",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
    "list",
    "context",
    "range",
];
