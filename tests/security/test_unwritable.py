"""Where the audit cannot be written nothing happens and nothing is shown: a page that can be read, then all is well."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.security.real_site import RealSite

NAME = "Zebedee Canary"  # whom the page of tests/security/visited.py shows
# How to break the audit, and how to mend it. On SQLite the trigger that appends would follow a table to its new name.
REFUSES = {
    "sqlite": (
        "CREATE TRIGGER refuses BEFORE INSERT ON audit_auditcontent BEGIN SELECT RAISE(ABORT, 'refused'); END",
        "DROP TRIGGER refuses",
    ),
    "postgresql": (
        "ALTER TABLE audit_auditcontent RENAME TO elsewhere",
        "ALTER TABLE elsewhere RENAME TO audit_auditcontent",
    ),
}

Ask = Callable[..., dict[str, object]]


@contextmanager
def visitor(site: RealSite) -> Iterator[Ask]:
    program = site.start("tests.security.visitor", stdin=subprocess.PIPE)

    def asks(*words: str | int) -> dict[str, object]:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdin.write(" ".join(map(str, words)) + "\n")
        program.stdin.flush()
        said: dict[str, object] = json.loads(program.stdout.readline() or program.stderr.read())
        return said

    try:
        yield asks
    finally:
        program.kill()
        program.communicate()


def write(ask: Ask, token: str) -> dict[str, object]:
    return ask("post", "/write/", f"token={token}")


def see(ask: Ask) -> dict[str, object]:
    return ask("get", "/child/")


def kept(site: RealSite) -> list[str]:
    return [slug for (slug,) in site.sql("SELECT slug FROM partners_organisation ORDER BY slug")]


def check_unavailable(answer: dict[str, object]) -> None:
    assert answer["status"] == 503
    assert "not available just now" in str(answer["text"])
    assert "was not saved" in str(answer["text"])
    assert NAME not in str(answer["text"])


def test_a_full_disk_is_a_page_that_can_be_read_and_mends_by_itself(sqlite_site: RealSite):
    with visitor(sqlite_site) as ask:
        assert write(ask, "before")["status"] == 200
        assert see(ask) == {"status": 200, "text": NAME}
        ask("limit", 1)
        check_unavailable(write(ask, "meanwhile"))
        check_unavailable(see(ask))
        assert ask("get", "/sign-in/")["status"] == 200, "what writes nothing is still there"
        ask("limit", "none")
        assert write(ask, "after")["status"] == 200
        assert see(ask)["status"] == 200
    assert kept(sqlite_site) == ["after", "before"], "no half rows"
    assert sqlite_site.sql("PRAGMA integrity_check") == [("ok",)]
    assert sqlite_site.commonground("audit", "verify").returncode == 0


def test_an_audit_that_refuses_is_the_same(real_site: RealSite):
    with visitor(real_site) as ask:
        assert write(ask, "before")["status"] == 200
        breaks, mends = REFUSES["sqlite" if real_site.is_sqlite else "postgresql"]
        real_site.sql(breaks)
        check_unavailable(write(ask, "meanwhile"))
        check_unavailable(see(ask))
        real_site.sql(mends)
        assert write(ask, "after")["status"] == 200
    assert kept(real_site) == ["after", "before"], "no half rows"
    assert real_site.commonground("audit", "verify").returncode == 0
