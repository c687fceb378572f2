"""A measure in a few sentences: where it was, is, should be and will be if nothing changes."""

from collections.abc import Sequence
from datetime import date

from commonground.partnership.plans.rules.forecast import Forecast
from commonground.partnership.plans.rules.measures import Aim, Seen, Standing, Unit


def headline(aim: Aim, stands: Standing, seen: Sequence[Seen], unit: Unit) -> str:
    """It was 27.1% (year to 31 March 2022) and is 25.8% (year to 31 March 2024); it should have been 24.9% by then …"""
    was = f"It was {unit.long_text(aim.baseline)} ({baseline_label(aim, seen)})"
    target = f"{unit.text(aim.target)} by {day(aim.target_on)}"
    if stands.latest is None or stands.expected is None:
        return f"{was}. It is to be {target}. {stands.derived.reasons[0]}"
    found = f"{stands.latest.text(unit)} ({stands.latest.label})"
    if stands.latest.on >= aim.target_on:
        return f"{was} and is {found}; it should have been {target}."
    return f"{was} and is {found}; it should have been {unit.text(stands.expected)} by then, and is to be {target}."


def ahead(aim: Aim, found: Forecast, unit: Unit) -> str:
    """If nothing changes, it will be 24.1% by 31 March 2028, 2.1 percentage points short of the target …"""
    if found.line is None or found.ahead is None:
        return f"No forecast is made: {found.why_not}."
    at, points = found.ahead, found.line.points
    apart = unit.apart(at.value - aim.target)
    short = "which reaches the target" if aim.is_as_good(at.value, aim.target) else f"{apart} short of the target"
    held = " A straight line would go beyond what is possible, and is held there." if found.line.leaves(at.on) else ""
    return (
        f"If nothing changes, it will be {unit.text(at.value)} by {day(at.on)}, {short}: a straight line through "
        f"{len(points)} figures a year apart, {points[0].label} to {points[-1].label}. Of such figures 95% would lie "
        f"between {unit.text(at.lower)} and {unit.text(at.upper)}.{held}"
    )


def notes(aim: Aim, stands: Standing, seen: Sequence[Seen], unit: Unit) -> list[str]:
    """What has to be known beside it: a baseline that reads otherwise by now, a newer figure without a number."""
    said = []
    now = next((one for one in seen if one.on == aim.baseline_on), None)
    if now is None:
        said.append(f"There is no longer a figure for the baseline; it was agreed as {unit.text(aim.baseline)}.")
    elif now.value is None or unit.text(now.value) != unit.text(aim.baseline):
        said.append(
            f"The baseline was agreed as {unit.text(aim.baseline)}; the figure of {now.label} is now {now.text(unit)}."
        )
    if stands.latest is not None and stands.not_told is not None:
        said.append(f"The newest figure has no number: {stands.not_told.label}, {stands.not_told.text(unit)}.")
    return said


def baseline_label(aim: Aim, seen: Sequence[Seen]) -> str:
    """How people call the period of the baseline, or its day."""
    return next((one.label for one in seen if one.on == aim.baseline_on), day(aim.baseline_on))


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
