"""Where a postcode or a point lies, on a day: P16. Postcodes are of the directory; outlines are squares in Ashfield."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from commonground.ground.places import actions, formats, queries
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import Area, AreaSet, AreaType, Footprint, FootprintVersion
from commonground.ground.places.queries import Located
from commonground.ground.places.rules import Point, Trouble
from commonground.ground.places.tests import county, squares
from commonground.ground.places.tests.county import OPERATOR

MANSFIELD, ASHFIELD, RUSHCLIFFE = "NG18 1AA", "NG15 0AA", "NG11 0AA"
THEN, NOW = date(2014, 1, 1), date(2026, 1, 1)


def squares_of(tmp_path: Path, letters: str = "LSOA21", *, prefix: str = "E01") -> None:
    """Four squares in Ashfield, the first with its south-west corner at 450000, 350000."""
    features = [
        squares.feature(1 + column + 2 * row, squares.square(column, row), letters=letters, prefix=prefix)
        for row in (0, 1)
        for column in (0, 1)
    ]
    content = squares.collection(*features)
    path = squares.write(tmp_path, content, name=f"E07000170.{letters}.geojson")
    actions.import_boundaries(paths=[path], by=OPERATOR)


def around(found: Located) -> list[tuple[float, float]]:
    """A square of a kilometre with a postcode in its middle."""
    assert found.easting is not None
    assert found.northing is not None
    east, north = found.easting - squares.WEST - 500, found.northing - squares.SOUTH - 500
    return [(x + east, y + north) for x, y in squares.square(0, 0)]


@pytest.mark.parametrize("written", ["NG18 1AA", "ng181aa", " Ng18-1aA "])
def test_a_postcode_has_an_authority_and_a_district_however_it_is_typed(six: FootprintVersion, written: str) -> None:
    found = queries.locate(written, on=NOW)
    assert found.postcode == "NG18 1AA"
    assert (found.authority.name, found.authority.code) == ("Nottinghamshire", "E10000024")
    assert (found.district.name, found.district.slug) == ("Mansfield", "mansfield")
    assert found.problem is None


def test_before_and_after_a_change_of_the_map_a_postcode_lies_in_different_localities(six: FootprintVersion) -> None:
    """P14: the change takes effect on a day, and both views stay."""
    before, after = queries.locate(MANSFIELD, on=date(2014, 12, 31)), queries.locate(MANSFIELD, on=date(2015, 1, 1))
    assert before.area_of("localities").name == "Mansfield"
    assert after.area_of("localities").name == "Mansfield and Ashfield"
    assert [one.version.label for one in (*before.footprints, *after.footprints)] == ["Seven (2013)", "Six (2015)"]


def test_a_day_without_a_map_is_said_so(six: FootprintVersion) -> None:
    [held] = queries.locate(MANSFIELD, on=date(1999, 1, 1)).footprints
    assert (held.version, held.level, held.area) == (None, None, None)
    assert held.why == "It had no version in force on 1 January 1999."


def test_every_level_of_a_footprint_has_an_area(root: Area) -> None:
    nested = actions.create_footprint(
        slug="nested",
        name="Nested",
        root=root,
        levels=[LevelRow("Half", "Halves"), LevelRow("Locality", "Localities")],
        by=OPERATOR,
    )
    version = actions.draft_version(footprint=nested, label="First", base="district", by=OPERATOR)
    fine, coarse = queries.finest_level(nested), nested.levels.get(order=1)
    version = actions.save_draft(
        version=version, based_on=version.version, level=fine, placings=county.placings(county.SIX), by=OPERATOR
    )
    localities = {area.key: "All" for area in queries.areas_of_level(version, fine)}
    version = actions.save_draft(
        version=version, based_on=version.version, level=coarse, placings=county.placings(localities), by=OPERATOR
    )
    actions.publish_version(version=version, valid_from=date(2020, 1, 1), based_on=version.version, by=OPERATOR)
    found = queries.locate(MANSFIELD, on=NOW)
    assert [(one.level.slug, one.area.name) for one in found.footprints] == [
        ("half", "All"),
        ("locality", "Mansfield and Ashfield"),
    ]
    assert found.area_of("nested", "half").name == "All"
    assert found.area_of("nested").name == "Mansfield and Ashfield"


@pytest.mark.parametrize(
    ("written", "kind", "says"),
    [
        ("NG18", Trouble.MALFORMED, "only the first half"),
        ("postcode", Trouble.MALFORMED, "is not a postcode"),
        ("", Trouble.MALFORMED, "There is no postcode."),
        ("=HYPERLINK(1)" * 100, Trouble.MALFORMED, "is too long for a postcode"),
        ("ZZ99 3VZ", Trouble.MALFORMED, "stand for no address"),
        ("NG99 9ZZ", Trouble.UNKNOWN, "is not in the postcode directory of"),
        ("QQ1 1AA", Trouble.MALFORMED, "is not a postcode"),
        ("XX1 1AA", Trouble.MALFORMED, "is not a postcode"),
        ("NG1 5FS", Trouble.OUT_OF_AREA, "NG1 5FS is not in Nottinghamshire. It lies in Nottingham."),
        ("NG16 3JE", Trouble.OUT_OF_AREA, "It lies in Amber Valley, Derbyshire."),
        ("EH1 1AA", Trouble.OTHER_COUNTRY, "EH1 1AA lies in Scotland"),
        ("CF10 1AA", Trouble.OTHER_COUNTRY, "lies in Wales"),
        ("BT1 1AA", Trouble.OTHER_COUNTRY, "lies in Northern Ireland"),
        ("JE1 0BD", Trouble.OTHER_COUNTRY, "lies in the Channel Islands"),
        ("B13 3AH", Trouble.NO_GROUND, "does not say where it lies"),
    ],
)
def test_what_cannot_be_placed_says_why_and_each_reason_is_of_its_own_kind(
    six: FootprintVersion, written: str, kind: Trouble, says: str
) -> None:
    found = queries.locate(written, on=NOW)
    assert found.problem.kind is kind
    assert says in str(found.problem)
    assert found.footprints == ()


def test_of_a_postcode_outside_the_area_its_council_is_known_all_the_same(six: FootprintVersion) -> None:
    found = queries.locate("NG16 3JE", on=NOW)
    assert (found.authority.name, found.district.name, found.district.slug) == ("Derbyshire", "Amber Valley", "")


def test_where_no_outlines_are_loaded_that_is_said_and_nothing_is_guessed(six: FootprintVersion) -> None:
    found = queries.locate(MANSFIELD, on=NOW)
    assert (found.small_areas, found.ward) == ((), None)
    assert found.notes == (
        "Its small areas are not known: no outlines of small areas are loaded.",
        "Its wards are not known: no outlines of wards are loaded.",
    )


def test_a_point_has_its_small_area_and_from_that_its_district_and_locality(
    six: FootprintVersion, tmp_path: Path
) -> None:
    squares_of(tmp_path)
    found = queries.locate_point(450_500, 350_500, on=NOW)
    assert found.small_area(2021).code == "E01000001"
    assert (found.district.name, found.authority.name) == ("Ashfield", "Nottinghamshire")
    assert found.area_of("localities").name == "Mansfield and Ashfield"


def test_a_point_on_a_border_lies_always_in_the_same_one(six: FootprintVersion, tmp_path: Path) -> None:
    squares_of(tmp_path)
    found = [queries.locate_point(451_000, 350_500, on=NOW).small_area(2021).code for _ in range(3)]
    assert len(set(found)) == 1


def test_a_map_of_small_areas_places_points_by_its_own_outlines(root: Area, tmp_path: Path) -> None:
    squares_of(tmp_path)
    ashfield = queries.area_by_reference("E07000170")
    teams = actions.create_footprint(
        slug="teams", name="Teams", root=ashfield, levels=[LevelRow("Team", "Teams")], by=OPERATOR
    )
    version = actions.draft_version(footprint=teams, label="First", base="lsoa-2021", by=OPERATOR)
    placed = {"E01000001": "West", "E01000003": "West", "E01000002": "East", "E01000004": "East"}
    version = actions.save_draft(
        version=version, based_on=version.version, placings=county.placings(placed), by=OPERATOR
    )
    actions.publish_version(version=version, valid_from=date(2020, 1, 1), based_on=version.version, by=OPERATOR)
    points = [Point(450_500, 351_500), Point(451_500, 350_500)]
    assert [one.area_of("teams").name for one in queries.locate_many(points, on=NOW)] == ["West", "East"]
    elsewhere = queries.locate(ASHFIELD, on=NOW)
    assert elsewhere.district.name == "Ashfield"
    assert elsewhere.area_of("teams") is None
    assert elsewhere.footprints[0].why == "It lies in no outline of Small areas (LSOA) of 2021."


def test_the_ward_is_the_one_last_drawn_before_the_day(six: FootprintVersion, tmp_path: Path) -> None:
    squares_of(tmp_path, "WD25", prefix="E05")
    now, then = (queries.locate_point(450_500, 350_500, on=day) for day in (NOW, THEN))
    assert now.ward.area.code == "E05000001"
    assert then.ward is None
    assert "Its ward is not known: the earliest loaded are wards of 2025." in then.notes


@pytest.mark.parametrize(
    ("east", "north", "says"),
    [
        (-1.2, 53.1, "These look like longitude and latitude"),
        (53.1, -1.2, "is no point on the National Grid"),
        (350_500, 4_505_000, "is no point on the National Grid"),
        (float("nan"), 350_000, "is no point on the National Grid"),
    ],
)
def test_numbers_that_are_no_point_of_the_grid_are_malformed(
    six: FootprintVersion, east: float, north: float, says: str
) -> None:
    found = queries.locate_point(east, north, on=NOW)
    assert found.problem.kind is Trouble.MALFORMED
    assert says in str(found.problem)


def test_a_point_in_no_loaded_outline_is_out_of_the_area(six: FootprintVersion, tmp_path: Path) -> None:
    squares_of(tmp_path)
    found = queries.locate_point(530_000, 180_000, on=NOW)
    assert found.problem.kind is Trouble.OUT_OF_AREA


def test_many_are_placed_in_their_order_each_like_one_alone(six: FootprintVersion) -> None:
    wanted = [MANSFIELD, "NG99 9ZZ", ASHFIELD, MANSFIELD, "EH1 1AA", Point(1, 1)]
    many = queries.locate_many(wanted, on=NOW)
    alone = [
        queries.locate_point(*one, on=NOW) if isinstance(one, Point) else queries.locate(one, on=NOW) for one in wanted
    ]
    assert [str(one) for one in many] == [str(one) for one in alone]


def test_thousands_take_no_more_queries_than_one(
    six: FootprintVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    queries.locate(MANSFIELD, on=NOW)
    with django_assert_max_num_queries(9):
        queries.locate(MANSFIELD, on=NOW)
    with django_assert_max_num_queries(9):
        queries.locate_many([MANSFIELD, ASHFIELD, RUSHCLIFFE, "EH1 1AA"] * 1000, on=NOW)


def test_nothing_asked_nothing_said(six: FootprintVersion) -> None:
    assert queries.locate_many([], on=NOW) == []


def test_without_any_footprint_council_and_district_are_known(root: Area) -> None:
    found = queries.locate(MANSFIELD, on=NOW)
    assert (found.problem, found.footprints) == (None, ())
    assert "No footprint is drawn yet." in found.notes


def test_a_postcode_of_a_neighbour_stays_outside_though_its_point_falls_into_an_outline_here(
    six: FootprintVersion, tmp_path: Path
) -> None:
    """Outlines are generalised: the directory goes first, also where the neighbour is known for comparison."""
    rows = [AreaRow(name="Nottingham", type="unitary-authority", code="E06000018", within=("E92000001",))]
    actions.register_areas(rows=rows, by=OPERATOR)
    path = squares.write(tmp_path, squares.collection(squares.feature(1, around(queries.locate("NG1 5FS", on=NOW)))))
    actions.import_boundaries(paths=[path], by=OPERATOR)
    found = queries.locate("NG1 5FS", on=NOW)
    assert found.small_area(2021).name == "Ashfield 001A"
    assert found.problem.kind is Trouble.OUT_OF_AREA
    assert found.footprints == ()


def test_a_map_smaller_than_a_district_holds_what_its_outlines_hold(root: Area, tmp_path: Path) -> None:
    squares_of(tmp_path, "WD25", prefix="E05")
    ring = around(queries.locate(ASHFIELD, on=NOW))
    rows = squares.collection(squares.feature(9, ring, letters="WD25", prefix="E05"))
    actions.import_boundaries(paths=[squares.write(tmp_path, rows, name="E07000170.other.geojson")], by=OPERATOR)
    county.add_footprint(queries.area_by_reference("E05000009"), slug="ward", name="In a ward")
    assert queries.locate(ASHFIELD, on=NOW).problem is None
    assert queries.locate("NG17 8DA", on=NOW).problem.kind in (Trouble.OUT_OF_AREA, Trouble.UNKNOWN)


def test_a_cluster_of_schools_holds_no_postcode(six: FootprintVersion) -> None:
    kind = AreaType.objects.create(slug=next(iter(formats.POINTS)), name="School", plural="Schools")
    schools = AreaSet.objects.create(slug="schools-of-test", name="Schools of the test", type=kind)
    FootprintVersion.objects.filter(pk=six.pk).update(base=schools)
    [held] = queries.locate(MANSFIELD, on=NOW).footprints
    assert (held.area, held.why) == (None, "It groups schools, so a place lies in none of its areas.")


def test_a_draft_places_nobody(footprint: Footprint) -> None:
    county.add_draft(footprint, "Being drawn", county.SEVEN)
    assert queries.locate(MANSFIELD, on=NOW).footprints[0].area is None


def test_the_directory_knows_its_edition_and_every_authority_it_names() -> None:
    assert formats.edition() == "November 2025"
    assert formats.authorities()["E07000174"].lies_in == "E10000024"
    assert all(one.lies_in in formats.authorities() for one in formats.authorities().values() if one.lies_in)
