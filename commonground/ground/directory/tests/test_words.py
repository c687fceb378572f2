"""The index of words of services: whatever is written is found, whatever is gone is not, and no word is an operator."""

import pytest
from django.db.models import Exists
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commonground.ground.directory import queries
from commonground.ground.directory.models import WORDS, Provider, Service
from commonground.ground.directory.tests.entries import NOW, provider, service

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [one.slug for one in queries.found_services(queries.AskedHelp(words=words), on=NOW.date())]


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("family", True),  # by its stem
        ("Families", True),
        ("counsel", True),  # as the beginning of a word
        ("counselling family", True),
        ("the", True),  # no word is left out
        ("selling", False),  # in the middle of one
        ("family gardening", False),
        ("children's", True),
    ],
)
def test_words_are_found_by_stem_and_beginning_in_any_order(typed: str, fits: bool) -> None:
    service("one", name="Counselling", description="For the whole family, at children's centres")
    assert found(typed) == (["one"] if fits else [])


def test_what_is_written_is_found_at_once_and_what_is_changed_no_longer() -> None:
    one = service("one", name="Before")
    Service.objects.filter(pk=one.pk).update(name="After", description="gardening")
    assert (found("before"), found("after gardening")) == ([], ["one"])
    Provider.objects.update(name="Orchard Trust")
    assert found("orchard") == ["one"]
    Service.objects.update(provider=provider("other", name="Meadow Trust"))
    assert (found("orchard"), found("meadow")) == ([], ["one"])
    Service.objects.all().delete()
    service("new", name="Something")
    assert (found("after"), found("something")) == ([], ["new"])


def test_many_written_at_once_are_found() -> None:
    by = provider()
    Service.objects.bulk_create([Service(slug=f"s-{n}", name=f"Number {n}", provider=by) for n in range(300)])
    assert len(found("number")) == 300
    Service.objects.bulk_update([Service(pk=one.pk, name="Renamed") for one in Service.objects.all()], ["name"])
    assert len(found("renamed")) == 300


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(["\0", "a"])
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4))
def test_nothing_that_is_typed_is_an_operator(words: list[str]) -> None:
    """Neither in the box nor where a word comes from elsewhere."""
    typed = [[word.replace("\0", "")] for word in words]
    assert found(" ".join(words)) == list(Service.objects.filter(WORDS.say(typed))) == []


def test_words_of_one_place_are_alternatives_and_places_are_all_wanted() -> None:
    service("one", name="Baby talk")
    service("two", name="Toddler talk")
    service("three", name="Baby play")
    rows = Service.objects.filter(WORDS.say([["baby", "toddler"], ["talk"]])).order_by("slug")
    assert [row.slug for row in rows] == ["one", "two"]


def test_words_are_asked_of_the_row_that_is_meant_also_inside_of_another_question() -> None:
    """A subquery over the same table asks its own rows, not that of the query around it."""
    service("one", name="Baby talk")
    service("two", name="Toddler play")
    inner = Service.objects.filter(WORDS.say([["baby"]]))
    rows = Service.objects.annotate(somebody=Exists(inner)).order_by("slug")
    assert [row.somebody for row in rows] == [True, True]
    assert queries.slips_read("bbay play toddler") == {"bbay": ["baby"]}
