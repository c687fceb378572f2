"""Pages of minutes and actions: used as a clerk, a chair, a member and an outsider would."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from commonground.ground.partners.models import Membership, Role
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Action, Meeting
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import LONG_AGO, TODAY, Cast, cast, item, meeting, organisation, terms

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]
ROLES = {"manager": "locality-manager", "reader": "front-door-worker"}


@pytest.fixture
def people(_roles: None) -> Cast:
    return cast()


@pytest.fixture
def _roles() -> None:
    for slug, permissions in (
        ("group-member", ["groups.read", "groups.take-part", "partners.look-up"]),
        ("locality-manager", ["groups.read", "groups.take-part", "groups.keep", "partners.look-up"]),
        ("front-door-worker", ["groups.read"]),
    ):
        Role.objects.update_or_create(
            slug=slug, defaults={"name": slug, "description": slug, "permissions": permissions}
        )


@pytest.fixture
def sign_in(people: Cast) -> SignIn:
    def as_kind(kind: str) -> Client:
        account = people.people[kind].account
        assert account is not None
        Membership.objects.create(
            account=account,
            role_id=ROLES.get(kind, "group-member"),
            organisation=organisation(),
            starts_on=LONG_AGO,
        )
        client = Client()
        client.force_login(account)
        return client

    return as_kind


@pytest.fixture
def at(people: Cast) -> Meeting:
    made = meeting(people.group, TODAY - timedelta(days=3), terms=terms(people.group, quorum=2))
    item(made, "Locality plan")
    item(made, "Canary tender", restricted="Commercially confidential")
    return made


def address(name: str, at: Meeting, *more: object) -> str:
    return reverse(f"groups:{name}", args=[at.group.slug, at.key, *more])


def sheet_of(at: Meeting, **came: str) -> dict[str, Any]:
    sent: dict[str, Any] = {"based_on": at.version, "others": "Sam Guest, Youth council"}
    for one in queries.sheet(at).seats:
        sent[f"came-{one.seat.pk}"] = came.get(one.seat.sector_id.replace("-", "_"), "present")
    return sent


def said(answer: HttpResponse) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_clerk_takes_a_meeting_from_the_sheet_to_approved_minutes(sign_in: SignIn, at: Meeting) -> None:
    clerk = sign_in("clerk")
    page = said(clerk.get(address("attendance", at)))
    assert "Police manager" in page
    assert "The terms ask for 2 seats" in page
    answer = clerk.post(address("attendance", at), sheet_of(at), follow=True)
    assert "the quorum was reached" in said(answer)
    plan = at.items.get(title="Locality plan")
    first = address("minute-item", at, plan.pk)
    clerk.get(address("minute", at))
    sent = {
        "based_on": 1,
        "text": "The group talked about mornings.",
        "put": "Agree the plan.",
        "put_outcome": "agreed",
        "action_title": "Visit the school",
        "action_organisation": str(at.group.host_id),
        "action_due_on_0": "1",
        "action_due_on_1": "3",
        "action_due_on_2": "2027",
        "action_urgency": "high",
    }
    answer = clerk.post(first, sent)
    assert answer.status_code == 302
    assert "Decision 2026/1" in said(clerk.get(first))
    clerk.post(address("put-minutes", at), {"based_on": queries.minutes_of(at).version})
    chair = sign_in("chair")
    read = said(chair.get(address("minutes", at)))
    assert "Canary tender" in read
    assert "Sam Guest, Youth council" in read
    answer = chair.post(
        address("approve-minutes", at),
        {"based_on": queries.minutes_of(at).version, "on_0": str(TODAY.day), "on_1": "11", "on_2": "2026"},
        follow=True,
    )
    assert "Approved on 22 November 2026." in said(answer)


def test_the_minutes_of_a_meeting_without_an_agenda_say_who_came(sign_in: SignIn, people: Cast) -> None:
    bare = meeting(people.group, TODAY - timedelta(days=3))
    page = said(sign_in("clerk").post(address("attendance", bare), sheet_of(bare), follow=True))
    assert "This meeting had no agenda" in page
    assert "Police manager" in page


def test_a_sheet_with_an_empty_line_comes_back_with_what_was_typed(sign_in: SignIn, at: Meeting) -> None:
    sent = sheet_of(at)
    missing = next(name for name in sent if name.startswith("came-"))
    del sent[missing]
    page = said(sign_in("clerk").post(address("attendance", at), sent))
    assert "There is a problem" in page
    assert "Sam Guest" in page
    assert not queries.sheet(at).is_recorded


def test_a_deputy_must_be_chosen_where_a_deputy_came(sign_in: SignIn, at: Meeting, people: Cast) -> None:
    clerk = sign_in("clerk")
    page = said(clerk.get(address("attendance", at)))
    assert people.people["deputy"].name in page
    police = next(one for one in queries.sheet(at).seats if one.deputies)
    sent = {**sheet_of(at, police="deputy"), f"deputy-{police.seat.pk}": str(people.people["deputy"].pk)}
    clerk.post(address("attendance", at), sent)
    entry = next(one.entry for one in queries.sheet(at).seats if one.seat.pk == police.seat.pk)
    assert entry.practitioner == people.people["deputy"]


def test_without_a_quorum_the_page_says_why_nothing_was_agreed(sign_in: SignIn, at: Meeting) -> None:
    clerk = sign_in("clerk")
    clerk.post(address("attendance", at), sheet_of(at, schools="absent", social_care="absent"))
    plan = at.items.get(title="Locality plan")
    sent = {"based_on": 1, "text": "Kept", "put": "Agree the plan.", "put_outcome": "agreed", "action_urgency": "low"}
    page = said(clerk.post(address("minute-item", at, plan.pk), sent))
    assert "seats filled: 1, needed: 2; there was no quorum" in page
    assert "Kept" in page
    assert not at.decisions.exists()


def test_two_clerks_at_one_item_get_a_conflict_with_both_texts(sign_in: SignIn, at: Meeting) -> None:
    clerk, chair = sign_in("clerk"), sign_in("chair")
    clerk.post(address("attendance", at), sheet_of(at))
    one = address("minute-item", at, at.items.get(title="Locality plan").pk)
    clerk.post(one, {"based_on": 1, "text": "We agreed.", "stay": "yes", "action_urgency": "low"})
    answer = chair.post(one, {"based_on": 1, "text": "It was agreed.", "action_urgency": "low"})
    assert answer.status_code == 409
    assert "We agreed." in answer.content.decode()
    assert "It was agreed." in answer.content.decode()


def put_with(at: Meeting, **votes: str) -> dict[str, Any]:
    return {"based_on": 1, "put": "Agree the plan.", "put_outcome": "agreed", "action_urgency": "low", **votes}


def test_votes_are_typed_shown_and_corrected(sign_in: SignIn, at: Meeting) -> None:
    clerk = sign_in("clerk")
    clerk.post(address("attendance", at), sheet_of(at))
    one = address("minute-item", at, at.items.get(title="Locality plan").pk)
    clerk.post(one, put_with(at, put_for="2", put_against="0", put_abstained=""))
    assert "Votes: 2 for, 0 against" in said(clerk.get(address("minutes", at)))
    made = at.decisions.get()
    key = made.recommendation_id
    page = said(clerk.get(one))
    assert f'name="for-{key}"' in page
    sent = {"based_on": 1, f"outcome-{key}": "agreed", f"version-{key}": 1, "action_urgency": "low"}
    clerk.post(one, {**sent, f"for-{key}": "1", f"against-{key}": "1", f"abstained-{key}": "0"})
    made.refresh_from_db()
    assert (made.votes_for, made.votes_against, made.abstentions, made.version) == (1, 1, 0, 2)
    assert "Votes: 1 for, 1 against, 0 abstaining" in said(clerk.get(address("minutes", at)))


@pytest.mark.parametrize(
    ("votes", "says"),
    [
        ({"put_for": "2.5"}, "Votes for must be a whole number"),
        ({"put_for": "-1"}, "greater than or equal to 0"),
        ({"put_for": "40"}, "40 votes are more than the "),
        ({"put_for": "0", "put_against": "2"}, "2 against and 0 for do not agree it."),
        ({"put_for": "2", "put_outcome": ""}, "Choose what the vote decided, or clear the votes"),
    ],
)
def test_votes_that_cannot_be_are_told_at_their_field(
    sign_in: SignIn, at: Meeting, votes: dict[str, str], says: str
) -> None:
    clerk = sign_in("clerk")
    clerk.post(address("attendance", at), sheet_of(at))
    one = address("minute-item", at, at.items.get(title="Locality plan").pk)
    page = said(clerk.post(one, put_with(at, **votes)))
    assert says in page
    assert 'href="#id_put_' in page
    assert "Agree the plan." in page
    assert not at.decisions.exists()


@pytest.mark.parametrize("kind", ["papers", "observer", "outsider", "reader"])
def test_a_restricted_title_reaches_nobody_outside_the_table(sign_in: SignIn, at: Meeting, kind: str) -> None:
    clerk = sign_in("clerk")
    clerk.post(address("attendance", at), sheet_of(at))
    tender = at.items.get(title="Canary tender")
    clerk.post(
        address("minute-item", at, tender.pk),
        {
            "based_on": 1,
            "text": "Canary text",
            "action_title": "Canary action",
            "action_organisation": str(at.group.host_id),
            "action_due_on_0": "1",
            "action_due_on_1": "3",
            "action_due_on_2": "2027",
            "action_urgency": "high",
        },
    )
    assert Action.objects.get().is_restricted
    clerk.post(address("put-minutes", at), {"based_on": queries.minutes_of(at).version})
    sign_in("chair").post(
        address("approve-minutes", at),
        {"based_on": queries.minutes_of(at).version, "on_0": "22", "on_1": "11", "on_2": "2026"},
    )
    other = sign_in(kind)
    addresses = [
        address("minutes", at),
        address("briefing", at),
        address("briefing-file", at, "docx"),
        reverse("groups:actions"),
        reverse("groups:actions-file", args=["csv"]),
        reverse("groups:action", args=[Action.objects.get().pk]),
        address("comment", at, tender.pk),
    ]
    for one in addresses:
        assert b"Canary" not in other.get(one).content, one
    assert other.get(reverse("groups:action", args=[Action.objects.get().pk])).status_code == 404
    assert b"Canary" not in Client().get(address("minutes", at)).content


def test_only_who_serves_the_group_opens_its_sheet(sign_in: SignIn, at: Meeting) -> None:
    assert sign_in("member").get(address("attendance", at)).status_code == 403
    assert sign_in("outsider").get(address("attendance", at)).status_code == 403


def test_a_closed_group_answers_as_if_it_were_not_there(sign_in: SignIn, at: Meeting, people: Cast) -> None:
    people.group.openness, people.group.name = Openness.CLOSED, "Canary group"
    people.group.save()
    outsider = sign_in("outsider")
    for one in ("attendance", "minute", "minutes", "briefing"):
        answer = outsider.get(address(one, at))
        assert answer.status_code == 404
        assert people.group.name not in answer.content.decode()


def test_an_action_is_reported_on_and_closed_by_its_owner(sign_in: SignIn, people: Cast) -> None:
    made = actions.agree_action(
        group=people.group,
        title="Visit the school",
        organisation=organisation(),
        owner=people.people["member"],
        due_on=TODAY + timedelta(days=9),
        by=people.sees("clerk"),
    )
    member = sign_in("member")
    assert "Visit the school" in said(member.get(reverse("groups:actions") + "?mine=on"))
    member.post(
        reverse("groups:report-action", args=[made.pk]), {"based_on": 1, "text": "Rang them", "next_step": "Go"}
    )
    page = said(member.post(reverse("groups:close-action", args=[made.pk]), {"based_on": 2, "effect": "done"}))
    assert "Say what it has changed, and how that is known" in page
    answer = member.post(
        reverse("groups:close-action", args=[made.pk]), {"based_on": 2, "effect": "Ten came earlier"}, follow=True
    )
    assert "Ten came earlier" in said(answer)
    assert sign_in("deputy").get(reverse("groups:report-action", args=[made.pk])).status_code == 403


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_minutes_and_briefing_come_on_paper(sign_in: SignIn, at: Meeting, suffix: str) -> None:
    clerk = sign_in("clerk")
    clerk.post(address("attendance", at), sheet_of(at))
    for name in ("minutes-file", "briefing-file"):
        answer = clerk.get(address(name, at, suffix))
        assert answer.status_code == 200
        assert len(answer.content) > 2000


def test_pages_of_minutes_ask_few_queries(
    sign_in: SignIn, at: Meeting, people: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    clerk = sign_in("clerk")
    clerk.post(address("attendance", at), sheet_of(at))
    plan = at.items.get(title="Locality plan")
    clerk.post(address("put-minutes", at), {"based_on": queries.minutes_of(at).version})
    actions.approve_minutes(minutes=queries.minutes_of(at), based_on=2, on=TODAY, by=people.sees("chair"))
    # Four of them are the record of who was shown, three find out who asks.
    for one, most in (
        (address("minutes", at), 12),
        (address("attendance", at), 12),
        (address("minute-item", at, plan.pk), 18),
        (reverse("groups:actions"), 12),
    ):
        clerk.get(one)
        with django_assert_max_num_queries(most):
            clerk.get(one)
