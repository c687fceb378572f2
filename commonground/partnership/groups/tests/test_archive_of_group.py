"""Who takes the record of a group away, and what is not in it for whom."""

import json
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.ground.partners.models import Membership, Role
from commonground.partnership.groups import queries
from commonground.partnership.groups.formats.archive import write_archive
from commonground.partnership.groups.models import Action
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KINDS, LONG_AGO, TAKES_PART, Cast, organisation
from commonground.partnership.groups.tests.whole import CANARY, whole_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]

WHOLE, OPEN, REFUSED, UNKNOWN = "all of it", "what is open", "refused", "unknown"
# kind of person → what they take of a group open to partners, and of a closed one
TAKES = {
    "chair": (WHOLE, WHOLE),
    "clerk": (WHOLE, WHOLE),
    "member": (REFUSED, REFUSED),
    "deputy": (REFUSED, REFUSED),
    "papers": (REFUSED, REFUSED),
    "invited": (REFUSED, REFUSED),
    "observer": (REFUSED, REFUSED),
    "outsider": (REFUSED, UNKNOWN),
    "reader": (REFUSED, UNKNOWN),
    "manager": (OPEN, UNKNOWN),
}


def record(inside: Cast, kind: str) -> str:
    viewer = inside.sees(kind)
    found = queries.record_of(queries.group(inside.group.slug, viewer=viewer), viewer=viewer)
    return "".join(write_archive(found.tables(), is_whole=False))


def tables(text: str) -> dict[str, list[dict[str, Any]]]:
    held: dict[str, list[dict[str, Any]]] = json.loads(text)["tables"]
    return held


def taken(inside: Cast, kind: str) -> str:
    try:
        text = record(inside, kind)
    except NotFound:
        return UNKNOWN
    except Refused:
        return REFUSED
    return WHOLE if f"{CANARY} item" in text else OPEN


def test_the_table_names_everybody() -> None:
    assert set(TAKES) == set(KINDS)


@pytest.mark.parametrize("openness", [Openness.PARTNERS, Openness.CLOSED])
def test_who_takes_what(openness: Openness) -> None:
    inside = whole_group(openness)
    column = 1 if openness == Openness.CLOSED else 0
    assert {kind: taken(inside, kind) for kind in KINDS} == {kind: row[column] for kind, row in TAKES.items()}


def test_nothing_restricted_and_no_closed_group_is_in_what_a_manager_takes() -> None:
    text = record(whole_group(), "manager")
    assert CANARY not in text
    assert "g-0123" not in text
    held = tables(text)
    assert [one["title"] for one in held["items"]] == ["Open item"]
    assert [len(held[name]) for name in ("decisions", "actions", "progress", "minute-texts", "files")] == [
        2,
        1,
        1,
        1,
        1,
    ]
    assert [item["title"] for item in held["packs"][0]["content"]["items"]] == ["Open item"]
    assert held["packs"][0]["pages_restricted"] == 0
    assert [item["title"] for item in held["minutes"][0]["content"]["items"]] == ["Open item"]
    assert (held["links"], held["reporting-duties"][0]["to"]) == ([], None)


def test_a_chair_takes_what_is_restricted_too_but_not_the_closed_group_above_nor_anybodys_address() -> None:
    inside = whole_group()
    text = record(inside, "chair")
    assert f"{CANARY} closed" not in text
    assert "@example.org" not in text
    held = tables(text)
    assert [one["title"] for one in held["items"]] == ["Open item", f"{CANARY} item"]
    assert held["read"] == []
    assert held["items"][0]["sponsor"] == "Chair of Rushcliffe"


def test_a_manager_is_not_told_who_left() -> None:
    inside = whole_group()
    deputy = inside.people["deputy"]
    deputy.left_on = inside.sees("manager").today
    deputy.save()
    held = tables(record(inside, "manager"))
    assert "Deputy of Rushcliffe" not in {one["name"] for one in held["people"]}
    assert held["actions"][0]["owner"] is None
    assert "Deputy of Rushcliffe" in {one["name"] for one in tables(record(inside, "clerk"))["people"]}


def times_asked(inside: Cast, kind: str) -> int:
    """How often taking the record asks, the group and what the viewer is to it included."""
    with CaptureQueriesContext(connection) as made:
        record(inside, kind)
    return len(made)


@pytest.mark.parametrize("kind", ["chair", "manager"])
def test_a_record_asks_as_often_with_many_rows_as_with_few_and_twelve_times_on_the_site(kind: str) -> None:
    session, on_record = 2, 3
    full = whole_group()
    times = times_asked(full, kind)
    assert times <= 12 - session - on_record
    Action.objects.bulk_create(
        Action(
            group=full.group, number=100 + at, title=f"Action {at}", due_on=LONG_AGO, first_due_on=LONG_AGO,
            organisation=organisation(), owner=full.people["chair"], created_at=full.sees("chair").now,
        )
        for at in range(30)
    )  # fmt: skip
    assert times_asked(full, kind) == times
    assert len(tables(record(full, kind))["actions"]) > 30


def test_that_it_left_and_whom_it_names_is_on_record(client: Client) -> None:
    inside = whole_group()
    role = Role.objects.create(slug="group-member", name="x", description="x", permissions=sorted(TAKES_PART))
    account = inside.people["chair"].account
    assert account is not None
    Membership.objects.create(account=account, role=role, organisation=organisation(), starts_on=LONG_AGO)
    client.force_login(account)
    sent = client.get(reverse("groups:record", args=[inside.group.slug]))
    assert isinstance(sent, StreamingHttpResponse)
    event = AuditEvent.objects.get(verb="exported")
    assert sent["Content-Disposition"].startswith('attachment; filename="rushcliffe-2')
    assert f"{CANARY} item" in sent.getvalue().decode()
    assert str(inside.group.pk) in str(vars(event))
