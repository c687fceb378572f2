"""The life of a version: drawn, proposed, published from a day, superseded, withdrawn (P4, P5, P14)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import Area, AreaMembership, Footprint, FootprintVersion
from commonground.ground.places.rules import Placing
from commonground.ground.places.tests import county
from commonground.ground.places.tests.county import OPERATOR, somebody


def names(version: FootprintVersion) -> list[str]:
    return [area.name for area in queries.areas_of_level(version)]


def test_six_localities_from_seven_districts(six: FootprintVersion) -> None:
    assert names(six) == [
        "Bassetlaw", "Broxtowe", "Gedling", "Mansfield and Ashfield", "Newark and Sherwood", "Rushcliffe",
    ]  # fmt: skip
    assert queries.problems_of(six) == []


def test_each_day_has_the_map_that_was_in_force_then(
    footprint: Footprint, seven: FootprintVersion, six: FootprintVersion
) -> None:
    in_force = {
        day: queries.version_on(footprint, day)
        for day in (date(2012, 12, 31), date(2013, 1, 1), date(2014, 12, 31), date(2015, 1, 1), date(2026, 11, 22))
    }
    assert list(in_force.values()) == [None, seven, seven, six, six]


def test_earlier_records_keep_the_earlier_place(seven: FootprintVersion, six: FootprintVersion) -> None:
    ashfield = queries.area_by_reference("ashfield")
    assert queries.wholes_of(ashfield, version=seven) == []  # it was a locality by itself
    assert [area.name for area in queries.wholes_of(ashfield, version=six)] == ["Mansfield and Ashfield"]


def test_publishing_supersedes_the_map_in_force_from_that_day(seven: FootprintVersion, six: FootprintVersion) -> None:
    seven.refresh_from_db()
    assert (seven.status, seven.valid_from, seven.valid_until) == ("superseded", date(2013, 1, 1), date(2015, 1, 1))
    assert (six.status, six.valid_until) == ("published", None)


def test_a_locality_that_is_one_district_of_the_same_name_is_that_district(seven: FootprintVersion) -> None:
    assert {area.code for area in queries.areas_of_level(seven)} == set(county.DISTRICTS)


def test_a_locality_with_the_same_name_and_ground_is_the_same_area(
    footprint: Footprint, six: FootprintVersion, draft: FootprintVersion
) -> None:
    actions.propose_version(version=draft, based_on=draft.version, by=OPERATOR)
    joined = [queries.areas_of_level(version) for version in (six, draft)]
    assert [[area for area in areas if area.slug == "mansfield-and-ashfield"] for areas in joined] == [
        [Area.objects.get(slug="mansfield-and-ashfield")]
    ] * 2


def test_a_locality_with_the_same_name_and_other_ground_is_a_new_area(
    footprint: Footprint, six: FootprintVersion
) -> None:
    larger = {**county.SIX, "E07000171": "Mansfield and Ashfield"}
    version = county.add_published(footprint, "Five (2027)", larger, valid_from=date(2027, 4, 1))
    assert "mansfield-and-ashfield-five-2027" in {area.slug for area in queries.areas_of_level(version)}
    assert [part.name for part in queries.parts_of(Area.objects.get(slug="mansfield-and-ashfield"), version=six)] == [
        "Ashfield",
        "Mansfield",
    ]


def test_a_draft_copies_the_version_it_is_drawn_from_and_leaves_that_alone(
    footprint: Footprint, six: FootprintVersion
) -> None:
    version = actions.draft_version(footprint=footprint, label="Copy", drawn_from=six, by=OPERATOR)
    assert names(version) == names(six)
    actions.save_draft(version=version, based_on=1, placings=county.placings(county.THREE), by=OPERATOR)
    assert len(names(version)) == 3
    assert len(names(six)) == 6


def test_a_draft_may_have_gaps_but_is_not_published_with_them(footprint: Footprint, six: FootprintVersion) -> None:
    placed = {key: name for key, name in county.SIX.items() if name != "Gedling"}
    version = county.add_draft(footprint, "Gap", placed)
    assert [area.name for area in queries.not_placed(version)] == ["Gedling"]
    for step in (
        lambda: actions.publish_version(version=version, valid_from=date(2027, 1, 1), based_on=2, by=OPERATOR),
        lambda: actions.propose_version(version=version, based_on=2, by=OPERATOR),
    ):
        with pytest.raises(Invalid) as refusal:
            step()
        assert [str(problem) for problem in refusal.value.problems] == [
            "Gedling: is in no locality. Choose the one it belongs to."
        ]
    six.refresh_from_db()
    assert six.status == "published"


@pytest.mark.parametrize(
    ("placings", "message"),
    [
        ([Placing("E07000170", "North"), Placing("E07000170", "South")], "Ashfield: is placed twice"),
        ([Placing("E06000026", "North")], "E06000026: is placed in “North” but is not one of the areas"),
        ([Placing("E07000170", "  ")], "A locality has no name. Give it one."),
        ([Placing("E07000170", "N" * 201)], "has 201 characters, more than 200"),
    ],
)
def test_what_cannot_be_is_not_even_saved(draft: FootprintVersion, placings: list[Placing], message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.save_draft(version=draft, based_on=draft.version, placings=placings, by=OPERATOR)
    assert any(message in str(problem) for problem in refusal.value.problems)
    assert len(names(draft)) == 3


def test_of_two_people_who_draw_at_once_the_second_is_shown_both_values(draft: FootprintVersion) -> None:
    seen = draft.version
    first = {**county.THREE, "E07000173": "Mansfield and Ashfield"}
    second = {**county.THREE, "E07000173": "Bassetlaw, Newark and Sherwood"}
    actions.save_draft(version=draft, based_on=seen, placings=county.placings(first), by=somebody("places.draft"))
    with pytest.raises(Conflict) as conflict:
        actions.save_draft(version=draft, based_on=seen, placings=county.placings(second), by=somebody("places.draft"))
    assert conflict.value.theirs == {"Gedling": "Mansfield and Ashfield"}
    assert conflict.value.yours == {"Gedling": "Bassetlaw, Newark and Sherwood"}
    assert len(queries.parts_of(queries.areas_of_level(draft)[1], version=draft)) == 3


def test_publishing_what_somebody_changed_meanwhile_is_a_conflict(draft: FootprintVersion) -> None:
    seen = draft.version
    actions.save_draft(version=draft, based_on=seen, placings=county.placings(county.SIX), by=OPERATOR)
    with pytest.raises(Conflict):
        actions.publish_version(version=draft, valid_from=date(2027, 4, 1), based_on=seen, by=OPERATOR)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert Area.objects.filter(is_draft=True).count() == 6


def test_renaming_a_locality_keeps_it_at_the_level_above(root: Area) -> None:
    version = two_levels(root)
    finest = queries.finest_level(version.footprint)
    actions.save_draft(
        version=version,
        based_on=version.version,
        level=finest,
        placings=county.placings({**county.SIX, "E07000170": "West Notts", "E07000174": "West Notts"}),
        renamed={"Mansfield and Ashfield": "West Notts"},
        by=OPERATOR,
    )
    assert queries.problems_of(version) == []


def test_removing_a_locality_leaves_a_gap_at_the_level_above_until_it_is_filled(root: Area) -> None:
    version = two_levels(root)
    actions.save_draft(version=version, based_on=version.version, placings=county.placings(county.SEVEN), by=OPERATOR)
    assert [problem.where for problem in queries.problems_of(version)] == ["Ashfield", "Mansfield"]


def test_a_footprint_of_two_levels_is_published_whole(root: Area) -> None:
    version = two_levels(root)
    actions.publish_version(version=version, valid_from=date(2027, 1, 1), based_on=version.version, by=OPERATOR)
    held = {
        level.name: [one.area.name for one in localities] for level, localities in queries.localities(version).items()
    }
    assert held["Wing"] == ["North", "South"]
    assert len(held["Locality"]) == 6
    ashfield = queries.area_by_reference("ashfield")
    assert [area.name for area in queries.wholes_of(ashfield, version=version)] == ["Mansfield and Ashfield", "North"]


def two_levels(root: Area) -> FootprintVersion:
    """Six localities in two wings, being drawn."""
    levels = [LevelRow("Wing", "Wings"), LevelRow("Locality", "Localities")]
    footprint = actions.create_footprint(slug="two-levels", name="Two levels", root=root, levels=levels, by=OPERATOR)
    version = county.add_draft(footprint, "First", county.SIX)
    parts = queries.parts_to_place(version, footprint.levels.get(slug="wing"))
    wing = {key: "South" if name in ("Broxtowe", "Gedling", "Rushcliffe") else "North" for key, name in parts.items()}
    return actions.save_draft(
        version=version,
        based_on=version.version,
        level=footprint.levels.get(slug="wing"),
        placings=county.placings(wing),
        by=OPERATOR,
    )


def test_a_map_that_would_begin_before_the_one_it_replaces_is_refused(draft: FootprintVersion) -> None:
    with pytest.raises(Invalid, match="wrong way round"):
        actions.publish_version(version=draft, valid_from=date(2015, 1, 1), based_on=draft.version, by=OPERATOR)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_proposal_is_open_to_all_and_changes_no_more(draft: FootprintVersion) -> None:
    actions.propose_version(version=draft, based_on=draft.version, by=OPERATOR)
    assert queries.area_by_reference("localities/south-nottinghamshire").name == "South Nottinghamshire"
    with pytest.raises(Refused, match="is proposed and cannot be changed"):
        actions.save_draft(version=draft, based_on=draft.version, placings=[], by=OPERATOR)


def test_a_draft_that_is_withdrawn_stays_on_record_and_hidden(draft: FootprintVersion) -> None:
    actions.withdraw(version=draft, based_on=draft.version, by=OPERATOR)
    assert draft.status == "withdrawn"
    assert not draft.is_open_to_all
    with pytest.raises(Refused, match="withdrawn and cannot become"):
        actions.publish_version(version=draft, valid_from=date(2027, 1, 1), based_on=draft.version, by=OPERATOR)


@pytest.mark.parametrize(
    ("label", "base", "message"),
    [
        (" ", "district", "Name: is missing. Call it by its year, for example."),
        ("Six (2015)", "district", "“Six (2015)” is taken by another version"),
        ("New", "shire", "shire: is not a set of areas we know. Use one of: "),
        ("New", "", "base: is not a set of areas we know"),
    ],
)
def test_a_version_that_cannot_begin_says_why(six: FootprintVersion, label: str, base: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.draft_version(footprint=six.footprint, label=label, base=base, by=OPERATOR)
    assert message in str(refusal.value.problems[0])


def test_a_version_called_draw_gets_an_address_of_its_own(footprint: Footprint) -> None:
    version = actions.draft_version(footprint=footprint, label="Draw", base="district", by=OPERATOR)
    assert version.slug == "draw-2"


def test_a_footprint_over_areas_that_are_not_there_says_so(root: Area) -> None:
    actions.register_areas(
        rows=[AreaRow(name="Elsewhere", type="ward", code="E05000001", sets=("ward-2025",))], by=OPERATOR
    )
    footprint = county.add_footprint(root)
    version = actions.draft_version(footprint=footprint, label="Wards", base="ward-2025", by=OPERATOR)
    assert "has no areas of “Wards of 2025” in it" in str(queries.problems_of(version)[0])


def test_every_step_is_in_the_audit_with_who_took_it(draft: FootprintVersion) -> None:
    ada = somebody("places.draft", label="Ada Invented")
    actions.propose_version(version=draft, based_on=draft.version, by=ada)
    found = AuditEvent.objects.order_by("-position").values_list("verb", "actor_label").first()
    assert found == ("footprint version proposed", "Ada Invented")


def set_facts(**facts: object) -> Callable[[FootprintVersion], object]:
    return lambda version: FootprintVersion.objects.filter(pk=version.pk).update(**facts)


@pytest.mark.parametrize(
    "break_it",
    [
        set_facts(status="published"),
        set_facts(status="proposed"),
        set_facts(status="withdrawn"),
        set_facts(proposed_by="Ada"),
        set_facts(valid_from=date(2027, 1, 1), valid_until=date(2026, 1, 1)),
        set_facts(valid_until=date(2030, 1, 1), valid_from=date(2027, 1, 1)),
        lambda version: AreaMembership.objects.create(
            version=version,
            level=queries.finest_level(version.footprint),
            part=Area.objects.get(slug="ashfield"),
            whole=Area.objects.get(slug="gedling"),
        ),
    ],
    ids=[
        "published by nobody", "proposed at no time", "withdrawn at no time", "somebody at no time",
        "ends before it begins", "ends though nothing follows", "a part twice",
    ],
)  # fmt: skip
def test_the_database_itself_refuses_a_state_without_its_facts(
    draft: FootprintVersion, break_it: Callable[[FootprintVersion], object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(draft)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_only_one_version_is_published_at_a_time(six: FootprintVersion, seven: FootprintVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FootprintVersion.objects.filter(pk=seven.pk).update(status="published", valid_until=None)
    assert FootprintVersion.objects.filter(status="published").count() == 1
