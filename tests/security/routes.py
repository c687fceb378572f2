"""The register of addresses: every URL of the site, who may open it, and what it must not tell the others.

A room registers its addresses in `<room>/tests/routes.py` as `ROUTES`, a list of `Route`. The harness in
`test_every_url_by_every_role.py` collects them from the folders, fails for a URL that nobody registered, and tries
each one as every role. A room whose records belong to agencies or places gives one route for each way of not
belonging: own, other agency, other locality, restricted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

import commonground

PUBLIC = "public"
SIGNED_IN = "signed in"
REFUSED = frozenset({403})
HIDDEN = frozenset({404})

Arguments = Callable[["object"], Mapping[str, object]]


def no_arguments(world: object) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Route:
    """One address as one kind of person meets it.

    `name` is the URL name (`places:footprint`). `open_to` is PUBLIC, SIGNED_IN or the slugs of the roles that may.
    `arguments` builds the URL's arguments from the world. `otherwise` holds what a signed-in person who may not is
    answered: REFUSED, HIDDEN where even the existence is none of their business, or either of them. `method` is how it
    is tried; `data` is what is sent; `answers` are what somebody who may is answered, where that is an error because
    nothing sensible was sent. `tells` are words that a permitted page shows and a refused answer must not.
    """

    name: str
    open_to: str | frozenset[str] = PUBLIC
    arguments: Arguments = no_arguments
    otherwise: frozenset[int] = REFUSED
    method: str = "get"
    data: Mapping[str, object] = field(default_factory=dict)
    answers: frozenset[int] = frozenset()
    tells: tuple[str, ...] = ()
    note: str = "own"

    def is_served(self, status: int) -> bool:
        """Whether the status is what somebody who may is answered."""
        return status in self.answers if self.answers else status < 400

    def admits(self, roles: frozenset[str], *, signed_in: bool) -> bool:
        if self.open_to == PUBLIC:
            return True
        if self.open_to == SIGNED_IN:
            return signed_in
        return bool(roles & frozenset(self.open_to))


def registered() -> list[Route]:
    """Every route that a room registers, found by looking into the rooms' folders."""
    root = Path(commonground.__file__).parent
    found = sorted(root.glob("**/tests/routes.py"))
    modules = [".".join(("commonground", *path.relative_to(root).with_suffix("").parts)) for path in found]
    return [route for module in modules for route in import_module(module).ROUTES]


def url_names() -> set[str]:
    """The name of every URL of the site; an unnamed one shows as its pattern, and so can never be registered."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, namespace: str) -> list[str]:
    names = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.append(f"{namespace}{entry.name}" if entry.name else f"unnamed: {entry.pattern}")
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            names += _names(entry, inner)
    return names
