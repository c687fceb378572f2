"""What a group has approved: from when until when it holds, and when it is to be looked at again."""

from datetime import date
from typing import Protocol

from commonground.foundation.kernel.errors import Invalid, Problem


class Approved(Protocol):
    """What the standing of an approval is read from."""

    review_on: date | None
    valid_until: date | None
    withdrawn_on: date | None


def standing(one: Approved, *, on: date) -> tuple[str, str]:
    """A word for a tag and its tone. The last day of validity still counts."""
    if one.withdrawn_on is not None and one.withdrawn_on <= on:
        return "Withdrawn", "grey"
    if one.valid_until is not None and one.valid_until < on:
        return "Has run out", "grey"
    if one.review_on is not None and one.review_on < on:
        return "Review is late", "red"
    return "In force", "green"


def holds(one: Approved, *, on: date) -> bool:
    """In force that day, whether or not its review is late."""
    return (one.withdrawn_on is None or one.withdrawn_on > on) and (one.valid_until is None or one.valid_until >= on)


def check_days(*, approved_on: date, today: date, valid_until: date | None, review_on: date | None) -> None:
    """Raises Invalid at the field."""
    problems = []
    if approved_on > today:
        problems.append(
            Problem("An approval is entered once it was given.", "Enter today or before.", column="approved_on")
        )
    if valid_until is not None and valid_until < approved_on:
        problems.append(
            Problem("It cannot run out before it was approved.", "Enter a later day.", column="valid_until")
        )
    if review_on is not None and review_on < approved_on:
        problems.append(
            Problem("It cannot be reviewed before it was approved.", "Enter a later day.", column="review_on")
        )
    if problems:
        raise Invalid("The approval was not kept.", problems)
