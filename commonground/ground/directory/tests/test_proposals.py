"""A provider's edit link, what is proposed by it, and what a keeper makes of it."""

import re
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from commonground.foundation.audit.models import AuditContent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused, TooOften
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.directory import queries
from commonground.ground.directory.actions import edit_links, proposals
from commonground.ground.directory.models import EditLink, EntryVersion, Language, Phone, Proposal, Schedule, Service
from commonground.ground.directory.tests import entries, feeds
from commonground.ground.directory.tests.entries import ANYBODY, HIDDEN, KEEPER, NOW, of_organisation
from commonground.ground.directory.views import edit_links as views
from commonground.ground.partners.models import Organisation, Sector

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
COUNTING = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "links"}


def whole() -> Service:
    one = entries.service(description="Play.", status="active", is_invented=True)
    Phone.objects.create(service=one, number="01632 960001", description="office", kind="voice")
    Language.objects.create(service=one, name="English", code="en")
    Schedule.objects.create(service=one, freq="WEEKLY", byday="MO", opens_at=time(10), closes_at=time(12), notes="kept")
    here = entries.at(one, entries.place())
    Schedule.objects.create(at_location=here, freq="WEEKLY", byday="TU", opens_at=time(13), closes_at=time(15))
    return one


def hours_at(one: Service) -> str:
    return f"hours-at:{one.at_locations.in_the_open().get().public_id}"


def sent(one: Service, **said: object) -> Proposal:
    """What a provider sends who changes these parts."""
    token = edit_links.make_link(service=one, by=KEEPER).token
    shown = queries.entry(one)
    return edit_links.propose(token=token, shown=shown, said={**shown, **said}, by=ANYBODY)


def take(proposal: Proposal, **how: object) -> None:
    proposals.take_proposal(proposal=proposal, based_on=proposal.version, by=how.pop("by", KEEPER), **how)


# --- the link ---------------------------------------------------------------------------------------------------------


def owned_by(name: str) -> Service:
    sector = Sector.objects.create(slug="council", name="Council")
    return entries.service(owner=Organisation.objects.create(slug="owner", name=name, sector=sector))


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (ANYBODY, False),
        (KEEPER, True),
        (of_organisation("Owner Council", "directory.keep-own"), True),
        (of_organisation("Other Council", "directory.keep-own"), False),
        (of_organisation("Owner Council"), False),
    ],
)
def test_a_link_is_made_and_decided_on_by_whoever_keeps_the_entry(by: Viewer, may: bool) -> None:
    one = owned_by("Owner Council")
    proposal = sent(one, name="Other")
    visible = queries.proposals(by, is_open=True).filter(pk=proposal.pk).exists()
    assert visible is may
    if may:
        edit_links.make_link(service=one, by=by)
        take(proposal, by=by)
    else:
        for act in (
            lambda: edit_links.make_link(service=one, by=by),
            lambda: take(proposal, by=by),
            lambda: proposals.refuse_proposal(proposal=proposal, based_on=1, answer="No", by=by),
            lambda: edit_links.withdraw_link(link=proposal.link, by=by),
        ):
            with pytest.raises(Refused):
                act()
        with pytest.raises(NotFound):
            queries.proposal(proposal.pk, viewer=by)


def test_the_token_of_a_link_is_kept_nowhere() -> None:
    linked = edit_links.make_link(service=whole(), by=KEEPER)
    kept = [str(value) for row in EditLink.objects.values() for value in row.values()]
    kept += AuditContent.objects.values_list("body", flat=True)
    assert not [one for one in kept if linked.token in one]


