//! Scopes: what a name means at a place.

use std::sync::Arc;

use super::{Checker, Node, NodeKind};
use crate::error::CompileError;
use crate::functions::BuiltIn;
use crate::span::Span;
use crate::syntax::AstName;
use crate::types::Type;
use crate::value::{Function, FunctionKind, Value};

/// The bindings of one function, or of the expression outside of all functions.
#[derive(Debug, Default)]
pub(super) struct Frame<'a> {
    bindings: Vec<Binding<'a>>,
    /// What the function uses from outside, as nodes of the frame around it.
    captures: Vec<(&'a str, Node)>,
    /// How many locals are bound at this place.
    locals: usize,
    /// The name by which the function may call itself.
    own_name: Option<&'a str>,
}

#[derive(Debug)]
enum Binding<'a> {
    Name {
        name: &'a str,
        local: usize,
        ty: Type,
    },
    /// The item of a filter: its entries are names.
    Item {
        local: usize,
        ty: Type,
    },
}

impl Binding<'_> {
    fn may_bind(&self, name: &str) -> bool {
        match self {
            Self::Name { name: own, .. } => *own == name,
            Self::Item { ty, .. } => name == "item" || !matches!(entry_of_item(ty, name), Entry::Never),
        }
    }
}

/// How far the scopes went, to go back there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    bindings: usize,
    locals: usize,
}

