"""Every address of the site and who may open it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from commonground.config.reference.markdown import code, table


def page() -> str:
    return table(("address", "name", "open to"), sorted(_under("", "", get_resolver())))


def _under(prefix: str, space: str, resolver: URLResolver) -> Iterator[tuple[str, str, str]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (space, pattern.namespace) if part)
            yield from _under(address, inner, pattern)
        elif isinstance(pattern, URLPattern):
            name = ":".join(part for part in (space, pattern.name) if part)
            yield code("/" + _plain(address)), code(name), str(getattr(pattern.callback, "access_rule", "no rule"))


def _plain(address: str) -> str:
    """A pattern as people write addresses: `<slug:slug>` and `(?P<slug>…)` as `<slug>`."""
    address = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", address)
    return re.sub(r"<\w+:(\w+)>", r"<\1>", address).replace("^", "").replace("$", "").replace("\\", "")
