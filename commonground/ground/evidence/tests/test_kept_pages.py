"""Pages of evidence that are kept in the cache of public pages: drawn once, drawn anew when anything changes, and the
same for all but for what a viewer may do (docs/decisions/0098)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions.catalogue import OWN_PACKS, read_pack
from commonground.ground.evidence.models import Profile
from commonground.ground.evidence.rules.catalogue import Catalogue, merge
from commonground.ground.evidence.tests import caring, telling_routes
from commonground.ground.evidence.tests.caring import STEWARD
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.partners.models import Account
from tests.world import World, world

__all__ = ["world"]
FIGURE, INDICATOR = "/evidence/re-referrals/nottinghamshire/2024/", "/evidence/re-referrals/"
COMPARED, CATALOGUE = "/evidence/compare/nottinghamshire/", "/evidence/"
SOURCE = "/evidence/sources/dfe-cin/"
KEPT = [FIGURE, INDICATOR, f"{INDICATOR}?period=2023", COMPARED, CATALOGUE, f"{CATALOGUE}?theme=young-people&page=1"]
OF_A_KEPT_PAGE = 4  # how evidence stands, how places stand, name of the place; of an indicator who answers for it


@pytest.mark.parametrize("address", KEPT)
def test_a_page_that_was_drawn_before_reads_only_whether_anything_changed(loaded, client, address):
    first = client.get(address).content
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).content == first
    assert len(made) <= OF_A_KEPT_PAGE, "\n".join(query["sql"][:170] for query in made.captured_queries)


@pytest.mark.parametrize("address", [FIGURE, INDICATOR, COMPARED, CATALOGUE])
def test_a_later_release_is_on_every_page_at_once(loaded, page, written, address):
    before = page(address)
    corrected = written("c1-corrected.csv", C1.replace("2186,25.8", "2203,26.0", 1).replace("2024", "2025"))
    actions.import_files(kind="dfe-cin", paths=[corrected], by=loaded)
    actions.prepare_figures(by=loaded)
    assert page(address) != before


def test_a_day_that_the_publisher_put_off_to_changes_the_badge_at_once(loaded, page):
    team = caring.team()
    assert "Overdue" in page(INDICATOR)
    assert "Re-referrals" in page(f"{CATALOGUE}?freshness=overdue")
    charge = actions.Charge(team=team, expected_on=date(2027, 1, 31), expected_why="The publisher says so")
    actions.take_care(of=caring.dataset(), based_on=actions.NEW, charge=charge, by=STEWARD)
    assert "The next figures are due by 31 January 2027." in page(INDICATOR)
    assert "Re-referrals" not in page(f"{CATALOGUE}?freshness=overdue")


def renamed(by: Viewer, kind: str, slug: str, **values: object) -> None:
    """An entry of the catalogue is loaded again and says something else; nothing beside it changes."""
    packs = merge([read_pack(path) for path in sorted(OWN_PACKS.glob("*.toml"))])
    entry = next(one for one in getattr(packs, kind) if one.slug == slug)
    assert actions.load_catalogue(catalogue=Catalogue(**{kind: (replace(entry, **values),)}), by=by) == [slug]


@pytest.mark.parametrize(
    ("address", "kind", "slug", "values", "before", "after"),
    [
        (CATALOGUE, "themes", "front-door", {"name": "Asking for help"}, "Front door and referrals", "Asking for help"),
        (INDICATOR, "themes", "front-door", {"name": "Asking for help"}, "Front door and referrals", "Asking for help"),
        (CATALOGUE, "audiences", "board", {"name": "Board of boards"}, "Partnership board", "Board of boards"),
        (INDICATOR, "audiences", "board", {"name": "Board of boards"}, "Partnership board", "Board of boards"),
        (INDICATOR, "datasets", "dfe-cin", {"name": "The census"}, "Characteristics of children in need", "The census"),
        (SOURCE, "datasets", "dfe-cin", {"promise": "When it can."}, "end of October", "When it can."),
        (INDICATOR, "datasets", "dfe-cin", {"refresh_months": 36}, "Overdue", "31 October 2027"),
    ],
)  # fmt: skip
def test_a_name_or_promise_that_changed_alone_is_on_every_page_at_once(
    loaded, page, address, kind, slug, values, before, after
):
    was = page(address)
    assert before in was
    assert after not in was
    renamed(loaded, kind, slug, **values)
    assert after in page(address)
    assert before not in page(address)


def test_what_is_drawn_from_the_cube_says_a_changed_name_when_figures_are_prepared_again(loaded, page):
    renamed(loaded, "themes", "front-door", name="Asking for help")
    assert queries.is_stale()
    actions.prepare_figures(by=loaded)
    told = {figure.about.theme_name for figure in queries.figures_for("E10000024")}
    assert "Asking for help" in told
    assert "Front door and referrals" not in told


def test_an_address_that_is_not_understood_is_refused_each_time(loaded, client):
    for _ in range(2):
        assert client.get(f"{CATALOGUE}?freshness=soon").status_code == 422


def test_nothing_that_somebody_put_into_an_address_is_shown_to_others(loaded, client):
    assert "stranger" in client.get(f"{CATALOGUE}?stranger=1").content.decode()
    assert "stranger" not in client.get(CATALOGUE).content.decode()


@pytest.fixture
def looked_after(loaded) -> Account:
    """The figures of a dataset are in somebody's care, by name."""
    person = Account.objects.create(email="pat@example.org", name="Pat Example")
    charge = actions.Charge(team=caring.team(), person=person.pk)
    actions.take_care(of=caring.dataset(), based_on=actions.NEW, charge=charge, by=STEWARD)
    return person


