"""Pages of groups: what each kind of person reads, who is missing, and that a closed group is known nowhere."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.audit.models import AuditPerson
from commonground.foundation.kernel.viewer import public
from commonground.ground.partners.models import Membership, Role
from commonground.ground.places.models import Area, AreaType
from commonground.partnership.groups import queries, urls
from commonground.partnership.groups.models import (
    Attendance,
    Group,
    GroupArea,
    GroupLink,
    Meeting,
    RequiredSector,
    Seat,
    TermsOfReference,
)
from commonground.partnership.groups.rules.slugs import RESERVED
from commonground.partnership.groups.rules.states import MeetingState, TermsState
from commonground.partnership.groups.rules.words import Link, Openness
from commonground.partnership.groups.tests.bodies import (
    KEEPS,
    KINDS,
    LONG_AGO,
    NOW,
    READS,
    TAKES_PART,
    Cast,
    cast,
    group,
    organisation,
    seat,
    sector,
)

pytestmark = pytest.mark.django_db

SECRET = "Serious incidents"
THIRTEEN = [f"sector-{number}" for number in range(1, 12)] + ["police", "social-care"]


def signed_in(people: Cast, kind: str) -> Client:
    """A browser in which somebody of the cast is signed in, with the role of their kind."""
    permissions = {"manager": KEEPS, "reader": READS}.get(kind, TAKES_PART)
    role = Role.objects.get_or_create(slug=f"role-{kind}", defaults={"name": kind, "permissions": sorted(permissions)})[
        0
    ]
    account = people.people[kind].account
    assert account is not None
    Membership.objects.get_or_create(
        account=account, role=role, organisation=organisation(), defaults={"starts_on": LONG_AGO}
    )
    client = Client()
    client.force_login(account)
    return client


def page(people: Cast, kind: str, name: str = "group", **kwargs: object) -> str:
    client = Client() if kind == "public" else signed_in(people, kind)
    answer = client.get(reverse(f"groups:{name}", kwargs={"slug": people.group.slug, **kwargs}))
    assert answer.status_code == 200
    return answer.content.decode()


def agreed(at: Group, sectors: Sequence[str]) -> TermsOfReference:
    terms = TermsOfReference.objects.create(
        group=at, aim="Plan together", purpose="Lead", quorum=5, status=TermsState.AGREED, agreed_on=LONG_AGO
    )
    for order, slug in enumerate(sectors):
        RequiredSector.objects.create(terms=terms, sector=sector(slug), order=order)
    return terms


def met(at: Group, on: date, *, absent: set[str], deputies: frozenset[str] | set[str] = frozenset()) -> None:
    """A meeting that was held; every other seat of the group was filled."""
    starts_at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    held = Meeting.objects.create(
        group=at, key=str(on), status=MeetingState.HELD, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )
    for one in Seat.objects.filter(group=at):
        came = "absent" if one.sector_id in absent else "deputy" if one.sector_id in deputies else "present"
        Attendance.objects.create(meeting=held, seat=one, sector_id=one.sector_id, came=came)


def closed(name: str = "Rushcliffe") -> Cast:
    """A closed group whose name stands in the name of nobody in it."""
    people = cast(Openness.CLOSED, name)
    Group.objects.filter(pk=people.group.pk).update(name=SECRET, slug="g-0123456789ab")
    people.group.refresh_from_db()
    return people


@pytest.fixture
def missing() -> Cast:
    """Scenario 2: thirteen sectors; police and social care miss their second meeting, one other a first."""
    people = cast()
    Seat.objects.filter(group=people.group).exclude(sector="police").update(sector=sector("other"))
    for slug in THIRTEEN:
        if slug != "police":
            seat(people.group, of=slug)
    agreed(people.group, THIRTEEN)
    met(people.group, date(2026, 9, 14), absent={"police", "social-care"})
    met(people.group, date(2026, 11, 9), absent={"police", "social-care", "sector-11"}, deputies={"sector-3"})
    return people


def test_ten_of_thirteen_came_one_by_a_deputy_and_two_are_alerted(missing: Cast) -> None:
    text = page(missing, "chair")
    assert "10 of 13 required sectors came to the meeting of 9 November 2026: <strong>76.9%</strong>" in text
    assert "Police and Social-care have missed two meetings or more" in text
    assert "Sector-11: missed this meeting" in text


def test_who_is_missing_is_told_across_groups_without_those_one_may_not_know_of(missing: Cast) -> None:
    hidden = closed("Hidden")
    agreed(hidden.group, ["police"])
    [found] = queries.covers(missing.sees("manager"))
    assert [one.required.sector for one in found.alerts] == ["police", "social-care"]
    text = signed_in(missing, "manager").get(reverse("groups:missing")).content.decode()
    assert "76.9%" in text
    assert SECRET not in text


def test_names_are_for_those_inside_and_who_looks_people_up_and_on_record() -> None:
    people = cast(Openness.PUBLIC)
    for kind, reads in (("public", False), ("outsider", False), ("member", True), ("papers", True), ("manager", True)):
        before = AuditPerson.objects.filter(person=people.people["chair"].pk).count()
        text = page(people, kind)
        assert ("Chair of Rushcliffe" in text) is reads, kind
        assert "Head teacher" in text
        shown = AuditPerson.objects.filter(person=people.people["chair"].pk).count() - before
        assert shown == (1 if reads else 0), kind


@pytest.mark.parametrize("kind", [*KINDS, "public"])
def test_a_closed_group_is_told_to_nobody_outside_it(kind: str) -> None:
    people = closed()
    board = group("Board", Openness.PUBLIC)
    GroupLink.objects.create(group=people.group, to=board, kind=Link.REPORTS_TO, starts_on=LONG_AGO)
    viewer = public(NOW) if kind == "public" else people.sees(kind)
    client = Client() if kind == "public" else signed_in(people, kind)
    knows = kind not in {"public", "outsider", "reader", "manager"}
    addresses = [
        reverse("groups:every") + "?q=serious",
        reverse("groups:every-file", args=["csv"]) + "?ended=too",
        reverse("groups:diagram"),
        reverse("groups:links", args=["board"]),
        reverse("groups:group", args=["board"]),
        reverse("home:search") + "?q=incidents",
    ]
    told = {address: SECRET in client.get(address).content.decode() for address in addresses}
    assert told == dict.fromkeys(addresses, knows)
    assert bool(queries.search(viewer, "incidents")) is knows
    answer = client.get(reverse("groups:group", args=[people.group.slug]))
    assert answer.status_code == (200 if knows else 404)
    assert (SECRET in answer.content.decode()) is knows


def test_a_word_that_only_a_closed_group_says_puts_no_slip_right() -> None:
    people = closed()
    asked = queries.AskedGroups(words="incidants")
    assert queries.register(asked, viewer=people.sees("outsider")).read_as == []
    assert queries.register(asked, viewer=people.sees("member")).read_as == [("incidants", ["incidents"])]


def test_the_register_is_narrowed_by_words_with_a_slip_by_kind_and_by_what_has_ended() -> None:
    people = cast()
    ended = group("Old forum", ends_on=date(2025, 1, 1))

    def look(**asked: str) -> list[str]:
        page = queries.register(queries.AskedGroups(**asked), viewer=people.sees("reader"))
        return [one.name for one in page.listed]

    assert look(words="rushclife") == ["Rushcliffe"]
    assert look(type="locality-group") == ["Rushcliffe"]
    assert look(type="board") == []
    assert look(ended="only") == [ended.name]
    assert look(ended="too") == ["Old forum", "Rushcliffe"]


def area(name: str) -> Area:
    kind = AreaType.objects.get_or_create(slug="district", defaults={"name": "District", "plural": "Districts"})[0]
    return Area.objects.create(slug=name.lower(), name=name, search_name=name.lower(), type=kind)


def test_each_district_is_listed_once_with_its_group_or_none() -> None:
    people = cast()
    mansfield, ashfield, gedling = area("Mansfield"), area("Ashfield"), area("Gedling")
    for one in (mansfield, ashfield):
        GroupArea.objects.create(group=people.group, area=one, starts_on=LONG_AGO)
    GroupArea.objects.create(group=people.group, area=gedling, starts_on=LONG_AGO, ends_on=date(2025, 1, 1))
    found = queries.areas_covered(people.sees("reader"), type="locality-group", parts=[mansfield, ashfield, gedling])
    assert [(one.area.name, [held.name for held in one.whole]) for one in found] == [
        ("Mansfield", ["Rushcliffe"]),
        ("Ashfield", ["Rushcliffe"]),
        ("Gedling", []),
    ]
    assert [one.group.name for one in queries.groups_here(people.sees("reader"), mansfield)] == ["Rushcliffe"]
    assert queries.groups_here(people.sees("reader"), gedling) == []


def test_drafts_of_terms_are_for_those_inside_and_who_keeps_the_group() -> None:
    people = cast(Openness.PUBLIC)
    TermsOfReference.objects.create(group=people.group, aim="Only a draft", purpose="One")
    told = {kind: "Only a draft" in page(people, kind, "terms") for kind in (*KINDS, "public")}
    assert {kind for kind, reads in told.items() if not reads} == {"outsider", "reader", "public"}


def test_the_list_of_what_is_to_be_set_up_is_for_those_who_serve_the_group() -> None:
    people = cast()
    assert "Agree the terms of reference" in page(people, "clerk")
    assert "Agree the terms of reference" not in page(people, "member")


@pytest.mark.parametrize(
    ("kind", "name", "most"),
    # some are of the session, the savepoints and the record of who was shown
    [("chair", "group", 24), ("chair", "seats", 20), ("reader", "terms", 18), ("manager", "taking-part", 24)],
)
def test_pages_ask_few_queries(missing: Cast, kind: str, name: str, most: int, django_assert_max_num_queries) -> None:
    client = signed_in(missing, kind)
    address = reverse(f"groups:{name}", args=[missing.group.slug])
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_words_that_begin_an_address_are_no_slugs() -> None:
    first = {str(one.pattern).split("/")[0].split(".")[0] for one in urls.urlpatterns}
    assert {word for word in first if word and "<" not in word} <= RESERVED


def test_terms_on_paper_name_posts_and_local_differences_but_no_people() -> None:
    people = cast()
    template = TermsOfReference.objects.create(name="Locality group", aim="Plan", purpose="Lead", quorum=6)
    terms = agreed(people.group, ["police"])
    TermsOfReference.objects.filter(pk=terms.pk).update(template=template)
    client = signed_in(people, "clerk")
    answer = client.get(reverse("groups:terms-file", args=[people.group.slug, 1, "html"]))
    text = answer.content.decode()
    assert "Where these terms differ from “Locality group”" in text
    assert "Head teacher" in text
    assert "Member of Rushcliffe" not in text
    pdf = b"".join(client.get(reverse("groups:terms-file", args=[people.group.slug, 1, "pdf"])))
    assert pdf.startswith(b"%PDF")


def test_no_name_of_a_council_or_place_stands_in_the_templates() -> None:
    root = Path(urls.__file__).parent / "templates"
    text = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.html"))
    assert not [word for word in ("Nottingham", "Plymouth", "Manchester") if word in text]
