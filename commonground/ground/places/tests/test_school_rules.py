"""Where a school stands, held against its postcode; names of one school in two registers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.places.rules.schools import Limits, Place, Stand, judge, middle_of, name_key, slip

LIMITS = Limits(from_postcode=2000, from_authority=80_000, country=(80_000, 5_000, 656_000, 657_700))
DUE = Place(455_000, 361_000)
SOMEWHERE = st.builds(Place, st.floats(80_000, 656_000), st.floats(5_000, 657_700))


@pytest.mark.parametrize(
    ("place", "postcode", "middle", "stand"),
    [
        (Place(455_100, 361_050), DUE, None, Stand.SOUND),
        (None, DUE, None, Stand.MISSING),
        (Place(361_050, 455_100), DUE, None, Stand.SWAPPED),
        (Place(361_050, 455_100), None, DUE, Stand.SWAPPED),
        (Place(461_400, 361_000), DUE, None, Stand.FAR),
        (Place(461_400, 361_000), None, DUE, Stand.SOUND),
        (Place(50_000, 361_000), DUE, None, Stand.ABROAD),
        (Place(50_000, 4_000), None, None, Stand.ABROAD),
        (Place(53.1, -1.2), DUE, None, Stand.DEGREES),
        (Place(455_000, 700_000), None, None, Stand.ABROAD),
        (Place(361_050, 655_100), None, None, Stand.SOUND),
    ],
)
def test_a_place_is_judged(place: Place | None, postcode: Place | None, middle: Place | None, stand: Stand) -> None:
    assert judge(place, postcode=postcode, middle=middle, limits=LIMITS).stand is stand


@given(SOMEWHERE, SOMEWHERE)
def test_a_place_is_sound_only_near_its_postcode(place: Place, due: Place) -> None:
    verdict = judge(place, postcode=due, middle=None, limits=LIMITS)
    metres = math.sqrt((place.easting - due.easting) ** 2 + (place.northing - due.northing) ** 2)
    assert (verdict.stand is Stand.SOUND) == (metres <= 2000)
    assert verdict.metres == pytest.approx(metres)


def test_the_middle_is_not_moved_by_what_is_wrong() -> None:
    assert middle_of([DUE, DUE, Place(0, 0)]) == DUE
    assert middle_of([]) is None


def test_a_slip_to_one_side_is_seen_and_a_scatter_is_not() -> None:
    off = [(Place(due - 97, 361_033), Place(due, 361_000)) for due in range(450_000, 450_012)]
    assert slip(off) == Place(-97, 33)
    assert slip(off[:9]) is None
    scattered = [(Place(450_000 + (-1) ** at * 90, 361_000), Place(450_000, 361_000)) for at in range(12)]
    assert slip(scattered) == Place(0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HUCKNALL NATIONAL C OF E PRIMARY SCHOOL", "Hucknall National Church of England (VA) Primary School"),
        ("HOLY FAMILY RC PRIMARY SCHOOL", "Holy Family Catholic Primary School"),
        ("SAINT PATRICKS PRIMARY", "St Patrick's Primary School"),
    ],
)
def test_two_registers_spell_one_school_differently(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


def test_a_primary_and_a_high_school_of_one_name_stay_two() -> None:
    assert name_key("Newall Green High School") != name_key("NEWALL GREEN PRIMARY SCHOOL")
    assert name_key("The Ernehale Infant School") != name_key("Ernehale Junior School")
