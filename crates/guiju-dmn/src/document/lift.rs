//! Models of DMN 1.2, 1.3 and 1.4 become models of 1.5.
//!
//! From 1.2 on each version took the elements of the one before and added to them (1.3 groups, 1.4 boxed conditionals, filters and
//! iterations, 1.5 `typeConstraint` and imports without a prefix); none was renamed or removed. What changed is the addresses: of the model
//! language, of FEEL and of the diagrams. So a model is lifted by writing the new address wherever an attribute *is* an old one:
//! declarations of namespaces, `expressionLanguage`, `typeLanguage`, `importType` and the like. Those of the shapes (`DC`, `DI`) are the
//! same in all four versions. A text that merely mentions an address is nobody's reference and stays.

use super::patch::Patches;
use super::tree::Tree;

const MODEL: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";
const FEEL: &str = "https://www.omg.org/spec/DMN/20230324/FEEL/";
const DIAGRAM: &str = "https://www.omg.org/spec/DMN/20230324/DMNDI/";

/// Old addresses and what DMN 1.5 has instead. DMN 1.4 came without a diagram address of its own; some tools wrote one all the same.
const ADDRESSES: [(&str, &str); 9] = [
    ("http://www.omg.org/spec/DMN/20180521/MODEL/", MODEL),
    ("https://www.omg.org/spec/DMN/20191111/MODEL/", MODEL),
    ("https://www.omg.org/spec/DMN/20211108/MODEL/", MODEL),
    ("http://www.omg.org/spec/DMN/20180521/FEEL/", FEEL),
    ("https://www.omg.org/spec/DMN/20191111/FEEL/", FEEL),
    ("https://www.omg.org/spec/DMN/20211108/FEEL/", FEEL),
    ("http://www.omg.org/spec/DMN/20180521/DMNDI/", DIAGRAM),
    ("https://www.omg.org/spec/DMN/20191111/DMNDI/", DIAGRAM),
    ("https://www.omg.org/spec/DMN/20211108/DMNDI/", DIAGRAM),
];

/// The address that DMN 1.5 has for this one, white space around it or not; the same where it is none of an older version.
pub(super) fn lifted(address: &str) -> &str {
    ADDRESSES.iter().find(|(old, _)| *old == address.trim()).map_or(address, |(_, new)| new)
}

/// The address that DMN 1.3 has for one of 1.5, white space around it or not; the same where it is none.
fn lowered(address: &str) -> &str {
    ADDRESSES.iter().find(|(old, new)| *new == address.trim() && old.contains("/20191111/")).map_or(address, |(old, _)| old)
}

/// What makes a document of DMN 1.5 one that says 1.3, for programs that know no later address.
pub(super) fn lowering(source: &str, tree: &Tree) -> Patches {
    patches_by(source, tree, lowered)
}

/// What makes a document one of DMN 1.5; nothing where it is one already.
pub(super) fn patches(source: &str, tree: &Tree) -> Patches {
    patches_by(source, tree, lifted)
}

fn patches_by(source: &str, tree: &Tree, change: fn(&str) -> &str) -> Patches {
    let mut patches = Patches::default();
    for node in tree.all() {
        for attribute in tree.attributes(node, source) {
            // The namespace of a model is its own affair, even where somebody took one of these.
            if attribute.name != "namespace" || tree.name(node, source) == "import" {
                let value = attribute.value();
                let new = change(&value);
                if new != value {
                    patches.replace(attribute.value_at.clone(), new);
                }
            }
        }
    }
    patches
}
