"""An import of schools: what is taken, set aside and refused; all or nothing; twice changes nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, AskedSchools
from commonground.ground.places.actions.schools import ImportedSchools
from commonground.ground.places.models import Area, Containment, School
from commonground.ground.places.tests.county import OPERATOR
from commonground.ground.places.tests.registers import (
    ASQUITH,
    BECKET,
    FARMILO,
    FIVE,
    SERLBY,
    write,
    write_table,
)


def imported(*paths: Path, **asked: Any) -> ImportedSchools:
    return actions.import_schools(paths=list(paths), asked=AskedSchools(**asked), by=OPERATOR)


def refusals(path: Path, **asked: Any) -> list[str]:
    with pytest.raises(Invalid) as refused:
        imported(path, **asked)
    assert School.objects.count() == 0
    return [str(problem) for problem in refused.value.problems]


def test_schools_become_areas_that_lie_in_their_district(root: Area, tmp_path: Path) -> None:
    done = imported(write(tmp_path, FIVE))
    assert (done.schools, done.new, done.changed, done.rows) == (5, 5, 0, 5)
    school = queries.school_page(133272)
    assert (school.area.code, school.area.name, school.area.type_id) == (
        "URN133272",
        "Farmilo Primary School",
        "school",
    )
    assert (school.phase, school.postcode, school.as_at) == ("primary", "NG19 7RS", date(2017, 7, 1))
    assert queries.districts_of_schools() == {
        "URN133272": "E07000174",
        "URN132250": "E07000174",
        "URN122585": "E07000170",
        "URN141774": "E07000173",
        "URN137409": "E07000176",
    }


def test_each_stage_has_a_set_that_clusters_are_put_together_from(root: Area, tmp_path: Path) -> None:
    done = imported(write(tmp_path, [*FIVE, SERLBY]))
    assert done.sets == ("primary-schools-2017", "school-2017", "secondary-schools-2017")
    sizes = {one.slug: one.areas.count() for one in queries.sets_within(root) if one.type_id == "school"}
    assert sizes == {"school-2017": 6, "primary-schools-2017": 5, "secondary-schools-2017": 2}


def test_the_same_file_again_changes_nothing(root: Area, tmp_path: Path) -> None:
    path = write(tmp_path, FIVE)
    imported(path)
    before = list(School.objects.values_list("version", flat=True))
    done = imported(path)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 5)
    assert list(School.objects.values_list("version", flat=True)) == before


def test_what_changed_is_changed_and_a_new_name_finds_the_school_as_well(root: Area, tmp_path: Path) -> None:
    imported(write(tmp_path, FIVE))
    row = {**FARMILO, "Statutory lowest age": "2", "Establishment name": "Farmilo Academy"}
    done = imported(write(tmp_path, [row]))
    assert (done.new, done.changed) == (0, 1)
    assert queries.school_page(133272).youngest == 2
    assert [area.code for area in queries.search(OPERATOR, "farmilo academy")] == ["URN133272"]


def test_a_dry_run_says_the_same_and_changes_nothing(root: Area, tmp_path: Path) -> None:
    done = imported(write(tmp_path, FIVE), dry_run=True)
    assert (done.new, done.is_dry_run) == (5, True)
    assert School.objects.count() == 0
    assert not Area.objects.filter(type="school").exists()


def test_swapped_coordinates_are_refused(root: Area, tmp_path: Path) -> None:
    [told] = refusals(write(tmp_path, [{**FARMILO, "X": "363643", "Y": "451159"}]))
    assert "row 2, Farmilo Primary School (URN 133272): has easting and northing swapped." in told


def test_degrees_are_refused(root: Area, tmp_path: Path) -> None:
    assert "has degrees" in refusals(write(tmp_path, [{**FARMILO, "X": "-1.23", "Y": "53.16"}]))[0]


def test_a_school_outside_the_country_is_refused(root: Area, tmp_path: Path) -> None:
    assert "stands outside of England." in refusals(write(tmp_path, [{**FARMILO, "X": "900000"}]))[0]


def test_a_school_far_from_its_postcode_is_refused_or_stands_at_the_postcode(root: Area, tmp_path: Path) -> None:
    path = write(tmp_path, [{**FARMILO, "X": "457559"}])
    [told] = refusals(path)
    assert "stands 6.3 km from its postcode, NG19 7RS." in told
    done = imported(path, at_postcode=True)
    school = queries.school_page(133272)
    assert done.schools == 1
    assert school.is_at_postcode
    assert school.easting == pytest.approx(451_259, abs=300)
    assert "6.3 km from its postcode" in school.remark


def test_of_two_rows_with_one_urn_neither_is_taken(root: Area, tmp_path: Path) -> None:
    path = write(tmp_path, [FARMILO, {**ASQUITH, "URN": FARMILO["URN"]}, BECKET])
    assert "has the same URN as Farmilo Primary School in row 2" in refusals(path)[0]
    done = imported(path, good_rows=True)
    assert (done.schools, len(done.refused)) == (1, 1)


def test_the_good_rows_are_taken_where_somebody_asks_for_them(root: Area, tmp_path: Path) -> None:
    path = write(tmp_path, [*FIVE, {**SERLBY, "Postcode": "nowhere"}])
    done = imported(path, good_rows=True)
    assert (done.schools, [problem.row for problem in done.refused]) == (5, [7])


def test_closed_schools_are_set_aside_and_known_ones_end(root: Area, tmp_path: Path) -> None:
    closed = {"Establishment status": "Closed", "Close date": "31-08-2018"}
    done = imported(write(tmp_path, [FARMILO, {**ASQUITH, **closed}]))
    assert done.schools == 1
    assert [(one.why, one.names) for one in done.aside] == [
        ("schools that are not open", ("Asquith Primary School (closed)",))
    ]
    imported(write(tmp_path, [{**FARMILO, **closed}], name="register_sep2018.csv"))
    area = queries.school_page(133272).area
    assert area.valid_until == date(2018, 8, 31)
    held = queries.areas_in_set(queries.sets_within(root)[-1], root=root, on=date(2019, 1, 1))
    assert area not in held


def test_schools_of_places_that_the_site_does_not_cover_are_set_aside(root: Area, tmp_path: Path) -> None:
    row = {**ASQUITH, "Postcode": "M40 7QD", "Local authority (code)": "352", "X": "385309", "Y": "399844"}
    done = imported(write(tmp_path, [FARMILO, row]))
    assert [(one.why, one.count) for one in done.aside] == [
        ("schools in Manchester, which this site does not cover", 1)
    ]


def test_a_school_of_one_authority_within_another_is_told(root: Area, tmp_path: Path) -> None:
    imported(write(tmp_path, [{**FARMILO, "Local authority (code)": "892"}]))
    assert "Belongs to authority 892" in queries.school_page(133272).remark


def test_a_school_without_coordinates_stands_at_its_postcode(root: Area, tmp_path: Path) -> None:
    imported(write(tmp_path, [{**FARMILO, "X": "", "Y": ""}, {**ASQUITH, "X": "0", "Y": "0"}]))
    assert all(queries.school_page(urn).is_at_postcode for urn in (133272, 132250))


def test_a_postcode_nobody_knows_is_told_and_the_authority_is_taken_instead(root: Area, tmp_path: Path) -> None:
    imported(write(tmp_path, [{**FARMILO, "Postcode": "NG19 9ZZ"}]))
    school = queries.school_page(133272)
    assert "NG19 9ZZ, was not found" in school.remark
    assert [whole.name for whole in queries.wholes_of(school.area)][:1] == ["Nottinghamshire"]


def test_a_school_that_goes_to_another_district_is_asked_about(root: Area, tmp_path: Path) -> None:
    imported(write(tmp_path, [FARMILO]))
    moved = {**FARMILO, "Postcode": "NG15 6AJ", "X": "453731", "Y": "348103"}
    with pytest.raises(Invalid) as refused:
        imported(write(tmp_path, [moved]))
    assert "lay in Mansfield and would now lie in Ashfield." in str(refused.value.problems[0])


def test_an_address_of_the_same_name_near_by_confirms_a_school_and_makes_none(root: Area, tmp_path: Path) -> None:
    heads = ["address", "name", "street", "lon", "lat", "lad_derived"]
    addresses = write_table(
        tmp_path,
        "addresses.csv",
        [
            heads,
            ["9C", "FARMILO PRIMARY SCHOOL", "1", "-1.2351", "53.1672", "E07000174"],
            ["9D", "SURE START CENTRE", "1", "-1.2351", "53.1672", "E07000174"],
            ["9E", "TEMPLE PRIMARY SCHOOL", "1", "-2.2327", "53.5035", "E08000003"],
        ],
    )
    done = imported(write(tmp_path, [FARMILO]), addresses)
    assert done.compared == 1
    assert queries.school_page(133272).confirmed_by.startswith("addresses.csv, 9C")
    assert [(one.count, one.why[:26]) for one in done.aside] == [
        (1, "addresses in Manchester, w"),
        (1, "addresses of no school tha"),
    ]
    assert School.objects.count() == 1


def test_swapped_degrees_are_refused(root: Area, tmp_path: Path) -> None:
    heads = ["address", "name", "street", "lon", "lat", "lad_derived"]
    addresses = write_table(tmp_path, "a.csv", [heads, ["9C", "FARMILO", "1", "53.16", "-1.23", "E07000174"]])
    with pytest.raises(Invalid) as refused:
        imported(write(tmp_path, [FARMILO]), addresses)
    assert "has latitude and longitude swapped." in str(refused.value.problems[0])


def test_a_file_that_does_not_say_its_day_is_asked_for_it(root: Area, tmp_path: Path) -> None:
    path = write(tmp_path, FIVE, name="schools.csv")
    assert "--as-at" in refusals(path)[0]
    assert imported(path, as_at=date(2018, 1, 1)).sets[1] == "school-2018"


def test_a_school_covers_no_ground(root: Area, tmp_path: Path) -> None:
    before, membership = queries.fingerprint(), queries.membership_table()
    ashfield = queries.area_by_reference("ashfield")
    imported(write(tmp_path, FIVE))
    assert [row for row in queries.membership_table() if row not in membership] == []
    assert queries.official_parts(ashfield) == []
    assert queries.parts_of(ashfield) == []
    assert Containment.objects.filter(part__type="school").count() == 5
    assert before != "", "figures stay as they are: nothing that is added up has moved"


def test_registering_needs_areas_that_are_known(root: Area) -> None:
    entry = actions.SchoolEntry(
        urn=100000, name="School", within=("E06000001",), phase="primary", postcode="NG19 7RS",
        source="told", as_at=date(2017, 7, 1),
    )  # fmt: skip
    with pytest.raises(Invalid, match="cannot be registered"):
        actions.register_schools(entries=[entry], by=OPERATOR)
    with pytest.raises(Invalid, match="Nothing was changed"):
        actions.register_schools(entries=[entry, entry], by=OPERATOR)
    actions.register_areas(rows=[AreaRow(name="Hartlepool", type="unitary-authority", code="E06000001")], by=OPERATOR)
    assert actions.register_schools(entries=[entry], by=OPERATOR).new == 1
