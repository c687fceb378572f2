"""Recording which practitioners a page names."""

from collections.abc import Iterable
from functools import partial

from django.http import HttpRequest

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import viewer_of
from commonground.ground.partners import queries
from commonground.ground.partners.models import Practitioner


def show_practitioners(request: HttpRequest, practitioners: Iterable[Practitioner]) -> None:
    """The page names these people: recorded, and their visibility asked again, just before it is sent."""
    named = {one.pk: one for one in practitioners}
    accounts = [one.account_id for one in named.values() if one.account_id]
    recheck = partial(queries.check_practitioners_visible, viewer_of(request), list(named))
    audit.shown(request, [*named, *accounts], recheck=recheck)
