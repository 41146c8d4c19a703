"""Reads CSV as Python does: every row has a cell for each column, and no text is a formula.

usage: python3 tests/schema/tables.py PRINTER
"""

import csv
import io
import re
import subprocess
import sys

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


def rows_of(printer, table, sample):
    ran = subprocess.run([printer, table, sample], check=True, stdout=subprocess.PIPE)
    text = ran.stdout.decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def problems(rows):
    head = rows[0]
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(head):
            yield f"row {number} has {len(row)} of {len(head)} cells"
        for title, cell in zip(head, row):
            if FORMULA.match(cell) and not NUMBER.fullmatch(cell):
                yield f"row {number}: {title} is a formula: {cell[:40]!r}"


def main():
    printer = sys.argv[1]
    checks = failures = 0
    for table in ("csv", "csv-evidence", "csv-framework", "csv-gates"):
        for sample in ("contoso", "unassessed", "hostile", "accepted"):
            rows = rows_of(printer, table, sample)
            found = list(problems(rows))
            checks += len(rows)
            failures += len(found)
            for problem in found:
                print(f"FAILED: {table} of {sample}: {problem}")
    print(f"{checks} checks, {failures} failed")
    return 1 if failures or not checks else 0


if __name__ == "__main__":
    sys.exit(main())
