"""Risks and issues: how likely, how bad, in which band. Scale, bands and kinds are a pack (risks.toml)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.plans.rules.status import Derived, Status


class RiskState(StrEnum):
    """A risk may happen: it is an issue then. Both are closed with a reason."""

    RISK = "risk"
    ISSUE = "issue"
    CLOSED = "closed"


RISK_MOVES: dict[RiskState, set[RiskState]] = {
    RiskState.RISK: {RiskState.ISSUE, RiskState.CLOSED},
    RiskState.ISSUE: {RiskState.CLOSED},
    RiskState.CLOSED: set(),
}


@dataclass(frozen=True)
class Level:
    """A step of a scale, from 1: its name and when it is chosen."""

    number: int
    name: str
    meaning: str = ""


@dataclass(frozen=True)
class Band:
    """Scores from `least` on, until the next band. `colour` is one of the tag component."""

    slug: str
    name: str
    least: int
    colour: str
    weighs: bool = False


@dataclass(frozen=True)
class Scale:
    """Both scales, the bands from the lowest to the highest, and the kinds of risk."""

    likelihood: tuple[Level, ...]
    impact: tuple[Level, ...]
    bands: tuple[Band, ...]
    kinds: tuple[tuple[str, str], ...]

    def band(self, likelihood: int, impact: int) -> Band:
        score = likelihood * impact
        return next(band for band in reversed(self.bands) if score >= band.least)

    def kind(self, slug: str) -> str:
        return dict(self.kinds).get(slug, slug)


@dataclass(frozen=True)
class Weighed:
    """What a status asks of a risk: whether its band weighs, and the day of its next review."""

    name: str
    weighs: bool
    review_on: date


def check_rating(likelihood: int, impact: int, *, scale: Scale) -> None:
    """Raises Invalid for a step that the scale of the place has not."""
    problems = [
        Problem(f"Choose a step from 1 to {len(levels)}.", column=column)
        for column, value, levels in (
            ("likelihood", likelihood, scale.likelihood),
            ("impact", impact, scale.impact),
        )
        if not 1 <= value <= len(levels)
    ]
    if problems:
        raise Invalid("The risk was not saved.", problems)


def check_review(review_on: date, *, today: date) -> None:
    """Raises Invalid for a review that would be overdue as soon as it is written down."""
    if review_on < today:
        raise Invalid("The risk was not saved.", [Problem("Choose today or a later day.", column="review_on")])


def check_rerated(*, likelihood: int, impact: int, was: tuple[int, int], why: str) -> None:
    """A rating that changes says why; one that stays was looked at."""
    if (likelihood, impact) != was and not why.strip():
        raise Invalid("The rating was not saved.", [Problem("Say why the rating changes.", column="why")])


def of_risks(risks: Sequence[Weighed], *, on: date) -> list[Derived]:
    """What open risks do to the status of a whole: one in a band that weighs puts it at risk once nobody looked at it
    by the day of its review. One that is looked after does nothing."""
    return [
        Derived(Status.AT_RISK, (f"“{one.name}”: its review was due {one.review_on:%-d %B %Y}.",))
        for one in risks
        if one.weighs and one.review_on < on
    ]
