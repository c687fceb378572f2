"""What people set beside figures: whether a target can be meant, and where a change stands in a series."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import Period
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition

REFUSED = "The target was not set."


def check_target(
    about: Definition, *, period: str, value: float, newest: Figure | None, decided_on: date, today: date
) -> None:
    """Whether a target can be meant: possible for the figure, on the side that is good, decided by now.

    `newest` is the area's newest figure before or in the period; a target beyond it on the wrong side would be to get
    worse. Raises Invalid naming the field.
    """
    about.period(period)  # raises Invalid for what is no period of this figure
    problems = []
    if value < 0:
        problems.append(Problem("A target cannot be below nought.", "Check the number.", column="value"))
    if about.method is Method.PROPORTION and value > about.multiplier:
        problems.append(Problem("A percentage cannot be above 100.", "Check the number.", column="value"))
    if decided_on > today:
        problems.append(Problem("A decision cannot lie in the future.", "Check the day.", column="decided_on"))
    wrong = _wrong_side(about, value, newest)
    if wrong:
        problems.append(Problem(wrong, "Choose a target on the other side of it.", column="value"))
    if problems:
        raise Invalid(REFUSED, problems)


def _wrong_side(about: Definition, value: float, newest: Figure | None) -> str:
    if newest is None or newest.value is None:
        return ""
    gets_worse = {
        Polarity.LOW: value > newest.value, Polarity.HIGH: value < newest.value, Polarity.CONTEXT: False,
    }[about.polarity]  # fmt: skip
    if not gets_worse:
        return ""
    side = f"{about.polarity_sentence[:-1]}, and the newest figure is {newest.text} ({newest.period_label})"
    return f"{side}. A target of {about.text(value)} would be to get worse."


def check_change(happened_on: date, *, today: date) -> None:
    """A change that a series is to show has happened. Raises Invalid naming the field."""
    if happened_on > today:
        problem = Problem("The change lies in the future.", "Mark it when it has happened.", column="happened_on")
        raise Invalid("The change was not marked.", [problem])


def place_among(happened_on: date, periods: Sequence[Period]) -> float | None:
    """Where a day stands among periods, oldest first: 0 is the middle of the first, 1.5 halfway from the second to the
    third. None where it lies before all of them or after, and where there are fewer than two."""
    if len(periods) < 2 or not periods[0].starts_on <= happened_on < periods[-1].until:
        return None
    middles = [one.starts_on + (one.until - one.starts_on) / 2 for one in periods]
    at = min(max(bisect_right(middles, happened_on) - 1, 0), len(middles) - 2)
    return at + (happened_on - middles[at]) / (middles[at + 1] - middles[at])


def place_of(happened_on: date, begins: Sequence[date]) -> int | None:
    """The place (from 0) of the first period that begins on or after the change; None where it is not within.

    The period that the change falls into is partly of the old way and stays with it.
    """
    place = next((at for at, day in enumerate(begins) if day >= happened_on), None)
    return place if place else None
