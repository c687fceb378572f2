"""One list of what needs somebody, and one of what is coming: what comes first, and what is written beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# Every tone that a tag takes: what is well can be among what somebody is to look at.
URGENCY = {
    "red": 0, "orange": 1, "yellow": 2, "blue": 3, "teal": 3, "purple": 3, "magenta": 3, "green": 4, "grey": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """Something to do or to know. `address` is the name of a page with its arguments, `due` the last day or the first.

    `tone` is the colour of its tag and how urgent it is; `status` says the same in words.
    """

    title: str
    address: tuple[str, tuple[object, ...]]
    status: str
    tone: str
    hint: str = ""
    due: date | None = None


def in_order(items: Iterable[Item]) -> list[Item]:
    """The most urgent first, then what is due first, then by title."""
    return sorted(items, key=lambda item: (URGENCY[item.tone], item.due or date.max, item.title))


def by_day(items: Iterable[Item]) -> list[Item]:
    """What comes first, first."""
    return sorted(items, key=lambda item: (item.due or date.max, item.title))


def due_words(due: date, *, today: date) -> str:
    """“Overdue since 3 March 2026”, “Today”, “By 3 March 2026”."""
    if due < today:
        return f"Overdue since {due:%-d %B %Y}"
    return "Today" if due == today else f"By {due:%-d %B %Y}"


def counted_words(number: int, one: str, several: str) -> str:
    """“1 comment”, “3 comments”."""
    return f"{number} {one if number == 1 else several}"


def ending_soon(ends: Sequence[date | None], *, today: date, within_days: int) -> list[date]:
    """Those that end after today within so many days, the first first."""
    return sorted(end for end in ends if end is not None and 0 < (end - today).days <= within_days)
