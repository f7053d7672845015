//! Writes `docs/rules/<id>.md` for every check, from the register.

use std::path::Path;
use std::{fs, io};

use guiju_dmn::RULES;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    fs::create_dir_all(&folder)?;
    for rule in RULES {
        fs::write(folder.join(format!("{}.md", rule.id)), rule.page())?;
    }
    Ok(())
}
