"""What minutes say, as one thing: built from the record while they are a draft, kept whole once approved.

Page, PDF, Word and briefing are all made of this, so that they cannot say different things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Attended:
    """A seat, or somebody in attendance."""

    seat: str
    sector: str
    body: str
    name: str
    came: str  # rules.words.Came
    reason: str = ""
    is_online: bool = False
    has_seat: bool = True
    person: str = ""  # id of who was there, for the record of who is shown to whom


@dataclass(frozen=True)
class Decided:
    """A recommendation and what was decided on it. `votes` in words, "" where none were counted."""

    number: str
    recommendation: str
    outcome: str
    words: str = ""
    votes: str = ""


@dataclass(frozen=True)
class Agreed:
    """An action as it was agreed. `owner` is empty where only the organisation owns it."""

    number: int
    title: str
    body: str
    owner: str
    due_on: date
    person: str = ""


@dataclass(frozen=True)
class Minuted:
    """An item and all that came of it. `id` is the item's, for links and comments."""

    id: str
    number: str
    title: str
    purpose: str
    is_restricted: bool = False
    text: str = ""
    interests: Sequence[str] = ()
    decisions: Sequence[Decided] = ()
    actions: Sequence[Agreed] = ()


@dataclass(frozen=True)
class MinutesRecord:
    """Everything that minutes say."""

    group: str
    held_on: date
    where: str
    quorum: str
    attended: Sequence[Attended] = ()
    items: Sequence[Minuted] = ()
    correction: str = ""
    withheld: bool = field(default=False)

    def open_part(self) -> "MinutesRecord":
        """Without what is restricted; `withheld` says that there was something, without saying what."""
        items = [one for one in self.items if not one.is_restricted]
        return replace(self, items=items, withheld=len(items) < len(self.items))

    def without_names(self) -> "MinutesRecord":
        """For whoever may not read names of people: posts and bodies stay."""
        return replace(
            self,
            attended=[replace(one, name="", person="") for one in self.attended],
            items=[
                replace(one, interests=(), actions=[replace(action, owner="", person="") for action in one.actions])
                for one in self.items
            ],
        )

    @property
    def decisions(self) -> Sequence[Decided]:
        return [decided for item in self.items for decided in item.decisions]

    @property
    def actions(self) -> Sequence[Agreed]:
        return [agreed for item in self.items for agreed in item.actions]

    @property
    def persons(self) -> set[UUID]:
        """Whom they name, by id."""
        named = [*(one.person for one in self.attended), *(one.person for one in self.actions)]
        return {UUID(person) for person in named if person}

    def as_json(self) -> dict[str, Any]:
        """Plain values, dates as 2026-11-22."""
        return _plain(asdict(self))


def from_json(kept: Mapping[str, Any]) -> MinutesRecord:
    """What `as_json` made."""
    return MinutesRecord(
        **{name: kept[name] for name in ("group", "where", "quorum", "correction", "withheld")},
        held_on=date.fromisoformat(kept["held_on"]),
        attended=[Attended(**one) for one in kept["attended"]],
        items=[_item(one) for one in kept["items"]],
    )


def _item(kept: Mapping[str, Any]) -> Minuted:
    return Minuted(
        **{**kept, "decisions": [Decided(**one) for one in kept["decisions"]], "actions": _actions(kept["actions"])}
    )


def _actions(kept: Sequence[Mapping[str, Any]]) -> list[Agreed]:
    return [Agreed(**{**one, "due_on": date.fromisoformat(one["due_on"])}) for one in kept]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
