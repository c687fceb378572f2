"""`python -m tests.bench.groups.program make DAY | pages TIMES`: the place of the bench of groups, and its pages."""

import json
import sys
from datetime import date

WARM_UP = 3


def make(day: str) -> None:
    from tests.bench.groups.making import Size
    from tests.bench.groups.making import make as write

    write(Size(), today=date.fromisoformat(day))


def pages(times: str) -> None:
    """Print, by row and page, processor seconds of each reading and the number of queries."""
    from tests.bench.groups.pages import addresses
    from tests.bench.page import measured, signed_in

    client = signed_in()
    found = {
        row: {name: measured(client, path, int(times), warm_up=WARM_UP) for name, path in named.items()}
        for row, named in addresses().items()
    }
    sys.stdout.write(json.dumps(found))


def main(what: str, how: str) -> None:
    import django

    django.setup()
    {"make": make, "pages": pages}[what](how)


if __name__ == "__main__":
    main(*sys.argv[1:])
