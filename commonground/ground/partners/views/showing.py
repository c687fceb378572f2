"""Recording whom a page names."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import viewer_of
from commonground.ground.partners import queries


def show(request: HttpRequest, account_ids: list[UUID]) -> None:
    """The page names these people: recorded, and their visibility asked again, just before it is sent."""
    audit.shown(request, account_ids, recheck=partial(queries.check_still_visible, viewer_of(request), account_ids))
