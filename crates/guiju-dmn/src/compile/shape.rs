//! Types by name: FEEL's own and the model's item definitions, with what their values are allowed to be.

use std::cell::Cell;
use std::sync::Arc;

use guiju_feel::{Names, Type, UnaryTests, compile_unary_tests};

use super::Compiler;
use crate::error::{Element, Fault, Part, Place, Problem};
use crate::evaluate::Shape;
use crate::model::{FunctionItem, ItemDefinition, Located};

/// Item definitions that refer to each other are followed so far; deeper ones count as `Any`.
const DEPTH_MAX: usize = 32;
/// References that one type may have, all levels together. `left` and `right` of a tree double them with every level.
const REFERENCES_MAX: usize = 1_000;
/// References that the types of a model may have, all elements together.
const REFERENCES_OF_MODEL_MAX: usize = 1_000_000;

/// How many references to item definitions may still be followed.
#[derive(Debug)]
pub(super) struct Follow {
    /// In the type that is being made.
    of_type: Cell<usize>,
    of_model: Cell<usize>,
}

impl Follow {
    pub(super) fn new() -> Self {
        Self { of_type: Cell::new(0), of_model: Cell::new(REFERENCES_OF_MODEL_MAX) }
    }

    /// Takes one; false where there is none left.
    fn take(&self) -> bool {
        self.of_model.set(self.of_model.get().saturating_sub(1));
        let left = self.of_type.get();
        self.of_type.set(left.saturating_sub(1));
        left > 0
    }
}

impl<'a> Compiler<'a> {
    /// The type that a reference names in an instance, for typing expressions.
    pub(super) fn type_in(&self, home: usize, reference: Option<&str>) -> Type {
        reference.and_then(|name| self.followed(home, name)).map_or(Type::Any, |shape| shape.ty)
    }

    /// What a function of this type returns; a reference to a plain type counts as the type of the result.
    pub(super) fn result_type_in(&self, home: usize, reference: Option<&str>) -> Type {
        let ty = self.type_in(home, reference);
        if let Type::Function { result, .. } = ty { *result } else { ty }
    }

    /// The shape that a reference names, with its constraints; a problem where nothing has the name.
    pub(super) fn shape(&mut self, reference: Option<&str>, element: &Element<'_>, at: &Place) -> Shape {
        let Some(name) = reference else { return Shape::any() };
        if let Some(shape) = self.followed(self.home, name) {
            return shape;
        }
        self.note(Problem::new(Fault::UnknownType { name: name.to_owned() }, element.words(), at));
        Shape::any()
    }

    /// The shape of the result of a function.
    pub(super) fn function_result(&mut self, reference: Option<&str>, element: &Element<'_>, at: &Place) -> Shape {
        let shape = self.shape(reference, element, at);
        if let Type::Function { result, .. } = shape.ty { Shape { ty: *result, ..Shape::any() } } else { shape }
    }

    /// Whether something has the name; what is wrong further on is said there.
    fn is_type(&self, home: usize, name: &str) -> bool {
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        self.definition(home, local, DEPTH_MAX).is_some() || Type::parse(local).is_some()
    }

    /// A type by its name, as many levels deep as it has not too many references.
    fn followed(&self, home: usize, name: &str) -> Option<Shape> {
        let depths: &[usize] = if self.follow.of_model.get() > 0 { &[DEPTH_MAX, 16, 8, 4, 2, 1] } else { &[1] };
        let mut shape = None;
        for depth in depths {
            self.follow.of_type.set(REFERENCES_MAX);
            shape = self.resolve(home, name, *depth);
            if self.follow.of_type.get() > 0 {
                break;
            }
        }
        shape
    }

    /// A type of the instance, one that it imports (`import.tName`), or one of FEEL.
    fn resolve(&self, home: usize, name: &str, depth: usize) -> Option<Shape> {
        // `feel:number` has a prefix, `context<a: number>` has none.
        let local = name.rsplit_once(':').filter(|_| !name.contains('<')).map_or(name, |(_, local)| local);
        match self.definition(home, local, DEPTH_MAX) {
            Some(_) if depth == 0 || !self.follow.take() => Some(Shape::any()),
            Some((home, definition)) => self.of_definition(home, definition, depth - 1),
            None => Type::parse(local).map(|ty| Shape { ty, ..Shape::any() }),
        }
    }

