"""The catalogue: packs are data, loading is safe to repeat."""

from datetime import UTC, datetime

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.rules.catalogue import parse
from commonground.ground.evidence.rules.indicators import Method, Polarity

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Viewer:
    return operator(NOW, permissions=frozenset({"evidence.import", "places.register"}))


def test_the_packs_of_the_product_load_and_a_second_loading_changes_nothing(analyst):
    assert "re-referrals" in actions.load_packs(by=analyst)
    assert actions.load_packs(by=analyst) == []


def test_an_indicator_comes_back_as_its_pack_says(analyst):
    actions.load_packs(by=analyst)
    about = queries.indicator("re-referrals")
    assert (about.reference, about.method, about.polarity, about.text(22.36)) == (
        "C2",
        Method.PROPORTION,
        Polarity.LOW,
        "22.4%",
    )
    assert queries.indicator("referrals-rate").made_from.denominator_years == -1


def test_somebody_without_the_permission_loads_nothing():
    with pytest.raises(Refused):
        actions.load_packs(by=public(NOW))
    assert queries.indicators() == []


def test_a_pack_with_a_mistyped_word_is_refused_with_the_place_and_the_nearest_word(analyst):
    with pytest.raises(Invalid) as refused:
        parse({"theme": [{"slug": "a", "name": "A", "ordr": 1}]}, where="mine.toml")
    assert str(refused.value.problems[0]) == "mine.toml, theme a: ‘ordr’ is not known. Did you mean ‘order’?"


def test_an_indicator_of_an_unknown_dataset_is_refused(analyst):
    values = {
        "slug": "x", "name": "X", "short_name": "X", "definition": "X", "theme": "t", "dataset": "d", "unit": "%",
        "method": "count", "polarity": "low", "period_kind": "mid-year",
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        actions.load_catalogue(catalogue=parse({"indicator": [values]}, where="mine.toml"), by=analyst)
    assert [str(problem) for problem in refused.value.problems] == [
        "indicator x: there is no theme ‘t’. Add it or mend the name.",
        "indicator x: there is no dataset ‘d’. Add it or mend the name.",
    ]


def test_search_finds_an_indicator_by_words_of_its_definition_and_by_reference(analyst):
    actions.load_packs(by=analyst)
    found = queries.search(analyst, "earlier referral 12 months child")
    assert {about.slug for about in found} == {"re-referrals", "children-re-referred"}
    assert [about.slug for about in queries.search(analyst, "c12")] == ["repeat-cpp"]
    assert queries.search(analyst, "  ") == []


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("teenage pregnancy", "teenage-conceptions"),  # another name
        ("conseptions", "teenage-conceptions"),  # a slip
        ("persistant absence", "persistent-absence"),
        ("NI 59", "initial-assessments-in-time"),
        ("tobacco", "smoking-15"),
        ("drugs", "substance-misuse-treatment"),
    ],
)
def test_what_papers_name_is_found_by_their_words_and_with_a_slip(analyst, typed, slug):
    actions.load_packs(by=analyst)
    assert slug in [about.slug for about in queries.search(analyst, typed)]


NAMED = {
    "E4": {"child-poverty", "teenage-conceptions", "childcare-sufficiency"},
    "E14": {
        "obesity-reception", "overall-absence", "initial-assessments-in-time", "core-assessments-in-time", "repeat-cpp",
        "child-poverty-hmrc", "gcse-five-good", "neet-12-14", "breastfeeding", "fsm-gap-16", "level-3-by-19",
    },
    "E22": {"neet-16-17", "persistent-absence", "substance-misuse-treatment", "tobacco-use"},
}  # fmt: skip
RETIRED = {
    "initial-assessments-in-time", "core-assessments-in-time", "gcse-five-good", "neet-12-14", "fsm-gap-16",
    "child-poverty-hmrc", "persistent-absence-15", "smoking-15",
}  # fmt: skip


def test_the_indicators_that_the_papers_name_are_in_the_catalogue(analyst):
    actions.load_packs(by=analyst)
    held = queries.definitions()
    assert set().union(*NAMED.values()) <= held.keys()
    assert {slug for slug, about in held.items() if about.is_discontinued} == RETIRED
    for slug in RETIRED:
        assert held[slug].discontinued_why
        assert not held[slug].replaced_by or not held[held[slug].replaced_by].is_discontinued


def test_an_indicator_says_to_whom_it_is_reported_and_how_often(analyst):
    actions.load_packs(by=analyst)
    about = queries.indicator("neet-16-17")
    assert [(one.to, one.every) for one in about.reported] == [
        ("board", "six-monthly"),
        ("committee", "quarterly"),
        ("groups", "quarterly"),
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"discontinued_since": "2013"}, "discontinued without a year or without a reason"),
        ({"discontinued_since": "soon", "discontinued_why": "x"}, "‘soon’ is no year or month"),
        ({"reported": [{"to": "board", "every": "often"}]}, "‘often’ is not how often it is reported"),
        ({"frequency": "often"}, "'often' is not a valid Frequency"),
    ],
)
def test_what_does_not_belong_together_is_refused(values, said):
    entry = {
        "slug": "x", "name": "X", "short_name": "X", "definition": "X", "theme": "t", "dataset": "d", "unit": "%",
        "method": "count", "polarity": "low", "period_kind": "mid-year", **values,
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        parse({"indicator": [entry]}, where="mine.toml")
    assert said in str(refused.value.problems[0])


def test_an_indicator_replaced_by_nothing_known_is_refused(analyst):
    values = {
        "slug": "x", "name": "X", "short_name": "X", "definition": "X", "theme": "children", "dataset": "dfe-cin",
        "unit": "%", "method": "count", "polarity": "low", "period_kind": "mid-year", "replaced_by": "nothing",
        "reported": [{"to": "nobody", "every": "yearly"}],
    }  # fmt: skip
    actions.load_packs(by=analyst)
    with pytest.raises(Invalid) as refused:
        actions.load_catalogue(catalogue=parse({"indicator": [values]}, where="mine.toml"), by=analyst)
    assert [str(problem) for problem in refused.value.problems] == [
        "indicator x: there is no indicator ‘nothing’. Add it or mend the name.",
        "indicator x: there is no audience ‘nobody’. Add it or mend the name.",
    ]
