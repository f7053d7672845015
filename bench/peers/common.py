"""What the peers share: the files that the manifest names, timing, and memory."""

import argparse
import json
import statistics
import time
from pathlib import Path

import duckdb


def arguments(*more: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--runs", type=int, default=3)
    for name in more:
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


def connect(options: argparse.Namespace) -> duckdb.DuckDBPyConnection:
    """A connection on which each fact of the warehouse is a view over its Parquet files."""
    connection = duckdb.connect()
    connection.execute(f"SET threads = {options.threads}")
    manifest = json.loads((options.warehouse / "manifest.json").read_text())
    for fact, files in manifest["facts"].items():
        paths = [str(options.warehouse / file["path"]) for file in files["files"]]
        if paths:
            connection.execute(f"CREATE VIEW {fact} AS SELECT * FROM read_parquet({paths!r})")
    return connection


def timed(runs: int, work):
    """The last answer, and of each run the seconds and the processor seconds, which other work on the machine disturbs less."""
    seconds, processor, answer = [], [], None
    for _ in range(runs):
        start, start_processor = time.perf_counter(), time.process_time()
        answer = work()
        seconds.append(round(time.perf_counter() - start, 4))
        processor.append(round(time.process_time() - start_processor, 4))
    return answer, {"seconds": median(seconds), "runs": seconds, "processor_seconds": median(processor)}


def peak_bytes() -> int:
    """The most memory held. Not `getrusage`: that begins with what the starting process held."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def report(**figures) -> None:
    print(json.dumps({"peer": f"duckdb {duckdb.__version__}", "peak_bytes": peak_bytes(), **figures}, default=str))


def median(seconds: list[float]) -> float:
    return statistics.median(seconds)
