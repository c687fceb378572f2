"""How two years of a plan differ, line by line, for somebody who has read neither.

Rows are told apart by their ids, whatever was reworded. What a priority took with it when it ended is named like
everything else that went: a reader must be able to add up what came and what went.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from commonground.foundation.kernel.states import Labelled
from commonground.partnership.plans.rules.versions import Content, Row


class Change(Labelled):
    """What became of a line from one year to the next."""

    NEW = "new", "New"
    ENDED = "ended", "No longer there"
    CHANGED = "changed", "Changed"
    KEPT = "kept", "As before"


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("equal"), went ("delete") or came ("insert"), with the space between them."""

    what: str
    words: str


@dataclass(frozen=True)
class Line:
    """One thing of a plan in two years.

    `fields` are the parts of it that changed: label, before, after. `facts` are what there is to know of a line that
    is new or gone: label, value.
    """

    change: Change
    kind: str
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    why: str = ""

    @property
    def is_reworded(self) -> bool:
        """Whether the changed parts tell its name already."""
        return any(label == WORDING for label, _, _ in self.fields)


@dataclass(frozen=True)
class Section:
    """The lines of one kind, under one priority or of the whole plan."""

    title: str
    lines: tuple[Line, ...]

    @property
    def changed(self) -> list[Line]:
        """Without what stayed as it was."""
        return [line for line in self.lines if line.change is not Change.KEPT]

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if line.change is Change.KEPT]

    def counted(self, change: Change) -> int:
        return sum(1 for line in self.lines if line.change is change)


@dataclass(frozen=True)
class Kind:
    """One kind of thing: where it stands in a plan, what a reader calls it and its parts. The first part names it.

    `told` are the parts to be told of one that is new or gone, of which the reader knows nothing yet.
    """

    part: str
    name: str
    labels: Mapping[str, str]
    told: tuple[str, ...]


WORDING = "Wording"
TARGET = "Target"
PRIORITY = Kind(
    "priorities",
    "Priority",
    {"title": WORDING, "led_by": "Led by", "why": "Why", "inherited": "Inherited from", "order": "Place"},
    told=("led_by", "why", "inherited"),
)
EVIDENCE = Kind("evidence", "Evidence", {"says": WORDING, "cites": "Source"}, told=("cites",))
MEASURE = Kind(
    "measures",
    "Measure",
    {"name": WORDING, "baseline": "From", "target": TARGET, "wanted": "Where it is to go"},
    told=("baseline", "target"),
)
ACTION = Kind(
    "actions",
    "Action",
    {"title": WORDING, "by": "Who", "due": "Due", "state": "State", "kind": "Kind"},
    told=("by", "due"),
)
OUTCOME = Kind("outcomes", "Outcome", {"text": WORDING, "for": "For"}, told=("for",))
OF_A_PRIORITY = (EVIDENCE, MEASURE, ACTION)
MEANT_FOR_ALL = (MEASURE, OUTCOME)  # what belongs to the whole plan
NOTHING: Row = {kind.part: () for kind in OF_A_PRIORITY}


def differences(before: Content, after: Content) -> list[Section]:
    """What is new, gone, changed or as before: priorities, what each of them holds or held, then the whole plan's."""
    ended = after.get("ended", {})
    sections = [Section("Priorities", tuple(_lines(PRIORITY, before, after, ended)))]
    old = {row["id"]: row for row in before["priorities"]}
    now = {row["id"] for row in after["priorities"]}
    for row in after["priorities"]:
        sections.append(_of_priority(f"In “{row['title']}”", old.get(row["id"], NOTHING), row, ended))
    for row in before["priorities"]:
        if row["id"] not in now:
            told = ended.get(row["id"], "")
            without = {key: why for key, why in ended.items() if why != told}
            sections.append(_of_priority(f"With “{row['title']}”, which ended", row, NOTHING, without))
    whole = tuple(line for kind in MEANT_FOR_ALL for line in _lines(kind, before, after, ended))
    return [section for section in (*sections, Section("Of the whole plan", whole)) if section.lines]


def in_words(sections: Sequence[Section]) -> str:
    """The whole difference in sentences: how many lines came, went and changed, and whether a target did."""
    counts = {change: sum(one.counted(change) for one in sections) for change in Change}
    if counts[Change.KEPT] == sum(counts.values()):
        return f"Nothing differs: all {counts[Change.KEPT]} lines are as before."
    said = [
        f"{counts[change]} {words}"
        for change, words in ((Change.NEW, "new"), (Change.ENDED, "no longer there"), (Change.CHANGED, "changed"))
        if counts[change]
    ]
    targets = sum(label == TARGET for one in sections for line in one.lines for label, _, _ in line.fields)
    aims = {0: "No target was changed.", 1: "One target was changed."}.get(targets, f"{targets} targets were changed.")
    return (
        f"Of priorities and their evidence, measures and actions, and of outcomes: {', '.join(said)}; "
        f"{counts[Change.KEPT]} as before. {aims}"
    )


def pieces(before: str, after: str) -> list[Piece]:
    """Two texts told apart word by word; a comma is a word of its own, so that none is struck out for the comma."""
    old, new = _words(before), _words(after)
    found = []
    for what, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what in ("delete", "replace"):
            found.append(Piece("delete", "".join(old[from_:to])))
        if what in ("insert", "replace"):
            came = "".join(new[start:end])
            found.append(Piece("insert", f" {came}" if what == "replace" and not came[0].isspace() else came))
        if what == "equal":
            found.append(Piece("equal", "".join(old[from_:to])))
    return found


def _words(text: str) -> list[str]:
    """Each with the space before it: put together again they are the text."""
    return re.findall(r"\s*\w+|\s*[^\w\s]+", text.strip())


def _of_priority(title: str, was: Row, row: Row, ended: Mapping[str, str]) -> Section:
    return Section(title, tuple(line for kind in OF_A_PRIORITY for line in _lines(kind, was, row, ended)))


def _lines(kind: Kind, before: Row, after: Row, ended: Mapping[str, str]) -> Iterator[Line]:
    """Lines of one kind in the order of the newer year, then those that are gone."""
    was, rows = before.get(kind.part, ()), after.get(kind.part, ())
    old, now = {row["id"]: row for row in was}, {row["id"] for row in rows}
    for row in rows:
        yield _line(kind, old.get(row["id"]), row)
    for row in was:
        if row["id"] not in now:
            yield Line(Change.ENDED, kind.name, _name(kind, row), facts=_facts(kind, row), why=ended.get(row["id"], ""))


def _line(kind: Kind, was: Row | None, row: Row) -> Line:
    if was is None:
        return Line(Change.NEW, kind.name, _name(kind, row), facts=_facts(kind, row))
    fields = tuple(
        (label, str(was.get(name, "")), str(row.get(name, "")))
        for name, label in kind.labels.items()
        if was.get(name, "") != row.get(name, "")
    )
    return Line(Change.CHANGED if fields else Change.KEPT, kind.name, _name(kind, row), fields)


def _name(kind: Kind, row: Row) -> str:
    return str(row[next(iter(kind.labels))])


def _facts(kind: Kind, row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((kind.labels[name], str(row[name])) for name in kind.told if row.get(name))
