"""Recording whom a page of groups names, in one write a page."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import viewer_of
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.queries import Table

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


def show_people(request: HttpRequest, people: "Iterable[Practitioner]", *, group: Group | None = None) -> None:
    """The page names these people: on record, and whether the viewer still knows of the group is asked again."""
    named = {one.pk: one for one in people}
    if not named:
        return
    accounts = [one.account_id for one in named.values() if one.account_id]
    recheck = partial(queries.check_group_known, group.slug, viewer=viewer_of(request)) if group else None
    audit.shown(request, [*named, *accounts], recheck=recheck)


def show_table(request: HttpRequest, table: Table) -> None:
    """Everybody at a table whose name the viewer may read."""
    show_people(request, table.named, group=table.group)
