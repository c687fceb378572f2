"""Edits of gaps that the harness does by many at once."""

from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.directory import access, actions
from commonground.ground.directory.models import Gap
from commonground.ground.partners.models import Organisation, Sector
from commonground.ground.places.models import Area, AreaType
from tests.security.writes import Edit

DUE = date(2099, 1, 1)


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def opened() -> None:
    kind, _ = AreaType.objects.get_or_create(slug="locality", defaults={"name": "Locality", "plural": "Localities"})
    area, _ = Area.objects.get_or_create(slug="north", defaults={"name": "North", "search_name": "north", "type": kind})
    sector, _ = Sector.objects.get_or_create(slug="council", defaults={"name": "Council"})
    owner, _ = Organisation.objects.get_or_create(slug="owner", defaults={"name": "Owner", "sector": sector})
    codes = {"need": "money", "band": "every-age", "origin": "raised"}
    actions.open_gap(**codes, area=area, about="", owner=owner, next_step="Ask", due_on=DUE, by=keeper())


def held() -> Gap:
    return Gap.objects.select_related("owner", "area").get()


def change(token: str) -> None:
    one = held()
    actions.change_gap(gap=one, based_on=1, about=token, owner=one.owner, next_step="Ask", due_on=DUE, by=keeper())


def report(token: str) -> None:
    actions.report_on_gap(gap=held(), based_on=1, text=token, next_step=token, due_on=DUE, by=keeper())


def close(token: str) -> None:
    actions.close_gap(gap=held(), based_on=1, outcome="widened", outcome_text=token, by=keeper())


EDITS_OF_GAPS = [
    Edit("directory.change_gap", opened, change, lambda: held().about),
    Edit("directory.report_on_gap", opened, report, lambda: held().action),
    Edit("directory.close_gap", opened, close, lambda: held().outcome_text),
]
