"""Every address × every role: nobody opens what is not theirs, and no address is forgotten."""

import tomllib
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client

from commonground.config.packs import ROLES as ROLES_PACK
from tests.security.addresses import ROUTES, Addressed
from tests.security.routes import Route, url_names
from tests.world import World

ROLES = [row["slug"] for row in tomllib.loads(ROLES_PACK.read_text(encoding="utf-8"))["role"]]
NOBODY = "public"
WITHOUT_ROLE = "no role"
LEAVER = "leaver"
EVERYBODY = [NOBODY, WITHOUT_ROLE, LEAVER, *ROLES]
# A quarter of all the time of a database goes here: of each kind of right one asks on both, everybody on SQLite.
ON_BOTH = {NOBODY, WITHOUT_ROLE, LEAVER, "clerk", "locality-manager", "analyst", "organisation-administrator"}
ASKING = [who if who in ON_BOTH else pytest.param(who, marks=pytest.mark.once) for who in EVERYBODY]


def test_every_address_is_registered():
    """Add a Route to tests/routes.py of the room that owns the address."""
    assert url_names() - {route.name for route in ROUTES} == set()


def test_no_route_is_registered_for_an_address_that_does_not_exist():
    assert {route.name for route in ROUTES} - url_names() == set()


def ask(client: Client, route: Route, path: str):
    """The answer; what it changed is undone, so that every address is asked by somebody who has just signed in."""
    with transaction.atomic():
        answer = client.get(path) if route.method == "get" else client.post(path, dict(route.data))
        transaction.set_rollback(True)
    return answer


def signed_in(world: World, who: str) -> SimpleCookie[str]:
    """The cookies of somebody who has opened their first page."""
    client = Client()
    if who != NOBODY:
        client.force_login(world.account(who))
        client.get("/")
    return client.cookies


def leaked(route: Route, answer: object) -> list[str]:
    body = b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]  # a page
    return [word for word in route.tells if word.encode() in body]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ASKING)
def test_each_person_opens_what_is_theirs_and_nothing_else(addressed: Addressed, who: str):
    wrong = []
    cookies = signed_in(addressed.world, who)
    for route, path in addressed.routes():
        client = Client()
        client.cookies = cookies.copy()
        roles = frozenset({who}) & frozenset(ROLES)
        answer = ask(client, route, path)
        may = route.admits(roles, signed_in=who != NOBODY)
        sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next=")
        if may:
            as_expected = route.is_served(answer.status_code) and not sent_to_sign_in
        elif who == NOBODY:
            turned_away = sent_to_sign_in or answer.status_code in (401, 404)  # a program is not sent to sign in
            as_expected = turned_away and not leaked(route, answer)
        else:
            as_expected = answer.status_code in route.otherwise and not leaked(route, answer)
        if not as_expected:
            wrong.append((route.name, route.note, route.method, answer.status_code))
    assert wrong == []
