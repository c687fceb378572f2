"""Writes and edits of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable
from datetime import date

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import ChangeMarker, Target
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.places import actions as place_actions
from commonground.ground.places import queries as places
from tests.security.writes import Edit, Write

BY = operator(NOW, permissions=frozenset({"evidence.aim", "evidence.import", "places.register"}))
COUNTY = "E10000024"
DAY = date(2026, 6, 4)


def make_county() -> None:
    actions.load_packs(by=BY)
    rows = [place_actions.AreaRow("Nottinghamshire", "county", COUNTY)]
    place_actions.register_areas(rows=rows, by=BY)


def mark(token: str) -> None:
    area = places.area_by_reference(COUNTY).pk
    actions.mark_change(area=area, indicator=None, happened_on=DAY, title=token, reason="Report", by=BY)


def marked() -> Iterable[str]:
    return ChangeMarker.objects.values_list("title", flat=True)


def make_target() -> None:
    make_county()
    area = places.area_by_reference(COUNTY).pk
    facts = {"indicator": "re-referrals", "period": "2027", "value": 20.0, "decided_on": DAY, "reason": "Board"}
    actions.set_target(area=area, by=BY, **facts)


def aim_anew(token: str) -> None:
    target = Target.objects.select_related("area").get()
    actions.change_target(target=target, based_on=1, value=19.0, decided_on=DAY, reason=token, by=BY)


def reason() -> str:
    return Target.objects.get().reason


AIMS_WRITES = [Write("change marked", mark, marked, make_county)]
AIMS_EDITS = [Edit("target changed", make_target, aim_anew, reason)]
