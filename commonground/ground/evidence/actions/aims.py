"""Setting targets and marking changes: who, when and why on record; withdrawn, never removed."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.models import ChangeMarker, Target
from commonground.ground.evidence.rules import aims
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

SAY_WHY = "Say why it is withdrawn."


@audit.atomic()
def set_target(
    *, indicator: str, area: UUID, period: str, value: float, decided_on: date, reason: str, by: Viewer
) -> Target:
    """One target for a figure of an area in a period. Raises Refused, NotFound, Invalid naming the field."""
    access.check_can_aim(by)
    about = queries.indicator(indicator)
    place = _area(area)
    wanted = about.period(period).slug
    _check(about, place.key, wanted, value, decided_on, by)
    if (
        Target.objects.select_for_update()
        .filter(indicator=indicator, area=area, period=wanted, withdrawn_on=None)
        .exists()
    ):
        problem = Problem("There is a target for this period already.", "Change that one.", column="period")
        raise Invalid(aims.REFUSED, [problem])
    row = Target.objects.create(
        indicator_id=indicator, area_id=area, period=wanted, value=value, decided_on=decided_on, reason=reason.strip(),
        set_by=by.label, set_at=by.now,
    )  # fmt: skip
    audit.record("target set", by=by, about=row, details=_told(row))
    return row


@audit.atomic()
def change_target(*, target: Target, based_on: int, value: float, decided_on: date, reason: str, by: Viewer) -> Target:
    """Another value, decided anew. Raises Refused, Invalid, Conflict with both values."""
    access.check_can_aim(by)
    _check_stands(target.withdrawn_on)
    about = queries.indicator(target.indicator_id)
    _check(about, target.area.key, target.period, value, decided_on, by)
    before = target.value
    change(
        target, based_on=based_on, value=value, decided_on=decided_on, reason=reason.strip(), set_by=by.label,
        set_at=by.now,
    )  # fmt: skip
    audit.record("target changed", by=by, about=target, details={**_told(target), "before": before})
    return target


@audit.atomic()
def withdraw_target(*, target: Target, based_on: int, because: str, by: Viewer) -> Target:
    """It is no longer aimed at; it stays on record. Raises Refused, Invalid, Conflict."""
    access.check_can_aim(by)
    _check_stands(target.withdrawn_on)
    _check_because(because)
    change(target, based_on=based_on, withdrawn_on=by.today, withdrawn_because=because.strip())
    audit.record("target withdrawn", by=by, about=target, details={**_told(target), "because": because.strip()})
    return target


@audit.atomic()
def mark_change(
    *, area: UUID, indicator: str | None, happened_on: date, title: str, reason: str, by: Viewer
) -> ChangeMarker:
    """A day on which the way of working changed, for one figure of a place or for all. Raises Refused, Invalid."""
    access.check_can_aim(by)
    aims.check_change(happened_on, today=by.today)
    _area(area)
    if indicator:
        queries.indicator(indicator)
    row = ChangeMarker.objects.create(
        area_id=area, indicator_id=indicator or None, happened_on=happened_on, title=title.strip(),
        reason=reason.strip(), made_by=by.label, made_at=by.now,
    )  # fmt: skip
    audit.record(
        "change marked", by=by, about=row, details={"title": row.title, "on": happened_on, "source": row.reason}
    )
    return row


@audit.atomic()
def edit_marker(
    *, marker: ChangeMarker, based_on: int, happened_on: date, title: str, reason: str, by: Viewer
) -> ChangeMarker:
    """Raises Refused, Invalid, Conflict with both values."""
    access.check_can_aim(by)
    _check_stands(marker.withdrawn_on)
    aims.check_change(happened_on, today=by.today)
    change(marker, based_on=based_on, happened_on=happened_on, title=title.strip(), reason=reason.strip())
    audit.record("change marker edited", by=by, about=marker, details={"title": marker.title, "on": happened_on})
    return marker


@audit.atomic()
def withdraw_marker(*, marker: ChangeMarker, based_on: int, because: str, by: Viewer) -> ChangeMarker:
    """It is no longer shown; it stays on record. Raises Refused, Invalid, Conflict."""
    access.check_can_aim(by)
    _check_stands(marker.withdrawn_on)
    _check_because(because)
    change(marker, based_on=based_on, withdrawn_on=by.today, withdrawn_because=because.strip())
    audit.record("change marker withdrawn", by=by, about=marker, details={"because": because.strip()})
    return marker


def _area(pk: UUID) -> "Area":
    found = places.areas_by_id([pk])
    if not found:
        raise Invalid("Nothing was changed.", [Problem("There is no such area.", "Choose another.", column="area")])
    return found[0]


def _check(about: Definition, area_key: str, period: str, value: float, decided_on: date, by: Viewer) -> None:
    newest = _newest(queries.series(about.slug, [area_key]).get(area_key, []), period)
    aims.check_target(about, period=period, value=value, newest=newest, decided_on=decided_on, today=by.today)


def _newest(figures: list[Figure], period: str) -> Figure | None:
    known = [one for one in figures if one.value is not None and one.period <= period]
    return known[-1] if known else None


def _check_stands(withdrawn_on: date | None) -> None:
    if withdrawn_on is not None:
        raise Invalid(
            "Nothing was changed.", [Problem(f"It was withdrawn on {withdrawn_on:%-d %B %Y}.", "Set a new one.")]
        )


def _check_because(because: str) -> None:
    if not because.strip():
        raise Invalid("It was not withdrawn.", [Problem(SAY_WHY, column="because")])


def _told(row: Target) -> dict[str, object]:
    return {
        "indicator": row.indicator_id, "area": row.area.key, "period": row.period, "value": row.value,
        "decided_on": row.decided_on, "reason": row.reason,
    }  # fmt: skip
