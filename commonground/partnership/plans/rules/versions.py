"""A year of a plan as it is agreed: what it must hold, and how two years differ.

`Content` is what is frozen: plain values by the ids of the rows, so that two years of a plan are compared row by row,
whatever was reworded. Names of people are not in it: what is agreed may be read by anybody.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import Labelled

Content = Mapping[str, Any]
Row = Mapping[str, Any]


class Change(Labelled):
    """What became of a line from one year to the next."""

    NEW = "new", "New"
    ENDED = "ended", "No longer there"
    CHANGED = "changed", "Changed"
    KEPT = "kept", "As before"


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("equal"), went ("delete") or came ("insert")."""

    what: str
    words: str


@dataclass(frozen=True)
class Line:
    """One thing of a plan in two years. `fields` are the parts of it that changed: label, before, after."""

    change: Change
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Section:
    """The lines of one kind, under one priority or of the whole plan."""

    title: str
    lines: tuple[Line, ...]

    @property
    def changed(self) -> list[Line]:
        """Without what stayed as it was."""
        return [line for line in self.lines if line.change is not Change.KEPT]

    def counted(self, change: Change) -> int:
        return sum(1 for line in self.lines if line.change is change)


def check_is_whole(content: Content) -> None:
    """A plan is agreed only where each priority rests on evidence (L19) and has an action and a measure (L5).

    Raises Invalid, naming every priority that lacks something.
    """
    problems = []
    if not content["priorities"]:
        problems.append(Problem("The plan has no priority.", "Add one."))
    for priority in content["priorities"]:
        missing = [words for part, words in LACKS.items() if not priority[part]]
        problems += [Problem(f"“{priority['title']}” has no {words}.", "Add one.") for words in missing]
    if problems:
        raise Invalid("The plan cannot be agreed yet.", problems)


LACKS = {"evidence": "evidence", "actions": "key action", "measures": "measure"}

# Which parts of each kind of thing are compared, and what a reader calls them.
PRIORITY = {"title": "Priority", "why": "Why", "led_by": "Led by", "inherited": "Inherited from", "order": "Place"}
EVIDENCE = {"says": "What it says", "cites": "Source"}
MEASURE = {"name": "Measure", "baseline": "Baseline", "target": "Target", "wanted": "Where it is to go"}
ACTION = {"title": "What is to be done", "by": "Who", "due": "Due", "state": "State", "kind": "Kind"}
OUTCOME = {"text": "Outcome", "for": "For"}


def differences(before: Content, after: Content) -> list[Section]:
    """What is new, gone or changed from one year to another: priorities first, then under each what it holds."""
    ended = after.get("ended", {})
    sections = [Section("Priorities", _lines(before["priorities"], after["priorities"], PRIORITY, _title, ended))]
    old = {row["id"]: row for row in before["priorities"]}
    for priority in after["priorities"]:
        was = old.get(priority["id"], NOTHING)
        parts = (
            *_lines(was["evidence"], priority["evidence"], EVIDENCE, _named("Evidence", "says"), ended),
            *_lines(was["measures"], priority["measures"], MEASURE, _named("Measure", "name"), ended),
            *_lines(was["actions"], priority["actions"], ACTION, _named("Action", "title"), ended),
        )
        sections.append(Section(priority["title"], parts))
    sections.append(
        Section("Outcomes", _lines(before["outcomes"], after["outcomes"], OUTCOME, _named("", "text"), ended))
    )
    return [section for section in sections if section.lines]


NOTHING: Row = {"evidence": (), "measures": (), "actions": ()}


def in_words(sections: Sequence[Section]) -> str:
    """The whole difference in a sentence: how many lines are new, gone and changed."""
    counts = [(change, sum(one.counted(change) for one in sections)) for change in (Change.NEW, Change.ENDED)]
    changed = sum(one.counted(Change.CHANGED) for one in sections)
    said = [f"{count} {change.label.lower()}" for change, count in (*counts, (Change.CHANGED, changed)) if count]
    kept = sum(one.counted(Change.KEPT) for one in sections)
    if not said:
        return f"Nothing differs: all {kept} lines are as before."
    return f"Of priorities, evidence, measures, actions and outcomes: {', '.join(said)}; {kept} as before."


def pieces(before: str, after: str) -> list[Piece]:
    """The words of two texts, told apart word by word."""
    old, new = before.split(), after.split()
    found = []
    for what, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what in ("delete", "replace"):
            found.append(Piece("delete", " ".join(old[from_:to])))
        if what in ("insert", "replace"):
            found.append(Piece("insert", " ".join(new[start:end])))
        if what == "equal":
            found.append(Piece("equal", " ".join(old[from_:to])))
    return found


def _lines(
    before: Sequence[Row],
    after: Sequence[Row],
    labels: Mapping[str, str],
    title: Callable[[Row], str],
    ended: Mapping[str, str],
) -> tuple[Line, ...]:
    old = {row["id"]: row for row in before}
    now = {row["id"] for row in after}
    found = [_line(old.get(row["id"]), row, labels, title) for row in after]
    gone = [Line(Change.ENDED, title(row), why=ended.get(row["id"], "")) for row in before if row["id"] not in now]
    return (*found, *gone)


def _line(was: Row | None, row: Row, labels: Mapping[str, str], title: Callable[[Row], str]) -> Line:
    if was is None:
        return Line(Change.NEW, title(row))
    fields = tuple(
        (label, str(was.get(name, "")), str(row.get(name, "")))
        for name, label in labels.items()
        if was.get(name, "") != row.get(name, "")
    )
    return Line(Change.CHANGED if fields else Change.KEPT, title(row), fields)


def _title(row: Row) -> str:
    return str(row["title"])


def _named(kind: str, part: str) -> Callable[[Row], str]:
    return lambda row: f"{kind}: {row[part]}" if kind else str(row[part])
