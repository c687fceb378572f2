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
    assert [about.slug for about in queries.search(analyst, "earlier referral 12 months child")] == [
        "re-referrals",
        "children-re-referred",
    ]
    assert [about.slug for about in queries.search(analyst, "c12")] == ["repeat-cpp"]
    assert queries.search(analyst, "  ") == []
