"""What may be agreed of a measure, and what may be read into it. Each check names the field that is wrong."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.plans.rules.measures import PERCENT, Aim, Counted, Seen, Unit
from commonground.partnership.plans.rules.words import Wanted

MEASURE_REFUSED = "The measure was not saved."
READING_REFUSED = "The reading was not saved."
SYMBOLS = ("c", "x", "z", "u")
AGAINST = {(Polarity.LOW, Wanted.UP): "lower", (Polarity.HIGH, Wanted.DOWN): "higher"}


def check_aim(aim: Aim, *, unit: Unit, polarity: Polarity | None = None, most: float | None = None) -> None:
    """Raises Invalid where target, dates or trajectory contradict each other or what the figure is.

    `polarity` is the indicator's, `most` what its values cannot exceed (100 for a percentage); both None for a number
    of the plan's own that has no such bounds.
    """
    problems = [*_wanted_problems(aim, polarity), *_target_problems(aim, unit, most)]
    problems = problems or _way_problems(aim, unit)
    if problems:
        raise Invalid(MEASURE_REFUSED, problems)


def check_baseline(seen: Sequence[Seen], on: date, *, named: str) -> Seen:
    """What was found for the day that the baseline is to be of. Raises Invalid where there is no number."""
    found = next((one for one in seen if one.on == on), None)
    if found is not None and found.value is not None:
        return found
    there_are = ", ".join(one.key or one.label for one in seen if one.value is not None)
    what = f"There is no figure for {named}." if found is None else f"There is no number for {named}: {found.symbol}."
    do = f"There are: {there_are}." if there_are else "There is none of this area yet, so it cannot be measured by it."
    raise Invalid(MEASURE_REFUSED, [Problem(what, do, column="baseline")])


def check_reading(read: Counted, *, on: date, source: str, per: int | None, today: date) -> None:
    """Raises Invalid for what cannot have been read."""
    problems = _number_problems(read, per)
    if on > today:
        problems.append(Problem("A reading cannot be of a day to come.", "Check the date.", column="on"))
    if not source.strip():
        problems.append(Problem("Say where the number comes from.", column="source"))
    if problems:
        raise Invalid(READING_REFUSED, problems)


def _number_problems(read: Counted, per: int | None) -> list[Problem]:
    if read.symbol:
        return _symbol_problems(read)
    if read.count is None:
        return [Problem("Enter the number, or the symbol that stands in its place.", column="count")]
    if per is None:
        wrong = read.base is not None
        return [Problem("This measure is a plain number: it has no base.", column="base")] if wrong else []
    if read.count < 0:
        return [Problem("A count cannot be below nought.", column="count")]
    if read.base is None:
        return [Problem("A share needs what it is a share of.", "Enter the base.", column="base")]
    if read.base <= 0:
        return [Problem("A share of nobody cannot be worked out.", "The base must be above nought.", column="base")]
    if per == PERCENT and read.count > read.base:
        return [Problem(f"{read.count} out of {read.base} is more than all.", "Check both numbers.", column="count")]
    return []


def _symbol_problems(read: Counted) -> list[Problem]:
    if read.symbol not in SYMBOLS:
        return [Problem("Use one of the symbols c, x, z and u.", column="symbol")]
    if read.count is not None or read.base is not None:
        return [Problem("A reading is a number or a symbol, not both.", "Leave one of them empty.", column="symbol")]
    return []


def _wanted_problems(aim: Aim, polarity: Polarity | None) -> list[Problem]:
    side = AGAINST.get((polarity, aim.wanted)) if polarity else None
    if side is None:
        return []
    return [
        Problem(
            f"Of this figure {side} is better: a plan cannot want the opposite.",
            f"Choose “{side} is better”, or another figure.",
            column="wanted",
        )
    ]


def _target_problems(aim: Aim, unit: Unit, most: float | None) -> list[Problem]:
    found = []
    if not (aim.target > aim.baseline if aim.wanted is Wanted.UP else aim.target < aim.baseline):
        side = "above" if aim.wanted is Wanted.UP else "below"
        what = (
            f"{unit.text(aim.target)} is on the wrong side of the baseline, {unit.text(aim.baseline)}: "
            f"{aim.wanted.label[:1].lower()}{aim.wanted.label[1:]}."
        )
        found.append(Problem(what, f"Choose a target {side} the baseline.", column="target"))
    if most is not None and not 0 <= aim.target <= most:
        found.append(Problem(f"The target must lie between 0 and {most:,.0f}.", "Check the number.", column="target"))
    if aim.target_on <= aim.baseline_on:
        what = f"The target must be for a later day than the baseline, {aim.baseline_on:%-d %B %Y}."
        found.append(Problem(what, "Check the date.", column="target_on"))
    return found


def _way_problems(aim: Aim, unit: Unit) -> list[Problem]:
    """Points lie between the days of baseline and target, each once, and none goes back."""
    days = [on for on, _ in aim.through]
    outside = [on for on in days if not aim.baseline_on < on < aim.target_on]
    if outside:
        what = f"{outside[0]:%-d %B %Y} does not lie between the days of the baseline and of the target."
        return [Problem(what, "Take it out, or change its date.", column="through")]
    if len(set(days)) < len(days):
        twice = next(on for on in days if days.count(on) > 1)
        return [Problem(f"{twice:%-d %B %Y} is there twice.", "Keep one.", column="through")]
    for (_, before), (on, after) in pairwise(aim.way):
        if not aim.is_as_good(after, before):
            what = f"On {on:%-d %B %Y} it would go the wrong way: from {unit.text(before)} to {unit.text(after)}."
            return [Problem(what, "Put the points in the order of the way to the target.", column="through")]
    return []
