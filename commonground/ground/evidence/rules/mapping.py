"""How the columns of a file that its publisher changed stand for the columns of a layout we know."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.rules.layouts import DFE_COLUMNS, Layout, Measure, Plan, Rows

CLOSE = 0.55  # of a name, for it to be proposed
SMALL_WORDS = frozenset({"number", "count", "total", "of", "the", "all", "no"})


class How(StrEnum):
    """Why a head is proposed for a column."""

    SAME = "the same name"
    KNOWN = "another name that is known"
    ALIKE = "the same letters"
    CLOSE = "nearly the same name"
    NONE = "nothing like it in the file"


@dataclass(frozen=True)
class Proposal:
    """A column of a layout, and the head that may stand for it; nothing where none is like it."""

    column: str
    head: str
    how: How
    is_needed: bool  # to tell where and when a row is


@dataclass(frozen=True)
class Remembered:
    """A mapping that somebody has confirmed. `columns`: column of the layout → head, or nothing: not in the file."""

    signature: str
    dataset: str
    layout: str
    columns: Mapping[str, str]
    says: str = ""

    @property
    def left_out(self) -> frozenset[str]:
        return frozenset(column for column, head in self.columns.items() if not head)

    @property
    def digest(self) -> str:
        """Short; another way of reading the same file is another release."""
        said = json.dumps([self.dataset, self.layout, sorted(self.columns.items())])
        return hashlib.sha256(said.encode()).hexdigest()[:8]


def says_of(heads: Sequence[str], first_row: Mapping[str, str], plans: Sequence[Plan]) -> str:
    """What a table says it is, in the columns by which layouts are told apart; nothing where it has none."""
    columns = dict.fromkeys(layout.also_column for plan in plans for layout in plan.layouts if layout.also_column)
    return "; ".join(first_row.get(column, "").strip() for column in columns if column in heads)[:200]


def signature(heads: Sequence[str], says: str) -> str:
    """The same for every file with these heads, in whatever order, that says it is the same."""
    return hashlib.sha256(json.dumps([sorted(heads), says.casefold()]).encode()).hexdigest()


def needed(layout: Layout) -> tuple[str, ...]:
    """Columns without which nobody can tell where and when a row is."""
    return DFE_COLUMNS if layout.rows == Rows.DFE else (layout.area_column,)


def propose(layout: Layout, wanted: Sequence[str], heads: Sequence[str]) -> list[Proposal]:
    """A head for each column: by its name, by other names, by its letters, then the closest pairs first. Each head
    once."""
    known = also_called(layout)
    must = set(needed(layout))
    found: dict[str, tuple[str, How]] = {}
    for how in (How.SAME, How.KNOWN, How.ALIKE):
        for column in wanted:
            spare = _spare(heads, found)
            if column not in found and (head := _head(column, spare, known.get(column, ()), how)):
                found[column] = (head, how)
    pairs = sorted(
        (-closeness(column, head), column, head)
        for column in wanted
        if column not in found
        for head in _spare(heads, found)
    )
    for apart, column, head in pairs:
        if -apart >= CLOSE and column not in found and head in _spare(heads, found):
            found[column] = (head, How.CLOSE)
    return [Proposal(column, *found.get(column, ("", How.NONE)), is_needed=column in must) for column in wanted]


def closeness(column: str, head: str) -> float:
    """How near two names are, from 0 to 1: the same words in any order count most, then the same letters."""
    own, other = _words(column), _words(head)
    if own and own == other:
        return 1.0
    return 0.9 * SequenceMatcher(None, _letters(column), _letters(head), autojunk=False).ratio()


def _spare(heads: Sequence[str], found: Mapping[str, tuple[str, How]]) -> list[str]:
    taken = {head for head, _ in found.values()}
    return [head for head in heads if head not in taken]


def _words(name: str) -> frozenset[str]:
    """Its words without those that say nothing: Number of referrals → referrals."""
    said = re.findall(r"[a-z0-9]+", name.casefold().replace("%", " percent "))
    return frozenset(word for word in said if word not in SMALL_WORDS)


def also_called(layout: Layout) -> dict[str, list[str]]:
    """Column → other names it has had. A pack writes "Referrals: Number of referrals"."""
    found: dict[str, list[str]] = {}
    for line in layout.also_called:
        column, _, name = line.partition(":")
        found.setdefault(column.strip(), []).append(name.strip())
    return found


def _head(column: str, spare: Sequence[str], names: Sequence[str], how: How) -> str:
    match how:
        case How.SAME:
            return column if column in spare else ""
        case How.KNOWN:
            return next((name for name in names if name in spare), "")
        case How.ALIKE:
            return next((head for head in spare if _letters(head) == _letters(column)), "")
    return ""


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("%", "percent"))


def check(layout: Layout, wanted: Sequence[str], heads: Sequence[str], columns: Mapping[str, str]) -> list[Problem]:
    """What is wrong with a mapping that somebody is about to confirm; the column of the layout is the field."""
    must, used = set(needed(layout)), [head for head in columns.values() if head]
    problems = [
        Problem(f"{column} is no column of {layout.title}.", column=column)
        for column in columns
        if column not in wanted
    ]
    for column in wanted:
        head = columns.get(column, "")
        if head and head not in heads:
            problems.append(Problem(f"The file has no column {head}.", do="Choose one that it has.", column=column))
        elif head and used.count(head) > 1:
            problems.append(Problem(f"{head} is chosen twice.", do="Choose it once.", column=column))
        elif not head and column in must:
            what = f"Without {column} nobody can tell where or when a row is."
            problems.append(Problem(what, do="Choose the column.", column=column))
    return problems


def readable(measures: Sequence[Measure], left_out: frozenset[str]) -> list[Measure]:
    """The measures that can still be read. One whose value is left out is worked out from its counts."""
    return [made for measure in measures if (made := _without(measure, left_out))]


def _without(measure: Measure, left_out: frozenset[str]) -> Measure | None:
    source = measure.source
    gone = {name: left_out.intersection(getattr(source, name)) for name in ("value", "numerator", "denominator")}
    if not any(gone.values()):
        return measure
    made = replace(
        source,
        value=() if gone["value"] else source.value,
        numerator=() if gone["numerator"] else source.numerator,
        denominator=() if gone["denominator"] else source.denominator,
    )
    has_counts = bool(made.numerator) and not gone["denominator"]
    return replace(measure, source=made) if made.value or has_counts else None
