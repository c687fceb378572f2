"""Measures of the plans that the group answers for: baseline, target, and the latest figure that was published.

Numbers that a plan reads for itself are not told here: small numbers of children come from published evidence alone.
"""

from datetime import date

from commonground.insight.reports.queries.parts.asked import Asked
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Link, Listing
from commonground.insight.reports.rules.sentences import counted
from commonground.partnership.plans.queries import Curve
from commonground.partnership.plans.rules import measures as rules
from commonground.partnership.plans.rules.status import Status

OWN = "A number of the plan's own: see the plan"
NONE_YET = "No figure after the baseline yet"
WELL = (Status.ON_TRACK, Status.COMPLETE)


def measures(asked: Asked) -> Generated | None:
    """Left out where no plan of the group has a measure."""
    curves = [curve for _, lines in asked.lines for line in lines for curve in line.measures]
    if not curves:
        return None
    standings = [_standing(one, asked.as_at) for one in curves]
    well = sum(one.status in WELL for one in standings)
    rows = tuple(_row(curve, standing) for curve, standing in zip(curves, standings, strict=True))
    return Generated(
        sentences=(
            f"Of {counted(len(curves), 'measure')} {well} {'is' if well == 1 else 'are'} where the plan meant to be, "
            f"or beyond, by figures for a time until {asked.as_at:%-d %B %Y}.",
        ),
        figures=(
            Figures("Measures", (Fact("measures.well", "Measures on track or complete, of all", well, len(curves)),)),
        ),
        lists=(Listing("Measures of the plan", ("Measure", "Baseline", "Target", "Latest", "How it stands"), rows),),
        links=(Link("Performance reports, beside England and statistical neighbours", "evidence:measure-lists"),),
    )


def _standing(curve: Curve, as_at: date) -> rules.Standing:
    """By what is about a time until the day that figures stand for."""
    return rules.standing(curve.aim, [one for one in curve.seen if one.on <= as_at], curve.unit)


def _row(curve: Curve, standing: rules.Standing) -> tuple[str, ...]:
    aim, unit = curve.aim, curve.unit
    return (
        curve.measure.name,
        f"{unit.long_text(aim.baseline)} ({aim.baseline_on:%B %Y})" if curve.about else "–",
        f"{unit.long_text(aim.target)} ({aim.target_on:%B %Y})",
        _latest(curve, standing.latest),
        standing.status.label,
    )


def _latest(curve: Curve, latest: rules.Seen | None) -> str:
    if curve.about is None:
        return OWN
    return f"{latest.text(curve.unit)} ({latest.label})" if latest else NONE_YET
