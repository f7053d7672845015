//! [`Signature`]: the parameters of a built-in, read from the line that also is its documentation.

use crate::types::Type;

/// One way to call a built-in.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The parameters in order.
    pub parameters: Vec<SignatureParameter>,
    /// What it returns.
    pub result: SignatureResult,
}

/// A parameter of a built-in.
#[derive(Debug, Clone)]
pub struct SignatureParameter {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub ty: Type,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// Whether null is one of the values that it takes. Arguments by name that are not given are null (10.3.2.13.5), so it may be left
    /// out there.
    pub takes_null: bool,
    /// Whether it may be given any number of times.
    pub is_repeated: bool,
}

/// What a built-in returns.
#[derive(Debug, Clone, PartialEq)]
pub enum SignatureResult {
    /// Always this type.
    Of(Type),
    /// The type of the first argument.
    Same,
    /// The type of an item of the first argument.
    Item,
}

impl Signature {
    /// Reads `substring(string: string, start position: number, length?: number): string`.
    pub(crate) fn read(line: &'static str) -> Self {
        let (call, result) = line.rsplit_once("): ").unwrap_or((line, "Any"));
        let (_, parameters) = call.split_once('(').unwrap_or(("", call));
        let result = match result {
            "same" => SignatureResult::Same,
            "item" => SignatureResult::Item,
            name => SignatureResult::Of(Type::parse(name).unwrap_or_default()),
        };
        let parameters = split(parameters).into_iter().map(read_parameter).collect();
        Self { parameters, result }
    }

    /// Whether it has all of these parameters.
    pub(crate) fn knows<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        names.all(|name| self.parameters.iter().any(|parameter| parameter.name == name))
    }

    /// Whether these are its first parameters, in its order.
    pub(crate) fn begins_with<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        let mut own = self.parameters.iter();
        names.all(|name| own.next().is_some_and(|parameter| parameter.name == name))
    }

    /// Whether it can be called with this many arguments.
    #[must_use]
    pub fn takes(&self, count: usize) -> bool {
        let required = self.parameters.iter().filter(|parameter| !parameter.is_optional).count();
        let is_repeated = self.parameters.last().is_some_and(|parameter| parameter.is_repeated);
        count >= required && (is_repeated || count <= self.parameters.len())
    }
}

/// Splits at the commas that are not inside of a type's `<…>`.
fn split(parameters: &'static str) -> Vec<&'static str> {
    let (mut parts, mut rest, mut depth) = (Vec::new(), parameters, 0_i32);
    while let Some(position) = rest.char_indices().position(|(_, c)| {
        // The `>` of an arrow closes nothing, but no signature has a parameter after an arrow's type.
        depth += i32::from(c == '<') - i32::from(c == '>');
        c == ',' && depth <= 0
    }) {
        // Signatures are ASCII, so positions are offsets.
        let Some((part, after)) = rest.split_at_checked(position) else { break };
        parts.push(part.trim());
        rest = after.trim_start_matches(',');
        depth = 0;
    }
    parts.push(rest.trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn read_parameter(text: &'static str) -> SignatureParameter {
    let (name, ty) = text.split_once(": ").unwrap_or((text, "Any"));
    let (is_optional, is_repeated) = (name.ends_with('?'), name.ends_with("..."));
    let (ty, takes_null) = ty.strip_suffix(" or null").map_or((ty, false), |ty| (ty, true));
    let ty = Type::parse(ty).unwrap_or_default();
    SignatureParameter { name: name.trim_end_matches(['?', '.']), ty, is_optional, takes_null, is_repeated }
}
