"""Counting that no service was found, and closing weeks. Nobody is told of the first, not even the audit."""

from datetime import date
from uuid import UUID

from django.db.models import F, Sum

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem, TooOften
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access, queries
from commonground.ground.directory.models import CountedWeek, NoneFound
from commonground.ground.directory.rules import none_found as rules

A_WEEK = 7 * 24 * 60 * 60


@audit.atomic()
def say_none_found(*, need: str, band: str, area: UUID, why: str, by: Viewer) -> None:
    """Count once more, in this week, that nothing was found for these codes. Anybody may. Raises Invalid and TooOften.

    Of `by` only the day is used: nothing is recorded, because an event beside a count of one would name who said it
    (docs/decisions). What is on record is how much was said in a week that is over: `close_weeks`.
    """
    _check_codes(need, band, area, why, on=by.today)
    said = rules.Saying(rules.week_of(by.today), need, band, area, why)
    codes = {"week": said.week, "need": need, "band": band, "area_id": area, "why": why}
    NoneFound.objects.get_or_create(pk=said.key, defaults=codes)
    most = queries.saying_policy().most_a_week
    if not NoneFound.objects.filter(pk=said.key, count__lt=most).update(count=F("count") + 1):
        raise TooOften(
            "This has been said so often this week that it is counted no further. It will be seen.", wait=A_WEEK
        )


def _check_codes(need: str, band: str, area: UUID, why: str, *, on: date) -> None:
    """Nothing smaller than a locality is kept, whatever is sent."""
    allowed = {one.pk for _, areas in queries.areas_to_say(on=on) for one in areas}
    is_known = {
        "need": need in queries.needs(),
        "band": band in queries.bands(),
        "area": area in allowed,
        "why": why in queries.whys(),
    }
    wrong = [name for name, known in is_known.items() if not known]
    if wrong:
        raise Invalid("Nothing was counted.", [Problem("Choose one of the list.", column=name) for name in wrong])


@audit.atomic()
def close_weeks(*, by: Viewer) -> dict[str, int]:
    """Close each week that is over: how much was said in it goes on record, and its rows are written again in the order
    of their keys, so that not even the order in which the database holds them tells what was said first."""
    access.check_can_keep_gaps(by)
    closed = {}
    for week in queries.weeks_to_count(on=by.today):
        rows = list(NoneFound.objects.filter(week=week).order_by("pk"))
        NoneFound.objects.filter(week=week).delete()
        NoneFound.objects.bulk_create(rows)
        said = NoneFound.objects.filter(week=week).aggregate(said=Sum("count"))["said"]
        made = CountedWeek.objects.create(week=week, said=said)
        audit.record("week of none found closed", by=by, about=made, details={"said": said})
        closed[week.isoformat()] = int(said)
    return closed
