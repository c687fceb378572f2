"""Areas are registered once, with what lies in what."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, LevelRow, TileRow
from commonground.ground.places.models import Area, AreaSet, AreaType, Containment, TilePosition
from commonground.ground.places.tests import county
from commonground.ground.places.tests.county import OPERATOR


def test_districts_are_registered_with_their_kind_their_set_and_their_county(root: Area) -> None:
    ashfield = queries.area_by_reference("E07000170")
    assert (ashfield.slug, ashfield.type.name, ashfield.key) == ("ashfield", "District", "E07000170")
    assert [area.name for area in queries.wholes_of(ashfield)] == ["Nottinghamshire", "England"]
    assert AreaSet.objects.get(slug="district").areas.count() == 7


def test_registering_the_same_again_changes_nothing(root: Area) -> None:
    before = queries.fingerprint()
    rows = [AreaRow(name="Ashfield", type="district", code="E07000170", within=("nottinghamshire",))]
    assert not actions.register_areas(rows=rows, by=OPERATOR)
    assert queries.fingerprint() == before


def test_another_name_for_a_known_area_becomes_an_alias(root: Area) -> None:
    actions.register_areas(rows=[AreaRow(name="Ashfield District", type="district", code="E07000170")], by=OPERATOR)
    assert queries.area_by_reference("Ashfield District").name == "Ashfield"


def test_an_area_first_met_by_its_code_gets_its_name_later(root: Area) -> None:
    actions.register_areas(rows=[AreaRow(name="E06000018", type="unitary-authority", code="E06000018")], by=OPERATOR)
    actions.register_areas(rows=[AreaRow(name="Nottingham", type="unitary-authority", code="E06000018")], by=OPERATOR)
    assert queries.area_by_reference("nottingham").code == "E06000018"


def test_wards_carry_their_code_in_the_address_because_their_names_come_again(root: Area) -> None:
    actions.register_areas(rows=[AreaRow(name="Abbey Hill", type="ward", code="E05010673")], by=OPERATOR)
    assert queries.area_by_reference("E05010673").slug == "abbey-hill-e05010673"


def test_a_neighbourhood_without_a_code_is_known_by_its_name(root: Area) -> None:
    row = AreaRow(name="Stonehouse", type="locality", within=("nottinghamshire",))
    assert actions.register_areas(rows=[row], by=OPERATOR).areas == 1
    assert not actions.register_areas(rows=[row], by=OPERATOR)
    assert queries.area_by_reference("stonehouse").key == "stonehouse"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [
                AreaRow(name="A", type="district", code="E07000001"),
                AreaRow(name="B", type="district", code="E07000001"),
            ],
            "area 3: E07000001 is given twice, as “A” and as “B”. Keep one of them.",
        ),
        (
            [AreaRow(name="A", type="district", code="E07000001", within=("E10000099",))],
            "E10000099: is not an area we know. Register it first, or check its code.",
        ),
        ([AreaRow(name=" ", type="district", code="E07000001")], "area 2: E07000001 has no name. Give it one."),
        ([AreaRow(name="A", type="shire", code="E07000001")], "shire: is not a kind of area we know."),
        (
            [
                AreaRow(
                    name="A",
                    type="district",
                    code="E07000001",
                    valid_from=date(2020, 1, 1),
                    valid_until=date(2019, 1, 1),
                )
            ],
            "A: it would begin on 1 January 2020 and end on 1 January 2019.",
        ),
        (
            [
                AreaRow(name="A", type="county", code="E10000001", within=("E10000002",)),
                AreaRow(name="B", type="county", code="E10000002", within=("E10000001",)),
            ],
            "go round in a circle",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_nothing_is_kept(
    root: Area, rows: list[AreaRow], message: str
) -> None:
    before = Area.objects.count()
    with pytest.raises(Invalid) as refusal:
        actions.register_areas(rows=[AreaRow(name="Good", type="district", code="E07000009"), *rows], by=OPERATOR)
    assert any(message in str(problem) for problem in refusal.value.problems)
    assert Area.objects.count() == before


def test_merged_councils_have_a_successor(root: Area) -> None:
    actions.register_areas(
        rows=[
            AreaRow(name="Corby", type="district", code="E07000150", valid_until=date(2021, 4, 1)),
            AreaRow(name="North Northamptonshire", type="unitary-authority", code="E06000061"),
        ],
        by=OPERATOR,
    )
    rows = [("E07000150", "E06000061", date(2021, 4, 1))]
    assert actions.register_successions(rows=rows, by=OPERATOR) == 1
    assert actions.register_successions(rows=rows, by=OPERATOR) == 0
    corby = queries.area_by_reference("corby")
    assert [step.successor.name for step in corby.succeeded_by.all()] == ["North Northamptonshire"]


def test_a_succession_of_an_unknown_area_is_refused(root: Area) -> None:
    with pytest.raises(Invalid, match="cannot be registered"):
        actions.register_successions(rows=[("E07000170", "E06000099", date(2021, 4, 1))], by=OPERATOR)


def test_squares_are_placed_once_and_may_move(root: Area) -> None:
    assert actions.place_tiles(rows=[TileRow("E07000170", *county.SQUARES["E07000170"])], by=OPERATOR) == 0
    assert actions.place_tiles(rows=[TileRow("ashfield", 5, 5)], by=OPERATOR) == 1
    assert TilePosition.objects.get(area__slug="ashfield").column == 5


def test_two_areas_on_one_square_are_refused(root: Area) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.place_tiles(rows=[TileRow("E07000170", 0, 0), TileRow("E07000171", 0, 0)], by=OPERATOR)
    assert "stands on the same square as E07000170, column 0, row 0" in str(refusal.value.problems[0])


def test_levels_of_a_footprint_are_rows_and_bring_their_kinds(root: Area) -> None:
    levels = [LevelRow("Locality", "Localities"), LevelRow("Team area", "Team areas"), LevelRow("Patch", "Patches")]
    footprint = actions.create_footprint(
        slug="1-3-12-32", name="One, three, twelve", root=root, levels=levels, by=OPERATOR
    )
    assert [level.slug for level in footprint.levels.all()] == ["locality", "team-area", "patch"]
    assert AreaType.objects.get(slug="patch").plural == "Patches"


@pytest.mark.parametrize(
    ("slug", "name", "levels", "message"),
    [
        ("localities", "Another", [LevelRow("Locality", "Localities")], "is the address of another footprint"),
        ("another", "Locality groups", [LevelRow("Locality", "Localities")], "is the name of another footprint"),
        ("another", "Another", [], "has no levels"),
        ("another", "Another", [LevelRow("Ward", "Wards"), LevelRow("Ward", "Wards")], "is given twice"),
    ],
)
def test_a_footprint_that_cannot_be_is_refused(
    root: Area, slug: str, name: str, levels: list[LevelRow], message: str
) -> None:
    county.add_footprint(root)
    with pytest.raises(Invalid) as refusal:
        actions.create_footprint(slug=slug, name=name, root=root, levels=levels, by=OPERATOR)
    assert any(message in str(problem) for problem in refusal.value.problems)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda ashfield: Area.objects.filter(pk=ashfield.pk).update(
            valid_from=date(2020, 1, 1), valid_until=date(2019, 1, 1)
        ),
        lambda ashfield: Area.objects.filter(pk=ashfield.pk).update(is_draft=True),
        lambda ashfield: Area.objects.filter(pk=ashfield.pk).update(code=""),
        lambda ashfield: Containment.objects.create(part=ashfield, whole=ashfield),
        lambda ashfield: Containment.objects.create(part=ashfield, whole=Area.objects.get(slug="nottinghamshire")),
    ],
    ids=["ends before it begins", "official draft", "empty code", "lies in itself", "lies in one area twice"],
)
def test_the_database_itself_refuses_what_cannot_be(root: Area, break_it: Callable[[Area], object]) -> None:
    ashfield = queries.area_by_reference("ashfield")
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(ashfield)
    ashfield.refresh_from_db()
    assert ashfield.code == "E07000170"
