"""Writes and edits of this room that the harness does by many at once and kills in the middle."""

import io
from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.groups import actions
from commonground.partnership.groups.formats.archive import ArchiveReader, write_archive
from commonground.partnership.groups.models import Group, GroupType, MinuteText, TermsOfReference
from commonground.partnership.groups.queries.archive import columns_of
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import item, meeting, organisation
from commonground.partnership.groups.tests.oversight_writes import OVERSIGHT_EDITS
from tests.security.writes import Edit, Write

NAME = "Written by many"
SINCE = date(2024, 4, 1)


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))


def make_type() -> None:
    GroupType.objects.get_or_create(slug="forum", defaults={"name": "Forum", "plural": "Forums"})
    organisation()


def start(token: str) -> None:
    actions.start_group(
        name=token,
        type=GroupType.objects.get(slug="forum"),
        openness=Openness.PARTNERS,
        host=organisation(),
        starts_on=SINCE,
        by=keeper(),
    )


def started() -> Iterable[str]:
    return Group.objects.values_list("name", flat=True)


def make_draft() -> None:
    make_type()
    start(NAME)
    actions.draft_terms(group=Group.objects.get(name=NAME), by=keeper())


def write_terms(token: str) -> None:
    terms = TermsOfReference.objects.get(group__name=NAME)
    actions.write_terms(terms=terms, wording=actions.Wording(aim=token, purpose="Lead"), based_on=1, by=keeper())


def aim() -> str:
    return TermsOfReference.objects.get(group__name=NAME).aim


def make_group() -> None:
    make_type()
    start(NAME)


def change_group(token: str) -> None:
    held = Group.objects.get(name=NAME)
    actions.change_group(
        group=held,
        based_on=1,
        name=held.name,
        type=held.type,
        openness=Openness.PARTNERS,
        host=held.host,
        about=token,
        seats_chairs=False,
        by=keeper(),
    )


def about() -> str:
    return Group.objects.get(name=NAME).about


def make_minutes() -> None:
    """A meeting that was held, whose minutes are open: two clerks sit at one item."""
    make_group()
    at = meeting(Group.objects.get(name=NAME), SINCE)
    item(at, "Canary item")
    actions.record_attendance(meeting=at, based_on=1, entries=[], by=keeper())


def write_minute(token: str) -> None:
    actions.write_minute(text=MinuteText.objects.get(), words=token, based_on=1, by=keeper())


def minute() -> str:
    return MinuteText.objects.get().text


def take_archive(token: str) -> None:
    """An archive of one group, as another site would have written it."""
    row = {column.name: None for column in columns_of(Group)}
    row |= {
        "id": str(uuid4()),
        "version": 1,
        "slug": uuid4().hex,
        "name": token,
        "type": "forum",
        "host": "shire-council",
    }
    row |= {"openness": "partners", "starts_on": SINCE.isoformat(), "seats_chairs": False, "is_invented": False}
    row |= dict.fromkeys(("about", "outcome", "closed_by", "source", "also"), "")
    text = "".join(write_archive([("groups", [row])], is_whole=True))
    lines = ArchiveReader("archive.json", io.StringIO(text)).lines()
    actions.take_archive(lines=lines, file_of=lambda digest: None, digest=token, by=keeper())


WRITES = [
    Write("groups.start_group", start, started, make_type),
    Write("groups.take_archive", take_archive, started, make_type),
]
EDITS = [
    Edit("groups.write_terms", make_draft, write_terms, aim),
    Edit("groups.change_group", make_group, change_group, about),
    Edit("groups.write_minute", make_minutes, write_minute, minute),
    *OVERSIGHT_EDITS,
]
