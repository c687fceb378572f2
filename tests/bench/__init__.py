"""What is measured, against what. `make bench`, or `python -m tests.bench B11 B12` for some rows.

Add a row: a module in this folder with `ROWS: list[Row]`. It is found by itself.

    from tests.bench.rows import Absent, Measured, Row

    def reading() -> Measured:
        if not file_is_there: raise Absent("the published files are not beside the project")
        return Measured(ours=[seconds…], theirs=[seconds…], unit="s")

    ROWS = [Row("B4", "read 1M observations", "duckdb reading the same file", reading, ratio_at_most=3)]

Samples of both sides are taken in turn, in one run, on one machine; medians are compared: the ratio is ours / theirs.
`rows.in_turn(ours, theirs, times=5)` does that for two functions that return a sample. A row may also bind our own
figure (`ours_at_most`, `ours_at_least`), and may have no other side (`theirs=[]`).
"""
