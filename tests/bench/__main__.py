"""Measure the rows, print id, work, held against, ratio and goal, and write bench.json into the home."""

import argparse
import json
import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import tests.bench
from tests.bench.rows import Absent, Row

WIDTHS = (5, 42, 38, 26, 9, 20)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what docs and issues promise.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="rows to measure, for example B11; all where left out")
    chosen = parser.parse_args().ids
    home = Path(os.environ.get("COMMONGROUND_HOME", "var"))
    os.environ.setdefault("COMMONGROUND_DEMO", "1")
    _line("id", "work", "held against", "ours / theirs", "ratio", "goal")
    results = [_result(row) for row in found() if not chosen or row.id in chosen]
    home.mkdir(parents=True, exist_ok=True)
    (home / "bench.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def found() -> list[Row]:
    """Every row of every module of this folder, in the order of their ids."""
    modules = [import_module(f"tests.bench.{module.name}") for module in pkgutil.iter_modules(tests.bench.__path__)]
    rows = [row for module in modules for row in getattr(module, "ROWS", [])]
    return sorted(rows, key=lambda row: (len(row.id.rstrip("abcdef")), row.id))


def _result(row: Row) -> dict[str, object]:
    result: dict[str, object] = {"id": row.id, "work": row.work, "held_against": row.held_against}
    try:
        measured = row.measure()
    except Absent as reason:
        _line(row.id, row.work, row.held_against, "not measured", "", str(reason))
        return {**result, "not_measured": str(reason)}
    goal, met = row.goal(measured.unit), row.is_met(measured)
    theirs = f" / {measured.their_median:.3g}" if measured.their_median is not None else ""
    ratio = f"{measured.ratio:.2f}×" if measured.ratio is not None else ""
    figures = f"{measured.our_median:.3g}{theirs} {measured.unit}"
    _line(row.id, row.work, row.held_against, figures, ratio, f"{goal} {'met' if met else 'MISSED'}")
    if measured.note:
        _line("", measured.note, "", "", "", "")
    return {
        **result,
        "unit": measured.unit,
        "ours": list(measured.ours),
        "theirs": list(measured.theirs),
        "ratio": measured.ratio,
        "goal": goal,
        "met": met,
        "note": measured.note,
    }


def _line(*cells: str) -> None:
    texts = (cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    sys.stdout.write("  ".join(texts).rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
