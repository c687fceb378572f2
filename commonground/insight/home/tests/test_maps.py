"""Which map the page of a place is drawn on."""

from datetime import date

import pytest

from commonground.foundation.kernel.errors import NotFound
from commonground.insight.home.rules.maps import Map, Stands, chosen_map

TODAY = date(2026, 11, 22)


def drawn(
    slug: str, status: str, stands: Stands, begins: int, ends: int | None = None, footprint: str = "localities"
) -> Map:
    return Map(
        footprint=footprint,
        slug=slug,
        label=slug,
        status=status,
        stands=stands,
        valid_from=date(begins, 1, 1),
        valid_until=date(ends, 1, 1) if ends else None,
    )


SEVEN = drawn("seven", "superseded", Stands.DIVIDED, 2013, 2015)
SIX = drawn("six", "published", Stands.DIVIDED, 2015)
THREE = drawn("three", "proposed", Stands.DIVIDED, 2017)
DISTRICTS = drawn("districts", "published", Stands.DIVIDED, 2009, footprint="districts")
WHOLE_PLACE = [DISTRICTS, THREE, SIX, SEVEN]


def test_a_place_opens_on_the_map_in_force_that_was_drawn_last() -> None:
    assert chosen_map(WHOLE_PLACE, today=TODAY) == SIX


def test_a_map_can_be_asked_for_by_its_address() -> None:
    assert chosen_map(WHOLE_PLACE, wanted="localities/three", today=TODAY) == THREE
    with pytest.raises(NotFound, match="not on a map"):
        chosen_map(WHOLE_PLACE, wanted="localities/nine", today=TODAY)


def test_a_day_shows_the_map_that_was_in_force_then() -> None:
    assert chosen_map(WHOLE_PLACE, on=date(2014, 6, 1), today=TODAY) == SEVEN
    assert chosen_map(WHOLE_PLACE, on=date(2015, 1, 1), today=TODAY) == SIX
    with pytest.raises(NotFound, match="1 June 2001"):
        chosen_map(WHOLE_PLACE, on=date(2001, 6, 1), today=TODAY)


def test_an_area_is_shown_on_a_map_of_its_own_before_one_that_it_only_lies_in() -> None:
    within = drawn("six", "published", Stands.WITHIN, 2015)
    own = drawn("districts", "published", Stands.OWN, 2009, footprint="districts")
    assert chosen_map([within, own], today=TODAY) == own


def test_an_area_of_a_proposal_or_of_a_former_map_is_shown_on_that_one() -> None:
    apart = drawn("six", "published", Stands.APART, 2015)
    proposed = drawn("three", "proposed", Stands.OWN, 2017)
    former = drawn("seven", "superseded", Stands.OWN, 2013, 2015)
    assert chosen_map([apart, proposed], today=TODAY) == proposed
    assert chosen_map([apart, former], today=TODAY) == former


def test_an_area_of_no_map_has_none() -> None:
    assert chosen_map([], today=TODAY) is None


def test_a_map_says_in_words_when_it_holds() -> None:
    assert SIX.since(TODAY) == "in force since 1 January 2015"
    assert SIX.since(date(2014, 1, 1)) == "in force from 1 January 2015"
    assert SEVEN.since(TODAY) == "in force from 1 January 2013 until 1 January 2015"
    assert THREE.since(TODAY) == "proposed from 1 January 2017"
