"""What became of small areas is imported whole or not at all, once, and told by name."""

import gzip
import json
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.audit import queries as audit
from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, ImportedLookups
from commonground.ground.places.commands import area_changes
from commonground.ground.places.models import Area, AreaChange, AreaSet, BestFit, Footprint
from commonground.ground.places.rules import Kind, hanging_together, kinds, touching
from commonground.ground.places.tests.county import OPERATOR, PUBLIC

ASHFIELD, BASSETLAW, ELSEWHERE = "E07000170", "E07000171", "E08000037"
HEADER = "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code"
CHANGES = f"""
    Ashfield 001A,E01000001,U,Ashfield 001A,E01000001,Ashfield,{ASHFIELD}
    Ashfield 001B,E01000002,S,Ashfield 001F,E01000011,Ashfield,{ASHFIELD}
    Ashfield 001B,E01000002,S,Ashfield 001G,E01000012,Ashfield,{ASHFIELD}
    Bassetlaw 001A,E01000003,M,Bassetlaw 001F,E01000013,Bassetlaw,{BASSETLAW}
    Bassetlaw 001B,E01000004,M,Bassetlaw 001F,E01000013,Bassetlaw,{BASSETLAW}
    Ashfield 001C,E01000005,X,Ashfield 001H,E01000014,Ashfield,{ASHFIELD}
    Elsewhere 001A,E01000006,X,Ashfield 001H,E01000014,Ashfield,{ASHFIELD}
    Elsewhere 001A,E01000006,X,Elsewhere 001F,E01000015,Elsewhere,{ELSEWHERE}
    Elsewhere 001B,E01000007,U,Elsewhere 001B,E01000007,Elsewhere,{ELSEWHERE}
"""
FITS = f"""
    Ashfield 001A,E01000001,Hucknall,E05000001,Ashfield,{ASHFIELD}
    Ashfield 001F,E01000011,Hucknall,E05000001,Ashfield,{ASHFIELD}
    Ashfield 001G,E01000012,Kirkby,E05000002,Ashfield,{ASHFIELD}
"""
FIT_HEADER = "LSOA21NM,LSOA21CD,WD24NM,WD24CD,LAD24NM,LAD24CD"


@pytest.fixture
def written(tmp_path: Path):
    def write(rows: str = CHANGES, header: str = HEADER, name: str = "lookup.csv") -> Path:
        lines = [header, *(line.strip() for line in rows.strip().splitlines())]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def load(*paths: Path, dry_run: bool = False, within: tuple[str, ...] = ()) -> ImportedLookups:
    return actions.import_area_changes(paths=paths, by=OPERATOR, dry_run=dry_run, within=within)


def told(found: queries.Redrawing) -> dict[str, tuple[list[str], list[str]]]:
    return {
        one.kind.value: ([area.name for area in one.formers], [area.name for area in one.successors])
        for one in found.redrawn
    }


def test_each_kind_of_change_is_kept_and_told_apart(footprint: Footprint, written) -> None:
    done = load(written())
    assert (done.rows, done.kept, done.new) == (9, 8, 8)
    assert done.kinds == {"unchanged": 1, "split": 2, "merged": 2, "complex": 3}
    [found] = queries.redrawings(queries.area_by_reference("nottinghamshire"))
    assert told(found) == {
        "split": (["Ashfield 001B"], ["Ashfield 001F", "Ashfield 001G"]),
        "merged": (["Bassetlaw 001A", "Bassetlaw 001B"], ["Bassetlaw 001F"]),
        "complex": (["Ashfield 001C", "Elsewhere 001A"], ["Ashfield 001H", "Elsewhere 001F"]),
    }
    assert [(one.name, one.formers, one.successors) for one in found.districts] == [
        ("Across districts", 2, 2),
        ("Ashfield", 2, 3),
        ("Bassetlaw", 2, 1),
    ]
    assert (found.total.kinds[Kind.UNCHANGED], found.total.formers, found.total.successors) == (1, 6, 6)


def test_an_area_redrawn_across_the_border_is_kept_with_all_it_shares_ground_with(footprint, written) -> None:
    load(written())
    pairs = {(row.former, row.successor) for row in queries.changes_table()}
    assert ("E01000006", "E01000015") in pairs, "half of it lies elsewhere; its people must not all be counted here"
    straddling = Area.objects.get(code="E01000006")
    assert not straddling.lies_in.exists()
    assert not Area.objects.filter(code="E01000007").exists(), "what is wholly elsewhere is left"


