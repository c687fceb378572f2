"""B11: from start to first page, and the memory of the serving process, against bare Django on the same server."""

from tests.bench.homes import homes
from tests.bench.rows import Measured, Row, in_turn
from tests.bench.serving import served

TIMES = 5
PAGES = 20  # read before memory is looked at
OURS, BARE = "commonground.config.wsgi:application", "tests.bench.bare.site:application"


def start() -> Measured:
    ours, bare = homes().ours, homes().bare
    samples = in_turn(lambda: _first_page(OURS, ours), lambda: _first_page(BARE, bare), times=TIMES)
    return Measured(*samples, unit="s")


def memory() -> Measured:
    ours, bare = homes().ours, homes().bare
    samples = in_turn(
        lambda: _memory(OURS, ours, "/places/nottinghamshire/"), lambda: _memory(BARE, bare, "/"), times=2
    )
    return Measured(*samples, unit="MB", note=f"after {PAGES} pages of a place; shared pages divided among their users")


ROWS = [
    Row("B11a", "start to first page", "bare Django, same server", start, ratio_at_most=2),
    Row("B11b", "memory of the serving process", "bare Django, same server", memory, ours_at_most=250),
]


def _first_page(application: str, variables: dict[str, str]) -> float:
    with served(application, variables) as server:
        return server.first_page


def _memory(application: str, variables: dict[str, str], page: str) -> float:
    with served(application, variables) as server:
        for _ in range(PAGES):
            server.get(page)
        return server.megabytes()
