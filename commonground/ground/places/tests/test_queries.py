"""What other rooms ask of places: references, membership, maps, search; each in few queries."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from commonground.foundation.kernel.errors import Ambiguous, Invalid, NotFound
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import Area, Footprint, FootprintVersion
from commonground.ground.places.tests import county, slow
from commonground.ground.places.tests.county import OPERATOR, PUBLIC


@pytest.mark.parametrize(
    "written",
    ["E07000170", "e07000170", "ashfield", "Ashfield", " ASHFIELD ", "localities/ashfield", "districts/Ashfield"],
)
def test_an_area_is_found_by_code_slug_name_or_footprint_and_slug(six: FootprintVersion, written: str) -> None:
    other = county.add_footprint(six.footprint.root, slug="districts", name="Districts")
    county.add_published(other, "All", county.SEVEN, valid_from=date(2009, 4, 1))
    assert queries.area_by_reference(written, on=date(2014, 1, 1)).code == "E07000170"


@pytest.mark.parametrize("written", ["Notts", "localities/mansfield and ashfield", "Mansfield & Ashfield"])
def test_other_names_and_localities_are_found(six: FootprintVersion, written: str) -> None:
    assert queries.area_by_reference(written).slug in ("nottinghamshire", "mansfield-and-ashfield")


@pytest.mark.parametrize("written", ["Atlantis", "E07999999", "localities/atlantis", "atlantis/ashfield", ""])
def test_what_is_nowhere_is_not_found(six: FootprintVersion, written: str) -> None:
    with pytest.raises(NotFound) as missing:
        queries.area_by_reference(written)
    assert "no" in missing.value.sentence


def test_a_name_that_several_areas_have_lists_them_with_what_to_write(root: Area) -> None:
    wards = [
        AreaRow(name="Abbey", type="ward", code=code, aliases=("Abbey ward",)) for code in ("E05000001", "E05000002")
    ]
    actions.register_areas(rows=wards, by=OPERATOR)
    with pytest.raises(Ambiguous) as several:
        queries.area_by_reference("abbey")
    assert several.value.sentence == "“abbey” could be any of 2 areas."
    assert [problem.do for problem in several.value.problems] == [
        "Write E05000001 for this one.",
        "Write E05000002 for this one.",
    ]


def test_of_areas_with_one_name_the_one_that_exists_on_the_day_is_meant(root: Area) -> None:
    rows = [
        AreaRow(name="Abbey", type="ward", code="E05000001", valid_until=date(2015, 5, 1)),
        AreaRow(name="Abbey", type="ward", code="E05000002", valid_from=date(2015, 5, 1)),
    ]
    actions.register_areas(rows=rows, by=OPERATOR)
    assert queries.area_by_reference("Abbey", on=date(2014, 1, 1)).code == "E05000001"
    assert queries.area_by_reference("Abbey", on=date(2026, 1, 1)).code == "E05000002"


def test_a_locality_of_a_draft_is_nowhere_to_be_found(draft: FootprintVersion) -> None:
    hidden = next(area for area in queries.areas_of_level(draft) if area.name.startswith("South"))
    for find in (
        lambda: queries.area_by_reference("South Nottinghamshire"),
        lambda: queries.area_by_reference("localities/south-nottinghamshire"),
        lambda: queries.area_page(hidden.slug),
    ):
        with pytest.raises(NotFound):
            find()
    assert queries.search(PUBLIC, "South Nottinghamshire") == []
    assert hidden.key not in {row.whole_key for row in queries.membership_table()}


def test_membership_holds_every_official_area_of_every_larger_one(six: FootprintVersion) -> None:
    pairs = {(row.part_code, row.whole_key): row.version_id for row in queries.membership_table()}
    assert pairs["E07000170", "mansfield-and-ashfield"] == six.pk
    assert pairs["E07000170", "E10000024"] is None
    assert pairs["E07000170", "E92000001"] is None
    assert len([1 for part, whole in pairs if whole == "E10000024"]) == 7


def test_membership_agrees_with_walking_every_step(six: FootprintVersion, draft: FootprintVersion) -> None:
    actions.propose_version(version=draft, based_on=draft.version, by=OPERATOR)
    steps = [(key, "E10000024") for key in county.DISTRICTS] + [("E10000024", "E92000001")]
    slugs = {name: area.slug for area in queries.areas_of_level(draft) for name in [area.name]}
    steps += [(key, slugs[name]) for key, name in county.THREE.items()]
    official = [*county.DISTRICTS, "E10000024"]
    wholes = ["E10000024", "E92000001", *slugs.values()]
    walked = {(part, whole) for part in official for whole in wholes if slow.lies_in(steps, part, whole)}
    assert {(row.part_code, row.whole_key) for row in queries.membership_table()} == walked


def test_every_official_area_is_once_in_each_larger_one(six: FootprintVersion, draft: FootprintVersion) -> None:
    actions.propose_version(version=draft, based_on=draft.version, by=OPERATOR)
    pairs = [(row.part_code, row.whole_key) for row in queries.membership_table()]
    assert len(pairs) == len(set(pairs))


def test_an_area_has_the_same_ground_in_every_version_that_holds_it(
    seven: FootprintVersion, six: FootprintVersion, draft: FootprintVersion
) -> None:
    actions.propose_version(version=draft, based_on=draft.version, by=OPERATOR)
    grounds: dict[str, set[frozenset[str]]] = {}
    for version in (seven, six, draft):
        for key, ground in queries.ground_of(version).items():
            grounds.setdefault(key, set()).add(ground)
    assert all(len(found) == 1 for found in grounds.values())


def test_membership_of_a_draft_can_be_asked_for_alone(draft: FootprintVersion) -> None:
    rows = queries.membership_of(draft)
    assert {row.part_code for row in rows} == set(county.DISTRICTS)
    assert len({row.whole_key for row in rows}) == 3


def test_the_fingerprint_is_that_of_the_areas_as_they_are(root: Area) -> None:
    seen = [queries.fingerprint()]

    def check_changed(*, changed: bool) -> None:
        assert queries.fingerprint() == queries.compute_fingerprint()
        assert (queries.fingerprint() != seen[-1]) is changed
        seen.append(queries.fingerprint())

    footprint = county.add_footprint(root)
    version = county.add_draft(footprint, "Six", county.SIX)
    check_changed(changed=False)
    actions.publish_version(version=version, valid_from=date(2015, 1, 1), based_on=version.version, by=OPERATOR)
    check_changed(changed=True)
    actions.register_areas(rows=[AreaRow(name="X", type="ward", code="E05000001", within=("ashfield",))], by=OPERATOR)
    check_changed(changed=True)
    actions.register_areas(rows=[AreaRow(name="Ashy", type="district", code="E07000170")], by=OPERATOR)
    check_changed(changed=False)


def test_the_fingerprint_of_nothing_is_a_word(db: None) -> None:
    assert queries.fingerprint() == "empty"


def test_two_versions_are_crossed_by_the_districts_they_share(seven: FootprintVersion, six: FootprintVersion) -> None:
    found = queries.crosswalk(seven, six)
    assert found.parts.slug == "district"
    assert found.in_words == "Each of the 7 areas of Seven (2013) lies in one area of Six (2015)."
    back = queries.crosswalk(six, seven)
    assert back.in_words == "5 of 6 areas of Six (2015) lie in one area; split are Mansfield and Ashfield."


def test_a_map_of_districts_and_one_of_wards_are_crossed_by_wards(six: FootprintVersion) -> None:
    wards = [
        AreaRow(name=f"Ward {number}", type="ward", code=f"E0500000{number}", within=(code,), sets=("ward-2025",))
        for number, code in enumerate(county.DISTRICTS)
    ]
    actions.register_areas(rows=wards, by=OPERATOR)
    footprint = county.add_footprint(six.footprint.root, slug="wards", name="Wards")
    version = actions.draft_version(footprint=footprint, label="Halves", base="ward-2025", by=OPERATOR)
    placed = {f"E0500000{number}": "Low" if number < 4 else "High" for number in range(7)}
    actions.save_draft(version=version, based_on=1, placings=county.placings(placed), by=OPERATOR)
    found = queries.crosswalk(six, version)
    assert found.parts.slug == "ward-2025"
    split = [crossing for crossing in found.crossings if crossing.before == "Mansfield and Ashfield"]
    assert [(crossing.after, crossing.percent) for crossing in split] == [("High", "50"), ("Low", "50")]


def test_maps_without_a_common_area_are_not_compared(six: FootprintVersion) -> None:
    actions.register_areas(
        rows=[
            AreaRow(name="Plymouth", type="unitary-authority", code="E06000026"),
            AreaRow(name="Budshead", type="ward", code="E05002078", within=("E06000026",)),
        ],
        by=OPERATOR,
    )
    footprint = county.add_footprint(queries.area_by_reference("plymouth"), slug="plymouth", name="Plymouth")
    version = actions.draft_version(footprint=footprint, label="One", base="ward", by=OPERATOR)
    actions.save_draft(version=version, based_on=1, placings=county.placings({"E05002078": "North"}), by=OPERATOR)
    with pytest.raises(Invalid, match="have no areas in common"):
        queries.crosswalk(six, version)


def test_the_parts_of_a_county_are_its_districts_and_of_a_locality_what_forms_it(six: FootprintVersion) -> None:
    assert [area.name for area in queries.parts_of(six.footprint.root)] == sorted(county.DISTRICTS.values())
    joined = queries.area_by_reference("mansfield-and-ashfield")
    assert [area.name for area in queries.parts_of(joined, version=six)] == ["Ashfield", "Mansfield"]


def test_a_district_that_is_a_locality_by_itself_has_the_parts_of_the_district(six: FootprintVersion) -> None:
    actions.register_areas(
        rows=[AreaRow(name="Ward", type="ward", code="E05000001", within=("E07000173",), sets=("ward-2025",))],
        by=OPERATOR,
    )
    gedling = queries.area_by_reference("gedling")
    assert [area.name for area in queries.parts_of(gedling, version=six)] == ["Ward"]


def test_sets_of_areas_in_a_place_are_counted(root: Area) -> None:
    assert [(found.slug, found.members) for found in queries.sets_within(root)] == [("district", 7)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mans", ["Mansfield", "Mansfield and Ashfield"]),
        ("ashfield", ["Ashfield", "Mansfield and Ashfield"]),
        ("sherwood", ["Newark and Sherwood"]),
        ("newark &", ["Newark and Sherwood"]),
        ("E0700017", sorted(county.DISTRICTS.values())),
        ("notts", ["Nottinghamshire"]),
        ("%", []),
        ("_", []),
        ("", []),
    ],
)
def test_search_finds_words_of_names_other_names_and_codes(six: FootprintVersion, text: str, names: list[str]) -> None:
    assert [area.name for area in queries.search(PUBLIC, text)] == names


def test_search_gives_no_more_than_asked_for(root: Area) -> None:
    assert len(queries.search(PUBLIC, "E07", most=3)) == 3


def test_a_place_without_boundaries_is_drawn_as_squares(six: FootprintVersion) -> None:
    areas = queries.areas_of_type("district")
    drawing = queries.map_for(areas, {"E07000170": queries.Paint("27.1%", 4)}, title="Referrals")
    assert drawing is not None
    assert drawing.table.rows[0] == ("Ashfield", "27.1%")
    assert drawing.svg.count("<rect") >= 7


def test_a_locality_without_a_square_stands_as_the_squares_of_its_districts(six: FootprintVersion) -> None:
    squares = queries.tiles_for(queries.areas_of_level(six), {})
    assert [tile.name for tile in squares if "in Mansfield" in tile.name] == [
        "Mansfield (in Mansfield and Ashfield)",
        "Ashfield (in Mansfield and Ashfield)",
    ]


def test_a_place_without_boundaries_and_squares_has_no_map(root: Area) -> None:
    assert queries.map_for([root], {}, title="Nothing") is None


def test_pages_of_versions_take_few_queries(
    six: FootprintVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = queries.version_for(PUBLIC, footprint_slug="localities", version_slug=six.slug)
    with django_assert_max_num_queries(3):
        queries.localities(version)
    with django_assert_max_num_queries(4):
        queries.overviews(on=date(2026, 11, 22))
    with django_assert_max_num_queries(5):
        queries.membership_table()
    with django_assert_max_num_queries(1):
        queries.fingerprint()


def test_the_oldest_and_the_newest_map_are_told_in_order(footprint: Footprint, draft: FootprintVersion) -> None:
    labels = [version.label for version in queries.versions(footprint, viewer=OPERATOR)]
    assert labels == ["Three (2027)", "Six (2015)", "Seven (2013)"]
    assert [version.label for version in queries.versions(footprint)] == ["Six (2015)", "Seven (2013)"]


def test_versions_with_an_area_are_found_from_the_area(seven: FootprintVersion, six: FootprintVersion) -> None:
    ashfield = queries.area_by_reference("ashfield")
    assert queries.versions_with(ashfield) == [six, seven]
    joined = queries.area_by_reference("mansfield-and-ashfield")
    assert queries.versions_with(joined) == [six]


def test_four_levels_need_no_code(root: Area) -> None:
    levels = [LevelRow(name, f"{name}s") for name in ("Third", "Twelfth", "Patch")]
    footprint = actions.create_footprint(slug="1-3-12-32", name="1-3-12-32", root=root, levels=levels, by=OPERATOR)
    version = county.add_draft(footprint, "First", {key: f"Patch {name[0]}" for key, name in county.DISTRICTS.items()})
    for level, groups in (("twelfth", "North South"), ("third", "All")):
        row = footprint.levels.get(slug=level)
        parts = queries.parts_to_place(version, row)
        names = groups.split()
        placed = {key: names[number % len(names)] for number, key in enumerate(parts)}
        version = actions.save_draft(
            version=version, based_on=version.version, level=row, placings=county.placings(placed), by=OPERATOR
        )
    actions.publish_version(version=version, valid_from=date(2027, 1, 1), based_on=version.version, by=OPERATOR)
    whole = queries.areas_of_level(version, footprint.levels.get(slug="third"))
    rows = [row for row in queries.membership_table() if row.whole_key == whole[0].key]
    assert {row.part_code for row in rows} == set(county.DISTRICTS)
