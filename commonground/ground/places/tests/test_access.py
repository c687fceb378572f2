"""Who may do what with places: a truth table, and its agreement with what pages offer."""

from collections.abc import Callable
from datetime import date

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, actions, queries
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.tests import county
from commonground.ground.places.tests.county import OPERATOR, PUBLIC, somebody

PEOPLE = {
    "public": PUBLIC,
    "nobody in particular": somebody(),
    "registers": somebody("places.register"),
    "draws": somebody("places.draft"),
    "publishes": somebody("places.publish"),
    "draws and publishes": somebody("places.draft", "places.publish"),
    "speaks for schools": somebody("places.comment"),
    "operator": OPERATOR,
}
ALLOWED = {
    "register": {"registers", "operator"},
    "draft": {"draws", "draws and publishes", "operator"},
    "publish": {"publishes", "draws and publishes", "operator"},
    "see a draft": {"draws", "publishes", "draws and publishes", "operator"},
    "see what is published": set(PEOPLE),
}


def attempt(what: str, viewer: Viewer, draft: FootprintVersion, published: FootprintVersion) -> None:
    checks: dict[str, Callable[[], None]] = {
        "register": lambda: access.check_can_register(viewer),
        "draft": lambda: access.check_can_draft(viewer),
        "publish": lambda: access.check_can_publish(viewer, draft),
        "see a draft": lambda: access.check_can_see(viewer, draft),
        "see what is published": lambda: access.check_can_see(viewer, published),
    }
    checks[what]()


def passes(what: str, viewer: Viewer, draft: FootprintVersion, published: FootprintVersion) -> bool:
    try:
        attempt(what, viewer, draft, published)
    except (Refused, NotFound):
        return False
    return True


def test_the_truth_table_of_who_may_do_what(draft: FootprintVersion, six: FootprintVersion) -> None:
    found = {what: {who for who, viewer in PEOPLE.items() if passes(what, viewer, draft, six)} for what in ALLOWED}
    assert found == ALLOWED


def test_nobody_publishes_what_they_have_drawn(footprint, six: FootprintVersion) -> None:
    ada, grace = (somebody("places.draft", "places.publish", label=name) for name in ("Ada", "Grace"))
    version = county.add_draft(footprint, "Three", county.THREE, by=ada)
    with pytest.raises(Refused, match="somebody else has to publish"):
        actions.publish_version(version=version, valid_from=date(2027, 4, 1), based_on=version.version, by=ada)
    actions.publish_version(version=version, valid_from=date(2027, 4, 1), based_on=version.version, by=grace)
    assert version.published_by == "Grace"


def test_nor_what_they_have_touched(footprint, six: FootprintVersion) -> None:
    ada, grace = (somebody("places.draft", "places.publish", label=name) for name in ("Ada", "Grace"))
    version = county.add_draft(footprint, "Three", county.THREE, by=ada)
    actions.save_draft(version=version, based_on=2, placings=county.placings(county.SIX), by=grace)
    version.refresh_from_db()
    for viewer in (ada, grace):
        with pytest.raises(Refused):
            access.check_can_publish(viewer, version)
    assert len(version.authors) == 2


def test_a_published_version_is_not_edited(six: FootprintVersion) -> None:
    with pytest.raises(Refused, match="Draw a new version from it"):
        access.check_can_edit(OPERATOR, six)
    access.check_can_draft(OPERATOR)
    assert not access.steps(OPERATOR, six).edit


def test_a_draft_is_not_in_the_list_of_those_who_may_not_open_it(footprint, draft: FootprintVersion) -> None:
    for viewer in PEOPLE.values():
        listed = draft in queries.versions(footprint, viewer=viewer)
        try:
            access.check_can_see(viewer, draft)
        except NotFound:
            assert not listed
        else:
            assert listed


def test_pages_offer_exactly_the_steps_that_the_actions_allow(draft: FootprintVersion) -> None:
    offered = {who: access.steps(viewer, draft) for who, viewer in PEOPLE.items()}
    assert {who for who, steps in offered.items() if steps.publish} == ALLOWED["publish"]
    for step in ("edit", "propose", "withdraw"):
        assert {who for who, steps in offered.items() if getattr(steps, step)} == ALLOWED["draft"]


def test_writes_are_refused_to_those_who_may_not(root, draft: FootprintVersion) -> None:
    viewer = somebody()
    attempts: list[Callable[[], object]] = [
        lambda: actions.register_areas(rows=[], by=viewer),
        lambda: actions.register_successions(rows=[], by=viewer),
        lambda: actions.place_tiles(rows=[], by=viewer),
        lambda: actions.import_boundaries(paths=[], by=viewer),
        lambda: actions.import_schools(paths=[], asked=actions.AskedSchools(), by=viewer),
        lambda: actions.register_schools(entries=[], by=viewer),
        lambda: actions.ask_heads(version=draft, based_on=draft.version, by=viewer),
        lambda: actions.create_footprint(slug="x", name="X", root=root, levels=[], by=viewer),
        lambda: actions.draft_version(footprint=draft.footprint, label="X", by=viewer),
        lambda: actions.save_draft(version=draft, based_on=draft.version, placings=[], by=viewer),
        lambda: actions.propose_version(version=draft, based_on=draft.version, by=viewer),
        lambda: actions.publish_version(version=draft, valid_from=viewer.today, based_on=draft.version, by=viewer),
        lambda: actions.withdraw(version=draft, based_on=draft.version, by=viewer),
    ]
    for attempt_it in attempts:
        with pytest.raises(Refused):
            attempt_it()
    assert queries.placed(draft, queries.finest_level(draft.footprint)) == county.THREE
