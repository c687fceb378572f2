"""Every page of the site, as somebody who may open it: accessible, without complaints, in one column when zoomed."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import Visitor
from tests.security.addresses import Addressed
from tests.security.routes import PUBLIC, SIGNED_IN, Route

PARTS = 6  # of the pages, so that several can be walked at a time
KINDS = ("desktop", "phone")


def who_may(route: Route) -> str:
    """A role that may open it; "public" where nobody has to sign in."""
    if route.open_to in (PUBLIC, SIGNED_IN):
        return {PUBLIC: "public", SIGNED_IN: "no role"}[str(route.open_to)]
    return min(route.open_to)


def pages(addressed: Addressed) -> list[tuple[Route, str]]:
    """Pages to read, each address once, with their paths."""
    readable = [(route, path) for route, path in addressed.routes() if route.method == "get" and not route.answers]
    return list({(route.name, route.note): (route, path) for route, path in readable if route.open_to}.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_keeps_what_every_page_must(
    addressed_place: Addressed, site: str, visit: Callable[[str], Visitor], part: int
) -> None:
    visitors: dict[tuple[str, str], Visitor] = {}

    def visitor(role: str, kind: str) -> Visitor:
        if (role, kind) not in visitors:
            visitors[role, kind] = visit(kind)
            if role != "public":
                visitors[role, kind].sign_in(addressed_place.world.account(role), site)
        return visitors[role, kind]

    looked_at, wrong = [], []
    for route, path in pages(addressed_place)[part::PARTS]:
        role, address = who_may(route), f"{site}{path}"
        answer = visitor(role, KINDS[0]).context.request.get(address, max_redirects=0)
        if answer.status != 200 or not answer.body().lstrip().startswith(b"<!doctype html"):
            continue  # a file, a fragment of a page, or a way to another page
        wrong += [f"{route.name}, {kind}: {found}" for kind in KINDS for found in faults(visitor(role, kind), address)]
        looked_at.append(route.name)
    assert len(looked_at) > 10, looked_at
    assert not wrong, "\n".join(wrong)


def faults(visitor: Visitor, address: str) -> list[str]:
    """What the page does not keep. It is told of all together: a walk takes minutes."""
    visitor.open(address)
    try:
        visitor.check()
        visitor.check_reflow()
    except AssertionError as found:
        visitor.complaints.clear()
        return [str(found)]
    return []
