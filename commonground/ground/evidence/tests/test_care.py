"""Who answers for figures, when they are due, and what reviews found (E2, E15, E19)."""

from datetime import date

import pytest
from django.test import Client

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import Care, Review
from commonground.ground.evidence.rules.freshness import State
from commonground.ground.evidence.tests import caring
from commonground.ground.evidence.tests.built import load_as_steward
from commonground.ground.evidence.tests.caring import NOW, STEWARD
from tests.beginnings import begins_with, begun

pytestmark = pytest.mark.django_db


@pytest.fixture
@begins_with(load_as_steward)
def loaded(db, home):
    """Two datasets: figures up to the year to 31 March 2024, so more were due by 31 October 2025."""
    begun(load_as_steward)


@pytest.fixture
def team(loaded):
    return caring.team()


def test_the_newest_period_and_the_promise_make_figures_overdue(loaded):
    found = queries.standing("dfe-cin", STEWARD)
    assert (found.freshness.state, found.freshness.due_on) == (State.OVERDUE, date(2025, 10, 31))
    assert queries.standing("low-income-families", STEWARD).freshness.state is State.NOT_LOADED
    assert queries.entry("gcse-five-good", STEWARD).entry.freshness.state is State.RETIRED


def test_a_day_that_the_publisher_put_off_to_holds_until_something_newer_is_loaded(team, written, c1):
    charge = actions.Charge(team=team, expected_on=date(2027, 1, 31), expected_why="The publisher says so")
    actions.take_care(of=caring.dataset(), based_on=actions.NEW, charge=charge, by=STEWARD)
    assert queries.standing("dfe-cin", STEWARD).freshness.state is State.UP_TO_DATE
    corrected = written("later.csv", c1.read_text().replace("2186,25.8", "2203,26.0", 1))
    actions.import_files(kind="dfe-cin", paths=[corrected], by=STEWARD)
    assert queries.standing("dfe-cin", STEWARD).freshness.due_on == date(2025, 10, 31)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"review_months": 12}, "review_on"),
        ({"expected_on": date(2027, 1, 31)}, "expected_on"),
        ({"expected_on": date(2020, 1, 31), "expected_why": "x"}, "expected_on"),
    ],
)
def test_days_that_do_not_go_together_are_refused_at_their_field(team, values, field):
    with pytest.raises(Invalid) as refused:
        actions.take_care(
            of=caring.dataset(), based_on=actions.NEW, charge=actions.Charge(team=team, **values), by=STEWARD
        )
    assert [problem.column for problem in refused.value.problems] == [field]
    assert not Care.objects.exists()


def test_two_who_take_care_of_the_same_meet(team):
    held = caring.care(team)
    with pytest.raises(Conflict):
        caring.care(team)
    actions.take_care(of=caring.dataset(), based_on=held.version, charge=actions.Charge(team=team), by=STEWARD)
    with pytest.raises(Conflict):
        actions.take_care(of=caring.dataset(), based_on=held.version, charge=actions.Charge(team=team), by=STEWARD)


def test_somebody_without_the_permission_changes_nothing(team):
    with pytest.raises(Refused, match="You may not look after figures"):
        actions.take_care(of=caring.dataset(), based_on=actions.NEW, charge=actions.Charge(team=team), by=public(NOW))
    held = caring.care(team)
    with pytest.raises(Refused):
        actions.review(care=held, based_on=held.version, note="x", next_on=None, by=public(NOW))
    assert not Review.objects.exists()


def test_a_review_says_what_was_found_and_when_the_next_is_due(team):
    held = caring.care(team)
    made = actions.review(
        care=held, based_on=held.version, note="Rising", greatest_need="Mansfield", next_on=date(2027, 5, 1), by=STEWARD
    )
    held.refresh_from_db()
    assert (held.review_on, made.made_by) == (date(2027, 5, 1), STEWARD.label)
    assert AuditEvent.objects.filter(verb="evidence reviewed").count() == 1
    with pytest.raises(Invalid):
        actions.review(care=held, based_on=held.version, note="  ", next_on=None, by=STEWARD)
    with pytest.raises(Invalid):
        actions.review(care=held, based_on=held.version, note="x", next_on=date(2026, 1, 1), by=STEWARD)


def test_the_list_of_what_is_due_says_who_must_do_what(team, client: Client):
    caring.care(team)
    charge = actions.Charge(team=team, review_on=date(2026, 9, 30), page="https://example.org/jsna")
    actions.take_care(of="Children's chapter", based_on=actions.NEW, charge=charge, by=STEWARD)
    found = queries.due(STEWARD)
    assert [(task.name, task.state) for task in found.late] == [
        ("Characteristics of children in need", State.OVERDUE),
        ("Mid-year population estimates, rebased on the 2021 census", State.OVERDUE),
        ("Children's chapter", State.OVERDUE),
    ]
    assert [one.dataset.pk for one in found.nobodys] == ["mid-year-rebased"]
    text = client.get("/evidence/due/").content.decode()
    assert "Analysts, Exampleshire Council" in text
    assert "commonground import dfe-cin" in text


def test_a_chapter_is_added_on_its_page_and_reviewed(team, signed_in_steward):
    client = signed_in_steward
    page = client.get("/evidence/chapters/add/")
    assert page.status_code == 200
    sent = {
        "based_on": 0, "chapter": "Children's chapter", "team": str(team.pk), "person": "me",
        "review_on_0": "1", "review_on_1": "5", "review_on_2": "2027", "review_months": "12",
    }  # fmt: skip
    answer = client.post("/evidence/chapters/add/", sent, follow=True)
    assert "1 May 2027, then every 12 months" in answer.content.decode()
    care = Care.objects.get()
    answer = client.post(
        f"/evidence/care/{care.pk}/review/", {"based_on": care.version, "note": "All new."}, follow=True
    )
    assert "All new." in answer.content.decode()


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(team, signed_in_steward):
    sent = {"based_on": 0, "team": str(team.pk), "expected_why": "They said so"}
    text = signed_in_steward.post("/evidence/sources/dfe-cin/care/", sent).content.decode()
    assert "Say both when the next release is expected and why then, or neither." in text
    assert "They said so" in text


@pytest.mark.parametrize(
    "address",
    ["/evidence/sources/", "/evidence/sources/dfe-cin/", "/evidence/due/", "/evidence/", "/evidence/?q=absense"],
)
def test_pages_of_freshness_are_public_and_take_few_queries(team, client, address, django_assert_max_num_queries):
    caring.care(team)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_the_catalogue_is_narrowed_in_the_address(loaded, client):
    def names(address: str) -> set[str]:
        return {entry.about.slug for entry in client.get(address).context["shown"].page}

    assert names("/evidence/?freshness=no+longer+published") >= {"gcse-five-good", "smoking-15"}
    assert names("/evidence/?theme=young-people&discontinued=no&audience=groups") >= {"neet-16-17", "tobacco-use"}
    assert names("/evidence/?q=re-referrals&freshness=overdue") >= {"re-referrals"}
    assert "gcse-five-good" not in names("/evidence/?theme=attainment&discontinued=no")
    text = client.get("/evidence/?q=referals").content.decode()
    assert "No figure says “referals”. Shown are those that say" in text
    assert client.get("/evidence/?freshness=soon").status_code == 422
