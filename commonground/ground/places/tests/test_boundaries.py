"""Boundaries are imported whole or not at all, and once."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from commonground.foundation.audit import queries as audit
from commonground.foundation.kernel.errors import Conflict, Invalid
from commonground.foundation.work import actions as work
from commonground.foundation.work.models import Job
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import ImportedBoundaries, LevelRow
from commonground.ground.places.jobs import IMPORT_BOUNDARIES
from commonground.ground.places.models import Adjacency, Area, AreaSet, Boundary
from commonground.ground.places.tests import county, squares
from commonground.ground.places.tests.county import OPERATOR


def load(*paths: Path, dry_run: bool = False) -> ImportedBoundaries:
    return actions.import_boundaries(paths=paths, by=OPERATOR, dry_run=dry_run)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return squares.write(tmp_path, squares.four_squares())


def test_small_areas_are_registered_in_their_set_and_their_district(db: None, published: Path) -> None:
    done = load(published)
    assert (done.areas, done.new, done.changed, done.sets) == (4, 4, 0, ("lsoa-2021",))
    assert AreaSet.objects.get(slug="lsoa-2021").areas.count() == 4
    ashfield = queries.area_by_reference("E07000170")
    assert (ashfield.name, ashfield.type_id) == ("Ashfield", "district")
    assert len(queries.parts_of(ashfield)) == 4


def test_the_same_file_again_changes_nothing(db: None, published: Path) -> None:
    load(published)
    rows = set(Boundary.objects.values_list("pk", flat=True)) | set(Adjacency.objects.values_list("pk", flat=True))
    before = queries.fingerprint(), audit.head()
    done = load(published)
    assert (done.new, done.changed, done.unchanged, bool(done.registered)) == (0, 0, 4, False)
    assert rows == set(Boundary.objects.values_list("pk", flat=True)) | set(
        Adjacency.objects.values_list("pk", flat=True)
    )
    assert (queries.fingerprint(), audit.head()) == before


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(db: None, published: Path) -> None:
    done = load(published, dry_run=True)
    assert (done.new, done.is_dry_run) == (4, True)
    assert Area.objects.count() == Boundary.objects.count() == 0


def test_the_outline_of_a_district_is_put_together_from_its_small_areas(db: None, published: Path) -> None:
    load(published)
    drawn = queries.simple_outlines(AreaSet.objects.get(slug="lsoa-2021"), ["E07000170"])
    assert drawn["E07000170"].area == 4_000_000


def test_neighbours_are_kept(db: None, published: Path) -> None:
    load(published)
    beside = queries.neighbours(["E01000001", "E01000002", "E01000003", "E01000004"])
    assert beside["E01000001"] == {"E01000002", "E01000003"}


def test_a_second_file_meets_the_first_at_their_border(db: None, tmp_path: Path, published: Path) -> None:
    load(published)
    further = squares.feature(5, squares.square(2, 0), LADCD_ACTIVE="E07000174", LSOA21NM="Mansfield 001A")
    load(squares.write(tmp_path, squares.collection(further), name="E07000174.geojson"))
    assert queries.neighbours(["E01000002", "E01000005"])["E01000002"] == {"E01000005"}
    assert queries.neighbours(["E07000170", "E07000174"])["E07000170"] == {"E07000174"}


def test_an_area_that_is_drawn_anew_replaces_its_outline(db: None, tmp_path: Path, published: Path) -> None:
    load(published)
    content = squares.collection(squares.feature(4, squares.square(1, 1, side=900)))
    done = load(squares.write(tmp_path, content))
    assert (done.new, done.changed) == (0, 1)
    assert Boundary.objects.filter(area__code="E01000004").count() == 1


def test_a_code_of_two_years_is_one_area_in_two_sets(db: None, tmp_path: Path, published: Path) -> None:
    load(published)
    older = squares.feature(1, squares.square(0, 0), letters="LSOA11")
    load(squares.write(tmp_path, squares.collection(older), name="older.geojson"))
    area = queries.area_by_reference("E01000001")
    assert {one.slug for one in area.sets.all()} == {"lsoa-2011", "lsoa-2021"}
    assert area.boundaries.count() == 2


def test_what_is_mended_is_told_and_kept_with_the_outline(db: None, tmp_path: Path) -> None:
    done = load(squares.write(tmp_path, squares.collection(squares.feature(1, squares.spike(0, 0)))))
    assert done.mended == ("Ashfield 001A (E01000001): Mended: ring self-intersection at 451000, 351000.",)
    assert Boundary.objects.get(area__code="E01000001").note.startswith("Mended")


@pytest.mark.parametrize(
    ("features", "message"),
    [
        (
            [squares.feature(1, squares.bow_tie(0, 0))],
            "Ashfield 001A (E01000001): has an outline that crosses itself (self-intersection at 450500, 350500)",
        ),
        (
            [squares.feature(1, squares.square(0, 0)), squares.feature(1, squares.square(1, 0))],
            "feature 2, Ashfield 001A (E01000001): is in E07000170.geojson, feature 1 already. Keep one of them.",
        ),
    ],
    ids=["a bow tie", "a code twice"],
)
def test_what_cannot_be_used_is_named_and_nothing_is_changed(
    db: None, tmp_path: Path, features: list[dict[str, object]], message: str
) -> None:
    good = squares.feature(9, squares.square(5, 5))
    path = squares.write(tmp_path, squares.collection(*features, good))
    with pytest.raises(Invalid) as refusal:
        load(path)
    assert any(message in str(problem) for problem in refusal.value.problems)
    assert Area.objects.count() == Boundary.objects.count() == 0


def test_one_damaged_file_keeps_the_good_ones_out_and_every_file_is_looked_at(
    db: None, tmp_path: Path, published: Path
) -> None:
    damaged = tmp_path / "damaged.geojson"
    damaged.write_text('{"features": [')
    with pytest.raises(Invalid) as refusal:
        load(damaged, published, tmp_path / "absent.geojson")
    assert [problem.where for problem in refusal.value.problems] == ["damaged.geojson", "absent.geojson"]
    assert Area.objects.count() == 0


def test_a_second_import_while_one_runs_is_told_who_was_first(db: None, published: Path) -> None:
    params = {"paths": [str(published)]}
    work.enqueue(job=IMPORT_BOUNDARIES, params=params, key=IMPORT_BOUNDARIES, by=OPERATOR)
    with pytest.raises(Conflict, match="Import of boundaries is already waiting since"):
        work.enqueue(job=IMPORT_BOUNDARIES, params=params, key=IMPORT_BOUNDARIES, by=OPERATOR)
    assert Area.objects.count() == 0


def test_the_import_is_a_job_with_progress_and_a_result(transactional_db: None, published: Path) -> None:
    told: list[str] = []
    job = work.run_now(
        job=IMPORT_BOUNDARIES,
        params={"paths": [str(published)]},
        key=IMPORT_BOUNDARIES,
        by=OPERATOR,
        on_progress=lambda done, total, sentence: told.append(f"{done}/{total} {sentence}"),
    )
    assert told[0] == "0/4 Reading E07000170.geojson"
    assert told[-1] == "4/4 Done"
    assert (job.result["new"], job.result["unchanged"]) == (4, 0)
    assert Job.objects.get().state == "done"


def test_localities_are_drawn_from_what_they_are_formed_of(db: None, published: Path) -> None:
    load(published)
    ashfield = queries.area_by_reference("ashfield")
    footprint = actions.create_footprint(
        slug="patches", name="Patches", root=ashfield, levels=[LevelRow("Patch", "Patches")], by=OPERATOR
    )
    version = actions.draft_version(footprint=footprint, label="First", base="lsoa-2021", by=OPERATOR)
    placed = {"E01000001": "South", "E01000002": "South", "E01000003": "North", "E01000004": "North"}
    actions.save_draft(version=version, based_on=1, placings=county.placings(placed), by=OPERATOR)
    actions.propose_version(version=version, based_on=2, by=OPERATOR)
    drawn = queries.simple_outlines(AreaSet.objects.get(slug="lsoa-2021"), ["south", "north"])
    assert {key: outline.area for key, outline in drawn.items()} == {"south": 2_000_000, "north": 2_000_000}
    assert queries.neighbours(["south", "north"])["south"] == {"north"}


def test_localities_are_drawn_when_boundaries_come_after_them(db: None, tmp_path: Path) -> None:
    root = county.register_county()
    footprint = county.add_footprint(root)
    county.add_published(footprint, "Six", county.SIX, valid_from=county.NOW.date())
    features = [
        squares.feature(number, squares.square(number, 0), LADCD_ACTIVE=code, LSOA21NM=f"{name} 001A")
        for number, (code, name) in enumerate(county.DISTRICTS.items())
    ]
    load(squares.write(tmp_path, squares.collection(*features), name="all.geojson"))
    drawn = queries.simple_outlines(AreaSet.objects.get(slug="lsoa-2021"), ["mansfield-and-ashfield", "E10000024"])
    assert {key: outline.area for key, outline in drawn.items()} == {
        "mansfield-and-ashfield": 2_000_000,
        "E10000024": 7_000_000,
    }


def test_many_areas_take_no_more_queries_than_few(
    db: None, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    content = squares.collection(
        *(squares.feature(column * 20 + row, squares.square(column, row)) for column in range(20) for row in range(20))
    )
    path = squares.write(tmp_path, content)
    with django_assert_max_num_queries(70):
        load(path)
    assert Boundary.objects.count() == 401
