"""Open items at a date by branch and salesperson, as SQL in DuckDB over the warehouse's Parquet files.

The same question as `guiju age --as-of D --by branch,salesperson`: a charge's balance is its amount less what was settled by then, in its own
currency; buckets by days past due; receipts that no charge has taken stand in a column of their own.
"""

from common import arguments, connect, report, timed

SQL = """
WITH customer AS (
    SELECT _record AS customer, branch, salesperson FROM record_customer {scope}
), taken AS (
    SELECT charge, receipt, currency_amount, amount FROM settlement WHERE date <= DATE '{as_of}'
), charged AS (
    SELECT charge, any_value(customer) AS customer, any_value(due) AS due, sum(currency_amount) AS owed, sum(amount) AS owed_base
    FROM charge WHERE date <= DATE '{as_of}' GROUP BY charge
), settled AS (
    SELECT charge, sum(currency_amount) AS paid, sum(amount) AS paid_base FROM taken GROUP BY charge
), item AS (
    SELECT customer, DATE '{as_of}' - coalesce(due, DATE '{as_of}') AS late, owed_base - coalesce(paid_base, 0) AS open
    FROM charged LEFT JOIN settled USING (charge) WHERE owed <> coalesce(paid, 0)
), aged AS (
    SELECT branch, salesperson, count(*) AS items, sum(open) AS total,
        coalesce(sum(open) FILTER (late <= 0), 0) AS b0,
        coalesce(sum(open) FILTER (late BETWEEN 1 AND 30), 0) AS b1,
        coalesce(sum(open) FILTER (late BETWEEN 31 AND 60), 0) AS b2,
        coalesce(sum(open) FILTER (late BETWEEN 61 AND 90), 0) AS b3,
        coalesce(sum(open) FILTER (late BETWEEN 91 AND 180), 0) AS b4,
        coalesce(sum(open) FILTER (late BETWEEN 181 AND 365), 0) AS b5,
        coalesce(sum(open) FILTER (late > 365), 0) AS b6
    FROM item JOIN customer USING (customer) GROUP BY branch, salesperson
), allocated AS (
    SELECT receipt, sum(currency_amount) AS used, sum(amount) AS used_base FROM taken WHERE receipt IS NOT NULL GROUP BY receipt
), received AS (
    SELECT receipt, any_value(customer) AS customer, sum(currency_amount) AS money, sum(amount) AS money_base
    FROM receipt WHERE date <= DATE '{as_of}' GROUP BY receipt
), unallocated AS (
    SELECT branch, salesperson, sum(money_base - coalesce(used_base, 0)) AS unallocated
    FROM received LEFT JOIN allocated USING (receipt) JOIN customer USING (customer) WHERE money <> coalesce(used, 0)
    GROUP BY branch, salesperson
)
SELECT branch, salesperson, coalesce(items, 0), coalesce(total, 0), b0, b1, b2, b3, b4, b5, b6, coalesce(unallocated, 0)
FROM aged FULL JOIN unallocated USING (branch, salesperson) ORDER BY branch, salesperson
"""


def main() -> None:
    options = arguments("as-of", "branch")
    connection = connect(options)
    figures = {}
    for name, scope in [("whole", ""), ("branch", f"WHERE branch = {int(options.branch)}")]:
        sql = SQL.format(as_of=options.as_of, scope=scope)
        rows, seconds = timed(options.runs, lambda: connection.execute(sql).fetchall())
        figures[name] = {**seconds, "rows": rows}
    report(**figures)


main()
