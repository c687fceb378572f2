"""A visitor of a real site whose disk can fill up. A program.

Reads commands and answers each with a line of JSON:

    get PATH              {"status": …, "text": …}
    post PATH NAME=VALUE  the same
    limit BYTES           no file of this process may grow beyond that; `limit none` lifts it
"""

import json
import os
import resource
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402 after django.setup()
from django.test import Client  # noqa: E402 after django.setup()

settings.ROOT_URLCONF = "tests.security.visited"


def main() -> None:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    for line in sys.stdin:
        what, place, *words = line.split()
        sys.stdout.write(json.dumps(answer(client, what, place, words)) + "\n")
        sys.stdout.flush()


def answer(client: Client, what: str, place: str, words: list[str]) -> dict[str, object]:
    if what == "limit":
        most = resource.RLIM_INFINITY if place == "none" else int(place)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        return {}
    sent = dict(word.split("=", 1) for word in words)
    response = client.get(place) if what == "get" else client.post(place, sent)
    return {"status": response.status_code, "text": response.content.decode()}


if __name__ == "__main__":
    main()
