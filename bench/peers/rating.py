"""One month of credit ratings (R1, the default chapter) as hand-written SQL in DuckDB over the warehouse's Parquet files.

The totals, the measures, the score tables, the classes and what is unknown are those of `rulebook/credit`; ratings and component rows are written
as Parquet, one file for each thread, as the program does. Then both sides' rows are compared.
"""

import shutil
from pathlib import Path

from common import arguments, connect, report, timed

JUDGED = """
CREATE OR REPLACE TEMP TABLE judged AS
WITH charges AS (
    SELECT customer, sum(amount) FILTER (due BETWEEN DATE '{m3}' AND DATE '{end}') AS due,
        sum(amount) FILTER (date >= DATE '{m1}') AS charges
    FROM charge WHERE date <= DATE '{end}' AND (due BETWEEN DATE '{m3}' AND DATE '{end}' OR date >= DATE '{m1}') GROUP BY customer
), settlements AS (
    SELECT customer,
        sum(amount) FILTER (kind = 'credit_note' AND charge_due BETWEEN DATE '{m3}' AND DATE '{end}') AS due_credited,
        sum(amount) FILTER (kind = 'allocation' AND date <= charge_due AND charge_due BETWEEN DATE '{m3}' AND DATE '{end}') AS on_time,
        sum(amount) FILTER (kind = 'credit_note' AND date >= DATE '{m1}') AS credited
    FROM settlement WHERE date <= DATE '{end}' AND (charge_due BETWEEN DATE '{m3}' AND DATE '{end}' OR date >= DATE '{m1}') GROUP BY customer
), costs AS (
    SELECT customer, sum(amount) AS costs, count(*) AS cost_rows FROM cost WHERE date BETWEEN DATE '{m1}' AND DATE '{end}' GROUP BY customer
), orders AS (
    SELECT customer, bit_count(bit_or(1 << (12 * (year(date) - {first_year}) + month(date) - 1))) AS months
    FROM record_order WHERE date BETWEEN DATE '{m12}' AND DATE '{end}' AND status IS DISTINCT FROM 'cancelled' GROUP BY customer
), totals AS (
    SELECT _record AS customer, relation, coalesce(due, 0) - coalesce(due_credited, 0) AS fell_due, coalesce(on_time, 0) AS on_time,
        coalesce(charges, 0) AS charges, coalesce(credited, 0) AS credited, coalesce(costs, 0) AS costs, coalesce(cost_rows, 0) AS cost_rows,
        coalesce(months, 0) AS months
    FROM record_customer
    LEFT JOIN charges ON charges.customer = _record LEFT JOIN settlements ON settlements.customer = _record
    LEFT JOIN costs ON costs.customer = _record LEFT JOIN orders ON orders.customer = _record
), measures AS (
    SELECT customer, relation,
        CASE WHEN fell_due > 0 THEN round_even(greatest(0, least(100, 100 * on_time / fell_due)), 4)::DECIMAL(18, 4) END AS timeliness,
        CASE WHEN NOT (charges > 0 AND cost_rows = 0) THEN (charges - credited - costs)::DECIMAL(18, 4) END AS profit,
        (charges - credited)::DECIMAL(18, 4) AS freight, months::DECIMAL(18, 4) AS months
    FROM totals
), scores AS (
    SELECT *,
        CASE WHEN timeliness >= 98 THEN 100 WHEN timeliness >= 95 THEN 92 WHEN timeliness >= 90 THEN 85 WHEN timeliness >= 80 THEN 72
            WHEN timeliness >= 65 THEN 55 WHEN timeliness >= 50 THEN 38 WHEN timeliness >= 30 THEN 20 WHEN timeliness < 30 THEN 0 END AS s1,
        CASE WHEN profit >= 15000 THEN 100 WHEN profit >= 8000 THEN 90 WHEN profit >= 5000 THEN 80 WHEN profit >= 3000 THEN 70
            WHEN profit >= 1500 THEN 55 WHEN profit >= 500 THEN 40 WHEN profit > 0 THEN 20 WHEN profit <= 0 THEN 0 END AS s2,
        CASE WHEN freight >= 150000 THEN 100 WHEN freight >= 80000 THEN 88 WHEN freight >= 50000 THEN 78 WHEN freight >= 30000 THEN 68
            WHEN freight >= 15000 THEN 52 WHEN freight >= 5000 THEN 35 WHEN freight > 0 THEN 10 ELSE 0 END AS s3,
        CASE WHEN months >= 12 THEN 100 WHEN months >= 10 THEN 80 WHEN months >= 8 THEN 60 WHEN months >= 6 THEN 45
            WHEN months >= 4 THEN 25 ELSE 0 END AS s4
    FROM measures
), totalled AS (
    SELECT *, ((40 * s1 + 30 * s2 + 20 * s3 + 10 * s4) / 100)::DECIMAL(18, 4) AS total,
        30 + if(s1 IS NULL, 0, 40) + if(s2 IS NULL, 0, 30) AS basis_percent
    FROM scores
)
SELECT *,
    CASE WHEN relation = 'group' THEN 'internal' WHEN total IS NULL THEN 'not_rated' ELSE 'rated' END AS state,
    CASE WHEN relation = 'group' THEN 'internal_group' WHEN total >= 90 THEN 'VIP' WHEN total >= 80 THEN 'A' WHEN total >= 68 THEN 'B'
        WHEN total >= 55 THEN 'C' WHEN total < 55 THEN 'D' END AS class
FROM totalled
"""