def test_a_link_works_once_and_only_while_it_is_open() -> None:
    one = whole()
    used = edit_links.make_link(service=one, by=KEEPER)
    shown = queries.entry(one)
    edit_links.propose(token=used.token, shown=shown, said=shown, by=ANYBODY)
    withdrawn = edit_links.make_link(service=one, by=KEEPER)
    edit_links.withdraw_link(link=withdrawn.link, by=KEEPER)
    replaced = edit_links.make_link(service=one, by=KEEPER)
    late = edit_links.make_link(service=one, by=KEEPER)
    for token, now, because in (
        (used.token, NOW, "was used"),
        (withdrawn.token, NOW, "withdrawn"),
        (replaced.token, NOW, "withdrawn"),
        (late.token, NOW + timedelta(days=15), "ran out"),
        ("never-was", NOW, "no such link"),
    ):
        with pytest.raises(NotFound, match=because):
            edit_links.propose(token=token, shown=shown, said=shown, by=ANYBODY.at(now))
    assert Proposal.objects.count() == 1


def test_a_link_that_was_used_is_not_withdrawn() -> None:
    with pytest.raises(Invalid, match="used already"):
        edit_links.withdraw_link(link=sent(whole()).link, by=KEEPER)


# --- what a provider sends and a keeper takes -------------------------------------------------------------------------


def test_what_is_sent_changes_nothing_until_it_is_taken() -> None:
    one = whole()
    sent(one, name="New name", phones=[])
    one.refresh_from_db()
    assert (one.name, one.phones.count()) == ("Stay and play", 1)


def test_all_of_a_proposal_is_taken_as_a_version_and_the_entry_is_vouched_for() -> None:
    one = whole()
    said = {
        "name": "New name", "minimum_age": "0.5", "waiting_weeks": "6", "status": "temporarily closed",
        "phones": ["01632 960002", "01632 960001 (office)"], "languages": ["Polish"],
        "hours": ["Mondays, 10:00 to 12:00", "Fridays, 09:00 to 10:00"], hours_at(one): [],
    }  # fmt: skip
    take(sent(one, **said), is_assured=True)
    one.refresh_from_db()
    assert {code: queries.entry(one)[code] for code in said} == said
    assert (one.waiting_on, one.assured_on) == (TODAY, TODAY)
    assert Schedule.objects.get(service=one, byday="MO").notes == "kept", (
        "a line that stays keeps what it says beyond it"
    )
    assert Phone.objects.get(number="01632 960001").kind == "voice"
    version = EntryVersion.objects.get()
    assert (version.number, set(version.changes)) == (1, set(said))
    assert version.changes["name"] == ["Stay and play", "New name"]


def test_a_proposal_is_taken_in_part() -> None:
    one = whole()
    proposal = sent(one, name="New name", fees="Free")
    take(proposal, taken=["fees"])
    one.refresh_from_db()
    assert (one.name, one.fees, one.assured_on) == ("Stay and play", "Free", None)
    assert (proposal.state, proposal.taken) == ("in-part", ["fees"])
    assert set(EntryVersion.objects.get().changes) == {"fees"}


def test_that_all_is_right_is_word_for_the_entry_and_no_version() -> None:
    one = whole()
    take(sent(one), is_assured=True)
    one.refresh_from_db()
    assert one.assured_on == TODAY
    assert not EntryVersion.objects.exists()


def test_a_proposal_is_refused_with_a_reason() -> None:
    one = whole()
    proposal = sent(one, name="New name")
    with pytest.raises(Invalid, match="Nothing was saved") as told:
        proposals.refuse_proposal(proposal=proposal, based_on=1, answer=" ", by=KEEPER)
    assert told.value.problems[0].column == "answer"
    proposals.refuse_proposal(proposal=proposal, based_on=1, answer="It has another name.", by=KEEPER)
    one.refresh_from_db()
    assert one.name == "Stay and play"
    assert (proposal.state, proposal.answer) == ("refused", "It has another name.")


def test_nothing_ticked_is_no_decision() -> None:
    with pytest.raises(Invalid, match="Nothing was taken"):
        take(sent(whole(), name="New name"), taken=[])


def test_ages_that_would_stand_upside_down_are_not_taken_in_part() -> None:
    one = entries.service(minimum_age=5, maximum_age=11)
    with pytest.raises(Invalid, match="Nothing was taken") as told:
        take(sent(one, minimum_age="12", maximum_age="18"), taken=["minimum_age"])
    assert "Take both ages" in str(told.value.problems[0])


