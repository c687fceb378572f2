"""Seats, who fills them, and the rota of chairs: one person one seat, a chair who sits, terms that do not overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, NamedTuple, TypeVar

from commonground.partnership.groups.rules.words import Mode, Part

Key = TypeVar("Key")
OPEN = date.max


class Span(NamedTuple):
    """From a day until, not including, another; None: no end is known."""

    starts_on: date
    ends_on: date | None = None

    @property
    def until(self) -> date:
        return self.ends_on or OPEN

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day < self.until

    def meets(self, other: "Span") -> bool:
        """Whether there is a day on which both hold."""
        return self.starts_on < other.until and other.starts_on < self.until

    def shared_with(self, other: "Span") -> "Span | None":
        """The days on which both hold."""
        starts_on, until = max(self.starts_on, other.starts_on), min(self.until, other.until)
        return Span(starts_on, None if until == OPEN else until) if starts_on < until else None


@dataclass(frozen=True)
class Held(Generic[Key]):
    """Somebody on a seat of one group, as these rules see it."""

    person: Key
    seat: Key
    part: Part
    mode: Mode
    span: Span


def same_seat(new: Held[Key], others: Iterable[Held[Key]]) -> Held[Key] | None:
    """Whoever holds the seat already in the new holder's time; a seat may have several deputies."""
    if new.part is Part.DEPUTY:
        return None
    return next(
        (one for one in others if one.seat == new.seat and one.part is Part.HOLDER and one.span.meets(new.span)), None
    )


def second_seat(new: Held[Key], others: Iterable[Held[Key]]) -> Held[Key] | None:
    """Another seat of the group that the person fills in the same time: nobody can fill two at a meeting (M10)."""
    return next((one for one in others if one.person == new.person and one.span.meets(new.span)), None)


def uncovered(wanted: Span, spans: Iterable[Span]) -> Span | None:
    """The first part of `wanted` on which none of `spans` holds; None where they cover it whole."""
    day = wanted.starts_on
    for span in sorted(spans):
        if span.starts_on <= day < span.until:
            day = span.until
    if day >= wanted.until:
        return None
    after = [span.starts_on for span in spans if span.starts_on > day]
    until = min([*after, wanted.until])
    return Span(day, None if until == OPEN else until)


def overlapping(new: Span, others: Iterable[Span]) -> Span | None:
    """The first of the other terms that runs in the same time."""
    return next((span for span in sorted(others) if span.meets(new)), None)


def gaps(spans: Iterable[Span], within: Span) -> Sequence[Span]:
    """The times within a group's life in which nobody holds the office: a rota without gaps has none."""
    found: list[Span] = []
    left: Span | None = within
    held = sorted(spans)
    while left is not None and (gap := uncovered(left, held)) is not None:
        found.append(gap)
        left = Span(gap.ends_on, within.ends_on) if gap.ends_on and gap.until < within.until else None
    return found


def last_day(span: Span) -> date | None:
    """The last day on which it holds, as people say it."""
    return span.ends_on - timedelta(days=1) if span.ends_on else None