RATINGS = """
SELECT customer, state, class, CASE WHEN state = 'rated' THEN total END AS total,
    CASE WHEN state = 'internal' THEN 0 ELSE basis_percent END AS basis_percent,
    CASE WHEN class = 'D' THEN 'pay_before_release' END AS proposal
FROM judged
"""

COMPONENT = """
SELECT customer, '{measure}' AS measure, {value} AS value, {score}::DECIMAL(18, 4) AS score, {weight}::DECIMAL(18, 4) AS weight,
    ({score} * {weight} / 100)::DECIMAL(18, 4) AS points, CASE WHEN {value} IS NULL THEN '{missing}' END AS missing
FROM judged WHERE state <> 'internal'
"""

MEASURES = [
    ("payment_timeliness", "timeliness", "s1", 40, "nothing fell due"),
    ("gross_profit", "profit", "s2", 30, "no costs are recorded"),
    ("freight_amount", "freight", "s3", 20, ""),
    ("continuity", "months", "s4", 10, ""),
]


def windows(month: str) -> dict:
    """The first days of the windows, the last day of the month, and the year that months are counted from."""
    year, number = (int(part) for part in month.split("-"))

    def first(back: int) -> str:
        index = year * 12 + number - 1 - back
        return f"{index // 12:04d}-{index % 12 + 1:02d}-01"

    days = [31, 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return {"m1": first(0), "m3": first(2), "m12": first(11), "end": f"{month}-{days[number - 1]}", "first_year": year - 1}


def rate(connection, month: str, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    connection.execute(JUDGED.format(**windows(month)))
    components = " UNION ALL ".join(
        COMPONENT.format(measure=measure, value=value, score=score, weight=weight, missing=missing)
        for measure, value, score, weight, missing in MEASURES
    )
    for name, sql in [("rating", RATINGS), ("component", components)]:
        connection.execute(f"COPY ({sql}) TO '{out / name}' (FORMAT parquet, COMPRESSION lz4_raw, PER_THREAD_OUTPUT true)")


def differing(connection, table: str, keys: list[str], columns: list[str], ours: Path, theirs: Path) -> int:
    """How many rows only one side has, or differ in a column; measured values may differ in their last decimal, where doubles round."""
    same = [
        f"(abs(a.{column} - b.{column}) <= 0.0001 OR (a.{column} IS NULL AND b.{column} IS NULL))"
        if column == "value"
        else f"a.{column} IS NOT DISTINCT FROM b.{column}"
        for column in columns
    ]
    sides = [f"(SELECT *, true AS is_here FROM read_parquet('{side}/{table}/*.parquet')) {name}" for side, name in [(ours, "a"), (theirs, "b")]]
    sql = f"""SELECT count(*) FROM {sides[0]} FULL JOIN {sides[1]} USING ({", ".join(keys)})
        WHERE a.is_here IS NULL OR b.is_here IS NULL OR NOT ({" AND ".join(same)})"""
    return connection.execute(sql).fetchone()[0]


def main() -> None:
    options = arguments("month", "ours", "theirs")
    ours, theirs = Path(options.ours), Path(options.theirs)
    connection = connect(options)
    _, seconds = timed(options.runs, lambda: rate(connection, options.month, theirs))
    report(
        **seconds,
        different_ratings=differing(
            connection, "rating", ["customer"], ["state", "class", "total", "basis_percent", "proposal"], ours, theirs
        ),
        different_components=differing(
            connection, "component", ["customer", "measure"], ["value", "score", "weight", "points", "missing"], ours, theirs
        ),
        classes=dict(connection.execute("SELECT coalesce(class, state), count(*) FROM judged GROUP BY 1 ORDER BY 2 DESC").fetchall()),
    )


main()
