"""Plans and their years."""

from collections.abc import Collection
from datetime import date, timedelta

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.plans.rules.words import Reach

LONGEST_YEAR = timedelta(days=1_096)  # a plan may be agreed for up to three years
RESERVED = {"new", "priorities", "measures", "actions", "programmes", "risks", "workstreams", "next", "processes"}


def check_place(reach: str, *, under_reach: str | None) -> None:
    """A plan for the whole place stands under none, a local one under one for the whole place or under none yet."""
    if reach == Reach.COUNTYWIDE and under_reach is not None:
        raise Invalid(
            "The plan was not started.", [Problem("A plan for the whole place stands under no other.", column="under")]
        )
    if under_reach == Reach.LOCAL:
        raise Invalid("The plan was not started.", [Problem("Choose the plan for the whole place.", column="under")])


def check_year(starts_on: date, ends_on: date) -> None:
    """Raises Invalid for a year that ends before it begins, or lasts longer than three."""
    if ends_on <= starts_on:
        raise Invalid("The year was not saved.", [Problem("It must end after it begins.", column="ends_on")])
    if ends_on - starts_on > LONGEST_YEAR:
        raise Invalid(
            "The year was not saved.",
            [Problem("A plan is agreed anew after three years at most.", column="ends_on")],
        )


def slug_for(slug: str, *, taken: Collection[str]) -> str:
    """An address that is free, from the name: with a number where it is not."""
    wanted = slug[:70] or "plan"
    used = {*taken, *RESERVED}
    numbers = (f"{wanted}-{number}" for number in range(2, len(used) + 3))
    return wanted if wanted not in used else next(one for one in numbers if one not in used)