@pytest.mark.parametrize("steward_first", [True, False])
def test_what_one_viewer_may_see_and_do_reaches_no_other_by_the_cache(
    looked_after, signed_in_steward, client, steward_first
):
    def texts(browser: Client) -> tuple[str, str]:
        return browser.get(INDICATOR).content.decode(), browser.get(CATALOGUE).content.decode()

    if steward_first:
        of_steward, of_public = texts(signed_in_steward), texts(client)
    else:
        of_public, of_steward = texts(client), texts(signed_in_steward)
    may_not = "Pat Example", "who answers for it", "Load a published file", "Sam Steward"
    for said in may_not:
        assert any(said in text for text in of_steward), said
        assert not any(said in text for text in of_public), said


def test_no_name_of_a_person_is_kept(looked_after, signed_in_steward):
    for address in KEPT:
        signed_in_steward.get(address)
    kept = b"".join(value for value in caches["public"]._cache.values())
    assert b"Re-referrals" in kept
    assert b"Pat Example" not in kept
    assert b"Sam Steward" not in kept


def test_a_draft_and_a_withdrawn_profile_are_shown_from_no_cache(world: World) -> None:
    def opened(role: str, pk: object) -> int:
        browser = Client()
        if role:
            browser.force_login(world.account(role))
        return browser.get(reverse("evidence:profile", args=[pk])).status_code

    draft = telling_routes.drafted(world)["pk"]
    assert opened("locality-manager", draft) == 200
    assert opened("", draft) == 404
    kept = Profile.objects.get(pk=str(telling_routes.kept(world)["pk"]))
    assert opened("", kept.pk) == opened("", kept.pk) == 200
    actions.withdraw_profile(profile=kept, based_on=kept.version, why_withdrawn="Wrong", by=telling_routes.BY)
    assert opened("", kept.pk) == 404
    assert opened("locality-manager", kept.pk) == 200


def test_a_frozen_profile_is_read_from_its_content_once(world: World, client: Client) -> None:
    address = reverse("evidence:profile", kwargs=telling_routes.kept(world))
    assert "As at" in client.get(address).content.decode()
    with CaptureQueriesContext(connection) as made:
        assert "As at" in client.get(address).content.decode()
    assert not [query for query in made.captured_queries if "evidence_frozen.content" in query["sql"].replace('"', "")]
