"""Measures of the plans that the group answers for: baseline, target, and the latest that was found.

A number that a plan reads for itself is told with its day and its source, unless so few people stand behind it that
somebody could be known. The public is told the measures of public plans as they were agreed, with published figures.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from commonground.foundation.analysis.symbols import CONFIDENTIAL
from commonground.insight.reports.queries.parts.asked import Asked, day_words
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Link, Listing
from commonground.insight.reports.rules.sentences import counted
from commonground.partnership.plans import queries as plans
from commonground.partnership.plans.queries import AgreedMeasure, Curve
from commonground.partnership.plans.rules import measures as rules
from commonground.partnership.plans.rules.status import Status

INSIDE = "Not published"  # a number of the plan's own, which the public does not read on the site either
NONE_YET = "No figure after the baseline yet"
WELL = (Status.ON_TRACK, Status.COMPLETE)
BESIDE = Link("Performance reports, beside England and statistical neighbours", "evidence:measure-lists")
HIDDEN = "Numbers with so few people behind them that somebody could be known are not printed."


def measures(asked: Asked) -> Generated | None:
    """Left out where no plan of the group that the readers may know of has a measure."""
    if not asked.reads_progress:
        return _agreed(asked)
    curves = [plans.told(curve) for _, lines in asked.lines for line in lines for curve in line.measures]
    if not curves:
        return None
    standings = [_standing(one, asked.as_at) for one in curves]
    well = sum(one.status in WELL for one in standings)
    rows = tuple(_row(curve, standing) for curve, standing in zip(curves, standings, strict=True))
    said = (
        f"Of {counted(len(curves), 'measure')} {well} {'is' if well == 1 else 'are'} where the plan meant to be, "
        f"or beyond, by figures for a time until {asked.as_at:%-d %B %Y}."
    )
    return Generated(
        sentences=(said, HIDDEN) if any(_hides(one) for one in curves) else (said,),
        figures=(
            Figures("Measures", (Fact("measures.well", "Measures on track or complete, of all", well, len(curves)),)),
        ),
        lists=(
            Listing("Measures of the plan", ("Measure", "Baseline", "Target", "Latest", "How it stands"), rows),
            *_readings(curves, asked),
        ),
        links=(BESIDE,),
    )


def _hides(curve: Curve) -> bool:
    """Whether a number that the plan read is not told."""
    return curve.about is None and any(one.symbol == CONFIDENTIAL for one in curve.seen)


def _standing(curve: Curve, as_at: date) -> rules.Standing:
    """By what is about a time until the day that figures stand for."""
    return rules.standing(curve.aim, [one for one in curve.seen if one.on <= as_at], curve.unit)


def _row(curve: Curve, standing: rules.Standing) -> tuple[str, ...]:
    aim, unit = curve.aim, curve.unit
    return (
        curve.measure.name,
        f"{unit.long_text(aim.baseline)} ({aim.baseline_on:%B %Y})" if _has_baseline(curve) else "–",
        f"{unit.long_text(aim.target)} ({aim.target_on:%B %Y})",
        _latest(curve, standing),
        standing.status.label,
    )


def _has_baseline(curve: Curve) -> bool:
    """A baseline of the plan's own is printed where it is a reading that is told."""
    return curve.about is not None or any(one.on == curve.aim.baseline_on for one in curve.readings)


def _latest(curve: Curve, standing: rules.Standing) -> str:
    latest = standing.latest
    if latest is None:
        return standing.not_told.text(curve.unit).capitalize() if standing.not_told else NONE_YET
    return f"{latest.text(curve.unit)} ({latest.label})"


def _readings(curves: Sequence[Curve], asked: Asked) -> Iterator[Listing]:
    """What the plans read for themselves in the period, each with its day, what it is of, and its source."""
    rows = tuple(row for curve in curves if curve.about is None for row in _read(curve, asked))
    if rows:
        heads = ("Measure", "As it stood on", "Number", "Source")
        yield Listing("Numbers that the plan reads for itself", heads, rows)


def _read(curve: Curve, asked: Asked) -> Iterator[tuple[str, ...]]:
    counts = {str(one.pk): one for one in curve.readings}
    for seen in curve.seen:
        if asked.since <= seen.on < asked.until and seen.on <= asked.as_at:
            row = counts.get(seen.key)
            of = f" ({rules.plainly(row.count)} of {rules.plainly(row.base)})" if row and row.base is not None else ""
            yield curve.measure.name, day_words(seen.on), f"{seen.text(curve.unit).capitalize()}{of}", seen.source


def _agreed(asked: Asked) -> Generated | None:
    found = [one for year in asked.agreed for one in year.measures]
    if not found:
        return None
    moved = [has_moved for one in found if (has_moved := _has_moved(one, asked.as_at)) is not None]
    facts = (
        Fact("agreed.measures", "Measures agreed", len(found)),
        Fact(
            "agreed.moved",
            "Nearer to the target than the baseline, of those with a newer figure",
            sum(moved),
            len(moved),
        ),
    )
    rows = tuple((one.name, one.baseline, one.target, _published(one, asked.as_at)) for one in found)
    return Generated(
        sentences=tuple(_moved_said(moved)),
        figures=(Figures("Measures, as they were agreed", facts),),
        lists=(Listing("Measures of the plan", ("Measure", "Baseline", "Target", "Latest published figure"), rows),),
        links=(BESIDE,),
    )


def _has_moved(one: AgreedMeasure, as_at: date) -> bool | None:
    """Whether the latest published figure is on the side of the target; None where there is none after the baseline."""
    latest = _standing(one.curve, as_at).latest if one.curve else None
    if one.curve is None or latest is None or latest.value is None:
        return None
    return not one.curve.aim.is_as_good(one.curve.aim.baseline, latest.value)


def _moved_said(moved: Sequence[bool]) -> Iterator[str]:
    if moved:
        figures = counted(len(moved), "measure")
        better = sum(moved)
        are = "is" if better == 1 else "are"
        yield f"Of the {figures} with a published figure after the baseline, {better} {are} nearer to the target."


def _published(one: AgreedMeasure, as_at: date) -> str:
    if one.curve is None:
        return INSIDE
    latest = _standing(one.curve, as_at).latest
    return f"{latest.text(one.curve.unit)} ({latest.label})" if latest else NONE_YET
