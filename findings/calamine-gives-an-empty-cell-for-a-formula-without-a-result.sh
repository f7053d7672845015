#!/usr/bin/env bash
# A workbook that a program wrote and no spreadsheet program has opened holds formulas without stored results (openpyxl, Apache POI).
# Expected: a reader tells such a cell from an empty one, for its value is only not known. Seen with python-calamine 0.9.1 (the Rust crate
# calamine): the cell is the empty text, as one that was never filled; openpyxl 3.1.5 reading values gives None for both, too, and reading
# formulas gives the formula. An importer that takes "empty" for "use the default" then books a wrong due date without a word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
"$folder/venv/bin/python" - "$folder/book.xlsx" <<'PY'
import sys
import openpyxl
from python_calamine import CalamineWorkbook

path = sys.argv[1]
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["date", "due", "nothing"])
sheet.append(["2026-01-05", '="2026-04-"&"05"', None])
sheet.append(["end", "end", "end"])
book.save(path)

row = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1]
formula = openpyxl.load_workbook(path).active["B2"].value
value = openpyxl.load_workbook(path, data_only=True).active["B2"].value
print("calamine, formula without a result:", repr(row[1]))
print("calamine, empty cell:              ", repr(row[2]))
print("openpyxl, formula / value:         ", repr(formula), "/", repr(value))
assert row[1] == row[2] == "", "calamine tells the two apart now"
assert formula.startswith("=") and value is None
PY
echo "as described"