def test_what_was_taken_is_not_changed_back_by_the_feed_that_the_entry_came_from(tmp_path) -> None:
    theirs = feeds.whole_service()
    feeds.take(tmp_path, [theirs])
    one = Service.objects.get()
    take(sent(one), is_assured=True)
    feeds.take(tmp_path, [{**theirs, "fees": "£9"}])
    one.refresh_from_db()
    assert one.fees == "£9", "that all is right leaves it to its feed"
    take(sent(one, fees="£1"))
    feeds.take(tmp_path, [{**theirs, "fees": "£8"}])
    one.refresh_from_db()
    assert one.fees == "£1"


# --- when the entry changed meanwhile ---------------------------------------------------------------------------------


def test_a_proposal_for_an_entry_that_changed_is_a_conflict_with_both_values() -> None:
    one = whole()
    proposal = sent(one, fees="Free", name="New name")
    take(sent(one, fees="£2"))
    with pytest.raises(Conflict) as told:
        take(proposal)
    assert (told.value.theirs, told.value.yours) == ({"What it costs": "£2"}, {"What it costs": "Free"})
    proposal.refresh_from_db()
    one.refresh_from_db()
    assert (proposal.state, one.fees, one.name) == ("waiting", "£2", "Stay and play"), "nothing half done"


def test_a_change_of_another_part_is_no_conflict() -> None:
    one = whole()
    proposal = sent(one, fees="Free")
    take(sent(one, name="New name"))
    take(proposal)
    one.refresh_from_db()
    assert (one.name, one.fees) == ("New name", "Free")


def test_whoever_saw_the_new_value_may_take_the_proposal_over_it() -> None:
    one = whole()
    proposal = sent(one, fees="Free")
    take(sent(one, fees="£2"))
    compared = queries.compared(queries.proposal(proposal.pk, viewer=KEEPER))
    assert [(line.was, line.now, line.said) for line in compared.clashes] == [("", "£2", "Free")]
    take(proposal, taken=["fees"], seen=compared.seen)
    one.refresh_from_db()
    assert one.fees == "Free"
    assert [one.version.number for one in queries.versions(one)] == [2, 1]


def test_hours_at_a_place_where_it_no_longer_is_are_not_taken() -> None:
    one = whole()
    proposal = sent(one, **{hours_at(one): ["Fridays, 09:00 to 10:00"]})
    one.at_locations.all().delete()
    with pytest.raises(Conflict):
        take(proposal)
    with pytest.raises(Invalid, match="Nothing was taken"):
        take(proposal, taken=list(proposal.said), seen=queries.compared(proposal).seen)


def test_of_two_who_decide_the_second_is_told_and_a_decision_stands() -> None:
    proposal = sent(whole(), fees="Free")
    other = Proposal.objects.get()
    take(other)
    with pytest.raises(Conflict):
        take(proposal)
    with pytest.raises(Refused):
        take(other)


# --- in the browser's words -------------------------------------------------------------------------------------------


def posted(page: str, **changed: str) -> dict[str, str]:
    """What a browser would send from the page of a link."""
    found = re.search(r'name="shown" value="([^"]+)"', page)
    at = re.search(r'name="(hours_at_[^"]+)"', page)
    assert found is not None
    assert at is not None
    changed = {at[1]: "Tuesdays, 13:00 to 15:00"} | changed
    first = {"name": "Stay and play", "description": "Play.", "status": "active", "phones": "01632 960001 (office)"}
    return {"shown": found[1], **first, "languages": "English", "hours": "Mondays, 10:00 to 12:00", **changed}


def address(one: Service, email: str = "") -> str:
    return reverse("directory:change", args=[edit_links.make_link(service=one, email=email, by=now()).token])


def now() -> Viewer:
    return KEEPER.at(timezone.now())


