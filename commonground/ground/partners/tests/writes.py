"""Writes and edits of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable

from django.utils import timezone

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.partners import actions
from commonground.ground.partners.models import Organisation
from tests.security.writes import Edit, Write

SECTORS = """
[[sector]]
slug = "trial"
name = "Trial"
"""
SLUG = "edited-by-many"


def somebody() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"partners.grant"}))


def make_sector() -> None:
    actions.load_sectors(text=SECTORS, by=somebody())


def register(token: str) -> None:
    actions.register_organisation(slug=token, name=token, sector="trial", by=somebody())


def registered() -> Iterable[str]:
    return Organisation.objects.values_list("slug", flat=True)


def make_organisation() -> None:
    make_sector()
    register(SLUG)


@audit.atomic()
def rename(token: str) -> None:
    """What an action that renames would do; the room has none yet."""
    row = Organisation.objects.get(slug=SLUG)
    change(row, based_on=1, name=token)
    audit.record("organisation renamed", by=somebody(), about=row)


def name_now() -> str:
    return Organisation.objects.get(slug=SLUG).name


WRITES = [Write("organisation registered", register, registered, make_sector)]
EDITS = [Edit("organisation renamed", make_organisation, rename, name_now)]