def test_small_areas_are_registered_in_the_set_of_their_year_and_in_their_district(footprint, written) -> None:
    load(written())
    names = {
        slug: set(AreaSet.objects.get(slug=slug).areas.values_list("code", flat=True))
        for slug in ("lsoa-2011", "lsoa-2021")
    }
    assert "E01000001" in names["lsoa-2011"] & names["lsoa-2021"]
    assert "E01000002" in names["lsoa-2011"] - names["lsoa-2021"]
    assert Area.objects.get(code="E01000011").lies_in.get().whole.code == ASHFIELD


def test_the_same_file_again_changes_nothing(footprint, written) -> None:
    load(written())
    before = queries.fingerprint(), audit.head(), set(AreaChange.objects.values_list("pk", flat=True))
    done = load(written())
    assert (done.new, done.changed, done.gone, done.unchanged, bool(done.registered)) == (0, 0, 0, 8, False)
    assert before == (queries.fingerprint(), audit.head(), set(AreaChange.objects.values_list("pk", flat=True)))


def test_figures_are_known_to_be_stale_when_changes_come(footprint, written) -> None:
    load(written())
    before = queries.fingerprint()
    load(written(FITS, FIT_HEADER, "fits.csv"))
    assert queries.fingerprint() != before
    assert queries.compute_fingerprint() == queries.fingerprint()


def test_a_corrected_lookup_replaces_what_it_says_otherwise(footprint, written) -> None:
    load(written())
    corrected = CHANGES.replace(
        f"Ashfield 001B,E01000002,S,Ashfield 001G,E01000012,Ashfield,{ASHFIELD}",
        f"Ashfield 001B,E01000002,S,Ashfield 001K,E01000019,Ashfield,{ASHFIELD}",
    )
    done = load(written(corrected))
    assert (done.new, done.changed, done.gone) == (1, 0, 1)
    assert ("E01000002", "E01000012") not in {(row.former, row.successor) for row in queries.changes_table()}


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(footprint, written) -> None:
    done = load(written(), dry_run=True)
    assert (done.new, done.is_dry_run) == (8, True)
    assert not AreaChange.objects.exists()
    assert not Area.objects.filter(type="lsoa").exists()


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        (
            f"A,E0100,U,A,E01000001,Ashfield,{ASHFIELD}",
            "row 11, column lsoa11_code",
            "‘E0100’ is not the code of a lsoa",
        ),
        (f"A,E07000170,U,A,E01000001,Ashfield,{ASHFIELD}", "row 11, column lsoa11_code", "is not the code of a lsoa"),
        (f"A,E01000021,Q,A,E01000021,Ashfield,{ASHFIELD}", "row 11, column change_code", "‘Q’ is none of U, S, M, X"),
        ("A,E01000021,U,A,E01000021,Ashfield,", "row 11, column ltla22_code", "is not the code of a district"),
        (f"A,E01000001,U,A,E01000001,Ashfield,{ASHFIELD}", "row 11, column lsoa11_code", "stand in row 2 already"),
        (f"A,E01000021,S,A,E01000022,Ashfield,{ASHFIELD}", "row 11, column change_code", "says split, but the rows of"),
        ("A,E01000021", "row 11, column lsoa21_code", "is not the code of a lsoa"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_changed(footprint, written, row, where, what) -> None:
    with pytest.raises(Invalid) as refused:
        load(written(CHANGES.rstrip() + "\n" + row))
    assert any(where in problem.where and what in problem.what for problem in refused.value.problems), (
        refused.value.problems
    )
    assert not AreaChange.objects.exists()


def test_a_file_that_was_cut_short_changes_nothing(footprint, written, tmp_path: Path) -> None:
    packed = gzip.compress(written().read_bytes())
    half = tmp_path / "half.csv.gz"
    half.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(Invalid, match="cannot be imported"):
        load(half)
    rows = CHANGES.strip().splitlines()
    with pytest.raises(Invalid) as refused:
        load(written("\n".join(rows[:2])))
    assert "says split" in refused.value.problems[0].what, "a split with one part only"
    assert not AreaChange.objects.exists()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        (HEADER, "holds no rows"),
        ("a,b\n1,2\n", "is no lookup we know: its columns are a, b"),
        ("<html>not here</html>", "is no lookup we know"),
    ],
)
def test_what_is_no_lookup_is_refused(footprint, tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        load(path)
    assert what in refused.value.problems[0].what


def test_a_file_of_another_part_of_the_country_is_refused(footprint, written) -> None:
    with pytest.raises(Invalid) as refused:
        load(written("Elsewhere 001B,E01000007,U,Elsewhere 001B,E01000007,Elsewhere,E08000037"))
    assert "names no district of this place" in refused.value.problems[0].what


def test_without_a_footprint_the_place_must_be_named(root, written) -> None:
    with pytest.raises(Invalid, match="which place this site serves"):
        load(written())
    assert load(written(), within=("nottinghamshire",)).kept == 8
    assert load(written(), within=("Bassetlaw",)).kept == 2
    with pytest.raises(NotFound):
        load(written(), within=("Atlantis",))


def test_only_those_who_register_areas_may_import(footprint, written) -> None:
    with pytest.raises(Refused):
        actions.import_area_changes(paths=[written()], by=PUBLIC)


def test_a_ward_without_any_small_area_is_known(footprint, written) -> None:
    wards = [("Hucknall", "E05000001"), ("Kirkby", "E05000002"), ("Nobody", "E05000003")]
    rows = [AreaRow(name, "ward", code, within=(ASHFIELD,), sets=("ward-2025",)) for name, code in wards]
    former = AreaRow("Long gone", "ward", "E05000009", within=(ASHFIELD,), sets=("ward-2013",))
    actions.register_areas(rows=[*rows, former], by=OPERATOR)
    assert load(written(FITS, FIT_HEADER)).fitted == 3
    assert [ward.name for ward in queries.without_best_fit()] == ["Nobody"]
    assert queries.without_best_fit(within=queries.area_by_reference("Bassetlaw")) == []
    assert {(row.part, row.whole) for row in queries.fits_table()} == {
        ("E01000001", "E05000001"),
        ("E01000011", "E05000001"),
        ("E01000012", "E05000002"),
    }


def test_a_small_area_is_counted_to_one_ward_only(footprint, written) -> None:
    twice = FITS.rstrip() + f"\nAshfield 001A,E01000001,Kirkby,E05000002,Ashfield,{ASHFIELD}"
    with pytest.raises(Invalid) as refused:
        load(written(twice, FIT_HEADER))
    assert "stands in row 2 already" in refused.value.problems[0].what
    assert not BestFit.objects.exists()


def test_the_database_holds_that_only_an_unchanged_area_is_its_own_successor(footprint, written) -> None:
    load(written())
    row = AreaChange.objects.get(former__code="E01000001")
    row.kind = Kind.SPLIT.value
    with pytest.raises(IntegrityError):
        row.save()


def test_the_command_tells_what_became_of_them(transactional_db: None, footprint, written) -> None:
    said = CliRunner().invoke(area_changes, [str(written())], catch_exceptions=False).output
    assert said.startswith(
        "8 rows of this place in 1 file (lsoa-2011 to lsoa-2021; 1 rows of other places left): 8 new"
    )
    assert "1 unchanged, 2 split, 2 merged, 3 complex" in said
    result = json.loads(CliRunner().invoke(area_changes, [str(written()), "--json"], catch_exceptions=False).output)
    assert (result["new"], result["unchanged"], result["kept"]) == (0, 8, 8)


PAIRS = st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("abWX")), min_size=1)


