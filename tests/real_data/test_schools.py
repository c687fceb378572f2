"""The three published files of schools, as they are: what is taken, what is set aside, what is refused, and why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, AskedSchools
from commonground.ground.places.actions.schools import ImportedSchools
from commonground.ground.places.tests.county import register_county
from tests.beginnings import undone

CONFIRMED = 76  # addresses that are a school of the register, by name within a kilometre
AUTHORITIES = [
    AreaRow(name="Nottingham", type="unitary-authority", code="E06000018"),
    AreaRow(name="Plymouth", type="unitary-authority", code="E06000026"),
    AreaRow(name="Manchester", type="metropolitan-district", code="E08000003"),
]


@pytest.fixture(scope="module")
def four_authorities(importer: Viewer, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone(django_db_blocker):
        register_county()
        actions.register_areas(rows=AUTHORITIES, by=importer)
        yield


def imported(folder: Path, by: Viewer, **asked: bool) -> ImportedSchools:
    paths = sorted((folder / "schools").iterdir())
    return actions.import_schools(paths=paths, asked=AskedSchools(**asked), by=by)  # type: ignore[arg-type]  # no date


@pytest.fixture
def files(published_data: Path, four_authorities: None, db: None) -> Path:
    return published_data


def test_one_school_stands_far_from_its_postcode_so_nothing_is_taken(files: Path, importer: Viewer) -> None:
    with pytest.raises(Invalid) as refused:
        imported(files, importer)
    [problem] = refused.value.problems
    assert (problem.row, problem.what) == (106, "stands 6.4 km from its postcode, NG5 8GX.")
    assert "Redhill Academy (URN 136361)" in problem.where
    assert queries.school_numbers() == set()


def test_every_row_is_taken_or_set_aside(files: Path, importer: Viewer) -> None:
    done = imported(files, importer, at_postcode=True)
    assert (done.files, done.rows) == (3, 204 + 1765 + 648)
    assert (done.schools, done.new, done.refused) == (204, 204, ())
    addresses = sum(one.count for one in done.aside)
    confirmed = sum(1 for one in queries.schools_listed(queries.SchoolFilter(), version=None) if one.confirmed_by)
    assert (confirmed, addresses) == (CONFIRMED, 648 - CONFIRMED)
    assert done.sets == ("primary-schools-2017", "school-2017", "secondary-schools-2017")
    again = imported(files, importer, at_postcode=True)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 204)


def test_the_good_rows_alone_are_203(files: Path, importer: Viewer) -> None:
    done = imported(files, importer, good_rows=True, dry_run=True)
    assert (done.schools, len(done.refused)) == (203, 1)


def test_schools_by_authority_and_phase_are_those_of_the_file(files: Path, importer: Viewer) -> None:
    imported(files, importer, at_postcode=True)
    listed = queries.as_listed(queries.schools_listed(queries.SchoolFilter(), version=None), version=None)
    phases = {slug: sum(one.school.phase == slug for one in listed) for slug, _ in queries.phases_of_schools()}
    assert phases == {
        "nursery": 1,
        "primary": 126,
        "middle-deemed-secondary": 1,
        "secondary": 46,
        "all-through": 3,
        "not-applicable": 27,
    }
    districts = {one.name: sum(held.district == one for held in listed) for one in queries.districts_with_schools()}
    assert districts == {
        "Ashfield": 10,
        "Bassetlaw": 12,
        "Broxtowe": 12,
        "Gedling": 9,
        "Manchester": 67,
        "Mansfield": 12,
        "Newark and Sherwood": 11,
        "Nottingham": 25,
        "Plymouth": 37,
        "Rushcliffe": 9,
    }
    assert sum(districts.values()) == 204
    assert {one.school.as_at for one in listed} == {date(2017, 7, 1)}


def test_what_is_odd_about_the_file_is_told(files: Path, importer: Viewer) -> None:
    notes = imported(files, importer, at_postcode=True, dry_run=True).notes
    assert "lie about 97 m west and 33 m north of their postcodes" in notes[0]
    assert any("Warren Primary Academy (URN 137443): Belongs to authority 892" in note for note in notes)
    assert any("Redhill Academy (URN 136361): The register has it 6.4 km" in note for note in notes)
