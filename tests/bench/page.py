"""`python -m tests.bench.page ours|bare PATH TIMES [afresh]`: processor time of one page, signed in, with its queries.

A process of its own for each side, because a process can hold one Django site only. With `afresh` whatever was
remembered of earlier pages is forgotten before each, so that the page is read from the prepared figures.
"""

import functools
import gc
import json
import os
import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

SITES = {"ours": "commonground.config.wsgi", "bare": "tests.bench.bare.site"}
WARM_UP = 10


def main(site: str, path: str, times: str, afresh: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
    import_module(SITES[site])  # sets its Django up
    client = signed_in()
    found = measured(client, listed(client, path), int(times), before=forget if afresh else lambda: None)
    sys.stdout.write(json.dumps(found))


def signed_in() -> "Client":
    """A browser of whoever comes first among the accounts."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model()._default_manager.order_by("pk")[0])
    return client


def measured(
    client: "Client", path: str, times: int, *, warm_up: int = WARM_UP, before: Callable[[], None] = lambda: None
) -> dict[str, object]:
    """Seconds of the processor that a page takes, as often as it is asked for, and its number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench.rows import cpu_seconds

    def read() -> None:
        answer = client.get(path)
        is_page = answer.headers["Content-Type"].startswith("text/html")
        if answer.status_code != 200 or (is_page and b"</h1>" not in answer.content):
            raise RuntimeError(f"{path} answers {answer.status_code}")

    for _ in range(warm_up):
        read()
    with CaptureQueriesContext(connection) as queries:
        read()
    count = len(queries)  # counted now: the next page starts the list anew
    samples = []
    for _ in range(times):
        before()
        samples.append(cpu_seconds(read))
    return {"seconds": samples, "queries": count}


def listed(client: "Client", path: str) -> str:
    """Where a path ends in a star, the first record that the page above it leads to; else the path itself."""
    if not path.endswith("*"):
        return path
    above = path.removesuffix("*")
    found = re.search(rf'href="({re.escape(above)}[0-9a-f-]{{36}}/)"', client.get(above).content.decode())
    if found is None:
        raise RuntimeError(f"{above} leads to no record")
    return found[1]


def forget() -> None:
    """Empty what functions of the product remember, and the cache of public evidence."""
    from django.core.cache import caches

    caches["public"].clear()
    for found in remembering(len(sys.modules)):
        found.cache_clear()


@functools.lru_cache(maxsize=1)
def remembering(modules: int) -> "list[functools._lru_cache_wrapper[Any]]":
    """Functions of the product that remember what they were asked, looked for again when so many modules are loaded."""
    gc.unfreeze()  # the site hides from the collector what it made while it started
    # By type, not isinstance: that would open what lies unopened in a lazy object.
    found = [one for one in gc.get_objects() if type(one) is functools._lru_cache_wrapper]
    return [one for one in found if str(one.__module__).startswith("commonground.")]


if __name__ == "__main__":
    main(*sys.argv[1:])
