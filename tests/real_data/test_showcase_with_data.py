"""The example place with the published files beside it: whole tables take the place of carried figures, and agree."""

from pathlib import Path

import pytest
from django.utils import timezone

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import queries as evidence
from commonground.ground.places import queries as places
from commonground.showcase import actions, formats
from tests.world import World

BY = operator(timezone.now(), permissions=actions.PERMISSIONS)
AREAS = (
    "E92000001",
    "E10000024",
    "E07000170",
    "E07000174",
    "E07000176",
    "mansfield-and-ashfield",
    "south-nottinghamshire",
)


def newest(area: str) -> dict[str, tuple[str, str]]:
    """Value and period of the newest figure of each indicator, as written."""
    return {figure.indicator: (figure.text, figure.period) for figure in evidence.figures_for(area)}


def test_the_pack_says_the_same_as_the_whole_tables(world: World, published_data: Path) -> None:
    carried = {area: newest(area) for area in AREAS}
    told: list[str] = []
    actions.import_published(pack=formats.read_pack("nottinghamshire"), data=published_data, by=BY, tell=told.append)
    actions.prepare_figures(by=BY, tell=told.append)
    for area, figures in carried.items():
        whole = newest(area)
        assert figures == {indicator: whole[indicator] for indicator in figures}, area
    assert "497 outlines of lsoa-2011, 497 of them new" in told
    county = {figure.indicator: figure for figure in evidence.figures_for("E10000024")}
    assert county["children-0-17"].value == 168_481
    assert county["children-0-17"].parts == 497
    assert len(places.official_parts(places.area_page("mansfield"))) > 67


def test_a_folder_without_the_files_is_refused_before_anything_is_loaded(db: None, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Give the folder that holds geography"):
        actions.import_published(
            pack=formats.read_pack("nottinghamshire"), data=tmp_path, by=BY, tell=lambda said: None
        )
    assert places.areas_of_type("lsoa") == []


def children_of(areas: list[str]) -> dict[str, float]:
    held = evidence.series("children-0-17", areas)
    return {area: figures[-1].value or 0 for area, figures in held.items()}


@pytest.mark.parametrize(
    ("place", "code", "wards", "small_areas", "children"),
    [("plymouth", "E06000026", 20, 161, 53_291), ("manchester", "E08000003", 32, 282, 123_872)],
)
def test_a_city_says_the_same_as_the_whole_tables(
    new_site: None, published_data: Path, place: str, code: str, wards: int, small_areas: int, children: int
) -> None:
    """The city is then the sum of its small areas; its wards are theirs by best fit, within a rounding of one child."""
    told: list[str] = []
    pack = formats.read_pack(place)
    areas = [area.code for area in pack.areas if area.type == "ward"]
    actions.open_place(pack=pack, by=BY, tell=told.append)
    actions.prepare_figures(by=BY, tell=told.append)
    carried, before = newest(code), children_of(areas)
    actions.import_published(pack=pack, data=published_data, by=BY, tell=told.append)
    actions.prepare_figures(by=BY, tell=told.append)
    whole = newest(code)
    assert carried == {indicator: whole[indicator] for indicator in carried}
    assert children_of(areas) == pytest.approx(before, abs=1)
    assert sum(before.values()) == children
    assert f"{wards} outlines of ward-2025, {wards} of them new" in told
    held = {figure.indicator: figure for figure in evidence.figures_for(code)}
    assert (held["children-0-17"].value, held["children-0-17"].parts) == (children, small_areas)
