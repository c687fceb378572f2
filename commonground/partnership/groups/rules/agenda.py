"""How an agenda adds up and in which order it stands. No Django, no clock."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.partnership.groups.rules.calendar import hours_words
from commonground.partnership.groups.rules.words import ItemFrom

Item = TypeVar("Item")
FIRST: dict[str, int] = {ItemFrom.MINUTES: 0, ItemFrom.ACTIONS: 1}  # what a meeting begins with
LONGEST_ITEM = 480  # minutes


class Direction(StrEnum):
    """Where an item goes on its agenda."""

    UP = "up"
    DOWN = "down"


def too_long_words(taken: int, there_are: int) -> str:
    """Warn where the items take longer than the meeting lasts; nothing where they fit."""
    if taken <= there_are:
        return ""
    over = hours_words(taken - there_are)
    return (
        f"The items take {hours_words(taken)}; the meeting lasts {hours_words(there_are)}. It would run over by {over}."
    )


def moved(items: Sequence[Item], item: Item, direction: Direction) -> list[Item]:
    """The same items with one a place up or down. Raises Invalid where it stands at the end already."""
    order = list(items)
    at = order.index(item)
    to = at - 1 if direction is Direction.UP else at + 1
    if not 0 <= to < len(order):
        raise Invalid("The item is first already." if direction is Direction.UP else "The item is last already.")
    order[at], order[to] = order[to], order[at]
    return order


def place_for(came_from: str, present: Sequence[str]) -> int:
    """Where a new item goes among those that are there: minutes first, then actions, the rest at the end."""
    rank = FIRST.get(came_from)
    if rank is None:
        return len(present)
    return sum(1 for other in present if FIRST.get(other, len(FIRST)) <= rank)


def check_not_numbered(numbers: Sequence[str]) -> None:
    """What went out with a number keeps its place and its words."""
    if any(numbers):
        which = next(number for number in numbers if number)
        raise Refused(
            f"Item {which} has gone out with the pack. It keeps its number, its place and its words. "
            "Put a new item on the agenda instead; it goes out as a supplement."
        )


def check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_ITEM:
        raise Invalid(f"An item takes between 1 and {LONGEST_ITEM} minutes.")
