"""Decision tables with hit policy FIRST as hand-written SQL in DuckDB, for `cargo xtask bench decisions`.

Three ways to write the query are tried on a sample, and the quickest is measured and named: a CASE chain; a join of rows and rules on the whole
condition with the smallest rule number; and that join split by which of the two texts a rule asks for, so that three of its four parts are hash
joins. Cases one by one are no work for DuckDB, so there are none.
"""

import argparse
import json
import time
from pathlib import Path

import duckdb

BULK = [(400_000, 20), (1_000_000, 10), (1_000_000, 1000)]
MARKS = [1_000_000, 400_000, 100_000, 20_000, 5_000, 1_000, 100]
SAMPLE = 20_000

WHOLE_JOIN = """
SELECT i.number, min(r.rule) AS rule FROM {inputs} i JOIN rule r ON (r.a IS NULL OR r.a = i.a) AND (r.b IS NULL OR r.b = i.b)
    AND i.c >= r.c_low AND i.c < r.c_high AND i.d >= r.d_low AND i.d < r.d_high
GROUP BY i.number
"""

# Each part takes the rules that ask for both texts, for one of them, or for none.
PART = "SELECT i.number, r.rule FROM {inputs} i JOIN rule r ON {on} i.c >= r.c_low AND i.c < r.c_high AND i.d >= r.d_low AND i.d < r.d_high WHERE {where}"
PARTS = [
    ("r.a = i.a AND r.b = i.b AND", "r.a IS NOT NULL AND r.b IS NOT NULL"),
    ("r.a = i.a AND", "r.a IS NOT NULL AND r.b IS NULL"),
    ("r.b = i.b AND", "r.a IS NULL AND r.b IS NOT NULL"),
    ("", "r.a IS NULL AND r.b IS NULL"),
]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--bulk-seconds", type=float, default=30)
    for ignored in ["--case-seconds", "--expression", "--names"]:
        parser.add_argument(ignored)
    return parser.parse_args()


def load_inputs(connection, folder: Path) -> None:
    connection.execute(f"""CREATE TABLE input AS SELECT row_number() OVER () AS number, a, b, c, d
        FROM read_csv('{folder / "inputs.csv"}', columns = {{'a': 'VARCHAR', 'b': 'VARCHAR', 'c': 'DECIMAL(9, 2)', 'd': 'DECIMAL(9, 2)'}})""")


def load_rules(connection, rules: list[dict]) -> None:
    """A missing range is the widest one, so that it needs no OR."""
    connection.execute("""CREATE OR REPLACE TABLE rule (rule INTEGER, a VARCHAR, b VARCHAR, c_low DECIMAL(9, 2), c_high DECIMAL(9, 2),
        d_low DECIMAL(9, 2), d_high DECIMAL(9, 2), out VARCHAR)""")
    widest = [-9_999_999, 9_999_999]
    rows = [[number, r["a"], r["b"], *(r["c"] or widest), *(r["d"] or widest), r["out"]] for number, r in enumerate(rules, 1)]
    connection.executemany("INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def case_chain(rules: list[dict], inputs: str) -> str:
    """Every rule a branch, in order, as a person would write it."""
    branches = []
    for rule in rules:
        cells = [f"{name} = '{rule[name]}'" for name in "ab" if rule[name] is not None]
        cells += [f"{name} >= {rule[name][0]} AND {name} < {rule[name][1]}" for name in "cd" if rule[name] is not None]
        branches.append(f"WHEN {' AND '.join(cells) or 'true'} THEN '{rule['out']}'")
    return f"SELECT number, CASE {' '.join(branches)} END AS out FROM {inputs}"


def named(found: str) -> str:
    return f"SELECT number, out FROM ({found}) JOIN rule USING (rule)"


def whole_join(rules: list[dict], inputs: str) -> str:
    return named(WHOLE_JOIN.format(inputs=inputs))


def split_join(rules: list[dict], inputs: str) -> str:
    union = " UNION ALL ".join(PART.format(inputs=inputs, on=on, where=where) for on, where in PARTS)
    return named(f"SELECT number, min(rule) AS rule FROM ({union}) GROUP BY number")


QUERIES = {"case chain": case_chain, "whole join": whole_join, "split join": split_join}


def decide(connection, query, rules: list[dict], count: int) -> tuple[float, float]:
    """Seconds, and processor seconds, which other work on the machine disturbs less; the outputs are left in `answer`."""
    sql = query(rules, f"(FROM input WHERE number <= {count})")
    start, start_processor = time.perf_counter(), time.process_time()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE answer AS {sql}")
    return time.perf_counter() - start, time.process_time() - start_processor


def outputs(connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT out FROM answer ORDER BY number").fetchall()]


def checksum(texts: list[str]) -> str:
    """FNV-1a with 64 bits over the texts joined by a line feed."""
    value = 0xCBF29CE484222325
    for byte in "\n".join(texts).encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def bulk(connection, rules: list[dict], asked: int, limit: float) -> dict:
    load_rules(connection, rules)
    sample = min(SAMPLE, asked)
    seconds = {name: min(decide(connection, query, rules, sample)[1] for _ in range(2)) for name, query in QUERIES.items()}
    quickest = min(seconds, key=seconds.get)
    fitting = limit / (seconds[quickest] / sample)
    count = asked if asked <= fitting else next((mark for mark in MARKS if mark <= min(asked, fitting)), MARKS[-1])
    # The median of three, as ours is one of several.
    taken, processor = sorted(decide(connection, QUERIES[quickest], rules, count) for _ in range(3))[1]
    texts = outputs(connection)
    return {
        "rows": count,
        "asked_rows": asked,
        "rules": len(rules),
        "threads": 1,
        "seconds": round(taken, 6),
        "processor_seconds": round(processor, 6),
        "extrapolated": False,
        "query": quickest,
        "sample_processor_seconds": {name: round(value, 4) for name, value in seconds.items()},
        "checksum": checksum(texts),
        "checksums": {str(mark): checksum(texts[:mark]) for mark in MARKS if mark <= count},
    }


def main() -> None:
    options = arguments()
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    load_inputs(connection, options.data)
    runs = []
    for asked, count in BULK:
        rules = json.loads((options.data / "tables" / f"{count}.json").read_text())
        runs.append(bulk(connection, rules, min(asked, options.rows), options.bulk_seconds))
    print(json.dumps({"engine": "duckdb", "version": duckdb.__version__, "per_case": [], "bulk": runs, "expression": None}))


main()
