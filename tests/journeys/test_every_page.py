"""Every page of the site, as somebody who may open it: accessible, without complaints, in one column when zoomed."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import Visitor
from tests.security.addresses import Addressed
from tests.security.routes import PUBLIC, SIGNED_IN, Route

PARTS = 3  # of the pages, so that several can be walked at a time


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
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_every_page_keeps_what_every_page_must(
    addressed_place: Addressed, site: str, visit: Callable[[str], Visitor], kind: str, part: int
) -> None:
    visitors: dict[str, Visitor] = {}
    looked_at, wrong = [], []
    for route, path in pages(addressed_place)[part::PARTS]:
        role = who_may(route)
        if role not in visitors:
            visitors[role] = visit(kind)
            if role != "public":
                visitors[role].sign_in(addressed_place.world.account(role), site)
        visitor = visitors[role]
        address = f"{site}{path}"
        answer = visitor.context.request.get(address, max_redirects=0)
        if answer.status != 200 or not answer.body().lstrip().startswith(b"<!doctype html"):
            continue  # a file, a fragment of a page, or a way to another page
        visitor.open(address)
        try:
            visitor.check()
            visitor.check_reflow()
        except AssertionError as found:  # told together: a walk takes minutes
            wrong.append(f"{route.name}: {found}")
            visitor.complaints.clear()
        looked_at.append(route.name)
    assert len(looked_at) > 10, looked_at
    assert not wrong, "\n".join(wrong)
