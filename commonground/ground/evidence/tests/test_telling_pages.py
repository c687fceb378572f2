"""The pages of notes, profiles and reports open with few queries, for whoever may see them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonground.ground.evidence.tests import telling_routes as routes
from tests.world import World, world

__all__ = ["world"]
MOST_QUERIES = 12
PAGES = {
    "notes": lambda w: reverse("evidence:notes") + "?area=nottinghamshire",
    "note": lambda w: reverse("evidence:note", kwargs=routes.shown_note(w)),
    "cited": lambda w: reverse("evidence:cited") + "?area=nottinghamshire",
    "profiles": lambda w: reverse("evidence:profiles"),
    "profile frozen": lambda w: reverse("evidence:profile", kwargs=routes.kept(w)),
    "profile to freeze": lambda w: reverse("evidence:freeze-profile", kwargs=routes.drafted(w)),
    "profile draft": lambda w: reverse("evidence:profile", kwargs=routes.drafted(w)),
    "section": lambda w: reverse("evidence:write-section", kwargs=routes.section(w)),
    "measures": lambda w: reverse("evidence:measure-list", kwargs=routes.listed(w)),
    "report frozen": lambda w: reverse("evidence:report", kwargs=routes.report_kept(w)),
    "report draft": lambda w: reverse("evidence:report", kwargs=routes.report_drafted(w)),
}


@pytest.mark.parametrize("page", list(PAGES))
def test_a_page_opens_with_few_queries(world: World, page: str) -> None:
    address = PAGES[page](world)
    client = Client()
    client.force_login(world.account("locality-manager"))
    client.get(address)  # a process that has just started reads the catalogue and where areas lie once
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    assert len(made) <= MOST_QUERIES, "\n".join(query["sql"][:170] for query in made.captured_queries)
