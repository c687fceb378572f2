"""Boundaries as they are published, and every way in which a file of them can be wrong."""

import gzip
import json
import math
from pathlib import Path

import pytest
import shapely

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places.formats import KNOWN_TYPES, type_of_code
from commonground.ground.places.formats.geojson import read_features
from commonground.ground.places.tests import squares

NOTTINGHAM_CASTLE = (-1.1543, 52.9493)  # longitude, latitude; on the grid about 456 900, 339 450


def problems_of(path: Path) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        read_features(path)
    assert "Nothing was changed" in refusal.value.sentence
    return [str(problem) for problem in refusal.value.problems]


def test_a_small_area_is_read_with_its_name_its_year_and_its_district(tmp_path: Path) -> None:
    [found] = read_features(squares.write(tmp_path, squares.collection(squares.feature(1, squares.square(0, 0)))))
    assert (found.code, found.name, found.set_slug) == ("E01000001", "Ashfield 001A", "lsoa-2021")
    assert (found.district, found.district_name) == ("E07000170", "Ashfield")
    assert found.outline.area == 1_000_000


def test_wards_say_the_name_of_their_district(tmp_path: Path) -> None:
    ward = squares.feature(
        9, squares.square(0, 0), letters="WD25", prefix="E05", LAD25CD="E07000170", LAD25NM="Ashfield"
    )
    [found] = read_features(squares.write(tmp_path, squares.collection(ward)))
    assert (found.type.slug, found.set_slug, found.district_name) == ("ward", "ward-2025", "Ashfield")


def test_old_wards_take_their_district_from_the_name_of_the_file(tmp_path: Path) -> None:
    ward = squares.feature(9, squares.square(0, 0), letters="WD13", prefix="E05", LADCD_ACTIVE=None)
    [found] = read_features(squares.write(tmp_path, squares.collection(ward), name="E07000171.json"))
    assert (found.set_slug, found.district) == ("ward-2013", "E07000171")


def test_districts_themselves_lie_in_no_district(tmp_path: Path) -> None:
    district = squares.feature(170, squares.square(0, 0), letters="LAD24", prefix="E07", LADCD_ACTIVE="E07000170")
    [found] = read_features(squares.write(tmp_path, squares.collection(district)))
    assert (found.type.slug, found.district) == ("district", "")


def test_a_packed_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    content = squares.four_squares()
    plain, packed = squares.write(tmp_path, content), squares.write(tmp_path, content, packed=True)
    assert [found.code for found in read_features(packed)] == [found.code for found in read_features(plain)]


def test_degrees_become_metres(tmp_path: Path) -> None:
    x, y = NOTTINGHAM_CASTLE
    ring = [(x, y), (x + 0.001, y), (x + 0.001, y + 0.001), (x, y + 0.001), (x, y)]
    content = squares.collection(squares.feature(1, ring), crs="urn:ogc:def:crs:OGC:1.3:CRS84")
    [found] = read_features(squares.write(tmp_path, content))
    west, south, _, _ = found.outline.bounds
    assert west == pytest.approx(456_900, abs=150)
    assert south == pytest.approx(339_450, abs=150)


def test_a_file_that_does_not_name_its_coordinates_is_read_by_where_they_lie(tmp_path: Path) -> None:
    content = squares.collection(squares.feature(1, squares.square(0, 0)), crs="")
    [found] = read_features(squares.write(tmp_path, content))
    assert found.outline.area == pytest.approx(1_000_000)


def test_shared_borders_stay_shared_when_degrees_become_metres(tmp_path: Path) -> None:
    x, y = NOTTINGHAM_CASTLE
    step = 0.01
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    rings = [[(x + (at + across) * step, y + up * step) for across, up in corners] for at in (0, 1)]
    content = squares.collection(*(squares.feature(at, ring) for at, ring in enumerate(rings)), crs="EPSG:4326")
    left, right = (found.outline for found in read_features(squares.write(tmp_path, content)))
    assert shapely.intersection(left, right).length > 1000
    assert shapely.coverage_is_valid([left, right])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x.json: is empty. Download it again."),
        (b"code,name\n1,2\n", "x.json: is not GeoJSON."),
        (b"PK\x03\x04", "x.json: is not GeoJSON."),
        (b"\0" * 5000, "x.json: is not GeoJSON."),
        ('{"name": "Ashfield"}'.encode("utf-16"), "x.json: is written in UTF-16. Save it as UTF-8."),
        (
            '{"features": [{"name": "Ynys Môn"}]}'.encode("latin-1"),
            "x.json, line 1: holds a character that is not UTF-8. Save it as UTF-8; it may be in Windows-1252.",
        ),
        (b'{"features": [{"type": "Fea', "x.json: is damaged or was cut short: it stops making sense at line 1."),
        (b'{"features": []}', "x.json: holds no features."),
        (b'{"type": "Topology"}', "x.json: holds no features."),
        (b'{"features": {}}', "x.json: holds no features."),
        (b'{"a":' * 100_000, "x.json: is damaged or was cut short: it stops making sense at its nesting."),
        (gzip.compress(b'{"features": []}', mtime=0)[:-9], "x.json: is damaged or was cut short."),
        (gzip.compress(b"code,name\n", mtime=0), "x.json: is not GeoJSON."),
    ],
)
def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert message in problems_of(path)[0]


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "absent.geojson") == ["absent.geojson: is not there. Check the path."]