    fn definition(&self, home: usize, name: &str, depth: usize) -> Option<(usize, &'a ItemDefinition)> {
        let own = self.linked.homes.get(home)?;
        if let Some(definition) = own.model.item_definitions.iter().find(|definition| definition.name == name) {
            return Some((home, definition));
        }
        let depth = depth.checked_sub(1)?;
        own.imports.iter().find_map(|(import, other)| match import.name.as_str() {
            "" => self.definition(*other, name, depth),
            prefix => self.definition(*other, name.strip_prefix(prefix)?.trim_start().strip_prefix('.')?.trim_start(), depth),
        })
    }

    fn of_definition(&self, home: usize, definition: &ItemDefinition, depth: usize) -> Option<Shape> {
        let mut shape = if !definition.components.is_empty() {
            let fields: Vec<(Arc<str>, Shape)> = definition
                .components
                .iter()
                .map(|component| (component.name.as_str().into(), self.of_definition(home, component, depth).unwrap_or_else(Shape::any)))
                .collect();
            let ty = Type::context(fields.iter().map(|(name, shape)| (Arc::clone(name), shape.ty.clone())));
            Shape { ty, fields, ..Shape::any() }
        } else if let Some(FunctionItem { parameters, result }) = &definition.function {
            let parameters =
                parameters.iter().map(|(name, ty)| (name.as_str().into(), self.type_within(home, ty.as_deref(), depth))).collect();
            Shape { ty: Type::Function { parameters, result: Box::new(self.type_within(home, result.as_deref(), depth)) }, ..Shape::any() }
        } else {
            match &definition.type_ref {
                Some(name) => self.resolve(home, name, depth)?,
                None => Shape::any(),
            }
        };
        // `allowedValues` speak about the items of a collection, `typeConstraint` about the collection.
        if let Some(tests) = self.tests(definition.allowed_values.as_ref(), &shape.ty) {
            shape.allowed.push(tests);
        }
        if definition.is_collection {
            shape = Shape { ty: Type::list(shape.ty.clone()), item: Some(Box::new(shape)), ..Shape::any() };
        }
        if let Some(tests) = self.tests(definition.type_constraint.as_ref(), &shape.ty) {
            shape.allowed.push(tests);
        }
        Some(shape)
    }

    fn type_within(&self, home: usize, name: Option<&str>, depth: usize) -> Type {
        name.and_then(|name| self.resolve(home, name, depth)).map_or(Type::Any, |shape| shape.ty)
    }

    fn tests(&self, text: Option<&Located>, ty: &Type) -> Option<Arc<UnaryTests>> {
        compile_unary_tests(text?.as_str(), ty, &Names::new()).ok().map(Arc::new)
    }

    /// Notes the item definitions whose tests are wrong; once, not at every use.
    pub(super) fn check_item_definitions(&mut self) {
        for home in 0..self.linked.homes.len() {
            self.home = home;
            let Some(model) = self.linked.homes.get(home).map(|home| home.model) else { continue };
            for definition in &model.item_definitions {
                let name = self.full_name(&definition.name);
                self.check_item_definition(definition, &Element::new(Part::ItemDefinition(&name)), 0);
            }
        }
    }

    fn check_item_definition(&mut self, definition: &ItemDefinition, element: &Element<'_>, depth: usize) {
        if let Some(name) = &definition.type_ref
            && !self.is_type(self.home, name)
        {
            self.note(Problem::new(Fault::UnknownType { name: name.clone() }, element.words(), &definition.at));
        }
        for text in [&definition.allowed_values, &definition.type_constraint].into_iter().flatten() {
            if let Err(error) = compile_unary_tests(text.as_str(), &Type::Any, &Names::new()) {
                self.refuse(&error, text, 0, element);
            }
        }
        if depth < DEPTH_MAX {
            for component in &definition.components {
                self.check_item_definition(component, &element.part(Part::Component(&component.name)), depth + 1);
            }
        }
    }
}
