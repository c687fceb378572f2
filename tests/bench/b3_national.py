"""B2 and B3: a national set of small areas, ten million observations, prepared anew and read by the page of a place."""

import json
import tempfile
from dataclasses import dataclass
from functools import cache
from statistics import median

from tests.bench.homes import homes, python
from tests.bench.national.making import AREAS, INDICATORS
from tests.bench.rows import Measured, Row, in_turn

MOST, TENTH, TIMES, PAGES = 10, 1, 3, 40  # years of figures
PLACE = "/places/nottinghamshire/"


@dataclass(frozen=True)
class Sample:
    seconds: float
    processor: float
    megabytes: float


def rebuild() -> Measured:
    """By the clock; the note tells processor time too, which is what to look at where other work is going on."""
    seen: dict[str, list[Sample]] = {"ours": [], "theirs": []}

    def measure(side: str) -> float:
        seen[side].append(_program(side))
        return seen[side][-1].seconds

    def ours() -> float:
        _forget()
        return measure("ours")

    samples = in_turn(ours, lambda: measure("theirs"), times=TIMES)
    most = max(one.megabytes for one in seen["ours"])
    mine, hand = (median(one.processor for one in seen[side]) for side in ("ours", "theirs"))
    rows = f"{AREAS * INDICATORS * MOST:,} observations; {most:.0f} MB at most; all figures equal"
    return Measured(*samples, unit="s", note=f"{rows}; processors {mine:.1f} / {hand:.1f} s, {mine / hand:.2f}×")


def memory() -> Measured:
    _forget()
    return Measured([_program("ours").megabytes], [], unit="MB", note="the process that prepares, at its largest")


def page() -> Measured:
    _prepared(MOST)
    return Measured(_page(MOST), [], unit="ms", note="processor time, signed in, nothing remembered of earlier pages")


def ten_times() -> Measured:
    for years in (MOST, TENTH):
        _prepared(years)
    return Measured(
        _page(MOST), _page(TENTH), unit="ms", note=f"{AREAS * INDICATORS:,} observations beside ten times that"
    )


ROWS = [
    Row("B2a", "page of a place, ten million observations", "the same with a tenth", ten_times, ratio_at_most=1.5),
    Row("B3a", "every figure prepared from ten million", "one DuckDB query by hand", rebuild, ratio_at_most=1.3),
    Row("B3b", "memory while ten million are prepared", "the limit", memory, ours_at_most=1500),
    Row("B3c", "page of a place, ten million observations", "the limit", page, ours_at_most=100),
]


@cache
def _home(years: int) -> dict[str, str]:
    """The variables of a home with the example place and so many years of the national set."""
    folder = tempfile.mkdtemp(prefix="national-", dir=homes().folder.name)
    variables = {**homes().ours, "COMMONGROUND_HOME": folder, "DJANGO_SETTINGS_MODULE": "commonground.config.settings"}
    python(["-m", "commonground.config.cli", "showcase", "nottinghamshire"], variables)
    python(["-m", "tests.bench.national.program", "make", str(years)], variables)
    return variables


@cache
def _prepared(years: int) -> None:
    python(["-m", "tests.bench.national.program", "ours"], _home(years))


def _forget() -> None:
    """What was prepared before is taken away, so that all of it is made anew."""
    python(["-m", "tests.bench.national.program", "forget"], _home(MOST))


def _program(side: str) -> Sample:
    return Sample(**json.loads(python(["-m", "tests.bench.national.program", side], _home(MOST))))


def _page(years: int) -> list[float]:
    found = json.loads(python(["-m", "tests.bench.page", "ours", PLACE, str(PAGES), "afresh"], _home(years)))
    return [1000 * second for second in found["seconds"]]
