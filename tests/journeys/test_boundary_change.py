"""A boundary changes on a date: earlier records keep the earlier place, and both views reproduce (P5, P14)."""

from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.ground.places import actions, queries
from commonground.ground.places.models import FootprintVersion
from tests.journeys.place import Enter, prepare_figures, said
from tests.world import World

SIX, THREE = "Six localities (2015)", "Three localities (proposed)"
TAKES_EFFECT = date(2027, 4, 1)


def test_one_click_shows_a_figure_on_the_map_before_and_after_a_change(place: World, site: str, enter: Enter) -> None:
    manager = enter("desktop", "Locality manager")
    manager.open(f"{site}/evidence/children-0-17/mansfield/2020/")
    manager.page.get_by_role("link", name=SIX).click()
    before = said(manager.page)
    assert "Mansfield lies in Mansfield and Ashfield on this map." in before
    assert "Together 168,481. Not placed: 0." in before
    manager.check()
    manager.picture("figure-on-six")
    publish_three()
    manager.page.get_by_role("link", name=THREE).click()
    after = said(manager.page)
    assert "South Nottinghamshire" in after
    assert "Together 168,481. Not placed: 0." in after
    manager.check()
    manager.page.get_by_role("link", name=SIX).click()
    again = said(manager.page)
    assert again == before, "the earlier map says what it said"


def test_a_day_decides_which_map_a_district_is_on(place: World, site: str, enter: Enter) -> None:
    publish_three()
    held = {day: on(day) for day in (date(2014, 6, 1), date(2027, 3, 31), TAKES_EFFECT)}
    assert held == {
        date(2014, 6, 1): "Mansfield",
        date(2027, 3, 31): "Mansfield and Ashfield",
        TAKES_EFFECT: "Mansfield and Ashfield",
    }
    manager = enter("phone", "Locality manager")
    manager.open(f"{site}/places/broxtowe/")
    assert SIX in said(manager.page)
    manager.open(f"{site}/evidence/children-0-17/broxtowe/2020/on/localities/three-localities-proposed/")
    assert "Broxtowe lies in South Nottinghamshire on this map." in said(manager.page)
    manager.check()


def test_what_became_of_small_areas_says_what_to_do_where_no_lookup_is_loaded(
    place: World, site: str, enter: Enter
) -> None:
    analyst = enter("phone", "Analyst")
    analyst.open(f"{site}/places/nottinghamshire/")
    analyst.page.get_by_role("link", name="What became of the small areas of Nottinghamshire").click()
    assert "commonground import area-changes" in said(analyst.page)
    analyst.check()


def publish_three() -> None:
    """The proposal takes effect on a day; figures are prepared again, as the worker does."""
    by = operator(timezone.now(), permissions=frozenset({"places.publish", "places.draft"}))
    version = FootprintVersion.objects.get(slug="three-localities-proposed")
    if version.published_at is None:
        actions.publish_version(version=version, valid_from=TAKES_EFFECT, based_on=version.version, by=by)
        prepare_figures()


def on(day: date) -> str:
    """The locality that Mansfield is in on a day."""
    version = queries.version_on(queries.footprint("localities"), day)
    assert version is not None
    [localities] = queries.localities(version).values()
    return next(one.area.name for one in localities if any(part.name == "Mansfield" for part in one.parts))