@pytest.mark.parametrize(
    ("feature", "message"),
    [
        ({"type": "Feature"}, "feature 1: has no properties."),
        ("Ashfield", "feature 1: has no properties."),
        (
            {"properties": {"name": "Ashfield", "area": 3}, "geometry": None},
            "has no column of area codes; its columns are name, area. Name the column of codes as published",
        ),
        (
            squares.feature(1, squares.square(0, 0), LSOA21CD="E05000001"),
            "“E05000001” is no code for the column LSOA21CD",
        ),
        (
            squares.feature(1, squares.square(0, 0), LSOA21CD="Ashfield"),
            "“Ashfield” is no code for the column LSOA21CD",
        ),
        (squares.feature(1, None), "Ashfield 001A (E01000001): has no outline."),
        (squares.feature(1, [(0, 0), (1, 1)]), "Ashfield 001A (E01000001): has an outline that is broken."),
        (squares.feature(1, [("a", "b")]), "has an outline that is broken."),  # type: ignore[list-item]  # what a file may hold
    ],
)
def test_a_feature_that_is_wrong_is_named(tmp_path: Path, feature: object, message: str) -> None:
    path = squares.write(tmp_path, {"type": "FeatureCollection", "features": [feature]})
    assert any(message in problem for problem in problems_of(path))


def test_points_are_not_areas(tmp_path: Path) -> None:
    point = {**squares.feature(1, None), "geometry": {"type": "Point", "coordinates": [1, 2]}}
    assert "is drawn as Point, not as an area" in problems_of(squares.write(tmp_path, squares.collection(point)))[0]


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    ring = [*squares.square(0, 0)[:-2], (math.nan, 350_000.0), squares.square(0, 0)[0]]
    found = problems_of(squares.write(tmp_path, squares.collection(squares.feature(1, ring))))
    assert found[0].startswith("E07000170.geojson")


@pytest.mark.parametrize(
    ("crs", "ring", "message"),
    [
        ("urn:ogc:def:crs:EPSG::3857", squares.square(0, 0), "has coordinates in “urn:ogc:def:crs:EPSG::3857”"),
        (
            "",
            [(52.9, -1.2), (52.9, -1.1), (53.0, -1.1), (52.9, -1.2)],
            "has latitude where longitude should be: its coordinates are swapped",
        ),
        ("", [(-128e3, 697e4), (-127e3, 697e4), (-127e3, 698e4), (-128e3, 697e4)], "that lie nowhere in Britain"),
    ],
    ids=["another system", "swapped", "metres of a web map"],
)  # fmt: skip
def test_coordinates_that_are_not_ours_are_refused_with_what_to_do(
    tmp_path: Path, crs: str, ring: squares.Ring, message: str
) -> None:
    path = squares.write(tmp_path, squares.collection(squares.feature(1, ring), crs=crs))
    [problem] = problems_of(path)
    assert message in problem
    assert "Export it in WGS84 (EPSG:4326), longitude first" in problem


def test_every_wrong_feature_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    content = squares.collection(
        squares.feature(1, None), squares.feature(2, squares.square(0, 0)), squares.feature(3, [(0, 0)])
    )
    assert len(problems_of(squares.write(tmp_path, content))) == 2


def test_a_bomb_of_zeros_is_given_up_at_its_first_piece(tmp_path: Path) -> None:
    path = tmp_path / "bomb.geojson.gz"
    with gzip.open(path, "wb", compresslevel=1) as bomb:
        for _ in range(64):
            bomb.write(b"\0" * (1 << 20))
    assert problems_of(path) == [
        "bomb.geojson.gz: is not GeoJSON. Export the boundaries as GeoJSON; other kinds of files are not read."
    ]


def test_a_bomb_that_begins_well_is_given_up_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.geojson.gz"
    with gzip.open(path, "wb", compresslevel=1) as bomb:
        bomb.write(b'{"features": [' + b" " * (8 << 20))
    with pytest.raises(Invalid) as refusal:
        read_features(path, largest=4 << 20)
    assert (
        str(refusal.value.problems[0])
        == "bomb.geojson.gz: holds more than 4 MB when unpacked. Import it in smaller parts."
    )


def test_kinds_of_areas_are_told_by_the_first_letters_of_their_codes() -> None:
    kinds = {code: type_of_code(code) for code in ("E10000024", "E07000170", "E08000003", "E05010673", "X99000001")}
    assert [kind.slug if kind else "" for kind in kinds.values()] == [
        "county", "district", "metropolitan-district", "ward", "",
    ]  # fmt: skip


def test_only_kinds_that_are_redrawn_have_sets_of_a_year() -> None:
    assert KNOWN_TYPES["ward"].set_slug(2025) == "ward-2025"
    assert KNOWN_TYPES["ward"].set_name(2025) == "Wards of 2025"
    assert KNOWN_TYPES["district"].set_slug(2025) == "district"


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    content = squares.four_squares()
    found = read_features(squares.write(tmp_path, content))
    rings = [list(feature.outline.exterior.coords) for feature in found]
    assert rings == [
        [tuple(point) for point in feature["geometry"]["coordinates"][0]]
        for feature in json.loads(json.dumps(content))["features"]
    ]
