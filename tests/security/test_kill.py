"""kill -9 in the middle of writing: every acknowledged write is there, whole and on record."""

import os

import pytest

from tests.security.real_site import RealSite
from tests.security.writes import writes

# The bar of the access policy is 50; a few each time the tests run, all of them before a release.
ROUNDS = os.environ.get("COMMONGROUND_KILL_ROUNDS", "4")
WRITERS = 4


@pytest.mark.parametrize("name", [write.name for write in writes()])
def test_every_acknowledged_write_outlives_signal_9(real_site: RealSite, name: str):
    report = real_site.crowd("kill", "--writers", str(WRITERS), "--rounds", ROUNDS, "--name", name)
    assert report["errors"] == []
    assert report["killed"] == WRITERS * int(ROUNDS), "nobody had stopped before"
    assert report["acknowledged"] > 0
    assert (report["lost"], report["unrecorded"], report["invented"]) == ([], [], [])
    assert (report["broken"], report["corrupt"]) == ("", "")
