"""The life of a version of a footprint."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from commonground.foundation.kernel.errors import Invalid, Problem


class Status(StrEnum):
    """Where a version of a footprint stands in its life."""

    DRAFT = "draft"  # being drawn; seen by those who draw
    PROPOSED = "proposed"  # settled and shown to all, not in force
    PUBLISHED = "published"  # in force from its first day
    SUPERSEDED = "superseded"  # was published; holds until the day its successor begins
    WITHDRAWN = "withdrawn"  # will not happen

    @property
    def label(self) -> str:
        return self.value.capitalize()


VERSION_MOVES: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.PROPOSED, Status.PUBLISHED, Status.WITHDRAWN}),
    Status.PROPOSED: frozenset({Status.PUBLISHED, Status.WITHDRAWN}),
    Status.PUBLISHED: frozenset({Status.SUPERSEDED}),
    Status.SUPERSEDED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}


def check_starts_after(*, starts_on: date, former_starts_on: date | None, former: str) -> None:
    """A version begins after the one it replaces, or records made meanwhile would change their place (P14)."""
    if former_starts_on is not None and starts_on <= former_starts_on:
        raise Invalid(
            "The dates are the wrong way round.",
            [
                Problem(
                    what=f"This version would begin on {starts_on:%-d %B %Y}, "
                    f"but “{former}”, which it replaces, begins on {former_starts_on:%-d %B %Y}.",
                    do="Choose a later day.",
                    where="From",
                    column="valid_from",
                )
            ],
        )
