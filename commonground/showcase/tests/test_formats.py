"""The product's own format of an example place, and what is checked when it is read."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.showcase import formats
from commonground.showcase.formats.pack import read_folder

every_place = pytest.mark.parametrize("place", ["manchester", "nottinghamshire", "plymouth"])
ROLES = Path(__file__).parents[2] / "ground" / "partners" / "packs" / "roles.toml"


@pytest.fixture(scope="module")
def pack() -> formats.Pack:
    return formats.read_pack("nottinghamshire")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the pack that a test may spoil."""
    return Path(shutil.copytree(formats.PACKS / "nottinghamshire", tmp_path / "nottinghamshire"))


def figures(pack: formats.Pack, slug: str) -> list[formats.FigureRow]:
    dataset = next(one for one in pack.datasets if one.slug == slug)
    return formats.read_figures(pack.folder / "figures" / dataset.figures)


def test_the_seven_districts_have_their_codes_and_names(pack: formats.Pack) -> None:
    districts = {area.code: area.name for area in pack.areas if area.type == "district"}
    assert districts == {
        "E07000170": "Ashfield",
        "E07000171": "Bassetlaw",
        "E07000172": "Broxtowe",
        "E07000173": "Gedling",
        "E07000174": "Mansfield",
        "E07000175": "Newark and Sherwood",
        "E07000176": "Rushcliffe",
    }


def test_the_footprint_of_locality_groups_has_seven_six_and_three_localities(pack: formats.Pack) -> None:
    localities = next(one for one in pack.footprints if one.slug == "localities")
    assert [(version.status, len(version.localities)) for version in localities.versions] == [
        ("published", 7),
        ("published", 6),
        ("proposed", 3),
    ]


def test_every_version_that_is_open_places_each_district_once(pack: formats.Pack) -> None:
    districts = {area.code: 1 for area in pack.areas if area.type == "district"}
    for footprint in pack.footprints:
        for version in footprint.versions:
            if version.status != "draft":
                assert Counter(part for one in version.localities for part in one.parts) == districts, version.label


def test_a_map_whose_districts_the_papers_do_not_give_stays_a_draft_that_says_so(pack: formats.Pack) -> None:
    draft = next(version for one in pack.footprints for version in one.versions if version.status == "draft")
    assert draft.localities == []
    assert "Not known: which districts form each of them" in draft.note


def test_children_of_the_districts_are_168481(pack: formats.Pack) -> None:
    districts = {area.code for area in pack.areas if area.type == "district"}
    rows = [row for row in figures(pack, "population") if row.area in districts]
    assert sum(row.value or 0 for row in rows if row.indicator == "children-0-17") == 168_481
    by_age = [row.value or 0 for row in rows if row.indicator != "children-0-17"]
    assert sum(by_age) == 168_481


def test_162873_stands_only_in_the_other_vintage(pack: formats.Pack) -> None:
    held = [
        (dataset.slug, row.indicator, row.area, row.period)
        for dataset in pack.datasets
        for row in figures(pack, dataset.slug)
        if row.value == 162_873
    ]
    assert held == [("mid-year-rebased", "children-0-17-rebased", "E10000024", "2020")]


def test_each_figure_of_the_department_says_file_and_row(pack: formats.Pack) -> None:
    for row in (*figures(pack, "dfe-cin"), *figures(pack, "mid-year-rebased")):
        assert row.row is not None
        assert row.layout in pack.sources


def test_counts_give_the_published_re_referrals_of_england_and_nottinghamshire(pack: formats.Pack) -> None:
    held = {
        row.area: row for row in figures(pack, "dfe-cin") if (row.indicator, row.period) == ("re-referrals", "2024")
    }
    england, county = held["E92000001"], held["E10000024"]
    assert (england.numerator, england.denominator, england.published) == (139_080, 621_880, "22.4")
    assert (county.numerator, county.denominator, county.published) == (2_186, 8_462, "25.8")


@every_place
def test_every_area_of_a_figure_is_an_area_of_the_pack(place: str) -> None:
    pack = formats.read_pack(place)
    known = {area.code for area in pack.areas}
    for dataset in pack.datasets:
        assert {row.area for row in figures(pack, dataset.slug)} <= known


@every_place
def test_there_is_one_person_for_every_role_and_all_are_invented(place: str) -> None:
    pack = formats.read_pack(place)
    roles = re.findall(r'^slug = "(.+)"$', ROLES.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(person.role for person in pack.people) == sorted(roles)
    assert all(re.search(r"@([a-z]+\.)?example\.org$", person.email) for person in pack.people)


@every_place
def test_the_figures_are_small_enough_to_ship(place: str) -> None:
    pack = formats.read_pack(place)
    assert sum(path.stat().st_size for path in (pack.folder / "figures").iterdir()) < 300_000


def test_an_unknown_place_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="There are: manchester, nottinghamshire, plymouth"):
        formats.read_pack("atlantis")


def test_a_pack_with_mistakes_lists_them_all(copy: Path) -> None:
    (copy / "people.toml").unlink()
    (copy / "place.toml").write_text('slug = "nottinghamshire"\ncolor = "red"\n', encoding="utf-8")
    (copy / "areas.toml").write_text("[[area]\n", encoding="utf-8")
    with pytest.raises(Invalid) as found:
        read_folder(copy)
    assert [problem.where for problem in found.value.problems] == ["areas.toml", "people.toml", "place.toml"]
    assert "color is not known" in str(found.value.problems[2])


def test_a_figure_that_is_no_number_is_named_by_row_and_column(copy: Path) -> None:
    path = copy / "figures" / "population.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("1007895", "many")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Invalid) as found:
        formats.read_figures(path)
    assert [(problem.row, problem.column) for problem in found.value.problems] == [(4, "value")]


def test_a_file_with_other_columns_is_refused_with_those_it_should_have(copy: Path) -> None:
    path = copy / "figures" / "population.csv"
    path.write_text("area,value\nE07000170,27021\n", encoding="utf-8")
    with pytest.raises(Invalid, match="its columns should be indicator, area"):
        formats.read_figures(path)
