"""What programs read of groups: no closed group, nothing restricted, nobody's name, whoever asks."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from commonground.ground.partners.models import Membership, Role
from commonground.partnership.groups.models import Action
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KEEPS, LONG_AGO, Cast, cast, meeting, organisation, person
from commonground.partnership.groups.tests.test_group_pages import signed_in
from tests.tokens import a_token, bearer

pytestmark = pytest.mark.django_db
NAMES = {Openness.PUBLIC: "Open", Openness.PARTNERS: "Among partners", Openness.CLOSED: "Behind doors"}


@pytest.fixture
def three() -> dict[Openness, Cast]:
    """A group of each openness with a meeting and two actions, one of them restricted, owned by its member."""
    made = {openness: cast(openness, name) for openness, name in NAMES.items()}
    for openness, people in made.items():
        meeting(people.group, date(2026, 3, 10), join_link="https://example.org/secret-room")
        for number, restricted in ((1, False), (2, True)):
            Action.objects.create(
                group=people.group, number=number, title=f"{NAMES[openness]} {'secretly' if restricted else 'openly'}",
                organisation=organisation(), owner=people.people["member"], due_on=date(2026, 12, 1),
                first_due_on=date(2026, 12, 1), is_restricted=restricted, created_at=datetime(2026, 1, 1).astimezone(),
            )  # fmt: skip
    return made


def asks(who: str, path: str, three: dict[Openness, Cast], status: int = 200) -> Any:
    headers = {}
    client = Client()
    if who == "inside":
        client = signed_in(three[Openness.CLOSED], "chair")
    elif who != "public":
        account = person("Owner of a token").account
        assert account is not None
        rights = sorted(KEEPS | {"partners.hold-token"})
        role = Role.objects.get_or_create(slug="holder", defaults={"name": "Holder", "permissions": rights})[0]
        Membership.objects.get_or_create(
            account=account, role=role, organisation=organisation(), defaults={"starts_on": LONG_AGO}
        )
        headers = bearer(a_token(account, scopes=(who,)))
    answer = client.get(f"/api/v1/groups/{path}", headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.mark.parametrize(
    ("who", "slugs"),
    [
        ("public", ["open"]),
        ("figures", ["open"]),
        ("groups", ["among-partners", "open"]),
        ("inside", ["among-partners", "open"]),
    ],
)
def test_groups_and_meetings_are_told_by_openness_and_closed_ones_to_nobody(
    who: str, slugs: list[str], three: dict[Openness, Cast]
) -> None:
    assert [one["slug"] for one in asks(who, "groups", three)["items"]] == slugs
    assert sorted(one["group"] for one in asks(who, "meetings", three)["items"]) == slugs
    assert asks(who, f"groups/{three[Openness.CLOSED].group.slug}", three, 404)["status"] == 404
    assert asks(who, f"meetings?group={three[Openness.CLOSED].group.slug}", three)["items"] == []


@pytest.mark.parametrize("who", ["groups", "inside"])
def test_actions_are_told_without_restricted_ones_and_without_names(who: str, three: dict[Openness, Cast]) -> None:
    told = asks(who, "actions?state=all", three)["items"]
    assert sorted(one["title"] for one in told) == ["Among partners openly", "Open openly"]
    assert "Member of" not in str(told)


@pytest.mark.parametrize(("who", "status"), [("public", 401), ("figures", 403)])
def test_actions_need_a_token_for_groups(who: str, status: int, three: dict[Openness, Cast]) -> None:
    assert asks(who, "actions", three, status)["status"] == status


def test_how_to_join_online_is_told_to_no_program(three: dict[Openness, Cast]) -> None:
    assert "secret-room" not in str(asks("groups", "meetings", three))


@pytest.mark.parametrize(
    ("asked", "count"),
    [("since=2026-03-10", 1), ("since=2026-03-11", 0), ("until=2026-03-10", 0), ("until=2026-03-11", 1)],
)
def test_the_calendar_is_narrowed_by_days_of_england(asked: str, count: int, three: dict[Openness, Cast]) -> None:
    assert len(asks("public", f"meetings?{asked}", three)["items"]) == count


def test_a_long_list_comes_in_pages(three: dict[Openness, Cast]) -> None:
    first = asks("groups", "groups?limit=1", three)
    second = asks("groups", first["next"].partition("/groups/")[2], three)
    assert [one["slug"] for page in (first, second) for one in page["items"]] == ["among-partners", "open"]
    assert second["next"] is None
