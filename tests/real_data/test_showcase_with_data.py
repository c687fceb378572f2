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


def test_the_pack_says_the_same_as_the_whole_tables(db: None, published_data: Path) -> None:
    World()
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