def slow_kinds(pairs):
    """The slow, obvious twin: count who shares ground with whom."""
    found = {}
    for former, successor in pairs:
        others = [pair for pair in pairs if pair[0] == former]
        together = [pair for pair in pairs if pair[1] == successor]
        if len(others) == len(together) == 1 and former == successor:
            found[former, successor] = Kind.UNCHANGED
        elif len(others) > 1 and all(sum(pair[1] == one for pair in pairs) == 1 for _, one in others):
            found[former, successor] = Kind.SPLIT
        elif len(together) > 1 and all(sum(pair[0] == one for pair in pairs) == 1 for one, _ in together):
            found[former, successor] = Kind.MERGED
        else:
            found[former, successor] = Kind.COMPLEX
    return found


@given(PAIRS)
def test_the_kind_of_a_change_follows_from_the_pairs(pairs) -> None:
    assert kinds(pairs) == slow_kinds(pairs)


@given(PAIRS, st.data())
def test_groups_share_no_area_and_what_touches_is_a_group(pairs, data) -> None:
    groups = hanging_together(pairs)
    assert sorted(pair for group in groups for pair in group) == sorted(pairs)
    for ends in (0, 1):
        held = defaultdict(set)
        for number, group in enumerate(groups):
            for pair in group:
                held[pair[ends]].add(number)
        assert all(len(numbers) == 1 for numbers in held.values())
    wanted = data.draw(st.sets(st.sampled_from(sorted(pairs))))
    assert touching(pairs, wanted) == {pair for group in groups if wanted & set(group) for pair in group}
