"""Required sectors that begin to be missed, of every group, for the night's round."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commonground.partnership.groups.models import Group, RequiredSector
from commonground.partnership.groups.queries.cover import LATEST, asked_sectors, meetings_seen
from commonground.partnership.groups.rules.coverage import Required, alert_began
from commonground.partnership.groups.rules.states import TermsState


@dataclass(frozen=True)
class AlertBegun:
    """A sector that the agreed terms of a group ask for has missed two meetings running, the second on a day."""

    group: Group
    required: Required
    on: date


def alerts_begun(*, today: date) -> Iterator[AlertBegun]:
    """Of every running group, closed ones too: only for those who are told of their own group. Three queries."""
    running = {one.pk: one for one in Group.objects.current_on(today).order_by("pk")}
    agreed = RequiredSector.objects.filter(terms__group__in=running, terms__status=TermsState.AGREED)
    asked = asked_sectors(RequiredSector.objects.filter(terms__group__in=running))
    seen = meetings_seen(running, asked)
    for terms, group in agreed.order_by("terms__group").values_list("terms", "terms__group").distinct():
        for required in asked[terms]:
            on = alert_began(required.sector, seen.get(group, []), known=LATEST)
            if on is not None:
                yield AlertBegun(running[group], required, on)
