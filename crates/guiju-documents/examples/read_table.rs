//! Reads a file as the importer does, opening included, and says what it took: `cargo run --release --example read_table -- FILE [SHEET]`.
//! With `--print` the rows are written, one cell after the other; with `--hash` the cells are hashed, so that two readers can be compared.

#![expect(clippy::print_stdout, reason = "an example speaks to a person")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use guiju_documents::{Cell, DocumentError, OpenOptions, Table};

fn main() -> Result<(), DocumentError> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_printed = arguments.iter().any(|argument| argument == "--print");
    let is_hashed = arguments.iter().any(|argument| argument == "--hash");
    arguments.retain(|argument| !argument.starts_with("--"));
    let Some(path) = arguments.first().map(PathBuf::from) else {
        println!("usage: read_table FILE [SHEET] [--print] [--hash]");
        return Ok(());
    };
    let sheet = arguments.get(1).and_then(|sheet| sheet.parse().ok()).unwrap_or(0);
    let start = Instant::now();
    let table = Table::open(&path, &OpenOptions::default())?;
    let opened = start.elapsed();
    if is_printed {
        println!("{:?} {:?} {:?} {:?}", table.kind(), table.sheet_list(), table.encoding(), table.has_replaced_bytes());
    }
    let (mut rows, mut cells, mut bytes) = (0_u64, 0_usize, 0_usize);
    let mut hash = 0_u64;
    table.each_row(sheet, &mut |row| {
        rows += 1;
        cells += row.cells.len();
        for cell in &row.cells {
            let text = cell.text();
            bytes += text.len();
            if !is_hashed {
                continue;
            }
            hash = text.bytes().fold(hash, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
        }
        if is_printed {
            let line: Vec<String> = row.cells.iter().map(Cell::text).map(std::borrow::Cow::into_owned).collect();
            println!("{}: {}", row.number, line.join(" | "));
        }
        Ok::<_, DocumentError>(ControlFlow::Continue(()))
    })?;
    let all = start.elapsed();
    println!(
        "{rows} rows, {cells} cells, {bytes} bytes, hash {hash:016x}: opened in {opened:.3?}, read in {:.3?}, {all:.3?} in all",
        all - opened
    );
    Ok(())
}
