//! Makes sure that the folder of the web build exists, so that the program compiles before `web/` was built.

fn main() -> std::io::Result<()> {
    let web = std::path::Path::new("../../web/dist");
    println!("cargo::rerun-if-changed={}", web.display());
    std::fs::create_dir_all(web)
}
