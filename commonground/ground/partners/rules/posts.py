"""Posts: how much of a week, from when until when, and what one person may hold at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.foundation.kernel.errors import Invalid, Problem

FULL_TIME = 100  # hundredths
SHARE = re.compile(r"([01])?(?:[.,]([0-9]{1,2}))?")
PERCENT = re.compile(r"([0-9]{1,3})\s*%")


@dataclass(frozen=True)
class Spell:
    """A post, reduced to what its rules need. `ends_on` is the first day it is no longer held."""

    team: str
    title: str
    fte_hundredths: int
    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def overlaps(self, other: "Spell") -> bool:
        """The same title in the same team on one day at least."""
        same = (self.team, self.title.casefold()) == (other.team, other.title.casefold())
        return (
            same
            and (other.ends_on is None or self.starts_on < other.ends_on)
            and (self.ends_on is None or other.starts_on < self.ends_on)
        )


def parse_fte(text: str) -> int:
    """Hundredths from 1, 0.8, .75, 0,5 or 80%. Raises Invalid for nought, more than 1 and what is no number."""
    written = text.strip()
    percent, share = PERCENT.fullmatch(written), SHARE.fullmatch(written)
    hundredths = None
    if percent:
        hundredths = int(percent[1])
    elif share and written:
        hundredths = int(share[1] or 0) * 100 + int((share[2] or "0").ljust(2, "0"))
    if hundredths is None or not 0 < hundredths <= FULL_TIME:
        raise Invalid(
            "The post was not kept.",
            [
                Problem(
                    f"“{written}” is not a part of full time.",
                    "Write more than 0 and at most 1, with two decimals at most: 0.8 for four days in five.",
                    column="fte",
                )
            ],
        )
    return hundredths


def check_post(new: Spell, held: Iterable[Spell]) -> None:
    """Raises Invalid where the days are the wrong way round or the same person holds this very post on one of them."""
    problem = None
    if new.ends_on is not None and new.ends_on <= new.starts_on:
        problem = Problem("The post must end after it starts.", column="ends_on")
    elif not new.title.strip():
        problem = Problem("The post has no title.", "Say what it is called.", column="title")
    elif any(new.overlaps(other) for other in held):
        problem = Problem(
            "This person holds the same post in the same team on some of these days.",
            "End that one first, or change it.",
            column="starts_on",
        )
    if problem:
        raise Invalid("The post was not kept.", [problem])


def most_at_once(spells: Sequence[Spell], *, since: date | None = None) -> tuple[int, date | None]:
    """The largest total of hundredths on one day (on or after `since`), and the first such day; 0, None for no post.

    The total changes only where a post starts, so those days and `since` are all that need looking at.
    """
    days = {max(one.starts_on, since) if since else one.starts_on for one in spells}
    totals = [(sum(one.fte_hundredths for one in spells if one.holds_on(day)), day) for day in sorted(days)]
    if not totals or max(total for total, _ in totals) == 0:
        return 0, None
    most = max(total for total, _ in totals)
    return most, next(day for total, day in totals if total == most)


def fte_in_words(hundredths: int) -> str:
    """0.80"""
    return f"{hundredths // 100}.{hundredths % 100:02}"
