"""`python -m tests.bench.page ours|bare PATH TIMES`: processor time of one page, signed in, as JSON; with its queries.

A process of its own for each side, because a process can hold one Django site only.
"""

import json
import os
import sys
from importlib import import_module

SITES = {"ours": "commonground.config.wsgi", "bare": "tests.bench.bare.site"}
WARM_UP = 10


def main(site: str, path: str, times: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
    import_module(SITES[site])  # sets its Django up
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.bench.rows import cpu_seconds

    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model()._default_manager.order_by("pk")[0])

    def read() -> None:
        answer = client.get(path)
        if answer.status_code != 200 or b"</h1>" not in answer.content:
            raise RuntimeError(f"{path} answers {answer.status_code}")

    for _ in range(WARM_UP):
        read()
    with CaptureQueriesContext(connection) as queries:
        read()
    count = len(queries)  # counted now: the next page starts the list anew
    samples = [cpu_seconds(read) for _ in range(int(times))]
    sys.stdout.write(json.dumps({"seconds": samples, "queries": count}))


if __name__ == "__main__":
    main(*sys.argv[1:])