impl<'a> Checker<'a> {
    /// The innermost scope.
    fn frame(&mut self) -> &mut Frame<'a> {
        self.functions.last_mut().unwrap_or(&mut self.outermost)
    }

    /// The scope inside of this many functions.
    fn frame_at(&self, level: usize) -> Option<&Frame<'a>> {
        match level.checked_sub(1) {
            Some(function) => self.functions.get(function),
            None => Some(&self.outermost),
        }
    }

    pub(super) fn mark(&mut self) -> Mark {
        let frame = self.frame();
        Mark { bindings: frame.bindings.len(), locals: frame.locals }
    }

    pub(super) fn reset(&mut self, mark: Mark) {
        let frame = self.frame();
        frame.bindings.truncate(mark.bindings);
        frame.locals = mark.locals;
    }

    /// Binds a name to the next local.
    pub(super) fn bind(&mut self, name: &'a str, ty: Type) -> usize {
        let frame = self.frame();
        let local = frame.locals;
        frame.locals += 1;
        frame.bindings.push(Binding::Name { name, local, ty });
        local
    }

    /// Binds the item of a filter to the next local.
    pub(super) fn bind_item(&mut self, ty: Type) -> usize {
        let frame = self.frame();
        let local = frame.locals;
        frame.locals += 1;
        frame.bindings.push(Binding::Item { local, ty });
        local
    }

    pub(super) fn enter_function(&mut self, own_name: Option<&'a str>) {
        self.functions.push(Frame { own_name, ..Frame::default() });
    }

    /// Leaves the function, and returns what it captured.
    pub(super) fn leave_function(&mut self) -> Vec<Node> {
        self.functions.pop().map(|frame| frame.captures.into_iter().map(|(_, node)| node).collect()).unwrap_or_default()
    }

    /// A name as an expression.
    pub(super) fn name(&mut self, span: Span, name: &'a AstName<'a>) -> super::Checked<Node> {
        let is_nothing_bound = self.functions.is_empty() && self.outermost.bindings.is_empty();
        if is_nothing_bound && let Some(node) = name.slot().and_then(|slot| self.slot(slot, span)) {
            return Ok(node);
        }
        if let Some(node) = self.resolve(name, span) {
            return Ok(node);
        }
        let help = super::did_you_mean(name, self.names_in_scope());
        let error = CompileError::UnknownName { name: name.to_string(), at: span, help };
        // In a filter the item might have had such an entry: the standard wants null, so this is only a warning.
        let Some(item) = self.innermost_item() else { return Err(Box::new(error)) };
        self.warnings.push(error);
        Ok(Node { kind: NodeKind::ItemEntry { item, name: name.to_shared(), otherwise: None }, span, ty: Type::Any })
    }

    fn innermost_item(&self) -> Option<usize> {
        let frame = self.functions.last().unwrap_or(&self.outermost);
        frame.bindings.iter().rev().find_map(|binding| match binding {
            Binding::Item { local, ty: Type::Context(_) } => Some(*local),
            _ => None,
        })
    }

    /// What a name means here.
    pub(super) fn resolve(&mut self, name: &'a str, span: Span) -> Option<Node> {
        self.resolve_at(self.functions.len(), name, span)
    }

    /// What a name means, as a node of the frame at this level.
    fn resolve_at(&mut self, level: usize, name: &'a str, span: Span) -> Option<Node> {
        let frame = self.frame_at(level)?;
        if frame.bindings.is_empty() {
            return self.resolve_outside(level, name, span);
        }
        let mut maybe_items: Vec<usize> = Vec::new();
        let mut found = None;
        for binding in frame.bindings.iter().rev() {
            found = match binding {
                Binding::Name { name: own, local, ty } if *own == name => Some((NodeKind::Local(*local), ty.clone())),
                Binding::Name { .. } => None,
                Binding::Item { local, ty } => match entry_of_item(ty, name) {
                    Entry::Always(entry) => {
                        let item = Node { kind: NodeKind::Local(*local), span, ty: ty.clone() };
                        Some((NodeKind::Path { base: Box::new(item), name: name.into() }, entry))
                    }
                    Entry::Never if name == "item" => Some((NodeKind::Local(*local), ty.clone())),
                    Entry::Maybe if name == "item" => Some((NodeKind::Local(*local), ty.clone())),
                    Entry::Maybe => {
                        maybe_items.push(*local);
                        None
                    }
                    Entry::Never => None,
                },
            };
            if found.is_some() {
                break;
            }
        }
        let outside = match found {
            Some((kind, ty)) => Some(Node { kind, span, ty }),
            None => self.resolve_outside(level, name, span),
        };
        // The innermost filter is asked first, so it is wrapped last.
        maybe_items.into_iter().rev().fold(outside, |otherwise, item| {
            let otherwise = otherwise.map(Box::new);
            Some(Node { kind: NodeKind::ItemEntry { item, name: name.into(), otherwise }, span, ty: Type::Any })
        })
    }

    /// What a name means that the frame at this level does not bind.
    fn resolve_outside(&mut self, level: usize, name: &'a str, span: Span) -> Option<Node> {
        if level == 0 {
            return self.resolve_global(name, span);
        }
        let frame = self.frame_at(level)?;
        if frame.own_name == Some(name) {
            return Some(Node { kind: NodeKind::Itself, span, ty: Type::Any });
        }
        if let Some(index) = frame.captures.iter().position(|(captured, _)| *captured == name) {
            let ty = frame.captures.get(index).map(|(_, node)| node.ty.clone()).unwrap_or_default();
            return Some(Node { kind: NodeKind::Captured(index), span, ty });
        }
        let outer = self.resolve_at(level - 1, name, span)?;
        if let NodeKind::Constant(_) = outer.kind {
            return Some(outer);
        }
        let frame = self.functions.get_mut(level - 1)?;
        let (index, ty) = (frame.captures.len(), outer.ty.clone());
        frame.captures.push((name, outer));
        Some(Node { kind: NodeKind::Captured(index), span, ty })
    }

    /// The built-in that a name means here, unless something in scope has this name too.
    pub(super) fn built_in(&self, name: &str) -> Option<&'static BuiltIn> {
        let mut frames = self.functions.iter().chain([&self.outermost]);
        let is_bound = frames.any(|frame| frame.own_name == Some(name) || frame.bindings.iter().any(|binding| binding.may_bind(name)));
        if is_bound || self.names.slot(name).is_some() { None } else { crate::functions::find(name) }
    }

    fn slot(&mut self, slot: usize, span: Span) -> Option<Node> {
        let ty = self.names.type_at(slot)?.clone();
        self.slots_used.push(slot);
        Some(Node { kind: NodeKind::Slot(slot), span, ty })
    }

    fn resolve_global(&mut self, name: &'a str, span: Span) -> Option<Node> {
        if let Some(slot) = self.names.slot(name) {
            return self.slot(slot, span);
        }
        let function = crate::functions::find(name)?;
        let value = Function { parameters: function.parameters(), result: Type::Any, kind: FunctionKind::BuiltIn(function) };
        Some(Node { kind: NodeKind::Constant(Value::Function(Arc::new(value))), span, ty: Type::Any })
    }

    /// Every name that could be meant here, for suggestions.
    pub(super) fn names_in_scope(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let frames = self.functions.iter().rev().chain([&self.outermost]);
        for binding in frames.flat_map(|frame| frame.bindings.iter().rev()) {
            match binding {
                Binding::Name { name, .. } => names.push(name),
                Binding::Item { ty: Type::Context(context), .. } => names.extend(context.fields.keys().map(AsRef::as_ref)),
                Binding::Item { .. } => {}
            }
        }
        names.extend(self.names.iter().map(|(name, _)| name));
        names
    }
}

enum Entry {
    Always(Type),
    Maybe,
    Never,
}

/// Whether the item of a filter has an entry of this name.
fn entry_of_item(item: &Type, name: &str) -> Entry {
    match item {
        Type::Context(context) => match context.fields.get(name) {
            // A null item has no entries, which a path says as well as anything could.
            Some(ty) => Entry::Always(ty.clone()),
            None if context.is_open => Entry::Maybe,
            None => Entry::Never,
        },
        Type::Any | Type::Null => Entry::Maybe,
        _ => Entry::Never,
    }
}
