"""Measures as they leave the plan, to readers who may be anybody: without small numbers of people."""

from dataclasses import replace

from commonground.foundation.analysis.symbols import CONFIDENTIAL
from commonground.partnership.plans.queries.measures import Curve, ReadingSeen
from commonground.partnership.plans.queries.plans import status_policy
from commonground.partnership.plans.rules import small
from commonground.partnership.plans.rules.measures import Counted, Seen


def told(curve: Curve) -> Curve:
    """The same without small numbers of people that the plan read for itself: `seen` has the symbol in their place, and
    `readings` are those that have a number. No query."""
    if curve.about is not None:
        return curve
    shown = {str(one.pk): one for one in curve.readings if _is_told(one, curve.measure.per)}
    seen = [one if one.key in shown or one.symbol else _hidden(one) for one in curve.seen]
    return replace(curve, seen=seen, readings=[shown[one.key] for one in curve.seen if one.key in shown])


def _is_told(row: ReadingSeen, per: int | None) -> bool:
    read = Counted(row.count, row.base, row.symbol)
    return not small.told(read, per=per, below=status_policy().small_below).symbol


def _hidden(seen: Seen) -> Seen:
    return replace(seen, value=None, symbol=CONFIDENTIAL, lower=None, upper=None)


def tells_baseline(curve: Curve) -> bool:
    """Whether the number it starts from is told: one of its own is a reading, and hidden where that one is small."""
    first = [one for one in curve.readings if one.on == curve.aim.baseline_on]
    return curve.about is not None or all(_is_told(one, curve.measure.per) for one in first)
