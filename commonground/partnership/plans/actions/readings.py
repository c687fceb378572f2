"""Readings of a plan's own measures. Nothing is overwritten: a correction is a reading that replaces an older one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import Measure, Reading
from commonground.partnership.plans.rules.measures import Counted
from commonground.partnership.plans.rules.measuring import READING_REFUSED, check_reading


@dataclass(frozen=True)
class Read:
    """What somebody found: a number, with its base for a share, or a symbol (c, x, z, u) in its place."""

    on: date
    count: Decimal | None
    source: str
    base: Decimal | None = None
    symbol: str = ""
    label: str = ""


@audit.atomic()
def add_reading(*, measure: Measure, read: Read, by: Viewer) -> Reading:
    """Write down how a measure of the plan's own stood on a day. By who keeps the plan and who leads the priority.

    Raises Refused; Invalid, naming the field, for a day to come or one that is read already, a share of nobody or of
    more than all, a number without a source.
    """
    _check_may_read(measure, by)
    made = keep_reading(measure, read, by=by)
    audit.record("measure read", by=by, about=measure, details=_told(read))
    return made


@audit.atomic()
def correct_reading(*, reading: Reading, read: Read, by: Viewer) -> Reading:
    """Replace a reading by what it should have said; the older one stays on record. Raises Refused, Invalid, Conflict
    where somebody corrected it first."""
    measure = reading.measure
    _check_may_read(measure, by)
    Reading.objects.select_for_update().get(pk=reading.pk)  # whoever comes second waits here, and finds the first
    first = Reading.objects.filter(replaces=reading).first()
    if first is not None:
        raise Conflict(
            "Somebody else corrected this reading while you were writing. Nothing of yours was saved.",
            theirs={"Count": first.count, "Base": first.base, "Symbol": first.symbol, "Source": first.source},
            yours={"Count": read.count, "Base": read.base, "Symbol": read.symbol, "Source": read.source},
        )
    made = keep_reading(measure, read, replaces=reading, by=by)
    audit.record("reading corrected", by=by, about=measure, details={**_told(read), "replaces": str(reading.pk)})
    return made


def keep_reading(measure: Measure, read: Read, *, replaces: Reading | None = None, by: Viewer) -> Reading:
    """Check and write one reading."""
    counted = Counted(read.count, read.base, read.symbol)
    check_reading(counted, on=read.on, source=read.source, per=measure.per, today=by.today)
    others = measure.readings.filter(on=read.on, replaced_by=None)
    if (others.exclude(pk=replaces.pk) if replaces else others).exists():
        what = f"There is a reading of {read.on:%-d %B %Y} already."
        raise Invalid(READING_REFUSED, [Problem(what, "Correct that one instead.", column="on")])
    return Reading.objects.create(
        measure=measure, on=read.on, label=read.label.strip(), count=read.count, base=read.base, symbol=read.symbol,
        source=read.source.strip(), by=by.label, at=by.now, replaces=replaces,
    )  # fmt: skip


def _check_may_read(measure: Measure, by: Viewer) -> None:
    access.check_can_report(by, measure.plan, measure.priority.lead if measure.priority else None)
    problem = None
    if measure.indicator_id is not None:
        problem = Problem("This measure is a figure of the catalogue.", "It is read when the figure is published.")
    elif measure.ended_on is not None:
        problem = Problem(f"It is not measured since {measure.ended_on:%-d %B %Y}.")
    if problem is not None:
        raise Invalid(READING_REFUSED, [problem])


def _told(read: Read) -> dict[str, object]:
    return {"on": read.on, "count": read.count, "base": read.base, "symbol": read.symbol, "source": read.source}
