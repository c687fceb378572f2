"""Closing a workstream into business as usual, and what was agreed against what there is now (L9, L10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import Labelled


class Left(Labelled):
    """What becomes of something open when its workstream closes."""

    CARRY = "carry", "Carry it over"
    DROP = "drop", "Drop it"


@dataclass(frozen=True)
class Fate:
    """What becomes of one open thing. `organisation` and `owner` are rows of the rooms below."""

    left: str
    organisation: Any = None
    owner: Any = None
    due_on: date | None = None
    why: str = ""

    @property
    def day(self) -> date:
        """The day of what is carried over, which `check_closing` has asked for."""
        assert self.due_on is not None
        return self.due_on


def check_closing(open_: Mapping[str, str], fates: Mapping[str, Fate], *, group: str, today: date) -> None:
    """Raises Invalid unless everything open (key → title) is carried to somebody with a day, or dropped with a reason.

    The columns of the problems are the fields of the closing form: `left-<key>` and so on.
    """
    problems = [] if group.strip() else [Problem("Name the group that hears of it from now on.", column="group_after")]
    for key, title in open_.items():
        problems += _wrong(key, title, fates.get(key), today)
    if problems:
        raise Invalid("The workstream was not closed.", problems)


def _wrong(key: str, title: str, fate: Fate | None, today: date) -> list[Problem]:
    if fate is None or fate.left not in list(Left):
        said = f"“{title}” is still open: carry it over or drop it."
        return [Problem(said, column=f"left-{key}")]
    if fate.left == Left.DROP:
        return [] if fate.why.strip() else [Problem(f"Say why “{title}” is dropped.", column=f"why-{key}")]
    problems = []
    if fate.organisation is None:
        said = f"Say which organisation does “{title}” from now on."
        problems.append(Problem(said, column=f"organisation-{key}"))
    if fate.due_on is None or fate.due_on < today:
        problems.append(Problem(f"Give “{title}” a day, today or later.", column=f"due_on-{key}"))
    return problems


@dataclass(frozen=True)
class Held:
    """A workstream or milestone as a baseline keeps it."""

    id: str
    kind: str
    title: str
    due_on: date | None = None


@dataclass(frozen=True)
class Drift:
    """What is not as it was agreed: added since, no longer there, on another day."""

    added: tuple[Held, ...]
    gone: tuple[Held, ...]
    moved: tuple[tuple[Held, Held], ...]

    @property
    def is_none(self) -> bool:
        return not (self.added or self.gone or self.moved)


def against(baseline: Sequence[Held], now: Sequence[Held]) -> Drift:
    """What there is now, against what was agreed."""
    then = {one.id: one for one in baseline}
    here = {one.id: one for one in now}
    return Drift(
        added=tuple(one for one in now if one.id not in then),
        gone=tuple(one for one in baseline if one.id not in here),
        moved=tuple((then[one.id], one) for one in now if one.id in then and then[one.id].due_on != one.due_on),
    )