def test_a_provider_needs_no_account_and_gets_no_session(client: Client) -> None:
    one = whole()
    where = address(one)
    opened = client.get(where)
    again = client.get(where)
    assert (opened.status_code, again.status_code) == (200, 200), "opening it uses nothing up"
    assert opened["Referrer-Policy"] == "strict-origin"
    assert "no-store" in opened["Cache-Control"] or "no-cache" in opened["Cache-Control"]
    answer = client.post(where, posted(opened.content.decode(), fees="Free"))
    assert answer.status_code == 302
    assert where not in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
    assert "sessionid" not in client.cookies
    assert client.get(where).status_code == 404
    assert Proposal.objects.get().said == {"fees": "Free"}


def test_what_is_wrong_is_said_at_its_field_and_the_link_stays_open(client: Client) -> None:
    one = whole()
    where = address(one)
    wrong = {
        "name": "<script>alert(1)</script>", "email": "nobody", "url": "javascript:alert(1)", "minimum_age": "12",
        "maximum_age": "5", "hours": "Mondays, 10:00 to 12:00\nwhenever", "phones": "ring us",
    }  # fmt: skip
    page = client.post(where, posted(client.get(where).content.decode(), **wrong)).content.decode()
    for said in (
        "without HTML", "no e-mail address", "no address of a web page", "oldest is below the youngest",
        "Line 2: “whenever”", "no telephone number",
    ):  # fmt: skip
        assert said in page
    assert not Proposal.objects.exists()
    assert client.get(where).status_code == 200


def test_an_entry_that_was_signed_by_somebody_else_is_not_taken(client: Client) -> None:
    where = address(whole())
    page = client.post(where, posted(client.get(where).content.decode(), shown="forged")).content.decode()
    assert "changed on its way" in page
    assert not Proposal.objects.exists()


def test_the_link_of_a_service_in_a_confidential_place_shows_nothing_of_it(client: Client) -> None:
    page = client.get(address(entries.refuge())).content.decode()
    assert HIDDEN not in page
    assert "NG18" not in page


def test_whoever_tries_many_links_that_never_were_has_to_wait(rf: RequestFactory, settings) -> None:
    settings.CACHES = {**settings.CACHES, "polite": COUNTING}
    caches["polite"].clear()
    request = rf.get("/")
    request.viewer = ANYBODY
    for number in range(10):
        with pytest.raises(NotFound):
            views.change(request, token=f"guess-{number}")
    with pytest.raises(TooOften):
        views.change(request, token="guess-10")
    right = edit_links.make_link(service=whole(), by=KEEPER).token
    with pytest.raises(TooOften):
        views.change(request, token=right)


def test_the_link_and_the_answer_come_by_mail_and_the_address_is_forgotten(client: Client) -> None:
    linked = edit_links.make_link(service=whole(), email="Provider@Example.org", by=now())
    edit_links.tell_link(linked=linked, address="https://here/link", by=now())
    post.send_due(now=now().now)
    assert "https://here/link" in mail.outbox[0].body
    shown = queries.entry(linked.link.service)
    made = edit_links.propose(token=linked.token, shown=shown, said={**shown, "fees": "Free"}, by=now())
    take(made, answer="Thank you.", by=now())
    post.send_due(now=now().now)
    assert (mail.outbox[1].to, "Thank you." in mail.outbox[1].body) == (["provider@example.org"], True)
    assert EditLink.objects.get().sent_to == ""


def test_an_entry_with_everything_is_opened_compared_and_listed_with_few_queries(
    client: Client, django_assert_max_num_queries
) -> None:
    one = whole()
    where = address(one)
    with django_assert_max_num_queries(12):
        client.get(where)
    proposal = sent(one, fees="Free")
    with django_assert_max_num_queries(9):
        queries.compared(queries.proposal(proposal.pk, viewer=KEEPER))
    take(proposal)
    with django_assert_max_num_queries(4):
        queries.versions(one)


def test_the_day_of_places_and_waiting_goes_with_the_number() -> None:
    one = entries.service(places=5, places_on=date(2026, 1, 1))
    take(sent(one, places=""))
    one.refresh_from_db()
    assert (one.places, one.places_on) == (None, None)
